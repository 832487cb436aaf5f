use graph_runtime::codegen as rt;

/// Whom a configuration is sent to.
#[derive(Default)]
pub struct DeviceConfigurationAssignment {
    /// Key of the entity.
    pub id: Option<String>,
    /// Target of the assignment.
    pub target: Option<rt::Value>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

impl rt::Model for DeviceConfigurationAssignment {
    fn schema(&self) -> &'static rt::Schema {
        &rt::Schema {
            name: "microsoft.graph.deviceConfigurationAssignment",
            fields: &["id", "target"],
            write_type: false,
        }
    }
    fn slot(&mut self, index: usize) -> rt::SlotMut<'_> {
        match index {
            0 => rt::SlotMut::String(&mut self.id),
            1 => rt::SlotMut::Json(&mut self.target),
            _ => rt::SlotMut::None,
        }
    }
    fn slot_ref(&self, index: usize) -> rt::SlotRef<'_> {
        match index {
            0 => rt::SlotRef::String(&self.id),
            1 => rt::SlotRef::Json(&self.target),
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

rt::impl_model!(DeviceConfigurationAssignment);
