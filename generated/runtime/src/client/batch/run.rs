//! A batch on its way: which of its requests are sent when, and what becomes of each.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use http::header;
use http::{Method, StatusCode};
use url::Url;

use crate::client::batch::BatchedRequest;
use crate::client::batch::answers::{Answers, Outcome, failed_dependency};
use crate::client::batch::json::{Answer, read_answers, write_requests};
use crate::client::builder::{Client, Inner};
use crate::client::error::Error;
use crate::client::exchange::address::Address;
use crate::client::exchange::sending::Sending;
use crate::client::exchange::throttle::{Pause, Scope, spread};
use crate::client::retry::after::retry_after;
use crate::client::retry::rule::{Repeatable, RetryDecision, Tried};
use crate::client::retry::status::is_throttled;
use crate::error::{RequestError, ServiceError};

/// How many requests the service takes in a batch.
const MAX_REQUESTS: usize = 20;

/// A batch on its way.
pub(super) struct Run {
    pub(super) client: Client,
    pub(super) sending: Sending,
    pub(super) requests: Vec<BatchedRequest>,
    pub(super) tried: Vec<Tried>,
    pub(super) answers: Answers,
}

impl Run {
    /// Sends the first of the requests that wait, which are in their order. Returns those that still wait, after
    /// the pause that the service asks for.
    pub(super) async fn send(&mut self, waiting: &[usize]) -> Result<Vec<usize>, Error> {
        let (chunk, rest) = self.next_chunk(waiting);
        let Some(first) = chunk.first() else {
            return Ok(rest.to_vec());
        };
        let mut answers = self.exchange(self.requests[*first].version, &chunk).await?;
        let mut again = Again::default();
        for index in chunk {
            match answers.remove(&index) {
                Some(Answer::Response(response)) => self.judge(index, response, &mut again),
                // It may have been carried out.
                Some(Answer::Unreadable) => self.set(index, Outcome::Unreadable),
                None => self.set(index, Outcome::Missing),
            }
        }
        again.pause(&self.client.inner).await;
        Ok([&again.requests, rest].concat())
    }

    /// The requests that travel together, and those that wait behind them. A request is not sent where one that it comes
    /// after has failed.
    fn next_chunk<'w>(&mut self, waiting: &'w [usize]) -> (Vec<usize>, &'w [usize]) {
        let mut chunk: Vec<usize> = Vec::with_capacity(MAX_REQUESTS);
        let version = waiting.first().map(|first| self.requests[*first].version);
        for (taken, &index) in waiting.iter().enumerate() {
            if chunk.len() == MAX_REQUESTS || Some(self.requests[index].version) != version {
                return (chunk, &waiting[taken..]);
            }
            if self.has_failed_before(index) {
                self.set(index, failed_dependency());
            } else {
                chunk.push(index);
            }
        }
        (chunk, &[])
    }

    /// What becomes of a request that the service has answered.
    fn judge(&mut self, index: usize, response: http::Response<Vec<u8>>, again: &mut Again) {
        let request = &self.requests[index];
        // It was not carried out since what it waits for was not.
        if response.status() == StatusCode::FAILED_DEPENDENCY
            && request.after.iter().any(|other| again.requests.contains(other))
        {
            return again.requests.push(index);
        }
        if response.status().is_success() {
            return self.set(index, Outcome::Response(response));
        }
        let inner = &self.client.inner;
        let address: Option<&Address> = response.extensions().get();
        let scope = address.map(|Address(url)| Scope::of(url));
        let asked = retry_after(response.headers(), inner.timer.now());
        let error = ServiceError::read(response);
        let scope = scope.filter(|_| is_throttled(error.status));
        let error = Error::from(error).of(Some(&request.called));
        let repeatable = Repeatable::by_method(&request.method);
        let tried = &mut self.tried[index];
        tried.count();
        let close = |pause: Duration| inner.close(scope?, pause, &error);
        match tried.decide(&*self.sending.retry, &error, asked, repeatable) {
            RetryDecision::Retry(pause) => {
                again.throttled.extend(close(pause));
                again.pause = again.pause.max(pause);
                again.requests.push(index);
            }
            decision => {
                asked.and_then(close);
                let error = tried.end(decision, error);
                self.set(index, Outcome::Error(error));
            }
        }
    }

    async fn exchange(&self, version: &str, chunk: &[usize]) -> Result<BTreeMap<usize, Answer>, Error> {
        let url = format!("{}/{version}/$batch", self.client.inner.base_url);
        let mut request = http::Request::new(Bytes::from(write_requests(&self.requests, chunk)?));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = url.parse().map_err(RequestError::from)?;
        let json = http::HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::ACCEPT, json.clone());
        request.headers_mut().insert(header::CONTENT_TYPE, json);
        let is_idempotent = |index: &usize| self.requests[*index].method.is_idempotent();
        let sending = Sending {
            repeatable: match chunk.iter().all(is_idempotent) {
                true => Repeatable::IfTransient,
                false => Repeatable::IfNotCarriedOut,
            },
            ..self.sending.clone()
        };
        let mut answers = read_answers(self.client.exchange(Ok(request), sending).await?, chunk)?;
        for (index, answer) in &mut answers {
            let Answer::Response(answer) = answer else {
                continue;
            };
            answer.extensions_mut().insert(self.client.inner.read_options);
            let below = self.requests.get(*index).map(|request| request.url.as_str());
            let address = format!(
                "{}/{version}{}",
                self.client.inner.base_url,
                below.unwrap_or_default()
            );
            if let Ok(address) = Url::parse(&address) {
                answer.extensions_mut().insert(Address(address));
            }
        }
        Ok(answers)
    }

    /// Whether a request that this one comes after has been answered with an error, or not at all.
    fn has_failed_before(&self, index: usize) -> bool {
        self.requests[index]
            .after
            .iter()
            .any(|other| match &self.answers.answers[*other] {
                Some(Outcome::Response(_)) => false,
                Some(Outcome::Missing | Outcome::Unreadable | Outcome::Error(_) | Outcome::Failed(_)) => true,
                // Requests are sent in order: it travels along.
                None => false,
            })
    }

    pub(super) fn set(&mut self, index: usize, answer: Outcome) {
        self.answers.answers[index] = Some(answer);
    }
}

/// The requests of a batch that are sent again.
#[derive(Default)]
struct Again {
    requests: Vec<usize>,
    /// The longest of their pauses.
    pause: Duration,
    /// The pauses among these that hold up other requests, too.
    throttled: Vec<Pause>,
}

impl Again {
    async fn pause(&self, inner: &Inner) {
        if self.requests.is_empty() {
            return;
        }
        let pause = match self.throttled.is_empty() {
            true => self.pause,
            false => spread(self.pause),
        };
        inner.timer.sleep(pause).await;
        for shared in &self.throttled {
            inner.throttle.open(shared);
        }
    }
}
