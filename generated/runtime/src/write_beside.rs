//! What is written beside the properties that a model knows.

use serde::ser::SerializeMap;
use serde_json::Value;

use crate::model::Model;
use crate::read::TYPE;

/// What a model has beside the properties that it knows, in the order in which it is written.
#[derive(Default)]
pub(crate) struct Beside<'a> {
    /// Annotations of properties that are written: the name of the property, that of the annotation, its value; by
    /// property.
    annotations: Vec<(&'a str, &'a str, &'a Value)>,
    /// What follows the properties: those that the model does not know, and those that are not set but have a value
    /// that could not be read.
    rest: Vec<(&'a str, &'a Value)>,
}

impl<'a> Beside<'a> {
    pub(crate) fn of(model: &'a dyn Model) -> Self {
        let schema = model.schema();
        let additional = model.additional();
        let is_set = |name: &str| {
            schema
                .position(name, 0)
                .is_some_and(|index| !model.slot_ref(index).is_empty())
        };
        let mut beside = Self {
            annotations: Vec::new(),
            rest: Vec::new(),
        };
        for (name, value) in additional.iter().filter(|(name, _)| *name != TYPE) {
            // What begins with `@` is an annotation of the object itself.
            let annotated = if name.starts_with('@') {
                None
            } else {
                name.split_once('@')
            };
            match annotated {
                Some((property, _)) => {
                    if additional.get(property).is_some() || is_set(property) {
                        beside.annotations.push((property, name, value));
                    } else {
                        beside.rest.push((name, value));
                    }
                }
                // A page has annotations of the object itself as properties.
                _ if is_set(name) => {}
                _ => beside.rest.push((name, value)),
            }
        }
        beside.annotations.sort_by_key(|(property, ..)| *property);
        beside
    }

    pub(crate) fn has_annotations(&self) -> bool {
        !self.annotations.is_empty()
    }

    /// Writes the annotations of a property.
    pub(crate) fn write_annotations<M: SerializeMap>(
        &self,
        map: &mut M,
        property: &str,
    ) -> Result<(), M::Error> {
        let start = self.annotations.partition_point(|(other, ..)| *other < property);
        let annotations = self.annotations.get(start..).unwrap_or_default();
        for (_, name, value) in annotations.iter().take_while(|(other, ..)| *other == property) {
            map.serialize_entry(name, value)?;
        }
        Ok(())
    }

    /// Writes what follows the properties.
    pub(crate) fn write_rest<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        for (name, value) in &self.rest {
            self.write_annotations(map, name)?;
            map.serialize_entry(name, value)?;
        }
        Ok(())
    }
}
