//! The versions of the service.

/// The version of the service that a page documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// `v1.0`, the version for production.
    V1,
    /// `beta`.
    Beta,
}

impl Version {
    /// Both versions.
    pub const ALL: [Self; 2] = [Self::V1, Self::Beta];

    /// The name in URLs and folders.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }

    /// Whether a segment of a URL names a version, be it one that the service does not have: `v1.0`, `beta`, `v1`.
    pub fn is_named(segment: &str) -> bool {
        let known = Self::ALL.into_iter().map(Self::as_str).chain(["v1"]);
        known.into_iter().any(|name| segment.eq_ignore_ascii_case(name))
    }
}
