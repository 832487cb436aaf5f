//! The calls of a place: which of its requests become methods, and the names of these methods.
//!
//! The request that is about the type of the place, by a page of that type, of a base or of what holds the collection,
//! is called by the plain verb, `list`, `update`. Another request that does the same gets no method: what it reads or
//! deletes is what the plain verb reads or deletes. A request that sends or returns something else, writes a derived
//! type, or stands on a page about something else is called by its own name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Method, singular};
use crate::model::Place;
use crate::resolve::names;
use crate::resolve::operations::verbs::{self, AnswerCount};
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::models::StructPlan;
use crate::resolve::plan::operations::{ArgumentPlan, BodyPlan, OperationPlan, ResponsePlan};
use crate::resolve::plan::steps::{CallPlan, CallSummary, Offer};
use crate::resolve::steps::link::EdgePart;
use crate::resolve::steps::node::{Edge, EdgeKeys, End, Node};
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

/// Whether a request has the name of the part of a path that it ends with.
fn is_named_after(end: &End<'_>, edge: &Edge<'_>) -> bool {
    names::snake(&end.operation.name) == names::snake(&edge.link.word)
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
        let name = call_name(edge, first, MethodsAtPart::count(&methods));
        let named = ends.iter().enumerate().map(|(index, end)| {
            let method = if index == 0 {
                name.clone()
            } else if first.module == end.module {
                names::snake(&end.operation.name)
            } else {
                format!("{}_{}", bare(&name), bare(end.module))
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

/// The name without the mark of a raw name, and without the underscore of a name that would begin with a digit.
fn bare(name: &str) -> &str {
    name.trim_start_matches("r#").trim_start_matches('_')
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
        let own_names = OwnNames::of(&ends);
        for (index, end) in ends.iter().enumerate() {
            let method = if plain == Some(index) {
                verb_of_calls.to_owned()
            } else {
                own_names.method(end, verb_of_calls)
            };
            let deletes_any =
                end.operation.method == Method::Delete && relations.relation(end, place) == Relation::Derived;
            let summary = match place {
                Some(place) if deletes_any => CallSummary::DeletesAny(place.type_name().short().to_owned()),
                _ => CallSummary::OfRequest,
            };
            calls.push(CallPlan {
                offer: references::offer(node, end.operation.method),
                ..call(end, method, summary, Vec::new())
            });
        }
    }
    calls
}

/// Picks among several requests with one verb the one that is called by the plain verb: the request about the type of the
/// place, or else the only one whose name is no more than a verb. Where each request writes a derived type it picks none,
/// and each is called by its own name.
fn plain_verb_call(ends: &[End<'_>], place: Option<&Place>, relations: &Relations<'_>) -> Option<usize> {
    let relation = |end: &End<'_>| relations.relation(end, place);
    let first = ends.first()?;
    match relation(first) {
        Relation::Derived if !reads_or_deletes(first) => return None,
        Relation::Akin | Relation::Foreign if ends.len() > 1 => {}
        _ => return Some(0),
    }
    let mut plain = ends
        .iter()
        .enumerate()
        .filter(|(_, end)| is_verb(&end.operation.name) && relation(end) != Relation::Derived);
    let first = plain.next().map(|(index, _)| index);
    first.filter(|_| plain.next().is_none())
}

/// Whether a request needs no type: the service knows the type of the object.
fn reads_or_deletes(end: &End<'_>) -> bool {
    matches!(end.operation.method, Method::Get | Method::Head | Method::Delete)
}

/// Whether the name of a request is no more than a verb: `Get`, `Update2`.
fn is_verb(name: &str) -> bool {
    let name = names::snake(name);
    verbs::is_plain(name.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// The modules of the requests with one verb at a place, by the names that say more than their modules do.
struct OwnNames<'p>(BTreeMap<&'p str, BTreeSet<&'p str>>);

impl<'p> OwnNames<'p> {
    fn of(ends: &[End<'p>]) -> Self {
        let mut modules: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for end in ends.iter().filter(|end| !names_no_more_than_module(end)) {
            let of_name = modules.entry(&end.operation.name).or_default();
            of_name.insert(end.module);
        }
        Self(modules)
    }

    /// The name of a request that is not called by the plain verb: `list_ios_custom_configuration`, `reply_to_message`.
    fn method(&self, end: &End<'_>, verb: &str) -> String {
        let own = &end.operation.name;
        let is_shared = || {
            let mut modules = self.0.get(own.as_str()).into_iter().flatten();
            modules.any(|module| *module != end.module)
        };
        if names_no_more_than_module(end) || is_shared() {
            format!("{verb}_{}", bare(end.module))
        } else {
            names::snake(own)
        }
    }
}

fn names_no_more_than_module(end: &End<'_>) -> bool {
    is_verb(&end.operation.name) || names_only_module(end)
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

/// With how many requests of its place one is compared. At no place of the service are there as many that differ.
const COMPARED: usize = 64;

/// The requests that differ in what they send or return, that of the place first. Those of bases and derived types that
/// read or delete do what any other one does. The one that is named after the part of the path before it comes first.
fn distinct<'p>(
    ends: &[End<'p>],
    place: Option<&Place>,
    edge: Option<&Edge<'_>>,
    relations: &Relations<'_>,
) -> Vec<End<'p>> {
    let mut ranked: Vec<(Relation, End<'p>, BTreeSet<&str>)> = ends
        .iter()
        .map(|end| {
            let relation = relations.relation(end, place);
            (relation, *end, fields(end.operation, relations.structs))
        })
        .collect();
    ranked.sort_by_cached_key(|(relation, end, fields)| {
        (
            edge.is_some_and(|edge| !is_named_after(end, edge)),
            *relation,
            end.operation.required().count(),
            Reverse(fields.len()),
            !is_verb(&end.operation.name),
        )
    });
    let mut distinct: Vec<End<'p>> = Vec::new();
    // The fields of those with which others are compared: a body may have thousands.
    let mut compared: Vec<(End<'p>, BTreeSet<&str>)> = Vec::new();
    for (relation, end, fields) in ranked {
        let is_own = has_distinct_payload(&end, relation);
        let is_covered = |(known, of_known): &(End<'_>, BTreeSet<&str>)| {
            (known.module == end.module || !is_own)
                && covers(known.operation, end.operation, relations.structs)
                && fields.is_subset(of_known)
        };
        let is_of_kin = matches!(relation, Relation::Base | Relation::Derived);
        let reads_kin = is_of_kin && reads_or_deletes(&end) && !distinct.is_empty();
        if !reads_kin && !compared.iter().any(is_covered) {
            distinct.push(end);
            if compared.len() < COMPARED {
                compared.push((end, fields));
            }
        }
    }
    distinct
}

/// Whether the body of a request is there for the sake of another type than that of the place: "Create single-value
/// extended property" and "Create multi-value extended property" both send a message to `messages`.
fn has_distinct_payload(end: &End<'_>, relation: Relation) -> bool {
    let operation = end.operation;
    let sends = operation.body != BodyPlan::None || operation.required().next().is_some();
    sends && names_only_module(end) && matches!(relation, Relation::Akin | Relation::Foreign)
}

/// Whether a request can replace another one if it sends the same fields or more: it returns the same, and what it sends
/// is of the same type.
fn covers(one: &OperationPlan, other: &OperationPlan, structs: &Arena<StructPlan>) -> bool {
    let required = |plan: &OperationPlan| -> Vec<String> {
        let parameters = plan.required();
        parameters.map(|(parameter, _)| parameter.name.clone()).collect()
    };
    let same_body = match (&one.body, &other.body) {
        (BodyPlan::Own(of_one), BodyPlan::Own(of_other)) => {
            say_same_type(&structs[*of_one], &structs[*of_other])
        }
        (one, other) => one == other,
    };
    same_body && one.response == other.response && required(one) == required(other)
}

/// Whether two bodies are of one type, or say none.
fn say_same_type(one: &StructPlan, other: &StructPlan) -> bool {
    one.graph_name == other.graph_name || !(one.write_type || other.write_type)
}

/// The names of what a body's own struct holds.
fn fields<'p>(operation: &OperationPlan, structs: &'p Arena<StructPlan>) -> BTreeSet<&'p str> {
    let body = operation.body.own().map(|id| &structs[id]);
    let fields = body.into_iter().flat_map(|body| &body.fields);
    fields.map(|field| field.json.as_str()).collect()
}

fn verb(operation: &OperationPlan) -> &'static str {
    verbs::of_request(operation.method, AnswerCount::of(&operation.response))
}

/// The call of a request at its place.
fn call(end: &End<'_>, method: String, summary: CallSummary, arguments: Vec<ArgumentPlan>) -> CallPlan {
    CallPlan {
        method,
        summary,
        segment: String::new(),
        keys: Vec::new(),
        arguments,
        operation: end.id,
        offer: Offer::Everywhere,
    }
}
