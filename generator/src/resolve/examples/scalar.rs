//! Primitive values, judged by the runtime itself.
//!
//! The code that reads a value in the SDK reads it here, so that "is read and written back" means the same in
//! both places.

use graph_runtime::codegen::SlotType;
use graph_runtime::{
    Reference,
    response::ValueOf,
    types::{Binary, Date, Decimal, Duration, OffsetDateTime, Time, Uuid},
};
use serde_json::Value;

use crate::model::examples::scalar::read;
use crate::resolve::plan::models::Scalar;

/// Reads a value as one of a primitive type and writes it back: the form in which the SDK sends it, or why it is
/// no such value.
pub(super) fn round_trip(scalar: Scalar, value: &Value) -> Result<Value, String> {
    match scalar {
        Scalar::Json => Ok(value.clone()),
        Scalar::String => through::<String>(value),
        Scalar::Bool => through::<bool>(value),
        Scalar::Int32 => through::<i32>(value),
        Scalar::Int64 => through::<i64>(value),
        Scalar::Double => through::<f64>(value),
        Scalar::Decimal => through::<Decimal>(value),
        Scalar::Binary => through::<Binary>(value),
        Scalar::Date => through::<Date>(value),
        Scalar::DateTime => through::<OffsetDateTime>(value),
        Scalar::TimeOfDay => through::<Time>(value),
        Scalar::Duration => through::<Duration>(value),
        Scalar::Guid => through::<Uuid>(value),
        Scalar::Reference => through::<Reference>(value),
    }
}

/// The value that a text in quotes spells, where the type is a boolean or a number: `"true"`, `"12"`.
pub(super) fn unquoted(scalar: Scalar, value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim();
    match scalar {
        Scalar::Bool => text.to_ascii_lowercase().parse().ok().map(Value::Bool),
        Scalar::Int32 | Scalar::Double | Scalar::Decimal => text.parse().ok().map(Value::Number),
        _ => None,
    }
    .filter(|value| round_trip(scalar, value).is_ok())
}

/// The value that a text spells as a date or a time of another kind: a date means midnight UTC where a time belongs, a
/// date and time means its date where a date belongs, and blanks mean nothing: `2018-10-04T00: 58: 45Z`.
pub(super) fn redated(scalar: Scalar, value: &Value) -> Option<Value> {
    let text: String = value.as_str()?.split_whitespace().collect();
    let reads = |scalar, text: &str| round_trip(scalar, &Value::from(text)).ok();
    match scalar {
        Scalar::DateTime => {
            let date = reads(Scalar::Date, &text).map(|_| format!("{text}T00:00:00Z"));
            reads(scalar, date.as_deref().unwrap_or(&text))
        }
        Scalar::Date => {
            let time = reads(Scalar::DateTime, &text)?;
            reads(scalar, time.as_str()?.split_once('T')?.0)
        }
        Scalar::TimeOfDay => reads(scalar, &text),
        _ => None,
    }
}

fn through<T: SlotType + Send + Sync>(value: &Value) -> Result<Value, String> {
    // Without the text that was read, so that the value is written in its one form.
    let known = ValueOf {
        value: read::<T>(value)?.value,
        ..ValueOf::default()
    };
    let written = write(&known)?;
    // The value must be written as it was read, or something was lost on the way.
    if read::<T>(&written)? == known {
        Ok(written)
    } else {
        Err(format!("it is written back as {written}"))
    }
}

fn write<T: SlotType + Send + Sync>(value: &ValueOf<T>) -> Result<Value, String> {
    let written = serde_json::to_value(value).map_err(|error| error.to_string())?;
    Ok(written.get("value").cloned().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{redated, round_trip};
    use crate::resolve::plan::models::Scalar;

    #[test]
    fn a_value_takes_the_form_in_which_it_is_sent() {
        let time = json!("2017-01-01T00:02:49.3200000+00:00");
        assert_eq!(
            round_trip(Scalar::DateTime, &time),
            Ok(json!("2017-01-01T00:02:49.32Z"))
        );
        assert_eq!(round_trip(Scalar::Int64, &json!("5")), Ok(json!(5)));
        assert_eq!(round_trip(Scalar::Decimal, &json!(1.5)), Ok(json!(1.5)));
        assert_eq!(round_trip(Scalar::Json, &json!({"a": 1})), Ok(json!({"a": 1})));
    }

    #[test]
    fn a_date_is_read_as_a_time_and_the_other_way_round() {
        for (scalar, text, meant) in [
            (Scalar::DateTime, "1974-07-22", Some("1974-07-22T00:00:00Z")),
            (
                Scalar::DateTime,
                "2018-10-04T00: 58: 45.340Z",
                Some("2018-10-04T00:58:45.34Z"),
            ),
            (Scalar::Date, "2020-09-08T12:02:30.667Z", Some("2020-09-08")),
            (Scalar::Date, " 2020-09-08 ", None),
            (Scalar::DateTime, "1974-02-30", None),
            (Scalar::DateTime, "datetime-value", None),
            (Scalar::String, "1974-07-22", None),
        ] {
            assert_eq!(
                redated(scalar, &json!(text)),
                meant.map(|text| json!(text)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_value_of_another_type_is_told() {
        let error = round_trip(Scalar::Int32, &json!("Integer")).unwrap_err();
        assert!(error.contains("an integer of 32 bits"), "{error}");
        assert!(round_trip(Scalar::Bool, &json!("true")).is_err());
        assert!(round_trip(Scalar::DateTime, &json!("String (timestamp)")).is_err());
        assert!(round_trip(Scalar::Int32, &json!(3_000_000_000_u64)).is_err());
    }
}
