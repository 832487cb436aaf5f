//! What the description of a property says beside where the property is inherited from.

use super::{Passage, Property};
use crate::rules::{description, inherited_from};

impl Property {
    /// Whether the description says more than that the property is inherited and read-only.
    pub(crate) fn says_its_own(&self) -> bool {
        description::says_its_own(&Passage::markdown(&self.description))
    }

    /// Whether the description itself says that the property is required, or in which case.
    pub(crate) fn speaks_of_need(&self) -> bool {
        description::speaks_of_need(&Passage::markdown(&self.description))
    }

    /// The description without the statement that the property is inherited, for a reader who is told so elsewhere.
    pub(crate) fn description_without_base(&self) -> Vec<Passage> {
        inherited_from::without_statement(&self.description)
    }
}
