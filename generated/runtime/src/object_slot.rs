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
    fn insert(&mut self) {
        *self = Some(Vec::new());
    }
    fn push(&mut self) -> &mut dyn Model {
        if self.is_none() {
            ObjectsSlot::insert(self);
        }
        match self {
            Some(models) => push_default(models),
            None => unreachable!("a collection was put in place"),
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
    fn insert(&mut self) {
        *self = Some(Related::new(Vec::new()));
    }
    fn push(&mut self) -> &mut dyn Model {
        if self.is_none() {
            ObjectsSlot::insert(self);
        }
        match self {
            Some(related) => push_default(related),
            None => unreachable!("a collection was put in place"),
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
    fn insert(&mut self) {
        self.clear();
    }
    fn push(&mut self) -> &mut dyn Model {
        push_default(self)
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

fn push_default<M: Model + Default>(models: &mut Vec<M>) -> &mut dyn Model {
    models.push(M::default());
    let last = models.len() - 1;
    &mut models[last]
}
