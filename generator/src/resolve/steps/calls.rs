//! The calls of a place: which of its requests become methods, and the names of these methods.
//!
//! The request that is about the type of the place, by a page of that type, of a base or of what holds the collection,
//! is called by the plain verb, `list`, `update`. Another request that does the same gets no method: what it reads or
//! deletes is what the plain verb reads or deletes. A request that sends or returns something else, writes a derived
//! type, or stands on a page about something else is called by its own name.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Method;
use crate::model::Place;
use crate::resolve::names;
use crate::resolve::operations::verbs::{self, AnswerCount};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::{ArgumentPlan, BodyPlan, OperationPlan, ResponsePlan};
use crate::resolve::plan::steps::{CallPlan, CallSummary, Offer};
use crate::resolve::steps::distinct_calls::{Distinct, distinct, is_named_after, is_verb, reads_or_deletes};
use crate::resolve::steps::link::EdgePart;
use crate::resolve::steps::node::{Edge, EdgeKeys, End, Node};
use crate::resolve::steps::own_names::{NamedCall, OwnNames, bare, beside_json};
use crate::resolve::steps::references;
use crate::resolve::steps::relation::{Relation, Relations};

/// Whether all that is documented of a collection is that it is read, and nothing stands behind it. It needs no step:
/// what holds it has a call that reads it.
pub(super) fn is_only_read(node: &Node<'_>) -> bool {
    node.edges.is_empty()
        && node
            .ends
            .list()
            .iter()
            .all(|end| end.operation.method == Method::Get)
}

/// Whether a part of a path needs no step, since a request ends there and nothing else stands behind it: an action, a
/// function, `$count`, a property that is no object.
pub(super) fn is_call(edge: &Edge<'_>) -> bool {
    let Some(first) = edge.ends.list().first() else {
        return false;
    };
    if edge.leads_on || !edge.part.is_name() && !edge.is_about_links() {
        return false;
    }
    let is_untyped = edge.target.as_ref().is_none_or(|target| target.place().is_none());
    let method = first.operation.method;
    let is_one_method = edge.ends.list().iter().all(|end| end.operation.method == method);
    let creates = edge.ends.list().iter().any(|end| end.operation.creates());
    // A POST to a place that cannot be read, and that creates nothing, is an action.
    let is_action = method == Method::Post && !creates;
    let is_named_after = edge.ends.list().iter().any(|end| is_named_after(end, edge));
    edge.is_about_links()
        || is_untyped && !creates
        || is_one_method && (edge.part == EdgePart::Function || is_action || is_named_after)
}

/// The calls of the requests that a part of a path behind a place makes.
pub(super) fn of_edge(
    keys: &EdgeKeys,
    edge: &Edge<'_>,
    from: Option<&Place>,
    relations: &Relations<'_>,
) -> Vec<CallPlan> {
    let methods: BTreeSet<Method> = edge.ends.list().iter().map(|end| end.operation.method).collect();
    let mut calls = Vec::new();
    for method in &methods {
        let same = edge
            .ends
            .list()
            .iter()
            .filter(|end| end.operation.method == *method);
        let ends = distinct(&same.copied().collect::<Vec<_>>(), from, Some(edge), relations);
        let Some(first) = ends.first() else { continue };
        let name = call_name(edge, &first.end, MethodsAtPart::count(&methods));
        let named = ends.iter().enumerate().map(|(index, end)| {
            let method = if index == 0 {
                name.clone()
            } else if first.end.module == end.end.module {
                names::snake(&end.end.operation.name)
            } else {
                format!("{}_{}", bare(&name), bare(end.end.module))
            };
            let method = match left_out(&end.end, keys) {
                Some(argument) => format!("{}_without_{}", bare(&method), bare(argument)),
                None => method,
            };
            CallPlan {
                segment: edge.segment.clone(),
                keys: keys.clone(),
                ..call(end, method, CallSummary::OfRequest, edge.link.arguments.clone())
            }
        });
        calls.extend(named);
    }
    calls
}

/// The argument that a request requires and its path that ends with these parts leaves out. The call with the argument is the
/// one that has the plain name.
fn left_out<'p>(end: &End<'p>, keys: &EdgeKeys) -> Option<&'p str> {
    let paths = end.operation.paths.iter();
    let mut paths = paths.filter(|path| path.route.keys().ends_with(keys));
    paths.find_map(|path| path.left_out.as_deref())
}

/// How many methods the requests have whose paths end with a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MethodsAtPart {
    One,
    Several,
}

impl MethodsAtPart {
    fn count(methods: &BTreeSet<Method>) -> Self {
        match methods.len() {
            0 | 1 => Self::One,
            _ => Self::Several,
        }
    }
}

/// The name of the first call of a method behind a place.
fn call_name(edge: &Edge<'_>, end: &End<'_>, methods: MethodsAtPart) -> String {
    let operation = end.operation;
    let short = names::snake(&edge.link.word);
    if edge.is_about_links() {
        return link_name(edge, operation.method);
    }
    if let Some(name) = name_of_system_segment(edge.part, operation) {
        return name.to_owned();
    }
    // What an action or function does is said by its name, and so is what a request does that is named after the part.
    let is_call = edge.part == EdgePart::Function || operation.method == Method::Post;
    if methods == MethodsAtPart::One && (is_call || is_named_after(end, edge)) {
        return short;
    }
    let verb = match (operation.method, &operation.body, &operation.response) {
        (Method::Get, _, ResponsePlan::Bytes) => "download",
        (Method::Put, BodyPlan::Bytes(_), _) => "upload",
        _ => verb(operation),
    };
    format!("{verb}_{}", bare(&short))
}

