//! Values of navigation properties.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::mem::{self, ManuallyDrop};
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
    value: Erased,
    marker: PhantomData<fn() -> T>,
}

/// The value, which [`drop_erased`] drops.
struct Erased(ManuallyDrop<Box<dyn Any + Send + Sync>>);

impl Drop for Erased {
    #[inline]
    fn drop(&mut self) {
        drop_erased(self);
    }
}

/// Drops the value. A function with the ABI of C does not unwind, so the compiler emits no code that drops the other fields
/// of a model after a panic in this one: an entity can have fifty relationships. A value whose `Drop` panics ends the process.
#[allow(improper_ctypes_definitions, reason = "only Rust calls it")]
#[inline(never)]
extern "C" fn drop_erased(erased: &mut Erased) {
    drop(erased.take());
}

impl Erased {
    /// The value; a box of nothing, for which nothing is allocated, takes its place.
    fn take(&mut self) -> Box<dyn Any + Send + Sync> {
        let nothing = ManuallyDrop::new(Box::new(()) as Box<dyn Any + Send + Sync>);
        ManuallyDrop::into_inner(mem::replace(&mut self.0, nothing))
    }
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
            value: Erased(ManuallyDrop::new(Box::new(value))),
            marker: PhantomData,
        }
    }

    /// The value.
    #[inline]
    pub fn into_inner(mut self) -> T {
        match self.value.take().downcast::<T>() {
            Ok(value) => *value,
            Err(_) => unreachable!("`Related::new` stores a value of this type and nothing replaces it"),
        }
    }
}

impl<T: 'static> Related<T> {
    /// The value, for code that does not know that the type is one of related values.
    #[inline]
    pub(crate) fn stored(&self) -> Option<&T> {
        self.value.0.downcast_ref()
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
        match self.value.0.downcast_mut::<T>() {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Related, RelatedValue};

    struct Shared(Arc<()>);

    impl RelatedValue for Shared {}

    #[test]
    fn a_value_is_dropped_once() {
        let count = Arc::new(());
        let mut related = Related::new(Shared(count.clone()));
        assert_eq!(Arc::strong_count(&count), 2);
        related = Related::new(Shared(related.0.clone()));
        assert_eq!(Arc::strong_count(&count), 2, "the first one is gone");
        let inner = related.into_inner();
        assert_eq!(Arc::strong_count(&count), 2, "it is moved out");
        drop(inner);
        assert_eq!(Arc::strong_count(&count), 1);
    }

    #[test]
    fn an_absent_value_takes_no_more_than_a_box() {
        assert_eq!(size_of::<Option<Related<Shared>>>(), size_of::<Box<dyn Send>>());
    }
}
