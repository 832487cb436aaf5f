//! Whatever JSON comes in goes out again, equal but for what is documented: `null` of known properties, and
//! the spelling of numbers and times.

use graph_runtime::{Model, Page, json};
use proptest::prelude::*;
use serde_json::{Map, Number, Value};

use crate::v1::models::{AnyDeviceConfiguration, Windows10GeneralConfiguration};

/// Any JSON value, as deep as given.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| Value::Number(number.into())),
        any::<f64>().prop_map(|number| Number::from_f64(number).map_or(Value::Null, Value::Number)),
        ".{0,8}".prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            proptest::collection::btree_map(".{0,6}", inner, 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// A value that fits the property, for the properties of the sample.
fn fitting(name: &'static str) -> BoxedStrategy<Value> {
    let text = "[a-zA-Z0-9 ]{0,8}".prop_map(Value::String);
    match name {
        "id" | "displayName" => text.boxed(),
        "version" => any::<i32>().prop_map(Value::from).boxed(),
        "cacheSize" => any::<i64>().prop_map(Value::from).boxed(),
        "blocked" => any::<bool>().prop_map(Value::from).boxed(),
        "roleScopeTagIds" => proptest::collection::vec(text, 0..3)
            .prop_map(Value::Array)
            .boxed(),
        "platform" => prop_oneof![Just("all".into()), text].boxed(),
        "architectures" => proptest::sample::subsequence(vec!["x86", "x64", "arm", "new"], 0..4)
            .prop_map(|members| Value::String(members.join(",")))
            .boxed(),
        "policy" => any_value()
            .prop_filter("`null` is left out", |value| !value.is_null())
            .boxed(),
        "lockTimeout" => prop_oneof!["PT[0-9]{1,3}S", "P[0-9]{1,2}D", "PT1\\.50S"]
            .prop_map(Value::String)
            .boxed(),
        "ports" => proptest::collection::vec(any::<i32>(), 0..3)
            .prop_map(|ports| ports.into_iter().collect())
            .boxed(),
        "lastModifiedDateTime" => Just("2017-01-01T00:00:35.134-08:00".into()).boxed(),
        _ => Just(Value::Null).boxed(),
    }
}

const NAMES: &[&str] = &[
    "id",
    "displayName",
    "version",
    "cacheSize",
    "blocked",
    "roleScopeTagIds",
    "platform",
    "architectures",
    "policy",
    "lockTimeout",
    "ports",
    "lastModifiedDateTime",
];

/// Known properties with values that fit, and unknown ones with any, in any order.
fn any_entries() -> impl Strategy<Value = Vec<(String, Value)>> {
    let known = proptest::sample::subsequence(NAMES.to_vec(), 0..NAMES.len()).prop_flat_map(|names| {
        names
            .into_iter()
            .map(|name| (Just(name.to_owned()), fitting(name)))
            .collect::<Vec<_>>()
    });
    let unknown = proptest::collection::vec(("[A-Z@.\"\\\\]{1,6}", any_value()), 0..4);
    (known, unknown).prop_flat_map(|(known, unknown)| {
        let mut entries = known;
        for (name, value) in unknown {
            if entries.iter().all(|(other, _)| *other != name) {
                entries.push((name, value));
            }
        }
        Just(entries).prop_shuffle()
    })
}

/// The text of an object whose properties keep their order.
fn text(entries: &[(String, Value)]) -> String {
    let members: Vec<String> = entries
        .iter()
        .map(|(name, value)| format!("{}:{value}", Value::String(name.clone())))
        .collect();
    format!("{{{}}}", members.join(","))
}

fn expected(entries: &[(String, Value)]) -> Value {
    Value::Object(entries.iter().cloned().collect::<Map<_, _>>())
}

fn written(model: &dyn Model) -> Value {
    serde_json::from_str(&json::write(model).unwrap()).unwrap()
}

proptest! {
    #[test]
    fn an_object_comes_back(mut entries in any_entries()) {
        entries.push(("@odata.type".into(), "#microsoft.graph.windows10GeneralConfiguration".into()));
        let model: Windows10GeneralConfiguration = json::read(&text(&entries)).unwrap();
        prop_assert_eq!(written(&model), expected(&entries));
        prop_assert_eq!(&model.clone(), &model);
        let again: Windows10GeneralConfiguration = serde_json::from_value(written(&model)).unwrap();
        prop_assert_eq!(again, model);
    }

    #[test]
    fn the_place_of_the_type_does_not_matter(entries in any_entries(), place: prop::sample::Index) {
        let mut late = entries.clone();
        let kind = ("@odata.type".to_owned(), "microsoft.graph.windows10GeneralConfiguration".into());
        late.insert(place.index(entries.len() + 1), kind);
        let model: AnyDeviceConfiguration = json::read(&text(&late)).unwrap();
        prop_assert!(matches!(model, AnyDeviceConfiguration::Windows10GeneralConfiguration(_)));
        prop_assert_eq!(written(&model), expected(&late));
        prop_assert_eq!(&model.clone(), &model);
    }

    #[test]
    fn any_object_is_kept_by_a_type_that_knows_none_of_it(entries in proptest::collection::vec(("[A-Z]{1,4}", any_value()), 0..6)) {
        let value = expected(&entries);
        let model: AnyDeviceConfiguration = json::read(&value.to_string()).unwrap();
        prop_assert_eq!(written(&model), value);
    }

    #[test]
    fn an_object_of_another_type_comes_back_wherever_it_says_so(entries in any_entries(), place: prop::sample::Index) {
        let mut late = entries.clone();
        let kind = ("@odata.type".to_owned(), "#microsoft.graph.iosCustomConfiguration".into());
        late.insert(place.index(entries.len() + 1), kind);
        let list = format!("{{\"value\":[{}]}}", text(&late));
        let page: Page<Windows10GeneralConfiguration> = json::read(&list).unwrap();
        prop_assert!(page.value.is_empty());
        prop_assert_eq!(&written(&page)["value"][0], &expected(&late));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[\\[\\]{}\",:a-z0-9@.#]{0,40}") {
        let _ = json::read::<AnyDeviceConfiguration>(&text);
    }

    #[test]
    fn any_value_is_read_or_refused(value in any_value(), name in proptest::sample::select(NAMES)) {
        let _ = json::read::<Windows10GeneralConfiguration>(&text(&[(name.to_owned(), value)]));
    }
}
