//! Requests that create or update an object of any of the derived types.
//!
//! Where objects of several types derived from one stand at a place, the pages document a request for each: one page
//! creates iOS configurations by `POST /deviceManagement/deviceConfigurations`, another one Windows configurations. A program
//! that copies an object does not know of which type it is. So beside these requests there is one that takes an object of
//! any of the types.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Method, TypeName};
use crate::model::Place;
use crate::resolve::names::UniqueNames;
use crate::resolve::operations::permissions;
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::docs::{DocsPlan, PermissionTable, Sentence};
use crate::resolve::plan::ids::{ModuleId, OperationId, PolymorphicId, StructId};
use crate::resolve::plan::models::{ObjectType, StructPlan};
use crate::resolve::plan::operations::{BodyPlan, OperationPlan, PathPlan, RequestModule, ResponsePlan};
use crate::resolve::types::registry::Registry;

/// Adds the requests that take an object of any of the derived types to the modules of the base types. `names` has the
/// names that are taken in each module.
pub(super) fn add(
    registry: &Registry<'_>,
    items: &mut Items,
    modules: &mut [RequestModule],
    names: &mut BTreeMap<ModuleId, UniqueNames>,
) {
    let of_owner: BTreeMap<StructId, usize> = modules
        .iter()
        .enumerate()
        .filter_map(|(index, module)| Some((module.owner?, index)))
        .collect();
    for ((base, method), writes) in derived_writes(registry, items) {
        let owner = of_owner.get(&items.polymorphics[base].base);
        let Some(module) = owner.and_then(|index| modules.get_mut(*index)) else {
            continue;
        };
        let Some(names) = names.get_mut(&module.module) else {
            continue;
        };
        if let Some(plan) = writes.request(items, base, method, module.module, names) {
            let id = items.operations.add(plan);
            let operations = &items.operations;
            let place = module
                .operations
                .partition_point(|known| operations[*known].name < operations[id].name);
            module.operations.insert(place, id);
        }
    }
}

/// How objects of types derived from one are sent.
#[derive(Default)]
struct DerivedWrites {
    paths: Vec<PathPlan>,
    /// The requests that send them.
    requests: BTreeSet<OperationId>,
}

/// The requests that send objects of types derived from that of the place, by the type of the place, where the pages
/// document none that sends something else.
fn derived_writes(
    registry: &Registry<'_>,
    items: &Items,
) -> BTreeMap<(PolymorphicId, Method), DerivedWrites> {
    let mut at_path: BTreeMap<(Method, String), Vec<(OperationId, &PathPlan)>> = BTreeMap::new();
    for (id, operation) in items.operations.iter() {
        for path in &operation.paths {
            let at = at_path.entry((operation.method, path.route.shape())).or_default();
            at.push((id, path));
        }
    }
    let mut writes: BTreeMap<(PolymorphicId, Method), DerivedWrites> = BTreeMap::new();
    for ((method, _), requests) in at_path {
        let Some((base, path)) = requests.first().and_then(|(_, path)| {
            let base = base_at(registry, method, path)?;
            Some((base, *path))
        }) else {
            continue;
        };
        let base_struct = items.polymorphics[base].base;
        let sends_derived = |(id, _): &(OperationId, &PathPlan)| {
            let body = items.operations[*id].body.own().map(|body| &items.structs[body]);
            body.is_some_and(|body| derives(registry, &items.structs, body, base_struct))
        };
        if requests.iter().all(sends_derived) {
            let of_base = writes.entry((base, method)).or_default();
            of_base.paths.push(path.clone());
            of_base.requests.extend(requests.iter().map(|(id, _)| *id));
        }
    }
    writes
}

/// The type of what a request creates or updates at a path, where others derive from it.
fn base_at(registry: &Registry<'_>, method: Method, path: &PathPlan) -> Option<PolymorphicId> {
    let place = registry.place(&path.route.keys())?;
    let is_of_method = match method {
        Method::Post => matches!(place, Place::Collection(_)),
        Method::Patch => matches!(place, Place::Object(_)),
        _ => false,
    };
    let entry = registry.get(place.type_name()).filter(|_| is_of_method)?;
    Some(entry.polymorphic.as_ref()?.id)
}

