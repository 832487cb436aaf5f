//! JSON in, JSON out: nothing that the service sends gets lost on its way through the models.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generated::runtime::{OpenEnum, Polymorphic};
use generated::v1::models::{
    AnyDeviceConfiguration, AnyOmaSetting, ComplianceStatus, DeviceCompliancePolicy,
    DeviceConfigurationDeviceStatus, DeviceManagement, NotificationMessageTemplate,
    WindowsUpdateForBusinessConfiguration,
};
use graph_tests::json::{assert_nothing_lost, rewrite};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A documented body and the type that has to hold it.
struct Example {
    place: &'static str,
    json: &'static str,
    rewrite: fn(&str) -> Result<Value, String>,
}

include!(concat!(env!("OUT_DIR"), "/examples.rs"));

#[test]
fn every_documented_example_is_read_and_written_back() {
    assert!(EXAMPLES.len() > 60, "{} examples", EXAMPLES.len());
    for example in EXAMPLES {
        let written = (example.rewrite)(example.json)
            .unwrap_or_else(|error| panic!("{}: {error}\n{}", example.place, example.json));
        let original: Value = serde_json::from_str(example.json).unwrap();
        assert_nothing_lost(example.place, &original, &written);
    }
}

#[test]
fn only_streams_have_examples_that_no_type_reads() {
    // The service sends this report as a file, whatever its content.
    let [untyped] = UNTYPED else {
        panic!("{UNTYPED:#?}");
    };
    assert!(untyped.contains("GetSettingNonComplianceReport"), "{untyped}");
}

#[test]
fn a_value_that_the_enumeration_does_not_know_is_kept() {
    let json = json!({"status": "quarantined", "userName": "kim"});
    let status: DeviceConfigurationDeviceStatus = serde_json::from_value(json.clone()).unwrap();
    let value = status.status.as_ref().unwrap();
    assert!(matches!(value, ComplianceStatus::Unrecognized(_)));
    assert_eq!(value.to_string(), "quarantined");
    assert_eq!(serde_json::to_value(&status).unwrap(), json);
    for member in ComplianceStatus::MEMBERS {
        assert_eq!(ComplianceStatus::from(member.as_str()), *member);
    }
}

#[test]
fn flags_keep_known_and_unknown_members_in_their_order() {
    let json = json!({
        "@odata.type": "#microsoft.graph.windowsUpdateForBusinessConfiguration",
        "updateWeeks": "secondWeek,thirteenthWeek,firstWeek",
    });
    let update: WindowsUpdateForBusinessConfiguration = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(update.update_weeks.as_ref().unwrap().iter().count(), 3);
    assert_eq!(serde_json::to_value(&update).unwrap(), json);
}

#[test]
fn properties_and_annotations_that_no_page_documents_are_kept() {
    let json = json!({
        "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#deviceManagement",
        "subscriptionState": {"nested": [1, null, {"deeper": 1.5e300}]},
        "subscriptionState@odata.type": "#microsoft.graph.untold",
        "settings": {"secureByDefault": true, "isNew": "yes"},
        "": null,
    });
    let management: DeviceManagement = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(management.additional.len(), 4);
    assert_eq!(serde_json::to_value(&management).unwrap(), json);
    assert_eq!(management.clone(), management);
}

