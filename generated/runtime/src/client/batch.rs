//! Many requests in one (<https://learn.microsoft.com/graph/json-batching>).

mod answers;
mod json;
mod raw_json;
mod run;
pub(crate) mod ticket;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::Method;
use http::header::{self, HeaderMap};

pub use self::answers::Answers;

use self::answers::Outcome;
use self::run::Run;
use self::ticket::{BatchRequestId, Ticket};
use crate::client::builder::Client;
use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::exchange::sending::Sending;
use crate::client::retry::rule::{RetryRule, Tried};
use crate::client::trace;
use crate::error::RequestError;
use crate::operation::Operation;
use crate::permissions::called::CalledOperation;
use crate::request::Request;

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
#[must_use = "a batch does nothing unless it is sent"]
pub struct Batch {
    id: u64,
    client: Client,
    requests: Vec<BatchedRequest>,
    /// How each batch of the service is sent.
    sending: Sending,
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("requests", &self.requests)
            .finish_non_exhaustive()
    }
}

/// A request of a batch.
pub(super) struct BatchedRequest {
    pub(super) called: CalledOperation,
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
            sending: self.inner.sending(&Method::POST),
        }
    }
}

impl Batch {
    /// How often and how long its requests are tried, instead of the client's own rule.
    pub fn retry(mut self, rule: impl RetryRule) -> Self {
        self.sending.retry = Arc::new(rule);
        self
    }

    /// How long the service may be silent, instead of the client's own timeout. It carries out up to 20 requests before
    /// it answers.
    pub fn read_timeout(mut self, read_timeout: Duration) -> Self {
        self.sending.read_timeout = read_timeout;
        self
    }

    /// How long each batch of the service may take, attempts and pauses included, instead of the client's own timeout
    /// ([`ClientBuilder::timeout`](crate::client::ClientBuilder::timeout)). Pauses before requests that were put off are
    /// not counted.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.sending.timeout = Some(timeout);
        self
    }

    /// Adds a request, or that of a [`Call`](crate::client::Call): its path, options, headers and body. Retry rule, timeouts and
    /// [`idempotent`](crate::client::Call::idempotent) of a call are ignored in a batch, which has its own ([`retry`](Self::retry),
    /// [`read_timeout`](Self::read_timeout), [`timeout`](Self::timeout)).
    ///
    /// # Errors
    /// When the request cannot be written, or the client refuses what its national cloud lacks; the batch stays as it was.
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
        after: impl IntoIterator<Item = BatchRequestId>,
    ) -> Result<Ticket<O::Response>, Error> {
        let request: Request<O> = request.into();
        let after: Vec<BatchRequestId> = after.into_iter().collect();
        let called = CalledOperation::from(&request);
        let id = self.push(request.to_http(&self.client.inner.base_url), &called, &after);
        Ok(Ticket {
            id: id.map_err(|error| error.of(Some(&called)))?,
            response: PhantomData,
        })
    }

    fn push(
        &mut self,
        request: Result<http::Request<Vec<u8>>, RequestError>,
        called: &CalledOperation,
        after: &[BatchRequestId],
    ) -> Result<BatchRequestId, Error> {
        if after.iter().any(|other| other.batch != self.id) {
            return Err(ErrorKind::ForeignTicket.into());
        }
        let inner = &self.client.inner;
        inner.admit(called, || trace::unavailable_in_batch(called, inner.cloud))?;
        let version = called.version();
        let (head, body) = request?.into_parts();
        let url = head.uri.to_string();
        let root = format!("{}/{version}", inner.base_url);
        let below = url.strip_prefix(&root).ok_or(ErrorKind::Setting {
            name: "base_url",
            problem: "is not what the URL of the request begins with",
        })?;
        let index = self.requests.len();
        let mut headers = head.headers;
        headers.remove(header::ACCEPT);
        self.requests.push(BatchedRequest {
            called: called.clone(),
            method: head.method,
            version,
            url: below.to_owned(),
            headers,
            body,
            after: after.iter().map(|other| other.index).collect(),
        });
        Ok(BatchRequestId {
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

    /// Sends the requests. Those that fail are sent again in further batches where they would be as single calls: as the
    /// [`RetryRule`] says, by the status and the method.
    ///
    /// The batches of the service are sent one after the other; several `Batch`es can be sent at once.
    ///
    /// When a batch fails as a whole, the answer to each of its requests, and to each of those after them, which
    /// were not sent, is [`ErrorKind::Batch`].
    ///
    /// Dropping the future stops waiting. The answers to batches that were carried out are lost with it, and the batch
    /// that was sent last may still be carried out.
    pub async fn send(self) -> Answers {
        for request in &self.requests {
            self.client.inner.note(&request.called);
        }
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
            sending: self.sending,
        };
        let mut waiting: Vec<usize> = (0..run.requests.len()).collect();
        while !waiting.is_empty() {
            match run.send(&waiting).await {
                Ok(rest) => waiting = rest,
                Err(error) => {
                    let error = Arc::new(error);
                    for index in waiting.drain(..) {
                        run.set(index, Outcome::Failed(Arc::clone(&error)));
                    }
                }
            }
        }
        run.answers
    }
}
