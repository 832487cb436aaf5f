//! What the values in examples say of the type of a property that no table has.
//!
//! They say little: a number may be a whole one by chance, and a text may be one of an enumeration. So a type is taken
//! only where it cannot be wrong: one on which all types with a property of that name agree, or what the JSON itself
//! says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::model::types::{Types, chain};
use crate::model::{Property, TypeRef, scalar};
use crate::page::Primitive;
use crate::rules::placeholder::{Placeholder, placeholder};
use crate::span::Span;

/// What a type of a property is, and whether there are many values of it.
type Kind = (TypeRef, bool);

/// The types that the properties of a name have, where all of them agree.
pub(super) struct Common {
    kinds: BTreeMap<String, Option<Kind>>,
    /// The names of the properties of each type, by its key.
    names: BTreeMap<String, BTreeSet<String>>,
}

impl Common {
    pub(super) fn new(types: &Types) -> Self {
        let mut kinds: BTreeMap<String, Option<Kind>> = BTreeMap::new();
        for property in types.values().flat_map(|ty| &ty.properties) {
            let kind = (property.ty.clone(), property.collection);
            let common = kinds
                .entry(property.name.clone())
                .or_insert_with(|| Some(kind.clone()));
            // The values of an enumeration or a closed list are those of one property.
            let is_general = !matches!(property.ty, TypeRef::Enum(_)) && property.values.is_empty();
            if !is_general || common.as_ref() != Some(&kind) {
                *common = None;
            }
        }
        let names = types.keys().map(|key| {
            let properties = chain(types, key).flat_map(|ty| &ty.properties);
            (
                key.clone(),
                properties.map(|property| property.name.clone()).collect(),
            )
        });
        Self {
            kinds,
            names: names.collect(),
        }
    }

    /// A property that has the values.
    pub(super) fn property(&self, name: &str, values: &[&Value], span: Span) -> Property {
        let values: Vec<&Value> = values
            .iter()
            .copied()
            .filter(|value| says_something(value))
            .collect();
        let common = self.kinds.get(name).cloned().flatten();
        let fitting = common.filter(|kind| values.iter().all(|value| self.fits(kind, value)));
        let (ty, collection) = fitting.unwrap_or_else(|| of_json(&values));
        Property {
            collection,
            example_only: true,
            ..Property::new(name, ty, span)
        }
    }

    fn fits(&self, (ty, collection): &Kind, value: &Value) -> bool {
        match (value, collection) {
            (Value::Array(items), true) => items.iter().all(|item| self.fits_one(ty, item)),
            (value, false) => self.fits_one(ty, value),
            _ => false,
        }
    }

    fn fits_one(&self, ty: &TypeRef, value: &Value) -> bool {
        match ty {
            TypeRef::Primitive(primitive) => scalar::fits(*primitive, value),
            TypeRef::Enum(_) => false,
            TypeRef::Type(name) => {
                let known = self.names.get(&name.to_lowercase());
                let is_known =
                    |key: &String| key.contains('@') || known.is_some_and(|known| known.contains(key));
                value.as_object().is_some_and(|map| map.keys().all(is_known))
            }
        }
    }
}

/// Whether a value tells its type: null, an empty list or a placeholder does not.
fn says_something(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => items.iter().any(says_something),
        Value::String(text) => matches!(placeholder(text), Placeholder::Example),
        _ => true,
    }
}

/// What the JSON says of the type. A number may be a whole one by chance, and an object may be of any type: both
/// stay untyped.
fn of_json(values: &[&Value]) -> Kind {
    let is_each = |is: fn(&Value) -> bool| !values.is_empty() && values.iter().all(|value| is(value));
    let is_list_of =
        |value: &Value, is: fn(&Value) -> bool| value.as_array().is_some_and(|items| items.iter().all(is));
    let primitive = |primitive| TypeRef::Primitive(primitive);
    if is_each(Value::is_string) {
        (primitive(Primitive::String), false)
    } else if is_each(Value::is_boolean) {
        (primitive(Primitive::Boolean), false)
    } else if is_each(Value::is_array) {
        let is_text = values.iter().all(|value| is_list_of(value, Value::is_string));
        let element = if is_text {
            Primitive::String
        } else {
            Primitive::Untyped
        };
        (primitive(element), true)
    } else {
        (primitive(Primitive::Untyped), false)
    }
}
