//! Entity types and complex types: the table of them, and the passes that fill it from the pages.

use std::collections::BTreeMap;

use crate::graph::TypeName;
use crate::model::{Property, Type};

pub(super) mod bases;
pub(super) mod bounds;
pub(super) mod implied_bases;
pub(super) mod inherited_rows;
pub(in crate::model) mod keys;
pub(super) mod merge;
pub(super) mod object_values;
pub(super) mod property_index;
pub(crate) mod property_names;
pub(super) mod representations;
pub(super) mod unknown_types;

/// How long a chain of bases is at most; the longest of the service has six types.
pub(crate) const MAX_DEPTH: usize = 32;

/// A row of a property, by the type that has it. It stays valid because passes only add rows at the end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PropertyRef {
    owner: TypeName,
    at: usize,
}

impl PropertyRef {
    /// The row at a position among those of a type.
    pub(super) fn new(owner: &Type, at: usize) -> Self {
        let owner = owner.name.clone();
        Self { owner, at }
    }

    /// The type that has the row.
    pub(super) fn owner(&self) -> &TypeName {
        &self.owner
    }
}

/// The types of one version. All passes look types up, and change them, through this table alone.
#[derive(Clone, Debug, Default)]
pub(super) struct TypeTable(BTreeMap<TypeName, Type>);

impl TypeTable {
    pub(super) fn get(&self, name: &TypeName) -> Option<&Type> {
        self.0.get(name)
    }

    pub(super) fn get_mut(&mut self, name: &TypeName) -> Option<&mut Type> {
        self.0.get_mut(name)
    }

    pub(super) fn contains(&self, name: &TypeName) -> bool {
        self.0.contains_key(name)
    }

    /// The type of this name, which is `new` where the table has none.
    pub(super) fn get_or_insert(&mut self, new: Type) -> &mut Type {
        self.0.entry(new.name.clone()).or_insert(new)
    }

    pub(super) fn remove(&mut self, name: &TypeName) {
        self.0.remove(name);
    }

    /// The types in the order of their names.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Type> {
        self.0.values()
    }

    /// The types in the order of their names, to be changed.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        self.0.values_mut()
    }

    /// The names in their order, for passes that change the table while they go through it.
    pub(super) fn names(&self) -> Vec<TypeName> {
        self.0.keys().cloned().collect()
    }

    /// A type and its bases, the nearest first.
    pub(super) fn chain(&self, name: &TypeName) -> impl Iterator<Item = &Type> {
        chain(name, |name| self.get(name))
    }

    /// Whether a type is another one or derives from it.
    pub(super) fn derives(&self, name: &TypeName, base: &TypeName) -> bool {
        self.chain(name).any(|ty| ty.name == *base)
    }

    /// The rows of a type and of its bases, those of the nearest first.
    pub(super) fn properties(&self, name: &TypeName) -> impl Iterator<Item = &Property> {
        self.chain(name).flat_map(|ty| &ty.properties)
    }

    /// The nearest row of a property, whatever the case of its name.
    pub(super) fn property(&self, name: &TypeName, property: &str) -> Option<&Property> {
        let mut rows = self.properties(name);
        rows.find(|row| row.name.eq_ignore_ascii_case(property))
    }

    /// A row, where the table still has its type.
    pub(super) fn row(&self, row: &PropertyRef) -> Option<&Property> {
        self.get(&row.owner)?.properties.get(row.at)
    }

    /// A row, to be changed, where the table still has its type.
    pub(super) fn row_mut(&mut self, row: &PropertyRef) -> Option<&mut Property> {
        self.get_mut(&row.owner)?.properties.get_mut(row.at)
    }

    /// The types, in the order of their names.
    pub(super) fn into_types(self) -> impl Iterator<Item = Type> {
        self.0.into_values()
    }
}

/// A type and its bases, the nearest first, where `get` finds a type by its name.
pub(super) fn chain<'t>(
    name: &TypeName,
    get: impl Fn(&TypeName) -> Option<&'t Type>,
) -> impl Iterator<Item = &'t Type> {
    let first = get(name);
    // A chain that led back to its start was cut; the bound holds while bases are being decided, too.
    std::iter::successors(first, move |ty| get(ty.base.as_ref()?)).take(MAX_DEPTH)
}

impl FromIterator<Type> for TypeTable {
    fn from_iter<I: IntoIterator<Item = Type>>(types: I) -> Self {
        let named = types.into_iter().map(|ty| (ty.name.clone(), ty));
        Self(named.collect())
    }
}
