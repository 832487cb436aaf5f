//! Which type the names on pages mean, and how they are spelled.

mod full_names;
pub(super) mod index;
mod linked_namespaces;
pub(super) mod mentions;
mod namespaces;
mod shown_names;
pub(super) mod type_name_spelling;

/// What a name is that of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Type,
    Enumeration,
}
