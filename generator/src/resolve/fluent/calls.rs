//! The calls of a place: which of its requests, and by what names.
//!
//! Several pages document one place: `GET /groups/{id}/events` lists events of a group, and of a calendar; `PATCH
//! …/deviceConfigurations/{id}` updates a configuration of each kind. The request of what the place holds is the
//! plain verb, `list`, `update`; another that does the same is left out (its request is still there as a value);
//! one that sends or returns something else, writes a derived type, or is of a page about something else, bears the
//! name of what it does.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::derived::Types;
use super::{End, Node};
use crate::graph::{Method, singular};
use crate::resolve::plan::{ArgumentPlan, BodyPlan, CallPlan, OperationPlan, ParameterPlan};
use crate::resolve::{docs, names, verbs};

/// The requests that a place stands for, where it needs no step: an action, a function, `$count`.
pub(super) fn instead_of_step(node: &Node<'_>, types: &Types<'_>) -> Option<Vec<CallPlan>> {
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
        // What is posted to a place that nothing can be read from, and makes nothing, is an action.
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
        call(*end, method, node.link.arguments.clone())
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
pub(super) fn of_place(ends: &[End<'_>], collection: &str, types: &Types<'_>) -> Vec<CallPlan> {
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
            let mut call = call(*end, method, Vec::new());
            if end.operation.method == Method::Delete && types.is_about_derived(end, collection) {
                say_what_is_deleted(&mut call.docs, collection);
            }
            calls.push(call);
        }
    }
    calls
}

/// Puts another first paragraph in the place of that of a page about a derived type: the page says what it deletes,
/// which need not be what is deleted here.
fn say_what_is_deleted(lines: &mut Vec<String>, collection: &str) {
    let held = docs::plain(&singular(collection));
    let end = docs::first_paragraph(lines).len();
    let first = format!("Deletes the `{held}`, whichever derived type it is of.");
    lines.splice(..end, [first]);
}

/// The request of a place among several that do the same, which is the first: the one about what the place holds,
/// or the only one whose title says no more than the verb. Where none is, as with the derived types of an abstract
/// one, each bears its own name.
fn main(ends: &[End<'_>], collection: &str, types: &Types<'_>) -> Option<usize> {
    if ends
        .first()
        .is_some_and(|first| types.writes_derived(first, collection))
    {
        return None;
    }
    let is_kin = ends.first().is_some_and(|first| kinship(first, collection) < 2);
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

/// The name of a request beside the one of the place: `list_ios_custom_configuration`, `reply_to_message`.
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

/// Whether the title of a request names nothing but what its module is about. All else in the request's name is from
/// its first path then, and says nothing at another: "Get open extension" of a device, of an event.
fn names_only_module(end: &End<'_>) -> bool {
    let module = names::words(end.module);
    let title = names::words(&end.operation.title);
    let is_of_module = |word: &String| module.contains(word) || module.contains(&singular(word));
    let ends_so = match (&title[..], module.last()) {
        ([_, .., last], Some(end)) => last == end || singular(last) == *end,
        _ => title.len() == 1,
    };
    // Bytes beside JSON bear the name of their format.
    ends_so && title.iter().skip(1).all(is_of_module) && !matches!(end.operation.body, BodyPlan::Bytes(_))
}

/// The requests that differ in what they send or return, that of the place first.
fn distinct<'p>(ends: &[End<'p>], collection: &str, types: &Types<'_>) -> Vec<End<'p>> {
    let mut ranked: Vec<End<'p>> = ends.to_vec();
    ranked.sort_by_key(|end| {
        let required = end.operation.parameters.iter();
        (
            types.writes_derived(end, collection),
            kinship(end, collection),
            required.filter(|parameter| is_required(parameter)).count(),
            Reverse(fields(end.operation).len()),
        )
    });
    let mut distinct: Vec<End<'p>> = Vec::new();
    for end in ranked {
        let is_own = carries_its_own(&end, collection);
        let is_covered = |known: &End<'_>| {
            (known.module == end.module || !is_own) && covers(known.operation, end.operation)
        };
        if !distinct.iter().any(is_covered) {
            distinct.push(end);
        }
    }
    distinct
}

