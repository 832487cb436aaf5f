//! Resources, complex types and enumerations.

mod device_configuration;
mod device_configuration_assignment;
mod device_configuration_device_status;
mod ios_custom_configuration;
mod oma_setting;
mod policy_platform_type;
mod windows10_general_configuration;
mod windows_architecture;

pub mod call_records;

pub use self::device_configuration::{AnyDeviceConfiguration, DeviceConfiguration};
pub use self::device_configuration_assignment::DeviceConfigurationAssignment;
pub use self::device_configuration_device_status::DeviceConfigurationDeviceStatus;
pub use self::ios_custom_configuration::IosCustomConfiguration;
pub use self::oma_setting::OmaSetting;
pub use self::policy_platform_type::PolicyPlatformType;
pub use self::windows_architecture::WindowsArchitecture;
pub use self::windows10_general_configuration::Windows10GeneralConfiguration;

use graph_runtime::codegen as rt;

rt::type_table! {
    TYPES;
    "microsoft.graph.deviceConfiguration": "microsoft.graph.entity";
    "microsoft.graph.deviceConfigurationAssignment": "microsoft.graph.entity";
    "microsoft.graph.deviceConfigurationDeviceStatus": "microsoft.graph.entity";
    "microsoft.graph.entity": "";
    "microsoft.graph.iosCustomConfiguration": "microsoft.graph.deviceConfiguration";
    "microsoft.graph.omaSetting": "";
    "microsoft.graph.windows10GeneralConfiguration": "microsoft.graph.deviceConfiguration";
    "microsoft.graph.callRecords.session": "microsoft.graph.entity";
}
