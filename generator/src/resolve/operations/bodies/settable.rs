//! What bodies take over from the types that they send, within a bound.
//!
//! Thousands of requests may send one type with thousands of properties. The bound limits the fields that are made of
//! them; the time is limited by looking at the properties of a type once, not for each of its requests.

use std::collections::BTreeMap;
use std::rc::Rc;

use unicase::Ascii;

use crate::graph::{KEY, Method, TypeName};
use crate::model::{Property, inherited_at_most};
use crate::resolve::types::registry::Registry;

/// A property with the type that declares it.
pub(super) type Declared<'a> = (&'a TypeName, &'a Property);

/// The settable properties of the types that bodies send, and how much bodies may still take over from them.
pub(in crate::resolve) struct SettableByType<'a> {
    /// How many properties the bodies of a version may still take over from their types.
    left: usize,
    /// By qualified name.
    known: BTreeMap<TypeName, Rc<SettableProperties<'a>>>,
}

/// The properties of a type that a body sends, with those of its bases.
#[derive(Default)]
pub(super) struct SettableProperties<'a> {
    /// By name in lower case.
    by_name: BTreeMap<Ascii<&'a str>, Declared<'a>>,
    created: Vec<Declared<'a>>,
    /// The names of those that the service assigns.
    by_service: Vec<&'a str>,
    updated: Vec<Declared<'a>>,
}

impl<'a> SettableByType<'a> {
    /// Nothing is taken over yet.
    pub(in crate::resolve) fn new(registry: &Registry<'a>) -> Self {
        let own = registry.types.values().map(|entry| entry.ty.properties.len());
        Self {
            left: inherited_at_most(own.sum()),
            known: BTreeMap::new(),
        }
    }

    /// The properties of a type; of a type that no page documents there are none.
    pub(super) fn get(&mut self, registry: &Registry<'a>, name: &TypeName) -> Rc<SettableProperties<'a>> {
        let new = || Rc::new(SettableProperties::new(registry, name));
        Rc::clone(self.known.entry(name.clone()).or_insert_with(new))
    }

    /// Takes the room for so many properties of a body; tells whether there was enough.
    pub(super) fn take_room(&mut self, properties: usize) -> bool {
        let left = self.left.checked_sub(properties);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }
}

impl<'a> SettableProperties<'a> {
    fn new(registry: &Registry<'a>, name: &TypeName) -> Self {
        let mut sent = Self::default();
        for (declaring, property) in registry.properties(name) {
            let declared = (&declaring.ty.name, property);
            sent.by_name.insert(Ascii::new(property.name.as_str()), declared);
            // The properties of the root type are the service's.
            if declaring.ty.name.is_root() {
                sent.by_service.push(&property.name);
                continue;
            }
            if property.read_only && property.name.eq_ignore_ascii_case(KEY) {
                sent.by_service.push(&property.name);
            }
            sent.created.push(declared);
            // Related objects can be created with the object; once it is there, requests of their own change them.
            if !property.navigation {
                sent.updated.push(declared);
            }
        }
        sent
    }

    /// The property of a name, whatever its case.
    pub(super) fn get(&self, name: &str) -> Option<Declared<'a>> {
        self.by_name.get(&Ascii::new(name)).copied()
    }

    /// The names of the properties that the service assigns: those of the root type, and a key that can only be read.
    pub(super) fn set_by_service(&self) -> &[&'a str] {
        &self.by_service
    }

    /// The properties that a caller can set.
    pub(super) fn settable(&self, method: Method) -> &[Declared<'a>] {
        if method == Method::Patch {
            &self.updated
        } else {
            &self.created
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::graph::{Primitive, Version};
    use crate::model::{Model, Type, TypeRef};
    use crate::resolve::plan::modules::Modules;
    use crate::source::SourceMap;
    use crate::span::Span;

    fn property(name: &str, navigation: bool) -> Property {
        Property {
            navigation,
            ..Property::new(name, TypeRef::Primitive(Primitive::String), Span::NOWHERE)
        }
    }

    fn model() -> Model {
        let ty = |name: TypeName, base: Option<TypeName>, properties| Type {
            base,
            properties,
            ..Type::new(name, Version::V1, Span::NOWHERE)
        };
        let shelf = TypeName::new("microsoft.graph.shelf");
        let own = vec![property("Title", false), property("books", true)];
        let types = vec![
            ty(TypeName::root(), None, vec![property("id", false)]),
            ty(shelf, Some(TypeName::root()), own),
        ];
        Model {
            types,
            ..Model::default()
        }
    }

    fn test(run: impl FnOnce(&Registry<'_>, &TypeName)) {
        let (sources, model) = (SourceMap::new(Vec::new()), model());
        let mut sink = Diagnostics::new();
        let mut modules = Modules::new("v1");
        let registry = Registry::new(&sources, &model, Version::V1, &mut modules, &mut sink);
        run(&registry, &TypeName::new("microsoft.graph.shelf"));
    }

    #[test]
    fn a_type_is_looked_at_once_for_all_its_requests() {
        test(|registry, shelf| {
            let mut types = SettableByType::new(registry);
            let first = types.get(registry, shelf);
            assert!(Rc::ptr_eq(&first, &types.get(registry, shelf)));
        });
    }

    #[test]
    fn a_caller_sets_what_is_not_of_the_root_and_creates_related_objects() {
        test(|registry, shelf| {
            let shelf = SettableByType::new(registry).get(registry, shelf);
            let names = |method| -> Vec<&str> {
                let settable = shelf.settable(method).iter();
                settable.map(|(_, property)| property.name.as_str()).collect()
            };
            assert_eq!(names(Method::Post), ["Title", "books"]);
            assert_eq!(names(Method::Patch), ["Title"]);
            assert_eq!(*shelf.get("TITLE").unwrap().0, "microsoft.graph.shelf");
            assert!(shelf.get("id").unwrap().0.is_root());
            assert!(shelf.get("other").is_none());
        });
    }

    #[test]
    fn what_does_not_fit_takes_no_room() {
        test(|registry, _| {
            let mut types = SettableByType::new(registry);
            let all = types.left;
            assert!(!types.take_room(all + 1));
            assert!(types.take_room(all - 1));
            assert!(!types.take_room(2));
            assert!(types.take_room(1));
        });
    }
}
