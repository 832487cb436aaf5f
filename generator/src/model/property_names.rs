//! Which types have a property of a name: looked up in one step each, since examples may have thousands of names.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::KEY;
use crate::model::types::{Types, chain};

/// A name that so many types have tells none of them: `id`, `displayName`.
const COMMON: usize = 4;

/// The names of the properties of all types.
pub(super) struct PropertyNames<'m> {
    types: &'m Types,
    /// By the qualified name of a type: the names in its own rows, as they are and in lower case.
    own: BTreeMap<&'m str, Own<'m>>,
    /// By the key of a type: the names in rows of the types that derive from it.
    below: BTreeMap<String, Below<'m>>,
    /// How many types have a row of a name.
    counts: BTreeMap<&'m str, usize>,
}

#[derive(Default)]
struct Own<'m> {
    names: BTreeSet<&'m str>,
    /// With the names as they are.
    lower: BTreeMap<String, &'m str>,
}

#[derive(Default)]
struct Below<'m> {
    /// The keys of the types.
    by_name: BTreeMap<&'m str, Vec<&'m str>>,
    lower: BTreeSet<String>,
}

impl<'m> PropertyNames<'m> {
    pub(super) fn new(types: &'m Types) -> Self {
        let mut names = Self {
            types,
            own: BTreeMap::new(),
            below: BTreeMap::new(),
            counts: BTreeMap::new(),
        };
        for (key, ty) in types {
            let own = names.own.entry(&ty.name).or_default();
            for property in &ty.properties {
                own.names.insert(&property.name);
                own.lower.insert(property.name.to_lowercase(), &property.name);
            }
            for name in &own.names {
                *names.counts.entry(name).or_default() += 1;
            }
            for base in chain(types, key).skip(1) {
                let below = names.below.entry(base.name.to_lowercase()).or_default();
                for name in &own.names {
                    below.by_name.entry(name).or_default().push(key);
                }
                below.lower.extend(own.lower.keys().cloned());
            }
        }
        names
    }

    /// Whether a type or one of its bases has a property of the name.
    pub(super) fn has(&self, key: &str, name: &str) -> bool {
        let has = |own: &Own<'_>| own.names.contains(name);
        chain(self.types, key).any(|ty| self.own.get(ty.name.as_str()).is_some_and(has))
    }

    /// Whether a type, one of its bases or one that derives from it has a property of the name, whatever its case.
    pub(super) fn is_related(&self, key: &str, name: &str) -> bool {
        let name = name.to_lowercase();
        let has = |own: &Own<'_>| own.lower.contains_key(&name);
        let is_below = self
            .below
            .get(key)
            .is_some_and(|below| below.lower.contains(&name));
        is_below || chain(self.types, key).any(|ty| self.own.get(ty.name.as_str()).is_some_and(has))
    }

    /// The name of the property of a type, or of one of its bases, that is spelled in other letters.
    pub(super) fn spelled(&self, key: &str, name: &str) -> Option<&'m str> {
        let name = name.to_lowercase();
        let mut own = chain(self.types, key).filter_map(|ty| self.own.get(ty.name.as_str()));
        own.find_map(|own| own.lower.get(&name).copied())
    }

    /// The keys of the types that derive from a type and have a row of the name.
    pub(super) fn below(&self, key: &str, name: &str) -> &[&'m str] {
        let below = self.below.get(key);
        below
            .and_then(|below| below.by_name.get(name))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether types derive from a type.
    pub(super) fn is_base(&self, key: &str) -> bool {
        self.below.contains_key(key)
    }

    /// Whether neither a type nor its bases have properties.
    pub(super) fn is_empty(&self, key: &str) -> bool {
        let is_empty = |own: &Own<'_>| own.names.is_empty();
        chain(self.types, key).all(|ty| self.own.get(ty.name.as_str()).is_none_or(is_empty))
    }

    /// Whether an object with such names is of the type that knows the first of them: half are known, or one is that
    /// hardly any other type has. An answer that was copied from another page has an `id` and a `displayName`, too.
    pub(super) fn tell(&self, known: &BTreeSet<&str>, unknown: usize) -> bool {
        let known = known.iter().filter(|name| **name != KEY);
        let is_rare = |name: &&&str| self.counts.get(**name).is_none_or(|count| *count < COMMON);
        known.clone().any(|name| is_rare(&name)) || known.clone().count() >= unknown.max(1)
    }
}
