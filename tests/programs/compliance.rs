//! A compliance policy with the actions for what does not comply, and its copy.

use graph_corpus::runtime::http;
use graph_corpus::v1;
use graph_corpus::v1::models::{
    AnyDeviceCompliancePolicy, DeviceComplianceActionItem, DeviceComplianceActionType,
    DeviceComplianceScheduledActionForRule,
};
use graph_corpus::v1::requests::ios_compliance_policy::CreateBody;

use crate::sent::sent;

#[test]
fn a_policy_is_created_with_its_actions() {
    let block = DeviceComplianceActionItem {
        action_type: Some(DeviceComplianceActionType::Block),
        grace_period_hours: Some(24),
        ..Default::default()
    };
    let rule = DeviceComplianceScheduledActionForRule {
        rule_name: Some("PasswordRequired".into()),
        scheduled_action_configurations: Some(vec![block].into()),
        ..Default::default()
    };
    let policy = CreateBody {
        display_name: Some("Phones".into()),
        passcode_required: Some(true),
        scheduled_actions_for_rule: Some(vec![rule]),
        ..Default::default()
    };
    assert_eq!(
        sent(
            &v1::device_management()
                .device_compliance_policies()
                .create_ios_compliance_policy(policy)
        ),
        "POST /v1.0/deviceManagement/deviceCompliancePolicies\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.iosCompliancePolicy\",\"displayName\":\"Phones\",\"passcodeRequired\":true,\
         \"scheduledActionsForRule\":[{\"ruleName\":\"PasswordRequired\",\"scheduledActionConfigurations\":\
         [{\"gracePeriodHours\":24,\"actionType\":\"block\"}]}]}"
    );
}

#[test]
fn a_policy_that_was_read_is_created_anew() {
    let policies = v1::device_management().device_compliance_policies();
    let answer = r##"{
        "@odata.type": "#microsoft.graph.iosCompliancePolicy", "id": "p1", "version": 3,
        "displayName": "Phones", "passcodeRequired": true,
        "scheduledActionsForRule": [{"id": "r1", "ruleName": "PasswordRequired"}]
    }"##;
    let read = policies
        .id("p1")
        .get()
        .read_response(http::Response::new(answer.as_bytes().to_vec()));
    let Ok(read) = read else { panic!("a policy") };
    assert_eq!(
        sent(&policies.create(read.clone())),
        "POST /v1.0/deviceManagement/deviceCompliancePolicies\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.iosCompliancePolicy\",\"displayName\":\"Phones\",\"version\":3,\
         \"scheduledActionsForRule\":[{\"ruleName\":\"PasswordRequired\"}],\"passcodeRequired\":true}"
    );
    let AnyDeviceCompliancePolicy::IosCompliancePolicy(policy) = read else {
        panic!("a policy for iOS");
    };
    let copy = CreateBody {
        version: None,
        display_name: Some("Phones of the test group".into()),
        ..CreateBody::from(*policy)
    };
    assert_eq!(
        sent(&policies.create_ios_compliance_policy(copy)),
        "POST /v1.0/deviceManagement/deviceCompliancePolicies\ncontent-type: application/json\n\
         {\"@odata.type\":\"#microsoft.graph.iosCompliancePolicy\",\"displayName\":\"Phones of the test group\",\
         \"passcodeRequired\":true,\"scheduledActionsForRule\":[{\"ruleName\":\"PasswordRequired\"}]}"
    );
}
