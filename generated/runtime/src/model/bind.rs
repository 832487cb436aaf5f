//! Relationships that a body binds to existing objects (`@odata.bind`).

use serde_json::Value;

use crate::json::read::read_known;
use crate::model::Model;
use crate::model::reference::Reference;

/// The end of the name under which the address of an object is sent that a relationship is to lead to.
pub(crate) const BIND: &str = "@odata.bind";

/// The objects to which a relationship is bound: one, or a list where it leads to many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound(Value);

impl From<Reference> for Bound {
    fn from(reference: Reference) -> Self {
        Self(reference.target().into())
    }
}

impl From<Vec<Reference>> for Bound {
    fn from(references: Vec<Reference>) -> Self {
        references.into_iter().collect()
    }
}

impl<const N: usize> From<[Reference; N]> for Bound {
    fn from(references: [Reference; N]) -> Self {
        references.into_iter().collect()
    }
}

impl FromIterator<Reference> for Bound {
    fn from_iter<I: IntoIterator<Item = Reference>>(references: I) -> Self {
        Self(
            references
                .into_iter()
                .map(|reference| Value::from(reference.target()))
                .collect(),
        )
    }
}

/// Binds a relationship (`members@odata.bind`); what [`Model::bind`] calls.
pub(crate) fn bind(model: &mut dyn Model, relationship: &str, bound: Bound) {
    let name = format!("{relationship}{BIND}");
    model.additional_mut().insert(name, bound.0);
    // A body can have a property of its own for it.
    read_known(model);
}
