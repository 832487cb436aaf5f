//! Lists whose items are named by ids.
//!
//! The items of a plan refer to each other in circles, so they name each other by their places in the list that owns
//! them. An id is valid for one list only: in the plan of another version it names another item, or none.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// What an [`Arena`] holds. Its ids have a type that names no other: who only refers to items need not know them.
pub trait Planned {
    /// The kind of its ids.
    type Kind;
}

/// The name of an item of an [`Arena`], by the kind of the item.
pub struct Id<K> {
    index: u32,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// The id of the item at a place in its list.
    pub(in crate::resolve) fn at(index: usize) -> Self {
        Self {
            // A plan of so many items does not fit into memory.
            index: u32::try_from(index).unwrap_or(u32::MAX),
            kind: PhantomData,
        }
    }

    /// The place of the item in its list.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K> Copy for Id<K> {}

impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<K> Eq for Id<K> {}

impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}

impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// A list that gives each item an id and never takes an item out.
#[derive(Clone, Debug)]
pub struct Arena<T> {
    items: Vec<T>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<T: Planned> Arena<T> {
    /// The id of the item that is added next. Items that name each other learn their ids by it.
    pub(in crate::resolve) fn next_id(&self) -> Id<T::Kind> {
        Id::at(self.items.len())
    }

    /// Adds an item.
    pub(in crate::resolve) fn add(&mut self, item: T) -> Id<T::Kind> {
        let id = self.next_id();
        self.items.push(item);
        id
    }

    /// The items with their ids, in the order of the ids.
    pub fn iter(&self) -> impl Iterator<Item = (Id<T::Kind>, &T)> {
        self.items
            .iter()
            .enumerate()
            .map(|(index, item)| (Id::at(index), item))
    }

    /// The items in the order of their ids.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.items.iter()
    }

    /// A value for each item, under the id of the item.
    pub(in crate::resolve) fn map<'a, V>(
        &'a self,
        mut value: impl FnMut(Id<T::Kind>, &'a T) -> V,
    ) -> ArenaMap<T, V> {
        ArenaMap {
            values: self.iter().map(|(id, item)| value(id, item)).collect(),
            item: PhantomData,
        }
    }
}

/// The item of an id.
///
/// # Panics
///
/// Panics where the id is of a longer arena, which is a fault of the program.
impl<T: Planned> Index<Id<T::Kind>> for Arena<T> {
    type Output = T;

    fn index(&self, id: Id<T::Kind>) -> &T {
        &self.items[id.index()]
    }
}

/// A value for each item of an [`Arena`], under the id of the item.
#[derive(Clone, Debug)]
pub struct ArenaMap<T, V> {
    values: Vec<V>,
    item: PhantomData<fn() -> T>,
}

impl<T, V> Default for ArenaMap<T, V> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            item: PhantomData,
        }
    }
}

impl<T: Planned, V> Index<Id<T::Kind>> for ArenaMap<T, V> {
    type Output = V;

    fn index(&self, id: Id<T::Kind>) -> &V {
        &self.values[id.index()]
    }
}

impl<T: Planned, V> IndexMut<Id<T::Kind>> for ArenaMap<T, V> {
    fn index_mut(&mut self, id: Id<T::Kind>) -> &mut V {
        &mut self.values[id.index()]
    }
}
