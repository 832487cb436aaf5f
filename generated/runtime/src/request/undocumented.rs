//! Requests that no page documents.

use std::marker::PhantomData;

use crate::operation::body::Body;
use crate::operation::{Metadata, Operation};
use crate::query;
use crate::response::Response;

/// An operation that no page documents, with a body and a response that the program names.
///
/// [`Step::request`](crate::Step::request) makes requests of it, of any method and to any path. They take all query
/// options, and are sent, read in pages, put into batches and tried again as those of documented operations are.
pub struct Undocumented<B, R> {
    marker: PhantomData<fn(B) -> R>,
}

impl<B: Body + 'static, R: Response + 'static> Operation for Undocumented<B, R> {
    type Body = B;
    type Response = R;
    type Query = query::OfList;
    /// The version and the method are those of the request.
    const METADATA: &'static Metadata = &Metadata::V1;
}
