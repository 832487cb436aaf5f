//! The types of one version with their names in Rust.

mod scopes;

use std::collections::{BTreeMap, BTreeSet};

use self::scopes::Scopes;

use unicase::Ascii;

use crate::diagnostic::Diagnostics;
use crate::graph::{PartKey, TypeName, Version, is_annotation};
use crate::model::{Enum, Model, Operation, Place, Places, Property, Type, TypeRef};
use crate::resolve::plan::arena::Id;
use crate::resolve::plan::ids::{EnumId, ModuleId, PolymorphicId, StructId};
use crate::resolve::plan::models::ObjectType;
use crate::resolve::plan::modules::Modules;
use crate::source::SourceMap;

/// A type and what Rust makes of it.
pub(in crate::resolve) struct TypeEntry<'a> {
    pub(in crate::resolve) ty: &'a Type,
    pub(in crate::resolve) id: StructId,
    pub(in crate::resolve) name: String,
    /// The module of the type's namespace.
    pub(in crate::resolve) namespace: ModuleId,
    /// The private module of the type's file.
    pub(in crate::resolve) file: ModuleId,
    /// The value of the type or of one derived from it, where others derive from it.
    pub(in crate::resolve) polymorphic: Option<Named<PolymorphicId>>,
    /// All types derived from it, by qualified name.
    pub(in crate::resolve) derived: Vec<&'a TypeName>,
}

impl TypeEntry<'_> {
    /// What stands where a value of the type can stand.
    pub(in crate::resolve) fn object(&self) -> ObjectType {
        match &self.polymorphic {
            Some(polymorphic) => ObjectType::Polymorphic(polymorphic.id),
            None => ObjectType::Model(self.id),
        }
    }
}

/// An enumeration and what Rust makes of it.
pub(in crate::resolve) struct EnumEntry<'a> {
    pub(in crate::resolve) enumeration: &'a Enum,
    pub(in crate::resolve) id: EnumId,
    pub(in crate::resolve) name: String,
    /// The module of the enumeration's namespace.
    pub(in crate::resolve) namespace: ModuleId,
    /// The private module of the enumeration's file.
    pub(in crate::resolve) file: ModuleId,
}

/// An item that stands in the file of a type.
#[derive(Clone)]
pub(in crate::resolve) struct Named<I> {
    pub(in crate::resolve) id: I,
    pub(in crate::resolve) name: String,
}

/// The names of one version. Ids are given in the order of the qualified names: those of structs to types, those of
/// enumerations to the documented ones and then to the lists of values of properties.
pub(in crate::resolve) struct Registry<'a> {
    pub(in crate::resolve) sources: &'a SourceMap,
    pub(in crate::resolve) version: Version,
    /// By qualified name.
    pub(in crate::resolve) types: BTreeMap<&'a TypeName, TypeEntry<'a>>,
    /// By qualified name.
    pub(in crate::resolve) enums: BTreeMap<&'a TypeName, EnumEntry<'a>>,
    pub(in crate::resolve) operations: Vec<&'a Operation>,
    /// What stands at the places of the documented paths.
    places: Option<&'a Places>,
    /// The enumeration of a `String` property with a closed list of values, by type and property.
    closed_lists: BTreeMap<(&'a TypeName, &'a str), Named<EnumId>>,
}

impl<'a> Registry<'a> {
    /// Gives every type and enumeration of a version its name and its id, and adds their modules. Names are given in
    /// the order of the qualified names, so that of two names that are the same in Rust always the same one is changed.
    pub(in crate::resolve) fn new(
        sources: &'a SourceMap,
        model: &'a Model,
        version: Version,
        modules: &mut Modules,
        sink: &mut Diagnostics,
    ) -> Self {
        let of_version = |found: Version| found == version;
        let types = model.types.iter().filter(|ty| of_version(ty.version));
        let types: BTreeMap<&TypeName, &Type> = types.map(|ty| (&ty.name, ty)).collect();
        let enums = model.enums.iter().filter(|found| of_version(found.version));
        let enums: BTreeMap<&TypeName, &Enum> = enums.map(|found| (&found.name, found)).collect();
        let mut scopes = Scopes::new(modules, types.keys().chain(enums.keys()).copied());
        // Where a page documents a type of the name of an enumeration, its properties say more than a list of values.
        let enums = enums.into_iter().filter(|(name, _)| !types.contains_key(name));
        let enums: Vec<(&TypeName, &Enum)> = enums.collect();

        let type_entry = |(index, (name, ty)): (usize, (&'a TypeName, &'a Type))| {
            let location = scopes.locate(name, ty.span, sink);
            let entry = TypeEntry {
                ty,
                id: Id::at(index),
                name: location.name,
                namespace: location.namespace,
                file: location.file,
                polymorphic: None,
                derived: Vec::new(),
            };
            (name, entry)
        };
        let types = types.into_iter().enumerate().map(type_entry).collect();
        let enum_entry = |(index, (name, enumeration)): (usize, (&'a TypeName, &'a Enum))| {
            let location = scopes.locate(name, enumeration.span, sink);
            let entry = EnumEntry {
                enumeration,
                id: Id::at(index),
                name: location.name,
                namespace: location.namespace,
                file: location.file,
            };
            (name, entry)
        };
        let enums = enums.into_iter().enumerate().map(enum_entry).collect();
        let operations = model.operations.iter();
        let mut registry = Self {
            sources,
            version,
            types,
            enums,
            operations: operations
                .filter(|operation| of_version(operation.version))
                .collect(),
            places: model.places.get(&version),
            closed_lists: BTreeMap::new(),
        };
        registry.add_polymorphics(&mut scopes);
        registry.add_closed_lists(&mut scopes);
        registry
    }

