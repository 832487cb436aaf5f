//! Reading models: one visitor for all of them, over their slots.
//!
//! The code is generic over serde's `Deserializer` only, never over the model, so that a program has it once
//! for each format that it reads.

mod items;
pub(crate) mod options;
pub(crate) mod slot;
pub(crate) mod state;
mod text;
pub(crate) mod value;

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Unexpected, Visitor,
};
use serde_json::{Map, Value};

use self::options::ReadOptions;
use self::slot::{Kept, SlotSeed};
use self::state::ReadState;
use self::value::{ValueSeed, read_entries, take_entry};
use crate::json::unread::{OtherType, type_of};
use crate::model::additional::Additional;
use crate::model::shared::move_model;
use crate::model::type_table::type_name;
use crate::model::{Model, Schema};

/// The annotation that names the type of an object.
pub(crate) const TYPE: &str = "@odata.type";

/// Reads a model; what `Deserialize` of a generated type calls.
///
/// # Errors
/// Those of the format, with the path to the value that could not be read.
#[inline]
pub fn read_model<'de, M: Model + Default, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let mut model = M::default();
    read_into(deserializer, &mut model, ReadOptions::default())?;
    Ok(model)
}

/// Reads an object into a model, which keeps the properties that the object does not have.
///
/// # Errors
/// Those of the format, with the path to the value that could not be read.
pub fn read_into<'de, D: Deserializer<'de>>(
    deserializer: D,
    model: &mut dyn Model,
    options: ReadOptions,
) -> Result<(), D::Error> {
    let mut state = ReadState::new(options);
    RootSeed {
        model,
        state: &mut state,
    }
    .deserialize(deserializer)
    .map_err(|error| {
        if state.path.is_root() {
            error
        } else {
            D::Error::custom(format_args!("{}: {error}", state.path))
        }
    })
}

/// Reads the object that is a whole document into a model. An object of another type is an error.
pub(crate) struct RootSeed<'a> {
    pub(crate) model: &'a mut dyn Model,
    pub(crate) state: &'a mut ReadState,
}

impl<'de> DeserializeSeed<'de> for RootSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { model, state } = self;
        let expected = model.schema().name;
        let other = deserializer.deserialize_any(ModelVisitor { model, state })?;
        match other {
            Some(other) => Err(D::Error::custom(OtherType::new(expected, type_of(&other)))),
            None => Ok(()),
        }
    }
}

/// Reads an object into a model. Returns an object that says it is of another type as it came; what the model then has
/// is of no use.
pub(crate) struct ModelVisitor<'a> {
    pub(crate) model: &'a mut dyn Model,
    pub(crate) state: &'a mut ReadState,
}

