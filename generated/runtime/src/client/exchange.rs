//! From a request to its response: attempts, tokens, pauses. It is compiled once, not for each operation.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, select};
use http::header::{self, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use url::Origin;
use uuid::Uuid;

use super::body::{Pace, Watched, collect, collect_some};
use super::builder::{Client, Inner};
use super::called::Called;
use super::error::Error;
use super::error_kind::{ErrorKind, ProtocolError};
use super::redirect::{Address, Authorization, MAX_REDIRECTS, Route};
use super::retry_after::retry_after;
use super::retry_rule::{Repeatable, RetryRule, Tried, Verdict, is_throttled};
use super::token::TokenError;
use super::token_cache::Rejection;
use super::trace::CallSpan;
use super::transport::{BoxFuture, TransportError};
use crate::error::{RequestError, ServiceError};

/// How many bytes of the body of an error are kept.
const MAX_ERROR_BODY: usize = 1 << 20;

/// The lowest upload speed that is allowed for, in bytes per second; it lengthens the timeout of a large body.
const BYTES_PER_SECOND: usize = 64 << 10;

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

/// How a request is sent.
#[derive(Clone)]
pub(super) struct Sending {
    pub(super) authorization: Authorization,
    /// After which errors it is sent again.
    pub(super) repeatable: Repeatable,
    pub(super) retry: Arc<dyn RetryRule>,
    pub(super) timeout: Duration,
    /// How long the whole may take; `None`: as long as it takes.
    pub(super) total_timeout: Option<Duration>,
    /// The operation, where the request is one of an operation.
    pub(super) called: Option<Called>,
    pub(super) redirects: Redirects,
}

/// Whether a redirect is followed, or returned as the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Redirects {
    /// The request is sent to the address that the redirect names.
    Followed,
    /// The redirect is returned as the response.
    Returned,
}

impl Inner {
    /// Notes that an operation is called, where the program wants that.
    pub(super) fn note(&self, called: &Called) {
        if let Some(record) = &self.record {
            record.add(called);
        }
    }

    /// Refuses an operation that the national cloud of the client lacks, where the program wants that, and warns of it
    /// otherwise.
    pub(super) fn admit(&self, called: &Called, warn: impl FnOnce()) -> Result<(), Error> {
        let clouds = called.metadata.clouds;
        if clouds.is_none_or(|clouds| clouds.contains(&self.cloud)) {
            return Ok(());
        }
        if self.refuse_unavailable {
            return Err(ErrorKind::Unavailable(self.cloud).into());
        }
        warn();
        Ok(())
    }

    /// How requests of a method are sent unless told otherwise.
    pub(super) fn sending(&self, method: &Method) -> Sending {
        Sending {
            authorization: Authorization::Required,
            repeatable: Repeatable::by_method(method),
            retry: Arc::clone(&self.retry),
            timeout: self.timeout,
            total_timeout: self.total_timeout,
            called: None,
            redirects: Redirects::Followed,
        }
    }

    /// Whether there is a token to be had other than the one that was rejected.
    async fn has_other_token(&self, rejection: &Rejection) -> Result<bool, TokenError> {
        let Some(tokens) = &self.tokens else {
            return Ok(false);
        };
        let token = tokens.authorization(self.timer.now(), Some(rejection)).await?;
        Ok(token != rejection.header)
    }
}

/// A future of a response.
pub(super) type Exchange<T> = BoxFuture<'static, Result<http::Response<T>, Error>>;

/// What is done with a response whose status is one of success, as a part of the attempt.
type Finish<T> = fn(http::Response<Watched>, usize) -> Exchange<T>;

impl Client {
    /// How requests to a URL are sent that is a secret by itself.
    pub(super) fn without_token(&self, method: &Method) -> Sending {
        Sending {
            authorization: Authorization::Never,
            ..self.inner.sending(method)
        }
    }

