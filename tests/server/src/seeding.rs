//! Seeding: puts the objects of a test's seed into the state of a service, where their paths lead.

use crate::documentation::{Object, UNKNOWN_PATH};
use crate::resource_path::ResourcePath;
use crate::seed::{SeedEntry, SeedError, SeedValue};
use crate::service::Service;

impl Service {
    /// Puts the objects of an entry at its path, in each version that documents the path.
    pub(crate) fn apply(&self, entry: &SeedEntry) -> Result<(), SeedError> {
        let mut is_known = false;
        for version in entry.versions() {
            let routes = self.documentation.routes(version, &entry.path);
            let path = routes.first().and_then(|route| self.path_of(version, route).ok());
            let Some(path) = path else { continue };
            is_known |= match &entry.value {
                SeedValue::Many(objects) => self.seed_collection(&path, entry, objects),
                SeedValue::One(object) => {
                    self.seed_object(&path, object);
                    true
                }
            };
        }
        match is_known {
            true => Ok(()),
            false => Err(entry.error(UNKNOWN_PATH)),
        }
    }

    /// Puts objects into the collection at a path; `false` where no collection is there.
    fn seed_collection(&self, path: &ResourcePath, entry: &SeedEntry, objects: &[Object]) -> bool {
        let Some(seeds) = self.seeds(path) else {
            return false;
        };
        let shape = path.template().shape();
        let is_new = |object: &&Object| {
            let id = object.get("id");
            !id.is_some_and(|id| self.documentation.has_example(path.version, &shape, id))
        };
        // The seeds of a collection at the top are those of the entry already, and may have been filled up.
        let all = match entry.path.len() {
            1 => seeds.to_vec(),
            _ => self.with_other_folders(path, objects),
        };
        self.state().give(&path.key(), &all, all.iter().filter(is_new));
        true
    }

    /// Puts an object at a path: into its collection, in place of the one with its id, or where a single object stands.
    fn seed_object(&self, path: &ResourcePath, object: &Object) {
        match path.of_object() {
            Some((collection, id)) => {
                let seeds = self.seeds(&collection);
                let mut state = self.state();
                state.replace(&collection.key(), seeds, id, object.clone());
            }
            None => self.state().put_singleton(&path.key(), object.clone()),
        }
    }
}
