//! Where the properties of the types that entries correct stand: thousands of entries may be about one type.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::TypeName;
use crate::model::Type;

/// The rows of each type by the name of the property. It stays valid because names change through
/// [`RowsByName::take`] alone.
#[derive(Default)]
pub(super) struct RowsByName(BTreeMap<TypeName, BTreeMap<String, BTreeSet<usize>>>);

impl RowsByName {
    /// The first row of the property, which is about to get the name `renamed` where there is one.
    pub(super) fn take(&mut self, ty: &Type, name: &str, renamed: Option<&str>) -> Option<usize> {
        if !self.0.contains_key(&ty.name) {
            self.0.insert(ty.name.clone(), by_name(ty));
        }
        let by_name = self.0.get_mut(&ty.name)?;
        let of_name = by_name.get_mut(name)?;
        let row = *of_name.first()?;
        if let Some(renamed) = renamed {
            of_name.remove(&row);
            by_name.entry(renamed.to_owned()).or_default().insert(row);
        }
        Some(row)
    }
}

fn by_name(ty: &Type) -> BTreeMap<String, BTreeSet<usize>> {
    let mut rows: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (row, property) in ty.properties.iter().enumerate() {
        rows.entry(property.name.clone()).or_default().insert(row);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Primitive, Version};
    use crate::model::{Property, TypeRef};
    use crate::span::{FileId, Span};

    #[test]
    fn a_property_is_found_by_the_name_that_it_has_now() {
        let span = Span::new(FileId(0), 0, 0);
        let named = |name| Property::new(name, TypeRef::Primitive(Primitive::String), span);
        let mut ty = Type::new(TypeName::new("microsoft.graph.crate"), Version::V1, span);
        ty.properties = ["weight", "height", "weight"].map(named).into();
        let mut rows = RowsByName::default();
        assert_eq!(rows.take(&ty, "weight", None), Some(0));
        assert_eq!(rows.take(&ty, "weight", Some("mass")), Some(0));
        assert_eq!(rows.take(&ty, "mass", None), Some(0));
        assert_eq!(rows.take(&ty, "weight", Some("mass")), Some(2));
        assert_eq!(rows.take(&ty, "weight", None), None);
        assert_eq!(rows.take(&ty, "mass", None), Some(0));
        assert_eq!(rows.take(&ty, "height", Some("height")), Some(1));
        assert_eq!(rows.take(&ty, "height", None), Some(1));
    }
}
