//! Reading the value of one property.
//!
//! A value that does not fit its slot is no error here: the slot is left empty and the value returned, whatever kind
//! the slot is of.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::json::read::ModelVisitor;
use crate::json::read::items::{read_enums, read_items, read_objects, read_scalars};
use crate::json::read::state::ReadState;
use crate::json::read::text::TextSeed;
use crate::json::read::value::{ValueSeed, read_object};
use crate::model::additional::KeptItem;
use crate::model::scalar::{Scalar, scalar_kinds};
use crate::model::slot::SlotMut;

/// The name by which `serde_json` is asked for the text of a number, which has digits that an `f64` has no room for.
/// What answers is a map with this name as its only key.
const RAW: &str = "$serde_json::private::RawValue";

/// What is kept of a value beside its slot.
pub(crate) enum Kept {
    /// The value does not fit the slot, which is empty.
    Unfit(Value),
    /// The value is read, but its text is needed to write it back as it came.
    Text(Value),
    /// Items of a list.
    Items(Vec<KeptItem>),
}

/// What is kept of a value beside its slot; `None`: nothing, as mostly.
pub(crate) type Outcome = Option<Box<Kept>>;

/// Reads a value into a slot. `null` empties it.
pub(crate) struct SlotSeed<'a> {
    pub(crate) slot: SlotMut<'a>,
    pub(crate) state: &'a mut ReadState,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_> {
    type Value = Outcome;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        match self.slot {
            SlotMut::String(slot) => {
                let state = self.state;
                TextSeed { slot, state }.deserialize(deserializer)
            }
            SlotMut::Decimal(_) => deserializer.deserialize_newtype_struct(RAW, self),
            SlotMut::Json(slot) => {
                let value = ValueSeed(self.state).deserialize(deserializer)?;
                *slot = Some(value).filter(|value| !value.is_null());
                Ok(None)
            }
            SlotMut::Patch(slot) => {
                slot.clear();
                let outcome = SlotSeed {
                    slot: slot.value_mut(),
                    state: self.state,
                }
                .deserialize(deserializer)?;
                if slot.value().is_empty() && outcome.is_none() {
                    slot.set_null();
                }
                Ok(outcome)
            }
            _ => deserializer.deserialize_any(self),
        }
    }
}

/// What is returned for a value that does not fit.
#[cold]
fn unfit(value: Value) -> Outcome {
    Some(Box::new(Kept::Unfit(value)))
}

