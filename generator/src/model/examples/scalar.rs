//! Primitive values, read by the runtime itself: what counts as a value of a type is the same here and in the SDK.

use std::iter;

use graph_runtime::Reference;
use graph_runtime::codegen as rt;
use rt::{Binary, Date, Decimal, Duration, OffsetDateTime, SlotType, Time, Uuid, ValueOf};
use serde::de::value::MapDeserializer;
use serde_json::{Error, Value};

use crate::graph::{Primitive, Scalar};

/// What the runtime does with the values of a type.
struct Codec {
    reads: fn(&Value) -> bool,
    round_trip: fn(&Value) -> Result<Value, String>,
}

impl Codec {
    fn of<T: SlotType + Send + Sync>() -> Self {
        Self {
            reads: |value| read::<T>(value).is_ok(),
            round_trip: round_trip_of::<T>,
        }
    }

    /// That of a primitive type; any JSON has none.
    fn of_scalar(scalar: Scalar) -> Option<Self> {
        Some(match scalar {
            Scalar::Json => return None,
            Scalar::String => Self::of::<String>(),
            Scalar::Bool => Self::of::<bool>(),
            Scalar::Int32 => Self::of::<i32>(),
            Scalar::Int64 => Self::of::<i64>(),
            Scalar::Double => Self::of::<f64>(),
            Scalar::Decimal => Self::of::<Decimal>(),
            Scalar::Binary => Self::of::<Binary>(),
            Scalar::Date => Self::of::<Date>(),
            Scalar::DateTime => Self::of::<OffsetDateTime>(),
            Scalar::TimeOfDay => Self::of::<Time>(),
            Scalar::Duration => Self::of::<Duration>(),
            Scalar::Guid => Self::of::<Uuid>(),
            Scalar::Reference => Self::of::<Reference>(),
        })
    }
}

/// Whether a value can be one of a primitive type. Null, which is read as no value, is one of any JSON alone.
pub fn fits(primitive: Primitive, value: &Value) -> bool {
    let codec = Codec::of_scalar(Scalar::of(primitive));
    codec.is_none_or(|codec| !value.is_null() && (codec.reads)(value))
}

/// Reads a value as one of a primitive type and writes it back: the form in which the SDK sends it, or why it is no such
/// value.
pub(crate) fn round_trip(scalar: Scalar, value: &Value) -> Result<Value, String> {
    match Codec::of_scalar(scalar) {
        Some(codec) => (codec.round_trip)(value),
        None => Ok(value.clone()),
    }
}

fn round_trip_of<T: SlotType + Send + Sync>(value: &Value) -> Result<Value, String> {
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

/// Reads a value, or says why it is none of the type.
fn read<T: SlotType + Send + Sync>(value: &Value) -> Result<ValueOf<T>, String> {
    let mut read = ValueOf::default();
    let object = MapDeserializer::<_, Error>::new(iter::once(("value", value)));
    rt::read_into(object, &mut read, rt::ReadOptions::default().strict()).map_err(|error| {
        let text = error.to_string();
        text.strip_prefix("value: ").unwrap_or(&text).to_owned()
    })?;
    Ok(read)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{fits, round_trip};
    use crate::graph::{Primitive, Scalar};

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
    fn a_value_of_another_type_is_told() {
        let error = round_trip(Scalar::Int32, &json!("Integer")).unwrap_err();
        assert!(error.contains("an integer of 32 bits"), "{error}");
        assert!(round_trip(Scalar::Bool, &json!("true")).is_err());
        assert!(round_trip(Scalar::DateTime, &json!("String (timestamp)")).is_err());
        assert!(round_trip(Scalar::Int32, &json!(3_000_000_000_u64)).is_err());
    }

    #[test]
    fn text_and_booleans_are_read_from_nothing_else() {
        for (primitive, value, does_fit) in [
            (Primitive::String, json!("5"), true),
            (Primitive::String, json!(5), false),
            (Primitive::String, json!(null), false),
            (Primitive::Boolean, json!(true), true),
            (Primitive::Boolean, json!("true"), false),
            (Primitive::Boolean, json!(null), false),
            (Primitive::Untyped, json!({"a": [1]}), true),
        ] {
            assert_eq!(fits(primitive, &value), does_fit, "{primitive:?} {value}");
        }
    }
}
