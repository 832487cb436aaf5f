//! How many objects of a collection are answered at once.

/// How many objects a page of a collection has; `None` where the documentation does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageSize {
    /// The number where none is asked for.
    pub default: Option<u32>,
    /// The largest number that can be asked for.
    pub maximum: Option<u32>,
}

impl PageSize {
    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// What is known, and what another statement says of the rest.
    pub fn or(self, other: Self) -> Self {
        Self {
            default: self.default.or(other.default),
            maximum: self.maximum.or(other.maximum),
        }
    }
}
