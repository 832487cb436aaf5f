//! Which type the names on pages mean, and how they are spelled.

pub(super) mod full_names;
pub(super) mod index;
mod namespaces;
pub(super) mod type_name_spelling;
