//! JSON whose parts are passed on as they are written: nothing else of a long text is read or kept.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde_json::value::RawValue;

/// Properties of an object, as they are written.
pub(crate) struct Found<'a, const N: usize> {
    /// The first of each name.
    pub(crate) values: [Option<&'a RawValue>; N],
    /// Whether one of them is there more than once.
    pub(crate) is_repeated: bool,
}

/// The properties with these names of an object. The others are skipped.
pub(crate) fn properties<'a, const N: usize>(
    text: &'a str,
    names: [&'static str; N],
) -> Result<Found<'a, N>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Properties(names).deserialize(&mut deserializer)
}

struct Properties<const N: usize>([&'static str; N]);

impl<'de, const N: usize> DeserializeSeed<'de> for Properties<N> {
    type Value = Found<'de, N>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, const N: usize> Visitor<'de> for Properties<N> {
    type Value = Found<'de, N>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// Serde would put the whole text into the error.
    fn visit_str<E: de::Error>(self, _: &str) -> Result<Self::Value, E> {
        Err(E::invalid_type(Unexpected::Other("a text"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Found {
            values: [None; N],
            is_repeated: false,
        };
        while let Some(index) = map.next_key_seed(Position(&self.0))? {
            match index.map(|index| &mut found.values[index]) {
                Some(value @ None) => *value = Some(map.next_value()?),
                other => {
                    found.is_repeated |= other.is_some();
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(found)
    }
}

/// The place of a key among names. Keys are bytes here, since some are no text: half of a surrogate pair.
struct Position<'n>(&'n [&'static str]);

impl<'de> DeserializeSeed<'de> for Position<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_bytes(self)
    }
}

impl Visitor<'_> for Position<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_bytes<E: de::Error>(self, key: &[u8]) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|name| name.as_bytes() == key))
    }
}

/// Passes each item of a list on, as it is written.
pub(crate) fn each_item(text: &str, take: &mut dyn FnMut(&RawValue)) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    EachItem(take).deserialize(&mut deserializer)
}

struct EachItem<'f>(&'f mut dyn FnMut(&RawValue));

impl<'de> DeserializeSeed<'de> for EachItem<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for EachItem<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    /// Serde would put the whole text into the error.
    fn visit_str<E: de::Error>(self, _: &str) -> Result<Self::Value, E> {
        Err(E::invalid_type(Unexpected::Other("a text"), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(item) = seq.next_element::<&RawValue>()? {
            (self.0)(item);
        }
        Ok(())
    }
}
