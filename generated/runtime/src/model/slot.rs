//! Slots: where the properties of a model lie, by the kind of their type.

use std::any::Any;
use std::borrow::Cow;

use crate::model::Model;
use crate::model::additional::Additional;
use crate::model::scalar::{Scalar, scalar_kinds};

/// A field of a model whose property is not there.
///
/// It is a constant, not a function: for a function call the compiler emits a drop path for each field that was
/// initialized before it.
pub trait Absent {
    /// The value of the field.
    const ABSENT: Self;
}

impl<T> Absent for Option<T> {
    const ABSENT: Self = None;
}

/// What a value is where a model is expected, for people.
pub(crate) const OBJECT: &str = "an object";

/// Declares the two enums over all kinds of slots.
macro_rules! slots {
    ($($(#[$doc:meta])* $kind:ident($type:ty),)*) => {
        /// The place of a property in a model, to be filled.
        #[non_exhaustive]
        pub enum SlotMut<'a> {
            /// `String`
            String(&'a mut Option<String>),
            $($(#[$doc])* $kind(&'a mut Option<$type>),)*
            /// A collection of `String`
            Strings(&'a mut Option<Vec<String>>),
            /// A collection of another primitive type
            Scalars(&'a mut dyn ScalarsSlot),
            /// A member, or a set of members, of an enumeration
            Enum(&'a mut dyn EnumSlot),
            /// A collection of members of an enumeration
            Enums(&'a mut dyn EnumsSlot),
            /// A model
            Object(&'a mut dyn ObjectSlot),
            /// A collection of models
            Objects(&'a mut dyn ObjectsSlot),
            /// A property of an update, which can be absent, `null` or a value
            Patch(&'a mut dyn PatchSlot),
            /// Properties that the model does not know
            Additional(&'a mut Additional),
            /// Nothing that can hold a value.
            None,
        }

        /// The place of a property in a model, to be read.
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum SlotRef<'a> {
            /// `String`
            String(&'a Option<String>),
            $($(#[$doc])* $kind(&'a Option<$type>),)*
            /// A collection of `String`
            Strings(&'a Option<Vec<String>>),
            /// A collection of another primitive type
            Scalars(&'a dyn ScalarsSlot),
            /// A member, or a set of members, of an enumeration
            Enum(&'a dyn EnumSlot),
            /// A collection of members of an enumeration
            Enums(&'a dyn EnumsSlot),
            /// A model
            Object(&'a dyn ObjectSlot),
            /// A collection of models
            Objects(&'a dyn ObjectsSlot),
            /// A property of an update, which can be absent, `null` or a value
            Patch(&'a dyn PatchSlot),
            /// Nothing that can hold a value.
            None,
        }

        impl<'a> SlotRef<'a> {
            /// Whether nothing would be written for the slot.
            #[must_use]
            pub fn is_empty(self) -> bool {
                match self {
                    Self::String(value) => value.is_none(),
                    $(Self::$kind(value) => value.is_none(),)*
                    Self::Strings(value) => value.is_none(),
                    Self::Scalars(slot) => slot.get().is_none(),
                    Self::Enum(slot) => !slot.is_set(),
                    Self::Enums(slot) => slot.count().is_none(),
                    Self::Object(slot) => slot.get().is_none(),
                    Self::Objects(slot) => slot.count().is_none(),
                    Self::Patch(slot) => !slot.is_set(),
                    Self::None => true,
                }
            }

            /// What a value of the slot is, for people.
            pub(crate) fn expected(self) -> &'static str {
                match self {
                    Self::String(_) => "a text",
                    $(Self::$kind(_) => <$type as Scalar>::EXPECTED,)*
                    Self::Strings(_) => "a list of texts",
                    Self::Scalars(_) => "a list of values",
                    Self::Enum(_) => "a member of an enumeration",
                    Self::Enums(_) => "a list of members of an enumeration",
                    Self::Object(_) => OBJECT,
                    Self::Objects(_) => "a list of objects",
                    Self::Patch(slot) => slot.value().expected(),
                    Self::None => "no value",
                }
            }

            /// What an item of the slot is, where it is a collection that is not absent.
            pub(crate) fn expected_item(self) -> &'static str {
                match self {
                    Self::Scalars(slot) => slot.get().map_or("a value", ScalarsRef::expected),
                    Self::Enums(_) => "a member of an enumeration",
                    Self::Objects(_) => OBJECT,
                    Self::Patch(slot) => slot.value().expected_item(),
                    _ => "a text",
                }
            }

            /// The field that the slot stands for.
            pub(crate) fn field(self) -> Option<&'a dyn Any> {
                Some(match self {
                    Self::String(field) => field,
                    $(Self::$kind(field) => field,)*
                    Self::Strings(field) => field,
                    Self::Scalars(field) => field,
                    Self::Enum(field) => field,
                    Self::Enums(field) => field,
                    Self::Object(field) => field,
                    Self::Objects(field) => field,
                    Self::Patch(field) => field,
                    Self::None => return None,
                })
            }
        }

        impl SlotMut<'_> {
            /// Empties the slot.
            pub(crate) fn clear(self) {
                match self {
                    Self::String(slot) => *slot = None,
                    $(Self::$kind(slot) => *slot = None,)*
                    Self::Strings(slot) => *slot = None,
                    Self::Scalars(slot) => slot.clear(),
                    Self::Enum(slot) => slot.set(None),
                    Self::Enums(slot) => slot.clear(),
                    Self::Object(slot) => slot.clear(),
                    Self::Objects(slot) => slot.clear(),
                    Self::Patch(slot) => slot.clear(),
                    Self::Additional(additional) => *additional = Additional::new(),
                    Self::None => {}
                }
            }
        }
    };
}

scalar_kinds!(slots);

/// A collection of primitive values other than strings: `Option<Vec<T>>`.
pub trait ScalarsSlot: Any {
    /// The collection, by the type of its items.
    fn get(&self) -> Option<ScalarsRef<'_>>;
    /// Puts an empty collection in place.
    fn insert(&mut self) -> ScalarsMut<'_>;
    /// Takes the collection away.
    fn clear(&mut self);
}

/// Declares the two enums over the item types and the slots of `Option<Vec<T>>`.
macro_rules! scalars {
    ($($(#[$doc:meta])* $variant:ident($type:ty),)*) => {
        /// A collection of primitive values, to be filled.
        pub enum ScalarsMut<'a> { $($(#[$doc])* $variant(&'a mut Vec<$type>),)* }

        /// A collection of primitive values, to be read.
        #[derive(Clone, Copy, PartialEq)]
        pub enum ScalarsRef<'a> { $($(#[$doc])* $variant(&'a [$type]),)* }

        impl ScalarsRef<'_> {
            /// Copies the values into `target`, which must hold items of the same type; `false` otherwise.
            pub(crate) fn copy_to(self, target: ScalarsMut<'_>) -> bool {
                match (self, target) {
                    $((Self::$variant(from), ScalarsMut::$variant(to)) => { to.extend_from_slice(from); true })*
                    _ => false,
                }
            }

            /// What an item is, for people.
            pub(crate) fn expected(self) -> &'static str {
                match self {
                    $(Self::$variant(_) => <$type as Scalar>::EXPECTED,)*
                }
            }

            /// Number of items.
            pub(crate) fn len(self) -> usize {
                match self {
                    $(Self::$variant(values) => values.len(),)*
                }
            }
        }

        impl std::fmt::Debug for ScalarsRef<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant(values) => values.fmt(f),)*
                }
            }
        }

        $(impl ScalarsSlot for Option<Vec<$type>> {
            fn get(&self) -> Option<ScalarsRef<'_>> {
                self.as_deref().map(ScalarsRef::$variant)
            }
            fn insert(&mut self) -> ScalarsMut<'_> {
                ScalarsMut::$variant(self.insert(Vec::new()))
            }
            fn clear(&mut self) {
                *self = None;
            }
        })*
    };
}

scalar_kinds!(scalars);

/// A value that is text in JSON and one of a list in Rust: `Option<E>` and `Option<Flags<E>>`.
pub trait EnumSlot: Any {
    /// Whether there is a value.
    fn is_set(&self) -> bool;
    /// The value as it is written.
    fn text(&self) -> Option<Cow<'_, str>>;
    /// Sets the value that a text spells; `None` takes the value away.
    fn set(&mut self, text: Option<&str>);
    /// Whether the value is a set, whose members can be written in any order.
    fn is_set_of_members(&self) -> bool;
}

/// A collection of values of an enumeration: `Option<Vec<E>>` and `Option<Vec<Flags<E>>>`.
pub trait EnumsSlot: Any {
    /// Number of values, when there is a collection.
    fn count(&self) -> Option<usize>;
    /// The value with this index as it is written.
    fn text(&self, index: usize) -> Option<Cow<'_, str>>;
    /// Whether the values are sets, whose members can be written in any order.
    fn are_sets_of_members(&self) -> bool;
    /// Puts an empty collection in place.
    fn insert(&mut self);
    /// Adds the value that `text` spells to the collection, if there is one.
    fn push(&mut self, text: &str);
    /// Takes the collection away.
    fn clear(&mut self);
}

/// One model: `Option<M>`, `Option<Box<M>>`, `Option<Related<M>>`.
pub trait ObjectSlot: Any {
    /// The model.
    fn get(&self) -> Option<&dyn Model>;
    /// Puts a default value in place and returns it.
    fn insert(&mut self) -> &mut dyn Model;
    /// Takes the model away.
    fn clear(&mut self);
    /// Whether the property is a relationship.
    fn is_related(&self) -> bool {
        false
    }
}

/// A collection of models: `Option<Vec<M>>`, `Option<Related<Vec<M>>>`.
pub trait ObjectsSlot: Any {
    /// Number of models, when there is a collection.
    fn count(&self) -> Option<usize>;
    /// The model with this index.
    fn get(&self, index: usize) -> Option<&dyn Model>;
    /// Makes the collection hold this many models, and creates it first if the property has none: models are removed from
    /// its end, or default values are added. Returns the last model.
    fn resize(&mut self, count: usize) -> Option<&mut dyn Model>;
    /// Takes the collection away.
    fn clear(&mut self);
    /// Whether the property is a relationship.
    fn is_related(&self) -> bool {
        false
    }
}

/// A property of an update: [`Patch<T>`](crate::Patch).
pub trait PatchSlot: Any {
    /// Whether the property is set, to `null` or a value.
    fn is_set(&self) -> bool {
        self.is_null() || !self.value().is_empty()
    }
    /// Whether the property is set to `null`.
    fn is_null(&self) -> bool;
    /// The slot of the value.
    fn value(&self) -> SlotRef<'_>;
    /// Sets the property to `null`.
    fn set_null(&mut self);
    /// Leaves the property out.
    fn clear(&mut self);
    /// The slot of the value, to be filled.
    fn value_mut(&mut self) -> SlotMut<'_>;
}
