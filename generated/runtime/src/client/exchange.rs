//! From a request to its response: attempts, tokens, pauses. It is compiled once, not for each operation.

pub(crate) mod address;
mod attempt;
pub(crate) mod headers;
pub(crate) mod hosts;
pub(crate) mod link;
pub(crate) mod redirect;
pub(crate) mod sending;
pub(crate) mod throttle;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;

use self::attempt::{Attempt, Throttling};
use self::redirect::Route;
use self::sending::{Exchange, Finish, Outgoing, Sending};
use self::throttle::{Pause, Scope, spread};
use crate::client::builder::{Client, Inner};
use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::retry::rule::{Repeatable, RetryDecision, Tried};
use crate::client::timer::within;
use crate::client::token::TokenError;
use crate::client::token::cache::Rejection;
use crate::client::trace::CallSpan;
use crate::client::transport::body::{Watched, collect};
use crate::error::RequestError;
use crate::permissions::called::CalledOperation;

impl Inner {
    /// Notes that an operation is called, where the program wants that.
    pub(super) fn note(&self, called: &CalledOperation) {
        if let Some(record) = &self.record {
            record.add(called);
        }
    }

    /// Refuses an operation that the national cloud of the client lacks, where the program wants that, and warns of it
    /// otherwise.
    pub(super) fn admit(&self, called: &CalledOperation, warn: impl FnOnce()) -> Result<(), Error> {
        let clouds = called.metadata().clouds;
        if clouds.is_none_or(|clouds| clouds.contains(&self.cloud)) {
            return Ok(());
        }
        if self.refuse_unavailable {
            return Err(ErrorKind::Unavailable(self.cloud).into());
        }
        warn();
        Ok(())
    }

    /// Whether there is a token to be had other than the one that was rejected.
    async fn has_other_token(&self, rejection: &Rejection) -> Result<bool, TokenError> {
        let Some(tokens) = &self.tokens else {
            return Ok(false);
        };
        let token = tokens.authorization(Some(rejection)).await?;
        Ok(token != rejection.header)
    }
}

/// The request of an operation, as it is sent. The code is compiled once, not for each operation.
pub(super) fn outgoing(request: Result<http::Request<Vec<u8>>, RequestError>) -> Outgoing {
    Ok(request?.map(Bytes::from))
}

impl Client {
    /// Sends a request and returns a response of success with its whole body.
    pub(super) fn exchange(&self, request: Outgoing, sending: Sending) -> Exchange<Vec<u8>> {
        let finish: Finish<Vec<u8>> = |response, max_body_size| {
            Box::pin(async move {
                let (head, body) = response.into_parts();
                let body = collect(body, &head.headers, max_body_size).await?;
                Ok(http::Response::from_parts(head, body))
            })
        };
        self.begin(request, sending, finish)
    }

    /// Sends a request and returns a response of success as soon as its body begins.
    pub(super) fn open(&self, request: Outgoing, sending: Sending) -> Exchange<Watched> {
        self.begin(request, sending, |response, _| {
            Box::pin(std::future::ready(Ok(response)))
        })
    }

