//! Redirects: where a request may follow one to, and which headers go along.

use bytes::Bytes;
use http::header::{self, HeaderMap};
use http::{Method, StatusCode};
use url::Url;

use crate::client::error::Error;
use crate::client::error::kind::{ErrorKind, ProtocolError};
use crate::client::exchange::hosts::{AllowedHosts, has_credentials, host_of};
use crate::error::RequestError;

/// How many redirects are followed.
pub(crate) const MAX_REDIRECTS: usize = 10;

/// Headers that go along to a host that is not trusted: they say what is wanted, not by whom.
const PUBLIC_HEADERS: [header::HeaderName; 8] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
    header::IF_RANGE,
    header::RANGE,
    header::USER_AGENT,
];

/// Whether a request carries a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Authorization {
    /// The host must be one that tokens are sent to; otherwise the call fails.
    Required,
    /// It carries one to a host that is trusted, and none to another one.
    IfTrusted,
    /// Its URL is a secret by itself.
    Never,
}

/// A request and where it goes now.
#[derive(Clone)]
pub(crate) struct Route<'a> {
    allowed_hosts: &'a AllowedHosts,
    request: http::Request<Bytes>,
    /// The URL as it is sent. It is parsed once, so that what is checked is what is sent.
    url: Url,
    trusted: bool,
    /// Whether the request only fetches the answer to one that changed something, and was carried out.
    fetches_answer: bool,
}

impl<'a> Route<'a> {
    /// A route that begins with a request.
    pub(crate) fn new(
        allowed_hosts: &'a AllowedHosts,
        request: http::Request<Bytes>,
        authorization: Authorization,
    ) -> Result<Self, Error> {
        let url = Url::parse(&request.uri().to_string()).map_err(|_| ProtocolError::Link)?;
        check(allowed_hosts, &url)?;
        let trusted = match authorization {
            Authorization::Required if !allowed_hosts.allows(&url) => {
                return Err(ErrorKind::ForeignHost(host_of(&url)).into());
            }
            Authorization::Required => true,
            Authorization::IfTrusted => allowed_hosts.allows(&url),
            Authorization::Never => false,
        };
        let mut route = Self {
            allowed_hosts,
            request,
            url,
            trusted,
            fetches_answer: false,
        };
        route.set_uri()?;
        Ok(route)
    }

    /// Where the request goes now.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// Whether a token may go along.
    pub(crate) fn is_trusted(&self) -> bool {
        self.trusted
    }

    /// Whether what the route began with was carried out, so that only its answer is left to be fetched.
    pub(crate) fn fetches_answer(&self) -> bool {
        self.fetches_answer
    }

    /// The request as it is to be sent now.
    pub(crate) fn request(&self) -> http::Request<Bytes> {
        self.request.clone()
    }

    /// Goes where a response leads; `false` when it leads nowhere, or to where the request must not be
    /// repeated.
    pub(crate) fn follow<B>(&mut self, response: &http::Response<B>) -> Result<bool, Error> {
        let status = response.status();
        let is_redirect = matches!(
            status,
            StatusCode::MOVED_PERMANENTLY
                | StatusCode::FOUND
                | StatusCode::SEE_OTHER
                | StatusCode::TEMPORARY_REDIRECT
                | StatusCode::PERMANENT_REDIRECT
        );
        if !is_redirect {
            return Ok(false);
        }
        let is_read = matches!(*self.request.method(), Method::GET | Method::HEAD);
        let is_carried_out = status == StatusCode::SEE_OTHER && !is_read;
        let url = match self.target(response) {
            Err(error) if is_carried_out => return Err(ErrorKind::AnswerLost(Box::new(error)).into()),
            target => target?,
        };
        // A host that is not trusted cannot lead back to one that is: it would choose what is done there.
        let trusted = self.trusted && self.allowed_hosts.allows(&url);
        if is_carried_out {
            self.fetches_answer = true;
            *self.request.method_mut() = Method::GET;
            *self.request.body_mut() = Bytes::new();
            let headers = self.request.headers_mut();
            headers.remove(header::CONTENT_TYPE);
            headers.remove(header::CONTENT_LENGTH);
        } else if !is_read {
            let keeps_method = matches!(
                status,
                StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT
            );
            // What is written is not given to another host.
            if !(keeps_method && trusted) {
                return Ok(false);
            }
        }
        if url.origin() != self.url.origin() {
            let headers = self.request.headers_mut();
            headers.remove(header::HOST);
            if !trusted {
                *headers = public(headers);
            }
        }
        self.url = url;
        self.trusted = trusted;
        self.set_uri()?;
        Ok(true)
    }

    /// Where a redirect leads.
    fn target<B>(&self, response: &http::Response<B>) -> Result<Url, Error> {
        let location = response.headers().get(header::LOCATION);
        let location = location.ok_or(ProtocolError::NoLocation(response.status()))?;
        let url = std::str::from_utf8(location.as_bytes())
            .ok()
            .and_then(|location| self.url.join(location).ok())
            .ok_or(ProtocolError::Link)?;
        check(self.allowed_hosts, &url)?;
        if self.url.scheme() == "https" && url.scheme() != "https" {
            return Err(ErrorKind::Insecure(host_of(&url)).into());
        }
        Ok(url)
    }

    fn set_uri(&mut self) -> Result<(), Error> {
        let mut url = self.url.clone();
        url.set_fragment(None);
        *self.request.uri_mut() = url.as_str().parse().map_err(RequestError::from)?;
        Ok(())
    }
}

/// Whether a link of the service may be followed at all.
fn check(allowed_hosts: &AllowedHosts, url: &Url) -> Result<(), Error> {
    allowed_hosts.check_secure(url)?;
    if has_credentials(url) {
        return Err(ProtocolError::Link.into());
    }
    Ok(())
}

fn public(headers: &HeaderMap) -> HeaderMap {
    let mut kept = HeaderMap::new();
    for name in PUBLIC_HEADERS {
        for value in headers.get_all(&name) {
            kept.append(&name, value.clone());
        }
    }
    kept
}
