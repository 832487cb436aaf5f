use graph_runtime::codegen as rt;

/// Settings that are sent to devices.
pub struct DeviceConfiguration {
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
    pub parent: Option<rt::Related<AnyDeviceConfiguration>>,
    /// Properties that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

rt::model! {
    DeviceConfiguration = "microsoft.graph.deviceConfiguration", write_type: false, types: super::TYPES, additional: additional;
    0 id: String = "id", ID;
    1 last_modified_date_time: DateTime = "lastModifiedDateTime", LAST_MODIFIED_DATE_TIME;
    2 display_name: String = "displayName", DISPLAY_NAME;
    3 version: Int32 = "version", VERSION;
    4 platform: Enum = "platform", PLATFORM;
    5 role_scope_tag_ids: Strings = "roleScopeTagIds", ROLE_SCOPE_TAG_IDS;
    6 assignments: Objects = "assignments", ASSIGNMENTS;
    7 device_statuses: Objects = "deviceStatuses", DEVICE_STATUSES;
    8 parent: Object = "parent", PARENT;
}

/// A [`DeviceConfiguration`] or one of the types derived from it, as `@odata.type` says.
#[non_exhaustive]
pub enum AnyDeviceConfiguration {
    /// The base type itself, or a derived type that this version does not know (its properties are in `additional`).
    DeviceConfiguration(DeviceConfiguration),
    /// `microsoft.graph.iosCustomConfiguration`
    IosCustomConfiguration(Box<super::IosCustomConfiguration>),
    /// `microsoft.graph.windows10GeneralConfiguration`
    Windows10GeneralConfiguration(Box<super::Windows10GeneralConfiguration>),
}

rt::getters! {
    AnyDeviceConfiguration;
    /// Key of the entity.
    0 id: &str;
    /// Time at which the object was last modified.
    1 last_modified_date_time: rt::OffsetDateTime;
    /// Name that the administrator gave.
    2 display_name: &str;
    /// Version of the configuration.
    3 version: i32;
    /// Platform that the configuration is for.
    4 platform: &super::PolicyPlatformType;
    /// Scope tags of the object.
    5 role_scope_tag_ids: &[String];
    /// Assignments of the configuration.
    6 assignments: &[super::DeviceConfigurationAssignment];
    /// Status of the configuration on each device.
    7 device_statuses: &[super::DeviceConfigurationDeviceStatus];
    /// Configuration that this one was made from.
    8 parent: &Self;
}

impl rt::Polymorphic for AnyDeviceConfiguration {
    const TYPES: rt::VariantTypes<Self> = &[
        ("microsoft.graph.deviceConfiguration", || {
            Self::DeviceConfiguration(Default::default())
        }),
        ("microsoft.graph.iosCustomConfiguration", || {
            Self::IosCustomConfiguration(Default::default())
        }),
        ("microsoft.graph.windows10GeneralConfiguration", || {
            Self::Windows10GeneralConfiguration(Default::default())
        }),
    ];
    #[inline]
    fn value(&self) -> &dyn rt::Model {
        match self {
            Self::DeviceConfiguration(value) => value,
            Self::IosCustomConfiguration(value) => &**value,
            Self::Windows10GeneralConfiguration(value) => &**value,
        }
    }
    #[inline]
    fn value_mut(&mut self) -> &mut dyn rt::Model {
        match self {
            Self::DeviceConfiguration(value) => value,
            Self::IosCustomConfiguration(value) => &mut **value,
            Self::Windows10GeneralConfiguration(value) => &mut **value,
        }
    }
}

rt::impl_polymorphic!(AnyDeviceConfiguration);

impl From<DeviceConfiguration> for AnyDeviceConfiguration {
    #[inline]
    fn from(value: DeviceConfiguration) -> Self {
        Self::DeviceConfiguration(value)
    }
}

impl From<super::IosCustomConfiguration> for AnyDeviceConfiguration {
    #[inline]
    fn from(value: super::IosCustomConfiguration) -> Self {
        Self::IosCustomConfiguration(Box::new(value))
    }
}

impl From<super::Windows10GeneralConfiguration> for AnyDeviceConfiguration {
    #[inline]
    fn from(value: super::Windows10GeneralConfiguration) -> Self {
        Self::Windows10GeneralConfiguration(Box::new(value))
    }
}
