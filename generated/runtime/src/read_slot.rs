//! Reading the value of one property.

use std::fmt;

use serde::Deserialize;
use serde::de::{self, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected, Visitor};
use uuid::Uuid;

use crate::read::ModelSeed;
use crate::read_state::ReadState;
use crate::read_value::ValueSeed;
use crate::slot::{ObjectsSlot, ScalarsMut, SlotMut};
use crate::slot_type::{SlotKind, SlotType};
use crate::types::{Binary, Decimal, date_time};

/// Reads a value into a slot. `null` empties it.
pub(crate) struct SlotSeed<'a> {
    pub(crate) slot: SlotMut<'a>,
    pub(crate) state: &'a mut ReadState,
}

impl<'de> DeserializeSeed<'de> for SlotSeed<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            SlotMut::Decimal(slot) => *slot = Option::<Decimal>::deserialize(deserializer)?,
            SlotMut::Json(slot) => {
                let value = ValueSeed(self.state).deserialize(deserializer)?;
                *slot = Some(value).filter(|value| !value.is_null());
            }
            SlotMut::Patch(slot) => {
                slot.clear();
                SlotSeed {
                    slot: slot.value_mut(),
                    state: self.state,
                }
                .deserialize(deserializer)?;
                if slot.value().is_empty() {
                    slot.set_null();
                }
            }
            _ => deserializer.deserialize_any(self)?,
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for SlotSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.slot {
            SlotMut::String(_) => "a string",
            SlotMut::Bool(_) => "a boolean",
            SlotMut::Int32(_) => "an integer of 32 bits",
            SlotMut::Int64(_) => "an integer of 64 bits",
            SlotMut::Double(_) => "a number",
            SlotMut::DateTime(_) => "a date and time with an offset",
            SlotMut::Date(_) => "a date",
            SlotMut::TimeOfDay(_) => "a time of day",
            SlotMut::Duration(_) => "a duration",
            SlotMut::Guid(_) => "a GUID",
            SlotMut::Binary(_) => "bytes in base64",
            SlotMut::Decimal(_) => "a decimal number",
            SlotMut::Enum(_) => "a member of an enumeration",
            SlotMut::Strings(_) | SlotMut::Scalars(_) | SlotMut::Enums(_) => "a list",
            SlotMut::Object(_) => "an object",
            SlotMut::Objects(_) => "a list of objects",
            SlotMut::Json(_) | SlotMut::Patch(_) | SlotMut::None => "a value",
        })
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        clear(self.slot);
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        match self.slot {
            SlotMut::Bool(slot) => *slot = Some(value),
            _ => return Err(E::invalid_type(Unexpected::Bool(value), &self)),
        }
        Ok(())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        match (self.slot, i32::try_from(value)) {
            (SlotMut::Int32(slot), Ok(value)) => *slot = Some(value),
            (SlotMut::Int64(slot), _) => *slot = Some(value),
            (SlotMut::Double(slot), _) => *slot = Some(value as f64),
            (slot @ SlotMut::Int32(_), Err(_)) => {
                return Err(E::invalid_value(
                    Unexpected::Signed(value),
                    &SlotSeed {
                        slot,
                        state: self.state,
                    },
                ));
            }
            (slot, _) => {
                return Err(E::invalid_type(
                    Unexpected::Signed(value),
                    &SlotSeed {
                        slot,
                        state: self.state,
                    },
                ));
            }
        }
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        match (i64::try_from(value), self.slot) {
            (Ok(value), slot) => SlotSeed {
                slot,
                state: self.state,
            }
            .visit_i64(value),
            (Err(_), SlotMut::Double(slot)) => {
                *slot = Some(value as f64);
                Ok(())
            }
            (Err(_), slot) => {
                let seed = SlotSeed {
                    slot,
                    state: self.state,
                };
                Err(E::invalid_value(Unexpected::Unsigned(value), &seed))
            }
        }
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        match self.slot {
            SlotMut::Double(slot) => {
                *slot = Some(value);
                Ok(())
            }
            // An integer that is written as `1.0` or `1e3`. Beyond 2^53 an `f64` is no longer exact.
            SlotMut::Int32(_) | SlotMut::Int64(_) if value.trunc() == value && value.abs() <= 9.0e15 => {
                self.visit_i64(value as i64)
            }
            _ => Err(E::invalid_type(Unexpected::Float(value), &self)),
        }
    }

    #[inline]
    fn visit_str<E: de::Error>(mut self, text: &str) -> Result<(), E> {
        self.state.take_text(text)?;
        if let SlotMut::String(slot) = self.slot {
            *slot = Some(text.to_owned());
            return Ok(());
        }
        if let SlotMut::Enum(_) = self.slot {
            self.state.take_members(text)?;
        }
        match parse_text(&mut self.slot, text) {
            Parsed::Value => Ok(()),
            Parsed::WrongValue => Err(E::invalid_value(Unexpected::Str(text), &self)),
            Parsed::WrongType => Err(E::invalid_type(Unexpected::Str(text), &self)),
        }
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<(), E> {
        match self.slot {
            SlotMut::String(slot) => {
                self.state.take_text(&text)?;
                *slot = Some(text);
                Ok(())
            }
            _ => self.visit_str(&text),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let state = self.state;
        match self.slot {
            SlotMut::Strings(slot) => read_items(&mut seq, slot.insert(Vec::new()), state),
            SlotMut::Scalars(slot) => read_scalars(&mut seq, slot.insert(), state),
            SlotMut::Enums(slot) => {
                let mut texts: Vec<String> = Vec::new();
                read_items(&mut seq, &mut texts, state)?;
                slot.insert();
                for text in &texts {
                    state.take_members(text)?;
                    slot.push(text);
                }
                Ok(())
            }
            SlotMut::Objects(slot) => {
                slot.insert();
                for index in 0.. {
                    let seed = ItemSeed {
                        slot,
                        state: &mut *state,
                    };
                    if seq
                        .next_element_seed(seed)
                        .inspect_err(|_| state.path.below_index(index))?
                        .is_none()
                    {
                        break;
                    }
                }
                Ok(())
            }
            slot => Err(A::Error::invalid_type(Unexpected::Seq, &SlotSeed { slot, state })),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        match self.slot {
            SlotMut::Object(slot) => {
                let model = slot.insert();
                self.state.take(size_of_val(&*model))?;
                ModelSeed {
                    model,
                    state: self.state,
                }
                .visit_map(map)
            }
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// What became of a text.
enum Parsed {
    Value,
    WrongValue,
    WrongType,
}

/// Reads a text into a slot of another type than `String`.
fn parse_text(slot: &mut SlotMut<'_>, text: &str) -> Parsed {
    match slot {
        SlotMut::Enum(slot) => {
            slot.set(text);
            Parsed::Value
        }
        SlotMut::DateTime(slot) => fill(slot, date_time::parse_date_time(text).ok()),
        SlotMut::Date(slot) => fill(slot, date_time::parse_date(text).ok()),
        SlotMut::TimeOfDay(slot) => fill(slot, date_time::parse_time(text).ok()),
        SlotMut::Duration(slot) => fill(slot, text.parse().ok()),
        SlotMut::Guid(slot) => fill(slot, Uuid::parse_str(text).ok()),
        SlotMut::Binary(slot) => fill(slot, Binary::from_base64(text).ok()),
        // Numbers as OData writes them with `IEEE754Compatible=true`, and those that JSON has not.
        SlotMut::Int32(slot) => fill(slot, text.parse().ok()),
        SlotMut::Int64(slot) => fill(slot, text.parse().ok()),
        SlotMut::Double(slot) => fill(slot, parse_double(text)),
        _ => Parsed::WrongType,
    }
}

fn fill<T>(slot: &mut Option<T>, value: Option<T>) -> Parsed {
    *slot = value;
    if slot.is_some() {
        Parsed::Value
    } else {
        Parsed::WrongValue
    }
}

/// A double as text: a number, or one of the three values that JSON has no number for.
fn parse_double(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        // `f64::from_str` would also take `inf`, `infinity` and `nan`.
        _ if text.contains(|c: char| c.is_ascii_digit()) => text.parse().ok(),
        _ => None,
    }
}

/// Empties a slot.
pub(crate) fn clear(slot: SlotMut<'_>) {
    match slot {
        SlotMut::String(slot) => *slot = None,
        SlotMut::Bool(slot) => *slot = None,
        SlotMut::Int32(slot) => *slot = None,
        SlotMut::Int64(slot) => *slot = None,
        SlotMut::Double(slot) => *slot = None,
        SlotMut::DateTime(slot) => *slot = None,
        SlotMut::Date(slot) => *slot = None,
        SlotMut::TimeOfDay(slot) => *slot = None,
        SlotMut::Duration(slot) => *slot = None,
        SlotMut::Guid(slot) => *slot = None,
        SlotMut::Binary(slot) => *slot = None,
        SlotMut::Decimal(slot) => *slot = None,
        SlotMut::Json(slot) => *slot = None,
        SlotMut::Strings(slot) => *slot = None,
        SlotMut::Scalars(slot) => slot.clear(),
        SlotMut::Enum(slot) => slot.clear(),
        SlotMut::Enums(slot) => slot.clear(),
        SlotMut::Object(slot) => slot.clear(),
        SlotMut::Objects(slot) => slot.clear(),
        SlotMut::Patch(slot) => slot.clear(),
        SlotMut::None => {}
    }
}

/// Reads the items of a list through the slot of one; `null` items are left out, since a collection of OData
/// that is typed so has none.
fn read_items<'de, T: SlotType, A: SeqAccess<'de>>(
    seq: &mut A,
    items: &mut Vec<T>,
    state: &mut ReadState,
) -> Result<(), A::Error> {
    for index in 0.. {
        let mut item = None;
        let seed = SlotSeed {
            slot: T::Kind::slot(&mut item),
            state: &mut *state,
        };
        if seq
            .next_element_seed(seed)
            .inspect_err(|_| state.path.below_index(index))?
            .is_none()
        {
            break;
        }
        if let Some(item) = item {
            state
                .take(size_of::<T>())
                .inspect_err(|_| state.path.below_index(index))?;
            items.push(item);
        }
    }
    Ok(())
}

fn read_scalars<'de, A: SeqAccess<'de>>(
    seq: &mut A,
    items: ScalarsMut<'_>,
    state: &mut ReadState,
) -> Result<(), A::Error> {
    match items {
        ScalarsMut::Bool(items) => read_items(seq, items, state),
        ScalarsMut::Int32(items) => read_items(seq, items, state),
        ScalarsMut::Int64(items) => read_items(seq, items, state),
        ScalarsMut::Double(items) => read_items(seq, items, state),
        ScalarsMut::DateTime(items) => read_items(seq, items, state),
        ScalarsMut::Date(items) => read_items(seq, items, state),
        ScalarsMut::TimeOfDay(items) => read_items(seq, items, state),
        ScalarsMut::Duration(items) => read_items(seq, items, state),
        ScalarsMut::Guid(items) => read_items(seq, items, state),
        ScalarsMut::Binary(items) => read_items(seq, items, state),
        ScalarsMut::Decimal(items) => read_items(seq, items, state),
        ScalarsMut::Json(items) => read_items(seq, items, state),
    }
}

/// Reads an object into a new item of a collection; `null` items are left out.
struct ItemSeed<'a> {
    slot: &'a mut dyn ObjectsSlot,
    state: &'a mut ReadState,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ItemSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let model = self.slot.push();
        self.state.take(size_of_val(&*model))?;
        ModelSeed {
            model,
            state: self.state,
        }
        .visit_map(map)
    }
}
