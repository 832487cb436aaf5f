//! The models of one version, with a file for each type.

use std::collections::BTreeMap;

use crate::model::ROOT_NAMESPACE;
use crate::resolve::docs::Docs;
use crate::resolve::fields;
use crate::resolve::indirections::Indirections;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::Items;
use crate::resolve::plan::models::{
    DerivedPlan, NamespacePlan, PolymorphicPlan, StructPlan, StructRole, TypeFile,
};
use crate::resolve::plan::modules::{ItemId, ModuleId};
use crate::resolve::registry::{EnumEntry, Registry, TypeEntry, split, writes_type};
use crate::span::{FileId, Span};

/// Plans the items of all types and enumerations, in the order of the ids that the registry gave them.
pub(super) fn add_items<'a>(registry: &Registry<'a>, docs: &Docs<'_, 'a>, items: &mut Items) {
    let indirections = Indirections::new(registry);
    for (name, entry) in &registry.types {
        let id = items
            .structs
            .add(model(registry, &indirections, docs, name, entry));
        debug_assert_eq!(id, entry.id);
    }
    for entry in registry.types.values() {
        if let Some(polymorphic) = &entry.polymorphic {
            let id = items
                .polymorphics
                .add(polymorphic_plan(registry, entry, &polymorphic.name));
            debug_assert_eq!(id, polymorphic.id);
        }
    }
    for entry in registry.enums.values() {
        let members = entry.enumeration.members.iter();
        let plan = fields::enum_plan(docs, entry.file, &entry.name, docs.of_enum(entry), members);
        let id = items.enums.add(plan);
        debug_assert_eq!(id, entry.id);
    }
    for (entry, property, list) in registry.closed_lists() {
        let of = ItemId::Struct(entry.id);
        let plan = fields::listed_enum(docs, entry.file, &list.name, of, property);
        let id = items.enums.add(plan);
        debug_assert_eq!(id, list.id);
    }
}

/// The files of all namespaces; the root namespace comes first, then the others by the names of their modules.
pub(super) fn namespaces(registry: &Registry<'_>, items: &Items) -> Vec<NamespacePlan> {
    // Modules of namespaces have ids in the order of their names, behind that of the root namespace.
    let mut namespaces: BTreeMap<ModuleId, NamespacePlan> = BTreeMap::new();
    let mut add = |module: ModuleId, graph_name: &str, file: TypeFile| {
        let namespace = namespaces.entry(module).or_insert_with(|| NamespacePlan {
            module,
            name: if module == items.modules.models {
                ROOT_NAMESPACE.to_owned()
            } else {
                split(graph_name).0.to_owned()
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

fn model<'a>(
    registry: &Registry<'a>,
    indirections: &Indirections<'a>,
    docs: &Docs<'_, 'a>,
    name: &str,
    entry: &TypeEntry<'a>,
) -> StructPlan {
    let properties = registry.properties(name);
    let (fields, additional) = fields::plan(registry, indirections, docs, name, &properties);
    StructPlan {
        name: entry.name.clone(),
        module: entry.file,
        graph_name: name.to_owned(),
        role: StructRole::Model,
        made_of: None,
        base: entry
            .ty
            .base
            .as_deref()
            .and_then(|base| Some(registry.get(base)?.id)),
        write_type: writes_type(registry, name),
        // Any entity can stand where the root type is declared, also one that the pages do not know as one.
        checks_type: !entry.ty.name.is_root(),
        open: registry.chain(name).any(|entry| entry.ty.open),
        docs: docs.of_type(entry),
        deprecated: entry.ty.deprecated.clone(),
        fields,
        additional,
    }
}

fn polymorphic_plan(registry: &Registry<'_>, entry: &TypeEntry<'_>, name: &str) -> PolymorphicPlan {
    let mut variants = UniqueNames::with(Scope::Variants, [&entry.name]);
    let derived = entry.derived.iter().filter_map(|derived| {
        let ty = registry.get(derived)?.id;
        let (variant, _) = variants.take(&names::pascal(split(derived).1));
        Some(DerivedPlan { variant, ty })
    });
    PolymorphicPlan {
        name: name.to_owned(),
        module: entry.file,
        base: entry.id,
        derived: derived.collect(),
    }
}
