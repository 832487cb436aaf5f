use graph_runtime::codegen as rt;

/// One setting by its path.
pub struct OmaSetting {
    /// Path of the setting.
    pub oma_uri: Option<String>,
    /// Value of the setting.
    pub value: Option<rt::Value>,
    /// Setting that applies where the device does not know the path.
    pub fallback: Option<Box<OmaSetting>>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

rt::model! {
    OmaSetting = "microsoft.graph.omaSetting", write_type: false, types: super::TYPES, additional: additional;
    0 oma_uri: String = "omaUri", OMA_URI;
    1 value: Json = "value", VALUE;
    2 fallback: Object = "fallback", FALLBACK;
}
