use graph_runtime::codegen as rt;

/// A configuration profile of Apple, sent as it is.
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

rt::model! {
    IosCustomConfiguration = "microsoft.graph.iosCustomConfiguration", write_type: true, types: super::TYPES, additional: additional;
    0 id: String = "id", ID;
    1 last_modified_date_time: DateTime = "lastModifiedDateTime", LAST_MODIFIED_DATE_TIME;
    2 display_name: String = "displayName", DISPLAY_NAME;
    3 version: Int32 = "version", VERSION;
    4 platform: Enum = "platform", PLATFORM;
    5 role_scope_tag_ids: Strings = "roleScopeTagIds", ROLE_SCOPE_TAG_IDS;
    6 assignments: Objects = "assignments", ASSIGNMENTS;
    7 device_statuses: Objects = "deviceStatuses", DEVICE_STATUSES;
    8 parent: Object = "parent", PARENT;
    9 payload_name: String = "payloadName", PAYLOAD_NAME;
    10 payload_file_name: String = "payloadFileName", PAYLOAD_FILE_NAME;
    11 payload: Binary = "payload", PAYLOAD;
}
