//! What the examples of an operation answer.

use crate::graph::{Envelope, ValueMember};
use crate::page::{ExampleFacts, ExampleResponse};

/// The answers to calls that did what they ask.
pub(super) fn successful(examples: &[ExampleFacts]) -> impl Iterator<Item = &ExampleResponse> {
    let responses = examples.iter().filter_map(|example| example.response.as_ref());
    responses.filter(|response| response.succeeds())
}

/// Whether the first successful example answers with a list.
pub(super) fn shows_list(examples: &[ExampleFacts]) -> bool {
    let body = successful(examples)
        .next()
        .and_then(|response| response.body.json());
    body.is_some_and(|body| list_in(body).is_some())
}

/// The list that a body wraps. One page does not tell which types have a property `value` of their own.
pub(super) fn list_in(body: &serde_json::Value) -> Option<&[serde_json::Value]> {
    Envelope::of(body, ValueMember::Wrap).list()
}
