//! Requests that work on device configurations.

use graph_runtime::codegen as rt;

use super::super::models;

/// Get a device configuration.
pub enum Get {}

impl rt::Operation for Get {
    type Body = ();
    type Response = models::AnyDeviceConfiguration;
    type Query = rt::query::OfObject;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: get",
        method: rt::Method::Get,
        paths: &[
            "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
            "/deviceManagement/deviceConfigurations/{deviceConfigurationId}/assignments/{deviceConfigurationAssignmentId}/configuration",
        ],
        success: &[200],
        documentation: "https://learn.microsoft.com/graph/api/intune-deviceconfig-deviceconfiguration-get?view=graph-rest-1.0",
        query: &[rt::QueryOption::Select, rt::QueryOption::Expand],
        permissions: rt::Permissions {
            delegated_work: Some(rt::PermissionList::new("DeviceManagementConfiguration.Read.All")),
            delegated_personal: Some(rt::PermissionList::new("")),
            application: Some(rt::PermissionList::new("DeviceManagementConfiguration.Read.All")),
        },
        ..rt::Metadata::V1
    };
}

impl Get {
    /// `GET /deviceManagement/deviceConfigurations/{deviceConfigurationId}`
    #[inline]
    pub fn new(device_configuration_id: &str) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(device_configuration_id)],
            (),
        )
    }
    /// `GET /deviceManagement/deviceConfigurations/{deviceConfigurationId}/assignments/{deviceConfigurationAssignmentId}/configuration`
    #[inline]
    pub fn by_assignment(
        device_configuration_id: &str,
        device_configuration_assignment_id: &str,
    ) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[1],
            &[
                rt::Argument::from(device_configuration_id),
                rt::Argument::from(device_configuration_assignment_id),
            ],
            (),
        )
    }
}

/// List the device configurations.
pub enum List {}

impl rt::Operation for List {
    type Body = ();
    type Response = rt::Page<models::AnyDeviceConfiguration>;
    type Query = rt::query::OfList;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: list",
        method: rt::Method::Get,
        paths: &["/deviceManagement/deviceConfigurations"],
        success: &[200],
        consistency_level: true,
        ..rt::Metadata::V1
    };
}

impl List {
    /// `GET /deviceManagement/deviceConfigurations`
    #[inline]
    pub fn new() -> rt::Request<Self> {
        rt::Request::new(<Self as rt::Operation>::METADATA.paths[0], &[], ())
    }
}

/// Create a device configuration.
pub enum Create {}

impl rt::Operation for Create {
    type Body = models::AnyDeviceConfiguration;
    type Response = models::AnyDeviceConfiguration;
    type Query = rt::query::OfObject;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: create",
        method: rt::Method::Post,
        paths: &["/deviceManagement/deviceConfigurations"],
        success: &[201],
        ..rt::Metadata::V1
    };
}

impl Create {
    /// `POST /deviceManagement/deviceConfigurations`
    #[inline]
    pub fn new(body: models::AnyDeviceConfiguration) -> rt::Request<Self> {
        rt::Request::new(<Self as rt::Operation>::METADATA.paths[0], &[], body)
    }
}

/// Update a device configuration.
pub enum Update {}

impl rt::Operation for Update {
    type Body = models::DeviceConfiguration;
    type Response = models::DeviceConfiguration;
    type Query = rt::query::OfObject;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: update",
        method: rt::Method::Patch,
        paths: &["/deviceManagement/deviceConfigurations/{deviceConfigurationId}"],
        success: &[200],
        ..rt::Metadata::V1
    };
}

impl Update {
    /// `PATCH /deviceManagement/deviceConfigurations/{deviceConfigurationId}`
    #[inline]
    pub fn new(device_configuration_id: &str, body: models::DeviceConfiguration) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(device_configuration_id)],
            body,
        )
    }
}

/// Delete a device configuration.
pub enum Delete {}

impl rt::Operation for Delete {
    type Body = ();
    type Response = ();
    type Query = rt::query::Nothing;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: delete",
        method: rt::Method::Delete,
        paths: &["/deviceManagement/deviceConfigurations/{deviceConfigurationId}"],
        success: &[204],
        ..rt::Metadata::V1
    };
}

impl Delete {
    /// `DELETE /deviceManagement/deviceConfigurations/{deviceConfigurationId}`
    #[inline]
    pub fn new(device_configuration_id: &str) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(device_configuration_id)],
            (),
        )
    }
}

/// Parameters of the action [`Assign`].
pub struct AssignBody {
    /// Assignments that replace those of the configuration.
    pub assignments: Option<Vec<models::DeviceConfigurationAssignment>>,
    /// Parameters that this version of the SDK does not know; they are kept and written back.
    pub additional: rt::Additional,
}

rt::model! {
    #[inline]
    AssignBody = "", write_type: false, additional: additional;
    0 assignments: Objects = "assignments";
}

