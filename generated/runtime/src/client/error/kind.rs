//! What can go wrong between a request and its answer.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::client::error::Error;
use crate::client::token::TokenError;
use crate::client::transport::TransportError;
use crate::client::work::location::WorkLocation;
use crate::cloud::Cloud;
use crate::error::{DecodeError, RequestError, ResponseError, ServiceError};
use crate::printing::printable::OneLine;

/// What an [`Error`] is about. No variant shows a token, nor a URL, which can hold one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
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
    /// Work that the service had begun failed, or was cancelled. The error is what the service says of the work; its
    /// status is that of the answer.
    #[error("the work failed: {0}")]
    Work(#[source] Box<ServiceError>),
    /// The service answered with something else than the operation returns.
    #[error(transparent)]
    Decode(Box<DecodeError>),
    /// A link or a base URL leads to a host that tokens are not sent to. Nothing was sent. See
    /// [`ClientBuilder::allow_host`](crate::client::ClientBuilder::allow_host).
    #[error("the host `{0}` is none of those that tokens are sent to")]
    ForeignHost(String),
    /// The documentation says that the national cloud of the client lacks the operation. Nothing was sent. See
    /// [`ClientBuilder::refuse_unavailable`](crate::client::ClientBuilder::refuse_unavailable).
    #[error("the national cloud {0:?} lacks the operation")]
    Unavailable(Cloud),
    /// A URL that is not one of `https` leads to another machine, or to this machine where the service that names it is
    /// not on it. Nothing was sent there.
    #[error("the URL at the host `{0}` is not encrypted")]
    Insecure(String),
    /// A setting of a client or of a sign-in cannot be used.
    #[error("the setting `{name}` {problem}")]
    Setting {
        /// The setting, by the name of its method.
        name: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The call took longer than [`ClientBuilder::timeout`](crate::client::ClientBuilder::timeout) allows. The service
    /// may have carried it out.
    #[error("the call was not done in {0:?}")]
    TimedOut(Duration),
    /// The work took longer than [`Waiting::timeout`](crate::client::Waiting::timeout) allows, and goes on. The request
    /// that began it is not to be sent again: the work would be done twice.
    #[error("the work was not done in {timeout:?}, and goes on")]
    WorkGoesOn {
        /// Where the work is asked after: [`Client::work`](crate::client::Client::work) goes on with it, in this run or another.
        location: WorkLocation,
        /// How long it was waited for.
        timeout: Duration,
    },
    /// A [`Ticket`](crate::client::Ticket) belongs to another batch.
    #[error("the ticket is of another batch")]
    ForeignTicket,
    /// The request was tried as often, or as long, as the [`RetryRule`](crate::client::RetryRule) allows.
    #[error("gave up after {attempts} attempts: {}", .last.kind())]
    RetriesExhausted {
        /// How often the request was sent.
        attempts: u32,
        /// What the last attempt failed with.
        #[source]
        last: Box<Error>,
    },
    /// The service carried the request out and said where its answer is (`303 See Other`), but the answer cannot be had.
    /// The request is not to be sent again: it would be carried out twice.
    #[error("the request was carried out, and its answer cannot be had: {}", .0.kind())]
    AnswerLost(#[source] Box<Error>),
    /// The batch that a request was in failed as a whole, or one before it.
    #[error("the batch failed: {0}")]
    Batch(#[source] Arc<Error>),
    /// The service answered in a way that its protocol does not know.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// What was to be uploaded or downloaded could not be read or written.
    #[error("{}", OneLine(.0))]
    Io(#[from] std::io::Error),
}

/// The service answered in a way that its protocol does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProtocolError {
    /// A link of the service is no URL, or one with a user name or password.
    #[error("the service sent a link that is no URL, or has a user name")]
    Link,
    /// A link of the service has more than 16 KiB; the number is that of its bytes.
    #[error("the service sent a link of {0} bytes")]
    LinkTooLong(usize),
    /// A redirect does not say where to.
    #[error("the service redirected ({}) without a location", .0.as_u16())]
    NoLocation(StatusCode),
    /// Too many redirects followed each other.
    #[error("the service redirected more than {0} times")]
    TooManyRedirects(usize),
    /// A page links to one that was read before.
    #[error("the next page is one that was read before")]
    RepeatedPage,
    /// Too many pages without an object followed each other. The link of the stream goes on behind them.
    #[error("the service sent {0} empty pages one after another")]
    EmptyPages(u32),
    /// A body is larger than [`ClientBuilder::max_body_size`](crate::client::ClientBuilder::max_body_size).
    #[error("the body of the response is larger than {0} bytes")]
    BodyTooLarge(usize),
    /// The answer to one of the requests of a batch is missing.
    #[error("the answer to the request {0} of the batch is missing")]
    MissingAnswer(usize),
    /// The answer to one of the requests of a batch does not say what became of it, or says two things. It may have been
    /// carried out.
    #[error("the answer to the request {0} of the batch cannot be read")]
    UnreadableAnswer(usize),
    /// The answer to the creation of an upload session has no `uploadUrl`.
    #[error("the service named no URL to upload to")]
    NoUploadUrl,
    /// The service takes up work and does not say where its state can be asked for.
    #[error("the service named no URL where the state of the work can be asked for")]
    NoWorkLocation,
    /// Work is done, and the service names only the id of what was made, not where it is.
    #[error("the work is done, and the service names only the id of what was made: `{0}`")]
    ResourceIdAlone(String),
    /// A download broke, and what the service has now is not what it had begun to send.
    #[error("the file was changed while it was downloaded")]
    DownloadChanged,
    /// A download has more bytes than the service announced. None of those beyond was passed on.
    #[error("the download has more than the {0} bytes that were announced")]
    DownloadTooLong(u64),
    /// A download broke, and the service does not send the rest of it.
    #[error("the download broke after {0} bytes, and the service does not send the rest")]
    NoRange(u64),
    /// The ranges that an upload session expects are not in what is uploaded.
    #[error("the upload session expects the range `{}`, which is not there", OneLine(.0))]
    UploadRange(String),
    /// An upload session does not say which ranges it expects.
    #[error("the upload session does not say which range it expects")]
    NoUploadRange,
}

impl From<ResponseError> for ErrorKind {
    fn from(error: ResponseError) -> Self {
        match error {
            ResponseError::Service(error) => Self::Service(error),
            ResponseError::Decode(error) => Self::Decode(error),
        }
    }
}

impl From<ServiceError> for ErrorKind {
    fn from(error: ServiceError) -> Self {
        Self::Service(Box::new(error))
    }
}
