//! The models of one version: a file a type.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ROOT_NAMESPACE;
use crate::resolve::docs::{self, Docs};
use crate::resolve::fields;
use crate::resolve::names::{self, UniqueNames};
use crate::resolve::plan::{
    DerivedPlan, Item, NamespacePlan, PolymorphicPlan, Scope, StructPlan, TypeFile, TypePath,
};
use crate::resolve::registry::{EnumEntry, Registry, TypeEntry, is_closed_list, split, writes_type};
use crate::span::{FileId, Span};

/// Plans the files of all namespaces; the root namespace comes first.
pub(super) fn plan(registry: &Registry<'_>) -> Vec<NamespacePlan> {
    let modules: BTreeSet<&Option<String>> = registry
        .types
        .values()
        .map(|e| &e.path.module)
        .chain(registry.enums.values().map(|e| &e.path.module))
        .collect();
    let docs: BTreeMap<&Option<String>, Docs<'_, '_>> = modules
        .into_iter()
        .map(|module| (module, Docs::new(registry, Scope::Models(module.clone()))))
        .collect();
    let mut namespaces: BTreeMap<Option<String>, NamespacePlan> = BTreeMap::new();
    let mut add = |module: &Option<String>, graph_name: &str, file: TypeFile| {
        let namespace = namespaces.entry(module.clone()).or_insert_with(|| NamespacePlan {
            module: module.clone(),
            name: if module.is_none() {
                ROOT_NAMESPACE.to_owned()
            } else {
                split(graph_name).0.to_owned()
            },
            files: Vec::new(),
        });
        namespace.files.push(file);
    };
    for (name, entry) in &registry.types {
        add(
            &entry.path.module,
            name,
            type_file(registry, &docs[&entry.path.module], name, entry),
        );
    }
    for (name, entry) in &registry.enums {
        add(
            &entry.path.module,
            name,
            enum_file(registry, &docs[&entry.path.module], entry),
        );
    }
    let mut namespaces: Vec<NamespacePlan> = namespaces.into_values().collect();
    for namespace in &mut namespaces {
        namespace.files.sort_by(|a, b| a.module.cmp(&b.module));
    }
    namespaces
}

/// The page of a type, or the one that first names it; `None` for a type that no page names: its place is empty.
fn source(registry: &Registry<'_>, page: Option<FileId>, named: Span) -> Option<String> {
    let page = page.or_else(|| (named.start < named.end).then_some(named.file))?;
    Some(registry.sources.file(page).path.clone())
}

fn type_file<'a>(
    registry: &Registry<'a>,
    docs: &Docs<'_, 'a>,
    name: &str,
    entry: &TypeEntry<'a>,
) -> TypeFile {
    let properties = registry.properties(name);
    let (fields, additional) = fields::plan(registry, docs, name, &properties);
    let base = StructPlan {
        name: entry.path.name.clone(),
        graph_name: name.to_owned(),
        // The service needs the annotation where it cannot know the type from the place of the value.
        write_type: writes_type(registry, name),
        patch: false,
        open: registry.chain(name).any(|entry| entry.ty.open),
        docs: docs.of_type(entry),
        deprecated: entry.ty.deprecated.as_deref().map(docs::plain),
        fields,
        additional,
    };
    let holder = entry
        .holder
        .as_ref()
        .map(|holder| polymorphic_plan(registry, docs, name, entry, &holder.name, &base));
    let mut items = vec![Item::Struct(base)];
    items.extend(holder.map(Item::Polymorphic));
    for property in entry
        .ty
        .properties
        .iter()
        .filter(|property| is_closed_list(property))
    {
        if let Some(path) = registry.closed_list(name, property) {
            items.push(Item::Enum(fields::listed_enum(
                docs,
                &path.name,
                &entry.path.name,
                property,
            )));
        }
    }
    shorten_own_paths(&mut items, &entry.path.module);
    TypeFile {
        module: entry.file.clone(),
        source: source(registry, entry.ty.pages.first().copied(), entry.ty.span),
        items,
    }
}

/// Items of one file name each other without a path: a longer one would be reported by the compiler's lint
/// `unused_qualifications`.
fn shorten_own_paths(items: &mut [Item], module: &Option<String>) {
    let names: BTreeSet<String> = items.iter().map(|item| item.name().to_owned()).collect();
    let fields = items.iter_mut().flat_map(|item| match item {
        Item::Struct(plan) => plan.fields.as_mut_slice(),
        Item::Polymorphic(plan) => plan.getters.as_mut_slice(),
        Item::Enum(_) => &mut [],
    });
    for path in fields.filter_map(|field| field.ty.kind.path_mut()) {
        if path.module == *module && names.contains(&path.name) {
            path.module = Some(TypePath::HERE.to_owned());
        }
    }
}

fn polymorphic_plan<'a>(
    registry: &Registry<'a>,
    docs: &Docs<'_, 'a>,
    name: &str,
    entry: &TypeEntry<'a>,
    holder: &str,
    base: &StructPlan,
) -> PolymorphicPlan {
    let mut scope = UniqueNames::default();
    scope.take(entry.path.name.clone());
    let derived: Vec<DerivedPlan> = entry
        .derived
        .iter()
        .filter_map(|derived| {
            let ty = registry.get(derived)?.path.clone();
            let (variant, _) = scope.take(names::pascal(split(derived).1));
            Some(DerivedPlan {
                variant,
                ty,
                graph_name: (*derived).to_owned(),
            })
        })
        .collect();
    PolymorphicPlan {
        name: holder.to_owned(),
        docs: docs.of_polymorphic(&entry.path.name),
        base: entry.path.clone(),
        base_graph_name: name.to_owned(),
        derived,
        getters: base.fields.clone(),
    }
}

fn enum_file(registry: &Registry<'_>, docs: &Docs<'_, '_>, entry: &EnumEntry<'_>) -> TypeFile {
    let plan = fields::enum_plan(
        docs,
        &entry.path.name,
        docs.of_enum(entry),
        entry.one.members.iter(),
    );
    TypeFile {
        module: entry.file.clone(),
        source: source(registry, entry.one.page, entry.one.span),
        items: vec![Item::Enum(plan)],
    }
}
