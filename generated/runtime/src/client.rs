//! The client: sends requests with access tokens, retries, paging, batches, uploads and downloads.
//!
//! All of it is behind the feature `client`, which generated crates have on unless told otherwise. Without it this
//! crate does no I/O, and [`Request::to_http`](crate::Request::to_http) and
//! [`Request::read_response`](crate::Request::read_response) serve any HTTP stack.
//!
//! The guide of a generated crate shows how programs are written with a client. This is where things are:
//!
//! | what you want | where it is |
//! |---|---|
//! | a client | [`Client::new`], [`Client::builder`] and its [settings](ClientBuilder) |
#![cfg_attr(
    feature = "azure",
    doc = "| tokens of the crate `azure_identity` | [`AzureCredential`] |"
)]
#![cfg_attr(
    not(feature = "azure"),
    doc = "| tokens of the crate `azure_identity` | `AzureCredential`, with the feature `azure` |"
)]
#![cfg_attr(
    feature = "sign-in",
    doc = "| tokens of a person who signs in | [`SignIn`], [`TokenFile`] |"
)]
#![cfg_attr(
    not(feature = "sign-in"),
    doc = "| tokens of a person who signs in | `SignIn`, with the feature `sign-in` |"
)]
//! | tokens of your own | [`TokenFn`] for an async closure, [`TokenProvider`]; [`ClientBuilder::token`] takes a fixed token |
//! | a national cloud | [`Cloud`], [`ClientBuilder::cloud`] |
//! | to send a request | [`Client::send`], or a step of a generated crate with a client: both give a [`Call`], which `.await` sends |
//! | the status and the headers of a response | [`Call::send_with_head`] |
//! | all pages, all objects | [`Call::pages`], [`Call::items`] |
//! | to go on at a link that was saved | [`Client::pages_from`] |
//! | what changed since the last run | [`Call::changes`] |
//! | many requests at once | [`Client::batch`] |
//! | a download | [`Call::download`]; [`Client::download`] for a URL that needs no token |
//! | an upload in pieces | [`Call::upload`]; [`SeekSource`] makes a source of a file; [`Client::upload`] goes on with a session |
//! | to wait for work that takes time | [`Call::wait`], [`Call::begin`], [`Call::wait_for_answer`]; [`Client::work`] goes on in another run |
//! | other retries | [`RetryPolicy`], or a [`RetryRule`] of your own; [`ClientBuilder::retry`], [`Call::retry`] |
//! | timeouts | [`ClientBuilder::timeout`], [`ClientBuilder::read_timeout`], [`ClientBuilder::min_speed`] |
//! | to know what failed | [`Error`], [`ErrorKind`] |
//! | the permissions that a program needs | [`CallRecord`] |
//! | proxies, certificates | [`ReqwestTransport::builder`] |
//! | tests without a service, another HTTP stack | [`TransportFn`], [`Transport`] |
//! | tests without real pauses | [`Timer`] |
//!
//! Tokens are sent to the host of the client's [cloud](Cloud) and to those that the builder was given, and to no other: a
//! link that leads elsewhere is an [error](ErrorKind::ForeignHost), a redirect is followed without the token.
//!
//! # Tracing
//!
//! With the feature `tracing` each call is a span of the crate `tracing`, named as OpenTelemetry names the fields of
//! HTTP: `http.request.method`, `url.template`, `server.address`, `http.response.status_code`,
//! `http.request.resend_count`, and the ids by which the service finds the request (`client-request-id`, `request-id`).
//! The template is that of the documentation, `/users/{userId}`; so calls can be counted by operation. A pause before a
//! request is sent again is an event (`WARN`), and so are each answer and a token that is not enough (`DEBUG`). No token, body, query or id of an object is in
//! them. A program listens with a subscriber as for any other crate:
//!
#![cfg_attr(feature = "tracing", doc = "```")]
#![cfg_attr(not(feature = "tracing"), doc = "```ignore")]
//! use tracing_subscriber::layer::SubscriberExt;
//! use tracing_subscriber::util::SubscriberInitExt;
//! use tracing_subscriber::{Layer, filter};
//!
//! fn listen(layer: impl Layer<tracing_subscriber::Registry> + Send + Sync) {
//!     let calls = filter::Targets::new().with_target("graph_runtime::client", tracing::Level::INFO);
//!     tracing_subscriber::registry().with(layer.with_filter(calls)).init();
//! }
//! ```
//!
//! # Proxies and certificates
//!
//! The proxies of the environment or the system are used, and the certificates that the system trusts.
//! [`ReqwestTransport::builder`] names others. Another HTTP stack is a [`Transport`]; a service of the crate `tower` is one
//! in a few lines:
//!
//! ```
//! use graph_runtime::client::bytes::Bytes;
//! use graph_runtime::client::{BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind};
//! use graph_runtime::http;
//! use tower::{Service, ServiceExt};
//!
//! /// Sends requests with a service of `tower` and the layers around it.
//! struct ServiceTransport<S>(S);
//!
//! impl<S> Transport for ServiceTransport<S>
//! where
//!     S: Service<http::Request<Bytes>, Response = http::Response<Bytes>> + Clone + Send + Sync + 'static,
//!     S::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
//!     S::Future: Send,
//! {
//!     fn send(
//!         &self,
//!         request: http::Request<Bytes>,
//!     ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
//!         let service = self.0.clone();
//!         Box::pin(async move {
//!             let response = service.oneshot(request).await;
//!             let response = response.map_err(|error| TransportError::new(TransportErrorKind::Broken, error))?;
//!             Ok(response.map(ResponseBody::from))
//!         })
//!     }
//! }
//! # let service = tower::service_fn(|_| std::future::ready(Ok::<_, std::io::Error>(http::Response::new(Bytes::new()))));
//! # graph_runtime::client::Client::builder().transport(ServiceTransport(service)).build().unwrap();
//! ```

