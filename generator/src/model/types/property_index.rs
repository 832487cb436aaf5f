//! The properties of a type by name, while pages add to them.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::graph::TypeName;
use crate::model::{Property, Type};

/// The indexes of the types that pages add to. A type is indexed once, however many pages speak of it: thousands of
/// operations may send one type with thousands of properties.
#[derive(Default)]
pub(in crate::model) struct PropertyIndexes(BTreeMap<TypeName, Positions>);

impl PropertyIndexes {
    /// The index of the properties of a type. They are added through it alone from then on, so that it stays right.
    pub(in crate::model) fn of<'t>(&'t mut self, ty: &'t mut Type) -> PropertyIndex<'t> {
        let positions = self.0.entry(ty.name.clone()).or_insert_with(|| positions(ty));
        PropertyIndex { ty, positions }
    }
}

/// Where the property of each name stands in a type.
type Positions = BTreeMap<Ascii<String>, usize>;

/// The positions of the properties that a type has. Where two have one name, the first is found.
fn positions(ty: &Type) -> Positions {
    let mut positions = Positions::new();
    for (position, property) in ty.properties.iter().enumerate() {
        positions
            .entry(Ascii::new(property.name.clone()))
            .or_insert(position);
    }
    positions
}

/// A type whose properties are looked up by name, without regard to case, in one step: a page may list thousands.
pub(in crate::model) struct PropertyIndex<'t> {
    /// The type.
    pub(in crate::model) ty: &'t mut Type,
    positions: &'t mut Positions,
}

impl PropertyIndex<'_> {
    /// The property of a name.
    pub(in crate::model) fn get(&mut self, name: &str) -> Option<&mut Property> {
        let position = self.positions.get(&Ascii::new(name.to_owned()))?;
        self.ty.properties.get_mut(*position)
    }

    /// Adds a property at the end.
    pub(in crate::model) fn push(&mut self, property: Property) {
        let position = self.ty.properties.len();
        let name = Ascii::new(property.name.clone());
        self.positions.entry(name).or_insert(position);
        self.ty.properties.push(property);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Primitive, Version};
    use crate::model::TypeRef;
    use crate::span::{FileId, Span};

    #[test]
    fn a_type_is_indexed_once_however_many_pages_speak_of_it() {
        let nowhere = Span::new(FileId(0), 0, 0);
        let row = |name: &str| Property::new(name, TypeRef::Primitive(Primitive::String), nowhere);
        let mut ty = Type::new(TypeName::new("microsoft.graph.shelf"), Version::V1, nowhere);
        let mut indexes = PropertyIndexes::default();
        indexes.of(&mut ty).push(row("title"));
        // The index is not made anew, so that it lacks a property which does not go through it.
        ty.properties.push(row("unseen"));
        let mut rows = indexes.of(&mut ty);
        assert!(rows.get("TITLE").is_some());
        assert!(rows.get("unseen").is_none());
    }
}
