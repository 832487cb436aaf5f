//! What a document may cost: as much as its bytes, whatever they say.

use graph_runtime::http::Response;
use graph_runtime::json::{self, ReadErrorKind};
use graph_runtime::{
    Additional, Model, Page, Polymorphic, ResponseError, Value, error::DecodeErrorKind, json::ReadOptions,
    response::ValueOf,
};

use crate::v1::models::{AnyDeviceConfiguration, DeviceConfiguration, Windows10GeneralConfiguration};
use crate::v1::requests::device_configuration::List;

const MIB: usize = 1 << 20;

const WINDOWS: &str = "#microsoft.graph.windows10GeneralConfiguration";

fn read<M: Model + Default>(text: &str, max_memory: usize) -> Result<M, json::ReadError> {
    let mut model = M::default();
    json::read_into(text, &mut model, ReadOptions::default().max_memory(max_memory))?;
    Ok(model)
}

/// A list of 100,000 items, in an object.
fn many(name: &str, item: &str) -> String {
    format!("{{{name:?}:[{}{item}]}}", format!("{item},").repeat(99_999))
}

fn assert_too_large<M: Model + Default>(text: &str) {
    let error = read::<M>(text, MIB).err();
    let error = error.unwrap_or_else(|| panic!("{} is read", &text[..40]));
    assert_eq!(error.kind(), ReadErrorKind::TooLarge, "{error}");
}

#[test]
fn short_texts_that_become_large_are_refused() {
    for item in ["{}", "0", "\"\"", "[]", "{\"\":0}", "\"a\"", "[0]"] {
        assert_too_large::<Additional>(&many("value", item));
        assert_too_large::<ValueOf<Value>>(&many("value", item));
    }
    assert_too_large::<Page<AnyDeviceConfiguration>>(&many("value", "{}"));
    for (name, item) in [
        ("roleScopeTagIds", "\"\""),
        ("omaSettings", "{}"),
        ("fallbackArchitectures", "\"\""),
        ("schedule", "\"00:00\""),
        ("assignments", "{}"),
    ] {
        assert_too_large::<Windows10GeneralConfiguration>(&many(name, item));
    }
    let members: Vec<String> = (0..100_000).map(|number: u32| number.to_string()).collect();
    let flags = format!("{{\"architectures\":{:?}}}", members.join(","));
    assert_too_large::<Windows10GeneralConfiguration>(&flags);
}

#[test]
fn an_object_in_a_box_counts_with_the_box_also_when_its_type_comes_late() {
    // Ten of its own bytes each, where a value of any of several types is the size of a box.
    let refused = |item: &str| {
        let text = many("value", item);
        let bytes = 100_000 * size_of::<DeviceConfiguration>();
        let error = read::<Page<AnyDeviceConfiguration>>(&text, bytes).unwrap_err();
        assert_eq!(error.kind(), ReadErrorKind::TooLarge, "{error}");
    };
    refused("{}");
    let wide = size_of::<Windows10GeneralConfiguration>();
    assert!(wide > 2 * size_of::<DeviceConfiguration>(), "{wide}");
    let text = many("value", &format!("{{\"@odata.type\":{WINDOWS:?}}}"));
    let error = read::<Page<AnyDeviceConfiguration>>(&text, 100_000 * wide).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::TooLarge, "{error}");
}

#[test]
fn the_limit_is_told_with_the_place() {
    let error = read::<Page<AnyDeviceConfiguration>>(&many("value", "{}"), MIB).err();
    let error = error.expect("100,000 objects take more than a MiB");
    assert!(error.path().starts_with("value["), "{error}");
    assert_eq!(error.line(), 1);
    assert!(
        error
            .to_string()
            .contains(": the document takes more than 1048576 bytes of memory at line 1 column "),
        "{error}"
    );
}

