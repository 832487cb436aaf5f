//! What the model means in Rust: names, types, cycles, routes, documentation.
//!
//! The result is a [`Plan`], in which every decision is made; `emit` only spells it.

mod areas;
mod docs;
mod examples;
mod names;
mod operations;
pub mod plan;
mod reports;
mod segment_case;
mod steps;
mod types;

use crate::diagnostic::Diagnostics;
use crate::graph::Version;
use crate::model::Model;
use crate::source::SourceMap;

pub use self::areas::TAKEN_FEATURES;
pub(crate) use self::names::is_keyword;
pub(crate) use self::operations::duplicate_operations::sort_by_lead;
use self::plan::Items;
use self::plan::areas::AreasPlan;
use self::plan::modules::Modules;
pub use self::plan::{Plan, Settings, VersionClient, VersionPlan};
pub use self::reports::names::explain_names;
pub use self::reports::paths::list_paths;

/// Decides how the model is spelled in Rust.
pub fn resolve(sources: &SourceMap, model: &Model, settings: &Settings, sink: &mut Diagnostics) -> Plan {
    let versions = Version::ALL
        .into_iter()
        .filter_map(|version| resolve_version(sources, model, version, settings, sink))
        .collect();
    Plan {
        runtime: settings.runtime.clone(),
        client: settings.client,
        crate_name: settings.crate_name.clone(),
        tests: settings.tests && settings.crate_name.is_some(),
        versions,
    }
}

/// The plan of one version; `None` where the pages document nothing of it.
fn resolve_version(
    sources: &SourceMap,
    model: &Model,
    version: Version,
    settings: &Settings,
    sink: &mut Diagnostics,
) -> Option<VersionPlan> {
    let mut modules = Modules::new(module_of(version));
    let registry = types::registry::Registry::new(sources, model, version, &mut modules, sink);
    let docs = docs::Docs::new(&registry);
    let segment_case = segment_case::SegmentCase::new(&registry);
    let mut items = Items::new(modules);
    types::models::add_items(&registry, &docs, &mut items);
    let namespaces = types::namespaces::plan(&registry, &items);
    let requests = operations::plan(&registry, &segment_case, &docs, &mut items, sink);
    let steps = steps::plan(&registry, &segment_case, &mut items, &requests);
    let examples = examples::plan(&registry, &items, &namespaces, &requests, &steps, sink);
    let areas = if settings.areas {
        areas::plan(&items, &namespaces, &requests.modules, &steps)
    } else {
        AreasPlan::default()
    };
    let is_empty = namespaces.is_empty() && requests.modules.is_empty();
    (!is_empty).then_some(VersionPlan {
        version,
        items,
        namespaces,
        requests: requests.modules,
        examples,
        steps,
        areas,
    })
}

/// The module of a version.
pub fn module_of(version: Version) -> &'static str {
    match version {
        Version::V1 => "v1",
        Version::Beta => "beta",
    }
}
