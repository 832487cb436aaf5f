//! Which types have a property of a name: looked up in one step each, since examples may have thousands of names.

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::graph::{KEY, TypeName};
use crate::model::types::chain;
use crate::model::{Property, Type};

/// A name that this many types have identifies none of them: `id`, `displayName`.
const COMMON: usize = 4;

/// The names of the properties of all types of a version.
pub(crate) struct PropertyNames<'m> {
    types: BTreeMap<&'m TypeName, &'m Type>,
    /// By type: the names in its own rows.
    own: BTreeMap<&'m TypeName, Own<'m>>,
    /// By type: the names of the properties of the types that derive from it.
    below: BTreeMap<&'m TypeName, Below<'m>>,
    /// How many types have a row of a name.
    counts: BTreeMap<&'m str, usize>,
}

#[derive(Default)]
struct Own<'m> {
    /// With the rows; of two rows with one name the first.
    rows: BTreeMap<&'m str, &'m Property>,
    /// With the names as they are.
    in_any_case: BTreeMap<Ascii<&'m str>, &'m str>,
}

#[derive(Default)]
struct Below<'m> {
    types: Vec<&'m TypeName>,
    by_name: BTreeMap<&'m str, Vec<&'m TypeName>>,
    in_any_case: BTreeSet<Ascii<&'m str>>,
}

impl<'m> PropertyNames<'m> {
    /// Indexes the names of the properties of all types of one version.
    pub(crate) fn new(types: impl IntoIterator<Item = &'m Type>) -> Self {
        let mut names = Self {
            types: types.into_iter().map(|ty| (&ty.name, ty)).collect(),
            own: BTreeMap::new(),
            below: BTreeMap::new(),
            counts: BTreeMap::new(),
        };
        for (name, ty) in &names.types {
            let own = names.own.entry(name).or_default();
            for property in &ty.properties {
                own.rows.entry(&property.name).or_insert(property);
                own.in_any_case
                    .insert(Ascii::new(property.name.as_str()), &property.name);
            }
            for name in own.rows.keys() {
                *names.counts.entry(name).or_default() += 1;
            }
        }
        let mut below: BTreeMap<&TypeName, Below<'_>> = BTreeMap::new();
        for (ty, own) in &names.own {
            // A type has what it inherits, too.
            let mut has: BTreeSet<&str> = own.rows.keys().copied().collect();
            for base in names.chain(ty).skip(1) {
                let below = below.entry(&base.name).or_default();
                below.types.push(ty);
                for name in &has {
                    below.by_name.entry(name).or_default().push(ty);
                }
                below.in_any_case.extend(own.in_any_case.keys());
                has.extend(
                    names
                        .own
                        .get(&base.name)
                        .into_iter()
                        .flat_map(|own| own.rows.keys()),
                );
            }
        }
        Self { below, ..names }
    }

    /// The type of a name.
    pub(in crate::model) fn get(&self, name: &TypeName) -> Option<&'m Type> {
        self.types.get(name).copied()
    }

    /// A type and its bases, the nearest first.
    pub(in crate::model) fn chain(&self, ty: &TypeName) -> impl Iterator<Item = &'m Type> {
        chain(ty, |name| self.get(name))
    }

    /// Whether a type is another one or derives from it.
    pub(crate) fn derives(&self, ty: &TypeName, base: &TypeName) -> bool {
        self.chain(ty).any(|ty| ty.name == *base)
    }

    /// The names in the rows of a type and of its bases.
    fn own_names(&self, ty: &TypeName) -> impl Iterator<Item = &Own<'m>> {
        self.chain(ty).filter_map(|ty| self.own.get(&ty.name))
    }

    /// Whether a type or one of its bases has a property of the name.
    pub(in crate::model) fn has(&self, ty: &TypeName, name: &str) -> bool {
        self.own_names(ty).any(|own| own.rows.contains_key(name))
    }

    /// The property of a name that a type has itself, or the nearest of its bases.
    pub(in crate::model) fn row(&self, ty: &TypeName, name: &str) -> Option<&'m Property> {
        self.own_names(ty).find_map(|own| own.rows.get(name).copied())
    }

    /// Whether a type, one of its bases or one that derives from it has a property of the name, whatever its case.
    pub(in crate::model) fn is_related(&self, ty: &TypeName, name: &str) -> bool {
        let name = Ascii::new(name);
        let below = self.below.get(ty);
        let is_below = below.is_some_and(|below| below.in_any_case.contains(&name));
        is_below || self.own_names(ty).any(|own| own.in_any_case.contains_key(&name))
    }

    /// The name of the property of a type, or of one of its bases, that is spelled in other letters.
    pub(in crate::model) fn spelled(&self, ty: &TypeName, name: &str) -> Option<&'m str> {
        let name = Ascii::new(name);
        let mut own = self.own_names(ty);
        own.find_map(|own| own.in_any_case.get(&name).copied())
    }

    /// The types that derive from a type and have a property of a name that the type itself does not have.
    pub(in crate::model) fn below(&self, ty: &TypeName, name: &str) -> &[&'m TypeName] {
        let below = self.below.get(ty);
        below
            .and_then(|below| below.by_name.get(name))
            .map_or(&[], Vec::as_slice)
    }

    /// The types that derive from a type.
    pub(in crate::model) fn derived(&self, ty: &TypeName) -> &[&'m TypeName] {
        self.below.get(ty).map_or(&[], |below| &below.types)
    }

    /// Whether types derive from a type.
    pub(in crate::model) fn is_base(&self, ty: &TypeName) -> bool {
        self.below.contains_key(ty)
    }

    /// Whether neither a type nor its bases have properties.
    pub(in crate::model) fn is_empty(&self, ty: &TypeName) -> bool {
        self.own_names(ty).all(|own| own.rows.is_empty())
    }

    /// Whether an object belongs to a type that has the `known` names and lacks `unknown` others: half of the names are
    /// known, or a known one is rare. An answer copied from another page has an `id` and a `displayName` too.
    pub(in crate::model) fn show_membership(&self, known: &BTreeSet<&str>, unknown: usize) -> bool {
        let known = known.iter().filter(|name| **name != KEY);
        let is_rare = |name: &&&str| self.counts.get(**name).is_none_or(|count| *count < COMMON);
        known.clone().any(|name| is_rare(&name)) || known.clone().count() >= unknown.max(1)
    }
}
