//! The types of the pages, with their bases and what is derived from them.

use std::collections::BTreeMap;

use crate::pages::{Enum, Model, Property, Type, TypeName, Version};

/// How long a chain of bases is at most; the longest of the service has six types.
const MAX_DEPTH: usize = 32;

/// Where the types of each version stand in the model.
#[derive(Debug)]
pub(crate) struct TypeIndex {
    types: BTreeMap<(Version, TypeName), usize>,
    enums: BTreeMap<(Version, TypeName), usize>,
    derived: BTreeMap<(Version, TypeName), Vec<usize>>,
}

/// The types of a version.
#[derive(Clone, Copy)]
pub(crate) struct Types<'d> {
    pub(crate) index: &'d TypeIndex,
    pub(crate) model: &'d Model,
    pub(crate) version: Version,
}

/// What a path of names leads to, as in `manager/displayName`.
#[derive(Clone, Copy)]
pub(crate) enum Found<'d> {
    /// A property.
    Property(&'d Property),
    /// The pages do not say whether there is such a property.
    Undocumented,
    /// The pages have all properties of this type, and none of this name.
    Missing(&'d TypeName),
}

impl TypeIndex {
    pub(crate) fn new(model: &Model) -> Self {
        let mut derived: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, ty) in model.types.iter().enumerate() {
            if let Some(base) = &ty.base {
                derived.entry((ty.version, base.clone())).or_default().push(at);
            }
        }
        let types = model.types.iter().enumerate();
        let enums = model.enums.iter().enumerate();
        Self {
            types: types
                .map(|(at, ty)| ((ty.version, ty.name.clone()), at))
                .collect(),
            enums: enums
                .map(|(at, ty)| ((ty.version, ty.name.clone()), at))
                .collect(),
            derived,
        }
    }

    /// The types of a version of the model that this is the index of.
    pub(super) fn of<'d>(&'d self, model: &'d Model, version: Version) -> Types<'d> {
        Types {
            index: self,
            model,
            version,
        }
    }
}

impl<'d> Types<'d> {
    pub(crate) fn get(self, name: &TypeName) -> Option<&'d Type> {
        let at = self.index.types.get(&(self.version, name.clone()))?;
        self.model.types.get(*at)
    }

    pub(crate) fn enumeration(self, name: &TypeName) -> Option<&'d Enum> {
        let at = self.index.enums.get(&(self.version, name.clone()))?;
        self.model.enums.get(*at)
    }

    /// A type and its bases, itself first.
    pub(super) fn chain(self, name: &TypeName) -> Vec<&'d Type> {
        let mut chain = Vec::new();
        let mut next = self.get(name);
        while let Some(ty) = next.filter(|_| chain.len() < MAX_DEPTH) {
            chain.push(ty);
            next = ty.base.as_ref().and_then(|base| self.get(base));
        }
        chain
    }

    /// The types that are derived from a type, at any depth.
    fn derived(self, name: &'d TypeName) -> Vec<&'d Type> {
        let mut found: Vec<&Type> = Vec::new();
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let derived = self.index.derived.get(&(self.version, name.clone()));
            let derived = derived.into_iter().flatten();
            for ty in derived.filter_map(|at| self.model.types.get(*at)) {
                if !found.iter().any(|known| std::ptr::eq(*known, ty)) {
                    found.push(ty);
                    open.push(&ty.name);
                }
            }
        }
        found
    }

    /// A property of a type, of its bases, or of what is derived from it: the service takes all of them for a collection
    /// of the base. Names are compared without case, as the service does.
    pub(crate) fn property(self, ty: &TypeName, name: &str) -> Option<&'d Property> {
        let ty = self.get(ty)?;
        let of = |ty: &&'d Type| {
            let mut properties = ty.properties.iter();
            properties.find(|property| property.name.eq_ignore_ascii_case(name))
        };
        let chain = self.chain(&ty.name);
        chain
            .iter()
            .find_map(of)
            .or_else(|| self.derived(&ty.name).iter().find_map(of))
    }

    /// Whether the pages have all properties of a type that could have this name: there is a page of the type and of each
    /// of its bases. An open type has further properties. Their names have an underscore, by which the service tells them
    /// from those that it declares.
    fn is_complete(self, name: &TypeName, property: &str) -> bool {
        let chain = self.chain(name);
        let ends = |ty: &&Type| ty.base.as_ref().is_none_or(TypeName::is_root);
        let is_complete = |ty: &&Type| ty.name.is_root() || !ty.pages.is_empty();
        chain.last().is_some_and(ends)
            && chain.iter().all(is_complete)
            && chain.iter().any(|ty| !ty.properties.is_empty())
            && !(property.contains('_') && chain.iter().any(|ty| ty.open))
    }

    /// What a path of names leads to from a type. A name with a dot is a cast, one that begins with `$` the service's own.
    pub(crate) fn find<'p>(self, ty: &TypeName, path: impl IntoIterator<Item = &'p str>) -> Found<'d> {
        let mut at = self.get(ty);
        let mut found = Found::Undocumented;
        for name in path {
            let Some(ty) = at else { return Found::Undocumented };
            if name.contains('.') {
                at = self.get(&TypeName::new(name));
                found = Found::Undocumented;
                continue;
            }
            if name.starts_with('$') {
                return Found::Undocumented;
            }
            let Some(property) = self.property(&ty.name, name) else {
                return match self.is_complete(&ty.name, name) {
                    true => Found::Missing(&ty.name),
                    false => Found::Undocumented,
                };
            };
            found = Found::Property(property);
            at = property.ty.item.type_name().and_then(|name| self.get(name));
        }
        found
    }
}
