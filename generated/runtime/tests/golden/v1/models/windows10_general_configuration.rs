use graph_runtime::codegen as rt;

/// Settings of Windows 10.
pub struct Windows10GeneralConfiguration {
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
    /// Architectures that the settings apply to.
    pub architectures: Option<rt::Flags<super::WindowsArchitecture>>,
    /// Architectures that are tried in turn.
    pub fallback_architectures: Option<Vec<super::WindowsArchitecture>>,
    /// Settings by path.
    pub oma_settings: Option<Vec<super::OmaSetting>>,
    /// Setting that applies where no other does.
    pub default_setting: Option<super::OmaSetting>,
    /// Time without input after which the screen locks.
    pub lock_timeout: Option<rt::Duration>,
    /// Start of the quiet hours.
    pub quiet_from: Option<rt::Time>,
    /// First day of the settings.
    pub valid_from: Option<rt::Date>,
    /// Tenant.
    pub tenant_id: Option<rt::Uuid>,
    /// Charge below which the device saves power.
    pub battery_threshold: Option<f64>,
    /// Bytes of the cache.
    pub cache_size: Option<i64>,
    /// Price of the plan.
    pub price: Option<rt::Decimal>,
    /// Whether the device is blocked.
    pub blocked: Option<bool>,
    /// Ports that are open.
    pub ports: Option<Vec<i32>>,
    /// Times at which the device restarts.
    pub schedule: Option<Vec<rt::Time>>,
    /// Settings without a schema.
    pub policy: Option<rt::Value>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

rt::model! {
    Windows10GeneralConfiguration = "microsoft.graph.windows10GeneralConfiguration", write_type: true, types: super::TYPES, additional: additional;
    0 id: String = "id", ID;
    1 last_modified_date_time: DateTime = "lastModifiedDateTime", LAST_MODIFIED_DATE_TIME;
    2 display_name: String = "displayName", DISPLAY_NAME;
    3 version: Int32 = "version", VERSION;
    4 platform: Enum = "platform", PLATFORM;
    5 role_scope_tag_ids: Strings = "roleScopeTagIds", ROLE_SCOPE_TAG_IDS;
    6 assignments: Objects = "assignments", ASSIGNMENTS;
    7 device_statuses: Objects = "deviceStatuses", DEVICE_STATUSES;
    8 parent: Object = "parent", PARENT;
    9 architectures: Enum = "architectures", ARCHITECTURES;
    10 fallback_architectures: Enums = "fallbackArchitectures", FALLBACK_ARCHITECTURES;
    11 oma_settings: Objects = "omaSettings", OMA_SETTINGS;
    12 default_setting: Object = "defaultSetting", DEFAULT_SETTING;
    13 lock_timeout: Duration = "lockTimeout", LOCK_TIMEOUT;
    14 quiet_from: TimeOfDay = "quietFrom", QUIET_FROM;
    15 valid_from: Date = "validFrom", VALID_FROM;
    16 tenant_id: Guid = "tenantId", TENANT_ID;
    17 battery_threshold: Double = "batteryThreshold", BATTERY_THRESHOLD;
    18 cache_size: Int64 = "cacheSize", CACHE_SIZE;
    19 price: Decimal = "price", PRICE;
    20 blocked: Bool = "blocked", BLOCKED;
    21 ports: Scalars = "ports", PORTS;
    22 schedule: Scalars = "schedule", SCHEDULE;
    23 policy: Json = "policy", POLICY;
}
