//! The plan: what is to be emitted, with final names.

mod examples;
mod fluent;
mod models;
mod requests;

pub use examples::*;
pub use fluent::*;
pub use models::*;
pub use requests::*;

use crate::graph::Version;

/// What a user can choose about the output.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The path under which emitted code finds the runtime, `graph_runtime`.
    pub runtime: String,
    /// The versions to emit.
    pub versions: Vec<Version>,
    /// Whether the fluent layer is emitted.
    pub fluent: Fluent,
    /// The name of the crate in which readers find the emitted modules. With it, the examples in documentation are
    /// compiled; without, they are shown only.
    pub crate_name: Option<String>,
    /// Whether documented examples are emitted as tests, which needs the name of the crate.
    pub tests: bool,
}

/// Whether the fluent layer is emitted, which needs the client of the runtime.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fluent {
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
            versions: Version::ALL.to_vec(),
            fluent: Fluent::default(),
            crate_name: None,
            tests: false,
        }
    }
}

/// All that is to be emitted.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The path of the runtime.
    pub runtime: String,
    /// Whether the fluent layer is emitted.
    pub fluent: Fluent,
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
    /// `v1` or `beta`.
    pub module: String,
    /// Models by namespace; the root namespace first.
    pub namespaces: Vec<NamespacePlan>,
    /// Requests by owner.
    pub requests: Vec<RequestModule>,
    /// The fluent layer over the requests.
    pub fluent: FluentPlan,
}
