use graph_runtime::codegen as rt;

/// Settings that are sent to devices.
#[derive(Default)]
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

impl rt::Model for DeviceConfiguration {
    fn schema(&self) -> &'static rt::Schema {
        &rt::Schema {
            name: "microsoft.graph.deviceConfiguration",
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

rt::impl_model!(DeviceConfiguration);

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

impl AnyDeviceConfiguration {
    /// Key of the entity.
    #[inline]
    pub fn id(&self) -> Option<&str> {
        rt::base_field(self, 0).map(String::as_str)
    }
    /// Time at which the object was last modified.
    #[inline]
    pub fn last_modified_date_time(&self) -> Option<rt::OffsetDateTime> {
        rt::base_field(self, 1).copied()
    }
    /// Name that the administrator gave.
    #[inline]
    pub fn display_name(&self) -> Option<&str> {
        rt::base_field(self, 2).map(String::as_str)
    }
    /// Version of the configuration.
    #[inline]
    pub fn version(&self) -> Option<i32> {
        rt::base_field(self, 3).copied()
    }
    /// Platform that the configuration is for.
    #[inline]
    pub fn platform(&self) -> Option<&super::PolicyPlatformType> {
        rt::base_field(self, 4)
    }
    /// Scope tags of the object.
    #[inline]
    pub fn role_scope_tag_ids(&self) -> Option<&[String]> {
        rt::base_field::<_, Vec<_>>(self, 5).map(Vec::as_slice)
    }
    /// Assignments of the configuration.
    #[inline]
    pub fn assignments(&self) -> Option<&rt::Related<Vec<super::DeviceConfigurationAssignment>>> {
        rt::base_field(self, 6)
    }
    /// Status of the configuration on each device.
    #[inline]
    pub fn device_statuses(&self) -> Option<&rt::Related<Vec<super::DeviceConfigurationDeviceStatus>>> {
        rt::base_field(self, 7)
    }
    /// Configuration that this one was made from.
    #[inline]
    pub fn parent(&self) -> Option<&rt::Related<Self>> {
        rt::base_field(self, 8)
    }
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
