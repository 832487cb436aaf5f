//! Many requests in one (<https://learn.microsoft.com/graph/json-batching>).

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::header::{self, HeaderMap};
use http::{Method, StatusCode};

use super::batch_json::{read_answers, write_requests};
use super::builder::Client;
use super::error::{Error, ProtocolError};
use super::exchange::Sending;
use super::retry::{Tried, is_retriable_status, retry_after};
use super::ticket::{RequestId, Ticket};
use crate::error::RequestError;
use crate::operation::Operation;
use crate::request::Request;
use crate::response::{Response, success};

/// How many requests the service takes in a batch.
const MAX_REQUESTS: usize = 20;

/// Requests that travel together.
///
/// Any number can be added: each 20 are a batch of the service, sent one after the other in the order in which
/// they were added. Each answer has the type of its request.
///
/// ```
/// # use graph_runtime::client::{Client, Error};
/// # use graph_runtime::{Operation, Request};
/// async fn two<A: Operation, B: Operation>(client: &Client, a: Request<A>, b: Request<B>) -> Result<(), Error> {
///     let mut batch = client.batch();
///     let first = batch.add(a)?;
///     let second = batch.add_after(b, [first.id()])?;
///     let mut answers = batch.send().await;
///     let a: A::Response = answers.take(first)?;
///     let b: B::Response = answers.take(second)?;
///     Ok(())
/// }
/// ```
#[derive(Debug)]
#[must_use = "a batch does nothing unless it is sent"]
pub struct Batch {
    id: u64,
    client: Client,
    requests: Vec<BatchedRequest>,
}

/// A request of a batch.
pub(super) struct BatchedRequest {
    pub(super) method: Method,
    pub(super) version: &'static str,
    /// Path and query below the version.
    pub(super) url: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// Those that must have succeeded before.
    pub(super) after: Vec<usize>,
}

impl fmt::Debug for BatchedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BatchedRequest({} {})", self.method, self.version)
    }
}

impl Client {
    /// A batch without requests.
    pub fn batch(&self) -> Batch {
        // Two batches of a program are told apart, so that a ticket is not taken for one of the other.
        static BATCHES: AtomicU64 = AtomicU64::new(0);
        Batch {
            id: BATCHES.fetch_add(1, Ordering::Relaxed),
            client: self.clone(),
            requests: Vec::new(),
        }
    }
}

impl Batch {
    /// Adds a request, or that of a [`Call`](super::Call): its path, options and body; how the call would be sent on
    /// its own means nothing here.
    ///
    /// # Errors
    /// When the request cannot be written; the batch stays as it was.
    #[inline]
    pub fn add<O: Operation>(
        &mut self,
        request: impl Into<Request<O>>,
    ) -> Result<Ticket<O::Response>, Error> {
        self.add_after(request, [])
    }

    /// Adds a request that is carried out only after others, and only if they succeeded; otherwise its answer is
    /// an error with the status 424.
    ///
    /// # Errors
    /// When the request cannot be written, or another is of another batch; the batch stays as it was.
    #[inline]
    pub fn add_after<O: Operation>(
        &mut self,
        request: impl Into<Request<O>>,
        after: impl IntoIterator<Item = RequestId>,
    ) -> Result<Ticket<O::Response>, Error> {
        let request: Request<O> = request.into();
        let after: Vec<RequestId> = after.into_iter().collect();
        Ok(Ticket {
            id: self.push(request.to_http(""), O::METADATA.version, &after)?,
            response: PhantomData,
        })
    }

