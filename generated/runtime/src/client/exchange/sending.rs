//! How requests are sent: what the settings of a client and of a call come to.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Method;

use crate::client::builder::{Client, Inner};
use crate::client::error::Error;
use crate::client::exchange::redirect::Authorization;
use crate::client::retry::rule::{Repeatable, RetryRule};
use crate::client::transport::BoxFuture;
use crate::client::transport::body::Watched;
use crate::permissions::called::CalledOperation;

/// A request as it is sent, or why it cannot be.
pub(crate) type Outgoing = Result<http::Request<Bytes>, Error>;

/// A future of a response.
pub(crate) type Exchange<T> = BoxFuture<'static, Result<http::Response<T>, Error>>;

/// What is done with a response whose status is one of success, as a part of the attempt.
pub(crate) type Finish<T> = fn(http::Response<Watched>, usize) -> Exchange<T>;

/// How a request is sent.
#[derive(Clone)]
pub(crate) struct Sending {
    pub(crate) authorization: Authorization,
    /// After which errors it is sent again.
    pub(crate) repeatable: Repeatable,
    pub(crate) retry: Arc<dyn RetryRule>,
    pub(crate) read_timeout: Duration,
    /// How long the whole may take; `None`: as long as it takes.
    pub(crate) timeout: Option<Duration>,
    /// The operation, where the request is one of an operation.
    pub(crate) called: Option<CalledOperation>,
    pub(crate) redirects: Redirects,
}

/// Whether a redirect is followed, or returned as the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Redirects {
    /// The request is sent to the address that the redirect names.
    Followed,
    /// The redirect is returned as the response.
    Returned,
}

impl Sending {
    /// The same way for requests to a URL that is a secret by itself, which may be carried out twice.
    pub(crate) fn without_token(self) -> Self {
        Self {
            authorization: Authorization::Never,
            repeatable: Repeatable::IfTransient,
            ..self
        }
    }
}

impl Inner {
    /// How requests of a method are sent unless told otherwise.
    pub(crate) fn sending(&self, method: &Method) -> Sending {
        Sending {
            authorization: Authorization::Required,
            repeatable: Repeatable::by_method(method),
            retry: Arc::clone(&self.retry),
            read_timeout: self.read_timeout,
            timeout: self.timeout,
            called: None,
            redirects: Redirects::Followed,
        }
    }
}

impl Client {
    /// How requests to a URL are sent that is a secret by itself.
    pub(crate) fn without_token(&self, method: &Method) -> Sending {
        self.inner.sending(method).without_token()
    }
}