    /// Names the polymorphic value of every type that others derive from. The root type has none: every entity
    /// derives from it, and an enumeration of hundreds of variants would serve nobody.
    fn add_polymorphics(&mut self, scopes: &mut Scopes<'_>) {
        let mut derived: BTreeMap<&TypeName, BTreeSet<&TypeName>> = BTreeMap::new();
        for name in self.types.keys() {
            for ancestor in self.bases(name) {
                derived.entry(ancestor).or_default().insert(name);
            }
        }
        for (index, (name, derived)) in derived.into_iter().enumerate() {
            let Some(entry) = self.types.get_mut(name) else {
                continue;
            };
            let any = scopes.type_name(entry.namespace, &format!("any_{}", name.short()));
            entry.polymorphic = Some(Named {
                id: Id::at(index),
                name: any,
            });
            entry.derived = derived.into_iter().collect();
        }
    }

    /// Names an enumeration for every `String` property that is limited to a list of values.
    fn add_closed_lists(&mut self, scopes: &mut Scopes<'_>) {
        for (name, entry) in &self.types {
            for property in entry
                .ty
                .properties
                .iter()
                .filter(|property| is_closed_list(property))
            {
                let spelled = format!("{}_{}", name.short(), property.name);
                let enum_name = scopes.type_name(entry.namespace, &spelled);
                let key = (*name, property.name.as_str());
                let next = self.enums.len() + self.closed_lists.len();
                self.closed_lists.entry(key).or_insert(Named {
                    id: Id::at(next),
                    name: enum_name,
                });
            }
        }
    }

    /// The type of a name.
    pub(in crate::resolve) fn get(&self, name: &TypeName) -> Option<&TypeEntry<'a>> {
        self.types.get(name)
    }

    /// The type and its ancestors, nearest first. Ends where a base is not documented.
    pub(in crate::resolve) fn chain<'r>(
        &'r self,
        name: &TypeName,
    ) -> impl Iterator<Item = &'r TypeEntry<'a>> {
        let mut at = self.types.get(name);
        // The model has no cycles of bases. The bound makes sure that this ends for a model that was made by hand.
        let mut left = self.types.len();
        std::iter::from_fn(move || {
            let entry = at?;
            left = left.checked_sub(1)?;
            at = entry.ty.base.as_ref().and_then(|base| self.types.get(base));
            Some(entry)
        })
    }

    /// The types from which a type derives, nearest first, without the one from which all entities do.
    pub(in crate::resolve) fn bases(&self, name: &TypeName) -> impl Iterator<Item = &'a TypeName> {
        let bases = self.chain(name).skip(1).map(|entry| &entry.ty.name);
        bases.filter(|base| !base.is_root())
    }

    /// What stands behind the parts of a path, given by their keys.
    pub(in crate::resolve) fn place(&self, keys: &[PartKey]) -> Option<&'a Place> {
        self.places?.get(keys)
    }

    /// The properties of a type with the type that declares each: those of the farthest ancestor first, so
    /// that every derived type begins with the properties of its base in the same order.
    pub(in crate::resolve) fn properties(&self, name: &TypeName) -> Vec<(&TypeEntry<'a>, &'a Property)> {
        let mut chain: Vec<_> = self.chain(name).collect();
        chain.reverse();
        let mut seen = BTreeSet::new();
        let mut properties = Vec::new();
        for entry in chain {
            for property in &entry.ty.properties {
                // Annotations are no properties; a model keeps them beside its fields.
                if !is_annotation(&property.name) && seen.insert(Ascii::new(property.name.as_str())) {
                    properties.push((entry, property));
                }
            }
        }
        properties
    }

    /// The enumeration that was made for a property's list of values.
    pub(in crate::resolve) fn closed_list<'s>(
        &'s self,
        declaring: &'s TypeName,
        property: &'s Property,
    ) -> Option<&'s Named<EnumId>> {
        self.closed_lists.get(&(declaring, property.name.as_str()))
    }

    /// The enumerations that were made for lists of values, in the order of their ids, with their properties.
    pub(in crate::resolve) fn closed_lists(
        &self,
    ) -> impl Iterator<Item = (&TypeEntry<'a>, &'a Property, &Named<EnumId>)> {
        let types = self.types.values();
        let lists = types.flat_map(|entry| entry.ty.properties.iter().map(move |property| (entry, property)));
        lists
            .filter(|(_, property)| is_closed_list(property))
            .filter_map(|(entry, property)| {
                let list = self.closed_lists.get(&(&entry.ty.name, property.name.as_str()))?;
                Some((entry, property, list))
            })
    }
}

/// Whether `@odata.type` is written for a type where nothing tells the type from the place of the value. No value is of
/// an abstract type.
pub(in crate::resolve) fn writes_type(registry: &Registry<'_>, name: &TypeName) -> bool {
    registry.get(name).is_some_and(|entry| {
        let derives = entry.ty.base.as_ref().is_some_and(|base| !base.is_root());
        derives && !entry.ty.is_abstract
    })
}

/// Whether a property is text that is limited to a list of at least two values.
pub(in crate::resolve) fn is_closed_list(property: &Property) -> bool {
    property.ty.item == TypeRef::STRING && property.values.len() > 1
}