    fn push(
        &mut self,
        request: Result<http::Request<Vec<u8>>, RequestError>,
        version: &'static str,
        after: &[RequestId],
    ) -> Result<RequestId, Error> {
        if after.iter().any(|other| other.batch != self.id) {
            return Err(Error::ForeignTicket);
        }
        let (head, body) = request?.into_parts();
        let url = head.uri.to_string();
        let below = url
            .trim_start_matches('/')
            .strip_prefix(version)
            .unwrap_or(&url)
            .to_owned();
        let index = self.requests.len();
        let mut headers = head.headers;
        headers.remove(header::ACCEPT);
        self.requests.push(BatchedRequest {
            method: head.method,
            version,
            url: below,
            headers,
            body,
            after: after.iter().map(|other| other.index).collect(),
        });
        Ok(RequestId {
            batch: self.id,
            index,
        })
    }

    /// Number of requests.
    #[must_use]
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether there are no requests.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Sends the requests. Those that the service puts off (429, 503) are sent again by the client's
    /// [`RetryPolicy`](super::RetryPolicy), in further batches.
    ///
    /// When a batch fails as a whole, the answer to each of its requests, and to each of those after them, which
    /// were not sent, is [`Error::Batch`].
    pub async fn send(self) -> Answers {
        let mut run = Run {
            tried: vec![Tried::default(); self.requests.len()],
            answers: Answers {
                batch: self.id,
                answers: self.requests.iter().map(|_| None).collect(),
            },
            requests: self.requests,
            client: self.client,
        };
        let mut waiting: Vec<usize> = (0..run.requests.len()).collect();
        while !waiting.is_empty() {
            match run.send(&waiting).await {
                Ok(rest) => waiting = rest,
                Err(error) => {
                    let error = Arc::new(error);
                    for index in waiting.drain(..) {
                        run.set(index, Answer::Failed(Arc::clone(&error)));
                    }
                }
            }
        }
        run.answers
    }
}

/// The answers to the requests of a batch.
#[derive(Debug)]
pub struct Answers {
    batch: u64,
    answers: Vec<Option<Answer>>,
}

#[derive(Debug)]
enum Answer {
    Response {
        response: http::Response<Vec<u8>>,
        /// How often the request was sent, where the last answer still put it off.
        exhausted: Option<u32>,
    },
    /// The batch was answered, the request was not.
    Missing,
    /// The batch failed as a whole.
    Failed(Arc<Error>),
}

impl Answers {
    /// The answer to a request. It can be taken once.
    ///
    /// # Errors
    /// When the service answered with an error or with something else than the operation returns, when there is
    /// no answer (any more), when the ticket is of another batch, and when the batch failed as a whole.
    #[inline]
    pub fn take<R: Response>(&mut self, ticket: Ticket<R>) -> Result<R, Error> {
        Ok(R::read(&self.response(ticket.id)?)?)
    }

    fn response(&mut self, id: RequestId) -> Result<http::Response<Vec<u8>>, Error> {
        if id.batch != self.batch {
            return Err(Error::ForeignTicket);
        }
        let answer = self.answers.get_mut(id.index).and_then(Option::take);
        match answer.unwrap_or(Answer::Missing) {
            Answer::Missing => Err(ProtocolError::MissingAnswer(id.index).into()),
            Answer::Failed(error) => Err(Error::Batch(error)),
            Answer::Response {
                response,
                exhausted: None,
            } => {
                success(&response)?;
                Ok(response)
            }
            Answer::Response {
                response,
                exhausted: Some(attempts),
            } => {
                let last = Box::new(
                    success(&response)
                        .err()
                        .map_or_else(|| ProtocolError::MissingAnswer(id.index).into(), Error::from),
                );
                Err(Error::RetriesExhausted { attempts, last })
            }
        }
    }
}

/// A batch on its way.
struct Run {
    client: Client,
    requests: Vec<BatchedRequest>,
    tried: Vec<Tried>,
    answers: Answers,
}