/// Whether a body is of a type that derives from another one.
fn derives(registry: &Registry<'_>, structs: &Arena<StructPlan>, body: &StructPlan, base: StructId) -> bool {
    let (Some(name), Some(base)) = (&body.graph_name, &structs[base].graph_name) else {
        return false;
    };
    let mut bases = registry.bases(name);
    name != base && bases.any(|known| known == base)
}

impl DerivedWrites {
    /// The request that takes an object of any of the types; `None` where the requests ask for more than the object.
    fn request(
        self,
        items: &Items,
        base: PolymorphicId,
        method: Method,
        module: ModuleId,
        names: &mut UniqueNames,
    ) -> Option<OperationPlan> {
        let of_types: Vec<&OperationPlan> = self.requests.iter().map(|id| &items.operations[*id]).collect();
        let first = *of_types.first()?;
        let types: BTreeSet<Option<&str>> =
            of_types.iter().map(|of_type| type_name(items, of_type)).collect();
        let asks_for_more = of_types.iter().any(|of_type| of_type.required().next().is_some());
        if types.len() < 2 || asks_for_more {
            return None;
        }
        let any = ObjectType::Polymorphic(base);
        let (verb, body, sentence) = match method {
            Method::Patch => ("Update", BodyPlan::Update(any), Sentence::UpdatesAnyOf(base)),
            _ => ("Create", BodyPlan::Model(any), Sentence::CreatesAnyOf(base)),
        };
        let response = match first.response {
            ResponsePlan::Model(_) => ResponsePlan::Model(any),
            other => other,
        };
        let (all, cases) = permissions::of_types(
            of_types
                .iter()
                .map(|of_type| (type_name(items, of_type), &of_type.permissions)),
            self.paths.len(),
        );
        let mut docs = DocsPlan::new(Vec::new(), sentence);
        docs.permissions = PermissionTable::of_cases(&all, &cases, |_| Vec::new());
        docs.pages = of_types
            .iter()
            .flat_map(|of_type| of_type.docs.pages.clone())
            .collect();
        docs.pages.dedup();
        let same_clouds = of_types.iter().all(|of_type| of_type.clouds == first.clouds);
        let same_roles = of_types.iter().all(|of_type| of_type.roles == first.roles);
        Some(OperationPlan {
            name: names.take(verb),
            module,
            title: format!(
                "{verb} {}",
                items.structs[items.polymorphics[base].base]
                    .graph_name
                    .as_ref()?
                    .short()
            ),
            shares_title: false,
            docs,
            deprecated: None,
            page: first.page,
            documentation: None,
            version: first.version,
            method,
            paths: self.paths,
            set_by_service: match method {
                Method::Patch => Vec::new(),
                _ => unsent(items, &of_types),
            },
            body,
            enums: Vec::new(),
            response,
            success: first.success.clone(),
            query: first.query.clone(),
            consistency_level: false,
            parameters: Vec::new(),
            permissions: all,
            clouds: first.clouds.clone().filter(|_| same_clouds),
            roles: if same_roles {
                first.roles.clone()
            } else {
                Vec::new()
            },
            permission_cases: cases,
        })
    }
}

/// The name of the type that a request sends.
fn type_name<'p>(items: &'p Items, operation: &OperationPlan) -> Option<&'p str> {
    let body = &items.structs[operation.body.own()?];
    body.graph_name.as_ref().map(TypeName::short)
}

/// The properties of the types that none of the requests sends.
fn unsent(items: &Items, requests: &[&OperationPlan]) -> Vec<String> {
    let bodies = requests.iter().filter_map(|request| request.body.own());
    let bodies: Vec<&StructPlan> = bodies.map(|body| &items.structs[body]).collect();
    let names =
        |of: &'_ StructPlan| -> Vec<String> { of.fields.iter().map(|field| field.json.clone()).collect() };
    let sent: BTreeSet<String> = bodies.iter().flat_map(|body| names(body)).collect();
    let models = bodies.iter().filter_map(|body| body.made_of);
    let models: BTreeSet<StructId> = models.collect();
    let known: BTreeSet<String> = models
        .iter()
        .flat_map(|model| names(&items.structs[*model]))
        .collect();
    known.difference(&sent).cloned().collect()
}
