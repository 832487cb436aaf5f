use graph_runtime::codegen as rt;

/// A configuration profile of Apple, sent as it is.
#[derive(Default)]
pub struct IosCustomConfiguration {
    /// Key of the entity.
    pub id: Option<String>,
    /// Time at which the object was last modified.
    pub last_modified_date_time: Option<rt::OffsetDateTime>,
    /// Name that the administrator gave.
    pub display_name: Option<String>,
    /// Version of the configuration.
    pub version: Option<i32>,
    /// Platform that the configuration is for.
    pub platform: Option<super::PolicyPlatformType>,
    /// Scope tags of the object.
    pub role_scope_tag_ids: Option<Vec<String>>,
    /// Assignments of the configuration.
    pub assignments: Option<rt::Related<Vec<super::DeviceConfigurationAssignment>>>,
    /// Status of the configuration on each device.
    pub device_statuses: Option<rt::Related<Vec<super::DeviceConfigurationDeviceStatus>>>,
    /// Configuration that this one was made from.
    pub parent: Option<rt::Related<super::AnyDeviceConfiguration>>,
    /// Name of the payload.
    pub payload_name: Option<String>,
    /// File name of the payload (*.mobileconfig).
    pub payload_file_name: Option<String>,
    /// The payload.
    pub payload: Option<rt::Binary>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

impl rt::Model for IosCustomConfiguration {
    fn schema(&self) -> &'static rt::Schema {
        &rt::Schema {
            name: "microsoft.graph.iosCustomConfiguration",
            fields: &[
                "id",
                "lastModifiedDateTime",
                "displayName",
                "version",
                "platform",
                "roleScopeTagIds",
                "assignments",
                "deviceStatuses",
                "parent",
                "payloadName",
                "payloadFileName",
                "payload",
            ],
            write_type: true,
        }
    }
    fn slot(&mut self, index: usize) -> rt::SlotMut<'_> {
        match index {
            0 => rt::SlotMut::String(&mut self.id),
            1 => rt::SlotMut::DateTime(&mut self.last_modified_date_time),
            2 => rt::SlotMut::String(&mut self.display_name),
            3 => rt::SlotMut::Int32(&mut self.version),
            4 => rt::SlotMut::Enum(&mut self.platform),
            5 => rt::SlotMut::Strings(&mut self.role_scope_tag_ids),
            6 => rt::SlotMut::Objects(&mut self.assignments),
            7 => rt::SlotMut::Objects(&mut self.device_statuses),
            8 => rt::SlotMut::Object(&mut self.parent),
            9 => rt::SlotMut::String(&mut self.payload_name),
            10 => rt::SlotMut::String(&mut self.payload_file_name),
            11 => rt::SlotMut::Binary(&mut self.payload),
            _ => rt::SlotMut::None,
        }
    }
    fn slot_ref(&self, index: usize) -> rt::SlotRef<'_> {
        match index {
            0 => rt::SlotRef::String(&self.id),
            1 => rt::SlotRef::DateTime(&self.last_modified_date_time),
            2 => rt::SlotRef::String(&self.display_name),
            3 => rt::SlotRef::Int32(&self.version),
            4 => rt::SlotRef::Enum(&self.platform),
            5 => rt::SlotRef::Strings(&self.role_scope_tag_ids),
            6 => rt::SlotRef::Objects(&self.assignments),
            7 => rt::SlotRef::Objects(&self.device_statuses),
            8 => rt::SlotRef::Object(&self.parent),
            9 => rt::SlotRef::String(&self.payload_name),
            10 => rt::SlotRef::String(&self.payload_file_name),
            11 => rt::SlotRef::Binary(&self.payload),
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

rt::impl_model!(IosCustomConfiguration);
