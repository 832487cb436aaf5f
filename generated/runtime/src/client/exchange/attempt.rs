//! One attempt of a request: its token, its turn, and the redirects that answer it.

use std::time::Duration;

use http::StatusCode;
use http::header::{self, HeaderValue};
use uuid::Uuid;

use crate::client::builder::Inner;
use crate::client::error::Error;
use crate::client::error::kind::{ErrorKind, ProtocolError};
use crate::client::exchange::address::Address;
use crate::client::exchange::headers::header_value;
use crate::client::exchange::redirect::{MAX_REDIRECTS, Route};
use crate::client::exchange::sending::{Finish, Redirects, Sending};
use crate::client::exchange::throttle::{Pause, Scope};
use crate::client::retry::after::retry_after;
use crate::client::retry::status::is_throttled;
use crate::client::token::cache::Rejection;
use crate::client::trace::CallSpan;
use crate::client::transport::body::{Pace, Watched, collect_some, send_watched};
use crate::error::{CLIENT_REQUEST_ID, ServiceError};

/// How many bytes of the body of an error are kept.
const MAX_ERROR_BODY: usize = 1 << 20;

/// The lowest upload speed that is allowed for, in bytes per second; it lengthens the timeout of a large body.
const BYTES_PER_SECOND: usize = 64 << 10;

/// How long a body may take to the service, which is silent meanwhile.
fn travel_time(bytes: usize) -> Duration {
    Duration::from_secs((bytes / BYTES_PER_SECOND) as u64)
}

/// What came of an attempt that failed.
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) retry_after: Option<Duration>,
    /// That the service did not take the token.
    pub(crate) rejection: Option<Rejection>,
    pub(crate) throttling: Throttling,
}

/// What throttling has to do with an attempt that failed.
pub(crate) enum Throttling {
    None,
    /// The service refused the request since there are too many of this scope, which a redirect can have led to.
    Refused(Scope),
    /// The request was not sent, since the pause of another one goes on.
    HeldUp {
        pause: Pause,
        /// Whether a redirect had led to it, so that something was sent.
        is_redirected: bool,
    },
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            error: error.into(),
            retry_after: None,
            rejection: None,
            throttling: Throttling::None,
        }
    }
}

/// One attempt: a request and the redirects that answer it.
pub(crate) struct Attempt<'a> {
    inner: &'a Inner,
    sending: &'a Sending,
    span: &'a CallSpan,
    /// The token that was sent last.
    token: Option<HeaderValue>,
}

impl<'a> Attempt<'a> {
    pub(crate) fn new(inner: &'a Inner, sending: &'a Sending, span: &'a CallSpan) -> Self {
        Self {
            inner,
            sending,
            span,
            token: None,
        }
    }
}

impl Attempt<'_> {
    /// Sends the request, and follows redirects. Where one says that a request which changes something was carried out,
    /// the next attempt starts from there: it only fetches the answer, and never sends the change again.
    pub(crate) async fn run<T>(
        mut self,
        start: &mut Route<'_>,
        finish: Finish<T>,
    ) -> Result<http::Response<T>, Failure> {
        let mut route = start.clone();
        for redirects in 0..=MAX_REDIRECTS {
            let scope = Scope::of(route.url());
            // The semaphore is never closed; without a permit the request would go as well.
            let _permit = self.inner.permits.acquire().await;
            if let Some(held_up) = self.inner.throttle.held_up(&scope, self.inner.timer.monotonic()) {
                return Err(Failure {
                    retry_after: Some(held_up.rest),
                    throttling: Throttling::HeldUp {
                        pause: held_up.pause,
                        is_redirected: redirects > 0,
                    },
                    ..held_up.error.into()
                });
            }
            let response = self.send(&route).await?;
            let status = response.status();
            let is_answer = self.sending.redirects == Redirects::Returned && status.is_redirection();
            if status.is_success() || is_answer {
                let mut response = finish(response, self.inner.max_body_size).await?;
                let extensions = response.extensions_mut();
                extensions.insert(self.inner.read_options);
                extensions.insert(Address(route.url().clone()));
                return Ok(response);
            }
            if !route.follow(&response)? {
                let address = Address(route.url().clone());
                return Err(self.refused(response, scope, address).await);
            }
            if route.fetches_answer() && !start.fetches_answer() {
                start.clone_from(&route);
            }
        }
        Err(ProtocolError::TooManyRedirects(MAX_REDIRECTS).into())
    }

    /// Sends the request of the route as it is now.
    async fn send(&mut self, route: &Route<'_>) -> Result<http::Response<Watched>, Error> {
        let mut request = route.request();
        // A host that got no token rejects none.
        self.token = None;
        let headers = request.headers_mut();
        if let Some(tokens) = &self.inner.tokens
            && route.is_trusted()
            && !headers.contains_key(header::AUTHORIZATION)
        {
            let token = tokens.authorization(None).await.map_err(ErrorKind::Token)?;
            self.token = Some(token.clone());
            headers.insert(header::AUTHORIZATION, token);
        }
        headers
            .entry(header::USER_AGENT)
            .or_insert_with(|| self.inner.user_agent.clone());
        if !headers.contains_key(CLIENT_REQUEST_ID) {
            let mut buffer = Uuid::encode_buffer();
            let id = Uuid::new_v4().hyphenated().encode_lower(&mut buffer);
            headers.insert(CLIENT_REQUEST_ID, header_value(&CLIENT_REQUEST_ID, id)?);
        }
        self.span.sent(headers);
        let timeout = self
            .sending
            .read_timeout
            .saturating_add(travel_time(request.body().len()));
        let pace = Pace {
            timeout: self.sending.read_timeout,
            min_speed: self.inner.min_speed,
        };
        let response =
            send_watched(&*self.inner.transport, &self.inner.timer, request, timeout, pace).await?;
        self.span.answered(response.status(), response.headers());
        Ok(response)
    }

    /// The failure that a response without success is.
    async fn refused(self, response: http::Response<Watched>, scope: Scope, address: Address) -> Failure {
        let (head, body) = response.into_parts();
        // An error is none the less an error when the rest of what tells of it is missing.
        let (body, _) = collect_some(body, MAX_ERROR_BODY).await;
        let response = http::Response::from_parts(head, body);
        let is_rejected = response.status() == StatusCode::UNAUTHORIZED;
        let error = ServiceError::read(response);
        let rejected = self.token.filter(|_| is_rejected);
        Failure {
            throttling: match is_throttled(error.status) {
                true => Throttling::Refused(scope),
                false => Throttling::None,
            },
            retry_after: retry_after(&error.headers, self.inner.timer.now()),
            rejection: rejected.map(|header| Rejection {
                header,
                claims: error.challenge().and_then(|challenge| challenge.claims()),
            }),
            error: Error::from(error).at(address),
        }
    }
}
