//! Query options that a page writes into the path: `?$top=5&$filter={property} eq '{property-value}'`.

use crate::graph::split_outside;
use crate::page::api::request::path::Repairs;

/// A query option as a documented path has it behind its `?`: `$top=5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::page::api) struct QueryPair {
    /// The name, as spelled: `$filter`, `startDateTime`.
    pub(in crate::page::api) name: String,
    /// The value, as spelled: `true`, `{start_datetime}`.
    pub(in crate::page::api) value: String,
    /// Whether the page says that it may be left out.
    pub(in crate::page::api) optional: bool,
}

impl QueryPair {
    /// Whether the value is the same in every request: it names no parameter.
    pub(in crate::page::api) fn is_fixed(&self) -> bool {
        !self.value.is_empty() && !self.value.contains(['{', '<'])
    }
}

/// Takes a query in brackets apart, all of which is optional.
pub(super) fn bracketed_options(query: &str, repairs: &mut Repairs) -> Vec<QueryPair> {
    let options = options(query, repairs).into_iter();
    options
        .map(|pair| QueryPair {
            optional: true,
            ..pair
        })
        .collect()
}

/// Takes a query apart. `&` in quotes, parentheses and braces belongs to the value.
pub(super) fn options(query: &str, repairs: &mut Repairs) -> Vec<QueryPair> {
    let query = query.trim().trim_end_matches(']').replace("&amp;", "&");
    let mut options = Vec::new();
    for part in split_outside(&query, b'&') {
        let part = part.trim();
        let end = part.find(['=', ':']).unwrap_or(part.len());
        let (name, value) = part.split_at(end);
        if value.starts_with(':') {
            repairs.add("a colon behind the name of a query option was read as `=`");
        }
        let name = name.trim();
        if name.is_empty() {
            if !part.is_empty() {
                repairs.add("a query option without a name was dropped");
            }
            continue;
        }
        options.push(QueryPair {
            name: name.to_owned(),
            value: value.get(1..).unwrap_or_default().trim().to_owned(),
            optional: false,
        });
    }
    options
}
