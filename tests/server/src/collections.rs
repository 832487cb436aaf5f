//! What is there now: the documented objects, and what requests made of them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use crate::documentation::Object;
use crate::error::GraphError;
use crate::files::Files;
use crate::names::{folder_named, property};
use crate::{example_objects, keys};

/// The entity tag of an object: another one after each change.
pub(crate) const ETAG: &str = "@odata.etag";

/// The state of a service. Everything in it is found by the key of its path; see [`keys`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Collections {
    collections: BTreeMap<String, Vec<Object>>,
    /// Objects that stand at a path of their own, such as settings; `None` where one was deleted.
    singletons: BTreeMap<String, Option<Object>>,
    created: usize,
    /// Operations that go on, by the key of their collection and their id, with the status that they end with.
    pub(crate) running: BTreeMap<(String, String), String>,
    /// What drives have besides items.
    pub(crate) files: Files,
    /// The places of objects that were created: nothing stands below them but what is created there.
    new_places: BTreeSet<String>,
    /// The paths of collections whose objects were given.
    given: BTreeSet<String>,
    /// What became of the objects of a collection, the oldest change first.
    changes: BTreeMap<String, Vec<Change>>,
}

/// That an object was created, changed or deleted.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) id: String,
    pub(crate) properties: Changed,
    /// The id of the folder in which the object said then that it lies; empty where it said none.
    pub(crate) folder: String,
}

/// Which properties of an object a change is about.
#[derive(Clone, Debug)]
pub(crate) enum Changed {
    /// All of it: it was created, or it was deleted.
    All,
    /// Those of these names.
    Named(BTreeSet<String>),
}

impl Collections {
    /// The objects at a path; `seeds` are there before the first request.
    pub(crate) fn at(&mut self, path: &str, seeds: Option<&[Object]>) -> &mut Vec<Object> {
        let is_new = keys::above(path).any(|above| self.new_places.contains(above));
        let seeds = || seeds.filter(|_| !is_new).unwrap_or_default().to_vec();
        self.collections.entry(path.to_owned()).or_insert_with(seeds)
    }

    /// The object at a path of its own; `initial` is there before the first request. `None` where it was deleted.
    pub(crate) fn singleton(&mut self, path: &str, initial: Option<Object>) -> Option<&mut Object> {
        let initial = || Some(initial.unwrap_or_default());
        let singleton = self.singletons.entry(path.to_owned());
        singleton.or_insert_with(initial).as_mut()
    }

    /// Puts an object at a path of its own.
    pub(crate) fn put_singleton(&mut self, path: &str, object: Object) {
        self.singletons.insert(path.to_owned(), Some(object));
    }

    /// Deletes the object at a path of its own. Returns whether it was there.
    pub(crate) fn delete_singleton(&mut self, path: &str) -> bool {
        self.singletons.insert(path.to_owned(), None) != Some(None)
    }

