//! The fluent layer in the plan: steps along documented paths, and calls at their ends.

use super::arena::{Arena, Id};
use super::modules::ModuleId;
use super::operations::{ArgumentPlan, OperationId};

/// A place on a path.
pub type StepId = Id<StepPlan>;

/// The fluent layer of a version.
#[derive(Clone, Debug, Default)]
pub struct FluentPlan {
    /// The places on the documented paths.
    pub steps: Arena<StepPlan>,
    /// The steps from the client, by first segment.
    pub roots: Vec<StepLink>,
    /// A module a first segment.
    pub modules: Vec<FluentModule>,
}

/// The steps below a first segment.
#[derive(Clone, Debug)]
pub struct FluentModule {
    /// The module below `fluent`.
    pub module: ModuleId,
    /// The steps; the first is that of the segment itself.
    pub steps: Vec<StepId>,
}

/// A place on a path.
#[derive(Clone, Debug)]
pub struct StepPlan {
    /// The name of the struct.
    pub name: String,
    /// The module in which it is written.
    pub module: ModuleId,
    /// The path up to here, as documented.
    pub path: String,
    /// The steps that lead on.
    pub links: Vec<StepLink>,
    /// The requests that can be made here.
    pub calls: Vec<CallPlan>,
}

/// A method that leads to another step.
#[derive(Clone, Debug)]
pub struct StepLink {
    /// The name of the method.
    pub method: String,
    /// What stands behind the slash, as documented.
    pub segment: String,
    /// The arguments.
    pub arguments: Vec<ArgumentPlan>,
    /// The step it leads to.
    pub target: StepId,
}

/// A method that makes a request.
#[derive(Clone, Debug)]
pub struct CallPlan {
    /// The name of the method.
    pub method: String,
    /// What its documentation begins with.
    pub summary: CallSummary,
    /// The arguments of the path that the call itself adds.
    pub arguments: Vec<ArgumentPlan>,
    /// The request.
    pub operation: OperationId,
    /// The index of the path.
    pub path: usize,
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
