//! The calls of a place: which of its requests become methods, and the names of these methods.
//!
//! Several pages document one place: `GET /groups/{id}/events` lists events of a group, and of a calendar; `PATCH
//! …/deviceConfigurations/{id}` updates a configuration of each kind. The request that is about the
//! type of the place is called by the plain verb, `list`, `update`. Another request that does the same gets no method
//! (it can still be made: `Step::call`). A request that sends or returns something else, writes a derived type, or stands
//! on a page about something else is called by its own name.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::derived::DerivedTypes;
use super::{End, Node};
use crate::graph::Method;
use crate::graph::singular;
use crate::resolve::names;
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::models::StructPlan;
use crate::resolve::plan::operations::{BodyPlan, OperationPlan};
use crate::resolve::plan::steps::{CallPlan, CallSummary};
use crate::resolve::verbs::{self, Answer};

/// The requests that a place stands for, where it needs no step: an action, a function, `$count`.
pub(super) fn terminal_calls(key: &str, node: &Node<'_>, types: &DerivedTypes<'_>) -> Option<Vec<CallPlan>> {
    if !node.children.is_empty() || !node.link.is_name {
        return None;
    }
    let method = node.ends.first()?.operation.method;
    if node.ends.iter().any(|end| end.operation.method != method) {
        return None;
    }
    let name = marked(&node.segment, method).map(str::to_owned).or_else(|| {
        let short = names::snake(&node.link.word);
        let is_function = node.segment.ends_with(')');
        let is_named_so = |end: &End<'_>| names::snake(&end.operation.name) == short;
        let creates = |end: &End<'_>| end.operation.success.contains(&201);
        // A POST to a place that cannot be read, and that creates nothing, is an action.
        let is_action = method == Method::Post && !node.ends.iter().any(creates);
        (is_function || is_action || node.ends.iter().any(is_named_so)).then_some(short)
    })?;
    let ends = distinct(&node.ends, &node.link.word, types);
    let first = ends.first().map(|first| first.module);
    let calls = ends.iter().enumerate().map(|(index, end)| {
        let method = if index == 0 {
            name.clone()
        } else if first == Some(end.module) {
            names::snake(&end.operation.name)
        } else {
            format!(
                "{}_{}",
                name.trim_start_matches("r#"),
                end.module.trim_start_matches("r#")
            )
        };
        CallPlan {
            method,
            summary: CallSummary::OfRequest,
            segment: node.segment.clone(),
            key: key.to_owned(),
            arguments: node.link.arguments.clone(),
            operation: end.id,
        }
    });
    Some(calls.collect())
}

/// The call of a marked segment.
fn marked(segment: &str, method: Method) -> Option<&'static str> {
    match (segment, method) {
        ("/$ref", Method::Post) => Some("add_ref"),
        ("/$ref", Method::Delete) => Some("remove_ref"),
        ("/$ref", Method::Put | Method::Patch) => Some("set_ref"),
        ("/$ref", _) => Some("list_refs"),
        ("/$value", Method::Get | Method::Head) => Some("get_value"),
        ("/$value", Method::Delete) => Some("delete_value"),
        ("/$value", _) => Some("set_value"),
        ("/$count", _) => Some("count"),
        _ => None,
    }
}

