//! The answer to a delta query whose link is too old: the program must read everything anew
//! (<https://learn.microsoft.com/graph/delta-query-overview>).

use std::fmt;

use http::StatusCode;
use http::header;

use crate::client::exchange::address::Address;
use crate::error::ServiceError;

/// That the service can no longer tell what has changed since a link, and all is to be read anew.
#[derive(Clone, PartialEq, Eq)]
pub struct Resync {
    kind: ResyncKind,
    location: Option<String>,
}

/// What becomes of the state that a program has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResyncKind {
    /// What the service returns replaces what the program has: what is not among it is gone. A program that changes
    /// objects itself sends its changes afterwards.
    ApplyDifferences,
    /// The service may have missed changes of the program: what it does not return is sent to it, and of what
    /// differs both are kept where it cannot be told which is newer.
    UploadDifferences,
}

impl Resync {
    /// What becomes of the state that a program has.
    #[must_use]
    pub fn kind(&self) -> ResyncKind {
        self.kind
    }

    /// The link from which all is read. Where there is none the delta query begins anew.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// What an error from this address asks for.
    pub(crate) fn of(error: &ServiceError, address: Option<&Address>) -> Option<Self> {
        let inner = error
            .inner_errors
            .iter()
            .filter_map(|inner| inner.code.as_deref());
        let codes: Vec<String> = std::iter::once(error.code.as_str())
            .chain(inner)
            .filter(|code| !code.is_empty())
            .map(str::to_ascii_lowercase)
            .collect();
        // Some services send such a code with the status 400, others the status 410 without a code.
        let is_asked = match codes.as_slice() {
            [] => error.status == StatusCode::GONE,
            codes => codes
                .iter()
                .any(|code| code.starts_with("resync") || code.starts_with("syncstate")),
        };
        let location = error.headers.get(header::LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        // A service may leave out what its address says already. What cannot be joined is the error of the next page.
        let whole = |location: &str| match address.and_then(|address| address.join(location)) {
            Some(joined) => joined.into(),
            None => location.to_owned(),
        };
        is_asked.then(|| Self {
            kind: if codes.iter().any(|code| code == "resyncchangesuploaddifferences") {
                ResyncKind::UploadDifferences
            } else {
                ResyncKind::ApplyDifferences
            },
            location: location.map(whole),
        })
    }
}

/// The link is not printed.
impl fmt::Debug for Resync {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resync")
            .field("kind", &self.kind)
            .field("has_location", &self.location.is_some())
            .finish()
    }
}
