//! What documented examples say of types and operations.

pub(super) mod cardinality;
pub(crate) mod derived_by_properties;
pub(super) mod example_only;
pub(super) mod example_walk;
pub(super) mod members;
pub(super) mod name_consensus;
pub(super) mod property_names;
pub(crate) mod scalar;
