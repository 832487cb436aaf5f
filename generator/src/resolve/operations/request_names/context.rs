//! A request with its place, as the candidates for its name look at it.

use crate::graph::{Method, TypeName};
use crate::resolve::operations::request_names::path_end::{PathEnd, Suffix};
use crate::resolve::operations::request_names::request::UnnamedRequest;
use crate::resolve::operations::verbs;

/// A request, the name of its owner, and where its path leads.
pub(super) struct Context<'r> {
    pub(super) request: &'r UnnamedRequest<'r>,
    /// The short name of the type that owns the request; empty where no type does.
    pub(super) owner: &'r str,
    pub(super) place: PathEnd<'r>,
}

impl<'r> Context<'r> {
    pub(super) fn new(request: &'r UnnamedRequest<'r>) -> Self {
        let owner = request.operation.owner.as_ref();
        let owner = owner.map(TypeName::short).unwrap_or_default();
        Self {
            request,
            owner,
            place: PathEnd::new(request, owner),
        }
    }

    pub(super) fn method(&self) -> Method {
        self.request.operation.method
    }

    /// The verb of the method. A POST is called `create` only where the page says that it creates an object; what links an
    /// object that there is adds it.
    pub(super) fn verb(&self) -> &'static str {
        match self.method() {
            Method::Post if matches!(self.place.suffix, Some(Suffix::Ref)) => "add",
            Method::Post if !self.request.operation.response.creates() => "post",
            method => verbs::of_request(method, self.request.answer),
        }
    }
}
