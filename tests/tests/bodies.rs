//! Bodies of requests: made of models, with the objects that relationships lead to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generated::runtime::{Model as _, Operation, Reference, Request, json};
use generated::v1;
use generated::v1::models::{
    AnyDeviceCompliancePolicy, Device, DeviceComplianceActionItem, DeviceComplianceActionType,
    DeviceComplianceScheduledActionForRule, Group, IosCompliancePolicy,
};
use generated::v1::requests::{device, group, ios_compliance_policy};

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
fn an_update_made_of_a_model_sends_what_is_set_but_the_key() {
    let policy = IosCompliancePolicy {
        id: Some("p1".into()),
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

#[test]
fn relationships_are_bound_to_objects_that_are_there() {
    let user = |id: &str| Reference::to(&v1::users().id(id)).unwrap();
    let group = group::CreateBody {
        display_name: Some("Bench crew".into()),
        members_odata_bind: Some(vec![user("u1"), user("u 2")]),
        ..Default::default()
    };
    // The property of the body and the relationship are one.
    let group = group.bind(
        Group::OWNERS,
        [Reference::new("https://graph.microsoft.com/v1.0/users/u3")],
    );
    assert_eq!(
        group.owners_odata_bind.as_deref().map(<[Reference]>::len),
        Some(1)
    );
    assert_eq!(
        body(&v1::groups().create(group)),
        r#"{"displayName":"Bench crew","owners@odata.bind":["https://graph.microsoft.com/v1.0/users/u3"],"members@odata.bind":["https://graph.microsoft.com/v1.0/users/u1","https://graph.microsoft.com/v1.0/users/u%202"]}"#
    );
    let more = group::AddMembersBody {
        members_odata_bind: vec![user("u4")].into(),
        ..Default::default()
    };
    assert_eq!(
        body(&v1::groups().id("g1").add_members(more)),
        r#"{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/u4"]}"#
    );
}

#[test]
fn relationships_are_bound_deep_inside_of_a_body() {
    let target = DeviceComplianceScheduledActionForRule {
        rule_name: Some("PasswordRequired".into()),
        ..Default::default()
    };
    let user = Reference::to(&v1::users().id("u1")).unwrap();
    let policy = ios_compliance_policy::CreateBody {
        scheduled_actions_for_rule: Some(vec![target.bind("owner", user.clone()).bind("watchers", [user])]),
        ..Default::default()
    };
    let policies = v1::device_management().device_compliance_policies();
    let request = policies.create_ios_compliance_policy(policy);
    let sent = request.to_http("https://graph.microsoft.us/").unwrap();
    assert_eq!(
        String::from_utf8(sent.into_body()).unwrap(),
        r##"{"@odata.type":"#microsoft.graph.iosCompliancePolicy","scheduledActionsForRule":[{"ruleName":"PasswordRequired","owner@odata.bind":"https://graph.microsoft.us/v1.0/users/u1","watchers@odata.bind":["https://graph.microsoft.us/v1.0/users/u1"]}]}"##
    );
}

#[test]
fn what_a_model_is_bound_to_goes_into_the_body_made_of_it() {
    let owner = Reference::to(&v1::users().id("u1")).unwrap();
    let group = Group {
        display_name: Some("Bench crew".into()),
        ..Default::default()
    }
    .bind(Group::OWNERS, [owner])
    .bind("acceptedSenders", Vec::new());
    let create = group::CreateBody::from(group.clone());
    assert!(create.owners_odata_bind.is_some());
    assert_eq!(
        body(&v1::groups().create(create)),
        r#"{"displayName":"Bench crew","owners@odata.bind":["https://graph.microsoft.com/v1.0/users/u1"],"acceptedSenders@odata.bind":[]}"#
    );
    assert_eq!(
        body(&v1::groups().id("g1").update(group::UpdateBody::from(group))),
        r#"{"displayName":"Bench crew","acceptedSenders@odata.bind":[],"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/u1"]}"#
    );
}
