//! A request with the client that sends it.

pub(crate) mod record;

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::client::builder::Client;
use crate::client::error::Error;
use crate::client::exchange::link::{read_answer, read_with_head};
use crate::client::exchange::outgoing;
use crate::client::exchange::sending::{Exchange, Outgoing, Sending};
use crate::client::retry::rule::{Repeatable, RetryRule};
use crate::operation::Operation;
use crate::permissions::called::CalledOperation;
use crate::query;
use crate::request::Request;
use crate::request::parameter::Parameter;
use crate::response::Response;

/// A request and the client that sends it. `.await` sends it and reads the answer.
///
/// Nothing is sent before that, so that options can be chained:
///
/// ```
/// # use graph_runtime::client::{Call, Error};
/// # use graph_runtime::{Operation, Page, query};
/// async fn names<O>(call: Call<O>) -> Result<O::Response, Error>
/// where
///     O: Operation<Query: query::Select + query::Top>,
/// {
///     call.select(["id", "displayName"]).top(50).await
/// }
/// ```
///
/// Dropping the future stops waiting; a request that was sent may still be carried out.
#[must_use = "a call does nothing unless it is awaited"]
pub struct Call<O: Operation> {
    client: Client,
    request: Request<O>,
    sending: Sending,
}

impl Client {
    /// A call of a request: `client.send(request).await`.
    #[inline]
    pub fn send<O: Operation>(&self, request: Request<O>) -> Call<O> {
        Call {
            client: self.clone(),
            sending: Sending {
                called: Some(CalledOperation::from(&request)),
                ..self.inner.sending(request.method())
            },
            request,
        }
    }
}

