//! Slots of models and of collections of models.
//!
//! They are compiled for every type, and called through `dyn` only: so they are short, and not `#[inline]`, which
//! would compile them once more for each part of a crate.

use crate::model::Model;
use crate::related::Related;
use crate::slot::{ObjectSlot, ObjectsSlot};

impl<M: Model + Default> ObjectSlot for Option<M> {
    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(model) => Some(model),
            None => None,
        }
    }
    fn insert(&mut self) -> &mut dyn Model {
        self.insert(M::default())
    }
    fn clear(&mut self) {
        *self = None;
    }
}

impl<M: Model + Default> ObjectSlot for Option<Related<M>> {
    fn get(&self) -> Option<&dyn Model> {
        match self {
            Some(related) => Some(&**related),
            None => None,
        }
    }
    fn insert(&mut self) -> &mut dyn Model {
        &mut **self.insert(Related::new(M::default()))
    }
    fn clear(&mut self) {
        *self = None;
    }
}

impl<M: Model + Default> ObjectsSlot for Option<Vec<M>> {
    fn count(&self) -> Option<usize> {
        self.as_ref().map(Vec::len)
    }
    fn get(&self, index: usize) -> Option<&dyn Model> {
        item(self.as_ref()?, index)
    }
    fn resize(&mut self, count: usize) -> Option<&mut dyn Model> {
        match self {
            Some(models) => resize(models, count),
            None => resize(self.insert(Default::default()), count),
        }
    }
    fn clear(&mut self) {
        *self = None;
    }
}

impl<M: Model + Default> ObjectsSlot for Option<Related<Vec<M>>> {
    fn count(&self) -> Option<usize> {
        self.as_ref().map(|related| related.len())
    }
    fn get(&self, index: usize) -> Option<&dyn Model> {
        item(self.as_ref()?, index)
    }
    fn resize(&mut self, count: usize) -> Option<&mut dyn Model> {
        match self {
            Some(models) => resize(models, count),
            None => resize(self.insert(Default::default()), count),
        }
    }
    fn clear(&mut self) {
        *self = None;
    }
}

/// The items of a [`Page`](crate::Page), which are there even when there are none.
impl<M: Model + Default> ObjectsSlot for Vec<M> {
    fn count(&self) -> Option<usize> {
        Some(self.len())
    }
    fn get(&self, index: usize) -> Option<&dyn Model> {
        item(self, index)
    }
    fn resize(&mut self, count: usize) -> Option<&mut dyn Model> {
        resize(self, count)
    }
    fn clear(&mut self) {
        self.clear();
    }
}

fn item<M: Model>(models: &[M], index: usize) -> Option<&dyn Model> {
    match models.get(index) {
        Some(model) => Some(model),
        None => None,
    }
}

fn resize<M: Model + Default>(models: &mut Vec<M>, count: usize) -> Option<&mut dyn Model> {
    models.truncate(count);
    while models.len() < count {
        models.push(M::default());
    }
    match models.last_mut() {
        Some(model) => Some(model),
        None => None,
    }
}
