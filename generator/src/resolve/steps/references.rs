//! References: relationships that lead to an object which has its home elsewhere.
//!
//! `/users/{id}/manager` leads to a directory object. `DELETE` sent there would delete the manager, and not the link, which
//! is `/users/{id}/manager/$ref`. No page documents that; pages document the deletion of the object at its home. So what
//! deletes or changes the object is offered at its home, and on the ways on which the pages document it.
//!
//! A property that holds one object is a reference where no page deletes the object there, and so is a collection to
//! which links are added or removed. Where the type has no other home, as an axis of a chart, it has it there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Method, PartKey, PathTemplate};
use crate::model::{Operation, Place};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::steps::{Containment, Offer, StepLink, StepPlan};
use crate::resolve::steps::link::EdgePart;
use crate::resolve::steps::node::{Edge, EdgeKeys, Node, StepKey};

/// Tells the references among the ways. The requests still are at the ends of the ways.
pub(super) fn mark(
    nodes: &mut BTreeMap<StepKey, Node<'_>>,
    operations: &BTreeMap<OperationId, Cow<'_, Operation>>,
) {
    let changes = Changes::of(nodes, operations);
    let mut homes: BTreeSet<StepKey> = BTreeSet::new();
    let mut referenced: BTreeMap<StepKey, BTreeSet<Method>> = BTreeMap::new();
    let mut references: Vec<(StepKey, EdgeKeys)> = Vec::new();
    for (from, node) in &*nodes {
        for (part, edge) in &node.edges {
            let Some(target @ StepKey::Place(Place::Object(_))) = &edge.target else {
                continue;
            };
            let way = (from.clone(), part.clone());
            let documented = changes.0.get(&way);
            let is_deleted = documented.is_some_and(|methods| methods.contains(&Method::Delete));
            if is_relationship(from, node, edge) && !is_deleted {
                let methods = referenced.entry(target.clone()).or_default();
                methods.extend(documented.into_iter().flatten());
                references.push(way);
            } else if documented.is_some() {
                homes.insert(target.clone());
            }
        }
    }
    referenced.retain(|target, _| homes.contains(target));
    for (from, part) in references {
        let edges = nodes.get_mut(&from).map(|node| &mut node.edges);
        let edge = edges.and_then(|edges| edges.get_mut(&part));
        let has_home = |edge: &&mut Edge<'_>| {
            let target = edge.target.as_ref();
            target.is_some_and(|target| referenced.contains_key(target))
        };
        if let Some(edge) = edge.filter(has_home) {
            edge.containment = Containment::Referenced;
        }
    }
    for (target, documented) in referenced {
        if let Some(node) = nodes.get_mut(&target) {
            node.by_reference = Some(documented);
        }
    }
}

/// The methods of the requests that change or delete what stands behind a part of a path, by the step before the part. A
/// page says so in its lines, or shows it in an example: `DELETE /me/calendar`.
struct Changes(BTreeMap<(StepKey, EdgeKeys), BTreeSet<Method>>);

impl Changes {
    fn of(
        nodes: &BTreeMap<StepKey, Node<'_>>,
        operations: &BTreeMap<OperationId, Cow<'_, Operation>>,
    ) -> Self {
        let mut changes: BTreeMap<(StepKey, EdgeKeys), BTreeSet<Method>> = BTreeMap::new();
        let mut targets: BTreeMap<OperationId, BTreeSet<&StepKey>> = BTreeMap::new();
        for (from, node) in nodes {
            for (part, edge) in &node.edges {
                let ends = edge.ends.list().iter();
                for end in ends.filter(|end| changes_object(end.operation.method)) {
                    let methods = changes.entry((from.clone(), part.clone())).or_default();
                    methods.insert(end.operation.method);
                    targets.entry(end.id).or_default().extend(&edge.target);
                }
            }
        }
        for (id, targets) in targets {
            let Some(operation) = operations.get(&id) else {
                continue;
            };
            let requests = operation
                .examples
                .iter()
                .filter_map(|example| example.request.as_ref());
            for request in requests.filter(|request| request.method == operation.method) {
                let path = request.url.path().map(PathTemplate::keys);
                let Some((from, part, target)) = path.and_then(|path| end_of(nodes, &path)) else {
                    continue;
                };
                if targets.contains(target) {
                    let methods = changes.entry((from.clone(), part.clone())).or_default();
                    methods.insert(operation.method);
                }
            }
        }
        Self(changes)
    }
}

/// The last step before the end of an example's path, the part behind it and what stands there.
fn end_of<'n>(
    nodes: &'n BTreeMap<StepKey, Node<'_>>,
    path: &[PartKey],
) -> Option<(&'n StepKey, &'n EdgeKeys, &'n StepKey)> {
    let mut end = None;
    let mut here = &StepKey::Root;
    let parameter = vec![PartKey::of_parameter()];
    for key in path {
        let (from, node) = nodes.get_key_value(here)?;
        let edge = node.edges.get_key_value(&vec![key.clone()]);
        let (part, edge) = edge.or_else(|| node.edges.get_key_value(&parameter))?;
        here = edge.target.as_ref()?;
        end = Some((from, part, here));
    }
    end
}

/// Whether a way leads to an object that has its home elsewhere, if it has one and no page deletes it here.
fn is_relationship(from: &StepKey, node: &Node<'_>, edge: &Edge<'_>) -> bool {
    match from.place() {
        // A cast leads to the same object, and a function returns one.
        Some(Place::Object(_)) => edge.part == EdgePart::Name,
        Some(Place::Collection(_)) => edge.part == EdgePart::Key && links(node),
        None => false,
    }
}

/// Whether objects are linked to a collection rather than created in it.
fn links(collection: &Node<'_>) -> bool {
    let mut edges = collection.edges.values();
    edges.any(Edge::is_about_links)
}

/// Whether a request changes or deletes what its path names.
fn changes_object(method: Method) -> bool {
    matches!(method, Method::Delete | Method::Patch | Method::Put)
}

/// Takes the ways to steps whose calls are all offered everywhere for ways to a home: there is nothing to tell.
pub(super) fn forget_untold(steps: &mut [StepPlan], roots: &mut [StepLink]) {
    let told: Vec<bool> = steps.iter().map(StepPlan::tells_references).collect();
    let links = steps.iter_mut().flat_map(|step| &mut step.links);
    for link in links.chain(roots) {
        if !told[link.target.index()] {
            link.containment = Containment::Contained;
        }
    }
}

/// Where a request of the object at a place is offered.
pub(super) fn offer(node: &Node<'_>, method: Method) -> Offer {
    match &node.by_reference {
        Some(documented) if changes_object(method) && !documented.contains(&method) => Offer::WhereContained,
        _ => Offer::Everywhere,
    }
}