    /// Puts objects at a path, in place of those that are there. Below those that are new nothing stands but what is
    /// given there.
    pub(crate) fn give<'o>(&mut self, path: &str, objects: &[Object], new: impl Iterator<Item = &'o Object>) {
        for id in new.filter_map(|object| object.get("id")?.as_str()) {
            self.new_places.insert(keys::below(path, id));
        }
        self.given.insert(path.to_owned());
        self.collections.insert(path.to_owned(), objects.to_vec());
    }

    /// Puts an object into a collection, in place of the one with its id. Returns whether there was none.
    pub(crate) fn replace(
        &mut self,
        path: &str,
        seeds: Option<&[Object]>,
        id: &str,
        mut object: Object,
    ) -> bool {
        object.insert("id".to_owned(), id.into());
        let objects = self.at(path, seeds);
        let there = position(objects, id).ok().and_then(|at| objects.get_mut(at));
        let is_new = there.is_none();
        match there {
            Some(there) => *there = object,
            None => {
                objects.push(object);
                self.new_places.insert(keys::below(path, id));
            }
        }
        self.changed(path, id, Changed::All);
        is_new
    }

    /// Removes an object from a collection.
    ///
    /// # Errors
    /// Where it is not there.
    pub(crate) fn remove(&mut self, path: &str, id: &str) -> Result<(), GraphError> {
        let at = position(self.at(path, None), id)?;
        self.changed(path, id, Changed::All);
        self.at(path, None).remove(at);
        Ok(())
    }

    /// All that stands at paths, in the form of a seed.
    pub(crate) fn dump(&self) -> Value {
        let many = self.collections.iter();
        let many = many.map(|(key, objects)| (keys::path(key), Value::from(objects.clone())));
        let one = self.singletons.iter();
        let one = one.filter_map(|(key, object)| Some((keys::path(key), Value::Object(object.clone()?))));
        Value::Object(many.chain(one).collect())
    }

    /// Whether an object is in a collection.
    pub(crate) fn contains(&mut self, path: &str, seeds: Option<&[Object]>, id: &str) -> bool {
        position(self.at(path, seeds), id).is_ok()
    }

    /// Whether objects are known at a path.
    pub(crate) fn has_collection(&self, path: &str) -> bool {
        self.collections.contains_key(path)
    }

    /// Whether an object is known at a path of its own.
    pub(crate) fn has_singleton(&self, path: &str) -> bool {
        self.singletons.contains_key(path)
    }

    /// Takes down that an object was created, changed or deleted; before it is deleted, and after all else.
    pub(crate) fn changed(&mut self, path: &str, id: &str, properties: Changed) {
        let mut objects = self.collections.get(path).into_iter().flatten();
        let object = objects.find(|object| property(object, "id") == id);
        let change = Change {
            folder: object.map(folder_named).unwrap_or_default().to_owned(),
            id: id.to_owned(),
            properties,
        };
        self.changes.entry(path.to_owned()).or_default().push(change);
    }

    /// Whether an object of a collection can be there that has not been asked for: the objects are those of the pages, and
    /// nothing was done with this one.
    pub(crate) fn may_have(&self, path: &str, id: &str) -> bool {
        let is_new = keys::above(path).any(|above| self.new_places.contains(above));
        let mut changes = self.changes.get(path).into_iter().flatten();
        !is_new && !self.given.contains(path) && !changes.any(|change| change.id == id)
    }

    /// What became of the objects of a collection, the oldest change first.
    pub(crate) fn changes(&self, path: &str) -> Vec<Change> {
        self.changes.get(path).cloned().unwrap_or_default()
    }

    /// Adds an object under an id that is free; like `pattern`, where that is given.
    pub(crate) fn create(
        &mut self,
        path: &str,
        seeds: Option<&[Object]>,
        mut object: Object,
        pattern: Option<&str>,
    ) -> Object {
        let pattern = pattern
            .unwrap_or("00000000-0000-4000-8000-000000000000")
            .to_owned();
        let mut id = pattern.clone();
        while self.contains(path, seeds, &id) {
            self.created += 1;
            id = example_objects::id(&pattern, self.created);
        }
        self.new_places.insert(keys::below(path, &id));
        object.insert("id".to_owned(), id.as_str().into());
        self.at(path, seeds).push(object.clone());
        self.changed(path, &id, Changed::All);
        object
    }

    /// Adds a copy of an object under an id that is free, like that of the object, with all that stands below it.
    pub(crate) fn copy(&mut self, path: &str, object: &Object) -> Object {
        let copy = self.create(
            path,
            None,
            object.clone(),
            object.get("id").and_then(Value::as_str),
        );
        let [from, to] = [object, &copy].map(|object| keys::below(path, property(object, "id")));
        if !self.new_places.contains(&from) {
            self.new_places.remove(&to);
        }
        copy_below(&mut self.collections, &from, &to);
        copy_below(&mut self.singletons, &from, &to);
        copy
    }
}

/// Puts what stands below a path below another one, too.
fn copy_below<T: Clone>(places: &mut BTreeMap<String, T>, from: &str, to: &str) {
    let below = places.iter().filter_map(|(key, there)| {
        let key = keys::rebased(key, from, to)?;
        Some((key, there.clone()))
    });
    let below: Vec<(String, T)> = below.collect();
    places.extend(below);
}

/// The place of an object in a collection.
pub(crate) fn position(objects: &[Object], id: &str) -> Result<usize, GraphError> {
    let found = objects
        .iter()
        .position(|object| object.get("id").and_then(Value::as_str) == Some(id));
    found.ok_or_else(|| GraphError::not_found(id))
}

/// Changes an object as an update says: what it names, `null` included.
pub(crate) fn merge(object: &mut Object, changes: Object) {
    for (name, value) in changes {
        if name != "id" {
            object.insert(name, value);
        }
    }
    // Whoever knows the object as it was, no longer knows it.
    if object.contains_key(ETAG) {
        object.insert(ETAG.to_owned(), format!("W/\"{}\"", Uuid::new_v4()).into());
    }
}
