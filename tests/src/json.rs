//! What it means that JSON survived.

use graph_runtime::codegen::{Deserialize, Serialize};
use graph_runtime::time::OffsetDateTime;
use graph_runtime::time::format_description::well_known::Rfc3339;
use serde_json::{Map, Value};

/// Reads JSON into a type and writes the value again.
///
/// # Errors
///
/// Fails where the type does not take the JSON, or the value cannot be written.
pub fn rewrite<T: Serialize + for<'de> Deserialize<'de>>(json: &str) -> Result<Value, String> {
    let value: T = serde_json::from_str(json).map_err(|error| format!("not read: {error}"))?;
    serde_json::to_value(&value).map_err(|error| format!("not written: {error}"))
}

/// Compares what was read with what was written.
///
/// `null` of a known property is not written, and `@odata.type` may be added; times and numbers may be spelled
/// in another way.
///
/// # Panics
///
/// Panics where anything else differs, with the path to it.
pub fn assert_nothing_lost(path: &str, original: &Value, written: &Value) {
    match (original, written) {
        (Value::Object(original), Value::Object(written)) => objects(path, original, written),
        (Value::Array(original), Value::Array(written)) => {
            assert_eq!(
                original.len(),
                written.len(),
                "{path}: another number of elements"
            );
            for (index, (original, written)) in original.iter().zip(written).enumerate() {
                assert_nothing_lost(&format!("{path}[{index}]"), original, written);
            }
        }
        (Value::Number(original), Value::Number(written)) => {
            let equal = original == written || original.as_f64() == written.as_f64();
            assert!(equal, "{path}: {original} became {written}");
        }
        (Value::String(original), Value::String(written)) => {
            let equal = original == written
                || seconds(original) == seconds(written)
                || instant(original).is_some_and(|at| Some(at) == instant(written));
            assert!(equal, "{path}: {original:?} became {written:?}");
        }
        _ => assert_eq!(original, written, "{path}"),
    }
}

fn objects(path: &str, original: &Map<String, Value>, written: &Map<String, Value>) {
    for (name, value) in original {
        let path = format!("{path}.{name}");
        match written.get(name) {
            Some(written) => assert_nothing_lost(&path, value, written),
            None => assert!(value.is_null(), "{path}: {value} got lost"),
        }
    }
    for name in written.keys() {
        assert!(
            original.contains_key(name) || name == "@odata.type",
            "{path}.{name} was not in the original"
        );
    }
}

/// A time of day without the zeros at the end of its fraction.
fn seconds(text: &str) -> &str {
    match text.rsplit_once('.') {
        Some((head, fraction))
            if head.contains(':') && fraction.bytes().all(|digit| digit.is_ascii_digit()) =>
        {
            text.trim_end_matches('0').trim_end_matches('.')
        }
        _ => text,
    }
}

/// The time and its offset.
fn instant(text: &str) -> Option<(OffsetDateTime, i32)> {
    let time = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    Some((time, time.offset().whole_seconds()))
}
