//! Copying, comparing, printing and moving models, written once over their slots.

use std::any::Any;
use std::fmt;

use crate::model::Model;
use crate::slot::{SlotMut, SlotRef};
use crate::write::Slot;

/// A copy of a model; what `Clone` of a generated type calls.
#[must_use]
#[inline]
pub fn clone_model<M: Model + Default>(model: &M) -> M {
    let mut copy = M::default();
    copy_model(model, &mut copy);
    copy
}

/// Copies the properties of `from` into `to`, a default value that can hold the type of `from`.
fn copy_model(from: &dyn Model, to: &mut dyn Model) {
    let schema = from.schema();
    if schema.name != to.schema().name {
        to.retype(schema.name);
    }
    for index in 0..schema.fields.len() {
        copy_slot(from.slot_ref(index), to.slot(index));
    }
    to.additional_mut().clone_from(from.additional());
}

fn copy_slot(from: SlotRef<'_>, to: SlotMut<'_>) {
    match (from, to) {
        (SlotRef::String(from), SlotMut::String(to)) => to.clone_from(from),
        (SlotRef::Bool(from), SlotMut::Bool(to)) => *to = *from,
        (SlotRef::Int32(from), SlotMut::Int32(to)) => *to = *from,
        (SlotRef::Int64(from), SlotMut::Int64(to)) => *to = *from,
        (SlotRef::Double(from), SlotMut::Double(to)) => *to = *from,
        (SlotRef::DateTime(from), SlotMut::DateTime(to)) => *to = *from,
        (SlotRef::Date(from), SlotMut::Date(to)) => *to = *from,
        (SlotRef::TimeOfDay(from), SlotMut::TimeOfDay(to)) => *to = *from,
        (SlotRef::Duration(from), SlotMut::Duration(to)) => to.clone_from(from),
        (SlotRef::Guid(from), SlotMut::Guid(to)) => *to = *from,
        (SlotRef::Binary(from), SlotMut::Binary(to)) => to.clone_from(from),
        (SlotRef::Decimal(from), SlotMut::Decimal(to)) => to.clone_from(from),
        (SlotRef::Json(from), SlotMut::Json(to)) => to.clone_from(from),
        (SlotRef::Strings(from), SlotMut::Strings(to)) => to.clone_from(from),
        (SlotRef::Scalars(from), SlotMut::Scalars(to)) => {
            if let Some(values) = from.get() {
                values.copy_to(to.insert());
            }
        }
        (SlotRef::Enum(from), SlotMut::Enum(to)) => {
            if let Some(text) = from.text() {
                to.set(&text);
            }
        }
        (SlotRef::Enums(from), SlotMut::Enums(to)) => {
            if let Some(count) = from.count() {
                to.insert();
                (0..count)
                    .filter_map(|index| from.text(index))
                    .for_each(|text| to.push(&text));
            }
        }
        (SlotRef::Object(from), SlotMut::Object(to)) => {
            if let Some(model) = from.get() {
                copy_model(model, to.insert());
            }
        }
        (SlotRef::Objects(from), SlotMut::Objects(to)) => {
            if let Some(count) = from.count() {
                to.insert();
                for model in (0..count).filter_map(|index| from.get(index)) {
                    copy_model(model, to.push());
                }
            }
        }
        (SlotRef::Patch(from), SlotMut::Patch(to)) => {
            if from.is_null() {
                to.set_null();
            } else {
                copy_slot(from.value(), to.value_mut());
            }
        }
        // The slots of one property are of one kind.
        _ => {}
    }
}

/// Whether two models are of one type and have the same properties; what `PartialEq` of a generated type
/// calls.
#[must_use]
pub fn eq_models(left: &dyn Model, right: &dyn Model) -> bool {
    let schema = left.schema();
    schema.name == right.schema().name
        && (0..schema.fields.len()).all(|index| eq_slots(left.slot_ref(index), right.slot_ref(index)))
        && left.additional() == right.additional()
}