/// The name of a call of `$ref`: `add_ref` of a collection, `remove_ref` of an object in it, `set_manager_ref`.
fn link_name(edge: &Edge<'_>, method: Method) -> String {
    let is_of_many = edge.part == EdgePart::Links;
    let verb = match method {
        Method::Post => "add",
        Method::Delete => "remove",
        Method::Put | Method::Patch => "set",
        Method::Get | Method::Head if is_of_many => return "list_refs".to_owned(),
        Method::Get | Method::Head => "get",
    };
    if is_of_many || !edge.part.is_name() {
        format!("{verb}_ref")
    } else {
        format!("{verb}_{}_ref", bare(&names::snake(&edge.link.word)))
    }
}

/// The name of the call of a segment that OData defines for all services, which begins with a dollar sign.
fn name_of_system_segment(part: EdgePart, operation: &OperationPlan) -> Option<&'static str> {
    match (part, operation.method) {
        (EdgePart::RawValue, Method::Get | Method::Head) if operation.response == ResponsePlan::Bytes => {
            Some("download")
        }
        (EdgePart::RawValue, Method::Get | Method::Head) => Some("get_value"),
        (EdgePart::RawValue, Method::Delete) => Some("delete_value"),
        (EdgePart::RawValue, Method::Put) if matches!(operation.body, BodyPlan::Bytes(_)) => Some("upload"),
        (EdgePart::RawValue, Method::Patch) => Some("update_value"),
        (EdgePart::RawValue, _) => Some("set_value"),
        (EdgePart::Count, _) => Some("count"),
        _ => None,
    }
}

/// The calls of the requests whose paths end at a place.
pub(super) fn of_place(node: &Node<'_>, place: Option<&Place>, relations: &Relations<'_>) -> Vec<CallPlan> {
    let ends = node.ends.list();
    let mut calls = Vec::new();
    let verbs: BTreeSet<&str> = ends.iter().map(|end| verb(end.operation)).collect();
    for verb_of_calls in verbs {
        let same = ends.iter().filter(|end| verb(end.operation) == verb_of_calls);
        let ends = distinct(&same.copied().collect::<Vec<_>>(), place, None, relations);
        let plain = plain_verb_call(&ends, place, relations);
        let own_names = OwnNames::of(&ends, place);
        let mut named: BTreeMap<OperationId, NamedCall<'_>> = BTreeMap::new();
        for (index, distinct) in ends.iter().enumerate() {
            let end = &distinct.end;
            let method = if plain == Some(index) {
                verb_of_calls.to_owned()
            } else {
                beside_json(end, &named).unwrap_or_else(|| own_names.method(end, verb_of_calls))
            };
            for said in [end].into_iter().chain(&distinct.stands_for) {
                let call = NamedCall {
                    end: *said,
                    method: method.clone(),
                };
                named.insert(said.id, call);
            }
            let deletes_any =
                end.operation.method == Method::Delete && relations.relation(end, place) == Relation::Derived;
            let summary = match place {
                Some(place) if deletes_any => CallSummary::DeletesAny(place.type_name().short().to_owned()),
                _ => CallSummary::OfRequest,
            };
            calls.push(CallPlan {
                offer: references::offer(node, end.operation.method),
                ..call(distinct, method, summary, Vec::new())
            });
        }
    }
    calls
}

/// Picks among several requests with one verb the one that is called by the plain verb: the request about the type of the
/// place, or else the only one whose name is no more than a verb. Where each request writes a derived type it picks none,
/// and each is called by its own name.
fn plain_verb_call(ends: &[Distinct<'_>], place: Option<&Place>, relations: &Relations<'_>) -> Option<usize> {
    let relation = |distinct: &Distinct<'_>| relations.relation(&distinct.end, place);
    let first = ends.first()?;
    match relation(first) {
        Relation::Derived if !reads_or_deletes(&first.end) => {
            let is_alone = ends.len() == 1 && relations.writes_all(&first.end, place);
            return is_alone.then_some(0);
        }
        Relation::Akin | Relation::Foreign if ends.len() > 1 => {}
        _ => return Some(0),
    }
    let mut plain = ends
        .iter()
        .enumerate()
        .filter(|(_, end)| is_verb(&end.end.operation.name) && relation(end) != Relation::Derived);
    let first = plain.next().map(|(index, _)| index);
    first.filter(|_| plain.next().is_none())
}

fn verb(operation: &OperationPlan) -> &'static str {
    verbs::of_request(operation.method, AnswerCount::of(&operation.response))
}

/// The call of a request at its place.
fn call(
    distinct: &Distinct<'_>,
    method: String,
    summary: CallSummary,
    arguments: Vec<ArgumentPlan>,
) -> CallPlan {
    CallPlan {
        method,
        summary,
        segment: String::new(),
        keys: Vec::new(),
        arguments,
        operation: distinct.end.id,
        stands_for: distinct.stands_for.iter().map(|other| other.id).collect(),
        offer: Offer::Everywhere,
    }
}
