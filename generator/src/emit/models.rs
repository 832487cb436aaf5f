//! Models: structs, enumerations and polymorphic types, with their tables.

pub(in crate::emit) mod enums;
pub(in crate::emit) mod polymorphic;
pub(in crate::emit) mod structs;
pub(in crate::emit) mod type_table;
