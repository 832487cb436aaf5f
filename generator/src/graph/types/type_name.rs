//! Names of types.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// The namespace of a page that names none.
pub const ROOT_NAMESPACE: &str = "microsoft.graph";

/// The type from which every entity derives. Pages name it as a base and hardly ever say what it is.
pub const ROOT_TYPE: &str = "microsoft.graph.entity";

/// The qualified name of an entity type, a complex type or an enumeration: `microsoft.graph.deviceConfiguration`.
///
/// It keeps the spelling that it was made from, and two names that differ in the case of letters alone are equal:
/// pages write one name in several ways, and the service knows no two types that differ so.
///
/// Tables are looked up by it a million times a run, so it holds the name twice: as it is spelled, and behind that in
/// lower case, by which names are compared byte for byte.
#[derive(Clone)]
pub struct TypeName(Arc<str>);

impl TypeName {
    /// A qualified name, spelled as it is given.
    pub fn new(qualified: impl AsRef<str>) -> Self {
        let qualified = qualified.as_ref();
        let mut twice = String::with_capacity(2 * qualified.len());
        twice.push_str(qualified);
        twice.push_str(qualified);
        if let Some(lower) = twice.get_mut(qualified.len()..) {
            lower.make_ascii_lowercase();
        }
        Self(twice.into())
    }

    /// The name in lower case.
    fn lower(&self) -> &str {
        self.0.get(self.0.len() / 2..).unwrap_or_default()
    }

    /// The name in an `@odata.type`, which has a mark in front: `#microsoft.graph.user`.
    pub fn parse(text: &str) -> Self {
        Self::new(text.trim_start_matches('#'))
    }

    /// A name as a page of a namespace writes it: qualified, or with its last part alone.
    pub fn qualify(namespace: &str, name: &str) -> Self {
        let name = name.trim_start_matches('#');
        if name.contains('.') {
            Self::new(name)
        } else {
            Self::new(format!("{namespace}.{name}"))
        }
    }

    /// The name of the type from which every entity derives.
    pub fn root() -> Self {
        Self::new(ROOT_TYPE)
    }

    /// Whether it is the type from which every entity derives.
    pub fn is_root(&self) -> bool {
        *self == *ROOT_TYPE
    }

    /// The name as it is spelled.
    pub fn as_str(&self) -> &str {
        self.0.get(..self.0.len() / 2).unwrap_or_default()
    }

    /// The part before the last dot; the root namespace where there is none.
    pub fn namespace(&self) -> &str {
        self.as_str()
            .rsplit_once('.')
            .map_or(ROOT_NAMESPACE, |(namespace, _)| namespace)
    }

    /// The part behind the last dot.
    pub fn short(&self) -> &str {
        short_name(self.as_str())
    }

    /// Whether the part behind the last dot is this one, whatever its case.
    pub fn has_short_name(&self, short: &str) -> bool {
        self.short().eq_ignore_ascii_case(short)
    }
}

/// The part of a name behind its last dot.
pub fn short_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// Whether a text ends with another one, whatever the case of letters.
pub fn ends_with_ignore_case(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    let tail = start.and_then(|start| text.get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

impl PartialEq for TypeName {
    fn eq(&self, other: &Self) -> bool {
        self.lower() == other.lower()
    }
}

impl Eq for TypeName {}

impl PartialOrd for TypeName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TypeName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.lower().cmp(other.lower())
    }
}

impl Hash for TypeName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lower().hash(state);
    }
}

impl Deref for TypeName {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for TypeName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for TypeName {
    fn eq(&self, other: &str) -> bool {
        self.as_str().eq_ignore_ascii_case(other)
    }
}

impl PartialEq<&str> for TypeName {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl From<&str> for TypeName {
    fn from(qualified: &str) -> Self {
        Self::new(qualified)
    }
}

impl From<String> for TypeName {
    fn from(qualified: String) -> Self {
        Self::new(qualified)
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

impl fmt::Debug for TypeName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), out)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::TypeName;

    #[test]
    fn names_compare_without_case_and_keep_their_spelling() {
        let documented = TypeName::new("microsoft.graph.chatMessage");
        let annotated = TypeName::parse("#microsoft.graph.chatmessage");
        assert_eq!(documented, annotated);
        assert_eq!(annotated.as_str(), "microsoft.graph.chatmessage");
        let mut names = BTreeSet::from([documented]);
        assert!(!names.insert(annotated), "it is known already");
    }

    #[test]
    fn names_are_qualified_by_the_namespace_of_their_page() {
        let record = TypeName::qualify("microsoft.graph.callRecords", "callRecord");
        assert_eq!(record.as_str(), "microsoft.graph.callRecords.callRecord");
        assert_eq!(record.namespace(), "microsoft.graph.callRecords");
        assert_eq!(record.short(), "callRecord");
        assert!(record.has_short_name("callrecord"));
        let user = TypeName::qualify("microsoft.graph.callRecords", "microsoft.graph.user");
        assert_eq!(user.as_str(), "microsoft.graph.user");
        assert_eq!(TypeName::new("user").namespace(), "microsoft.graph");
    }

    #[test]
    fn the_root_is_known() {
        assert!(TypeName::parse("#microsoft.graph.Entity").is_root());
        assert!(!TypeName::new("microsoft.graph.user").is_root());
    }
}