/// Whether a request sends what the place holds for the sake of something else, of which its page is: "Create
/// single-value extended property" and "Create multi-value extended property" both send a message to `messages`.
fn carries_its_own(end: &End<'_>, collection: &str) -> bool {
    let operation = end.operation;
    let sends = operation.body != BodyPlan::None || operation.parameters.iter().any(is_required);
    sends && names_only_module(end) && kinship(end, collection) == 2
}

fn is_required(parameter: &ParameterPlan) -> bool {
    parameter.argument.is_some()
}

/// How close what a request is about is to what its place holds: 0 where it is that, or calls the action or function of
/// this name, 1 where it is named so, as `chatMessage` and "Create message" are at `messages`, 2 otherwise.
fn kinship(end: &End<'_>, collection: &str) -> u8 {
    let one = names::snake(&singular(collection));
    let one = one.trim_start_matches("r#");
    let module = end.module.trim_start_matches("r#");
    let ends_so = |name: &str| {
        name.strip_suffix(one)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    };
    let name = singular(&names::snake(&end.operation.name));
    let does_it = name.split_once('_').is_some_and(|(_, what)| what == one);
    if module == one || name == one {
        0
    } else if ends_so(module) || does_it && !names_only_module(end) {
        1
    } else {
        2
    }
}

/// Whether a request does all that another does: it returns the same, and sends the same or more.
fn covers(one: &OperationPlan, other: &OperationPlan) -> bool {
    let required = |plan: &OperationPlan| -> Vec<String> {
        let parameters = plan.parameters.iter();
        parameters
            .filter(|parameter| is_required(parameter))
            .map(|parameter| parameter.name.clone())
            .collect()
    };
    let same_body = match (&one.body, &other.body) {
        (BodyPlan::Struct, BodyPlan::Struct) => {
            type_written(one) == type_written(other) && fields(other).is_subset(&fields(one))
        }
        (one, other) => one == other,
    };
    same_body && one.response == other.response && required(one) == required(other)
}

/// The `@odata.type` that a body's own struct writes.
fn type_written(operation: &OperationPlan) -> Option<&str> {
    let body = operation.body_struct.as_ref().filter(|body| body.write_type);
    body.map(|body| body.graph_name.as_str())
}

/// The names of what a body's own struct holds.
fn fields(operation: &OperationPlan) -> BTreeSet<&str> {
    let body = operation.body_struct.iter();
    body.flat_map(|body| &body.fields)
        .map(|field| field.json.as_str())
        .collect()
}

fn verb(operation: &OperationPlan) -> &'static str {
    verbs::of_request(operation.method, &operation.response)
}

fn call(end: End<'_>, method: String, arguments: Vec<ArgumentPlan>) -> CallPlan {
    let operation = end.operation;
    let mut docs = docs::first_paragraph(&operation.docs).to_vec();
    docs.push(String::new());
    docs.push(format!(
        "The request is [`{0}::{1}`](struct@requests::{0}::{1}).",
        end.module, operation.name
    ));
    CallPlan {
        method,
        docs,
        arguments,
        required: operation
            .parameters
            .iter()
            .filter_map(|parameter| Some((parameter.constant.clone(), parameter.argument.clone()?)))
            .collect(),
        module: end.module.to_owned(),
        operation: operation.name.clone(),
        path: end.path,
        body: operation.body.clone(),
        body_struct: operation.body_struct.as_ref().map(|body| body.name.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::say_what_is_deleted;

    fn said(lines: &[&str], collection: &str) -> Vec<String> {
        let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        say_what_is_deleted(&mut lines, collection);
        lines
    }

    #[test]
    fn what_is_deleted_takes_the_place_of_the_first_paragraph() {
        let first = "Deletes the `policy`, whichever derived type it is of.";
        let told = said(&["Deletes one:", "- of iOS", "", "The request."], "policies");
        assert_eq!(told, [first, "", "The request."]);
        assert_eq!(
            said(&["", "The request."], "policies"),
            [first, "", "The request."]
        );
        assert_eq!(said(&["Deletes one."], "policies"), [first]);
        assert_eq!(said(&[], "policies"), [first]);
    }

    #[test]
    fn a_segment_stays_within_its_code_span() {
        let first = "Deletes the `a'b`, whichever derived type it is of.";
        assert_eq!(said(&["Deletes one."], "a`b"), [first]);
    }
}
