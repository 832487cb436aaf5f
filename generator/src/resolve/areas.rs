//! Which parts of a version a program can do without.
//!
//! An area is what stands below a first segment of a path. A request belongs to the areas of all its documented paths, a
//! step to those of all paths that lead over it, and what a request needs goes with it. Modules are the smallest part: one
//! that has a request of an area comes as a whole, since requests of one type need much the same types.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::PartKey;
use crate::resolve::plan::Items;
use crate::resolve::plan::areas::{AreaIndex, AreaPlan, AreasPlan};
use crate::resolve::plan::ids::{ItemId, ModuleId, StructId};
use crate::resolve::plan::models::{FieldType, Kind, NamespacePlan};
use crate::resolve::plan::operations::{BodyPlan, OperationPlan, RequestModule, ResponsePlan};
use crate::resolve::plan::steps::{StepLink, StepsPlan};

/// The feature with the types that no request names. They lead to most of the others, so they are not always there.
const OTHER_TYPES: &str = "other-types";

/// Names that features of every emitted crate have.
pub const TAKEN_FEATURES: &[&str] = &[
    "all-areas",
    "azure",
    "beta",
    "chrono",
    "client",
    "default",
    "jiff",
    "notifications",
    OTHER_TYPES,
    "sign-in",
    "time-zones",
    "tracing",
    "v1",
];

/// Divides a version into areas.
pub(super) fn plan(
    items: &Items,
    namespaces: &[NamespacePlan],
    requests: &[RequestModule],
    steps: &StepsPlan,
) -> AreasPlan {
    let mut areas = areas(steps);
    let mut modules: BTreeMap<ModuleId, BTreeSet<AreaIndex>> = BTreeMap::new();
    for module in requests {
        for operation in &module.operations {
            for path in &items.operations[*operation].paths {
                let keys = path.route.keys();
                let Some(area) = keys.first().and_then(|key| areas.by_key.get(key)).copied() else {
                    continue;
                };
                modules.entry(module.module).or_default().insert(area);
                for link in steps.links(&keys) {
                    modules
                        .entry(steps.steps[link.target].module)
                        .or_default()
                        .insert(area);
                }
            }
        }
    }
    // A module that is in no area is always there, and so is all that it needs.
    let is_divided = |module: &RequestModule| modules.contains_key(&module.module);
    let always = requests.iter().filter(|module| !is_divided(module));
    let needs = Needs::new(items, namespaces, requests);
    let always = needs.all_of(always.map(|module| module.module));
    for module in requests {
        let Some(found) = modules.get(&module.module).cloned() else {
            continue;
        };
        for needed in needs.all_of([module.module].into_iter()) {
            modules.entry(needed).or_default().extend(&found);
        }
    }
    let types = namespaces.iter().flat_map(|namespace| &namespace.files);
    let unnamed: Vec<ModuleId> = types
        .map(|file| file.module)
        .filter(|module| !modules.contains_key(module) && !always.contains(module))
        .collect();
    if !unnamed.is_empty() {
        let other = areas.areas.len();
        areas.areas.push(AreaPlan {
            feature: OTHER_TYPES.to_owned(),
            roots: Vec::new(),
        });
        for needed in needs.all_of(unnamed.into_iter()) {
            modules.entry(needed).or_default().insert(other);
        }
    }
    modules.retain(|module, _| !always.contains(module));
    AreasPlan {
        areas: areas.areas,
        modules,
    }
}

/// The areas, and which one a path belongs to by the key of its first part.
struct Areas {
    areas: Vec<AreaPlan>,
    by_key: BTreeMap<PartKey, AreaIndex>,
}

/// The areas by the ways from the root. One that leads to an object of a type belongs to the collection of these: `/me` to
/// `/users`.
fn areas(steps: &StepsPlan) -> Areas {
    let place = |link: &StepLink| steps.steps[link.target].place;
    let collection = |link: &&StepLink| {
        let object = place(link).filter(|place| !place.cardinality.is_many())?.object;
        let mut collections = steps.roots.iter();
        collections.position(|other| {
            place(other).is_some_and(|place| place.cardinality.is_many() && place.object == object)
        })
    };
    let mut areas: Vec<AreaPlan> = Vec::new();
    let mut of_root: BTreeMap<usize, AreaIndex> = BTreeMap::new();
    let mut by_key = BTreeMap::new();
    for (index, link) in steps.roots.iter().enumerate() {
        let leading = collection(&link).unwrap_or(index);
        let area = *of_root.entry(leading).or_insert_with(|| {
            areas.push(AreaPlan {
                feature: feature(&steps.roots[leading].method),
                roots: Vec::new(),
            });
            areas.len() - 1
        });
        areas[area].roots.push(link.segment.clone());
        by_key.insert(link.key.clone(), area);
    }
    Areas { areas, by_key }
}