impl<'de> Visitor<'de> for SlotSeed<'_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Outcome, E> {
        self.slot.clear();
        Ok(None)
    }

    fn visit_none<E: de::Error>(self) -> Result<Outcome, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Outcome, E> {
        if fill_from_bool(self.slot, value) {
            return Ok(None);
        }
        ValueSeed(self.state).visit_bool(value).map(unfit)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Outcome, E> {
        if fill_from_int(self.slot, value) {
            return Ok(None);
        }
        ValueSeed(self.state).visit_i64(value).map(unfit)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Outcome, E> {
        let fits = match i64::try_from(value) {
            Ok(value) => fill_from_int(self.slot, value),
            Err(_) => fill_from_large_int(self.slot, value),
        };
        if fits {
            return Ok(None);
        }
        ValueSeed(self.state).visit_u64(value).map(unfit)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Outcome, E> {
        if fill_from_double(self.slot, value) {
            return Ok(None);
        }
        ValueSeed(self.state).visit_f64(value).map(unfit)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Outcome, E> {
        self.state.take_text(text)?;
        if let SlotMut::Enum(_) = self.slot {
            self.state.take_members(text)?;
        }
        Ok(fill_from_text(self.slot, text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Outcome, A::Error> {
        let state = self.state;
        let kept = match self.slot {
            SlotMut::Strings(slot) => read_items(&mut seq, slot.insert(Vec::new()), state)?,
            SlotMut::Scalars(slot) => read_scalars(&mut seq, slot.insert(), state)?,
            SlotMut::Enums(slot) => read_enums(&mut seq, slot, state)?,
            SlotMut::Objects(slot) => read_objects(&mut seq, slot, state)?,
            slot => {
                slot.clear();
                return ValueSeed(state).visit_seq(seq).map(unfit);
            }
        };
        Ok(if kept.is_empty() {
            None
        } else {
            Some(Box::new(Kept::Items(kept)))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Outcome, A::Error> {
        match self.slot {
            SlotMut::Object(slot) => {
                let model = slot.insert();
                self.state.take_object(model)?;
                let state = self.state;
                let other = ModelVisitor { model, state }.visit_map(map)?;
                if other.is_some() {
                    slot.clear();
                }
                Ok(other.and_then(unfit))
            }
            SlotMut::Decimal(_) => {
                let first = map.next_key::<String>()?;
                if first.as_deref() != Some(RAW) {
                    self.slot.clear();
                    return read_object(map, first, self.state).map(unfit);
                }
                let raw: String = map.next_value()?;
                read_decimal(self, &raw)
            }
            slot => {
                slot.clear();
                ValueSeed(self.state).visit_map(map).map(unfit)
            }
        }
    }
}

/// Reads a decimal from its JSON.
fn read_decimal<E: de::Error>(seed: SlotSeed<'_>, raw: &str) -> Result<Outcome, E> {
    if raw.starts_with(['"', '[', '{', 't', 'f', 'n']) {
        let value = ValueSeed(&mut *seed.state).deserialize(&mut serde_json::Deserializer::from_str(raw));
        return match value.map_err(E::custom)? {
            Value::Null => seed.visit_unit(),
            Value::String(text) => seed.visit_str(&text),
            value => {
                seed.slot.clear();
                Ok(unfit(value))
            }
        };
    }
    seed.visit_str(raw)
}

/// Declares how slots are filled, over the scalar kinds. A slot is empty after a value that does not fit.
macro_rules! fills {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        fn fill_from_bool(slot: SlotMut<'_>, value: bool) -> bool {
            match slot {
                $(SlotMut::$kind(slot) => fill(slot, Scalar::from_bool(value)),)*
                slot => fill_nothing(slot),
            }
        }

        fn fill_from_int(slot: SlotMut<'_>, value: i64) -> bool {
            match slot {
                $(SlotMut::$kind(slot) => fill(slot, Scalar::from_int(value)),)*
                slot => fill_nothing(slot),
            }
        }

        fn fill_from_large_int(slot: SlotMut<'_>, value: u64) -> bool {
            match slot {
                $(SlotMut::$kind(slot) => fill(slot, Scalar::from_large_int(value)),)*
                slot => fill_nothing(slot),
            }
        }

        fn fill_from_double(slot: SlotMut<'_>, value: f64) -> bool {
            match slot {
                $(SlotMut::$kind(slot) => fill(slot, Scalar::from_double(value)),)*
                slot => fill_nothing(slot),
            }
        }

        /// Fills a slot of another type than `String`.
        fn fill_from_text(slot: SlotMut<'_>, text: &str) -> Outcome {
            let (fits, keeps_text) = match slot {
                SlotMut::Enum(slot) => {
                    slot.set(Some(text));
                    (true, false)
                }
                $(SlotMut::$kind(slot) => {
                    (fill(slot, Scalar::from_text(text)), <$type as Scalar>::keeps_text(text))
                })*
                slot => (fill_nothing(slot), false),
            };
            match (fits, keeps_text) {
                (true, false) => None,
                (true, true) => Some(Box::new(Kept::Text(text.into()))),
                (false, _) => unfit(text.into()),
            }
        }
    };
}

scalar_kinds!(fills);

fn fill<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    *slot = value;
    slot.is_some()
}

fn fill_nothing(slot: SlotMut<'_>) -> bool {
    slot.clear();
    false
}