impl Run {
    /// Sends the first of the requests that wait, which are in their order. Returns those that still wait, after
    /// the pause that the service asks for.
    async fn send(&mut self, waiting: &[usize]) -> Result<Vec<usize>, Error> {
        let Some(version) = waiting.first().map(|first| self.requests[*first].version) else {
            return Ok(Vec::new());
        };
        let mut chunk = Vec::with_capacity(MAX_REQUESTS);
        let mut taken = 0;
        for &index in waiting {
            if chunk.len() == MAX_REQUESTS || self.requests[index].version != version {
                break;
            }
            taken += 1;
            if self.has_failed_before(index) {
                self.set(index, failed_dependency());
            } else {
                chunk.push(index);
            }
        }
        let rest = waiting.get(taken..).unwrap_or_default();
        if chunk.is_empty() {
            return Ok(rest.to_vec());
        }
        let mut responses = self.exchange(version, &chunk).await?;
        let mut again: Vec<usize> = Vec::new();
        let mut pause = Duration::ZERO;
        for &index in &chunk {
            let Some(response) = responses.remove(&index) else {
                self.set(index, Answer::Missing);
                continue;
            };
            let request = &self.requests[index];
            // It was not carried out since what it waits for was not.
            if response.status() == StatusCode::FAILED_DEPENDENCY
                && request.after.iter().any(|other| again.contains(other))
            {
                again.push(index);
                continue;
            }
            let tried = &mut self.tried[index];
            tried.attempts += 1;
            let retry = self.client.inner.retry;
            let is_put_off = is_retriable_status(response.status(), request.method.is_idempotent());
            let asked = retry_after(response.headers(), self.client.inner.timer.now());
            match is_put_off.then(|| retry.pause(*tried, asked)) {
                Some(Some(longer)) => {
                    tried.waited += longer;
                    pause = pause.max(longer);
                    again.push(index);
                }
                retried => {
                    let exhausted = retried
                        .filter(|_| retry.max_attempts() > 1)
                        .map(|_| tried.attempts);
                    self.set(index, Answer::Response { response, exhausted });
                }
            }
        }
        if !again.is_empty() {
            self.client.inner.timer.sleep(pause).await;
        }
        again.extend_from_slice(rest);
        Ok(again)
    }

    async fn exchange(
        &self,
        version: &str,
        chunk: &[usize],
    ) -> Result<std::collections::BTreeMap<usize, http::Response<Vec<u8>>>, Error> {
        let url = format!("{}/{version}/$batch", self.client.inner.base_url);
        let mut request = http::Request::new(write_requests(&self.requests, chunk)?);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = url.parse().map_err(RequestError::from)?;
        let json = http::HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::ACCEPT, json.clone());
        request.headers_mut().insert(header::CONTENT_TYPE, json);
        let is_idempotent = |index: &usize| self.requests[*index].method.is_idempotent();
        let sending = Sending {
            idempotent: chunk.iter().all(is_idempotent),
            ..self.client.inner.sending(&Method::POST)
        };
        let mut answers = read_answers(&self.client.exchange(Ok(request), sending).await?)?;
        for answer in answers.values_mut() {
            answer.extensions_mut().insert(self.client.inner.read_options);
        }
        Ok(answers)
    }

    /// Whether a request that this one comes after has been answered with an error, or not at all.
    fn has_failed_before(&self, index: usize) -> bool {
        self.requests[index]
            .after
            .iter()
            .any(|other| match &self.answers.answers[*other] {
                Some(Answer::Response { response, .. }) => !response.status().is_success(),
                Some(Answer::Missing | Answer::Failed(_)) => true,
                // Requests are sent in order: it travels along.
                None => false,
            })
    }

    fn set(&mut self, index: usize, answer: Answer) {
        self.answers.answers[index] = Some(answer);
    }
}

fn failed_dependency() -> Answer {
    let body = br#"{"error": {"code": "FailedDependency", "message": "A request before it failed."}}"#;
    let mut response = http::Response::new(body.to_vec());
    *response.status_mut() = StatusCode::FAILED_DEPENDENCY;
    Answer::Response {
        response,
        exhausted: None,
    }
}
