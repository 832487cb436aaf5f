//! What the places that hold models do with them.

use crate::model::Model;
use crate::model::related::Related;

/// What slots and holders do with a model in Rust: make it, drop it, and lend it as `dyn Model`.
///
/// These are functions of the model, and not inlined, so that the compiler puts them where the model's own functions
/// are. As functions of slots they were compiled elsewhere, and took a copy there of how each model is dropped and of all
/// that `dyn Model` refers to: the models of a crate were dropped by three to four copies of that code each.
pub trait Held: Model {
    /// The model as any model.
    #[inline(never)]
    fn as_model(&self) -> &dyn Model
    where
        Self: Sized,
    {
        self
    }
    /// The model as any model, to be changed.
    #[inline(never)]
    fn as_model_mut(&mut self) -> &mut dyn Model
    where
        Self: Sized,
    {
        self
    }
    /// A default value in a box.
    #[must_use]
    #[inline(never)]
    fn boxed() -> Box<Self>
    where
        Self: Default,
    {
        Box::default()
    }
    /// Puts a default value in place.
    #[inline(never)]
    fn insert(slot: &mut Option<Self>) -> &mut dyn Model
    where
        Self: Default,
    {
        slot.insert(Self::default())
    }
    /// Takes the model away.
    #[inline(never)]
    fn clear(slot: &mut Option<Self>)
    where
        Self: Sized,
    {
        *slot = None;
    }
    /// Puts a default value in place, as one that is related.
    #[inline(never)]
    fn insert_related(slot: &mut Option<Related<Self>>) -> &mut dyn Model
    where
        Self: Default,
    {
        &mut **slot.insert(Related::new(Self::default()))
    }
    /// The model with this index in a list.
    #[inline(never)]
    fn item(models: &[Self], index: usize) -> Option<&dyn Model>
    where
        Self: Sized,
    {
        match models.get(index) {
            Some(model) => Some(model),
            None => None,
        }
    }
    /// Makes a list hold this many models, and returns the last one.
    #[inline(never)]
    fn resize(models: &mut Vec<Self>, count: usize) -> Option<&mut dyn Model>
    where
        Self: Default,
    {
        models.truncate(count);
        while models.len() < count {
            models.push(Self::default());
        }
        match models.last_mut() {
            Some(model) => Some(model),
            None => None,
        }
    }
    /// Takes a list away.
    #[inline(never)]
    fn clear_list(slot: &mut Option<Vec<Self>>)
    where
        Self: Sized,
    {
        *slot = None;
    }
    /// Makes a list hold this many models, which is put in place where there is none, and returns the last one.
    #[inline(never)]
    fn resize_list(slot: &mut Option<Vec<Self>>, count: usize) -> Option<&mut dyn Model>
    where
        Self: Default,
    {
        match slot {
            Some(models) => Self::resize(models, count),
            None => Self::resize(slot.insert(Vec::new()), count),
        }
    }
    /// The same for a list of related models.
    #[inline(never)]
    fn resize_related(slot: &mut Option<Related<Vec<Self>>>, count: usize) -> Option<&mut dyn Model>
    where
        Self: Default,
    {
        match slot {
            Some(models) => Self::resize(models, count),
            None => Self::resize(slot.insert(Related::new(Vec::new())), count),
        }
    }
}

impl<M: Model> Held for M {}