    /// Sends a request and returns a response of success with its whole body.
    pub(super) fn exchange(
        &self,
        request: Result<http::Request<Vec<u8>>, RequestError>,
        sending: Sending,
    ) -> Exchange<Vec<u8>> {
        let finish: Finish<Vec<u8>> = |response, max_body_size| {
            Box::pin(async move {
                let (head, body) = response.into_parts();
                Ok(http::Response::from_parts(
                    head,
                    collect(body, max_body_size).await?,
                ))
            })
        };
        self.begin(request, sending, finish)
    }

    /// Sends a request and returns a response of success as soon as its body begins.
    pub(super) fn open(
        &self,
        request: Result<http::Request<Vec<u8>>, RequestError>,
        sending: Sending,
    ) -> Exchange<Watched> {
        self.begin(request, sending, |response, _| {
            Box::pin(std::future::ready(Ok(response)))
        })
    }

    fn begin<T: 'static>(
        &self,
        request: Result<http::Request<Vec<u8>>, RequestError>,
        sending: Sending,
        finish: Finish<T>,
    ) -> Exchange<T> {
        let inner = Arc::clone(&self.inner);
        Box::pin(async move {
            let called = sending.called.as_ref();
            let request = request.map_err(|error| Error::from(error).of(called))?;
            if let Some(operation) = called {
                inner.note(operation);
            }
            let span = CallSpan::new(&request, called);
            if let Some(operation) = called {
                let admitted = inner.admit(operation, || span.unavailable(inner.cloud));
                admitted.map_err(|error| error.of(called))?;
            }
            let answer = span
                .enter(inner.within_time(request, &sending, &span, finish))
                .await;
            answer.map_err(|error| {
                span.failed(&error);
                error.of(sending.called.as_ref())
            })
        })
    }
}

impl Inner {
    /// The answer, if it is there in the time that the call may take.
    async fn within_time<T>(
        &self,
        request: http::Request<Vec<u8>>,
        sending: &Sending,
        span: &CallSpan,
        finish: Finish<T>,
    ) -> Result<http::Response<T>, Error> {
        let request = request.map(Bytes::from);
        let Some(total) = sending.total_timeout else {
            return self.attempts(&request, sending, span, finish).await;
        };
        let alarm = self.timer.sleep(total);
        let answer = std::pin::pin!(self.attempts(&request, sending, span, finish));
        match select(answer, alarm).await {
            Either::Left((answer, _)) => answer,
            Either::Right(((), _)) => Err(ErrorKind::TimedOut(total).into()),
        }
    }

    /// Tries until there is an answer, or no further attempt is allowed.
    async fn attempts<T>(
        &self,
        request: &http::Request<Bytes>,
        sending: &Sending,
        span: &CallSpan,
        finish: Finish<T>,
    ) -> Result<http::Response<T>, Error> {
        // The semaphore is never closed; without a permit the request would go as well.
        let _permit = self.permits.acquire().await;
        let mut tried = Tried::default();
        let mut renewed = false;
        let mut resends = 0;
        loop {
            span.attempt(resends);
            resends = resends.saturating_add(1);
            let attempt = Attempt {
                inner: self,
                sending,
                span,
                token: None,
            };
            let failure = match attempt.run(request, finish).await {
                Ok(response) => return Ok(response),
                Err(failure) => failure,
            };
            // A token can be revoked before it expires, or be not enough. Another one is tried once.
            if !renewed && let Some(rejection) = &failure.rejection {
                match self.has_other_token(rejection).await {
                    Ok(true) => {
                        span.challenged(&failure.error);
                        renewed = true;
                        continue;
                    }
                    Ok(false) => {}
                    Err(cause) => return Err(failure.error.with_token_error(cause)),
                }
            }
            // A rule decides by the operation too.
            let error = failure.error.of(sending.called.as_ref());
            let verdict = tried.failed(&*sending.retry, &error, failure.retry_after, sending.repeatable);
            if let Verdict::Again(pause) = verdict {
                span.paused(&error, pause);
            }
            match verdict {
                Verdict::Again(pause) => match &failure.throttled_by {
                    Some(host) => self.throttle.pause(host, &*self.timer, pause).await,
                    None => self.timer.sleep(pause).await,
                },
                verdict => return Err(tried.end(verdict, error)),
            }
        }
    }
}

