//! The types of a version of the service, and which of them derive from which.

/// The types of a version, each with its base. The macro `type_table!` spells it.
///
/// It is asked where an object says that it is of another type than the one that stands in its place: a type that is
/// known and does not derive from that one cannot be read as it, and one that is not known may be a new derived type.
#[derive(Debug, PartialEq, Eq)]
pub struct TypeTable(&'static [(&'static str, &'static str)]);

impl TypeTable {
    /// The table of these qualified names, each with that of its base; empty for a type without one.
    #[must_use]
    pub const fn new(types: &'static [(&'static str, &'static str)]) -> Self {
        Self(types)
    }

    /// What the type `name` is to the type `other`. Names are compared without case.
    pub(crate) fn kinship(&self, name: &str, other: &str) -> Kinship {
        if name.eq_ignore_ascii_case(other) {
            Kinship::Same
        } else if self.base(name).is_none() {
            Kinship::Unknown
        } else if self.derives(name, other) {
            Kinship::Derived
        } else if self.derives(other, name) {
            Kinship::Base
        } else {
            Kinship::None
        }
    }

    /// Whether a type is another one or derives from it.
    fn derives(&self, name: &str, from: &str) -> bool {
        let bases = std::iter::successors(Some(name), |name| self.base(name));
        // A table that was written by hand may have a circle.
        bases
            .take(self.0.len() + 1)
            .any(|name| name.eq_ignore_ascii_case(from))
    }

    /// The base of a type, empty where it has none; `None` for a type that is not known.
    fn base(&self, name: &str) -> Option<&'static str> {
        let row = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        row.map(|(_, base)| *base)
    }
}

/// What a type is to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// The same type.
    Same,
    /// It derives from the other one.
    Derived,
    /// The other one derives from it.
    Base,
    /// Both are known, and neither derives from the other.
    None,
    /// The type is not known.
    Unknown,
}

/// The qualified name in an `@odata.type`: `#microsoft.graph.user`, `microsoft.graph.user`, or behind the address of the
/// service's metadata.
pub(crate) fn type_name(text: &str) -> &str {
    text.rsplit('#').next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{Kinship, TypeTable, type_name};

    const TYPES: TypeTable = TypeTable::new(&[
        ("graph.entity", ""),
        ("graph.item", "graph.entity"),
        ("graph.file", "graph.item"),
        ("graph.user", "graph.entity"),
        ("graph.address", ""),
        ("graph.chicken", "graph.egg"),
        ("graph.egg", "graph.chicken"),
    ]);

    #[test]
    fn what_types_are_to_each_other() {
        for (name, other, kinship) in [
            ("graph.item", "graph.item", Kinship::Same),
            ("Graph.Item", "graph.item", Kinship::Same),
            ("graph.file", "graph.item", Kinship::Derived),
            ("graph.File", "Graph.entity", Kinship::Derived),
            ("graph.item", "graph.file", Kinship::Base),
            ("graph.entity", "graph.file", Kinship::Base),
            ("graph.user", "graph.item", Kinship::None),
            ("graph.address", "graph.entity", Kinship::None),
            ("graph.folder", "graph.file", Kinship::Unknown),
            ("other.file", "graph.user", Kinship::Unknown),
            ("", "graph.user", Kinship::Unknown),
            ("graph.egg", "graph.chicken", Kinship::Derived),
            ("graph.egg", "graph.user", Kinship::None),
        ] {
            assert_eq!(TYPES.kinship(name, other), kinship, "{name} and {other}");
        }
    }

    #[test]
    fn names_of_types() {
        for text in [
            "microsoft.graph.user",
            "#microsoft.graph.user",
            "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.user",
        ] {
            assert_eq!(type_name(text), "microsoft.graph.user");
        }
        assert_eq!(type_name("#"), "");
    }
}
