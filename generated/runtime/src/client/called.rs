//! Which operation a request calls, for messages and rules.

use std::sync::Arc;

use http::Method;

use crate::operation::{Metadata, Operation};
use crate::request::Request;

/// An operation, and the path on which it is called.
#[derive(Clone, Debug)]
pub(super) struct Called {
    pub(super) metadata: &'static Metadata,
    pub(super) method: Method,
    /// The version of the service that the request is sent to.
    pub(super) version: &'static str,
    template: Arc<str>,
}

impl Called {
    /// What a request calls.
    pub(super) fn by<O: Operation>(request: &Request<O>) -> Self {
        Self {
            metadata: O::METADATA,
            method: request.method().clone(),
            version: request.version(),
            template: request.path_template().into(),
        }
    }

    /// The template of the path.
    pub(super) fn template(&self) -> &str {
        &self.template
    }
}
