//! Holders: a base type or one of the types derived from it, as `@odata.type` says.

use std::any::Any;

use crate::model::Model;
use crate::shared::move_model;
use crate::slot::SlotRef;

/// Qualified names of types, each with a function that makes the default value of its variant.
pub type HeldTypes<H> = &'static [(&'static str, fn() -> H)];

/// An enumeration with a variant for a base type and for each type derived from it.
pub trait Holder: Model + Default {
    /// The qualified names of the types, the base type first, with the default value of each variant.
    const TYPES: HeldTypes<Self>;
    /// The value that is held.
    fn held(&self) -> &dyn Model;
    /// The value that is held, to be changed.
    fn held_mut(&mut self) -> &mut dyn Model;
}

/// The default value of a holder: that of the base type.
///
/// # Panics
/// When a holder has no types, which no generated holder does.
#[must_use]
#[inline]
pub fn default_holder<H: Holder>() -> H {
    match H::TYPES {
        [(_, base), ..] => base(),
        [] => unreachable!("a holder holds its base type at least"),
    }
}

/// Turns a holder's value into one of the named type; what [`Model::retype`] of a holder calls.
#[inline]
pub fn retype_holder<H: Holder>(holder: &mut H, type_name: &str) -> bool {
    match H::TYPES.iter().find(|(name, _)| *name == type_name) {
        Some((_, default)) => {
            let mut value = default();
            move_model(holder.held_mut(), value.held_mut());
            *holder = value;
            true
        }
        None => false,
    }
}

/// The property with this index in the base type, whichever type is held: derived types begin with the
/// properties of their base type.
#[must_use]
#[inline]
pub fn base_field<H: Holder, T: 'static>(holder: &H, index: usize) -> Option<&T> {
    field_of(holder.held().slot_ref(index))?
        .downcast_ref::<Option<T>>()?
        .as_ref()
}

/// The field that a slot stands for.
fn field_of(slot: SlotRef<'_>) -> Option<&dyn Any> {
    Some(match slot {
        SlotRef::String(field) => field,
        SlotRef::Bool(field) => field,
        SlotRef::Int32(field) => field,
        SlotRef::Int64(field) => field,
        SlotRef::Double(field) => field,
        SlotRef::DateTime(field) => field,
        SlotRef::Date(field) => field,
        SlotRef::TimeOfDay(field) => field,
        SlotRef::Duration(field) => field,
        SlotRef::Guid(field) => field,
        SlotRef::Binary(field) => field,
        SlotRef::Decimal(field) => field,
        SlotRef::Json(field) => field,
        SlotRef::Strings(field) => field,
        SlotRef::Scalars(field) => field,
        SlotRef::Enum(field) => field,
        SlotRef::Enums(field) => field,
        SlotRef::Object(field) => field,
        SlotRef::Objects(field) => field,
        SlotRef::Patch(field) => field,
        SlotRef::None => return None,
    })
}