/// Passes options on to the request.
macro_rules! options {
    ($($(#[$doc:meta])* $name:ident($argument:ident: $type:ty) where $option:ident;)*) => {
        $(
            $(#[$doc])*
            #[inline]
            pub fn $name(mut self, $argument: $type) -> Self
            where
                O::Query: query::$option,
            {
                self.request = self.request.$name($argument);
                self
            }
        )*
    };
}

/// Passes options that are lists on to the request.
macro_rules! list_options {
    ($($(#[$doc:meta])* $name:ident where $option:ident;)*) => {
        $(
            $(#[$doc])*
            #[inline]
            pub fn $name<I>(mut self, properties: I) -> Self
            where
                O::Query: query::$option,
                I: IntoIterator,
                I::Item: AsRef<str>,
            {
                self.request = self.request.$name(properties);
                self
            }
        )*
    };
}

impl<O: Operation> Call<O> {
    list_options! {
        /// `$select`: properties that are returned. A second call replaces the first.
        select where Select;
        /// `$expand`: related objects that are returned with the object. A second call replaces the first.
        expand where Expand;
        /// `$orderby`: properties by which the objects are sorted, each with `desc` after it where it is meant. A second
        /// call replaces the first.
        order_by where OrderBy;
    }

    options! {
        /// `$filter`: the condition of the objects that are returned. Text in it goes through [`quote`](crate::query::quote). A
        /// second call replaces the first: conditions are joined by [`and`](crate::query::Condition::and).
        filter(condition: impl Into<String>) where Filter;
        /// `$top`: number of objects in a page.
        top(count: u32) where Top;
        /// `$skip`: number of objects that are left out at the beginning.
        skip(count: u32) where Skip;
        /// `$count`: whether the number of all objects is returned with the page.
        count(count: bool) where Count;
        /// `$search`: the search expression, with the quotes that it needs: `"displayName:wifi"`.
        search(expression: impl Into<String>) where Search;
    }

    /// Sets a header or query option that the documentation names for the operation.
    #[inline]
    pub fn parameter(mut self, parameter: Parameter<O>, value: impl Into<String>) -> Self {
        self.request = self.request.parameter(parameter, value);
        self
    }

    /// Adds a query option, whether the documentation names it or not. Key and value are percent-encoded.
    pub fn add_query(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.request = self.request.add_query(key, value);
        self
    }

    /// Sets a header. A name or a value that no header can have is an error of the call.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Sends the request only if the object is still the one with this `ETag` (`If-Match`); otherwise the service
    /// answers with the status 412.
    pub fn if_match(mut self, etag: impl AsRef<[u8]>) -> Self {
        self.request = self.request.if_match(etag);
        self
    }

    /// Sends these bytes instead of the body, for operations that take another format too: a message as MIME, in
    /// base64 with the content type `text/plain`.
    pub fn raw_body(mut self, content_type: impl AsRef<[u8]>, bytes: impl Into<Vec<u8>>) -> Self {
        self.request = self.request.raw_body(content_type, bytes);
        self
    }

    /// How often and how long this request is tried, instead of the client's own rule.
    pub fn retry(mut self, rule: impl RetryRule) -> Self {
        self.sending.retry = Arc::new(rule);
        self
    }

    /// Says that this request may be carried out twice, so that it is sent again after a broken connection
    /// whatever its method: an update that sets the same values, an action that asks.
    pub fn idempotent(mut self) -> Self {
        self.sending.repeatable = Repeatable::IfTransient;
        self
    }

    /// How long the service may be silent, instead of the client's own timeout.
    pub fn read_timeout(mut self, read_timeout: Duration) -> Self {
        self.sending.read_timeout = read_timeout;
        self
    }

    /// How long the call may take in all, attempts and pauses included; as
    /// [`ClientBuilder::timeout`](crate::client::ClientBuilder::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.sending.timeout = Some(timeout);
        self
    }

    /// The client.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The request as it is, to be sent otherwise: in a [batch](crate::client::Batch), by another client.
    #[must_use]
    pub fn into_request(self) -> Request<O> {
        self.request
    }

    /// Sends the request and returns the answer with its status and headers, such as `ETag` and `Location`.
    #[inline]
    pub fn send_with_head(self) -> ResponseWithHeadFuture<O::Response> {
        let (client, request, sending) = self.into_parts();
        ResponseWithHeadFuture::new(sending.called.clone(), client.exchange(request, sending))
    }

    /// The operation, for messages.
    pub(super) fn called(&self) -> Option<CalledOperation> {
        self.sending.called.clone()
    }

    /// The call without its operation: the client, the HTTP request and how it is sent.
    #[inline]
    pub(super) fn into_parts(self) -> (Client, Outgoing, Sending) {
        let request = self.request.to_http(&self.client.inner.base_url);
        (self.client, outgoing(request), self.sending)
    }
}

/// The request, as [`Call::into_request`] returns it.
impl<O: Operation> From<Call<O>> for Request<O> {
    #[inline]
    fn from(call: Call<O>) -> Self {
        call.request
    }
}

impl<O: Operation> IntoFuture for Call<O> {
    type Output = Result<O::Response, Error>;
    type IntoFuture = ResponseFuture<O::Response>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        ResponseFuture(self.send_with_head())
    }
}

/// Prints the request line only.
impl<O: Operation> fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}

/// The future of an answer.
#[must_use = "a call does nothing unless it is awaited"]
pub struct ResponseFuture<R>(ResponseWithHeadFuture<R>);

impl<R> ResponseFuture<R> {
    pub(super) fn new(called: Option<CalledOperation>, exchange: Exchange<Vec<u8>>) -> Self {
        Self(ResponseWithHeadFuture::new(called, exchange))
    }
}

impl<R: Response> Future for ResponseFuture<R> {
    type Output = Result<R, Error>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.0.exchange.as_mut().poll(context)).and_then(read_answer);
        Poll::Ready(answer.map_err(|error| error.of(self.0.called.as_ref())))
    }
}

impl<R> fmt::Debug for ResponseFuture<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseFuture")
    }
}

/// The future of an answer with its status and headers.
#[must_use = "a call does nothing unless it is awaited"]
pub struct ResponseWithHeadFuture<R> {
    called: Option<CalledOperation>,
    exchange: Exchange<Vec<u8>>,
    response: PhantomData<fn() -> R>,
}

impl<R> ResponseWithHeadFuture<R> {
    #[inline]
    fn new(called: Option<CalledOperation>, exchange: Exchange<Vec<u8>>) -> Self {
        Self {
            called,
            exchange,
            response: PhantomData,
        }
    }
}

impl<R: Response> Future for ResponseWithHeadFuture<R> {
    type Output = Result<http::Response<R>, Error>;

    #[inline]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = ready!(self.exchange.as_mut().poll(context)).and_then(read_with_head);
        Poll::Ready(answer.map_err(|error| error.of(self.called.as_ref())))
    }
}

impl<R> fmt::Debug for ResponseWithHeadFuture<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseWithHeadFuture")
    }
}
