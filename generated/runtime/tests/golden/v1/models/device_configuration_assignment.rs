use graph_runtime::codegen as rt;

/// Whom a configuration is sent to.
pub struct DeviceConfigurationAssignment {
    /// Key of the entity.
    pub id: Option<String>,
    /// Target of the assignment.
    pub target: Option<rt::Value>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

rt::model! {
    DeviceConfigurationAssignment = "microsoft.graph.deviceConfigurationAssignment", write_type: false, types: super::TYPES, additional: additional;
    0 id: String = "id", ID;
    1 target: Json = "target", TARGET;
}
