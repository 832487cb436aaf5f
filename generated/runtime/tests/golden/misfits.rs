//! Values that do not fit their properties: kept, told, written back; one rule for every kind of slot.

use graph_runtime::http::Response;
use graph_runtime::{
    Model, Page, ResponseError,
    json::{self, ReadOptions},
};
use serde_json::{Value, json};

use crate::v1::models::{AnyDeviceConfiguration, DeviceConfiguration, Windows10GeneralConfiguration};
use crate::v1::requests::device_configuration::List;

/// Each kind of slot: a property of that kind, a value that fits, and what is said to be expected.
const KINDS: &[(&str, &str, &str)] = &[
    ("id", r#""a""#, "a text"),
    ("blocked", "true", "a boolean"),
    ("version", "7", "an integer of 32 bits"),
    ("cacheSize", "9007199254740993", "an integer of 64 bits"),
    ("batteryThreshold", "0.5", "a number"),
    (
        "lastModifiedDateTime",
        r#""2024-02-29T01:02:03.5+01:00""#,
        "a date and time",
    ),
    ("validFrom", r#""2024-02-29""#, "a date"),
    ("quietFrom", r#""22:00:00""#, "a time of day"),
    ("lockTimeout", r#""PT15M""#, "a duration"),
    ("tenantId", r#""6f3e5b1c-0000-4000-8000-0123456789ab""#, "a GUID"),
    ("price", "0.5", "a decimal number"),
    ("platform", r#""android""#, "a member of an enumeration"),
    ("architectures", r#""x86,x64""#, "a member of an enumeration"),
    ("roleScopeTagIds", r#"["0"]"#, "a list of texts"),
    ("ports", "[80]", "a list of values"),
    ("schedule", r#"["01:00:00"]"#, "a list of values"),
    (
        "fallbackArchitectures",
        r#"["arm"]"#,
        "a list of members of an enumeration",
    ),
    ("defaultSetting", r#"{"omaUri":"a"}"#, "an object"),
    ("omaSettings", r#"[{"omaUri":"a"}]"#, "a list of objects"),
    ("parent", r#"{"id":"a"}"#, "an object"),
    ("assignments", r#"[{"id":"a"}]"#, "a list of objects"),
];

const MISFITS: &[&str] = &[
    "true",
    "5",
    "-1",
    "2147483648",
    "9223372036854775808",
    "1.5",
    "1e300",
    r#""""#,
    r#"" ""#,
    r#""12""#,
    r#""1.0""#,
    r#""true""#,
    r#""nan""#,
    r#""yesterday""#,
    r#""2024-02-29T01:02:03""#,
    r#""2024-02-30""#,
    r#""24:00:00""#,
    r#""08:00:00.0000000""#,
    r#""-PT15M""#,
    r#""PT""#,
    r#""{6F3E5B1C-0000-4000-8000-0123456789AB}""#,
    "[]",
    r#"["a"]"#,
    "[5]",
    "[null]",
    r#"[{"omaUri":"a"}]"#,
    "[[1]]",
    "{}",
    r#"{"a":{"b":[null]}}"#,
];

fn windows(text: &str) -> Windows10GeneralConfiguration {
    json::read(text).unwrap()
}

/// What is written for a property of a model.
fn written(model: &impl Model, name: &str) -> Option<Value> {
    let mut object: Value = serde_json::from_str(&json::write(model).unwrap()).unwrap();
    object.get_mut(name).map(Value::take)
}

fn is_slot_empty(model: &impl Model, name: &str) -> bool {
    let index = model.schema().position(name, 0).unwrap();
    let model: &dyn Model = model;
    model.slot_ref(index).is_empty()
}

fn is_strict_error(text: &str) -> Result<(), json::ReadError> {
    json::read_into(
        text,
        &mut Windows10GeneralConfiguration::default(),
        ReadOptions::default().strict(),
    )
}

#[test]
fn a_value_is_read_or_kept_in_every_kind_of_slot() {
    let mut unread_values = 0;
    for (name, fitting, expected) in KINDS {
        for misfit in MISFITS {
            let text = format!(r#"{{"{name}":{misfit},"displayName":"d"}}"#);
            let model = windows(&text);
            assert_eq!(model.display_name.as_deref(), Some("d"), "{text}");
            assert_eq!(model.clone(), model, "{text}");
            let raw: Value = serde_json::from_str(misfit).unwrap();
            let unread = model.unread();
            if is_slot_empty(&model, name) {
                unread_values += 1;
                assert_eq!(written(&model, name), Some(raw.clone()), "{text}");
                assert_eq!(model.additional.get(name), Some(&raw), "{text}");
                assert_eq!(unread.len(), 1, "{text}");
                assert_eq!((unread[0].path(), unread[0].value()), (*name, &raw), "{text}");
                assert!(
                    unread[0]
                        .reason()
                        .starts_with(&format!("expected {expected}, found ")),
                    "{}",
                    unread[0]
                );
            } else {
                assert_is_equal_value(&written(&model, name).unwrap(), &raw, &text);
                assert!(
                    unread.iter().all(|value| value.path().len() > name.len()),
                    "{unread:?}"
                );
            }
            let strict = is_strict_error(&text);
            assert_eq!(strict.is_err(), !unread.is_empty(), "{text}: {strict:?}");
            if let (Err(error), Some(first)) = (strict, unread.first()) {
                assert_eq!(error.path(), first.path());
                assert_eq!(error.kind(), json::ReadErrorKind::Mismatch);
                assert!(error.to_string().starts_with(&first.to_string()), "{error}");
            }

            // What fits takes the place of what did not, and the other way round.
            let model = windows(&format!(r#"{{"{name}":{misfit},"{name}":{fitting}}}"#));
            assert!(
                !is_slot_empty(&model, name) && model.unread().is_empty(),
                "{text}"
            );
            assert!(model.additional.is_empty(), "{text}");
            let again = windows(&format!(r#"{{"{name}":{fitting},"{name}":{misfit}}}"#));
            assert_eq!(written(&again, name), written(&windows(&text), name), "{text}");
        }
        let model = windows(&format!(r#"{{"{name}":{fitting}}}"#));
        assert!(model.unread().is_empty() && model.additional.is_empty(), "{name}");
        is_strict_error(&format!(r#"{{"{name}":{fitting}}}"#)).unwrap();
    }
    assert!(unread_values > 400, "{unread_values}");
}

/// Whether a value is written as it came but for the spelling of numbers, flags and GUIDs, which is documented, and
/// the type of an object.
fn assert_is_equal_value(written: &Value, raw: &Value, text: &str) {
    let plain = |value: &Value| match value {
        Value::String(text) => match text.parse::<f64>() {
            Ok(number) => number.to_string(),
            Err(_) => text.replace(['{', '}', ' '], "").to_lowercase(),
        },
        Value::Number(number) => number.as_f64().unwrap().to_string(),
        Value::Object(members) => {
            let members = members.iter().filter(|(name, _)| *name != "@odata.type");
            Value::Object(
                members
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect(),
            )
            .to_string()
        }
        other => other.to_string(),
    };
    assert_eq!(plain(written), plain(raw), "{text}");
}

#[test]
fn a_property_that_is_set_is_written_instead_of_what_could_not_be_read() {
    let mut model = windows(r#"{"version":"x"}"#);
    assert_eq!(written(&model, "version"), Some("x".into()));
    model.version = Some(3);
    assert_eq!(written(&model, "version"), Some(3.into()));
    assert!(model.unread().is_empty());
    model.version = None;
    model.additional.remove("version");
    assert_eq!(written(&model, "version"), None);
}

#[test]
fn items_keep_their_places() {
    for (name, items, read) in [
        ("roleScopeTagIds", r#"[5,"a",null,{"b":1},"c",[]]"#, 2),
        ("ports", r#"["x",80,null,443,8080,2147483648]"#, 3),
        ("schedule", r#"["01:00:00.0000000","x","02:00:00","03:00"]"#, 3),
        ("fallbackArchitectures", r#"["arm",1,"riscV",null]"#, 2),
        ("omaSettings", r#"[null,{"omaUri":"a"},"x",{"omaUri":"b"},[]]"#, 2),
        ("assignments", r#"[1,2,{"id":"a"}]"#, 1),
    ] {
        let text = format!(r#"{{"{name}":{items}}}"#);
        let model = windows(&text);
        let raw: Value = serde_json::from_str(items).unwrap();
        assert_eq!(written(&model, name), Some(raw.clone()), "{text}");
        assert_eq!(model.clone(), model, "{text}");
        let unread = model.unread();
        let values = raw.as_array().unwrap();
        let nulls = values.iter().filter(|item| item.is_null()).count();
        assert_eq!(unread.len() + nulls + read, values.len(), "{unread:?}");
        for value in unread {
            let place = value.path().strip_prefix(name).unwrap();
            let index: usize = place.trim_matches(['[', ']']).parse().unwrap();
            assert_eq!(value.value(), &values[index], "{value}");
        }
    }
}

#[test]
fn items_that_were_left_out_stay_when_the_list_changes() {
    let mut model = windows(r#"{"roleScopeTagIds":[1,"a","b",2,"c",3]}"#);
    model.role_scope_tag_ids.as_mut().unwrap().push("d".into());
    assert_eq!(
        written(&model, "roleScopeTagIds"),
        Some(json!([1, "a", "b", 2, "c", 3, "d"]))
    );
    model.role_scope_tag_ids = Some(vec!["z".into()]);
    assert_eq!(written(&model, "roleScopeTagIds"), Some(json!([1, "z", 2, 3])));
    model.additional.remove("roleScopeTagIds");
    assert_eq!(written(&model, "roleScopeTagIds"), Some(json!(["z"])));
    let mut model = windows(r#"{"roleScopeTagIds":[1,"a"]}"#);
    model.role_scope_tag_ids = None;
    assert_eq!(written(&model, "roleScopeTagIds"), None);
    assert!(model.unread().is_empty());
}

#[test]
fn paths_count_what_was_left_out() {
    let page: Page<AnyDeviceConfiguration> = json::read(
        r#"{"value":[null,{"version":"x"},7,{"parent":{"tenantId":1,"assignments":[0,{"id":2}]}}],"@odata.count":"many"}"#,
    )
    .unwrap();
    assert_eq!(page.value.len(), 2);
    let unread: Vec<String> = page.unread().iter().map(ToString::to_string).collect();
    assert_eq!(
        unread,
        [
            r#"value[1].version: expected an integer of 32 bits, found the text "x""#,
            "value[2]: expected an object, found the number 7",
            "value[3].parent.assignments[0]: expected an object, found the number 0",
            "value[3].parent.assignments[1].id: expected a text, found the number 2",
            r#"@odata.count: expected an integer of 64 bits, found the text "many""#,
        ],
        "`tenantId` is no property of the base type"
    );
}

#[test]
fn times_without_an_offset_are_utc_and_written_as_they_came() {
    let text = r#"{"lastModifiedDateTime":"2020-02-04T07:00:00.0000000"}"#;
    let mut model = windows(text);
    let time = model.last_modified_date_time.unwrap();
    assert_eq!((time.offset().is_utc(), time.hour()), (true, 7));
    assert_eq!(
        written(&model, "lastModifiedDateTime"),
        Some("2020-02-04T07:00:00.0000000".into())
    );
    assert!(model.unread().is_empty());
    is_strict_error(text).unwrap();
    assert_eq!(
        model,
        windows(r#"{"lastModifiedDateTime":"2020-02-04T07:00:00Z"}"#)
    );
    model.last_modified_date_time = Some(time + std::time::Duration::from_secs(60));
    assert_eq!(
        written(&model, "lastModifiedDateTime"),
        Some("2020-02-04T07:01:00Z".into())
    );
}

#[test]
fn durations_and_times_of_day_keep_their_texts() {
    for text in ["-PT15M", "P10675199DT2H48M5.4775807S", "PT24H", "P1D"] {
        let model = windows(&json!({"lockTimeout": text}).to_string());
        assert_eq!(
            model.lock_timeout.as_ref().unwrap().is_negative(),
            text.starts_with('-')
        );
        assert_eq!(written(&model, "lockTimeout"), Some(text.into()));
    }
    let model = windows(r#"{"quietFrom":"08:00:00.0000000"}"#);
    assert_eq!(model.quiet_from.unwrap().hour(), 8);
    assert_eq!(written(&model, "quietFrom"), Some("08:00:00.0000000".into()));
}

#[test]
fn what_came_before_a_late_type_is_read_again() {
    let text = json!({
        "Blocked": 1, "blocked": "no", "id": 5, "ports": [1, "x"], "roleScopeTagIds": ["a", 1], "tenantId": "",
        "lastModifiedDateTime": "2020-02-04T07:00:00",
    });
    let members = text.to_string();
    let late = format!(
        r##"{},"@odata.type":"#microsoft.graph.windows10GeneralConfiguration"}}"##,
        &members[..members.len() - 1]
    );
    let model: AnyDeviceConfiguration = json::read(&late).unwrap();
    let mut unread: Vec<String> = model
        .unread()
        .iter()
        .map(|value| value.path().to_owned())
        .collect();
    unread.sort_unstable();
    assert_eq!(
        unread,
        ["blocked", "id", "ports[1]", "roleScopeTagIds[1]", "tenantId"]
    );
    let mut expected = text;
    expected["@odata.type"] = "#microsoft.graph.windows10GeneralConfiguration".into();
    let written: Value = serde_json::from_str(&json::write(&model).unwrap()).unwrap();
    assert_eq!(written, expected);
}

#[test]
fn an_answer_can_be_read_strictly() {
    let response = Response::new(br#"{"value":[{"id":"1"},{"version":[]}]}"#.to_vec());
    let page = List::new().read_response(response.clone()).unwrap();
    assert_eq!(page.unread().len(), 1);
    let error = List::new()
        .read_response_with(response.clone(), ReadOptions::default().strict())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response (status 200) cannot be read: value[1].version: expected an integer of 32 bits, found a list of \
         0 items at line 1 column 35"
    );
    let ResponseError::Decode(error) = error else {
        panic!()
    };
    assert_eq!(error.body(), response.body());
}

#[test]
fn annotations_come_before_their_properties() {
    let mut model = DeviceConfiguration {
        role_scope_tag_ids: Some(vec!["0".into()]),
        ..Default::default()
    };
    for name in [
        "roleScopeTagIds@odata.type",
        "extension_rooms@odata.type",
        "extension_rooms",
        "extension",
        "manager@odata.bind",
        "id@odata.type",
        "@odata.etag",
    ] {
        model.additional.insert(name, "v");
    }
    assert_eq!(
        json::write(&model).unwrap(),
        concat!(
            r#"{"roleScopeTagIds@odata.type":"v","#,
            r#""roleScopeTagIds":["0"],"@odata.etag":"v","extension":"v","extension_rooms@odata.type":"v","#,
            r#""extension_rooms":"v","id@odata.type":"v","manager@odata.bind":"v"}"#
        )
    );
}

#[test]
fn objects_are_equal_whatever_the_order_of_their_properties() {
    let read = |text: &str| json::read::<Windows10GeneralConfiguration>(text).unwrap();
    let one = read(r#"{"ports": [80, "x"], "schedule": [7], "color": "blue", "size": 1}"#);
    let other = read(r#"{"size": 1, "schedule": [7], "ports": [80, "x"], "color": "blue"}"#);
    assert_eq!(one, other);
    assert_ne!(
        one,
        read(r#"{"ports": [80, "y"], "schedule": [7], "color": "blue", "size": 1}"#)
    );
}
