//! Names and kinds of types, and how values of them are wrapped.

pub(in crate::graph) mod cardinality;
pub(in crate::graph) mod envelope;
pub(in crate::graph) mod evolvable;
pub(in crate::graph) mod primitive;
pub(in crate::graph) mod scalar;
pub(in crate::graph) mod type_name;
