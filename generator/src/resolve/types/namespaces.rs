//! The files of the models: one for each type and enumeration, in the module of its namespace.

use std::collections::BTreeMap;

use crate::graph::TypeName;
use crate::model::ROOT_NAMESPACE;
use crate::resolve::plan::Items;
use crate::resolve::plan::ids::{ItemId, ModuleId};
use crate::resolve::plan::models::{NamespacePlan, TypeFile};
use crate::resolve::types::registry::{EnumEntry, Registry, TypeEntry};
use crate::span::{FileId, Span};

/// The files of all namespaces; the root namespace comes first, then the others by the names of their modules.
pub(in crate::resolve) fn plan(registry: &Registry<'_>, items: &Items) -> Vec<NamespacePlan> {
    // Modules of namespaces have ids in the order of their names, behind that of the root namespace.
    let mut namespaces: BTreeMap<ModuleId, NamespacePlan> = BTreeMap::new();
    let mut add = |module: ModuleId, of: &TypeName, file: TypeFile| {
        let namespace = namespaces.entry(module).or_insert_with(|| NamespacePlan {
            module,
            name: if module == items.modules.models {
                ROOT_NAMESPACE.to_owned()
            } else {
                of.namespace().to_owned()
            },
            files: Vec::new(),
        });
        namespace.files.push(file);
    };
    for (name, entry) in &registry.types {
        add(entry.namespace, name, type_file(registry, entry));
    }
    for (name, entry) in &registry.enums {
        add(entry.namespace, name, enum_file(registry, entry));
    }
    let mut namespaces: Vec<NamespacePlan> = namespaces.into_values().collect();
    for namespace in &mut namespaces {
        let name = |file: &TypeFile| &items.modules[file.module].name;
        namespace.files.sort_by(|a, b| name(a).cmp(name(b)));
    }
    namespaces
}

/// The page of a type, or else the page that first names it. `None` for a type that no page names, whose span is
/// empty.
fn source(registry: &Registry<'_>, page: Option<FileId>, named: Span) -> Option<String> {
    let page = page.or_else(|| (named.start < named.end).then_some(named.file))?;
    Some(registry.sources.file(page).path.clone())
}

fn type_file(registry: &Registry<'_>, entry: &TypeEntry<'_>) -> TypeFile {
    let ty = entry.ty;
    let mut items = vec![ItemId::Struct(entry.id)];
    items.extend(entry.polymorphic.iter().map(|any| ItemId::Polymorphic(any.id)));
    let lists = ty.properties.iter();
    let lists = lists.filter_map(|property| registry.closed_list(&ty.name, property));
    items.extend(lists.map(|list| ItemId::Enum(list.id)));
    TypeFile {
        module: entry.file,
        source: source(registry, ty.pages.first().copied(), ty.span),
        items,
    }
}

fn enum_file(registry: &Registry<'_>, entry: &EnumEntry<'_>) -> TypeFile {
    TypeFile {
        module: entry.file,
        source: source(registry, entry.enumeration.page, entry.enumeration.span),
        items: vec![ItemId::Enum(entry.id)],
    }
}
