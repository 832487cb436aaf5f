//! What tells one request from another.

use crate::graph::http::Method;
use crate::graph::path::PathTemplate;

/// The method and the shape of the path of a request. Requests with one key are the same, whatever their parameters are
/// called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestKey {
    shape: String,
    method: Method,
}

impl RequestKey {
    /// The key of a request.
    pub fn new(method: Method, path: &PathTemplate) -> Self {
        let shape = path.shape();
        Self { shape, method }
    }
}