/// The calls of the requests that end at a place; `collection` is the last fixed segment of its path.
pub(super) fn of_place(ends: &[End<'_>], collection: &str, types: &DerivedTypes<'_>) -> Vec<CallPlan> {
    let mut calls = Vec::new();
    let verbs: BTreeSet<&str> = ends.iter().map(|end| verb(end.operation)).collect();
    for verb_of_calls in verbs {
        let same: Vec<End<'_>> = ends
            .iter()
            .filter(|end| verb(end.operation) == verb_of_calls)
            .copied()
            .collect();
        let ends = distinct(&same, collection, types);
        let main = main(&ends, collection, types);
        for (index, end) in ends.iter().enumerate() {
            let method = if main == Some(index) {
                verb_of_calls.to_owned()
            } else {
                own_name(end, verb_of_calls, &ends)
            };
            let deletes_any =
                end.operation.method == Method::Delete && types.is_about_derived(end, collection);
            let summary = if deletes_any {
                CallSummary::DeletesAny(singular(collection))
            } else {
                CallSummary::OfRequest
            };
            calls.push(CallPlan {
                method,
                summary,
                segment: String::new(),
                key: String::new(),
                arguments: Vec::new(),
                operation: end.id,
            });
        }
    }
    calls
}

/// The request, among several with one verb, that is called by the plain verb: the one that is about the type of the
/// place, or else the only one whose name is no more than a verb. There is none where each request is about a derived
/// type; then each is called by its own name.
fn main(ends: &[End<'_>], collection: &str, types: &DerivedTypes<'_>) -> Option<usize> {
    if ends
        .first()
        .is_some_and(|first| types.writes_derived(first, collection))
    {
        return None;
    }
    let is_kin = ends
        .first()
        .is_some_and(|first| relation(first, collection) != Relation::Foreign);
    if is_kin || ends.len() == 1 {
        return Some(0);
    }
    let mut plain = ends
        .iter()
        .enumerate()
        .filter(|(_, end)| is_verb(&end.operation.name) && !types.writes_derived(end, collection));
    let first = plain.next().map(|(index, _)| index);
    first.filter(|_| plain.next().is_none())
}

/// Whether the name of a request is no more than a verb: `Get`, `Update2`.
fn is_verb(name: &str) -> bool {
    let name = names::snake(name);
    verbs::is_plain(name.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// The name of a request that is not called by the plain verb: `list_ios_custom_configuration`, `reply_to_message`.
fn own_name(end: &End<'_>, verb: &str, all: &[End<'_>]) -> String {
    let own = &end.operation.name;
    let names_module = |end: &End<'_>| is_verb(&end.operation.name) || names_only_module(end);
    let mut others = all
        .iter()
        .filter(|other| other.module != end.module && !names_module(other));
    if names_module(end) || others.any(|other| other.operation.name == *own) {
        format!("{verb}_{}", end.module.trim_start_matches("r#"))
    } else {
        names::snake(own)
    }
}

/// Whether the title of a request names nothing but the type of its module. The rest of the request's name comes from
/// its first path then, and would be wrong at another path: "Get open extension" of a device, of an event.
fn names_only_module(end: &End<'_>) -> bool {
    let module = names::words(end.module);
    let title = names::words(&end.operation.title);
    let is_of_module = |word: &String| module.contains(word) || module.contains(&singular(word));
    let ends_so = match (&title[..], module.last()) {
        ([_, .., last], Some(end)) => last == end || singular(last) == *end,
        _ => title.len() == 1,
    };
    // A request that sends bytes beside JSON has the name of the format in its own name.
    ends_so && title.iter().skip(1).all(is_of_module) && !matches!(end.operation.body, BodyPlan::Bytes(_))
}

/// The requests that differ in what they send or return, that of the place first.
fn distinct<'p>(ends: &[End<'p>], collection: &str, types: &DerivedTypes<'_>) -> Vec<End<'p>> {
    let mut ranked: Vec<End<'p>> = ends.to_vec();
    ranked.sort_by_key(|end| {
        (
            types.writes_derived(end, collection),
            relation(end, collection),
            end.operation.required().count(),
            Reverse(fields(end.operation, types.structs).len()),
        )
    });
    let mut distinct: Vec<End<'p>> = Vec::new();
    for end in ranked {
        let is_own = has_distinct_payload(&end, collection);
        let is_covered = |known: &End<'_>| {
            (known.module == end.module || !is_own) && covers(known.operation, end.operation, types.structs)
        };
        if !distinct.iter().any(is_covered) {
            distinct.push(end);
        }
    }
    distinct
}

/// Whether the body of a request is there for the sake of another type than that of the place: "Create single-value
/// extended property" and "Create multi-value extended property" both send a message to `messages`.
fn has_distinct_payload(end: &End<'_>, collection: &str) -> bool {
    let operation = end.operation;
    let sends = operation.body != BodyPlan::None || operation.required().next().is_some();
    sends && names_only_module(end) && relation(end, collection) == Relation::Foreign
}

/// How the type that a request is about relates to the type of its place, the closest relation first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    /// The request is about the type of the place, or calls the action or function of this name.
    Same,
    /// The names are alike, as `chatMessage` and "Create message" at `messages`.
    Akin,
    /// The names have nothing in common.
    Foreign,
}

/// How the type that a request is about relates to the type of its place.
fn relation(end: &End<'_>, collection: &str) -> Relation {
    let held = names::snake(&singular(collection));
    let held = held.trim_start_matches("r#");
    let module = end.module.trim_start_matches("r#");
    let ends_so = |name: &str| {
        name.strip_suffix(held)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    };
    let name = singular(&names::snake(&end.operation.name));
    let does_it = name.split_once('_').is_some_and(|(_, what)| what == held);
    if module == held || name == held {
        Relation::Same
    } else if ends_so(module) || does_it && !names_only_module(end) {
        Relation::Akin
    } else {
        Relation::Foreign
    }
}

/// Whether a request can replace another one: it returns the same, and it sends the same or more.
fn covers(one: &OperationPlan, other: &OperationPlan, structs: &Arena<StructPlan>) -> bool {
    let required = |plan: &OperationPlan| -> Vec<String> {
        let parameters = plan.required();
        parameters.map(|(parameter, _)| parameter.name.clone()).collect()
    };
    let same_body = match (&one.body, &other.body) {
        (BodyPlan::Own(of_one), BodyPlan::Own(of_other)) => {
            type_written(&structs[*of_one]) == type_written(&structs[*of_other])
                && fields(other, structs).is_subset(&fields(one, structs))
        }
        (one, other) => one == other,
    };
    same_body && one.response == other.response && required(one) == required(other)
}

/// The `@odata.type` that a body's own struct writes.
fn type_written(body: &StructPlan) -> Option<&str> {
    body.write_type.then_some(body.graph_name.as_str())
}

/// The names of what a body's own struct holds.
fn fields<'p>(operation: &OperationPlan, structs: &'p Arena<StructPlan>) -> BTreeSet<&'p str> {
    let body = operation.body.own().map(|id| &structs[id]);
    let fields = body.into_iter().flat_map(|body| &body.fields);
    fields.map(|field| field.json.as_str()).collect()
}

fn verb(operation: &OperationPlan) -> &'static str {
    verbs::of_request(operation.method, Answer::of(&operation.response))
}
