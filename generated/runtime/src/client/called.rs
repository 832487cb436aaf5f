//! Which operation a request calls, for messages and rules.

use crate::operation::Metadata;

/// An operation, and which of its paths.
#[derive(Clone, Copy, Debug)]
pub(super) struct Called {
    pub(super) metadata: &'static Metadata,
    pub(super) path: usize,
}

impl Called {
    /// The template of the path; empty where there is no such path.
    pub(super) fn template(self) -> &'static str {
        self.metadata.paths.get(self.path).copied().unwrap_or_default()
    }
}