/// How long a body may take to the service, which is silent meanwhile.
fn travel_time(bytes: usize) -> Duration {
    Duration::from_secs((bytes / BYTES_PER_SECOND) as u64)
}

/// What came of an attempt that failed.
struct Failure {
    error: Error,
    retry_after: Option<Duration>,
    /// That the service did not take the token.
    rejection: Option<Rejection>,
    /// The host that throttles, which a redirect can have led to.
    throttled_by: Option<Origin>,
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self {
            error: error.into(),
            retry_after: None,
            rejection: None,
            throttled_by: None,
        }
    }
}

/// One attempt: a request and the redirects that answer it.
struct Attempt<'a> {
    inner: &'a Inner,
    sending: &'a Sending,
    span: &'a CallSpan,
    /// The token that was sent last.
    token: Option<HeaderValue>,
}

impl Attempt<'_> {
    async fn run<T>(
        mut self,
        request: &http::Request<Bytes>,
        finish: Finish<T>,
    ) -> Result<http::Response<T>, Failure> {
        let mut route = Route::new(
            &self.inner.allowed_hosts,
            request.clone(),
            self.sending.authorization,
        )?;
        for _ in 0..=MAX_REDIRECTS {
            let host = route.url().origin();
            self.inner.throttle.wait(&host, &*self.inner.timer).await;
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
                return Err(self.refused(response, host).await);
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
            let token = tokens
                .authorization(self.inner.timer.now(), None)
                .await
                .map_err(ErrorKind::Token)?;
            self.token = Some(token.clone());
            headers.insert(header::AUTHORIZATION, token);
        }
        headers
            .entry(header::USER_AGENT)
            .or_insert_with(|| self.inner.user_agent.clone());
        if !headers.contains_key(CLIENT_REQUEST_ID) {
            let mut buffer = Uuid::encode_buffer();
            let id = Uuid::new_v4().hyphenated().encode_lower(&mut buffer);
            headers.insert(
                CLIENT_REQUEST_ID,
                HeaderValue::from_str(id).map_err(RequestError::from)?,
            );
        }
        self.span.sent(headers);
        let timeout = self
            .sending
            .timeout
            .saturating_add(travel_time(request.body().len()));
        let answer = self.inner.transport.send(request);
        let alarm = self.inner.timer.sleep(timeout);
        let response = match select(answer, alarm).await {
            Either::Left((response, _)) => response?,
            Either::Right(((), _)) => return Err(TransportError::timeout().into()),
        };
        self.span.answered(response.status(), response.headers());
        let pace = Pace {
            timeout: self.sending.timeout,
            min_speed: self.inner.min_speed,
        };
        Ok(response.map(|body| Watched::new(body, Arc::clone(&self.inner.timer), pace)))
    }

    /// The failure that a response without success is.
    async fn refused(self, response: http::Response<Watched>, host: Origin) -> Failure {
        let (head, body) = response.into_parts();
        let body = collect_some(body, MAX_ERROR_BODY).await;
        let response = http::Response::from_parts(head, body);
        let is_rejected = response.status() == StatusCode::UNAUTHORIZED;
        let error = ServiceError::read(&response);
        let rejected = self.token.filter(|_| is_rejected);
        Failure {
            throttled_by: is_throttled(error.status).then_some(host),
            retry_after: retry_after(&error.headers, self.inner.timer.now()),
            rejection: rejected.map(|header| Rejection {
                header,
                claims: error.challenge().and_then(|challenge| challenge.claims()),
            }),
            error: error.into(),
        }
    }
}
