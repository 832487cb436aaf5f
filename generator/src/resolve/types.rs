//! The types of one version: their names in Rust, and the structs and enumerations that become of them.

pub(in crate::resolve) mod enums;
mod indirections;
pub(in crate::resolve) mod models;
pub(in crate::resolve) mod namespaces;
pub(in crate::resolve) mod registry;
