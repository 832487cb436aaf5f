//! Slots of models and of collections of models.
//!
//! They are called through `dyn` only: so they are short, and not `#[inline]`, which would compile them once more for each
//! part of a crate.

use crate::model::Model;
use crate::model::held::Held;
use crate::model::related::Related;
use crate::model::slot::{ObjectSlot, ObjectsSlot};

impl<M: Model + Default> ObjectSlot for Option<M> {
    fn get(&self) -> Option<&dyn Model> {
        Some(self.as_ref()?.as_model())
    }
    fn insert(&mut self) -> &mut dyn Model {
        M::insert(self)
    }
    fn clear(&mut self) {
        M::clear(self);
    }
}

impl<M: Model + Default> ObjectSlot for Option<Related<M>> {
    fn get(&self) -> Option<&dyn Model> {
        Some(self.as_ref()?.as_model())
    }
    fn insert(&mut self) -> &mut dyn Model {
        M::insert_related(self)
    }
    fn clear(&mut self) {
        *self = None;
    }
    fn is_related(&self) -> bool {
        true
    }
}

impl<M: Model + Default> ObjectsSlot for Option<Vec<M>> {
    fn count(&self) -> Option<usize> {
        Some(self.as_ref()?.len())
    }
    fn get(&self, index: usize) -> Option<&dyn Model> {
        M::item(self.as_ref()?, index)
    }
    fn resize(&mut self, count: usize) -> Option<&mut dyn Model> {
        M::resize_list(self, count)
    }
    fn clear(&mut self) {
        M::clear_list(self);
    }
}

impl<M: Model + Default> ObjectsSlot for Option<Related<Vec<M>>> {
    fn count(&self) -> Option<usize> {
        Some(self.as_ref()?.len())
    }
    fn get(&self, index: usize) -> Option<&dyn Model> {
        M::item(self.as_ref()?, index)
    }
    fn resize(&mut self, count: usize) -> Option<&mut dyn Model> {
        M::resize_related(self, count)
    }
    fn clear(&mut self) {
        *self = None;
    }
    fn is_related(&self) -> bool {
        true
    }
}

/// The items of a [`Page`](crate::Page), which are there even when there are none.
impl<M: Model + Default> ObjectsSlot for Vec<M> {
    fn count(&self) -> Option<usize> {
        Some(self.len())
    }
    fn get(&self, index: usize) -> Option<&dyn Model> {
        M::item(self, index)
    }
    fn resize(&mut self, count: usize) -> Option<&mut dyn Model> {
        M::resize(self, count)
    }
    fn clear(&mut self) {
        M::resize(self, 0);
    }
}
