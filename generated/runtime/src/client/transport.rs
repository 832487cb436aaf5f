//! The interface to an HTTP stack: one request in, one response out.

pub(crate) mod body;
pub(crate) mod reqwest;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::printing::chain::write_chain;

/// A future that is held behind a pointer, so that code that waits for it is compiled once.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and returns what comes back.
///
/// [`ReqwestTransport`](crate::client::ReqwestTransport) is the one that a client has unless
/// [`ClientBuilder::transport`](crate::client::ClientBuilder::transport) gives it another: another HTTP stack, a
/// recorder, or a function of a test ([`TransportFn`]).
///
/// A transport does what HTTP needs and no more. It must not follow redirects (the client does, and decides
/// who gets a token), nor try again. It takes compressed bodies apart if it asks for them.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. The future resolves when the head of the response is there; its body may come later.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>>;
}

/// A transport that is a function, for tests.
///
/// ```
/// use graph_runtime::client::{Client, TransportFn};
/// use graph_runtime::http;
///
/// let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
///     assert_eq!(request.uri().path(), "/v1.0/me");
///     http::Response::new(br#"{"displayName": "Adele Vance"}"#.to_vec())
/// });
/// let client = Client::builder().transport(transport).build()?;
/// # Ok::<(), graph_runtime::client::Error>(())
/// ```
pub struct TransportFn<F>(F);

impl<F> TransportFn<F>
where
    F: Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>> + Send + Sync + 'static,
{
    /// A transport that answers with what the function returns.
    pub fn new(answer: F) -> Self {
        Self(answer)
    }
}

impl<F> Transport for TransportFn<F>
where
    F: Fn(http::Request<Vec<u8>>) -> http::Response<Vec<u8>> + Send + Sync + 'static,
{
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        let response = (self.0)(request.map(Vec::from));
        Box::pin(std::future::ready(Ok(response.map(ResponseBody::from))))
    }
}

impl<F> fmt::Debug for TransportFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportFn")
    }
}

/// The body of a response, as it comes: a stream of pieces.
pub struct ResponseBody(Source);

enum Source {
    Whole(Bytes),
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
}

impl ResponseBody {
    /// A body that comes in pieces.
    pub fn from_stream(stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Source::Stream(Box::pin(stream)))
    }
}

impl From<Bytes> for ResponseBody {
    fn from(bytes: Bytes) -> Self {
        Self(Source::Whole(bytes))
    }
}

impl From<Vec<u8>> for ResponseBody {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl Stream for ResponseBody {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Source::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Source::Whole(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Source::Stream(stream) => stream.as_mut().poll_next(context),
        }
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Source::Whole(bytes) => write!(f, "ResponseBody({} bytes)", bytes.len()),
            Source::Stream(_) => f.write_str("ResponseBody(stream)"),
        }
    }
}

/// The request did not reach the service, or the answer did not reach the client.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What failed on the way, which says whether the request can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There is no connection: the service has not seen the request.
    Connect,
    /// The connection broke: the service may have seen the request.
    Broken,
    /// The service was silent for too long; it may have seen the request.
    Timeout,
    /// It would fail again: a certificate that does not hold, a request that HTTP cannot write.
    Other,
}

impl TransportError {
    /// An error of a kind, with what caused it.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            source: Some(source.into()),
        }
    }

    /// The service was silent for too long.
    #[must_use]
    pub fn timeout() -> Self {
        Self {
            kind: TransportErrorKind::Timeout,
            source: None,
        }
    }

    /// What failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "cannot connect to the service",
            TransportErrorKind::Broken => "the connection broke",
            TransportErrorKind::Timeout => "the service did not answer in time",
            TransportErrorKind::Other => "the request cannot be sent",
        })?;
        match &self.source {
            Some(source) => {
                f.write_str(": ")?;
                write_chain(f, source.as_ref())
            }
            None => Ok(()),
        }
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}
