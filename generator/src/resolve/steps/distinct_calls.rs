//! Which requests at a place do something of their own. Several pages document one request for several places, and what one
//! of them sends and returns another one does as well.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::graph::Method;
use crate::model::Place;
use crate::resolve::names;
use crate::resolve::operations::verbs;
use crate::resolve::plan::arena::Arena;
use crate::resolve::plan::models::StructPlan;
use crate::resolve::plan::operations::{BodyPlan, OperationPlan, ResponsePlan};
use crate::resolve::steps::node::{Edge, End};
use crate::resolve::steps::relation::{Relation, Relations};

/// With how many requests of its place one is compared. At no place of the service are there as many that differ.
const COMPARED: usize = 64;

/// A request that has a call at its place, with those that it does the work of.
pub(super) struct Distinct<'p> {
    pub(super) end: End<'p>,
    /// The requests of other pages that it stands for.
    pub(super) stands_for: Vec<End<'p>>,
}

/// The requests that differ in what they send or return, that of the place first. Those of bases and derived types that
/// read or delete do what any other one does. The one that is named after the part of the path before it comes first.
pub(super) fn distinct<'p>(
    ends: &[End<'p>],
    place: Option<&Place>,
    edge: Option<&Edge<'_>>,
    relations: &Relations<'_>,
) -> Vec<Distinct<'p>> {
    let mut ranked: Vec<Ranked<'_, 'p>> = ends
        .iter()
        .map(|end| Ranked {
            relation: relations.relation(end, place),
            end: *end,
            fields: fields(end.operation, relations.structs),
        })
        .collect();
    ranked.sort_by_cached_key(|ranked| {
        let operation = ranked.end.operation;
        (
            edge.is_some_and(|edge| !is_named_after(&ranked.end, edge)),
            ranked.relation,
            operation.required().count(),
            Reverse(ranked.fields.len()),
            operation.response == ResponsePlan::Json,
            !is_verb(&operation.name),
        )
    });
    let mut distinct: Vec<Distinct<'p>> = Vec::new();
    // Those with which others are compared: a body may have thousands of fields.
    let mut compared: Vec<Ranked<'_, 'p>> = Vec::new();
    for ranked in ranked {
        let is_of_kin = matches!(ranked.relation, Relation::Base | Relation::Derived);
        let reads_kin = is_of_kin && reads_or_deletes(&ranked.end) && !distinct.is_empty();
        let covering = match reads_kin {
            true => Some(0),
            false => compared
                .iter()
                .position(|known| known.covers(&ranked, relations.structs)),
        };
        match covering.and_then(|covering| distinct.get_mut(covering)) {
            Some(covering) => covering.stands_for.push(ranked.end),
            None => {
                distinct.push(Distinct {
                    end: ranked.end,
                    stands_for: Vec::new(),
                });
                if compared.len() < COMPARED {
                    compared.push(ranked);
                }
            }
        }
    }
    distinct
}

/// A request at a place, with what it is compared by.
struct Ranked<'r, 'p> {
    relation: Relation,
    end: End<'p>,
    /// The names of what its own body holds.
    fields: BTreeSet<&'r str>,
}

impl Ranked<'_, '_> {
    /// Whether this request can replace another one: it sends the same or more, and returns the same, or what the other's
    /// page does not tell. What the other one asks for by query options, this one takes as such. An update of the type of a
    /// place does what one of its base does.
    fn covers(&self, other: &Self, structs: &Arena<StructPlan>) -> bool {
        let (own, others) = (self.end.operation, other.end.operation);
        if !other.fields.is_subset(&self.fields) || !requires_no_more(own, others) {
            return false;
        }
        let updates_base =
            other.relation == Relation::Base && matches!(others.body, BodyPlan::Own(_) | BodyPlan::Update(_));
        if self.relation == Relation::Same && updates_base {
            return true;
        }
        let same_body = match (&own.body, &others.body) {
            (BodyPlan::Own(of_own), BodyPlan::Own(of_other)) => {
                say_same_type(&structs[*of_own], &structs[*of_other])
            }
            (own, other) => own == other,
        };
        same_body && (own.response == others.response || others.response == ResponsePlan::Json)
    }
}

/// Whether a request can be made without more than another one asks for, and asks for all that the other one does, but for
/// query options that it takes anyway.
fn requires_no_more(own: &OperationPlan, other: &OperationPlan) -> bool {
    let names = |plan: &OperationPlan| -> BTreeSet<String> {
        plan.required()
            .map(|(parameter, _)| parameter.name.clone())
            .collect()
    };
    let takes = |name: &String| own.query.taken.iter().any(|option| option.key() == name);
    let (own_names, other_names) = (names(own), names(other));
    own_names.is_subset(&other_names) && other_names.difference(&own_names).all(takes)
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

/// Whether a request needs no type: the service knows the type of the object.
pub(super) fn reads_or_deletes(end: &End<'_>) -> bool {
    matches!(end.operation.method, Method::Get | Method::Head | Method::Delete)
}

/// Whether the name of a request is no more than a verb: `Get`, `Update2`.
pub(super) fn is_verb(name: &str) -> bool {
    let name = names::snake(name);
    verbs::is_plain(name.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Whether a request has the name of the part of a path that it ends with.
pub(super) fn is_named_after(end: &End<'_>, edge: &Edge<'_>) -> bool {
    names::snake(&end.operation.name) == names::snake(&edge.link.word)
}
