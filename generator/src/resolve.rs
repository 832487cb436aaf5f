//! What the model means in Rust: names, types, cycles, routes, documentation.
//!
//! The result is a [`Plan`], in which every decision is made; `emit` only spells it.

mod bodies;
mod docs;
mod duplicate_operations;
mod examples;
mod fields;
mod fluent;
mod graph;
mod models;
mod names;
mod operations;
mod parameters;
mod permissions;
mod plan;
mod registry;
mod request_names;
mod routes;
mod segment_case;
mod verbs;

pub use plan::*;

use crate::diagnostic::Diagnostics;
use crate::graph::Version;
use crate::model::Model;
use crate::source::SourceMap;

/// Decides how the model is spelled in Rust.
pub fn resolve(sources: &SourceMap, model: &Model, settings: &Settings, sink: &mut Diagnostics) -> Plan {
    let versions = Version::ALL
        .into_iter()
        .filter(|version| settings.versions.contains(version))
        .filter_map(|version| {
            let registry = registry::Registry::new(sources, model, version, sink);
            let namespaces = models::plan(&registry);
            let examples = examples::Examples::new(sources, &namespaces);
            let segment_case = segment_case::SegmentCase::new(&registry);
            let requests = operations::plan(&registry, &segment_case, &examples, sink);
            let fluent = fluent::plan(&registry, &segment_case, &requests);
            let empty = namespaces.iter().all(|namespace| namespace.files.is_empty()) && requests.is_empty();
            (!empty).then(|| VersionPlan {
                version,
                module: module_of(version).to_owned(),
                namespaces,
                requests,
                fluent,
            })
        })
        .collect();
    Plan {
        runtime: settings.runtime.clone(),
        fluent: settings.fluent,
        crate_name: settings.crate_name.clone(),
        tests: settings.tests && settings.crate_name.is_some(),
        versions,
    }
}

/// The module of a version.
pub fn module_of(version: Version) -> &'static str {
    match version {
        Version::V1 => "v1",
        Version::Beta => "beta",
    }
}
