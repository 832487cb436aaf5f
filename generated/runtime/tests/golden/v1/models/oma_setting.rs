use graph_runtime::codegen as rt;

/// One setting by its path.
#[derive(Default)]
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

impl rt::Model for OmaSetting {
    fn schema(&self) -> &'static rt::Schema {
        &rt::Schema {
            name: "microsoft.graph.omaSetting",
            fields: &["omaUri", "value", "fallback"],
            write_type: false,
        }
    }
    fn slot(&mut self, index: usize) -> rt::SlotMut<'_> {
        match index {
            0 => rt::SlotMut::String(&mut self.oma_uri),
            1 => rt::SlotMut::Json(&mut self.value),
            2 => rt::SlotMut::Object(&mut self.fallback),
            _ => rt::SlotMut::None,
        }
    }
    fn slot_ref(&self, index: usize) -> rt::SlotRef<'_> {
        match index {
            0 => rt::SlotRef::String(&self.oma_uri),
            1 => rt::SlotRef::Json(&self.value),
            2 => rt::SlotRef::Object(&self.fallback),
            _ => rt::SlotRef::None,
        }
    }
    fn additional(&self) -> &rt::Additional {
        &self.additional
    }
    fn additional_mut(&mut self) -> &mut rt::Additional {
        &mut self.additional
    }
}

rt::impl_model!(OmaSetting);
