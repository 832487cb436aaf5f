//! What an API page says: its operations.

mod examples;
mod grouping;
mod http_request;
pub(super) mod path;
mod permissions;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod testing;

use crate::diagnostic::Sink;

use super::context::PageContext;
use super::{BodyFacts, OperationFacts, PathFacts, ResponseFacts};

/// The operations of an API page.
pub(super) fn read(page: &PageContext<'_>, sink: &mut Sink) -> Vec<OperationFacts> {
    let permissions = permissions::read(page, sink);
    let examples = examples::read(page, sink);
    grouping::group(http_request::request_lines(page, sink))
        .into_iter()
        .map(|group| OperationFacts {
            method: group.method,
            paths: group
                .lines
                .into_iter()
                .map(|line| PathFacts {
                    documented: line.path.documented,
                    template: line.path.template,
                })
                .collect(),
            query: Vec::new(),
            headers: Vec::new(),
            path_parameters: Vec::new(),
            body: BodyFacts::default(),
            response: ResponseFacts::default(),
            permissions: permissions.clone(),
            examples: examples.clone(),
        })
        .collect()
}
