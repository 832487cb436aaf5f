//! Polymorphic values: a base type or one of the types derived from it, as `@odata.type` says.

use crate::model::Model;
use crate::shared::move_model;

/// Qualified names of types, each with a function that makes the default value of its variant.
pub type VariantTypes<P> = &'static [(&'static str, fn() -> P)];

/// An enumeration with a variant for a base type and for each type derived from it.
pub trait Polymorphic: Model + Default {
    /// The qualified names of the types, the base type first, with the default value of each variant.
    const TYPES: VariantTypes<Self>;
    /// The value of the current variant.
    fn value(&self) -> &dyn Model;
    /// The value of the current variant, to be changed.
    fn value_mut(&mut self) -> &mut dyn Model;
}

/// The default value of a polymorphic enumeration: that of the base type.
///
/// # Panics
/// When the enumeration has no types, which no generated one does.
#[must_use]
#[inline]
pub fn default_variant<P: Polymorphic>() -> P {
    match P::TYPES {
        [(_, base), ..] => base(),
        [] => unreachable!("a polymorphic enumeration has at least its base type"),
    }
}

/// Turns the value into one of the named type; [`Model::retype`] of polymorphic enumerations calls this.
#[inline]
pub fn retype_polymorphic<P: Polymorphic>(current: &mut P, type_name: &str) -> bool {
    match P::TYPES.iter().find(|(name, _)| *name == type_name) {
        Some((_, default)) => {
            let mut new = default();
            move_model(current.value_mut(), new.value_mut());
            *current = new;
            true
        }
        None => false,
    }
}

/// The property with this index in the base type, whichever variant is current: derived types begin with the
/// properties of their base type.
#[must_use]
#[inline]
pub fn base_field<P: Polymorphic, T: 'static>(polymorphic: &P, index: usize) -> Option<&T> {
    polymorphic
        .value()
        .slot_ref(index)
        .field()?
        .downcast_ref::<Option<T>>()?
        .as_ref()
}
