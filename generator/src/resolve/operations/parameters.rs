//! Query options and headers of single operations.
//!
//! The system query options (`$select` and the like) are methods of every request whose page offers them. Each other
//! parameter that a page names becomes a constant of the operation; a required one becomes an argument too.

use std::collections::BTreeSet;

use unicase::Ascii;

use crate::graph::{QueryOption, is_own_header};
use crate::model::{Operation, Parameter};
use crate::resolve::docs::Docs;
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::plan::operations::{ParameterLocation, ParameterPlan};

/// The header by which advanced queries are asked for.
pub(in crate::resolve) const CONSISTENCY_LEVEL: &str = "ConsistencyLevel";

/// The parameters of an operation, query options first. What makes a query an advanced one is no argument, though it must
/// be sent: the runtime sends it.
pub(in crate::resolve) fn plan(docs: &Docs<'_, '_>, operation: &Operation) -> Vec<ParameterPlan> {
    let mut constants = UniqueNames::of(Scope::Constants);
    let mut arguments = UniqueNames::with(Scope::Arguments, ["body"]);
    let mut seen = BTreeSet::new();
    let is_sent = |place: ParameterLocation, parameter: &Parameter| {
        let name = parameter.name.as_str();
        match place {
            ParameterLocation::Header => name.eq_ignore_ascii_case(CONSISTENCY_LEVEL),
            ParameterLocation::Query => name == QueryOption::Count.key() && must_be_advanced(operation),
        }
    };
    let query = operation
        .query
        .iter()
        .map(|parameter| (ParameterLocation::Query, parameter));
    let headers = operation
        .headers
        .iter()
        .map(|parameter| (ParameterLocation::Header, parameter));
    query
        .chain(headers)
        .filter(|(place, parameter)| is_named(*place, parameter))
        .filter(|(place, parameter)| *place == ParameterLocation::Header || !is_sent(*place, parameter))
        .filter(|(place, parameter)| seen.insert((*place, Ascii::new(parameter.name.as_str()))))
        .map(|(place, parameter)| {
            let snake = names::snake(&parameter.name);
            ParameterPlan {
                constant: constants.take(&names::constant(&snake)),
                argument: (parameter.required && !is_sent(place, parameter)).then(|| arguments.take(&snake)),
                name: parameter.name.clone(),
                place,
                description: docs.description(&parameter.description),
            }
        })
        .collect()
}

/// Whether the service takes the request as an advanced query only: its page requires the header.
fn must_be_advanced(operation: &Operation) -> bool {
    let mut headers = operation.headers.iter();
    headers.any(|header| header.required && header.name.eq_ignore_ascii_case(CONSISTENCY_LEVEL))
}

/// Whether a parameter gets a constant: its name can be sent, and there is no other way to set it.
fn is_named(place: ParameterLocation, parameter: &Parameter) -> bool {
    let name = parameter.name.to_ascii_lowercase();
    let is_token = |c: char| c.is_ascii_alphanumeric() || "-_.$@".contains(c);
    let sendable = !name.is_empty() && name.chars().all(is_token);
    sendable
        && match place {
            ParameterLocation::Header => !is_own_header(&name),
            ParameterLocation::Query => {
                parameter.required || !(name.starts_with('$') && QueryOption::of_key(&name).is_some())
            }
        }
}
