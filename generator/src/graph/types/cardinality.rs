//! How many values there are.

use crate::graph::TypeName;

/// Whether there is one value or a collection of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cardinality {
    /// One value.
    One,
    /// A collection of values.
    Many,
}

impl Cardinality {
    /// Many where something is a list, a collection or an array.
    pub fn of_list(is_list: bool) -> Self {
        match is_list {
            true => Self::Many,
            false => Self::One,
        }
    }

    /// Whether it is a collection.
    pub fn is_many(self) -> bool {
        self == Self::Many
    }

    /// The type of so many values, as OData writes it: `Collection(microsoft.graph.user)`.
    pub fn of_type(self, name: &TypeName) -> String {
        match self {
            Self::One => name.to_string(),
            Self::Many => format!("Collection({name})"),
        }
    }
}
