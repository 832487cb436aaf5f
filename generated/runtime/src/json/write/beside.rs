//! Writes what a model has beside the properties that it knows: additional properties, and annotations.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::json::read::TYPE;
use crate::model::additional::Additional;
use crate::model::bind::BIND;
use crate::model::reference::url_at;
use crate::model::slot_visitor::visit_set;
use crate::model::{Model, Schema};

/// What a model has beside the properties that it knows, in the order in which it is written.
pub(crate) struct Beside<'a> {
    /// Annotations of properties that are written: the name of the property, that of the annotation, its value; by
    /// property.
    annotations: Vec<(&'a str, &'a str, &'a Value)>,
    /// What follows the properties.
    rest: Rest<'a>,
    /// The service for which it is written.
    base_url: &'a str,
}

/// What follows the properties of a model.
enum Rest<'a> {
    /// All that the model does not know. Most objects of the service have one annotation, their entity tag, so that no
    /// list is made for it.
    All(&'a Additional),
    /// Properties that the model does not know, and those that are not set but have a value that could not be read.
    These(Vec<(&'a str, &'a Value)>),
}

impl<'a> Beside<'a> {
    pub(crate) fn of(model: &dyn Model, additional: &'a Additional, base_url: &'a str) -> Self {
        let (annotations, rest) = if is_annotated_alone(model.schema(), additional) {
            (Vec::new(), Rest::All(additional))
        } else {
            sorted(model, additional)
        };
        Self {
            annotations,
            rest,
            base_url,
        }
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
        match &self.rest {
            Rest::All(additional) => {
                for (name, value) in of_properties(additional) {
                    self.write(map, name, value)?;
                }
            }
            Rest::These(rest) => {
                for (name, value) in rest {
                    self.write_annotations(map, name)?;
                    self.write(map, name, value)?;
                }
            }
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

/// What is written beside the properties and the type, in the order in which it came.
fn of_properties(additional: &Additional) -> impl Iterator<Item = (&str, &Value)> {
    additional.iter().filter(|(name, _)| *name != TYPE)
}

/// Whether a model has nothing beside its properties but annotations of the object itself, which begin with `@`.
fn is_annotated_alone(schema: &Schema, additional: &Additional) -> bool {
    // A page has annotations as properties.
    let has_annotations_as_fields = schema.fields.first().is_some_and(|name| name.starts_with('@'));
    !has_annotations_as_fields && additional.iter().all(|(name, _)| name.starts_with('@'))
}

/// Annotations of properties by property, as [`Beside`] has them, and what follows the properties.
fn sorted<'a>(
    model: &dyn Model,
    additional: &'a Additional,
) -> (Vec<(&'a str, &'a str, &'a Value)>, Rest<'a>) {
    let schema = model.schema();
    let mut set = vec![false; schema.fields.len()];
    visit_set(model, |index, _| {
        if let Some(is_set) = set.get_mut(index) {
            *is_set = true;
        }
    });
    let is_set = |name: &str| {
        let index = schema.position(name, 0);
        index
            .and_then(|index| set.get(index))
            .is_some_and(|is_set| *is_set)
    };
    let mut annotations = Vec::new();
    let mut rest = Vec::new();
    for (name, value) in of_properties(additional) {
        // What begins with `@` is an annotation of the object itself.
        let annotated = if name.starts_with('@') {
            None
        } else {
            name.split_once('@')
        };
        match annotated {
            // A page has annotations as properties.
            _ if is_set(name) => {}
            Some((property, _)) if additional.get(property).is_some() || is_set(property) => {
                annotations.push((property, name, value));
            }
            _ => rest.push((name, value)),
        }
    }
    annotations.sort_by_key(|(property, ..)| *property);
    (annotations, Rest::These(rest))
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
