//! What an API page says: its operations, and types that it describes beside them.
//!
//! [`operations`] has the parts of a page read, one by one, and puts together what belongs to each operation.

mod agreement;
pub(in crate::page) mod answer;
mod cases;
mod examples;
mod operation;
mod permissions;
pub(in crate::page) mod request;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod testing;

pub(super) use answer::described_types::described_types;
pub(super) use operation::operations;
