//! What a page says of a type: its properties, its representation, its values and its methods.

pub(in crate::page) mod enums;
mod methods;
pub(in crate::page) mod representation;
pub(in crate::page) mod resource;
pub(in crate::page) mod value_tables;
