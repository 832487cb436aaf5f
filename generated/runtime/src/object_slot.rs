//! Slots of models and of collections of models.

use std::any::Any;

use crate::model::Model;
use crate::related::Related;
use crate::slot::{ObjectSlot, ObjectsSlot};

impl<M: Model + Default> ObjectSlot for Option<M> {
    #[inline]
    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(model) => Some(model),
            None => None,
        }
    }
    #[inline]
    fn insert(&mut self) -> &mut dyn Model {
        self.insert(M::default())
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
    #[inline]
    fn take_from(&mut self, other: &mut dyn ObjectSlot) -> bool {
        take(self, other)
    }
}

impl<M: Model + Default> ObjectSlot for Option<Related<M>> {
    #[inline]
    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(related) => Some(&**related),
            None => None,
        }
    }
    #[inline]
    fn insert(&mut self) -> &mut dyn Model {
        &mut **self.insert(Related::new(M::default()))
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
    #[inline]
    fn take_from(&mut self, other: &mut dyn ObjectSlot) -> bool {
        take(self, other)
    }
}

impl<M: Model + Default> ObjectsSlot for Option<Vec<M>> {
    #[inline]
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Model> {
        item(self.as_ref()?, index)
    }
    #[inline]
    fn insert(&mut self) {
        *self = Some(Vec::new());
    }
    #[inline]
    fn push(&mut self) -> &mut dyn Model {
        push_default(self.get_or_insert_default())
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
    #[inline]
    fn take_from(&mut self, other: &mut dyn ObjectsSlot) -> bool {
        take(self, other)
    }
}

impl<M: Model + Default> ObjectsSlot for Option<Related<Vec<M>>> {
    #[inline]
    fn count(&self) -> Option<usize> {
        self.as_ref().map(|related| related.len())
    }
    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Model> {
        item(self.as_ref()?, index)
    }
    #[inline]
    fn insert(&mut self) {
        *self = Some(Related::new(Vec::new()));
    }
    #[inline]
    fn push(&mut self) -> &mut dyn Model {
        push_default(self.get_or_insert_with(|| Related::new(Vec::new())))
    }
    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
    #[inline]
    fn take_from(&mut self, other: &mut dyn ObjectsSlot) -> bool {
        take(self, other)
    }
}

/// The items of a [`Page`](crate::Page), which are there even when there are none.
impl<M: Model + Default> ObjectsSlot for Vec<M> {
    #[inline]
    fn count(&self) -> Option<usize> {
        Some(self.len())
    }
    #[inline]
    fn get(&self, index: usize) -> Option<&dyn Model> {
        item(self, index)
    }
    #[inline]
    fn insert(&mut self) {
        self.clear();
    }
    #[inline]
    fn push(&mut self) -> &mut dyn Model {
        push_default(self)
    }
    #[inline]
    fn clear(&mut self) {
        self.clear();
    }
    #[inline]
    fn take_from(&mut self, other: &mut dyn ObjectsSlot) -> bool {
        take(self, other)
    }
}

fn item<M: Model>(models: &[M], index: usize) -> Option<&dyn Model> {
    match models.get(index) {
        Some(model) => Some(model),
        None => None,
    }
}

fn push_default<M: Model + Default>(models: &mut Vec<M>) -> &mut dyn Model {
    models.push(M::default());
    let last = models.len() - 1;
    &mut models[last]
}

/// Moves the value of `from` into `to`, when both slots are of one type.
pub(crate) fn take<T: Any + Default>(to: &mut T, from: &mut dyn Any) -> bool {
    match from.downcast_mut::<T>() {
        Some(from) => {
            *to = std::mem::take(from);
            true
        }
        None => false,
    }
}
