//! The default transport of a client: `reqwest`.

pub(crate) mod builder;

use std::error::Error as StdError;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http::Method;
use http::header::{self, HeaderValue};

use crate::client::exchange::hosts::is_local;
use crate::client::transport::reqwest::builder::ReqwestTransportBuilder;
use crate::client::transport::{BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind};

/// Sends requests with [`reqwest`], over TLS by [`rustls`] with the certificates that the operating system
/// trusts. Compressed bodies (gzip) are taken apart, unless the request asks for a body as it is (`Accept-Encoding:
/// identity`) or for a part of it (`Range`).
///
/// Environment variables such as `HTTPS_PROXY`, or the settings of the system, name proxies. Requests to this
/// machine (`localhost`, `127.0.0.1`, `::1`) pass them by: they need not be encrypted and hold tokens, which are
/// nothing for a proxy.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    clients: Clients,
    /// The clients for requests to this machine.
    local: Clients,
    /// Why no certificate can be trusted.
    no_certificates: Option<rustls::Error>,
}

/// Clients that differ in nothing but what they do with compressed bodies: a client takes all of them apart or none,
/// whatever the request says.
#[derive(Clone, Debug)]
pub(crate) struct Clients {
    unpacking: reqwest::Client,
    as_sent: reqwest::Client,
}

impl Clients {
    pub(crate) fn build(builder: impl Fn() -> reqwest::ClientBuilder) -> Result<Self, reqwest::Error> {
        // Other crates may have enabled more encodings than gzip.
        let as_sent = builder().no_gzip().no_brotli().no_zstd().no_deflate();
        Ok(Self {
            unpacking: builder().build()?,
            as_sent: as_sent.build()?,
        })
    }
}

impl ReqwestTransport {
    /// A transport with its own connections.
    ///
    /// # Errors
    /// When TLS cannot be set up. A system without certificates is no error until a request needs one.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        Self::builder().connect_timeout(connect_timeout).build()
    }

    /// The settings of a transport, to be changed: proxies and certificates.
    pub fn builder() -> ReqwestTransportBuilder {
        ReqwestTransportBuilder::default()
    }

    pub(crate) fn new_with(clients: Clients, local: Clients, no_certificates: Option<rustls::Error>) -> Self {
        Self {
            clients,
            local,
            no_certificates,
        }
    }

    /// A transport with a client of a program that depends on the crate `reqwest` itself and has set it up. It
    /// must not follow redirects ([`reqwest::redirect::Policy::none`]): it would send tokens to where they lead. It
    /// is used for all requests, those to this machine too. One that takes compressed bodies apart, as it does by
    /// default, does so with downloads as well, and a download of a file that is stored compressed cannot go on after
    /// a break: it ends with an error. [`reqwest::ClientBuilder::no_gzip`] turns it off.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        let clients = Clients {
            unpacking: client.clone(),
            as_sent: client,
        };
        Self {
            local: clients.clone(),
            clients,
            no_certificates: None,
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async move {
            if let Some(error) = &self.no_certificates
                && request.uri().scheme() == Some(&http::uri::Scheme::HTTPS)
            {
                return Err(TransportError::new(TransportErrorKind::Other, error.clone()));
            }
            let mut request = reqwest::Request::try_from(request).map_err(read_error)?;
            let bytes = request.body().and_then(reqwest::Body::as_bytes);
            if bytes.is_some_and(<[u8]>::is_empty)
                && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH)
            {
                // The HTTP stack leaves out the length of nothing, and many gateways answer 411 then (RFC 9110, 8.6).
                let length = HeaderValue::from_static("0");
                request
                    .headers_mut()
                    .entry(header::CONTENT_LENGTH)
                    .or_insert(length);
            }
            let headers = request.headers_mut();
            // A range of what is compressed could not be taken apart.
            if headers.contains_key(header::RANGE) {
                let identity = HeaderValue::from_static("identity");
                headers.entry(header::ACCEPT_ENCODING).or_insert(identity);
            }
            let is_as_sent = headers.contains_key(header::RANGE)
                || headers
                    .get(header::ACCEPT_ENCODING)
                    .is_some_and(|value| value == "identity");
            let clients = if is_local(request.url()) {
                &self.local
            } else {
                &self.clients
            };
            let client = if is_as_sent {
                &clients.as_sent
            } else {
                &clients.unpacking
            };
            let mut answer = client.execute(request).await.map_err(read_error)?;
            let mut response = http::Response::new(());
            *response.status_mut() = answer.status();
            *response.version_mut() = answer.version();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            let body = stream::try_unfold(answer, |mut answer| async {
                let piece = answer.chunk().await.map_err(read_error)?;
                Ok(piece.map(|piece| (piece, answer)))
            });
            Ok(response.map(|()| ResponseBody::from_stream(body)))
        })
    }
}

/// The URL is left out: it can hold secrets.
pub(crate) fn read_error(error: reqwest::Error) -> TransportError {
    let kind = if error.is_builder() || has_tls_error(&error) {
        TransportErrorKind::Other
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Broken
    };
    TransportError::new(kind, error.without_url())
}

/// Whether TLS was refused, as with a certificate that is not trusted: it would be refused again.
fn has_tls_error(error: &(dyn StdError + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<rustls::Error>() {
            return true;
        }
        cause = match error.downcast_ref::<std::io::Error>() {
            // The source of an I/O error is that of the error that it holds.
            Some(error) => error.get_ref().map(|held| held as &(dyn StdError + 'static)),
            None => error.source(),
        };
    }
    false
}
