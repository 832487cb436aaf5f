use graph_runtime::codegen as rt;

/// Settings of Windows 10.
#[derive(Default)]
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

impl rt::Model for Windows10GeneralConfiguration {
    fn schema(&self) -> &'static rt::Schema {
        &rt::Schema {
            name: "microsoft.graph.windows10GeneralConfiguration",
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
                "architectures",
                "fallbackArchitectures",
                "omaSettings",
                "defaultSetting",
                "lockTimeout",
                "quietFrom",
                "validFrom",
                "tenantId",
                "batteryThreshold",
                "cacheSize",
                "price",
                "blocked",
                "ports",
                "schedule",
                "policy",
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
            9 => rt::SlotMut::Enum(&mut self.architectures),
            10 => rt::SlotMut::Enums(&mut self.fallback_architectures),
            11 => rt::SlotMut::Objects(&mut self.oma_settings),
            12 => rt::SlotMut::Object(&mut self.default_setting),
            13 => rt::SlotMut::Duration(&mut self.lock_timeout),
            14 => rt::SlotMut::TimeOfDay(&mut self.quiet_from),
            15 => rt::SlotMut::Date(&mut self.valid_from),
            16 => rt::SlotMut::Guid(&mut self.tenant_id),
            17 => rt::SlotMut::Double(&mut self.battery_threshold),
            18 => rt::SlotMut::Int64(&mut self.cache_size),
            19 => rt::SlotMut::Decimal(&mut self.price),
            20 => rt::SlotMut::Bool(&mut self.blocked),
            21 => rt::SlotMut::Scalars(&mut self.ports),
            22 => rt::SlotMut::Scalars(&mut self.schedule),
            23 => rt::SlotMut::Json(&mut self.policy),
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
            9 => rt::SlotRef::Enum(&self.architectures),
            10 => rt::SlotRef::Enums(&self.fallback_architectures),
            11 => rt::SlotRef::Objects(&self.oma_settings),
            12 => rt::SlotRef::Object(&self.default_setting),
            13 => rt::SlotRef::Duration(&self.lock_timeout),
            14 => rt::SlotRef::TimeOfDay(&self.quiet_from),
            15 => rt::SlotRef::Date(&self.valid_from),
            16 => rt::SlotRef::Guid(&self.tenant_id),
            17 => rt::SlotRef::Double(&self.battery_threshold),
            18 => rt::SlotRef::Int64(&self.cache_size),
            19 => rt::SlotRef::Decimal(&self.price),
            20 => rt::SlotRef::Bool(&self.blocked),
            21 => rt::SlotRef::Scalars(&self.ports),
            22 => rt::SlotRef::Scalars(&self.schedule),
            23 => rt::SlotRef::Json(&self.policy),
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

rt::impl_model!(Windows10GeneralConfiguration);
