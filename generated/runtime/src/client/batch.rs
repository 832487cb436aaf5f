//! Many requests in one (<https://learn.microsoft.com/graph/json-batching>).

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::header::{self, HeaderMap};
use http::{Method, StatusCode};
use url::Url;

use super::batch_json::{read_answers, write_requests};
use super::builder::Client;
use super::called::Called;
use super::error::Error;
use super::error_kind::{ErrorKind, ProtocolError};
use super::exchange::Sending;
use super::links::read_answer;
use super::redirect::Address;
use super::retry_after::retry_after;
use super::retry_rule::{Repeatable, Tried, Verdict, is_throttled};
use super::ticket::{RequestId, Ticket};
use crate::error::{RequestError, ServiceError};
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
    pub(super) called: Called,
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
        let called = Called::by(&request);
        let id = self.push(request.to_http(&self.client.inner.base_url), &called, &after);
        Ok(Ticket {
            id: id.map_err(|error| error.of(Some(&called)))?,
            response: PhantomData,
        })
    }

    fn push(
        &mut self,
        request: Result<http::Request<Vec<u8>>, RequestError>,
        called: &Called,
        after: &[RequestId],
    ) -> Result<RequestId, Error> {
        if after.iter().any(|other| other.batch != self.id) {
            return Err(ErrorKind::ForeignTicket.into());
        }
        let version = called.version();
        let (head, body) = request?.into_parts();
        let url = head.uri.to_string();
        let root = format!("{}/{version}", self.client.inner.base_url.trim_end_matches('/'));
        let below = url.strip_prefix(&root).unwrap_or(&url).to_owned();
        let index = self.requests.len();
        let mut headers = head.headers;
        headers.remove(header::ACCEPT);
        self.requests.push(BatchedRequest {
            called: called.clone(),
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
    /// [`RetryRule`](super::RetryRule), in further batches.
    ///
    /// When a batch fails as a whole, the answer to each of its requests, and to each of those after them, which
    /// were not sent, is [`ErrorKind::Batch`].
    pub async fn send(self) -> Answers {
        let mut run = Run {
            tried: vec![Tried::default(); self.requests.len()],
            answers: Answers {
                batch: self.id,
                called: self
                    .requests
                    .iter()
                    .map(|request| request.called.clone())
                    .collect(),
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
pub struct Answers {
    batch: u64,
    called: Vec<Called>,
    answers: Vec<Option<Answer>>,
}

/// Headers and bodies of answers can hold secrets; only their number is printed.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.answers.iter().flatten().count();
        write!(f, "Answers({left} not taken)")
    }
}

enum Answer {
    Response(http::Response<Vec<u8>>),
    /// The service answered with an error.
    Error(Error),
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
        let answer = self
            .response(ticket.id)
            .and_then(|response| read_answer(&response));
        answer.map_err(|error| error.of(self.called(ticket.id)))
    }

    /// The operation of a request.
    fn called(&self, id: RequestId) -> Option<&Called> {
        let is_own = id.batch == self.batch;
        self.called.get(id.index).filter(|_| is_own)
    }

    fn response(&mut self, id: RequestId) -> Result<http::Response<Vec<u8>>, Error> {
        if id.batch != self.batch {
            return Err(ErrorKind::ForeignTicket.into());
        }
        let answer = self.answers.get_mut(id.index).and_then(Option::take);
        match answer.unwrap_or(Answer::Missing) {
            Answer::Missing => Err(ProtocolError::MissingAnswer(id.index).into()),
            Answer::Failed(error) => Err(ErrorKind::Batch(error).into()),
            Answer::Error(error) => Err(error),
            Answer::Response(response) => Ok(response),
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
        let (mut pause, mut throttled_by) = (Duration::ZERO, None);
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
            let Err(error) = success(&response) else {
                self.set(index, Answer::Response(response));
                continue;
            };
            let error = Error::from(error).of(Some(&request.called));
            let inner = &self.client.inner;
            let asked = retry_after(response.headers(), inner.timer.now());
            let repeatable = Repeatable::of(request.method.is_idempotent());
            let tried = &mut self.tried[index];
            match tried.failed(&*inner.retry, &error, asked, repeatable) {
                Verdict::Again(longer) => {
                    pause = pause.max(longer);
                    if is_throttled(response.status()) {
                        throttled_by = response.extensions().get().map(|Address(url)| url.origin());
                    }
                    again.push(index);
                }
                verdict => {
                    let error = tried.end(verdict, error);
                    self.set(index, Answer::Error(error));
                }
            }
        }
        let inner = &self.client.inner;
        if let Some(host) = throttled_by {
            inner.throttle.pause(&host, &*inner.timer, pause).await;
        } else if !again.is_empty() {
            inner.timer.sleep(pause).await;
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
        for (index, answer) in &mut answers {
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
                Some(Answer::Response(_)) => false,
                Some(Answer::Missing | Answer::Error(_) | Answer::Failed(_)) => true,
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
    Answer::Error(ServiceError::read(&response).into())
}
