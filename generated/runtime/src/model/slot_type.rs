//! Types of properties, and the slots that hold them.

use crate::model::Model;
use crate::model::flags::Flags;
use crate::model::open_enum::OpenEnum;
use crate::model::scalar::scalar_kinds;
use crate::model::slot::{SlotMut, SlotRef};

/// A type that a property can have, so that generic containers ([`Patch`](crate::Patch),
/// [`ValueOf`](crate::response::ValueOf)) can be written over it.
///
/// All models have it. Generated enumerations implement it by naming their kind, [`EnumKind`]: that costs the
/// compiler a line for each of them, not four functions.
pub trait SlotType: Sized + 'static {
    /// The kind of the type, which knows its slots.
    type Kind: SlotKind<Self>;
}

/// What slots the values and collections of a kind of types have.
pub trait SlotKind<T> {
    /// The slot of one value.
    fn slot(value: &mut Option<T>) -> SlotMut<'_>;
    /// The slot of one value, to be read.
    fn slot_ref(value: &Option<T>) -> SlotRef<'_>;
    /// The slot of a collection.
    fn list(values: &mut Option<Vec<T>>) -> SlotMut<'_>;
    /// The slot of a collection, to be read.
    fn list_ref(values: &Option<Vec<T>>) -> SlotRef<'_>;
}

/// Primitive types.
#[derive(Debug)]
pub enum PrimitiveKind {}

/// Models and holders.
#[derive(Debug)]
pub enum ModelKind {}

/// Enumerations, and sets of their members.
#[derive(Debug)]
pub enum EnumKind {}

/// Collections.
#[derive(Debug)]
pub enum CollectionKind {}

/// Implements [`SlotKind`] by the variant of a slot and the variant of its collections.
macro_rules! slot_kind {
    ($kind:ident, $type:ty, $one:ident, $many:ident $(, $parameter:ident: $($bound:ident)+)?) => {
        impl$(<$parameter: $($bound +)+>)? SlotKind<$type> for $kind {
            #[inline]
            fn slot(value: &mut Option<$type>) -> SlotMut<'_> {
                SlotMut::$one(value)
            }
            #[inline]
            fn slot_ref(value: &Option<$type>) -> SlotRef<'_> {
                SlotRef::$one(value)
            }
            #[inline]
            fn list(values: &mut Option<Vec<$type>>) -> SlotMut<'_> {
                SlotMut::$many(values)
            }
            #[inline]
            fn list_ref(values: &Option<Vec<$type>>) -> SlotRef<'_> {
                SlotRef::$many(values)
            }
        }
    };
}

/// Implements [`SlotType`] and [`SlotKind`] for the scalar kinds.
macro_rules! primitives {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        $(
            impl SlotType for $type {
                type Kind = PrimitiveKind;
            }
            slot_kind!(PrimitiveKind, $type, $kind, Scalars);
        )*
    };
}

scalar_kinds!(primitives);

impl SlotType for String {
    type Kind = PrimitiveKind;
}

slot_kind!(PrimitiveKind, String, String, Strings);

impl<M: Model + Default> SlotType for M {
    type Kind = ModelKind;
}

slot_kind!(ModelKind, M, Object, Objects, M: Model Default);

slot_kind!(EnumKind, E, Enum, Enums, E: OpenEnum);

impl<E: OpenEnum> SlotType for Flags<E> {
    type Kind = EnumKind;
}

slot_kind!(EnumKind, Flags<E>, Enum, Enums, E: OpenEnum);

/// A collection is a value too: `ValueOf<Vec<String>>`.
impl<T: SlotType> SlotType for Vec<T> {
    type Kind = CollectionKind;
}

/// Collections of collections do not occur in OData; such a slot holds nothing.
impl<T: SlotType> SlotKind<Vec<T>> for CollectionKind {
    #[inline]
    fn slot(value: &mut Option<Vec<T>>) -> SlotMut<'_> {
        T::Kind::list(value)
    }
    #[inline]
    fn slot_ref(value: &Option<Vec<T>>) -> SlotRef<'_> {
        T::Kind::list_ref(value)
    }
    #[inline]
    fn list(_: &mut Option<Vec<Vec<T>>>) -> SlotMut<'_> {
        SlotMut::None
    }
    #[inline]
    fn list_ref(_: &Option<Vec<Vec<T>>>) -> SlotRef<'_> {
        SlotRef::None
    }
}
