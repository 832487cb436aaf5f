//! A client for Microsoft Graph.

mod body;
mod builder;
mod call;
mod cloud;
mod download;
mod error;
mod exchange;
mod links;
mod paging;
mod redirect;
mod reqwest_transport;
mod retry;
mod step;
mod timer;
mod token;
mod transport;

pub use self::builder::{Client, ClientBuilder};
pub use self::call::{Answer, Call, WithHead};
pub use self::cloud::Cloud;
pub use self::download::{Download, Opening};
pub use self::error::{Error, ProtocolError};
pub use self::paging::{Items, Pages};
pub use self::reqwest_transport::ReqwestTransport;
pub use self::retry::RetryPolicy;
pub use self::step::Step;
pub use self::timer::{Timer, TokioTimer};
pub use self::token::{AccessToken, TokenError, TokenFn, TokenProvider};
pub use self::transport::{
    BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind, TransportFn,
};