    fn begin<T: 'static>(&self, request: Outgoing, sending: Sending, finish: Finish<T>) -> Exchange<T> {
        let inner = Arc::clone(&self.inner);
        Box::pin(async move {
            let called = sending.called.as_ref();
            let request = request.map_err(|error| error.of(called))?;
            if let Some(operation) = called {
                inner.note(operation);
            }
            let span = CallSpan::new(&request, called);
            let answer = async {
                if let Some(operation) = called {
                    inner.admit(operation, || span.unavailable(inner.cloud))?;
                }
                inner.within_time(request, &sending, &span, finish).await
            };
            let answer = span.enter(answer).await;
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
        request: http::Request<Bytes>,
        sending: &Sending,
        span: &CallSpan,
        finish: Finish<T>,
    ) -> Result<http::Response<T>, Error> {
        let Some(total) = sending.timeout else {
            return self.attempts(request, sending, span, finish).await;
        };
        let answer = self.attempts(request, sending, span, finish);
        match within(&*self.timer, total, answer).await {
            Some(answer) => answer,
            None => Err(ErrorKind::TimedOut(total).into()),
        }
    }

    /// Tries until there is an answer, or no further attempt is allowed.
    async fn attempts<T>(
        &self,
        request: http::Request<Bytes>,
        sending: &Sending,
        span: &CallSpan,
        finish: Finish<T>,
    ) -> Result<http::Response<T>, Error> {
        let mut start = Route::new(&self.allowed_hosts, request, sending.authorization)?;
        let answer = self.attempts_from(&mut start, sending, span, finish).await;
        answer.map_err(|error| {
            if start.fetches_answer() {
                ErrorKind::AnswerLost(Box::new(error)).into()
            } else {
                error
            }
        })
    }

    async fn attempts_from<T>(
        &self,
        start: &mut Route<'_>,
        sending: &Sending,
        span: &CallSpan,
        finish: Finish<T>,
    ) -> Result<http::Response<T>, Error> {
        let mut tried = Tried::default();
        let mut renewed = false;
        let mut resends = 0;
        loop {
            span.attempt(resends);
            let attempt = Attempt::new(self, sending, span);
            let mut failure = match attempt.run(start, finish).await {
                Ok(response) => return Ok(response),
                Err(failure) => failure,
            };
            // It was carried out and nobody knows where its answer is: no rule can want it sent again.
            if matches!(failure.error.kind(), ErrorKind::AnswerLost(_)) {
                return Err(failure.error);
            }
            let was_sent = !matches!(
                failure.throttling,
                Throttling::HeldUp {
                    is_redirected: false,
                    ..
                }
            );
            if was_sent && !matches!(failure.error.kind(), ErrorKind::Token(_)) {
                resends = resends.saturating_add(1);
            }
            // A token can be revoked before it expires, or be not enough. Another one is tried once.
            if !renewed && let Some(rejection) = &failure.rejection {
                match self.has_other_token(rejection).await {
                    Ok(true) => {
                        span.challenged(&failure.error);
                        renewed = true;
                        continue;
                    }
                    Ok(false) => {}
                    Err(cause) => failure.error = failure.error.with_token_error(cause),
                }
            }
            if was_sent {
                tried.count();
            }
            // A rule decides by the operation too.
            let error = failure.error.of(sending.called.as_ref());
            let asked = failure.retry_after;
            let repeatable = match start.fetches_answer() {
                true => Repeatable::by_method(&Method::GET),
                false => sending.repeatable,
            };
            let decision = tried.decide(&*sending.retry, &error, asked, repeatable);
            let RetryDecision::Retry(pause) = decision else {
                // The others are put off all the same.
                if let (Throttling::Refused(scope), Some(asked)) = (failure.throttling, asked) {
                    self.close(scope, asked, &error);
                }
                return Err(tried.end(decision, error));
            };
            span.paused(&error, pause);
            self.pause(failure.throttling, pause, asked, &error).await;
        }
    }

    /// Lets those wait who are throttled together with a request that was refused.
    pub(super) fn close(&self, scope: Scope, pause: Duration, error: &Error) -> Option<Pause> {
        self.throttle
            .close(scope, self.timer.monotonic(), pause, error.service()?)
    }

    /// Waits before the next attempt.
    async fn pause(&self, throttling: Throttling, pause: Duration, asked: Option<Duration>, error: &Error) {
        let shared = match throttling {
            Throttling::None => return self.timer.sleep(pause).await,
            Throttling::Refused(scope) => self.close(scope, pause, error),
            // A rule can wait less than the rest of the pause.
            Throttling::HeldUp { pause: shared, .. } => {
                Some(shared).filter(|_| asked.is_some_and(|rest| pause >= rest))
            }
        };
        self.timer.sleep(spread(pause)).await;
        if let Some(shared) = shared {
            self.throttle.open(&shared);
        }
    }
}
