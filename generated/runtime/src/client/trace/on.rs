//! What a call tells a subscriber of the crate `tracing`.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode, Uri};
use tracing::field::Empty;
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, info_span, warn};

use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::transport::TransportErrorKind;
use crate::cloud::Cloud;
use crate::permissions::called::CalledOperation;

const TARGET: &str = "graph_runtime::client";

/// The span of a call.
pub(in crate::client) struct CallSpan(Span);

impl CallSpan {
    /// The span of a request, which is one of an operation where `called` says so.
    pub(in crate::client) fn new<B>(request: &http::Request<B>, called: Option<&CalledOperation>) -> Self {
        let (method, uri) = (request.method(), request.uri());
        Self(info_span!(
            target: TARGET,
            "call",
            otel.name = %Name(method, called),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.template = called.and_then(CalledOperation::path_template),
            server.address = uri.host(),
            server.port = port(uri),
            "http.request.header.client-request-id" = Empty,
            "http.response.header.request-id" = Empty,
            "error.type" = Empty,
        ))
    }

    /// The future of the call, in the span.
    pub(in crate::client) fn enter<F: Future>(&self, call: F) -> Instrumented<F> {
        call.instrument(self.0.clone())
    }

    /// The documentation says that the national cloud of the client lacks the operation.
    pub(in crate::client) fn unavailable(&self, cloud: Cloud) {
        warn!(target: TARGET, parent: &self.0, ?cloud, "the national cloud lacks the operation");
    }

    /// An attempt begins; `resends` were before it.
    pub(in crate::client) fn attempt(&self, resends: u32) {
        if resends > 0 {
            self.0.record("http.request.resend_count", resends);
        }
    }

    /// A request is sent.
    pub(in crate::client) fn sent(&self, headers: &HeaderMap) {
        self.record_header(
            "http.request.header.client-request-id",
            headers,
            "client-request-id",
        );
    }

    /// The head of a response is there.
    pub(in crate::client) fn answered(&self, status: StatusCode, headers: &HeaderMap) {
        let status = status.as_u16();
        self.0.record("http.response.status_code", status);
        self.record_header("http.response.header.request-id", headers, "request-id");
        debug!(target: TARGET, parent: &self.0, { http.response.status_code = status }, "the service answered");
    }

    /// The service did not take the token, and another is tried.
    pub(in crate::client) fn challenged(&self, error: &Error) {
        let kind = kind_of(error);
        debug!(target: TARGET, parent: &self.0, { "error.type" = &*kind }, "the service wants another token");
    }

    /// The request is sent again after a pause.
    pub(in crate::client) fn paused(&self, error: &Error, pause: Duration) {
        let (kind, pause) = (kind_of(error), pause.as_secs_f64());
        warn!(
            target: TARGET,
            parent: &self.0,
            { "error.type" = &*kind, pause },
            "the request is sent again after a pause"
        );
    }

    /// The call failed.
    pub(in crate::client) fn failed(&self, error: &Error) {
        if !self.0.is_disabled() {
            self.0.record("otel.status_code", "ERROR");
            self.0.record("error.type", &*kind_of(error));
        }
    }

    fn record_header(&self, field: &'static str, headers: &HeaderMap, name: &str) {
        if let Some(value) = headers.get(name).and_then(|value| value.to_str().ok()) {
            self.0.record(field, value);
        }
    }
}

/// The documentation says that the national cloud of the client lacks an operation that is added to a batch.
pub(in crate::client) fn unavailable_in_batch(called: &CalledOperation, cloud: Cloud) {
    let template = called.path_template();
    warn!(target: TARGET, { "url.template" = template, cloud = ?cloud }, "the national cloud lacks the operation");
}

/// The tokens of a sign-in could not be saved.
#[cfg(feature = "sign-in")]
pub(in crate::client) fn token_store_failed(error: &std::io::Error) {
    warn!(target: TARGET, { "error.type" = ?error.kind() }, "the token store cannot be written");
}

/// The port of the service, also where it is that of the scheme.
fn port(uri: &Uri) -> u16 {
    let of_scheme = if uri.scheme() == Some(&http::uri::Scheme::HTTP) {
        80
    } else {
        443
    };
    uri.port_u16().unwrap_or(of_scheme)
}

/// The name of the span for people: the method, and the template where there is one.
struct Name<'a>(&'a Method, Option<&'a CalledOperation>);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        match self.1 {
            Some(called) => write!(f, " {}", called.path_template().unwrap_or_default()),
            None => Ok(()),
        }
    }
}

/// What failed: the status, or a word for the kind.
fn kind_of(error: &Error) -> Cow<'static, str> {
    let kind = match error.last().kind() {
        ErrorKind::Service(answer) | ErrorKind::Work(answer) | ErrorKind::TokenRejected { answer, .. } => {
            return answer.status.as_str().to_owned().into();
        }
        ErrorKind::Transport(error) => match error.kind() {
            TransportErrorKind::Connect => "connect",
            TransportErrorKind::Broken => "broken",
            TransportErrorKind::Timeout => "timeout",
            TransportErrorKind::Other => "transport",
        },
        ErrorKind::TimedOut(_) | ErrorKind::WorkGoesOn { .. } => "timeout",
        ErrorKind::Token(_) => "token",
        ErrorKind::Request(_) => "request",
        ErrorKind::Decode(_) => "decode",
        ErrorKind::Protocol(_) => "protocol",
        ErrorKind::AnswerLost(_) => "answer_lost",
        ErrorKind::ForeignHost(_) => "foreign_host",
        ErrorKind::Unavailable(_) => "unavailable",
        ErrorKind::Insecure(_) => "insecure",
        ErrorKind::Setting { .. } => "setting",
        ErrorKind::ForeignTicket => "foreign_ticket",
        ErrorKind::Io(_) => "io",
        // What they are about is the last error.
        ErrorKind::RetriesExhausted { .. } | ErrorKind::Batch(_) => "_OTHER",
    };
    kind.into()
}