fn eq_slots(left: SlotRef<'_>, right: SlotRef<'_>) -> bool {
    match (left, right) {
        (SlotRef::String(left), SlotRef::String(right)) => left == right,
        (SlotRef::Bool(left), SlotRef::Bool(right)) => left == right,
        (SlotRef::Int32(left), SlotRef::Int32(right)) => left == right,
        (SlotRef::Int64(left), SlotRef::Int64(right)) => left == right,
        (SlotRef::Double(left), SlotRef::Double(right)) => left == right,
        (SlotRef::DateTime(left), SlotRef::DateTime(right)) => left == right,
        (SlotRef::Date(left), SlotRef::Date(right)) => left == right,
        (SlotRef::TimeOfDay(left), SlotRef::TimeOfDay(right)) => left == right,
        (SlotRef::Duration(left), SlotRef::Duration(right)) => left == right,
        (SlotRef::Guid(left), SlotRef::Guid(right)) => left == right,
        (SlotRef::Binary(left), SlotRef::Binary(right)) => left == right,
        (SlotRef::Decimal(left), SlotRef::Decimal(right)) => left == right,
        (SlotRef::Json(left), SlotRef::Json(right)) => left == right,
        (SlotRef::Strings(left), SlotRef::Strings(right)) => left == right,
        (SlotRef::Scalars(left), SlotRef::Scalars(right)) => left.get() == right.get(),
        (SlotRef::Enum(left), SlotRef::Enum(right)) => match right.text() {
            Some(text) => left.is(&text),
            None => left.text().is_none(),
        },
        (SlotRef::Enums(left), SlotRef::Enums(right)) => {
            left.count() == right.count()
                && (0..left.count().unwrap_or_default())
                    .all(|index| right.text(index).is_some_and(|text| left.is(index, &text)))
        }
        (SlotRef::Object(left), SlotRef::Object(right)) => match (left.get(), right.get()) {
            (Some(left), Some(right)) => eq_models(left, right),
            (None, None) => true,
            _ => false,
        },
        (SlotRef::Objects(left), SlotRef::Objects(right)) => {
            left.count() == right.count()
                && (0..left.count().unwrap_or_default()).all(|index| {
                    match (left.get(index), right.get(index)) {
                        (Some(left), Some(right)) => eq_models(left, right),
                        _ => false,
                    }
                })
        }
        (SlotRef::Patch(left), SlotRef::Patch(right)) => {
            left.is_null() == right.is_null() && eq_slots(left.value(), right.value())
        }
        (SlotRef::None, SlotRef::None) => true,
        _ => false,
    }
}

/// Prints a model with the properties that are set, by their names in JSON; what `Debug` of a generated type
/// calls.
///
/// # Errors
/// Those of the formatter.
pub fn debug_model(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let schema = model.schema();
    let mut output = f.debug_struct(&schema.short_name());
    for (index, name) in schema.fields.iter().enumerate() {
        let slot = model.slot_ref(index);
        if !slot.is_empty() {
            output.field(name, &DebugSlot(slot));
        }
    }
    for (name, value) in model.additional().iter() {
        output.field(name, value);
    }
    output.finish()
}

struct DebugModel<'a>(&'a dyn Model);

impl fmt::Debug for DebugModel<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_model(self.0, f)
    }
}

/// Prints the value of a slot that is not empty.
struct DebugSlot<'a>(SlotRef<'a>);

impl fmt::Debug for DebugSlot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn some<T: fmt::Debug>(value: &Option<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            value.as_ref().map_or(Ok(()), |value| value.fmt(f))
        }
        fn text<T: fmt::Display>(value: &Option<T>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            value.as_ref().map_or(Ok(()), |value| write!(f, "{value}"))
        }
        match self.0 {
            SlotRef::String(value) => some(value, f),
            SlotRef::Bool(value) => some(value, f),
            SlotRef::Int32(value) => some(value, f),
            SlotRef::Int64(value) => some(value, f),
            SlotRef::Double(value) => some(value, f),
            SlotRef::DateTime(value) => text(value, f),
            SlotRef::Date(value) => text(value, f),
            SlotRef::TimeOfDay(value) => text(value, f),
            SlotRef::Duration(value) => text(value, f),
            SlotRef::Guid(value) => text(value, f),
            SlotRef::Binary(value) => some(value, f),
            SlotRef::Decimal(value) => text(value, f),
            SlotRef::Json(value) => some(value, f),
            SlotRef::Strings(value) => some(value, f),
            SlotRef::Scalars(slot) => slot.get().map_or(Ok(()), |values| values.fmt(f)),
            SlotRef::Enum(slot) => text(&slot.text(), f),
            SlotRef::Enums(slot) => {
                let texts = (0..slot.count().unwrap_or_default()).filter_map(|index| slot.text(index));
                f.debug_list().entries(texts.map(Plain)).finish()
            }
            SlotRef::Object(slot) => slot.get().map_or(Ok(()), |model| debug_model(model, f)),
            SlotRef::Objects(slot) => {
                let models = (0..slot.count().unwrap_or_default()).filter_map(|index| slot.get(index));
                f.debug_list().entries(models.map(DebugModel)).finish()
            }
            SlotRef::Patch(slot) if slot.is_null() => f.write_str("null"),
            SlotRef::Patch(slot) => DebugSlot(slot.value()).fmt(f),
            SlotRef::None => Ok(()),
        }
    }
}

