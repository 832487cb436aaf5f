//! Reading the value of a property that is a text, as most are.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::json::read::slot::{Outcome, SlotSeed};
use crate::json::read::state::ReadState;
use crate::model::slot::SlotMut;

/// Reads a value into a slot of a text. It does what [`SlotSeed`] does for any slot, but is two pointers that are
/// passed in registers, and does not ask for the kind of the slot.
pub(crate) struct TextSeed<'a> {
    pub(crate) slot: &'a mut Option<String>,
    pub(crate) state: &'a mut ReadState,
}

impl<'a> TextSeed<'a> {
    /// The reader of values that are no text.
    fn any(self) -> SlotSeed<'a> {
        SlotSeed {
            slot: SlotMut::String(self.slot),
            state: self.state,
        }
    }
}

impl<'de> DeserializeSeed<'de> for TextSeed<'_> {
    type Value = Outcome;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Outcome, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Declares the visits of scalars that are no text.
macro_rules! visit_others {
    ($($visit:ident: $type:ty;)*) => {
        $(#[cold]
        fn $visit<E: de::Error>(self, value: $type) -> Result<Outcome, E> {
            self.any().$visit(value)
        })*
    };
}

impl<'de> Visitor<'de> for TextSeed<'_> {
    type Value = Outcome;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, text: &str) -> Result<Outcome, E> {
        self.state.take_text(text)?;
        *self.slot = Some(text.to_owned());
        Ok(None)
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Outcome, E> {
        self.state.take_text(&text)?;
        *self.slot = Some(text);
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Outcome, E> {
        *self.slot = None;
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

    visit_others! {
        visit_bool: bool;
        visit_i64: i64;
        visit_u64: u64;
        visit_f64: f64;
    }

    #[cold]
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Outcome, A::Error> {
        self.any().visit_seq(seq)
    }

    #[cold]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Outcome, A::Error> {
        self.any().visit_map(map)
    }
}
