//! Values of navigation properties.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use crate::model::Model;

/// The value of a navigation property: an entity, or a collection of entities, that another entity is
/// related to. It is there only where a request expanded it.
///
/// It dereferences to the value:
///
/// ```
/// # use graph_runtime::{Additional, Related};
/// let related = Related::new(Additional::from_iter([("displayName", "Adele")]));
/// assert_eq!(related.len(), 1);
/// let user: Additional = related.into_inner();
/// ```
///
/// The type of the value is erased in storage. Entities are related to each other in one large graph; the
/// compiler proves `Send` of a struct by proving it of all its fields, and a chain of some 25 collections
/// overflows that proof, in the crate of whoever uses the type. Behind the erased storage the proof ends. The
/// indirection also breaks cycles in the size of entities.
pub struct Related<T> {
    value: Box<dyn Any + Send + Sync>,
    marker: PhantomData<fn() -> T>,
}

/// What a navigation property can hold: a model, or a collection of models.
pub trait RelatedValue: Send + Sync + 'static {}

impl<M: Model> RelatedValue for M {}

impl<M: Model> RelatedValue for Vec<M> {}

impl<T: RelatedValue> Related<T> {
    /// A related value. Where that is one of a base type, `Related::new(event.into())` makes it of one of a derived type.
    #[inline]
    pub fn new(value: T) -> Self {
        Self {
            value: Box::new(value),
            marker: PhantomData,
        }
    }

    /// The value.
    #[inline]
    pub fn into_inner(self) -> T {
        match self.value.downcast::<T>() {
            Ok(value) => *value,
            Err(_) => unreachable!("`Related::new` stores a value of this type and nothing replaces it"),
        }
    }
}

impl<T: 'static> Related<T> {
    /// The value, for code that does not know that the type is one of related values.
    #[inline]
    pub(crate) fn stored(&self) -> Option<&T> {
        self.value.downcast_ref()
    }
}

impl<T: RelatedValue> Deref for Related<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self.stored() {
            Some(value) => value,
            None => unreachable!("`Related::new` stores a value of this type and nothing replaces it"),
        }
    }
}

impl<T: RelatedValue> DerefMut for Related<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        match self.value.downcast_mut::<T>() {
            Some(value) => value,
            None => unreachable!("`Related::new` stores a value of this type and nothing replaces it"),
        }
    }
}

impl<T: RelatedValue> From<T> for Related<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: RelatedValue + Default> Default for Related<T> {
    #[inline]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: RelatedValue + Clone> Clone for Related<T> {
    #[inline]
    fn clone(&self) -> Self {
        Self::new(T::clone(self))
    }
}

impl<T: RelatedValue + PartialEq> PartialEq for Related<T> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        T::eq(self, other)
    }
}

impl<T: RelatedValue + fmt::Debug> fmt::Debug for Related<T> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}