mod batch;
mod builder;
mod call;
mod download;
mod error;
mod exchange;
mod follow;
mod own_body;
mod paging;
mod retry;
mod timer;
mod token;
mod trace;
mod transport;
mod upload;
mod work;

pub use bytes;
pub use futures_core::Stream;
/// A proxy of a [`ReqwestTransport`]: `Proxy::all("http://proxy.contoso.com:8080")`.
pub use reqwest::Proxy;

pub use self::batch::ticket::{BatchRequestId, Ticket};
pub use self::batch::{Answers, Batch};
pub use self::builder::{Client, ClientBuilder};
pub use self::call::record::CallRecord;
pub use self::call::{Call, ResponseFuture, ResponseWithHeadFuture};
pub use self::download::{Download, DownloadFuture};
pub use self::error::Error;
pub use self::error::kind::{ErrorKind, ProtocolError};
pub use self::paging::delta::{DeltaChange, DeltaChanges, DeltaState};
pub use self::paging::resync::{Resync, ResyncKind};
pub use self::paging::{Items, Pages};
pub use self::retry::RetryPolicy;
pub use self::retry::rule::{FailedAttempt, RetryDecision, RetryRule};
pub use self::timer::{Timer, TokioTimer};
#[cfg(feature = "azure")]
pub use self::token::azure::AzureCredential;
pub use self::token::request::TokenRequest;
#[cfg(feature = "sign-in")]
pub use self::token::sign_in::{DeviceCode, SignIn, SignInBuilder, SignInError, TokenFile, TokenStore};
pub use self::token::{AccessToken, TokenError, TokenFn, TokenProvider};
pub use self::transport::reqwest::ReqwestTransport;
pub use self::transport::reqwest::builder::ReqwestTransportBuilder;
pub use self::transport::{
    BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind, TransportFn,
};
pub use self::upload::Upload;
pub use self::upload::source::{SeekSource, UploadSource};
pub use self::work::Work;
pub use self::work::finished::Finished;
pub use self::work::location::WorkLocation;
pub use self::work::state::{Progress, WorkState};
pub use self::work::waiting::Waiting;
pub use crate::cloud::Cloud;
