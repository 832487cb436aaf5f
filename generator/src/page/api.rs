//! What an API page says: its operations.
//!
//! The parts of a page are read one by one; [`operation`] puts together what belongs to each operation.

mod availability;
mod body;
mod described_types;
mod example_only_requests;
mod examples;
mod grouping;
pub(super) mod http_request;
mod media_type;
mod mention;
mod operation;
mod parameters;
pub(super) mod path;
mod permissions;
mod response;
mod untabled_parameters;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod testing;

use crate::page::sink::PageSink;

use super::context::PageContext;
use super::{OperationFacts, ResourceFacts};

/// The types that an API page describes beside its operations, in the order of the page.
pub(super) fn described_types(
    page: &PageContext<'_>,
    operations: &[OperationFacts],
    sink: &mut PageSink,
) -> Vec<ResourceFacts> {
    let sent = operations.iter().find_map(|operation| operation.body.ty());
    let answered = || operations.iter().find_map(|operation| operation.response.ty());
    described_types::read(page, sent.or_else(answered), sink)
}

/// The operations of an API page, in the order in which the page documents them.
pub(super) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<OperationFacts> {
    let mut lines = http_request::request_lines(page, sink);
    let examples = examples::read(page, sink);
    example_only_requests::add_paths(&mut lines, &examples, sink);
    let body = body::read(page, &lines, sink);
    let mut facts = operation::PageFacts {
        parameters: parameters::parameters(page, &body, sink),
        body: body.statements,
        headers: parameters::headers(page, sink),
        response: response::read(page, sink),
        permissions: permissions::read(page, sink),
        availability: availability::read(page, sink),
        examples,
    };
    let mut groups = grouping::group(lines);
    facts.take_arguments(&mut groups, &page.title.value, sink);
    operation::assemble(groups, &facts, page, sink)
}
