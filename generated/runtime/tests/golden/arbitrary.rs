//! Any JSON is read without a panic, and written back without a loss that the documentation of the crate does not name.

use std::collections::BTreeSet;
use std::fmt::Debug;

use graph_runtime::time::OffsetDateTime;
use graph_runtime::time::format_description::well_known::Rfc3339;
use graph_runtime::{
    Model, Page,
    json::{self, ReadOptions},
    types::Binary,
};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::v1::models::{AnyDeviceConfiguration, Windows10GeneralConfiguration};

/// A property of each kind of slot, names of properties in other models, annotations and unknown names.
const NAMES: &[&str] = &[
    "id",
    "blocked",
    "version",
    "cacheSize",
    "batteryThreshold",
    "lastModifiedDateTime",
    "validFrom",
    "quietFrom",
    "lockTimeout",
    "tenantId",
    "price",
    "policy",
    "platform",
    "architectures",
    "roleScopeTagIds",
    "ports",
    "schedule",
    "fallbackArchitectures",
    "defaultSetting",
    "omaSettings",
    "parent",
    "assignments",
    "deviceStatuses",
    "omaUri",
    "status",
    "ID",
    "",
    "@odata.etag",
    "@odata.type",
    "ports@odata.type",
    "unknown@odata.type",
    "unknown",
];

/// Texts that some kind of slot takes, and their neighbours.
const TEXTS: &[&str] = &[
    "",
    "a",
    "12",
    "-7",
    "1.50",
    "1e3",
    "NaN",
    "-INF",
    "true",
    "2024-02-29T01:02:03.5+01:00",
    "2024-02-29T01:02:03.5000000",
    "2024-02-29T01:02:03Z",
    "0001-01-01T00:00:00Z",
    "2024-02-29",
    "08:00:00.0000000",
    "08:00",
    "PT15M",
    "-P1DT2S",
    "6F3E5B1C-0000-4000-8000-0123456789AB",
    "{6f3e5b1c-0000-4000-8000-0123456789ab}",
    "android",
    "ANDROID",
    "x86, x64",
    "x86,,new",
    "YQ==",
    "#microsoft.graph.windows10GeneralConfiguration",
    "#microsoft.graph.iosCustomConfiguration",
    "#microsoft.graph.deviceConfiguration",
];

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-300..300_i32).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(TEXTS).prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            object_of(inner).prop_map(Value::Object),
        ]
    })
}

fn object_of(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map<String, Value>> {
    btree_map(select(NAMES).prop_map(str::to_owned), value, 0..12).prop_map(Map::from_iter)
}

/// Reads an object in an order of its members, as the item of a list, which any object can be, and checks all that holds
/// for any.
fn check<M: Model + Default + Clone + Debug + DeserializeOwned>(
    members: &[(String, Value)],
) -> Result<(), TestCaseError> {
    let texts: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())))
        .collect();
    let text = format!(r#"{{"value":[{{{}}}]}}"#, texts.join(","));
    let model: M = json::read(&text).unwrap();
    let written = json::write(&model).unwrap();
    let raw: Value = serde_json::from_str(&text).unwrap();
    let value: Value = serde_json::from_str(&written).unwrap();
    prop_assert!(is_equal(&value, &raw), "{} was written as {}", text, written);
    prop_assert_eq!(&json::write(&model.clone()).unwrap(), &written);
    // `NaN` is not equal to itself, so that what is written is compared.
    prop_assert_eq!(
        &json::write(&serde_json::from_str::<M>(&text).unwrap()).unwrap(),
        &written
    );
    let again: M = json::read(&written).unwrap();
    prop_assert_eq!(json::write(&again).unwrap(), written);
    let unread = model.unread();
    let strict = json::read_into(&text, &mut M::default(), ReadOptions::default().strict());
    prop_assert_eq!(strict.is_err(), !unread.is_empty(), "{}: {:?}", text, unread);
    let _ = format!("{model:?}");
    Ok(())
}

/// Whether a value was written as it came, but for what the documentation of the crate names: `null` of a property, the
/// type of an object, the spelling of a value.
fn is_equal(written: &Value, raw: &Value) -> bool {
    match (written, raw) {
        (Value::Object(written), Value::Object(raw)) => {
            let is_kept = raw.iter().all(|(name, value)| match written.get(name) {
                Some(written) => is_equal(written, value),
                None => value.is_null() || name == "@odata.type",
            });
            is_kept
                && written
                    .keys()
                    .all(|name| raw.contains_key(name) || name == "@odata.type")
        }
        (Value::Array(written), Value::Array(raw)) => {
            written.len() == raw.len()
                && written
                    .iter()
                    .zip(raw)
                    .all(|(written, raw)| is_equal(written, raw))
        }
        _ => written == raw || spellings(written).intersection(&spellings(raw)).next().is_some(),
    }
}

/// What a scalar may stand for, each in one spelling.
fn spellings(value: &Value) -> BTreeSet<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return BTreeSet::new(),
    };
    // An integer has no negative zero.
    let number = text.parse::<f64>().ok().map(|number| (number + 0.0).to_string());
    let time = OffsetDateTime::parse(&text, &Rfc3339)
        .ok()
        .map(|time| time.to_string());
    let bytes = Binary::from_base64(&text).ok().map(|bytes| format!("{bytes:?}"));
    let lower = text.to_lowercase();
    let guid = lower.trim_matches(['{', '}']).to_owned();
    let flags: BTreeSet<&str> = lower
        .split(',')
        .map(str::trim)
        .filter(|flag| !flag.is_empty())
        .collect();
    let flags = format!("{flags:?}");
    [number, time, bytes, Some(guid), Some(flags)]
        .into_iter()
        .flatten()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_object_is_read_and_written_back(
        members in object_of(any_value()).prop_map(Vec::from_iter).prop_shuffle(),
    ) {
        check::<Page<Windows10GeneralConfiguration>>(&members)?;
        check::<Page<AnyDeviceConfiguration>>(&members)?;
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[\\[\\]{}:,\"0-9a-z.\\\\ -]{0,40}|\\PC{0,40}") {
        let _ = json::read::<Windows10GeneralConfiguration>(&text);
        let _ = json::read::<AnyDeviceConfiguration>(&text);
    }
}
