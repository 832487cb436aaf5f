//! Devices and apps of Intune: what is assigned to whom, reports, and commands to devices.

use graph_corpus::runtime::UpdateOf;
use graph_corpus::v1;
use graph_corpus::v1::models::{
    AllDevicesAssignmentTarget, ComplianceState, DeviceConfigurationAssignment,
    DeviceManagementReportFileFormat, ExclusionGroupAssignmentTarget, GroupAssignmentTarget, InstallIntent,
    IosStoreAppAssignmentSettings, ManagedDevice, MobileAppAssignment, OmaSettingInteger,
    Windows10CustomConfiguration,
};
use graph_corpus::v1::requests::managed_device::WipeBody;
use graph_corpus::v1::requests::{
    device_configuration, device_management_export_job, mobile_app, windows10_custom_configuration,
};

use crate::sent::sent;

#[test]
fn a_configuration_is_assigned_to_one_group_and_not_to_another() {
    let included = GroupAssignmentTarget {
        group_id: Some("g1".into()),
        ..Default::default()
    };
    let excluded = ExclusionGroupAssignmentTarget {
        group_id: Some("g2".into()),
        ..Default::default()
    };
    let assignments = [included.into(), excluded.into()].map(|target| DeviceConfigurationAssignment {
        target: Some(target),
        ..Default::default()
    });
    let body = device_configuration::AssignBody {
        assignments: Some(assignments.into()),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &v1::device_management()
                .device_configurations()
                .id("c1")
                .assign(body)
        ),
        "POST /v1.0/deviceManagement/deviceConfigurations/c1/assign\ncontent-type: application/json\n\
         {\"assignments\":[{\"target\":{\"@odata.type\":\"#microsoft.graph.groupAssignmentTarget\",\"groupId\":\"g1\"}},\
         {\"target\":{\"@odata.type\":\"#microsoft.graph.exclusionGroupAssignmentTarget\",\"groupId\":\"g2\"}}]}"
    );
}

#[test]
fn an_app_is_required_on_all_devices() {
    let settings = IosStoreAppAssignmentSettings {
        vpn_configuration_id: Some("v1".into()),
        ..Default::default()
    };
    let assignment = MobileAppAssignment {
        intent: Some(InstallIntent::Required),
        target: Some(AllDevicesAssignmentTarget::default().into()),
        settings: Some(settings.into()),
        ..Default::default()
    };
    let body = mobile_app::AssignBody {
        mobile_app_assignments: Some(vec![assignment]),
        ..Default::default()
    };
    assert_eq!(
        sent(&v1::device_app_management().mobile_apps().id("a1").assign(body)),
        "POST /v1.0/deviceAppManagement/mobileApps/a1/assign\ncontent-type: application/json\n\
         {\"mobileAppAssignments\":[{\"intent\":\"required\",\
         \"target\":{\"@odata.type\":\"#microsoft.graph.allDevicesAssignmentTarget\"},\
         \"settings\":{\"@odata.type\":\"#microsoft.graph.iosStoreAppAssignmentSettings\",\"vpnConfigurationId\":\"v1\"}}]}"
    );
}

#[test]
fn a_report_is_ordered() {
    let job = device_management_export_job::CreateBody {
        report_name: Some("Devices".into()),
        filter: Some("(OwnerType eq '1')".into()),
        select: Some(vec!["DeviceName".into()]),
        format: Some(DeviceManagementReportFileFormat::Csv),
        ..Default::default()
    };
    let jobs = v1::device_management().reports().export_jobs();
    assert_eq!(
        sent(&jobs.create(job)),
        "POST /v1.0/deviceManagement/reports/exportJobs\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.deviceManagementExportJob\",\"reportName\":\"Devices\",\
         \"filter\":\"(OwnerType eq '1')\",\"select\":[\"DeviceName\"],\"format\":\"csv\"}"
    );
    assert_eq!(
        sent(&jobs.id("Devices_1").get()),
        "GET /v1.0/deviceManagement/reports/exportJobs/Devices_1"
    );
}

#[test]
fn devices_are_found_and_wiped() {
    let devices = v1::device_management().managed_devices();
    let lost = ManagedDevice::OPERATING_SYSTEM
        .eq("Windows")
        .and(ManagedDevice::COMPLIANCE_STATE.eq(ComplianceState::Noncompliant));
    assert_eq!(
        sent(
            &devices
                .list()
                .filter(lost)
                .select([ManagedDevice::ID, ManagedDevice::DEVICE_NAME])
        ),
        "GET /v1.0/deviceManagement/managedDevices?$filter=operatingSystem%20eq%20'Windows'%20and%20\
         complianceState%20eq%20'noncompliant'&$select=id,deviceName"
    );
    let body = WipeBody {
        keep_enrollment_data: Some(true),
        ..Default::default()
    };
    assert_eq!(
        sent(&devices.id("d1").wipe(body)),
        "POST /v1.0/deviceManagement/managedDevices/d1/wipe\ncontent-type: application/json\n{\"keepEnrollmentData\":true}"
    );
    assert_eq!(
        sent(&devices.id("d1").sync_device()),
        "POST /v1.0/deviceManagement/managedDevices/d1/syncDevice"
    );
}

#[test]
fn a_custom_configuration_is_created_and_changed() {
    let configurations = v1::device_management().device_configurations();
    let setting = OmaSettingInteger {
        oma_uri: Some("./Device/Level".into()),
        value: Some(3),
        ..Default::default()
    };
    let body = windows10_custom_configuration::CreateBody {
        display_name: Some("Level".into()),
        oma_settings: Some(vec![setting.into()]),
        ..Default::default()
    };
    assert_eq!(
        sent(&configurations.create_windows10_custom_configuration(body)),
        "POST /v1.0/deviceManagement/deviceConfigurations\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration\",\"displayName\":\"Level\",\
         \"omaSettings\":[{\"@odata.type\":\"#microsoft.graph.omaSettingInteger\",\"omaUri\":\"./Device/Level\",\"value\":3}]}"
    );
    let named = Windows10CustomConfiguration {
        display_name: Some("Levels".into()),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &configurations
                .id("c1")
                .update(UpdateOf::new(named).null("description"))
        ),
        "PATCH /v1.0/deviceManagement/deviceConfigurations/c1\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration\",\"displayName\":\"Levels\",\"description\":null}"
    );
}
