//! The fluent layer in the plan: steps along documented paths, and calls at their ends.

use crate::resolve::plan::{ArgumentPlan, BodyPlan};

/// The fluent layer of a version.
#[derive(Clone, Debug, Default)]
pub struct FluentPlan {
    /// The steps from the client, by first segment.
    pub roots: Vec<StepLink>,
    /// A module a first segment.
    pub modules: Vec<FluentModule>,
}

/// The steps below a first segment.
#[derive(Clone, Debug)]
pub struct FluentModule {
    /// The module below `fluent`.
    pub module: String,
    /// The steps; the first is that of the segment itself.
    pub steps: Vec<StepPlan>,
}

/// A place on a path.
#[derive(Clone, Debug)]
pub struct StepPlan {
    /// The name of the struct.
    pub name: String,
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
    /// The module and the struct it leads to.
    pub module: String,
    /// The struct it leads to.
    pub target: String,
}

/// A method that makes a request.
#[derive(Clone, Debug)]
pub struct CallPlan {
    /// The name of the method.
    pub method: String,
    /// A line of documentation.
    pub docs: Vec<String>,
    /// The arguments of the path that the call itself adds.
    pub arguments: Vec<ArgumentPlan>,
    /// Constants and arguments of parameters that must be sent.
    pub required: Vec<(String, String)>,
    /// The module of the request.
    pub module: String,
    /// The request.
    pub operation: String,
    /// The index of the path.
    pub path: usize,
    /// The body.
    pub body: BodyPlan,
    /// The name of the body's own struct.
    pub body_struct: Option<String>,
}
