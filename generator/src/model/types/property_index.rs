//! The properties of a type by name, while pages add to them.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::model::{Property, Type};

/// A type whose properties are looked up by name, without regard to case, in one step: a page may list thousands.
pub(in crate::model) struct PropertyIndex<'t> {
    /// The type.
    pub(in crate::model) ty: &'t mut Type,
    places: BTreeMap<Ascii<String>, usize>,
}

impl<'t> PropertyIndex<'t> {
    /// Indexes the properties of a type. Of two properties with the same name the first one is found.
    pub(in crate::model) fn of(ty: &'t mut Type) -> Self {
        let mut places = BTreeMap::new();
        for (place, property) in ty.properties.iter().enumerate() {
            places.entry(Ascii::new(property.name.clone())).or_insert(place);
        }
        Self { ty, places }
    }

    /// The property of a name.
    pub(in crate::model) fn get(&mut self, name: &str) -> Option<&mut Property> {
        let place = self.places.get(&Ascii::new(name.to_owned()))?;
        self.ty.properties.get_mut(*place)
    }

    /// Adds a property at the end.
    pub(in crate::model) fn push(&mut self, property: Property) {
        let place = self.ty.properties.len();
        let name = Ascii::new(property.name.clone());
        self.places.entry(name).or_insert(place);
        self.ty.properties.push(property);
    }
}