/// The feature of the area behind a method of the root.
fn feature(method: &str) -> String {
    let name = method
        .trim_start_matches("r#")
        .trim_matches('_')
        .replace('_', "-");
    if TAKEN_FEATURES.contains(&name.as_str()) {
        format!("{name}-area")
    } else {
        name
    }
}

/// Which modules name which others.
struct Needs<'p> {
    items: &'p Items,
    direct: BTreeMap<ModuleId, BTreeSet<ModuleId>>,
}

impl<'p> Needs<'p> {
    fn new(items: &'p Items, namespaces: &[NamespacePlan], requests: &[RequestModule]) -> Self {
        let mut needs = Self {
            items,
            direct: BTreeMap::new(),
        };
        for file in namespaces.iter().flat_map(|namespace| &namespace.files) {
            for item in &file.items {
                needs.add_item(file.module, *item);
            }
        }
        for module in requests {
            for operation in &module.operations {
                needs.add_operation(module.module, &items.operations[*operation]);
            }
        }
        needs
    }

    /// The modules and all that they need.
    fn all_of(&self, modules: impl Iterator<Item = ModuleId>) -> BTreeSet<ModuleId> {
        let mut open: Vec<ModuleId> = modules.collect();
        let mut all: BTreeSet<ModuleId> = open.iter().copied().collect();
        while let Some(module) = open.pop() {
            for needed in self.direct.get(&module).into_iter().flatten() {
                if all.insert(*needed) {
                    open.push(*needed);
                }
            }
        }
        all
    }

    fn add(&mut self, from: ModuleId, to: ModuleId) {
        self.direct.entry(from).or_default().insert(to);
    }

    fn add_item(&mut self, from: ModuleId, item: ItemId) {
        self.add_module_of(from, item);
        match item {
            ItemId::Struct(id) => self.add_struct(from, id),
            ItemId::Polymorphic(id) => {
                let plan = &self.items.polymorphics[id];
                self.add(from, self.items.structs[plan.base].module);
                // Every variant lends the fields of the base.
                self.add_struct(from, plan.base);
                for derived in &plan.derived {
                    self.add(from, self.items.structs[derived.ty].module);
                }
            }
            ItemId::Enum(_) | ItemId::Operation(_) => {}
        }
    }

    fn add_struct(&mut self, from: ModuleId, id: StructId) {
        let plan = &self.items.structs[id];
        for field in &plan.fields {
            self.add_type(from, field.ty);
        }
        if let Some(model) = plan.made_of {
            self.add(from, self.items.structs[model].module);
        }
    }

    fn add_type(&mut self, from: ModuleId, ty: FieldType) {
        match ty.kind {
            Kind::Scalar(_) => {}
            Kind::Enum(id) => self.add_module_of(from, ItemId::Enum(id)),
            Kind::Object(object) => self.add_module_of(from, object),
        }
    }

    /// Adds the module in which an item stands.
    fn add_module_of(&mut self, from: ModuleId, item: impl Into<ItemId>) {
        self.add(from, self.items.location(item.into()).module);
    }

    fn add_operation(&mut self, from: ModuleId, operation: &OperationPlan) {
        match operation.body {
            BodyPlan::Model(ty) | BodyPlan::Models(ty) | BodyPlan::Update(ty) => self.add_module_of(from, ty),
            BodyPlan::Own(id) => self.add_struct(from, id),
            BodyPlan::None | BodyPlan::Json | BodyPlan::Reference | BodyPlan::Bytes(_) => {}
        }
        match operation.response {
            ResponsePlan::Model(ty) | ResponsePlan::Page(ty) => self.add_module_of(from, ty),
            ResponsePlan::Value(ty) => self.add_type(from, ty),
            ResponsePlan::None
            | ResponsePlan::Json
            | ResponsePlan::Bytes
            | ResponsePlan::Count
            | ResponsePlan::Accepted => {}
        }
    }
}