#[test]
fn the_type_may_come_last() {
    let omas = json!([{"displayName": "a", "value": 7, "@odata.type": "#microsoft.graph.omaSettingInteger"}]);
    let json = json!({
        "id": "1",
        "version": 3,
        "payloadName": "p",
        "omaSettings": omas,
        "extra": [1],
        "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
    });
    // A map of `json!` is sorted by name, so the text is made by hand.
    let text = format!(
        r##"{{"id":"1","version":3,"payloadName":"p","extra":[1],"omaSettings":[{{"displayName":"a","value":7,"@odata.type":"#microsoft.graph.omaSettingInteger"}}],"@odata.type":"{}"}}"##,
        "#microsoft.graph.windows10CustomConfiguration"
    );
    let read: AnyDeviceConfiguration = serde_json::from_str(&text).unwrap();
    let AnyDeviceConfiguration::Windows10CustomConfiguration(custom) = &read else {
        panic!("{read:?}");
    };
    assert_eq!((custom.id.as_deref(), custom.version), (Some("1"), Some(3)));
    let Some([AnyOmaSetting::OmaSettingInteger(setting)]) = custom.oma_settings.as_deref() else {
        panic!("{:?}", custom.oma_settings);
    };
    assert_eq!(setting.value, Some(7));
    assert_eq!(custom.additional.get("extra"), Some(&json!([1])));
    assert_nothing_lost("", &json, &serde_json::to_value(&read).unwrap());
}

#[test]
fn a_derived_type_that_no_page_documents_is_kept_whole() {
    let json = json!({
        "@odata.type": "#microsoft.graph.visionProConfiguration",
        "id": "1",
        "description": "from the future",
        "gazeTracking": {"enabled": true},
    });
    let read: AnyDeviceConfiguration = serde_json::from_value(json.clone()).unwrap();
    assert!(matches!(read, AnyDeviceConfiguration::DeviceConfiguration(_)));
    assert_eq!(read.description(), Some("from the future"));
    assert_eq!(read.additional().get("gazeTracking"), Some(&json["gazeTracking"]));
    assert_eq!(serde_json::to_value(&read).unwrap(), json);
}

#[test]
fn times_keep_digits_offset_and_year() {
    for time in [
        "2017-01-01T00:00:35.1341353-08:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "2016-02-29T12:00:00+05:45",
    ] {
        let json = json!({"lastReportedDateTime": time});
        let status: DeviceConfigurationDeviceStatus = serde_json::from_value(json.clone()).unwrap();
        assert!(status.last_reported_date_time.is_some());
        assert_eq!(serde_json::to_value(&status).unwrap(), json);
    }
}

#[test]
fn null_is_absent() {
    let json = r#"{"id": null, "deviceStatuses": null, "assignments": [], "unknown": null}"#;
    let policy: DeviceCompliancePolicy = serde_json::from_str(json).unwrap();
    assert!(policy.id.is_none() && policy.device_statuses.is_none());
    assert_eq!(policy.assignments.as_ref().map(|all| all.len()), Some(0));
    assert_eq!(policy.additional.get("unknown"), Some(&Value::Null));
}

/// Any JSON value.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("JSON has no others", |number| number.is_finite())
            .prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(".{0,6}", inner, 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// An object of properties that no model has, and of known ones with text as their value.
fn object() -> impl Strategy<Value = Map<String, Value>> {
    let unknown = prop::collection::btree_map("[A-Z@\" ]{0,6}", value(), 0..6);
    let known = prop::sample::subsequence(vec!["id", "displayName", "description", "userName"], 0..4);
    (unknown, known, "\\PC{0,12}").prop_map(|(unknown, known, text)| {
        let known = known
            .into_iter()
            .map(|name| (name.to_owned(), Value::from(text.clone())));
        unknown.into_iter().chain(known).collect()
    })
}

proptest! {
    #[test]
    fn nothing_of_any_object_is_lost(object in object()) {
        let original = Value::Object(object);
        let text = original.to_string();
        for rewrite in [
            rewrite::<AnyDeviceConfiguration>,
            rewrite::<DeviceConfigurationDeviceStatus>,
            rewrite::<DeviceCompliancePolicy>,
            rewrite::<NotificationMessageTemplate>,
            rewrite::<DeviceManagement>,
        ] {
            assert_nothing_lost("", &original, &rewrite(&text).map_err(TestCaseError::fail)?);
        }
    }

    #[test]
    fn no_text_makes_a_model_panic(text in "\\PC{0,64}") {
        let _ = rewrite::<AnyDeviceConfiguration>(&text);
        let _ = rewrite::<AnyOmaSetting>(&format!("{{\"value\": {text}}}"));
    }
}
