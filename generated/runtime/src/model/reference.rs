//! Objects that a request links another object to.

use std::borrow::Cow;
use std::fmt;

use crate::printing::guarded::Guarded;

/// The address of an object to which a request links another one.
///
/// It is the body of a request that links to one object (`$ref`), `{"@odata.id": "…"}`, and what a relationship is bound
/// to by the body of another one, see [`Model::bind`](crate::Model::bind).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    target: String,
}

impl Reference {
    /// A reference to the object with this URL.
    #[must_use]
    pub fn new(target: impl Into<String>) -> Self {
        Self {
            target: target.into(),
        }
    }

    /// The URL of the object that is referred to. Where the service is open, it begins with `/` and the version.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }
}

/// The URL of an object in the service at `base_url`, where its address leaves open in which service it is.
pub(crate) fn url_at<'a>(base_url: &str, target: &'a str) -> Cow<'a, str> {
    match target.starts_with('/') {
        true => Cow::Owned(format!("{}{target}", base_url.trim_end_matches('/'))),
        false => Cow::Borrowed(target),
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reference")
            .field(&Guarded::text(&self.target))
            .finish()
    }
}
