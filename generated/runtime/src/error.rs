//! What can go wrong with a request.

pub(crate) mod challenge;

use std::fmt;

use http::StatusCode;
use http::header::{HeaderMap, HeaderName};
use serde_json::{Map, Value};

use crate::headers::{InvalidHeader, header_text};
use crate::json::{self, ReadError, ReadOptions, WriteError, property_in_any_case};
use crate::printing::guarded::Guarded;
use crate::printing::printable::{Beginning, FirstItems, OneLine, write_printable};

pub use self::challenge::Challenge;
pub use crate::path::PathError;

/// A request cannot be sent as it is.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// An argument does not fit the path.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The base URL is no URL, or the whole is too long.
    #[error("the URL of the request is not valid: {0}")]
    Url(#[from] http::uri::InvalidUri),
    /// The value of a header holds characters that no header has.
    #[error("the value of the header `{name}` holds characters that no header has")]
    Header {
        /// The name of the header. The value can be a secret.
        name: String,
    },
    /// The name of a header holds characters that no name of a header has.
    #[error("`{}` is no name of a header", OneLine(name))]
    HeaderName {
        /// The name as it was given.
        name: String,
    },
    /// The body cannot be written.
    #[error("the body cannot be written: {0}")]
    Body(#[from] WriteError),
}

impl From<InvalidHeader> for RequestError {
    fn from(invalid: InvalidHeader) -> Self {
        match invalid {
            InvalidHeader::Name(name) => Self::HeaderName { name },
            InvalidHeader::Value(name) => Self::Header { name },
        }
    }
}

/// A response is no success, or not what the operation returns.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ResponseError {
    /// The service answered with an error.
    #[error(transparent)]
    Service(#[from] Box<ServiceError>),
    /// The service answered with something else than the operation returns.
    #[error(transparent)]
    Decode(Box<DecodeError>),
}

impl From<DecodeError> for ResponseError {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

impl From<ServiceError> for ResponseError {
    fn from(error: ServiceError) -> Self {
        Self::Service(Box::new(error))
    }
}

/// A body that is not what the operation returns.
#[derive(thiserror::Error)]
#[error("the response (status {}) cannot be read: {}", status.as_u16(), OneLine(kind))]
pub struct DecodeError {
    status: StatusCode,
    body: Vec<u8>,
    #[source]
    kind: DecodeErrorKind,
}

/// Why a body cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The body is not UTF-8.
    #[error("{0}")]
    Utf8(std::str::Utf8Error),
    /// The body is no JSON.
    #[error("{}", OneLine(.0))]
    Syntax(serde_json::Error),
    /// The body is no number.
    #[error("{0}")]
    Number(std::num::ParseIntError),
    /// The body is no JSON, or a value in it does not fit its property; the error has the path to it.
    #[error("{0}")]
    Json(ReadError),
    /// The body is an object without the list that a page of a collection has. Something else than the service answered,
    /// or the path leads to an object.
    #[error("there is no list `value`")]
    NoPage,
    /// The body does not fit the program's own type.
    #[error("{}", OneLine(.0))]
    OwnType(serde_json::Error),
}

/// The body can be long and hold secrets; it is not printed.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("status", &self.status)
            .field("kind", &self.kind)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl DecodeError {
    /// That a response cannot be read.
    pub(crate) fn of(response: http::Response<Vec<u8>>, kind: DecodeErrorKind) -> Self {
        Self {
            status: response.status(),
            body: response.into_body(),
            kind,
        }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The body as it came.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Why the body cannot be read.
    #[must_use]
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.kind
    }

    /// The path in the JSON to the value that could not be read, where there is one.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &self.kind {
            DecodeErrorKind::Json(error) => Some(error.path()),
            _ => None,
        }
    }
}

/// An error that the service answered with, in the form that Microsoft Graph documents for all operations
/// (<https://learn.microsoft.com/graph/errors>). Reading it never fails: what is not in that form is in
/// [`body`](Self::body).
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The status of the response.
    pub status: StatusCode,
    /// The code of the error, such as `itemNotFound`; empty where the service gave none.
    pub code: String,
    /// The message, for developers; empty where the service gave none.
    pub message: String,
    /// What the error is about.
    pub target: Option<String>,
    /// More specific errors, from outer to inner.
    pub inner_errors: Vec<InnerError>,
    /// Further errors of the same request.
    pub details: Vec<ErrorDetail>,
    /// Id of the request, to be named to the support: from the innermost error that has one, or the header.
    pub request_id: Option<String>,
    /// Id that the client gave the request.
    pub client_request_id: Option<String>,
    /// Time of the error, as the service wrote it.
    pub date: Option<String>,
    /// All headers of the response, such as `Retry-After`, `Location` and `x-ms-ags-diagnostic`.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Vec<u8>,
}

/// A more specific error.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct InnerError {
    /// The code of the error.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
}

