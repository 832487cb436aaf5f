//! Operations that a program calls, with the permissions that they need.

use std::sync::Arc;

use http::Method;

use crate::operation::{Metadata, Operation};
use crate::permissions::list::Permissions;
use crate::request::Request;

/// An operation that a program calls, and the path on which it does.
#[derive(Clone, Debug)]
pub struct CalledOperation {
    metadata: &'static Metadata,
    /// Shared, since each future of a call and each error of it has it.
    line: Arc<RequestLine>,
}

/// What a request says itself.
#[derive(Debug)]
struct RequestLine {
    method: Method,
    version: &'static str,
    template: Option<String>,
}

impl CalledOperation {
    /// An operation on the path of a template.
    #[must_use]
    pub fn new(metadata: &'static Metadata, template: impl Into<String>) -> Self {
        Self::of(
            metadata,
            metadata.method.into(),
            metadata.version,
            Some(template.into()),
        )
    }

    fn of(
        metadata: &'static Metadata,
        method: Method,
        version: &'static str,
        template: Option<String>,
    ) -> Self {
        let line = Arc::new(RequestLine {
            method,
            version,
            template,
        });
        Self { metadata, line }
    }

    /// What the documentation says of the operation.
    #[must_use]
    pub fn metadata(&self) -> &'static Metadata {
        self.metadata
    }

    /// The method of the request.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.line.method
    }

    /// The version of the service that the request is sent to: `v1.0` or `beta`.
    #[must_use]
    pub fn version(&self) -> &'static str {
        self.line.version
    }

    /// The template of the path; `None` where it may be any.
    #[must_use]
    pub fn path_template(&self) -> Option<&str> {
        self.line.template.as_deref()
    }

    /// The permissions of which a caller needs one. Several where the pages leave it open which of them count: a
    /// subscription needs those of what is subscribed to.
    #[must_use]
    pub fn permissions(&self) -> Vec<Permissions> {
        self.metadata.permissions_on(self.path_template())
    }
}

/// The operation on any of its paths.
impl From<&'static Metadata> for CalledOperation {
    fn from(metadata: &'static Metadata) -> Self {
        Self::of(metadata, metadata.method.into(), metadata.version, None)
    }
}

/// The operation as the request calls it, which can have another method and version than any operation is known by.
impl<O: Operation> From<&Request<O>> for CalledOperation {
    fn from(request: &Request<O>) -> Self {
        let template = request.path_template().to_owned();
        Self::of(
            O::METADATA,
            request.method().clone(),
            request.version(),
            Some(template),
        )
    }
}