/// Prints text without quotes.
struct Plain<T>(T);

impl<T: fmt::Display> fmt::Debug for Plain<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Moves all that `from` has into `to`, a value of another type: the properties of both into their slots, all
/// others into the additional properties.
pub(crate) fn move_model(from: &mut dyn Model, to: &mut dyn Model) {
    let schema = from.schema();
    for (index, name) in schema.fields.iter().enumerate() {
        if from.slot_ref(index).is_empty() {
            continue;
        }
        let target = to.schema().position(name, index);
        if target.is_some_and(|target| move_slot(from.slot(index), to.slot(target))) {
            continue;
        }
        if let Ok(value) = serde_json::to_value(Slot(from.slot_ref(index))) {
            from.additional_mut().insert(*name, value);
        }
    }
    *to.additional_mut() = std::mem::take(from.additional_mut());
}

/// Moves the value of a slot into another one; `false`, and nothing moved, when their types differ.
///
/// Behind `dyn` a value is copied. To move it, each type would need functions of its own, a seventh of what is
/// compiled for it, for the rare answer that names the type of an object behind its properties.
fn move_slot(from: SlotMut<'_>, to: SlotMut<'_>) -> bool {
    match (from, to) {
        (SlotMut::String(from), SlotMut::String(to)) => *to = from.take(),
        (SlotMut::Bool(from), SlotMut::Bool(to)) => *to = from.take(),
        (SlotMut::Int32(from), SlotMut::Int32(to)) => *to = from.take(),
        (SlotMut::Int64(from), SlotMut::Int64(to)) => *to = from.take(),
        (SlotMut::Double(from), SlotMut::Double(to)) => *to = from.take(),
        (SlotMut::DateTime(from), SlotMut::DateTime(to)) => *to = from.take(),
        (SlotMut::Date(from), SlotMut::Date(to)) => *to = from.take(),
        (SlotMut::TimeOfDay(from), SlotMut::TimeOfDay(to)) => *to = from.take(),
        (SlotMut::Duration(from), SlotMut::Duration(to)) => *to = from.take(),
        (SlotMut::Guid(from), SlotMut::Guid(to)) => *to = from.take(),
        (SlotMut::Binary(from), SlotMut::Binary(to)) => *to = from.take(),
        (SlotMut::Decimal(from), SlotMut::Decimal(to)) => *to = from.take(),
        (SlotMut::Json(from), SlotMut::Json(to)) => *to = from.take(),
        (SlotMut::Strings(from), SlotMut::Strings(to)) => *to = from.take(),
        (SlotMut::Scalars(from), SlotMut::Scalars(to)) => {
            return from.get().is_some_and(|values| values.copy_to(to.insert()));
        }
        (SlotMut::Enum(from), SlotMut::Enum(to)) if are_of_one_type(from, to) => {
            copy_slot(SlotRef::Enum(from), SlotMut::Enum(to));
        }
        (SlotMut::Enums(from), SlotMut::Enums(to)) if are_of_one_type(from, to) => {
            copy_slot(SlotRef::Enums(from), SlotMut::Enums(to));
        }
        (SlotMut::Object(from), SlotMut::Object(to)) if are_of_one_type(from, to) => {
            copy_slot(SlotRef::Object(from), SlotMut::Object(to));
        }
        (SlotMut::Objects(from), SlotMut::Objects(to)) if are_of_one_type(from, to) => {
            copy_slot(SlotRef::Objects(from), SlotMut::Objects(to));
        }
        _ => return false,
    }
    true
}

/// Whether the fields of two slots are of one type in Rust.
fn are_of_one_type(left: &dyn Any, right: &dyn Any) -> bool {
    left.type_id() == right.type_id()
}
