//! A request that has no name yet.

use crate::model::Operation;
use crate::resolve::operations::verbs::AnswerCount;
use crate::resolve::segment_case::SegmentCase;

/// A request that needs a name.
pub(in crate::resolve) struct UnnamedRequest<'r> {
    pub(in crate::resolve) operation: &'r Operation,
    pub(in crate::resolve) answer: AnswerCount,
    pub(in crate::resolve) segment_case: &'r SegmentCase<'r>,
    /// Whether another request of the same page has the same title, so that the title alone names neither.
    pub(in crate::resolve) shares_title: bool,
}