/// Assign a device configuration.
pub enum Assign {}

impl rt::Operation for Assign {
    type Body = AssignBody;
    type Response = rt::Page<models::DeviceConfigurationAssignment>;
    type Query = rt::query::OfList;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: assign",
        method: rt::Method::Post,
        paths: &["/deviceManagement/deviceConfigurations/{deviceConfigurationId}/assign"],
        success: &[200],
        ..rt::Metadata::V1
    };
}

impl Assign {
    /// `POST /deviceManagement/deviceConfigurations/{deviceConfigurationId}/assign`
    #[inline]
    pub fn new(device_configuration_id: &str, body: AssignBody) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(device_configuration_id)],
            body,
        )
    }
}

/// Read a secret setting in clear text.
pub enum GetPlainTextValue {}

impl rt::Operation for GetPlainTextValue {
    type Body = ();
    type Response = rt::ValueOf<String>;
    type Query = rt::query::Nothing;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: getOmaSettingPlainTextValue",
        method: rt::Method::Get,
        paths: &[
            "/deviceManagement/deviceConfigurations/{deviceConfigurationId}/getOmaSettingPlainTextValue(secretReferenceValueId='{secretReferenceValueId}')",
        ],
        success: &[200],
        ..rt::Metadata::V1
    };
}

impl GetPlainTextValue {
    /// `GET /deviceManagement/deviceConfigurations/{deviceConfigurationId}/getOmaSettingPlainTextValue(secretReferenceValueId='{secretReferenceValueId}')`
    #[inline]
    pub fn new(device_configuration_id: &str, secret_reference_value_id: &str) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[
                rt::Argument::from(device_configuration_id),
                rt::Argument::from(secret_reference_value_id),
            ],
            (),
        )
    }
}

/// List the changes between two times.
pub enum GetChanges {}

impl rt::Operation for GetChanges {
    type Body = ();
    type Response = rt::ValueOf<Vec<String>>;
    type Query = rt::query::Nothing;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: getChanges",
        method: rt::Method::Get,
        paths: &["/deviceManagement/deviceConfigurations/getChanges(from={from},limit={limit})"],
        success: &[200],
        ..rt::Metadata::BETA
    };
}

impl GetChanges {
    /// `GET /deviceManagement/deviceConfigurations/getChanges(from={from},limit={limit})`
    #[inline]
    pub fn new(from: rt::OffsetDateTime, limit: i32) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(from), rt::Argument::from(limit)],
            (),
        )
    }
}

/// Link a device configuration to a group.
pub enum AddReference {}

impl rt::Operation for AddReference {
    type Body = rt::Reference;
    type Response = ();
    type Query = rt::query::Nothing;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: add reference",
        method: rt::Method::Post,
        paths: &["/groups/{groupId}/deviceConfigurations/$ref"],
        success: &[204],
        ..rt::Metadata::V1
    };
}

impl AddReference {
    /// `POST /groups/{groupId}/deviceConfigurations/$ref`
    #[inline]
    pub fn new(group_id: &str, body: rt::Reference) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(group_id)],
            body,
        )
    }
}

/// Download the payload of a device configuration.
pub enum GetPayload {}

impl rt::Operation for GetPayload {
    type Body = ();
    type Response = rt::Bytes;
    type Query = rt::query::Nothing;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: get payload",
        method: rt::Method::Get,
        paths: &[
            "/deviceManagement/deviceConfigurations/{deviceConfigurationId}/payload/$value",
            "/drive/root:/{itemPath}:/content",
        ],
        success: &[200],
        ..rt::Metadata::V1
    };
}

impl GetPayload {
    /// `GET /deviceManagement/deviceConfigurations/{deviceConfigurationId}/payload/$value`
    #[inline]
    pub fn new(device_configuration_id: &str) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(device_configuration_id)],
            (),
        )
    }
    /// `GET /drive/root:/{itemPath}:/content`
    #[inline]
    pub fn by_path(item_path: &str) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[1],
            &[rt::Argument::from(item_path)],
            (),
        )
    }
}

/// Upload the payload of a device configuration.
pub enum PutPayload {}

impl rt::Operation for PutPayload {
    type Body = Vec<u8>;
    type Response = ();
    type Query = rt::query::Nothing;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "deviceConfiguration: put payload",
        method: rt::Method::Put,
        paths: &["/deviceManagement/deviceConfigurations/{deviceConfigurationId}/payload/$value"],
        success: &[204],
        ..rt::Metadata::V1
    };
}

impl PutPayload {
    /// `PUT /deviceManagement/deviceConfigurations/{deviceConfigurationId}/payload/$value`
    #[inline]
    pub fn new(device_configuration_id: &str, body: Vec<u8>) -> rt::Request<Self> {
        rt::Request::new(
            <Self as rt::Operation>::METADATA.paths[0],
            &[rt::Argument::from(device_configuration_id)],
            body,
        )
    }
}
