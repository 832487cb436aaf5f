//! Polymorphic values: a base type or one of the types derived from it, as `@odata.type` says.

use std::any::Any;

use time::{Date, OffsetDateTime, Time};
use uuid::Uuid;

use crate::model::ALLOCATION;
use crate::model::Model;
use crate::model::additional::Additional;
use crate::model::related::Related;
use crate::model::shared::move_model;

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
    /// What the current variant does not know of the properties.
    fn additional(&self) -> &Additional {
        self.value().additional()
    }
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
    let Some(index) = position(type_name, P::TYPES.len(), name_of::<P>) else {
        return false;
    };
    let (_, default) = P::TYPES[index];
    let mut new = default();
    move_model(current.value_mut(), new.value_mut());
    *current = new;
    true
}

/// The name of the type with this index.
fn name_of<P: Polymorphic>(index: usize) -> &'static str {
    P::TYPES[index].0
}

/// The index of a type, of so many whose names the function tells. It is compiled once for all enumerations.
fn position(type_name: &str, types: usize, name: fn(usize) -> &'static str) -> Option<usize> {
    (0..types).find(|&index| name(index).eq_ignore_ascii_case(type_name))
}

/// Whether the current variant is another than that of the base type; [`Model::is_derived`] of polymorphic enumerations
/// calls this.
#[must_use]
#[inline]
pub fn is_derived<P: Polymorphic>(polymorphic: &P) -> bool {
    match P::TYPES {
        [(base, _), ..] => polymorphic.value().schema().name != *base,
        [] => false,
    }
}

/// How many bytes the value and its box take; [`Model::memory`] of polymorphic enumerations calls this.
#[must_use]
#[inline]
pub fn memory_of_variant<P: Polymorphic>(polymorphic: &P) -> usize {
    size_of_val(polymorphic) + ALLOCATION + polymorphic.value().memory()
}

/// The property with this index in the base type, whichever variant is current: derived types begin with the
/// properties of their base type. What the functions of [`getters!`](crate::getters) return.
#[must_use]
#[inline]
pub fn base_field<'a, P: Polymorphic, L: Lent<'a>>(polymorphic: &'a P, index: usize) -> Option<L> {
    L::lend(polymorphic.value().slot_ref(index).field()?)
}

/// What a property is returned as: a text or a list as a slice, a small value as it is, all others as references.
pub trait Lent<'a>: Sized {
    /// The value of a field, an `Option`; `None` where it is of another type.
    fn lend(field: &'a dyn Any) -> Option<Self>;
}

/// Implements [`Lent`] for values that are copied.
macro_rules! copied {
    ($($type:ty),*) => {
        $(impl<'a> Lent<'a> for $type {
            #[inline]
            fn lend(field: &'a dyn Any) -> Option<Self> {
                *field.downcast_ref::<Option<Self>>()?
            }
        })*
    };
}

copied!(bool, i32, i64, f64, Date, OffsetDateTime, Time, Uuid);

impl<'a> Lent<'a> for &'a str {
    #[inline]
    fn lend(field: &'a dyn Any) -> Option<Self> {
        field.downcast_ref::<Option<String>>()?.as_deref()
    }
}

impl<'a, T: 'static> Lent<'a> for &'a [T] {
    #[inline]
    fn lend(field: &'a dyn Any) -> Option<Self> {
        <&Vec<T>>::lend(field).map(Vec::as_slice)
    }
}

/// What holds the value, a box or a [`Related`], is looked through.
impl<'a, T: 'static> Lent<'a> for &'a T {
    #[inline]
    fn lend(field: &'a dyn Any) -> Option<Self> {
        if let Some(value) = field.downcast_ref::<Option<T>>() {
            return value.as_ref();
        }
        if let Some(related) = field.downcast_ref::<Option<Related<T>>>() {
            return related.as_ref()?.stored();
        }
        field.downcast_ref::<Option<Box<T>>>()?.as_deref()
    }
}
