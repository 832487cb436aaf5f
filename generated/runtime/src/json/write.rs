//! Writing models: one serializer for all of them, over their slots.

mod beside;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use self::beside::Beside;
use crate::json::read::TYPE;
use crate::model::Model;
use crate::model::additional::{Additional, ItemFate, KeptItem};
use crate::model::scalar::{Scalar, scalar_kinds};
use crate::model::slot::{ScalarsRef, SlotRef};
use crate::model::slot_visitor::visit_set;

/// Writes a model as a whole document: its type, where the service needs it, then the properties that are set, in the order of
/// the schema, then those that it does not know and those that could not be read. `Serialize` of a generated type
/// calls it. Annotations of a property (`tags@odata.type`) come before it.
///
/// # Errors
/// Those of the format.
pub fn write_model<S: Serializer>(model: &dyn Model, serializer: S) -> Result<S::Ok, S::Error> {
    Object::document(model).serialize(serializer)
}

fn write_object<S: Serializer>(object: &Object<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let Object {
        model,
        type_name,
        base_url,
    } = *object;
    let schema = model.schema();
    let additional = model.additional();
    let mut map = serializer.serialize_map(None)?;
    match (additional.get(TYPE), type_name) {
        (Some(value), _) => map.serialize_entry(TYPE, value)?,
        (None, Some(name)) => map.serialize_entry(TYPE, &format_args!("#{name}"))?,
        (None, None) => {}
    }
    let beside = Beside::of(model, additional, base_url);
    let mut outcome = Ok(());
    if beside.has_annotations() || additional.has_items() {
        visit_set(model, |index, slot| {
            if outcome.is_ok() {
                let name = schema.field(index);
                outcome = beside
                    .write_annotations(&mut map, name)
                    .and_then(|()| write_property(&mut map, name, slot, additional, base_url));
            }
        });
    } else {
        // Mostly a property is written by itself, and is a text.
        visit_set(model, |index, slot| {
            if outcome.is_ok() {
                let name = schema.field(index);
                outcome = match slot {
                    SlotRef::String(Some(text)) => map.serialize_entry(name, text),
                    slot => write_slot(&mut map, name, slot, &[], base_url),
                };
            }
        });
    }
    outcome?;
    beside.write_rest(&mut map)?;
    map.end()
}

/// A model behind `dyn`, to be written.
pub(crate) struct Object<'a> {
    model: &'a dyn Model,
    /// The type that is written, where the model does not say one by itself.
    type_name: Option<&'static str>,
    /// The service for which it is written: what links to an object can leave open in which service that is.
    base_url: &'a str,
}

impl<'a> Object<'a> {
    /// A whole document: nothing around it tells the type.
    pub(crate) fn document(model: &'a dyn Model) -> Self {
        let schema = model.schema();
        let says_type = schema.write_type || model.is_derived();
        Self::with_type(model, says_type.then_some(schema.name))
    }

    /// A value whose place tells its type, unless it is of a derived one.
    pub(crate) fn in_place(model: &'a dyn Model) -> Self {
        Self::with_type(model, model.is_derived().then(|| model.schema().name))
    }

    /// A value that is to say a type, or none.
    pub(crate) fn with_type(model: &'a dyn Model, type_name: Option<&'static str>) -> Self {
        Self {
            model,
            type_name,
            base_url: "",
        }
    }

    /// The same for the service at a URL.
    pub(crate) fn at(self, base_url: &'a str) -> Self {
        Self { base_url, ..self }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_object(self, serializer)
    }
}

/// The value of a property as it is written.
pub(crate) fn property_value(model: &dyn Model, index: usize) -> Result<Value, serde_json::Error> {
    let name = model.schema().field(index);
    let mut map = serde_json::value::Serializer.serialize_map(None)?;
    write_property(&mut map, name, model.slot_ref(index), model.additional(), "")?;
    let mut object = map.end()?;
    Ok(object.get_mut(name).map(Value::take).unwrap_or_default())
}

/// Writes a property that is set, as it came where that is kept.
fn write_property<M: SerializeMap>(
    map: &mut M,
    name: &'static str,
    slot: SlotRef<'_>,
    additional: &Additional,
    base_url: &str,
) -> Result<(), M::Error> {
    let kept = additional.items(name);
    match kept {
        [text] if is_text_of(slot, &text.value) => map.serialize_entry(name, &text.value),
        _ => write_slot(map, name, slot, kept, base_url),
    }
}

/// A value of a scalar kind, to be written for a service.
struct Written<'a, T>(&'a T, &'a str);

impl<T: Scalar> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write_to(self.1, serializer)
    }
}

