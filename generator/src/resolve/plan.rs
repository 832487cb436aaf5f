//! The plan: what is to be emitted, with final names.
//!
//! The items of a version stand in lists and name each other by ids. Nothing in a plan changes after it was made.

pub mod areas;
pub mod arena;
pub mod bytes;
pub mod docs;
pub mod examples;
pub mod ids;
pub mod models;
pub mod modules;
pub mod operations;
pub mod permissions;
pub mod query;
pub mod steps;

use self::areas::AreasPlan;
use self::arena::{Arena, ArenaMap};
use self::examples::{ExampleCall, OperationExamples};
use self::ids::{ItemId, OperationId};
use self::models::{EnumPlan, NamespacePlan, PolymorphicPlan, StructPlan};
use self::modules::{Location, Modules};
use self::operations::{OperationPlan, RequestModule};
use self::steps::StepsPlan;
use crate::graph::{Method, Version};

/// What a user can choose about how things look in Rust.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The path under which emitted code finds the runtime, `graph_runtime`.
    pub runtime: String,
    /// Whether the client of each version is emitted.
    pub client: VersionClient,
    /// The name of the crate in which readers find the emitted modules. With it, the examples in documentation are
    /// compiled; without, they are shown only.
    pub crate_name: Option<String>,
    /// Whether documented examples are emitted as tests, which needs the name of the crate.
    pub tests: bool,
    /// Whether each area of a version is a feature of the emitted crate.
    pub areas: bool,
}

/// Whether the client of a version, `v1::Graph`, is emitted, which needs the client of the runtime. Without it the same
/// steps give requests as values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VersionClient {
    /// It is left out.
    None,
    /// Behind the feature `client` of the emitted crate.
    #[default]
    Feature,
    /// Always.
    Always,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            runtime: "graph_runtime".to_owned(),
            client: VersionClient::default(),
            crate_name: None,
            tests: false,
            areas: false,
        }
    }
}

/// All that is to be emitted.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The path of the runtime.
    pub runtime: String,
    /// Whether the client of each version is emitted.
    pub client: VersionClient,
    /// The name of the crate in which readers find the emitted modules.
    pub crate_name: Option<String>,
    /// Whether documented examples are emitted as tests.
    pub tests: bool,
    /// The versions that have anything.
    pub versions: Vec<VersionPlan>,
}

/// The module of a version.
#[derive(Clone, Debug)]
pub struct VersionPlan {
    /// The version.
    pub version: Version,
    /// What stands in its modules.
    pub items: Items,
    /// Models by namespace; the root namespace first.
    pub namespaces: Vec<NamespacePlan>,
    /// Requests by owner.
    pub requests: Vec<RequestModule>,
    /// What the documented examples make of each request.
    pub examples: ArenaMap<OperationPlan, OperationExamples>,
    /// The steps that lead to the requests.
    pub steps: StepsPlan,
    /// The parts that stand behind features; none unless they are asked for.
    pub areas: AreasPlan,
}

impl VersionPlan {
    /// Whether areas of it are features of the emitted crate.
    pub fn has_areas(&self) -> bool {
        !self.areas.areas.is_empty()
    }

    /// The name of the version's module, `v1` or `beta`.
    pub fn name(&self) -> &str {
        &self.items.modules[self.items.modules.version].name
    }

    /// The operations by module, and in each by name.
    pub fn operations(&self) -> impl Iterator<Item = (OperationId, &OperationPlan)> {
        let ids = self.requests.iter().flat_map(|module| &module.operations);
        ids.map(|id| (*id, &self.items.operations[*id]))
    }

    /// The call that shows how the version is used: the shortest that only reads.
    pub fn shortest_read(&self) -> Option<(OperationId, &ExampleCall)> {
        let reading = self.operations().filter(|(_, plan)| plan.method == Method::Get);
        let calls = reading.filter_map(|(id, _)| Some((id, self.examples[id].sample.as_ref()?)));
        calls.min_by_key(|(id, call)| {
            let given = call.required.len() + call.options.len();
            (given, call.route.render().len(), *id)
        })
    }

    /// The items of the files of types: by namespace, and in each by file.
    pub fn models(&self) -> impl Iterator<Item = ItemId> {
        let files = self.namespaces.iter().flat_map(|namespace| &namespace.files);
        files.flat_map(|file| &file.items).copied()
    }
}

/// The modules and items of a version.
#[derive(Clone, Debug)]
pub struct Items {
    /// The modules.
    pub modules: Modules,
    /// Models, and the bodies of requests.
    pub structs: Arena<StructPlan>,
    /// Open enumerations, those of single requests too.
    pub enums: Arena<EnumPlan>,
    /// Values of a type or of one derived from it.
    pub polymorphics: Arena<PolymorphicPlan>,
    /// Requests.
    pub operations: Arena<OperationPlan>,
}

impl Items {
    /// A version without items, whose modules are those that each version has.
    pub(in crate::resolve) fn new(modules: Modules) -> Self {
        Self {
            modules,
            structs: Arena::default(),
            enums: Arena::default(),
            polymorphics: Arena::default(),
            operations: Arena::default(),
        }
    }

    /// Where an item stands and what it is called there.
    pub fn location(&self, item: ItemId) -> Location<'_> {
        let (module, name) = match item {
            ItemId::Struct(id) => (self.structs[id].module, &self.structs[id].name),
            ItemId::Enum(id) => (self.enums[id].module, &self.enums[id].name),
            ItemId::Polymorphic(id) => (self.polymorphics[id].module, &self.polymorphics[id].name),
            ItemId::Operation(id) => (self.operations[id].module, &self.operations[id].name),
        };
        Location { module, name }
    }
}
