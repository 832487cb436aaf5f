//! The properties of a type by name, while pages add to them.

use std::collections::BTreeMap;

use crate::model::{Property, Type};

/// A type whose properties are looked up by name, without regard to case, in one step: a page may list thousands.
pub(super) struct Rows<'t> {
    /// The type.
    pub(super) ty: &'t mut Type,
    places: BTreeMap<String, usize>,
}

impl<'t> Rows<'t> {
    /// Opens the properties of a type; of two of one name the first counts.
    pub(super) fn of(ty: &'t mut Type) -> Self {
        let mut places = BTreeMap::new();
        for (place, property) in ty.properties.iter().enumerate() {
            places.entry(property.name.to_ascii_lowercase()).or_insert(place);
        }
        Self { ty, places }
    }

    /// The property of a name.
    pub(super) fn get(&mut self, name: &str) -> Option<&mut Property> {
        let place = self.places.get(&name.to_ascii_lowercase())?;
        self.ty.properties.get_mut(*place)
    }

    /// Adds a property at the end.
    pub(super) fn push(&mut self, property: Property) {
        let place = self.ty.properties.len();
        self.places
            .entry(property.name.to_ascii_lowercase())
            .or_insert(place);
        self.ty.properties.push(property);
    }
}
