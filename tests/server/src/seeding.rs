//! Seeding: puts the objects of a test's seed into the state of a service, where their paths lead.

use crate::documentation::{Object, UNKNOWN_PATH};
use crate::keys::key;
use crate::pages::{PathTemplate, Segment, Version};
use crate::seed::{SeedEntry, SeedError, SeedValue};
use crate::service::Service;

impl Service {
    /// Puts the objects of an entry at its path, in each version that documents the path.
    pub(crate) fn apply(&self, entry: &SeedEntry) -> Result<(), SeedError> {
        let mut is_known = false;
        for version in entry.versions() {
            let routes = self.documentation.routes(version, &entry.path);
            let Some((template, place)) = routes.first().and_then(|route| self.place(version, route).ok())
            else {
                continue;
            };
            is_known |= match &entry.value {
                SeedValue::Many(objects) => self.seed_collection(version, &template, &place, entry, objects),
                SeedValue::One(object) => {
                    self.seed_object(version, &template, &place, object);
                    true
                }
            };
        }
        match is_known {
            true => Ok(()),
            false => Err(entry.error(UNKNOWN_PATH)),
        }
    }

    /// Puts objects into the collection at a place; `false` where no collection is there.
    fn seed_collection(
        &self,
        version: Version,
        template: &[Segment],
        place: &[String],
        entry: &SeedEntry,
        objects: &[Object],
    ) -> bool {
        let Some(seeds) = self.seeds(version, Some(template)) else {
            return false;
        };
        let segments = template.to_vec();
        let shape = PathTemplate { segments }.shape();
        let is_new = |object: &&Object| {
            let id = object.get("id");
            !id.is_some_and(|id| self.documentation.has_example(version, &shape, id))
        };
        // The seeds of a collection at the top are those of the entry already, and may have been filled up.
        let all = match entry.path.len() {
            1 => seeds,
            _ => objects,
        };
        self.state()
            .give(&key(version, place), all, all.iter().filter(is_new));
        true
    }

    /// Puts an object at a place: into its collection, in place of the one with its id, or where a single object stands.
    fn seed_object(&self, version: Version, template: &[Segment], place: &[String], object: &Object) {
        match (template.split_last(), place.split_last()) {
            (Some((Segment::Parameter(_), before)), Some((id, above))) => {
                let seeds = self.seeds(version, Some(before));
                let mut state = self.state();
                state.replace(&key(version, above), seeds, id, object.clone());
            }
            _ => *self.state().singleton(&key(version, place), None) = object.clone(),
        }
    }
}
