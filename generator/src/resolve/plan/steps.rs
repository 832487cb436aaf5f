//! The steps in the plan: places in the service, the ways between them, and the calls that can be made there.

use crate::graph::{Cardinality, PartKey};
use crate::resolve::plan::arena::{Arena, ArenaMap, Planned};
use crate::resolve::plan::ids::{ModuleId, OperationId, StepId, StructId, kinds};
use crate::resolve::plan::operations::{ArgumentPlan, OperationPlan, PathPlan};
use crate::resolve::plan::permissions::PermissionCase;

mod ways;

use ways::Index;
pub use ways::Way;

/// The steps of a version.
#[derive(Clone, Debug, Default)]
pub struct StepsPlan {
    /// The places.
    pub steps: Arena<StepPlan>,
    /// The ways from the root.
    pub roots: Vec<StepLink>,
    /// The modules in which the steps are written.
    pub modules: Vec<StepModule>,
    /// The places of other requests at which each request is called.
    pub other_places: ArenaMap<OperationPlan, OtherPlaces>,
    index: Index,
}

/// The places at which a request is called that pages document as other requests.
#[derive(Clone, Debug, Default)]
pub struct OtherPlaces {
    /// The other requests, with their paths.
    pub requests: Vec<(OperationId, Vec<PathPlan>)>,
    /// The permissions by path, where they are not the same on all paths. The paths are those of the request, and then those
    /// of the others.
    pub permission_cases: Vec<PermissionCase>,
}

impl OtherPlaces {
    /// The paths.
    pub fn paths(&self) -> impl Iterator<Item = &PathPlan> {
        self.requests.iter().flat_map(|(_, paths)| paths)
    }
}

/// A module of steps.
#[derive(Clone, Debug)]
pub struct StepModule {
    /// The module below `steps`.
    pub module: ModuleId,
    /// What its steps have in common.
    pub about: StepModuleAbout,
    /// The steps.
    pub steps: Vec<StepId>,
}

/// What the steps of a module have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepModuleAbout {
    /// Objects of a type stand there; the qualified name.
    Type(String),
    /// Their paths begin so.
    Path(String),
}

/// What stands at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepPlace {
    /// The type of the object, or of those in the collection.
    pub object: StructId,
    /// Whether one stands there or many.
    pub cardinality: Cardinality,
}

/// A place in the service.
#[derive(Clone, Debug)]
pub struct StepPlan {
    /// The name of the struct.
    pub name: String,
    /// The module in which it is written.
    pub module: ModuleId,
    /// What stands there; `None` where the pages do not tell.
    pub place: Option<StepPlace>,
    /// A path that leads here, as documented.
    pub path: String,
    /// The ways on.
    pub links: Vec<StepLink>,
    /// The calls that can be made here.
    pub calls: Vec<CallPlan>,
}

impl StepPlan {
    /// Whether the step tells a reference to its object from the object at its home.
    pub fn tells_references(&self) -> bool {
        let mut calls = self.calls.iter();
        calls.any(|call| call.offer == Offer::WhereContained)
    }
}

impl Planned for StepPlan {
    type Kind = kinds::Step;
}

/// A method that leads to another step.
#[derive(Clone, Debug)]
pub struct StepLink {
    /// The name of the method.
    pub method: String,
    /// What it adds to the path, as documented: `/messages`, `/{message-id}`, `:/{path}:`.
    pub segment: String,
    /// The key of this part of a path.
    pub key: PartKey,
    /// The name of the parameter that is the whole part, if it is one.
    pub parameter: Option<String>,
    /// The arguments of the segment.
    pub arguments: Vec<ArgumentPlan>,
    /// The step it leads to.
    pub target: StepId,
    /// Whether the object there has its home at this place.
    pub containment: Containment,
}

/// Whether an object has its home at the place where it is reached. What is deleted through a reference to it is the object
/// itself, `DELETE /users/{id}/manager` the manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Containment {
    /// The place is its home, or one of them.
    Contained,
    /// A relationship leads to it.
    Referenced,
}

/// Where a call of a step is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// On all ways to the step.
    Everywhere,
    /// Only where the object has its home.
    WhereContained,
}

impl Offer {
    /// Whether the call can be made where a way leads.
    pub fn holds(self, containment: Containment) -> bool {
        self == Self::Everywhere || containment == Containment::Contained
    }
}

/// A method that makes a request.
#[derive(Clone, Debug)]
pub struct CallPlan {
    /// The name of the method.
    pub method: String,
    /// What its documentation begins with.
    pub summary: CallSummary,
    /// What it adds to the path: nothing, or `/copy`, `/$value`, `/delta()`.
    pub segment: String,
    /// The keys of what it adds.
    pub keys: Vec<PartKey>,
    /// The arguments of the segment.
    pub arguments: Vec<ArgumentPlan>,
    /// The request.
    pub operation: OperationId,
    /// The requests of other pages that it is the call of, too: they send and return no more.
    pub stands_for: Vec<OperationId>,
    /// On which ways to the step it can be made.
    pub offer: Offer,
}

/// What the documentation of a call begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallSummary {
    /// The first paragraph of the request's documentation.
    OfRequest,
    /// That an object of this name is deleted, whichever derived type it is of: the page of the request is about one
    /// derived type only.
    DeletesAny(String),
}

impl StepsPlan {
    /// The name of the step from which all others are reached. It stands in the module `steps` itself.
    pub const ROOT: &'static str = "ServiceRoot";

    /// The plan of these steps, of the ways from the root and of the modules.
    pub(in crate::resolve) fn new(
        steps: Arena<StepPlan>,
        roots: Vec<StepLink>,
        modules: Vec<StepModule>,
    ) -> Self {
        Self {
            index: Index::new(&steps, &roots),
            steps,
            roots,
            modules,
            other_places: ArenaMap::default(),
        }
    }
}
