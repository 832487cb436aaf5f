//! The operation that a request calls, for error messages, retry rules and traces.

use std::sync::Arc;

use http::Method;

use crate::operation::{Metadata, Operation};
use crate::request::Request;

/// An operation, and the path on which it is called.
#[derive(Clone, Debug)]
pub(crate) struct Called {
    pub(crate) metadata: &'static Metadata,
    /// Shared, since each future of a call and each error of it has it.
    line: Arc<RequestLine>,
}

/// What a request says itself.
#[derive(Debug)]
struct RequestLine {
    method: Method,
    version: &'static str,
    template: String,
}

impl Called {
    /// What a request calls.
    pub(crate) fn by<O: Operation>(request: &Request<O>) -> Self {
        Self {
            metadata: O::METADATA,
            line: Arc::new(RequestLine {
                method: request.method().clone(),
                version: request.version(),
                template: request.path_template().to_owned(),
            }),
        }
    }

    /// The method.
    pub(crate) fn method(&self) -> &Method {
        &self.line.method
    }

    /// The version of the service that the request is sent to.
    pub(crate) fn version(&self) -> &'static str {
        self.line.version
    }

    /// The template of the path.
    pub(crate) fn template(&self) -> &str {
        &self.line.template
    }
}
