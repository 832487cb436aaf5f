//! The error of a call, and what a program asks it.

pub(crate) mod kind;

use std::fmt;

use http::StatusCode;

use self::kind::ErrorKind;
use crate::client::exchange::address::Address;
use crate::client::paging::resync::Resync;
use crate::client::retry::status::is_transient_status;
use crate::client::token::TokenError;
use crate::client::transport::TransportErrorKind;
use crate::error::ServiceError;
use crate::error::challenge::Challenge;
use crate::permissions::called::CalledOperation;
use crate::permissions::list::Permissions;
use crate::printing::printable::write_printable;

/// A call failed.
///
/// `{}` prints the whole reason in a line, the operation first: `GET /users/{userId}: 404 Not Found: …`. What the
/// service says is in it without characters that a terminal obeys. [`kind`](Self::kind) says in code what failed, and
/// [`source`](std::error::Error::source) leads to the error that caused it. Neither `{}` nor `{:?}` shows a token, a
/// body, the value of a header or the URL of a request. Where the message of the service names an address, it is shown
/// without its user, query and fragment.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    called: Option<CalledOperation>,
    /// Where the service answered.
    address: Option<Address>,
}

impl Error {
    /// What failed.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// What failed, to be taken apart.
    #[must_use]
    pub fn into_kind(self) -> ErrorKind {
        self.0.kind
    }

    /// The template of the path of the operation, `/users/{userId}`, where the request was one of an operation.
    #[must_use]
    pub fn path_template(&self) -> Option<&str> {
        self.0.called.as_ref()?.path_template()
    }

    /// The underlying error: that of the last attempt, or of the batch. Any other error returns itself.
    #[must_use]
    pub fn last(&self) -> &Self {
        let mut error = self;
        loop {
            error = match error.kind() {
                ErrorKind::RetriesExhausted { last, .. } => last,
                ErrorKind::Batch(cause) => cause,
                _ => return error,
            };
        }
    }

    /// The error that the service answered with, if it did.
    #[must_use]
    pub fn service(&self) -> Option<&ServiceError> {
        match self.last().kind() {
            ErrorKind::Service(error) | ErrorKind::Work(error) => Some(error),
            ErrorKind::TokenRejected { answer, .. } => Some(answer),
            _ => None,
        }
    }

    /// The status of the answer, if there was one that could be read.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.last().kind() {
            ErrorKind::Decode(error) => Some(error.status()),
            _ => self.service().map(|error| error.status),
        }
    }

    /// The code of the service's error, such as `itemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.service()
            .map(|error| error.code.as_str())
            .filter(|code| !code.is_empty())
    }

    /// The header `request-id` of the response: name it when you ask Microsoft's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.service()?.request_id.as_deref()
    }

    /// Whether the same request can succeed at another time: the service, or who gives tokens for it, is busy or out of
    /// order, the way to it broke, or it took too long. The client has tried as often as its [`RetryRule`](crate::client::RetryRule) allows; a
    /// program that tries later must know whether the request may be carried out twice.
    #[must_use]
    pub fn is_retriable(&self) -> bool {
        match self.last().kind() {
            ErrorKind::Service(error) => is_transient_status(error.status),
            ErrorKind::Transport(error) => error.kind() != TransportErrorKind::Other,
            ErrorKind::TimedOut(_) => true,
            ErrorKind::Token(cause) | ErrorKind::TokenRejected { cause, .. } => cause.is_transient(),
            _ => false,
        }
    }

    /// How all that a delta query returned before is to be read anew, where the service asks for it.
    #[must_use]
    pub fn resync(&self) -> Option<Resync> {
        Resync::of(self.service()?, self.last().0.address.as_ref())
    }

    /// What the service wants of a caller that it did not let in, where it says so.
    #[must_use]
    pub fn challenge(&self) -> Option<Challenge> {
        self.service()?.challenge()
    }

    /// The permissions of which the operation needs one on this path, as its documentation says, where the service did
    /// not let the caller in (the status 401 or 403). Several where the documentation leaves it open which of them
    /// count: a subscription needs those of what is subscribed to.
    #[must_use]
    pub fn needed_permissions(&self) -> Vec<Permissions> {
        let refused = matches!(
            self.status(),
            Some(StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED)
        );
        let called = self.0.called.as_ref().filter(|_| refused);
        called.map_or_else(Vec::new, CalledOperation::permissions)
    }

    /// What stands at the end of the text of a refusal: the permissions, or where they can be read.
    fn write_needed_permissions(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let refused = self.status() == Some(StatusCode::FORBIDDEN);
        let Some(called) = self.0.called.as_ref().filter(|_| refused) else {
            return Ok(());
        };
        match self.needed_permissions().as_slice() {
            [Permissions::UNDOCUMENTED] => Ok(()),
            [one] => write!(f, " (one of these permissions is needed: {one})"),
            _ => write!(
                f,
                " (the permissions depend on the resource: {})",
                called.metadata().documentation
            ),
        }
    }

    /// The same error, of the call of an operation; one that is known already stays.
    pub(super) fn of(mut self, called: Option<&CalledOperation>) -> Self {
        self.0.called = self.0.called.or_else(|| called.cloned());
        self
    }

    /// The same error, which is an answer from this address.
    pub(super) fn at(mut self, address: Address) -> Self {
        self.0.address = Some(address);
        self
    }

    /// The same error, where the provider was asked for another token and failed.
    pub(super) fn with_token_error(mut self, cause: TokenError) -> Self {
        self.0.kind = match self.0.kind {
            ErrorKind::Service(answer) => ErrorKind::TokenRejected { answer, cause },
            other => other,
        };
        self
    }
}

impl<K: Into<ErrorKind>> From<K> for Error {
    fn from(kind: K) -> Self {
        Self(Box::new(Inner {
            kind: kind.into(),
            called: None,
            address: None,
        }))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.called {
            Some(called) => {
                let (method, template) = (called.method(), called.path_template().unwrap_or_default());
                write_printable(f, format_args!("{method} {template}: {}", self.0.kind))?;
                self.write_needed_permissions(f)
            }
            None => write_printable(f, format_args!("{}", self.0.kind)),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        if let Some(called) = &self.0.called {
            shown.field("path", &called.path_template().unwrap_or_default());
        }
        shown.field("kind", &self.0.kind).finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.kind)
    }
}
