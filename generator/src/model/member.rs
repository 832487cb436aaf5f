//! Members of enumerations and of lists of values.

use crate::model::Passage;

/// A member of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The name as sent.
    pub name: String,
    /// The number, where the pages give one.
    pub value: Option<i64>,
    /// The description; empty where the pages give none.
    pub description: Vec<Passage>,
    /// Whether only examples show it: no list of members has it.
    pub example_only: bool,
    /// The sentence that says that the member is deprecated.
    pub deprecated: Option<String>,
}

impl Member {
    /// A member of which nothing is known but its name.
    pub(in crate::model) fn named(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: None,
            description: Vec::new(),
            example_only: false,
            deprecated: None,
        }
    }
}
