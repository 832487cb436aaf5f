//! What pages say of a property and the query options.

use crate::graph::QueryOption;

/// Which query options take a property, and whether it comes back without being asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionSupport {
    /// The options that the page says take the property, each once, in the order of their keys.
    pub options: Vec<QueryOption>,
    /// The operators of `$filter`, in the order of the page; empty where it names none.
    pub operators: Vec<&'static str>,
    /// The options that the page says do not take the property, in the order of their keys.
    pub unsupported: Vec<QueryOption>,
    /// When it comes back.
    pub returned: Returned,
}

/// When a property comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Returned {
    /// The page does not say.
    #[default]
    Unsaid,
    /// Without being asked for.
    ByDefault,
    /// Only where an option asks for it: `$select` or `$expand`.
    OnlyOn(QueryOption),
}

/// The operators and functions of `$filter`, as the pages spell them.
const OPERATORS: &[&str] = &[
    "any",
    "all",
    "contains",
    "endsWith",
    "eq",
    "ge",
    "gt",
    "has",
    "in",
    "le",
    "lt",
    "ne",
    "not",
    "startsWith",
];

/// The operator of `$filter` that a word is, in any case.
pub(crate) fn operator_of_word(word: &str) -> Option<&'static str> {
    let mut operators = OPERATORS.iter();
    operators
        .find(|operator| operator.eq_ignore_ascii_case(word))
        .copied()
}

impl OptionSupport {
    /// Whether the page says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
