//! Paths of properties in a query, and the values at their ends.

/// What values a property has; the kinds of slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names are those of the slots")]
pub enum PropertyKind {
    Binary,
    Bool,
    Date,
    DateTime,
    Decimal,
    Double,
    Duration,
    Enum,
    Enums,
    Guid,
    Int32,
    Int64,
    Json,
    Object,
    Objects,
    Scalars,
    String,
    Strings,
    TimeOfDay,
}

/// A path below another one; the empty path is the object itself.
pub(crate) fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", path) | (path, "") => path.to_owned(),
        (outer, inner) => format!("{outer}/{inner}"),
    }
}
