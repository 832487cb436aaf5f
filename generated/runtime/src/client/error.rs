//! What can go wrong between a request and its answer.

use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use super::token::TokenError;
use super::transport::TransportError;
use crate::error::{DecodeError, RequestError, ResponseError, ServiceError};

/// A call failed.
///
/// `{}` prints the whole reason in a line; [`source`](std::error::Error::source) leads to the error that caused
/// it. No variant holds a token, nor a URL, which can hold one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request cannot be sent as it is. Nothing was sent.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The token provider gave no token. Nothing was sent.
    #[error("no access token: {0}")]
    Token(#[source] TokenError),
    /// The service did not take the token, and the token provider gave no other. The answer of the service says what
    /// is wrong with the token ([`ServiceError::challenge`]).
    #[error("{answer}, and there is no other access token: {cause}")]
    TokenRejected {
        /// What the service answered.
        answer: Box<ServiceError>,
        /// Why there is no other token.
        #[source]
        cause: TokenError,
    },
    /// The request did not reach the service, or the answer did not reach the client.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The service answered with an error.
    #[error(transparent)]
    Service(Box<ServiceError>),
    /// The service answered with something else than the operation returns.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// A link or a base URL leads to a host that tokens are not sent to. Nothing was sent. See
    /// [`ClientBuilder::allow_host`](super::ClientBuilder::allow_host).
    #[error("the host `{0}` is none of those that tokens are sent to")]
    ForeignHost(String),
    /// A URL is not one of `https`, and its host is not this machine. Nothing was sent to it.
    #[error("the URL at the host `{0}` is not encrypted")]
    Insecure(String),
    /// A URL in the settings of a client cannot be used: the base URL, or a host that is allowed.
    #[error("a URL of the client's settings {0}")]
    Setting(&'static str),
    /// The call took longer than [`ClientBuilder::total_timeout`](super::ClientBuilder::total_timeout) allows. The
    /// service may have carried it out.
    #[error("the call was not done in {0:?}")]
    TimedOut(std::time::Duration),
    /// A [`Ticket`](super::Ticket) belongs to another batch.
    #[error("the ticket is of another batch")]
    ForeignTicket,
    /// The request was tried as often, or as long, as the [`RetryPolicy`](super::RetryPolicy) allows.
    #[error("gave up after {attempts} attempts: {last}")]
    RetriesExhausted {
        /// How often the request was sent.
        attempts: u32,
        /// What the last attempt failed with.
        #[source]
        last: Box<Error>,
    },
    /// The batch that a request was in failed as a whole, or one before it.
    #[error("the batch failed: {0}")]
    Batch(#[source] Arc<Error>),
    /// The service answered in a way that its protocol does not know.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// What was to be uploaded or downloaded could not be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
}

/// The service answered in a way that its protocol does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// A link of the service is no URL, or one with a user name or password.
    #[error("the service sent a link that is no URL, or has a user name")]
    Link,
    /// Too many redirects followed each other.
    #[error("the service redirected more than {0} times")]
    TooManyRedirects(usize),
    /// An empty page links to itself.
    #[error("the next page is the same empty page")]
    RepeatedPage,
    /// A body is larger than [`ClientBuilder::max_body_size`](super::ClientBuilder::max_body_size).
    #[error("the body of the response is larger than {0} bytes")]
    BodyTooLarge(usize),
    /// The answer to one of the requests of a batch is missing.
    #[error("the answer to the request {0} of the batch is missing")]
    MissingAnswer(usize),
    /// The answer to the creation of an upload session has no `uploadUrl`.
    #[error("the service named no URL to upload to")]
    NoUploadUrl,
    /// A download broke, and what the service has now is not what it had begun to send.
    #[error("the file was changed while it was downloaded")]
    DownloadChanged,
    /// A download broke, and the service does not send the rest of it.
    #[error("the download broke after {0} bytes, and the service does not send the rest")]
    NoRange(u64),
    /// The ranges that an upload session expects are not in what is uploaded.
    #[error("the upload session expects the range `{0}`, which is not there")]
    UploadRange(String),
}

impl Error {
    /// The error that the last attempt failed with, of the batch if the request was in one: the error itself
    /// unless it is about attempts or a batch.
    #[must_use]
    pub fn last(&self) -> &Self {
        let mut error = self;
        loop {
            error = match error {
                Self::RetriesExhausted { last, .. } => last,
                Self::Batch(cause) => cause,
                other => return other,
            };
        }
    }

    /// The error that the service answered with, if it did.
    #[must_use]
    pub fn service(&self) -> Option<&ServiceError> {
        match self.last() {
            Self::Service(error) => Some(error),
            Self::TokenRejected { answer, .. } => Some(answer),
            _ => None,
        }
    }

    /// The same error, where the provider was asked for another token and failed.
    pub(super) fn with_token_error(self, cause: TokenError) -> Self {
        match self {
            Self::Service(answer) => Self::TokenRejected { answer, cause },
            other => other,
        }
    }

    /// The status of the answer, if there was one that could be read.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self.last() {
            Self::Service(error) | Self::TokenRejected { answer: error, .. } => Some(error.status),
            Self::Decode(error) => Some(error.status()),
            _ => None,
        }
    }

    /// The code of the service's error, such as `itemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.service()
            .map(|error| error.code.as_str())
            .filter(|code| !code.is_empty())
    }
}

impl From<ResponseError> for Error {
    fn from(error: ResponseError) -> Self {
        match error {
            ResponseError::Service(error) => Self::Service(error),
            ResponseError::Decode(error) => Self::Decode(error),
        }
    }
}

impl From<ServiceError> for Error {
    fn from(error: ServiceError) -> Self {
        Self::Service(Box::new(error))
    }
}

/// Prints an error and what caused it, unless its own text says so.
pub(super) fn write_chain(
    f: &mut fmt::Formatter<'_>,
    error: &(dyn std::error::Error + 'static),
) -> fmt::Result {
    let mut text = error.to_string();
    write!(f, "{text}")?;
    let mut cause = error.source();
    while let Some(error) = cause {
        let next = error.to_string();
        if !text.contains(&next) {
            write!(f, ": {next}")?;
        }
        text = next;
        cause = error.source();
    }
    Ok(())
}
