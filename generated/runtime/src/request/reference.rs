//! Objects that a request links another object to.

use std::borrow::Cow;
use std::fmt;

use serde_json::json;

use crate::error::RequestError;
use crate::json::WriteError;
use crate::printing::guarded::Guarded;
use crate::request::body::Body;
use crate::request::step::{MaybeClient, Step};

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

    /// A reference to the object at a place.
    ///
    /// With a client its URL is one of the client's service. Without, it is one of the service to which a request is
    /// written, and [`target`](Self::target) has the path below that.
    ///
    /// ```
    /// use graph_runtime::{Reference, Step};
    ///
    /// let user = Step::new((), "v1.0").to_with("/users/{id}", &["adele@contoso.com".into()]);
    /// assert_eq!(Reference::to(&user)?.target(), "/v1.0/users/adele@contoso.com");
    /// # Ok::<(), graph_runtime::RequestError>(())
    /// ```
    ///
    /// # Errors
    /// When an argument does not fit the path of the place.
    pub fn to<C: MaybeClient>(place: &Step<C>) -> Result<Self, RequestError> {
        let below = place.below_service()?;
        Ok(Self::new(match place.base_url() {
            Some(base_url) => url_at(base_url, &below).into_owned(),
            None => below,
        }))
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

impl Body for Reference {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/json")
    }
    fn to_bytes(&self, base_url: &str) -> Result<Vec<u8>, WriteError> {
        let body = json!({"@odata.id": url_at(base_url, &self.target)});
        Ok(body.to_string().into_bytes())
    }
}
