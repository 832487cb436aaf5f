//! What is read, and what is refused with the path to it.

use graph_runtime::codegen as rt;
use graph_runtime::json::{self, ReadErrorKind};
use graph_runtime::{Page, json::ReadOptions};

use crate::v1::models::call_records::Session;
use crate::v1::models::{
    AnyDeviceConfiguration, DeviceConfiguration, DeviceConfigurationDeviceStatus, OmaSetting,
    PolicyPlatformType, Windows10GeneralConfiguration,
};

fn windows(text: &str) -> Windows10GeneralConfiguration {
    json::read(text).unwrap()
}

#[test]
fn every_kind_of_slot_is_read() {
    let model = windows(
        r##"{
            "id": "1", "lastModifiedDateTime": "2017-01-01T00:00:35.1340000-08:00", "version": 3,
            "platform": "android", "roleScopeTagIds": ["0", "1"], "architectures": "x86,x64",
            "fallbackArchitectures": ["arm", "riscV"], "omaSettings": [{"omaUri": "./a", "value": 1}, {}],
            "defaultSetting": {"omaUri": "./b", "fallback": {"omaUri": "./c"}}, "lockTimeout": "PT15M",
            "quietFrom": "22:00:00.0000000", "validFrom": "2024-02-29",
            "tenantId": "6f3e5b1c-0000-4000-8000-0123456789ab", "batteryThreshold": 1, "cacheSize": 9007199254740993,
            "price": 0.10, "blocked": true, "ports": [80, 443], "schedule": ["01:00:00"], "policy": {"a": [1, null]}
        }"##,
    );
    assert_eq!(model.id.as_deref(), Some("1"));
    assert_eq!(model.last_modified_date_time.unwrap().offset().whole_hours(), -8);
    assert_eq!(model.version, Some(3));
    assert_eq!(model.platform, Some(PolicyPlatformType::Android));
    assert_eq!(model.role_scope_tag_ids.unwrap(), ["0", "1"]);
    assert_eq!(model.architectures.unwrap().len(), 2);
    assert_eq!(model.fallback_architectures.unwrap()[1].as_str(), "riscV");
    assert_eq!(model.oma_settings.unwrap().len(), 2);
    let setting = model.default_setting.unwrap();
    assert_eq!(setting.fallback.unwrap().oma_uri.as_deref(), Some("./c"));
    assert_eq!(model.lock_timeout.unwrap().minutes(), 15);
    assert_eq!(model.quiet_from.unwrap().hour(), 22);
    assert_eq!(model.valid_from.unwrap().day(), 29);
    assert_eq!(model.tenant_id.unwrap().get_version_num(), 4);
    assert_eq!(model.battery_threshold, Some(1.0));
    assert_eq!(model.cache_size, Some(9_007_199_254_740_993));
    assert_eq!(model.price.unwrap().as_str(), "0.10");
    assert_eq!(model.blocked, Some(true));
    assert_eq!(model.ports.unwrap(), [80, 443]);
    assert_eq!(model.schedule.unwrap().len(), 1);
    assert_eq!(model.policy.unwrap()["a"][0], 1);
    assert!(model.additional.is_empty());
}

#[test]
fn a_type_of_another_namespace_is_read() {
    let session: Session =
        json::read(r#"{"startDateTime": "2024-01-01T00:00:00Z", "platform": "iOS"}"#).unwrap();
    assert_eq!(session.platform, Some(PolicyPlatformType::Ios));
    assert_eq!(session.start_date_time.unwrap().year(), 2024);
}

#[test]
fn null_is_none_in_every_slot() {
    let names = rt::Model::schema(&Windows10GeneralConfiguration::default()).fields;
    let members: Vec<String> = names.iter().map(|name| format!("\"{name}\": null")).collect();
    assert_eq!(
        windows(&format!("{{{}}}", members.join(","))),
        Windows10GeneralConfiguration::default()
    );
}

#[test]
fn null_items_are_left_out_and_written_back() {
    let text = r#"{"roleScopeTagIds":["a",null,"b"],"omaSettings":[null,{"omaUri":"x"}],"ports":[null]}"#;
    let model = windows(text);
    assert_eq!(model.role_scope_tag_ids.as_ref().unwrap(), &["a", "b"]);
    assert_eq!(model.oma_settings.as_ref().unwrap().len(), 1);
    assert!(model.ports.as_ref().unwrap().is_empty());
    assert!(rt::Model::unread(&model).is_empty());
    let written: serde_json::Value = serde_json::from_str(&json::write(&model).unwrap()).unwrap();
    let read: serde_json::Value = serde_json::from_str(text).unwrap();
    for (name, value) in read.as_object().unwrap() {
        assert_eq!(&written[name], value);
    }
}

#[test]
fn the_last_of_two_equal_names_wins() {
    let model = windows(
        r#"{"id": "1", "id": "2", "x": 1, "x": 2, "ports": [1], "ports": [2], "defaultSetting": {"omaUri": "a"},
            "defaultSetting": {"value": 1}, "version": 1, "version": null}"#,
    );
    assert_eq!(model.id.as_deref(), Some("2"));
    assert_eq!(model.additional.get("x"), Some(&2.into()));
    assert_eq!(model.ports.unwrap(), [2]);
    assert_eq!(
        model.default_setting.unwrap(),
        OmaSetting {
            value: Some(1.into()),
            ..Default::default()
        }
    );
    assert_eq!(model.version, None);
}

