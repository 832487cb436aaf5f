//! Where a response came from.

use url::Url;

/// The address that a response came from, after the redirects: what a relative link in it is joined to.
#[derive(Clone, Debug)]
pub(crate) struct Address(pub(crate) Url);

impl Address {
    /// Where a link in the response leads; `None` where it is no URL, also not beside the address.
    pub(crate) fn join(&self, link: &str) -> Option<Url> {
        self.0.join(link).ok()
    }
}
