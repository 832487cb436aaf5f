//! What an API page says: its operations, and types that it describes beside them.
//!
//! [`operations`] has the parts of a page read, one by one, and puts together what belongs to each operation.

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

pub(super) use described_types::described_types;
pub(super) use operation::operations;
