//! Reading the items of collections.
//!
//! An item that does not fit, or is `null`, is not in the collection. It is returned with its place, so that no item
//! moves to another place without a trace and all are written back where they were.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::json::read::ModelVisitor;
use crate::json::read::slot::{Kept, SlotSeed};
use crate::json::read::state::ReadState;
use crate::json::read::value::ValueSeed;
use crate::model::additional::{ItemFate, KeptItem};
use crate::model::scalar::scalar_kinds;
use crate::model::slot::{EnumsSlot, ObjectsSlot, ScalarsMut};
use crate::model::slot_type::{SlotKind, SlotType};

/// Reads the items of a list through the slot of one.
pub(crate) fn read_items<'de, T: SlotType, A: SeqAccess<'de>>(
    seq: &mut A,
    items: &mut Vec<T>,
    state: &mut ReadState,
) -> Result<Vec<KeptItem>, A::Error> {
    let mut kept = Vec::new();
    for index in 0.. {
        let mut item = None;
        let seed = SlotSeed {
            slot: T::Kind::slot(&mut item),
            state: &mut *state,
        };
        let outcome = seq
            .next_element_seed(seed)
            .inspect_err(|_| state.path.below_index(index))?;
        let Some(outcome) = outcome else {
            break;
        };
        let (value, fate) = match outcome.map(|kept| *kept) {
            None if item.is_some() => (None, ItemFate::Read),
            None => (Some(Value::Null), ItemFate::LeftOut),
            Some(Kept::Text(text)) => (Some(text), ItemFate::Read),
            Some(Kept::Unfit(value)) => (Some(value), ItemFate::LeftOut),
            // There are no collections of collections.
            Some(Kept::Items(_)) => (None, ItemFate::Read),
        };
        if let Some(item) = item {
            state
                .take(size_of::<T>())
                .inspect_err(|_| state.path.below_index(index))?;
            items.push(item);
        }
        if let Some(value) = value {
            keep(&mut kept, KeptItem { index, value, fate }, state)?;
        }
    }
    Ok(kept)
}

fn keep<E: de::Error>(kept: &mut Vec<KeptItem>, item: KeptItem, state: &mut ReadState) -> Result<(), E> {
    let index = item.index;
    state
        .take(size_of::<KeptItem>())
        .inspect_err(|_| state.path.below_index(index))?;
    kept.push(item);
    Ok(())
}

/// Declares the reading of lists over the scalar kinds.
macro_rules! read_scalars_of {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        pub(crate) fn read_scalars<'de, A: SeqAccess<'de>>(
            seq: &mut A,
            items: ScalarsMut<'_>,
            state: &mut ReadState,
        ) -> Result<Vec<KeptItem>, A::Error> {
            match items {
                $(ScalarsMut::$kind(items) => read_items(seq, items, state),)*
            }
        }
    };
}

scalar_kinds!(read_scalars_of);

/// Reads members of an enumeration.
pub(crate) fn read_enums<'de, A: SeqAccess<'de>>(
    seq: &mut A,
    slot: &mut dyn EnumsSlot,
    state: &mut ReadState,
) -> Result<Vec<KeptItem>, A::Error> {
    let mut texts: Vec<String> = Vec::new();
    let kept = read_items(seq, &mut texts, state)?;
    slot.insert();
    for text in &texts {
        state.take_members(text)?;
        slot.push(text);
    }
    Ok(kept)
}

/// Reads objects. Those of another type are returned as what is no object is.
pub(crate) fn read_objects<'de, A: SeqAccess<'de>>(
    seq: &mut A,
    slot: &mut dyn ObjectsSlot,
    state: &mut ReadState,
) -> Result<Vec<KeptItem>, A::Error> {
    let mut kept = Vec::new();
    let mut count = 0;
    slot.resize(count);
    for index in 0.. {
        let seed = ItemSeed {
            slot,
            count,
            state: &mut *state,
        };
        let item = seq
            .next_element_seed(seed)
            .inspect_err(|_| state.path.below_index(index))?;
        match item {
            None => break,
            Some(None) => count += 1,
            Some(Some(value)) => {
                slot.resize(count);
                let fate = ItemFate::LeftOut;
                keep(&mut kept, KeptItem { index, value, fate }, state)?;
            }
        }
    }
    Ok(kept)
}

/// Reads an object into a new item of a collection, or returns what is none of its type.
struct ItemSeed<'a> {
    slot: &'a mut dyn ObjectsSlot,
    /// How many items the collection has.
    count: usize,
    state: &'a mut ReadState,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Declares the visits of what is no object.
macro_rules! visit_others {
    ($($visit:ident: $type:ty;)*) => {
        $(fn $visit<E: de::Error>(self, value: $type) -> Result<Option<Value>, E> {
            ValueSeed(self.state).$visit(value).map(Some)
        })*
    };
}

impl<'de> Visitor<'de> for ItemSeed<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    visit_others! {
        visit_bool: bool;
        visit_i64: i64;
        visit_u64: u64;
        visit_f64: f64;
        visit_str: &str;
        visit_string: String;
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<Value>, E> {
        Ok(Some(Value::Null))
    }

    fn visit_none<E: de::Error>(self) -> Result<Option<Value>, E> {
        Ok(Some(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Option<Value>, A::Error> {
        ValueSeed(self.state).visit_seq(seq).map(Some)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Option<Value>, A::Error> {
        let Some(model) = self.slot.resize(self.count + 1) else {
            return ValueSeed(self.state).visit_map(map).map(Some);
        };
        self.state.take_object(model)?;
        ModelVisitor {
            model,
            state: self.state,
        }
        .visit_map(map)
    }
}
