//! A client for Microsoft Graph.

#[cfg(feature = "azure")]
mod azure;
mod batch;
mod batch_json;
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
mod timer;
mod token;
mod transport;
mod upload;
mod upload_source;

#[cfg(feature = "azure")]
pub use self::azure::AzureCredential;
pub use self::batch::{Answers, Batch, RequestId, Ticket};
pub use self::builder::{Client, ClientBuilder};
pub use self::call::{Answer, Call, WithHead};
pub use self::cloud::Cloud;
pub use self::download::{Download, Opening};
pub use self::error::{Error, ProtocolError};
pub use self::paging::{Items, Pages};
pub use self::reqwest_transport::ReqwestTransport;
pub use self::retry::RetryPolicy;
pub use self::timer::{Timer, TokioTimer};
pub use self::token::{AccessToken, TokenError, TokenFn, TokenProvider};
pub use self::transport::{
    BoxFuture, ResponseBody, Transport, TransportError, TransportErrorKind, TransportFn,
};
pub use self::upload::Upload;
pub use self::upload_source::{SeekSource, UploadSource};
