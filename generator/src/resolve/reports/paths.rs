//! The lines of `dump paths`: each request that the steps can say.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Method, PartKey, PathTemplate};
use crate::model::{Model, Operation};
use crate::resolve::plan::ids::StepId;
use crate::resolve::plan::steps::{CallPlan, Containment, StepsPlan, Way};
use crate::resolve::plan::{Plan, VersionPlan};

/// The word for what stands at a place of which the pages tell no type.
const UNKNOWN: &str = "unknown";

/// Lists the requests that can be said along documented paths, in the order of versions and paths: a line each, with
/// tabs between its method, its path, the name of its operation, the type of the place on which it is called, and
/// `documented` or `by type`.
///
/// By type, a request can be said at each documented place where the type stands that it is documented for, and one step
/// behind it.
pub fn list_paths(model: &Model, plan: &Plan) -> String {
    let mut report = String::new();
    for version in &plan.versions {
        for line in lines(model, version) {
            report += &line;
            report.push('\n');
        }
    }
    report
}

/// The method and the keys of a path.
type RequestKeys = (Method, Vec<PartKey>);

fn lines(model: &Model, version: &VersionPlan) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    let mut documented: BTreeSet<RequestKeys> = BTreeSet::new();
    let mut places: BTreeMap<Vec<PartKey>, ReportedPlace> = BTreeMap::new();
    let operations = model.operations.iter();
    for operation in operations.filter(|operation| operation.version == version.version) {
        for route in operation.paths.iter().map(|path| &path.template) {
            documented.insert((operation.method, route.keys()));
            add_places(route, &version.steps, &mut places);
            if let Some(way) = way(version, operation, route) {
                let steps = way.links.iter().rev().map(|link| link.target);
                let typed = nearest_typed(&version.steps, steps);
                lines.insert(line(version, &route.render(), way.call, typed, "documented"));
            }
        }
    }
    add_places_behind(&version.steps, &mut places);
    for (keys, place) in &places {
        // Where no type is known, nothing more can be said by it.
        let Some(typed) = place.typed else { continue };
        for (call, keys, path) in place.calls(keys, &version.steps) {
            let method = version.items.operations[call.operation].method;
            if !documented.contains(&(method, keys)) {
                lines.insert(line(version, &path, call, Some(typed), "by type"));
            }
        }
    }
    lines
}

/// How a documented request is said. One that reads or deletes objects of a derived type is said as that of the base.
fn way<'p>(version: &'p VersionPlan, operation: &Operation, route: &PathTemplate) -> Option<Way<'p>> {
    let planned = |way: &Way<'_>| &version.items.operations[way.call.operation];
    let mut ways = version.steps.ways(route);
    ways.retain(|way| planned(way).method == operation.method);
    let own = ways
        .iter()
        .position(|way| planned(way).title == operation.title.text);
    (!ways.is_empty()).then(|| ways.swap_remove(own.unwrap_or(0)))
}

/// The step, or else the one before it, whose type is known. A place behind an object that has no type, such as the content
/// of a file, belongs to the object.
fn nearest_typed(steps: &StepsPlan, from_the_end: impl Iterator<Item = StepId>) -> Option<StepId> {
    let mut nearest = from_the_end.take(2);
    nearest.find(|step| steps.steps[*step].place.is_some())
}

/// A documented place.
struct ReportedPlace {
    /// The path, as documented first.
    path: String,
    step: StepId,
    containment: Containment,
    /// The step whose type is that of the place.
    typed: Option<StepId>,
}

impl ReportedPlace {
    /// What can be called at the place, with the keys and the text of the path.
    fn calls<'p>(&self, keys: &[PartKey], steps: &'p StepsPlan) -> Vec<(&'p CallPlan, Vec<PartKey>, String)> {
        let calls = steps.steps[self.step].calls.iter();
        let calls = calls.filter(|call| call.offer.holds(self.containment));
        let said = calls.map(|call| {
            let path = format!("{}{}", self.path, call.segment);
            let path = path.strip_suffix(':').map_or(path.clone(), str::to_owned);
            (call, [keys, &call.keys].concat(), path)
        });
        said.collect()
    }
}

/// Adds the places one step behind the documented ones.
fn add_places_behind(steps: &StepsPlan, places: &mut BTreeMap<Vec<PartKey>, ReportedPlace>) {
    let documented: Vec<(Vec<PartKey>, String, StepId)> = places
        .iter()
        .map(|(keys, place)| (keys.clone(), place.path.clone(), place.step))
        .collect();
    for (keys, path, step) in documented {
        // The path of an item and the path from there on are one.
        let links = steps.steps[step].links.iter();
        for link in links.filter(|link| keys.last() != Some(&link.key) || !link.key.is_colon()) {
            let keys = keys.iter().chain([&link.key]).cloned().collect();
            places.entry(keys).or_insert_with(|| ReportedPlace {
                path: format!("{path}{}", link.segment),
                step: link.target,
                containment: link.containment,
                typed: nearest_typed(steps, [link.target, step].into_iter()),
            });
        }
    }
}

/// Adds the places along a path.
fn add_places(route: &PathTemplate, steps: &StepsPlan, places: &mut BTreeMap<Vec<PartKey>, ReportedPlace>) {
    let keys = route.keys();
    let mut path = String::new();
    let mut before = None;
    for ((index, part), link) in route.parts().iter().enumerate().zip(steps.links(&keys)) {
        let step = link.target;
        path += &part.text();
        places
            .entry(keys[..=index].to_vec())
            .or_insert_with(|| ReportedPlace {
                path: path.clone(),
                step,
                containment: link.containment,
                typed: nearest_typed(steps, [Some(step), before].into_iter().flatten()),
            });
        before = Some(step);
    }
}

fn line(version: &VersionPlan, path: &str, call: &CallPlan, step: Option<StepId>, known: &str) -> String {
    let operation = &version.items.operations[call.operation];
    let module = &version.items.modules[operation.module].name;
    let place = step.and_then(|step| version.steps.steps[step].place);
    let place = place.and_then(|place| {
        let name = version.items.structs[place.object].graph_name.as_ref()?;
        Some(place.cardinality.of_type(name))
    });
    format!(
        "{}\t{path}\t{}::{module}::{}\t{}\t{known}",
        operation.method.as_str(),
        version.name(),
        operation.name,
        place.as_deref().unwrap_or(UNKNOWN)
    )
}