/// A collection to be written, with the items that are kept as they came.
struct List<'a> {
    slot: SlotRef<'a>,
    count: usize,
    kept: &'a [KeptItem],
    base_url: &'a str,
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        let mut kept = self.kept.iter().peekable();
        let mut place = 0;
        for index in 0..self.count {
            while let Some(item) = kept.next_if(|item| item.index <= place && item.fate == ItemFate::LeftOut)
            {
                seq.serialize_element(&item.value)?;
                place += 1;
            }
            let text = kept.next_if(|item| item.index <= place && item.fate == ItemFate::Read);
            match text {
                Some(item) if is_text_of_item(self.slot, index, &item.value) => {
                    seq.serialize_element(&item.value)?;
                }
                _ => seq.serialize_element(&Item {
                    slot: self.slot,
                    index,
                    base_url: self.base_url,
                })?,
            }
            place += 1;
        }
        for item in kept.filter(|item| item.fate == ItemFate::LeftOut) {
            seq.serialize_element(&item.value)?;
        }
        seq.end()
    }
}

/// An item of a collection, to be written.
struct Item<'a> {
    slot: SlotRef<'a>,
    index: usize,
    base_url: &'a str,
}

/// Declares what differs between the kinds, over the scalar kinds and the others.
macro_rules! write_slots {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        /// Writes the value of a slot with its name, if there is one.
        fn write_slot<M: SerializeMap>(
            map: &mut M,
            name: &'static str,
            slot: SlotRef<'_>,
            kept: &[KeptItem],
            base_url: &str,
        ) -> Result<(), M::Error> {
            let count = match slot {
                SlotRef::String(Some(text)) => return map.serialize_entry(name, text),
                SlotRef::String(None) => return Ok(()),
                $(SlotRef::$kind(Some(value)) => return map.serialize_entry(name, &Written(value, base_url)),
                SlotRef::$kind(None) => return Ok(()),)*
                SlotRef::Enum(slot) => {
                    return match slot.text() {
                        Some(text) => map.serialize_entry(name, &text),
                        None => Ok(()),
                    };
                }
                SlotRef::Object(slot) => {
                    return match slot.get() {
                        Some(model) => map.serialize_entry(name, &Object::in_place(model).at(base_url)),
                        None => Ok(()),
                    };
                }
                SlotRef::Patch(slot) if slot.is_null() => return map.serialize_entry(name, &()),
                SlotRef::Patch(slot) => return write_slot(map, name, slot.value(), kept, base_url),
                SlotRef::Strings(Some(texts)) if kept.is_empty() => return map.serialize_entry(name, texts),
                SlotRef::Strings(texts) => texts.as_ref().map(Vec::len),
                SlotRef::Scalars(slot) => slot.get().map(ScalarsRef::len),
                SlotRef::Enums(slot) => slot.count(),
                SlotRef::Objects(slot) => slot.count(),
                SlotRef::None => None,
            };
            match count {
                Some(count) => map.serialize_entry(name, &List { slot, count, kept, base_url }),
                None => Ok(()),
            }
        }

        impl Serialize for Item<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Self { index, base_url, .. } = *self;
                match self.slot {
                    SlotRef::Strings(Some(texts)) => texts.get(index).serialize(serializer),
                    SlotRef::Scalars(slot) => match slot.get() {
                        $(Some(ScalarsRef::$kind(values)) => values.get(index).map(|value| Written(value, base_url)).serialize(serializer),)*
                        None => serializer.serialize_none(),
                    },
                    SlotRef::Enums(slot) => slot.text(index).serialize(serializer),
                    SlotRef::Objects(slot) => {
                        let object = slot.get(index).map(|model| Object::in_place(model).at(base_url));
                        object.serialize(serializer)
                    }
                    _ => serializer.serialize_none(),
                }
            }
        }

        /// Whether a value as it came is the text of the value in a slot.
        fn is_text_of(slot: SlotRef<'_>, text: &Value) -> bool {
            match (slot, text) {
                $((SlotRef::$kind(Some(value)), Value::String(text)) => is_text(value, text),)*
                (SlotRef::Patch(slot), text) => !slot.is_null() && is_text_of(slot.value(), text),
                _ => false,
            }
        }

        /// Whether a value as it came is the text of the item in a collection.
        fn is_text_of_item(slot: SlotRef<'_>, index: usize, text: &Value) -> bool {
            let (SlotRef::Scalars(slot), Value::String(text)) = (slot, text) else {
                return false;
            };
            match slot.get() {
                $(Some(ScalarsRef::$kind(values)) => values.get(index).is_some_and(|value| is_text(value, text)),)*
                None => false,
            }
        }
    };
}

scalar_kinds!(write_slots);

fn is_text<T: Scalar + PartialEq>(value: &T, text: &str) -> bool {
    T::keeps_text(text) && T::from_text(text).as_ref() == Some(value)
}
