//! Where work is asked after.

use std::fmt;

/// The URL at which the service tells how far work is. It can be a secret: whoever has it may learn of the work.
/// `{:?}` does not show it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WorkLocation(String);

impl WorkLocation {
    pub(crate) fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The URL, to be saved and given to [`Client::work`](crate::client::Client::work).
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for WorkLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WorkLocation(..)")
    }
}
