//! Copying, comparing and moving models, written once over their slots.

use std::any::Any;
use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::json::write::property_value;
use crate::model::Model;
use crate::model::additional::Additional;
use crate::model::scalar::scalar_kinds;
use crate::model::slot::{SlotMut, SlotRef};
use crate::model::slot_visitor::{set_indices, set_slots, visit_set};

/// A copy of a model; what `Clone` of a generated type calls.
#[must_use]
#[inline]
pub fn clone_model<M: Model + Default>(model: &M) -> M {
    let mut copy = M::default();
    copy_model(model, &mut copy, CopyRule::ALL);
    copy
}

/// What a copy of a model has.
#[derive(Clone, Copy)]
pub(crate) struct CopyRule {
    /// What it has of the properties that the model does not know.
    pub(crate) additional: fn(&dyn Model) -> Additional,
    /// Whether related objects have their keys.
    pub(crate) keeps_related_keys: bool,
}

impl CopyRule {
    /// Everything that the model has.
    const ALL: Self = Self {
        additional: |model| model.additional().clone(),
        keeps_related_keys: true,
    };

    /// Copies an object that stands in another one. `is_related`: whether a relationship leads to it.
    pub(crate) fn copy_inner(self, from: &dyn Model, to: &mut dyn Model, is_related: bool) {
        copy_model(from, to, self);
        if is_related && !self.keeps_related_keys {
            clear_property(to, KEY);
        }
    }
}

/// The name of the key of an entity.
pub(crate) const KEY: &str = "id";

/// Takes a property away, also where the model does not know it or its value does not fit it.
pub(crate) fn clear_property(model: &mut dyn Model, name: &str) {
    if let Some(index) = model.schema().position(name, 0) {
        model.slot(index).clear();
    }
    model.additional_mut().remove(name);
}

/// Copies the properties of `from` into `to`, a default value that can hold the type of `from`.
pub(crate) fn copy_model(from: &dyn Model, to: &mut dyn Model, rule: CopyRule) {
    let schema = from.schema();
    if schema.name != to.schema().name {
        to.retype(schema.name);
    }
    visit_set(from, |index, slot| copy_slot(slot, to.slot(index), rule));
    *to.additional_mut() = (rule.additional)(from);
}

/// Declares `copy_slot` over the scalar kinds and the others.
macro_rules! copy_slots {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        fn copy_slot(from: SlotRef<'_>, to: SlotMut<'_>, rule: CopyRule) {
            match (from, to) {
                (SlotRef::String(from), SlotMut::String(to)) => to.clone_from(from),
                $((SlotRef::$kind(from), SlotMut::$kind(to)) => to.clone_from(from),)*
                (SlotRef::Strings(from), SlotMut::Strings(to)) => to.clone_from(from),
                (SlotRef::Scalars(from), SlotMut::Scalars(to)) => {
                    if let Some(values) = from.get() {
                        values.copy_to(to.insert());
                    }
                }
                (SlotRef::Enum(from), SlotMut::Enum(to)) => {
                    to.set(from.text().as_deref());
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
                        rule.copy_inner(model, to.insert(), from.is_related());
                    }
                }
                (SlotRef::Objects(from), SlotMut::Objects(to)) => {
                    if let Some(count) = from.count() {
                        to.resize(0);
                        let is_related = from.is_related();
                        for index in 0..count {
                            if let (Some(from), Some(to)) = (from.get(index), to.resize(index + 1)) {
                                rule.copy_inner(from, to, is_related);
                            }
                        }
                    }
                }
                (SlotRef::Patch(from), SlotMut::Patch(to)) => {
                    if from.is_null() {
                        to.set_null();
                    } else {
                        copy_slot(from.value(), to.value_mut(), rule);
                    }
                }
                // The slots of one property are of one kind.
                _ => {}
            }
        }
    };
}

scalar_kinds!(copy_slots);

/// Whether two models are of one type and have the same properties; what `PartialEq` of a generated type
/// calls.
#[must_use]
pub fn eq_models(left: &dyn Model, right: &dyn Model) -> bool {
    if left.schema().name != right.schema().name {
        return false;
    }
    let (of_left, of_right) = (set_slots(left), set_slots(right));
    let mut slots = of_left.iter().zip(&of_right);
    of_left.len() == of_right.len()
        && slots.all(|((left, left_slot), (right, right_slot))| {
            left == right && eq_slots(*left_slot, *right_slot)
        })
        && left.additional() == right.additional()
}

