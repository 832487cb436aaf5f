//! Bodies of requests: made of models, with the objects that relationships lead to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generated::runtime::{Operation, Request, json};
use generated::v1;
use generated::v1::models::{
    AnyDeviceCompliancePolicy, Device, DeviceComplianceActionItem, DeviceComplianceActionType,
    DeviceComplianceScheduledActionForRule, IosCompliancePolicy,
};
use generated::v1::requests::{device, ios_compliance_policy};

/// What a request sends.
fn body<O: Operation>(request: &Request<O>) -> String {
    let http = request.to_http("https://graph.microsoft.com").unwrap();
    String::from_utf8(http.into_body()).unwrap()
}

#[test]
fn a_policy_that_was_read_is_created_anew() {
    let policies = v1::device_management().device_compliance_policies();
    let answer = r##"{
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#deviceManagement/deviceCompliancePolicies/$entity",
        "@odata.type": "#microsoft.graph.iosCompliancePolicy",
        "@odata.etag": "W/\"1\"",
        "id": "p1",
        "displayName": "Phones",
        "passcodeRequired": true,
        "passcodeRequiredType": "numeric",
        "osMinimumVersion": 17,
        "roleScopeTagIds": ["0"],
        "scheduledActionsForRule@odata.context": "https://graph.microsoft.com/…",
        "scheduledActionsForRule": [{
            "ruleName": "PasswordRequired",
            "scheduledActionConfigurations@odata.context": "https://graph.microsoft.com/…",
            "scheduledActionConfigurations": [{"@odata.etag": "W/\"2\"", "actionType": "block", "gracePeriodHours": 0}]
        }]
    }"##;
    let AnyDeviceCompliancePolicy::IosCompliancePolicy(policy) = json::read(answer).unwrap() else {
        panic!("another type of policy");
    };
    let mut copy = *policy;
    copy.id = None;
    copy.display_name = Some("Phones of the test group".into());
    let copy = ios_compliance_policy::CreateBody::from(copy);
    assert_eq!(copy.passcode_required, Some(true));
    assert_eq!(
        body(&policies.create_ios_compliance_policy(copy)),
        r##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"Phones of the test group","passcodeRequiredType":"numeric","passcodeRequired":true,"scheduledActionsForRule":[{"ruleName":"PasswordRequired","scheduledActionConfigurations":[{"gracePeriodHours":0,"actionType":"block"}]}],"osMinimumVersion":17,"roleScopeTagIds":["0"]}"##
    );
}

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
    let policy = ios_compliance_policy::CreateBody {
        display_name: Some("Phones".into()),
        scheduled_actions_for_rule: Some(vec![rule]),
        ..Default::default()
    };
    let policies = v1::device_management().device_compliance_policies();
    assert_eq!(
        body(&policies.create_ios_compliance_policy(policy)),
        r##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"Phones","scheduledActionsForRule":[{"ruleName":"PasswordRequired","scheduledActionConfigurations":[{"gracePeriodHours":24,"actionType":"block"}]}]}"##
    );
}

#[test]
fn an_update_made_of_a_model_sends_what_is_set() {
    let policy = IosCompliancePolicy {
        display_name: Some("Phones".into()),
        passcode_minimum_length: Some(6),
        ..Default::default()
    };
    let policies = v1::device_management().device_compliance_policies();
    let update = ios_compliance_policy::UpdateBody::from(policy);
    assert!(update.description.is_absent());
    assert_eq!(
        body(&policies.id("p1").update_ios_compliance_policy(update)),
        r##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy","displayName":"Phones","passcodeMinimumLength":6}"##
    );
}

#[test]
fn what_a_request_does_not_send_stays_behind() {
    let device: Device = json::read(
        r#"{"@odata.etag": "W/\"1\"", "id": "d1", "displayName": "LAB", "accountEnabled": true,
            "approximateLastSignInDateTime": "2024-02-29T01:02:03Z", "extension_room": "7"}"#,
    )
    .unwrap();
    assert!(device.approximate_last_sign_in_date_time.is_some());
    assert_eq!(
        body(&v1::devices().id("d1").update(device::UpdateBody::from(device))),
        r#"{"accountEnabled":true,"displayName":"LAB","extension_room":"7"}"#
    );
}