/// A further error of the same request.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The code of the error.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
    /// What the error is about.
    pub target: Option<String>,
}

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
/// The header with the id that a client gives a request.
pub(crate) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

impl ServiceError {
    /// Reads the error from a response, whatever it is.
    #[must_use]
    pub fn read(response: http::Response<Vec<u8>>) -> Self {
        let (head, body) = response.into_parts();
        let text = std::str::from_utf8(&body).unwrap_or_default();
        let read = match json::read_value(text, ReadOptions::default()) {
            Ok(Value::Object(read)) => read,
            _ => Map::new(),
        };
        let mut error = Self {
            headers: head.headers,
            body,
            ..Self::new(head.status, "", "")
        };
        match read.get("error") {
            Some(Value::Object(object)) => error.read_object(object),
            // The form of the identity platform (RFC 6749): a code and `error_description`.
            Some(Value::String(code)) => {
                error.code.clone_from(code);
                error.message = string(&read, "error_description").unwrap_or_default();
            }
            _ => {}
        }
        if error.request_id.is_none() {
            error.request_id = header_text(&error.headers, &REQUEST_ID);
        }
        if error.client_request_id.is_none() {
            error.client_request_id = header_text(&error.headers, &CLIENT_REQUEST_ID);
        }
        error
    }

    /// An error without headers and body.
    pub(crate) fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
            target: None,
            inner_errors: Vec::new(),
            details: Vec::new(),
            request_id: None,
            client_request_id: None,
            date: None,
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    /// What the service wants of a caller that it did not let in, where it says so: the challenge of the header
    /// `WWW-Authenticate`.
    #[must_use]
    pub fn challenge(&self) -> Option<Challenge> {
        Challenge::of(&self.headers)
    }

    fn read_object(&mut self, object: &Map<String, Value>) {
        self.code = string(object, "code").unwrap_or_default();
        self.message = string(object, "message").unwrap_or_default();
        self.target = string(object, "target");
        if let Some(Value::Array(details)) = object.get("details") {
            self.details = details
                .iter()
                .filter_map(Value::as_object)
                .map(|detail| ErrorDetail {
                    code: string(detail, "code"),
                    message: string(detail, "message"),
                    target: string(detail, "target"),
                })
                .collect();
        }
        let mut outer = object;
        while let Some(Value::Object(inner)) = property_in_any_case(outer, "innererror") {
            let (code, message) = (string(inner, "code"), string(inner, "message"));
            if code.is_some() || message.is_some() {
                self.inner_errors.push(InnerError { code, message });
            }
            let id = |name| string(inner, name);
            self.request_id = id("request-id")
                .or_else(|| id("requestId"))
                .or_else(|| self.request_id.take());
            self.client_request_id = id("client-request-id")
                .or_else(|| id("clientRequestId"))
                .or_else(|| self.client_request_id.take());
            self.date = string(inner, "date").or_else(|| self.date.take());
            outer = inner;
        }
    }
}

fn string(object: &Map<String, Value>, name: &str) -> Option<String> {
    property_in_any_case(object, name)?.as_str().map(str::to_owned)
}

/// The names of headers: their values can be secrets.
struct HeaderNames<'a>(&'a HeaderMap);

impl fmt::Debug for HeaderNames<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.keys().map(HeaderName::as_str))
            .finish()
    }
}

fn beginning(text: &Option<String>) -> Option<Beginning<'_>> {
    text.as_deref().map(Beginning)
}

impl fmt::Debug for InnerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InnerError")
            .field("code", &beginning(&self.code))
            .field("message", &beginning(&self.message))
            .finish()
    }
}

impl fmt::Debug for ErrorDetail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorDetail")
            .field("code", &beginning(&self.code))
            .field("message", &beginning(&self.message))
            .field("target", &beginning(&self.target))
            .finish()
    }
}

/// Texts and lists can be long, and only their beginning is printed, without tokens and without what addresses carry
/// beside host and path. The body is not printed; what it says of the error
/// is in the other fields.
impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("code", &Beginning(&self.code))
            .field("message", &Beginning(&self.message))
            .field("target", &beginning(&self.target))
            .field("inner_errors", &FirstItems(&self.inner_errors))
            .field("details", &FirstItems(&self.details))
            .field("request_id", &beginning(&self.request_id))
            .field("client_request_id", &beginning(&self.client_request_id))
            .field("date", &beginning(&self.date))
            .field("headers", &HeaderNames(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

/// What the service says, without tokens and without what addresses carry beside host and path.
impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |text: &str| match text {
            "" => String::new(),
            text => format!(": {}", Guarded::text(text)),
        };
        let (code, message) = (text(&self.code), text(&self.message));
        write_printable(f, format_args!("{}{code}{message}", self.status))
    }
}

impl std::error::Error for ServiceError {}