impl<'de> Visitor<'de> for ModelVisitor<'_> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.model.schema().name {
            "" => f.write_str("an object"),
            name => write!(f, "an object of type {name}"),
        }
    }

    /// Serde would put the whole text into the error.
    fn visit_str<E: de::Error>(self, _: &str) -> Result<Option<Value>, E> {
        Err(E::invalid_type(Unexpected::Other("a text"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<Value>, A::Error> {
        let Self { model, state } = self;
        let mut schema = model.schema();
        let mut next = 0;
        let mut has_type = false;
        let start = state.taken();
        // Whether a value of a property may have been kept.
        let mut has_kept = !model.additional().has_nothing();
        while let Some(key) = map.next_key_seed(KeySeed { schema, next })? {
            match key {
                Key::Field(index) => {
                    let seed = SlotSeed {
                        slot: model.slot(index),
                        state: &mut *state,
                    };
                    let outcome = map
                        .next_value_seed(seed)
                        .inspect_err(|_| state.path.below_field(schema.field(index)))?;
                    // Of two equal names in an object, the last counts.
                    if has_kept {
                        model.additional_mut().remove(schema.field(index));
                    }
                    if let Some(kept) = outcome {
                        keep(model, index, *kept, state)?;
                        has_kept = true;
                    }
                    next = index + 1;
                }
                // The first type counts: were it the last, each type in a hostile document would move all that was
                // read before it.
                Key::Type if has_type => {
                    map.next_value::<IgnoredAny>()?;
                }
                Key::Type => {
                    has_type = true;
                    let fit = map
                        .next_value_seed(ValueSeed(&mut *state))
                        .and_then(|value| read_type(model, value, start, state))
                        .inspect_err(|_| state.path.below_field(TYPE))?;
                    if let TypeFit::Other(name) = fit {
                        let mut entries = take_entries(model);
                        entries.insert(TYPE.to_owned(), name);
                        return read_entries(map, entries, state).map(Some);
                    }
                    if !std::ptr::eq(schema, model.schema()) {
                        state.take_object(model)?;
                        replay(model, state).map_err(A::Error::custom)?;
                        has_kept = !model.additional().has_nothing();
                        schema = model.schema();
                        next = 0;
                    }
                }
                Key::Other(name) => {
                    let value = take_entry(state, &name, model.additional().len())
                        .and_then(|()| map.next_value_seed(ValueSeed(&mut *state)));
                    match value {
                        Ok(value) => {
                            model.additional_mut().insert(name, value);
                        }
                        Err(error) => {
                            state.path.below_name(name);
                            return Err(error);
                        }
                    }
                }
            }
        }
        Ok(None)
    }
}

/// All that was read into a model.
fn take_entries(model: &mut dyn Model) -> Map<String, Value> {
    let mut all = Additional::new();
    move_model(model, &mut all);
    all.take_properties()
}

/// Keeps what the slot of a property could not hold.
fn keep<E: de::Error>(
    model: &mut dyn Model,
    index: usize,
    kept: Kept,
    state: &mut ReadState,
) -> Result<(), E> {
    let name = model.schema().field(index);
    if state.is_strict() {
        state.refuse_unfit(&kept, name, model.slot_ref(index))?;
    }
    take_entry(state, name, 0)?;
    match kept {
        Kept::Unfit(value) => {
            model.additional_mut().insert(name, value);
        }
        Kept::Text(value) => model.additional_mut().keep_text(name, value),
        Kept::Items(items) => model.additional_mut().keep_items(name, items),
    }
    Ok(())
}

/// Whether an object can be read into a model.
enum TypeFit {
    /// It is of the type of the model, or of one derived from it, as far as the types are known.
    Fits,
    /// It is of another type, which this names.
    Other(Value),
}

/// Takes notice of the type that an object says it has. What is not said by the model itself when it is
/// written stays in its additional properties, in the spelling of the service.
///
/// `start` is the memory that was taken when the object began: what came before a late type is copied.
fn read_type<E: de::Error>(
    model: &mut dyn Model,
    value: Value,
    start: usize,
    state: &mut ReadState,
) -> Result<TypeFit, E> {
    let Value::String(text) = value else {
        model.additional_mut().insert(TYPE, value);
        return Ok(TypeFit::Fits);
    };
    let name = type_name(&text);
    if !name.eq_ignore_ascii_case(model.schema().name) {
        state.take_copy(start)?;
        if !model.retype(name) && model.schema().excludes(name) {
            return Ok(TypeFit::Other(Value::String(text)));
        }
    }
    if model.is_derived() && text.strip_prefix('#') == Some(model.schema().name) {
        model.additional_mut().remove(TYPE);
    } else {
        model.additional_mut().insert(TYPE, text);
    }
    Ok(TypeFit::Fits)
}

/// Reads properties that became known when the model changed its type.
fn replay(model: &mut dyn Model, state: &mut ReadState) -> Result<(), serde_json::Error> {
    let schema = model.schema();
    for (name, value) in model.additional_mut().take_properties() {
        match schema.position(&name, 0) {
            Some(index) => {
                let seed = SlotSeed {
                    slot: model.slot(index),
                    state: &mut *state,
                };
                let outcome = seed
                    .deserialize(value)
                    .inspect_err(|_| state.path.below_field(schema.field(index)))?;
                if let Some(kept) = outcome {
                    keep(model, index, *kept, state)?;
                }
            }
            None => {
                model.additional_mut().insert(name, value);
            }
        }
    }
    Ok(())
}

/// Reads properties that a model knows but has among those that it does not.
pub(crate) fn read_known(model: &mut dyn Model) {
    let schema = model.schema();
    let is_known = |(name, _): (&str, &Value)| schema.position(name, 0).is_some();
    if model.additional().iter().any(is_known) {
        let mut state = ReadState::new(ReadOptions::default().max_memory(usize::MAX));
        // Only a strict reader fails, or one without memory.
        let _ = replay(model, &mut state);
    }
}

/// What the key of a property means to a model.
enum Key {
    /// The property with this index.
    Field(usize),
    /// `@odata.type`
    Type,
    /// A property that the model does not know.
    Other(String),
}

struct KeySeed {
    schema: &'static Schema,
    next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
        // Mostly the properties come in the order of the schema, all of them.
        if self
            .schema
            .fields
            .get(self.next)
            .is_some_and(|field| *field == name)
        {
            return Ok(Key::Field(self.next));
        }
        if name == TYPE {
            return Ok(Key::Type);
        }
        Ok(match self.schema.position(name, self.next) {
            Some(index) => Key::Field(index),
            None => Key::Other(name.to_owned()),
        })
    }
}