#[test]
fn a_response_carries_the_limit() {
    let mut response = Response::new(many("value", "{}").into_bytes());
    let options = ReadOptions::default().max_memory(MIB);
    let kind = |error: ResponseError| match error {
        ResponseError::Decode(error) => match error.kind() {
            DecodeErrorKind::Json(error) => error.kind(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let error = List::new()
        .read_response_with(response.clone(), options)
        .unwrap_err();
    assert_eq!(kind(error), ReadErrorKind::TooLarge);
    response.extensions_mut().insert(options);
    let error = List::new().read_response(response).unwrap_err();
    assert_eq!(kind(error), ReadErrorKind::TooLarge);
}

#[test]
fn what_a_program_has_use_for_is_far_below_the_limit() {
    let object = format!(
        r##"{{"id":"1","@odata.type":{WINDOWS:?},"omaSettings":[{{"omaUri":"./a"}}],"x":{{"y":[1]}}}}"##
    );
    let text = format!("{{\"value\":[{}{object}]}}", format!("{object},").repeat(999));
    let page: Page<AnyDeviceConfiguration> = read(&text, 4 * MIB).unwrap();
    assert_eq!(page.value.len(), 1000);
}

#[test]
fn repeated_types_cost_their_bytes() {
    let unknown: Vec<String> = (0..20_000).map(|index| format!("\"x{index}\":0")).collect();
    let types =
        format!(",\"@odata.type\":{WINDOWS:?},\"@odata.type\":\"#microsoft.graph.iosCustomConfiguration\"");
    let text = format!("{{{}{}}}", unknown.join(","), types.repeat(20_000));
    // Were what was read before each type read again, it would be copied 40,000 times.
    let model: AnyDeviceConfiguration = read(&text, 20 * text.len()).unwrap();
    assert!(matches!(
        model,
        AnyDeviceConfiguration::Windows10GeneralConfiguration(_)
    ));
    assert_eq!(model.additional().len(), 20_000);
}

#[test]
fn late_types_around_each_other_are_bounded_by_the_limit() {
    let mut text = many("roleScopeTagIds", "\"\"");
    for _ in 0..100 {
        text = format!("{{\"parent\":{text},\"@odata.type\":{WINDOWS:?}}}");
    }
    // It fits, but not a hundred times.
    let error = read::<AnyDeviceConfiguration>(&text, 20 * MIB).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::TooLarge, "{error}");

    let mut text = "{}".to_owned();
    for _ in 0..100 {
        text = format!("{{\"parent\":{text},\"@odata.type\":{WINDOWS:?}}}");
    }
    read::<AnyDeviceConfiguration>(&text, 4 * MIB).unwrap();
}

/// What no `f64` holds is kept as its digits, and half a character is read as the character that stands for any: one such
/// value must not take the rest of a page along.
#[test]
fn numbers_and_texts_that_serde_json_refuses_are_no_end() {
    let digits = "7".repeat(100_000);
    let text = format!(
        r#"{{"value": [
            {{"id": "1", "x": 1e400, "y": [-{digits}], "z\ud800": {{"a": "\udc00"}}}},
            {{"id": "2", "displayName": "cut \ud83d", "version": 1e400, "roleScopeTagIds": ["a\ud83d", "b"]}},
            {{"id": "3", "displayName": "whole \ud83d\ude00"}}
        ]}}"#
    );
    let page: Page<DeviceConfiguration> = json::read(&text).unwrap();
    let ids: Vec<_> = page.value.iter().map(|item| item.id.as_deref()).collect();
    assert_eq!(ids, [Some("1"), Some("2"), Some("3")]);
    let additional = &page.value[0].additional;
    assert_eq!(additional.get("x"), Some(&serde_json::json!("1e400")));
    assert_eq!(
        additional.get("y"),
        Some(&serde_json::json!([format!("-{digits}")]))
    );
    assert_eq!(
        additional.get("z\u{fffd}"),
        Some(&serde_json::json!({"a": "\u{fffd}"}))
    );
    assert_eq!(page.value[1].display_name.as_deref(), Some("cut \u{fffd}"));
    assert_eq!(page.value[2].display_name.as_deref(), Some("whole \u{1f600}"));
    // What does not fit a property that is known is reported.
    assert_eq!(page.value[1].version, None);
    let unread: Vec<_> = page.value[1].unread().iter().map(ToString::to_string).collect();
    assert_eq!(
        unread,
        [r#"version: expected an integer of 32 bits, found the text "1e400""#]
    );
    // A strict reader refuses it, and what is no JSON stays none.
    let strict = ReadOptions::default().strict();
    assert!(json::read_into(&text, &mut Page::<DeviceConfiguration>::default(), strict).is_err());
    for text in [r#"{"x": 1e400"#, r#"{"x": 1e400, y}"#, r#"{"x": 01e400}"#] {
        assert!(json::read::<DeviceConfiguration>(text).is_err(), "{text}");
    }
}
