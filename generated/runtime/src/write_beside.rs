//! Writes what a model has beside the properties that it knows: additional properties, and annotations.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::convert::BIND;
use crate::model::Model;
use crate::read::TYPE;
use crate::reference::url_at;

/// What a model has beside the properties that it knows, in the order in which it is written.
#[derive(Default)]
pub(crate) struct Beside<'a> {
    /// Annotations of properties that are written: the name of the property, that of the annotation, its value; by
    /// property.
    annotations: Vec<(&'a str, &'a str, &'a Value)>,
    /// What follows the properties: those that the model does not know, and those that are not set but have a value
    /// that could not be read.
    rest: Vec<(&'a str, &'a Value)>,
    /// The service for which it is written.
    base_url: &'a str,
}

impl<'a> Beside<'a> {
    pub(crate) fn of(model: &'a dyn Model, base_url: &'a str) -> Self {
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
            base_url,
        };
        for (name, value) in additional.iter().filter(|(name, _)| *name != TYPE) {
            // What begins with `@` is an annotation of the object itself.
            let annotated = if name.starts_with('@') {
                None
            } else {
                name.split_once('@')
            };
            match annotated {
                // A page has annotations as properties.
                _ if is_set(name) => {}
                Some((property, _)) => {
                    if additional.get(property).is_some() || is_set(property) {
                        beside.annotations.push((property, name, value));
                    } else {
                        beside.rest.push((name, value));
                    }
                }
                None => beside.rest.push((name, value)),
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
            self.write(map, name, value)?;
        }
        Ok(())
    }

    /// Writes what follows the properties.
    pub(crate) fn write_rest<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        for (name, value) in &self.rest {
            self.write_annotations(map, name)?;
            self.write(map, name, value)?;
        }
        Ok(())
    }

    fn write<M: SerializeMap>(&self, map: &mut M, name: &str, value: &Value) -> Result<(), M::Error> {
        let base_url = self.base_url;
        match name.ends_with(BIND) {
            true => map.serialize_entry(name, &Link { value, base_url }),
            false => map.serialize_entry(name, value),
        }
    }
}

/// What a relationship is bound to, an address or a list of such, to be written for the service at `base_url`.
struct Link<'a> {
    value: &'a Value,
    base_url: &'a str,
}

impl Serialize for Link<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let base_url = self.base_url;
        match self.value {
            Value::String(target) => serializer.serialize_str(&url_at(base_url, target)),
            Value::Array(items) => serializer.collect_seq(items.iter().map(|value| Self { value, base_url })),
            value => value.serialize(serializer),
        }
    }
}
