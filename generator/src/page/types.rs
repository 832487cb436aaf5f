//! What a page says of a type: its properties, its representation, its values and its methods.

pub(in crate::page) mod enumerated_strings;
pub(in crate::page) mod enums;
mod methods;
pub(in crate::page) mod representation;
pub(in crate::page) mod resource;
mod value_lists;
pub(in crate::page) mod value_tables;
