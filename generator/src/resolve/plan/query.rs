//! The query options of requests.

use crate::graph::QueryOption;

/// The query options of a request, each list in the order of the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryPlan {
    /// Those that the page documents.
    pub documented: Vec<QueryOption>,
    /// Those that the page says are not supported, of those that such an answer can have.
    pub unsupported: Vec<QueryOption>,
    /// Those that a request takes: the documented ones, and those on which the page is silent.
    pub taken: Vec<QueryOption>,
}