#[test]
fn names_are_case_sensitive_and_unknown_ones_are_kept() {
    let model = windows(r##"{"ID": "1", "id@odata.type": "#String", "@odata.etag": "W/\"1\""}"##);
    assert_eq!(model.id, None);
    assert_eq!(model.additional.len(), 3);
}

#[test]
fn numbers_come_in_other_spellings() {
    let model = windows(
        r#"{"version": 3.0, "cacheSize": "9223372036854775807", "batteryThreshold": "-INF", "price": "1.50"}"#,
    );
    assert_eq!(model.version, Some(3));
    assert_eq!(model.cache_size, Some(i64::MAX));
    assert_eq!(model.battery_threshold, Some(f64::NEG_INFINITY));
    assert_eq!(model.price.unwrap().as_str(), "1.50");
    assert!(
        windows(r#"{"batteryThreshold": "NaN"}"#)
            .battery_threshold
            .unwrap()
            .is_nan()
    );
    assert_eq!(windows(r#"{"version": "12"}"#).version, Some(12));
    assert_eq!(
        windows(r#"{"batteryThreshold": 18446744073709551615}"#).battery_threshold,
        Some(1.8446744073709552e19)
    );
}

#[test]
fn what_is_no_object_is_refused() {
    for (text, kind) in [
        (r#"{"id": "1"} x"#, ReadErrorKind::Syntax),
        ("[]", ReadErrorKind::Mismatch),
        ("null", ReadErrorKind::Mismatch),
        ("5", ReadErrorKind::Mismatch),
        ("", ReadErrorKind::Incomplete),
        ("{\"id\": \"1\"", ReadErrorKind::Incomplete),
        ("{\"ports\": [1, ", ReadErrorKind::Incomplete),
        ("{\"version\": 01e999}", ReadErrorKind::Syntax),
        ("{\"version\": x}", ReadErrorKind::Syntax),
    ] {
        let error = json::read::<Windows10GeneralConfiguration>(text).unwrap_err();
        assert_eq!(error.kind(), kind, "{text}");
    }
}

#[test]
fn errors_say_where() {
    let error = json::read::<Page<DeviceConfiguration>>(
        r#"{"value": [{}, {}, {}, {"deviceStatuses": [{"lastReportedDateTime": yesterday}]}]}"#,
    )
    .unwrap_err();
    assert_eq!(error.path(), "value[3].deviceStatuses[0].lastReportedDateTime");
    assert_eq!(
        error.to_string(),
        "value[3].deviceStatuses[0].lastReportedDateTime: expected value at line 1 column 69"
    );
    assert_eq!((error.line(), error.column()), (1, 69));

    let path = |text: &str| {
        json::read::<Windows10GeneralConfiguration>(text)
            .unwrap_err()
            .path()
            .to_owned()
    };
    assert_eq!(path(r#"{"ports": [1, 2, x]}"#), "ports[2]");
    assert_eq!(path(r#"{"price": {]}"#), "price");
    assert_eq!(path(r#"{"price": [1e]}"#), "price");
    assert_eq!(path(r#"{"a.b": [1, }"#), r#"["a.b"]"#);
    assert_eq!(path("5"), "");
}

#[test]
fn serde_reads_and_writes_models_too() {
    let error = serde_json::from_str::<DeviceConfiguration>(r#"{"assignments": [{"id": x}]}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("assignments[0].id: expected value"),
        "{error}"
    );

    let value = serde_json::json!({"id": "1", "version": 2, "x": [1]});
    let model: DeviceConfiguration = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&model).unwrap(), value);
}

#[test]
fn a_model_in_a_flattened_field_is_read() {
    #[derive(serde::Deserialize)]
    struct Outer {
        kind: String,
        #[serde(flatten)]
        status: DeviceConfigurationDeviceStatus,
    }
    let outer: Outer = serde_json::from_str(r#"{"kind": "a", "id": "1", "status": "all"}"#).unwrap();
    assert_eq!(
        (outer.kind.as_str(), outer.status.id.as_deref()),
        ("a", Some("1"))
    );
    assert_eq!(outer.status.status, Some(PolicyPlatformType::All));
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| {
        format!(
            "{}{}",
            r#"{"parent": "#.repeat(depth),
            "}".repeat(depth).replacen('}', "null}", 1)
        )
    };
    assert!(json::read::<AnyDeviceConfiguration>(&nested(100)).is_ok());
    let error = json::read::<AnyDeviceConfiguration>(&nested(100_000)).unwrap_err();
    assert!(error.to_string().contains("recursion limit"), "{error}");
    let error = json::read::<AnyDeviceConfiguration>(&"[".repeat(100_000)).unwrap_err();
    assert_eq!(error.path(), "");
    assert!(json::read::<AnyDeviceConfiguration>(&format!(r#"{{"x": {}"#, "[".repeat(100_000))).is_err());
}

#[test]
fn reading_into_a_model_keeps_what_is_not_there() {
    let mut model = windows(r#"{"id": "1", "version": 1}"#);
    json::read_into(r#"{"version": 2}"#, &mut model, ReadOptions::default()).unwrap();
    assert_eq!((model.id.as_deref(), model.version), (Some("1"), Some(2)));
}
