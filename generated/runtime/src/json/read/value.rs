//! Reading values whose type no model knows, as JSON.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::json::read::state::ReadState;

/// How many bytes an object takes for its first property: a node of a tree, which has room for eleven.
const NODE: usize = 11 * (size_of::<String>() + size_of::<Value>()) + 16;

/// How many bytes a further property takes where nodes are half full, as they are after they were split.
const ENTRY: usize = NODE / 6;

/// Counts the memory of a property that is about to be added to an object with so many properties.
pub(crate) fn take_entry<E: de::Error>(state: &mut ReadState, name: &str, count: usize) -> Result<(), E> {
    state.take_text(name)?;
    state.take(if count == 0 { NODE } else { ENTRY })
}

/// Reads any value, as `Value::deserialize` does, and counts the memory that it takes.
pub(crate) struct ValueSeed<'a>(pub(crate) &'a mut ReadState);

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Value, E> {
        self.0.take_text(text)?;
        Ok(Value::String(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Value, E> {
        self.0.take_text(&text)?;
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(ValueSeed(&mut *self.0))? {
            self.0.take(size_of::<Value>())?;
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let first = map.next_key()?;
        read_object(map, first, self.0)
    }
}

/// Reads an object whose first name has been read.
pub(crate) fn read_object<'de, A: MapAccess<'de>>(
    mut map: A,
    first: Option<String>,
    state: &mut ReadState,
) -> Result<Value, A::Error> {
    let mut entries = Map::new();
    if let Some(name) = first {
        read_entry(&mut map, name, &mut entries, state)?;
    }
    read_entries(map, entries, state)
}

/// Reads the rest of an object of which some properties have been read.
pub(crate) fn read_entries<'de, A: MapAccess<'de>>(
    mut map: A,
    mut entries: Map<String, Value>,
    state: &mut ReadState,
) -> Result<Value, A::Error> {
    while let Some(name) = map.next_key()? {
        read_entry(&mut map, name, &mut entries, state)?;
    }
    Ok(Value::Object(entries))
}

fn read_entry<'de, A: MapAccess<'de>>(
    map: &mut A,
    name: String,
    entries: &mut Map<String, Value>,
    state: &mut ReadState,
) -> Result<(), A::Error> {
    take_entry(state, &name, entries.len())?;
    let value = map.next_value_seed(ValueSeed(state))?;
    entries.insert(name, value);
    Ok(())
}
