//! Primitive values, read by the runtime itself: what counts as a value of a type is the same here and in the SDK.

use std::iter;

use graph_runtime::codegen as rt;
use rt::{Binary, Date, Decimal, Duration, OffsetDateTime, SlotType, Time, Uuid, ValueOf};
use serde::de::value::MapDeserializer;
use serde_json::{Error, Value};

use crate::graph::Primitive;

/// Reads a value, or says why it is none of the type.
pub(crate) fn read<T: SlotType + Send + Sync>(value: &Value) -> Result<ValueOf<T>, String> {
    let mut read = ValueOf::default();
    let object = MapDeserializer::<_, Error>::new(iter::once(("value", value)));
    rt::read_into(object, &mut read, rt::ReadOptions::default().strict()).map_err(|error| {
        let text = error.to_string();
        text.strip_prefix("value: ").unwrap_or(&text).to_owned()
    })?;
    Ok(read)
}

/// Whether a value can be one of a primitive type.
pub fn fits(primitive: Primitive, value: &Value) -> bool {
    match primitive {
        Primitive::String => value.is_string(),
        Primitive::Boolean => value.is_boolean(),
        Primitive::Byte | Primitive::Int16 | Primitive::Int32 | Primitive::SByte => {
            read::<i32>(value).is_ok()
        }
        Primitive::Int64 => read::<i64>(value).is_ok(),
        Primitive::Double | Primitive::Single => read::<f64>(value).is_ok(),
        Primitive::Decimal => read::<Decimal>(value).is_ok(),
        Primitive::Binary => read::<Binary>(value).is_ok(),
        Primitive::Date => read::<Date>(value).is_ok(),
        Primitive::DateTimeOffset => read::<OffsetDateTime>(value).is_ok(),
        Primitive::TimeOfDay => read::<Time>(value).is_ok(),
        Primitive::Duration => read::<Duration>(value).is_ok(),
        Primitive::Guid => read::<Uuid>(value).is_ok(),
        Primitive::Json | Primitive::Stream | Primitive::Untyped => true,
    }
}
