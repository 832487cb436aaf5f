//! A client: requests travel with a token, as often as it takes, and their answers come back typed.
//!
//! All of it is behind the feature `client`, which generated crates have on unless told otherwise. Without it this
//! crate does no I/O, and [`Request::to_http`](crate::Request::to_http) and
//! [`Request::read_response`](crate::Request::read_response) serve any HTTP stack.
//!
//! In the examples `user` is a module of a generated crate, with the operations on users.
//!
//! # Authentication
//!
//! A [`TokenProvider`] gives access tokens. An application mostly takes a credential of the crate
//! `azure_identity`; the feature `azure` has `AzureCredential`, which makes a provider of it:
//!
#![cfg_attr(feature = "azure", doc = "```")]
#![cfg_attr(not(feature = "azure"), doc = "```ignore")]
//! use azure_identity::ClientSecretCredential;
//! use graph_runtime::client::{AzureCredential, Client};
//!
//! fn connect(tenant: &str, application: &str, secret: &str) -> Result<Client, Box<dyn std::error::Error>> {
//!     let secret = secret.to_owned().into();
//!     let credential = ClientSecretCredential::new(tenant, application.to_owned(), secret, None)?;
//!     Ok(Client::new(AzureCredential::new(credential))?)
//! }
//! ```
//!
//! Whatever else gives tokens is a closure away ([`TokenFn`]), and a token that is at hand serves for a try. The
//! client keeps a token until shortly before it expires, or until the service no longer takes it.
//!
//! ```
//! use graph_runtime::client::{Client, Cloud};
//!
//! let client = Client::builder().token("eyJ0eXAiOiJKV1Qi").cloud(Cloud::UsGovernment).build()?;
//! assert_eq!(client.base_url(), "https://graph.microsoft.us");
//! # Ok::<(), graph_runtime::client::Error>(())
//! ```
//!
//! With the feature `sign-in` a person signs in, in the browser or with a code on another device: `SignIn`. The program
//! asks once; the tokens are kept in a file that only its owner can read, and are renewed from there.
//!
#![cfg_attr(feature = "sign-in", doc = "```")]
#![cfg_attr(not(feature = "sign-in"), doc = "```ignore")]
//! use graph_runtime::client::{Client, Error, SignIn, TokenFile};
//!
//! fn connect(application: &str, tenant: &str) -> Result<Client, Error> {
//!     let person = SignIn::browser(application).tenant(tenant).store(TokenFile::new("tokens.json")).build()?;
//!     Client::new(person)
//! }
//! ```
//!
//! Tokens go to the host of the client's [cloud](Cloud) and to those that the builder was given, and to no other: a
//! link that leads elsewhere is an [error](ErrorKind::ForeignHost), a redirect is followed without the token.
//!
//! # The first call
//!
//! [`Client::send`] takes any request. What it returns is a [`Call`], which `.await` sends; options can be chained
//! before. An option that the documentation of the operation calls not supported does not compile.
//!
//! ```
#![doc = include_str!("client/example.md")]
//! use graph_runtime::client::{Client, Error};
//!
//! async fn first_page(client: &Client) -> Result<(), Error> {
//!     let page = client
//!         .send(user::List::new())
//!         .select(["id", "displayName"])
//!         .filter("startswith(displayName, 'Ad')")
//!         .top(50)
//!         .await?;
//!     for user in page.value {
//!         println!("{}", user.display_name.unwrap_or_default());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # Paging
//!
//! A collection comes in pages. [`items`](Call::items) gives its objects, [`pages`](Call::pages) its pages: streams
//! of the crate `futures`, with a method `next` for programs without it. A page is fetched when it is needed, with
//! a token that is valid then. A link that was saved goes on later ([`Client::pages_from`]): a `next_link` where
//! the program stopped, a `delta_link` with what has changed since ([`Page::resume_link`](crate::Page::resume_link)
//! is the one of the two that a page has).
//!
//! ```
#![doc = include_str!("client/example.md")]
//! use graph_runtime::client::{Client, Error};
//!
//! async fn all(client: &Client) -> Result<Option<String>, Error> {
//!     let mut users = client.send(user::List::new()).items();
//!     while let Some(user) = users.next().await {
//!         println!("{}", user?.display_name.unwrap_or_default());
//!     }
//!     Ok(users.delta_link().map(str::to_owned))
//! }
//! ```
//!
//! # Errors
//!
//! An [`Error`] prints as a line that a person can read, and says in code what failed: the way there
//! ([`Transport`](ErrorKind::Transport)), the service, with its code and the id of the request
//! ([`Service`](ErrorKind::Service)), or the reading of its answer, with the place in the JSON and the body
//! ([`Decode`](ErrorKind::Decode)). What can be tried again has been, by the [`RetryPolicy`], before there is an error.
//!
//! ```
#![doc = include_str!("client/example.md")]
//! use graph_runtime::client::{Client, Error};
//!
//! async fn find(client: &Client, id: &str) -> Result<Option<user::User>, Error> {
//!     match client.send(user::Get::new(id)).await {
//!         Ok(user) => Ok(Some(user)),
//!         Err(error) if error.code() == Some("Request_ResourceNotFound") => Ok(None),
//!         Err(error) => {
//!             if let Some(service) = error.service() {
//!                 eprintln!("request {:?}: {}", service.request_id, service.message);
//!             }
//!             Err(error)
//!         }
//!     }
//! }
//! ```
//!
//! # Batches
//!
//! Requests that belong together travel together ([`Client::batch`]), 20 in each batch of the service. Each answer
//! is taken with the ticket of its request, and has its type.
//!
//! ```
#![doc = include_str!("client/example.md")]
//! use graph_runtime::client::{Client, Error};
//!
//! async fn two(client: &Client) -> Result<(), Error> {
//!     let mut batch = client.batch();
//!     let adele = batch.add(user::Get::new("adele@contoso.com"))?;
//!     let everyone = batch.add(user::List::new().top(5))?;
//!     let mut answers = batch.send().await;
//!     println!("{:?}", answers.take(adele)?.display_name);
//!     println!("{}", answers.take(everyone)?.value.len());
//!     Ok(())
//! }
//! ```
//!
//! # Downloads and uploads
//!
//! Bytes need not be held in memory: [`Call::download`] gives them as they come, and goes on where it stopped when
//! the connection breaks. Files too large for one request are uploaded in pieces, in a session that goes on after a
//! broken connection ([`Call::upload`]).
//!
//! ```
#![doc = include_str!("client/example.md")]
//! use graph_runtime::Value;
//! use graph_runtime::client::{Client, Error, SeekSource};
//! use tokio::io::{AsyncRead, AsyncSeek, AsyncWrite};
//!
//! async fn photo(client: &Client, file: &mut (impl AsyncWrite + Unpin)) -> Result<u64, Error> {
//!     client.send(user::GetPhoto::new("adele@contoso.com")).download().await?.copy_to(file).await
//! }
//!
//! async fn upload<F>(client: &Client, file: F) -> Result<Value, Error>
//! where
//!     F: AsyncRead + AsyncSeek + Send + Unpin + 'static,
//! {
//!     client
//!         .send(user::CreateUploadSession::new("reports/2026.pdf"))
//!         .upload(SeekSource::new(file).await?)
//!         .progress(|sent, total| println!("{sent} of {total} bytes"))
//!         .send()
//!         .await
//! }
//! ```
//!
//! # Tracing
//!
//! With the feature `tracing` each call is a span of the crate `tracing`, named as OpenTelemetry names the fields of
//! HTTP: `http.request.method`, `url.template`, `server.address`, `http.response.status_code`,
//! `http.request.resend_count`, and the ids by which the service finds the request (`client-request-id`, `request-id`).
//! The template is that of the documentation, `/users/{userId}`; so calls can be counted by operation. A pause before a
//! request is sent again, and a token that is not enough, are events. No token, body, query or id of an object is in
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
//!
//! # Tests
//!
//! A test needs no service: a [`Transport`] decides what a request is answered with, and one that is a function is
//! enough for most.
//!
//! ```
#![doc = include_str!("client/example.md")]
//! use graph_runtime::client::{Client, TransportFn};
//! use graph_runtime::http;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), graph_runtime::client::Error> {
//! let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
//!     assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/users/1");
//!     http::Response::new(br#"{"displayName": "Adele Vance"}"#.to_vec())
//! });
//! let client = Client::builder().transport(transport).build()?;
//! let user = client.send(user::Get::new("1")).await?;
//! assert_eq!(user.display_name.as_deref(), Some("Adele Vance"));
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "azure")]
mod azure;
mod batch;
mod batch_json;
mod body;
mod builder;
mod call;
mod call_record;
mod called;
mod delta;
mod download;
mod error;
mod error_kind;
mod exchange;
mod hosts;
mod links;
mod own_body;
mod paging;
mod random;
mod redirect;
mod reqwest_builder;
mod reqwest_transport;
mod resume;
mod resync;
mod retry;
mod retry_after;
mod retry_rule;
#[cfg(feature = "sign-in")]
mod sign_in;
mod throttle;
mod ticket;
mod timer;
mod token;
mod token_cache;
mod token_request;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(feature = "tracing"))]
#[path = "client/untraced.rs"]
mod trace;
mod transport;
mod upload;
mod upload_range;
mod upload_source;
mod work;
mod work_state;

