use graph_runtime::codegen as rt;

/// Status of a configuration on one device.
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

rt::model! {
    DeviceConfigurationDeviceStatus = "microsoft.graph.deviceConfigurationDeviceStatus", write_type: false, types: super::TYPES, additional: additional;
    0 id: String = "id", ID;
    1 device_display_name: String = "deviceDisplayName", DEVICE_DISPLAY_NAME;
    2 status: Enum = "status", STATUS;
    3 last_reported_date_time: DateTime = "lastReportedDateTime", LAST_REPORTED_DATE_TIME;
    4 configuration: Object = "configuration", CONFIGURATION;
}
