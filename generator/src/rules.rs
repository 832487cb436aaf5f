//! Reads English sentences of the documentation, one rule a file.
//!
//! The pages say much in English prose alone: which values a property takes, that it is read-only, which type
//! it was inherited from. Each rule reads one habit of the pages and stands in one file with the quote of the
//! prose it reads, its function and its tests.

pub(crate) mod abstract_type;
pub(crate) mod answered_headers;
pub(crate) mod base64;
pub(crate) mod bound_objects;
mod clauses;
pub(crate) mod default_value;
pub(crate) mod deprecated;
pub(crate) mod description;
pub(crate) mod flags;
pub(crate) mod identified_by;
pub(crate) mod inheritance;
pub(crate) mod inherited_from;
pub(crate) mod named_parameters;
pub(crate) mod named_required;
pub(crate) mod new_or_existing;
pub(crate) mod nullable;
pub(crate) mod only_properties;
pub(crate) mod open_type;
pub(crate) mod option_support;
pub(crate) mod page_size;
pub(crate) mod part_of_whole;
pub(crate) mod possible_values;
pub(crate) mod prose;
pub(crate) mod read_only;
pub(crate) mod required;
pub(crate) mod required_headers;
pub(crate) mod required_type;
mod translated;
pub(crate) mod type_reference;

/// A text for tests, as it would stand in a page of nothing else.
#[cfg(test)]
pub(crate) fn text(raw: &str) -> crate::markdown::Text {
    use crate::span::{FileId, Span};
    crate::markdown::Text::parse(raw, Span::new(FileId(0), 0, raw.len()))
}

#[cfg(test)]
mod tests;
