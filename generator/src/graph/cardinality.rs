//! How many values there are.

/// Whether there is one value or a collection of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cardinality {
    /// One value.
    One,
    /// A collection of values.
    Many,
}

impl Cardinality {
    /// Whether it is a collection.
    pub fn is_many(self) -> bool {
        self == Self::Many
    }
}
