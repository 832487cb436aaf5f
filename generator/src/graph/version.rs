//! The versions of the service.

use std::str::FromStr;

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

    /// The version in `?view=graph-rest-beta` or `graph-rest-1.0`, as the site and front matter name it.
    pub fn of_view(text: &str) -> Option<Self> {
        const VIEW: &str = "graph-rest-";
        let behind = text.get(text.find(VIEW)? + VIEW.len()..)?;
        if behind.starts_with("beta") {
            Some(Self::Beta)
        } else if behind.starts_with("1.0") || behind.starts_with("v1.0") {
            Some(Self::V1)
        } else {
            None
        }
    }

    /// The version that a segment of a URL names, in whatever case; `None` also for one that the service does not have.
    pub fn of_segment(segment: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|version| version.as_str().eq_ignore_ascii_case(segment))
    }

    /// Whether a segment of a URL names a version, be it one that the service does not have: `v1.0`, `beta`, `v1`.
    pub fn is_named(segment: &str) -> bool {
        Self::of_segment(segment).is_some() || segment.eq_ignore_ascii_case("v1")
    }
}

/// A text that names no version of the service.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not a version; there are `v1.0` and `beta`", .0.escape_debug())]
pub struct ParseVersionError(String);

impl FromStr for Version {
    type Err = ParseVersionError;

    /// Reads a name as [`as_str`](Self::as_str) has it.
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|version| version.as_str() == name);
        found.ok_or_else(|| ParseVersionError(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn views_of_the_site() {
        assert_eq!(
            Version::of_view("/graph/x?view=graph-rest-beta"),
            Some(Version::Beta)
        );
        assert_eq!(Version::of_view("graph-rest-1.0"), Some(Version::V1));
        assert_eq!(Version::of_view("?view=powershell-7"), None);
    }
}