/// Declares `eq_slots` over the scalar kinds and the others.
macro_rules! eq_slots_of {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        fn eq_slots(left: SlotRef<'_>, right: SlotRef<'_>) -> bool {
            match (left, right) {
                (SlotRef::String(left), SlotRef::String(right)) => left == right,
                $((SlotRef::$kind(left), SlotRef::$kind(right)) => left == right,)*
                (SlotRef::Strings(left), SlotRef::Strings(right)) => left == right,
                (SlotRef::Scalars(left), SlotRef::Scalars(right)) => left.get() == right.get(),
                (SlotRef::Enum(left), SlotRef::Enum(right)) => {
                    let (of_left, of_right) = (left.text(), right.text());
                    of_left == of_right || left.is_set_of_members() && members(&of_left) == members(&of_right)
                }
                (SlotRef::Enums(left), SlotRef::Enums(right)) => {
                    left.count() == right.count()
                        && (0..left.count().unwrap_or_default()).all(|index| {
                            let (of_left, of_right) = (left.text(index), right.text(index));
                            of_left == of_right
                                || left.are_sets_of_members() && members(&of_left) == members(&of_right)
                        })
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
    };
}

scalar_kinds!(eq_slots_of);

/// The members that the text of a set has, in an order that does not depend on that in the text.
fn members<'a>(text: &'a Option<Cow<'_, str>>) -> Option<BTreeSet<&'a str>> {
    text.as_deref().map(|text| text.split(',').collect())
}

/// Moves all that `from` has into `to`, a value of another type: the properties of both into their slots, all
/// others into the additional properties.
pub(crate) fn move_model(from: &mut dyn Model, to: &mut dyn Model) {
    let schema = from.schema();
    for index in set_indices(from) {
        let name = schema.field(index);
        let target = to.schema().position(name, index);
        if target.is_some_and(|target| move_slot(from.slot(index), to.slot(target))) {
            continue;
        }
        if let Ok(value) = property_value(from, index) {
            from.additional_mut().remove(name);
            from.additional_mut().insert(name, value);
        }
    }
    *to.additional_mut() = std::mem::take(from.additional_mut());
}

/// Declares `move_slot` over the scalar kinds and the others.
macro_rules! move_slots {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        /// Moves the value of a slot into another one; `false`, and nothing moved, when their types differ.
        ///
        /// Behind `dyn` a value is copied. To move it, each type would need functions of its own, a seventh of what is
        /// compiled for it, for the rare answer that names the type of an object behind its properties.
        pub(crate) fn move_slot(from: SlotMut<'_>, to: SlotMut<'_>) -> bool {
            match (from, to) {
                (SlotMut::String(from), SlotMut::String(to)) => *to = from.take(),
                $((SlotMut::$kind(from), SlotMut::$kind(to)) => *to = from.take(),)*
                (SlotMut::Strings(from), SlotMut::Strings(to)) => *to = from.take(),
                (SlotMut::Scalars(from), SlotMut::Scalars(to)) => {
                    return from.get().is_some_and(|values| values.copy_to(to.insert()));
                }
                (SlotMut::Enum(from), SlotMut::Enum(to)) if are_of_one_type(from, to) => {
                    copy_slot(SlotRef::Enum(from), SlotMut::Enum(to), CopyRule::ALL);
                }
                (SlotMut::Enums(from), SlotMut::Enums(to)) if are_of_one_type(from, to) => {
                    copy_slot(SlotRef::Enums(from), SlotMut::Enums(to), CopyRule::ALL);
                }
                (SlotMut::Object(from), SlotMut::Object(to)) if are_of_one_type(from, to) => {
                    copy_slot(SlotRef::Object(from), SlotMut::Object(to), CopyRule::ALL);
                }
                (SlotMut::Objects(from), SlotMut::Objects(to)) if are_of_one_type(from, to) => {
                    copy_slot(SlotRef::Objects(from), SlotMut::Objects(to), CopyRule::ALL);
                }
                _ => return false,
            }
            true
        }
    };
}

scalar_kinds!(move_slots);

/// Whether the fields of two slots are of one type in Rust.
fn are_of_one_type(left: &dyn Any, right: &dyn Any) -> bool {
    left.type_id() == right.type_id()
}
