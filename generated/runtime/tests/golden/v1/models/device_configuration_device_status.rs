use graph_runtime::codegen as rt;

/// Status of a configuration on one device.
#[derive(Default)]
pub struct DeviceConfigurationDeviceStatus {
    /// Key of the entity.
    pub id: Option<String>,
    /// Name of the device.
    pub device_display_name: Option<String>,
    /// Status of the configuration.
    pub status: Option<super::PolicyPlatformType>,
    /// Time of the last report.
    pub last_reported_date_time: Option<rt::OffsetDateTime>,
    /// Configuration that is reported on.
    pub configuration: Option<rt::Related<super::AnyDeviceConfiguration>>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

impl rt::Model for DeviceConfigurationDeviceStatus {
    fn schema(&self) -> &'static rt::Schema {
        &rt::Schema {
            name: "microsoft.graph.deviceConfigurationDeviceStatus",
            fields: &[
                "id",
                "deviceDisplayName",
                "status",
                "lastReportedDateTime",
                "configuration",
            ],
            write_type: false,
        }
    }
    fn slot(&mut self, index: usize) -> rt::SlotMut<'_> {
        match index {
            0 => rt::SlotMut::String(&mut self.id),
            1 => rt::SlotMut::String(&mut self.device_display_name),
            2 => rt::SlotMut::Enum(&mut self.status),
            3 => rt::SlotMut::DateTime(&mut self.last_reported_date_time),
            4 => rt::SlotMut::Object(&mut self.configuration),
            _ => rt::SlotMut::None,
        }
    }
    fn slot_ref(&self, index: usize) -> rt::SlotRef<'_> {
        match index {
            0 => rt::SlotRef::String(&self.id),
            1 => rt::SlotRef::String(&self.device_display_name),
            2 => rt::SlotRef::Enum(&self.status),
            3 => rt::SlotRef::DateTime(&self.last_reported_date_time),
            4 => rt::SlotRef::Object(&self.configuration),
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

rt::impl_model!(DeviceConfigurationDeviceStatus);