pub use bytes;
pub use futures_core::Stream;
/// A proxy of a [`ReqwestTransport`]: `Proxy::all("http://proxy.contoso.com:8080")`.
pub use reqwest::Proxy;

#[cfg(feature = "azure")]
pub use self::azure::AzureCredential;
pub use self::batch::{Answers, Batch};
pub use self::builder::{Client, ClientBuilder};
pub use self::call::{Answer, Call, WithHead};
pub use self::call_record::CallRecord;
pub use self::delta::{DeltaChange, DeltaChanges, DeltaState};
pub use self::download::{Download, Opening};
pub use self::error::Error;
pub use self::error_kind::{ErrorKind, ProtocolError};
pub use self::paging::{Items, Pages};
pub use self::reqwest_builder::ReqwestTransportBuilder;
pub use self::reqwest_transport::ReqwestTransport;
pub use self::resync::{Resync, ResyncKind};
pub use self::retry::RetryPolicy;
pub use self::retry_rule::{FailedAttempt, RetryRule, Verdict};
#[cfg(feature = "sign-in")]
pub use self::sign_in::{DeviceCode, SignIn, SignInBuilder, SignInError, TokenFile, TokenStore};
pub use self::ticket::{RequestId, Ticket};
pub use self::timer::{Timer, TokioTimer};
pub use self::token::{AccessToken, TokenError, TokenFn, TokenProvider};
pub use self::token_request::TokenRequest;
pub use self::transport::{
    BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind, TransportFn,
};
pub use self::upload::Upload;
pub use self::upload_source::{SeekSource, UploadSource};
pub use self::work::{Waiting, Work};
pub use self::work_state::{Finished, Progress, WorkState};
pub use crate::cloud::Cloud;
