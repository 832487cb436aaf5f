//! Requests as values.

pub(crate) mod containment;
pub(crate) mod convert;
mod multipart;
mod options;
mod outgoing;
pub(crate) mod parameter;
pub(crate) mod step;
pub(crate) mod undocumented;
pub(crate) mod update;

use http::Method;
use http::header::{self, HeaderMap, HeaderValue};

use self::outgoing::UntypedRequest;
use self::parameter::{Parameter, ParameterPlace};
use crate::error::{RequestError, ResponseError};
use crate::headers::{InvalidHeader, parse_header};
use crate::json::read::options::ReadOptions;
use crate::operation::body::Body;
use crate::operation::{Metadata, Operation};
use crate::path::argument::Argument;
use crate::path::{self, Path};
use crate::query::query_string;
use crate::response::{Response, success};
use crate::types::Binary;

/// A request of an operation: the path with its arguments, query, headers and body.
///
/// The steps of a generated crate make it: `v1::users().id("adele@contoso.com").messages().list()`.
///
/// It is a value without a connection. [`to_http`](Self::to_http) makes an HTTP request of it for any
/// client, [`read_response`](Self::read_response) reads what came back.
pub struct Request<O: Operation> {
    method: Method,
    path: Path,
    query: Vec<(String, String)>,
    headers: HeaderMap,
    /// The first header that was set and that no request can have.
    invalid_header: Option<InvalidHeader>,
    body: O::Body,
    raw_body: Option<RawBody>,
}

/// Bytes that are sent instead of a body.
#[derive(Clone)]
struct RawBody {
    content_type: HeaderValue,
    bytes: Vec<u8>,
}

impl<O: Operation> Request<O> {
    /// A request to a path below the version of the operation: its template, with `{placeholders}`, and their
    /// arguments in the same order.
    #[must_use]
    pub fn new(template: impl Into<String>, arguments: &[Argument<'_>], body: O::Body) -> Self {
        Self::at(Path::new(O::METADATA.version, template, arguments), body)
    }

    pub(crate) fn at(path: Path, body: O::Body) -> Self {
        Self {
            method: O::METADATA.method.into(),
            path,
            query: Vec::new(),
            headers: HeaderMap::new(),
            invalid_header: None,
            body,
            raw_body: None,
        }
    }

    /// The request with another method than that of the operation.
    pub(crate) fn of_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    /// What the documentation says of the operation.
    #[must_use]
    pub fn metadata(&self) -> &'static Metadata {
        O::METADATA
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The version of the service that the request is sent to: `v1.0` or `beta`.
    #[must_use]
    pub fn version(&self) -> &'static str {
        self.path.version
    }

    /// The template of the path, `/users/{user-id}/messages`.
    #[must_use]
    pub fn path_template(&self) -> &str {
        &self.path.template
    }

    /// Whether the path is one on which the pages document the operation: its template is one of
    /// [`Metadata::paths`], whatever the placeholders are called. On another way to an object of the same type an
    /// operation mostly works, too.
    #[must_use]
    pub fn is_documented(&self) -> bool {
        is_among(&self.path.template, O::METADATA.paths)
    }

    /// The arguments of the path, in the order of the placeholders.
    #[must_use]
    pub fn arguments(&self) -> &[Argument<'static>] {
        &self.path.arguments
    }

    /// The path below the version, with the arguments in it.
    ///
    /// # Errors
    /// When an argument does not fit its place.
    pub fn path(&self) -> Result<String, RequestError> {
        Ok(self.path.expand()?)
    }

    /// Key and value of the query options, not encoded.
    #[must_use]
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// Adds a query option, whether the documentation names it or not. Key and value are percent-encoded.
    #[must_use]
    pub fn add_query(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((key.into(), value.into()));
        self
    }

    /// Headers besides those that every request has.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Headers besides those that every request has, to be changed.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Sets a header. A name or a value that no header can have is an error of [`to_http`](Self::to_http).
    #[must_use]
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<[u8]>) -> Self {
        self.set_header(name.as_ref(), value.as_ref());
        self
    }

    /// Sends the request only if the object is still the one with this `ETag` (`If-Match`); otherwise the service
    /// answers with the status 412.
    #[must_use]
    pub fn if_match(self, etag: impl AsRef<[u8]>) -> Self {
        self.header(header::IF_MATCH, etag)
    }

    fn set_header(&mut self, name: &str, value: &[u8]) {
        match parse_header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(invalid) => {
                self.invalid_header.get_or_insert(invalid);
            }
        }
    }

    /// Sets a header or query option that the documentation names for the operation. A value that no header can
    /// have is an error of [`to_http`](Self::to_http).
    #[must_use]
    pub fn parameter(mut self, parameter: Parameter<O>, value: impl Into<String>) -> Self {
        let (name, value) = (parameter.name(), value.into());
        match parameter.place() {
            ParameterPlace::Query => query_string::set_pair(&mut self.query, name, value),
            ParameterPlace::Header => self.set_header(name, value.as_bytes()),
        }
        self
    }

    /// What is sent.
    #[must_use]
    pub fn body(&self) -> &O::Body {
        &self.body
    }

    /// What is sent, to be changed.
    pub fn body_mut(&mut self) -> &mut O::Body {
        &mut self.body
    }

    /// Sends these bytes as they are instead of the body, for operations that take another format too: a message as
    /// MIME, which the service wants in base64 with the content type `text/plain`.
    #[must_use]
    pub fn raw_body(mut self, content_type: impl AsRef<[u8]>, bytes: impl Into<Vec<u8>>) -> Self {
        match parse_header(header::CONTENT_TYPE.as_str(), content_type.as_ref()) {
            Ok((_, content_type)) => {
                self.raw_body = Some(RawBody {
                    content_type,
                    bytes: bytes.into(),
                });
            }
            Err(invalid) => {
                self.invalid_header.get_or_insert(invalid);
            }
        }
        self
    }

    /// The request as HTTP, for the service at `base_url` (`https://graph.microsoft.com`, or that of a
    /// national cloud).
    ///
    /// # Errors
    /// When an argument does not fit the path, the base URL is none, or the body cannot be written.
    pub fn to_http(&self, base_url: &str) -> Result<http::Request<Vec<u8>>, RequestError> {
        if let Some(invalid) = &self.invalid_header {
            return Err(invalid.clone().into());
        }
        let parts = UntypedRequest {
            metadata: O::METADATA,
            method: &self.method,
            version: self.path.version,
            path: self.path()?,
            query: &self.query,
            headers: &self.headers,
            content_type: match &self.raw_body {
                Some(raw) => Some(raw.content_type.clone()),
                None => content_type(O::METADATA.content_type.or(self.body.content_type()))?,
            },
            accept: O::Response::ACCEPT,
        };
        let body = match &self.raw_body {
            Some(raw) => raw.bytes.clone(),
            None if O::METADATA.base64 => in_base64(self.body.to_bytes(base_url)?),
            None => self.body.to_bytes(base_url)?,
        };
        parts.into_http(base_url, body)
    }

    /// Reads the response to this request.
    ///
    /// # Errors
    /// When the service answered with an error, or with something else than the operation returns.
    pub fn read_response(&self, response: http::Response<Vec<u8>>) -> Result<O::Response, ResponseError> {
        O::Response::read(success(response)?)
    }

    /// Reads the response to this request as the options say.
    ///
    /// # Errors
    /// As [`read_response`](Self::read_response).
    pub fn read_response_with(
        &self,
        response: http::Response<Vec<u8>>,
        options: ReadOptions,
    ) -> Result<O::Response, ResponseError> {
        O::Response::read_with(success(response)?, options)
    }
}

impl<O: Operation> Clone for Request<O>
where
    O::Body: Clone,
{
    fn clone(&self) -> Self {
        Self {
            method: self.method.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            invalid_header: self.invalid_header.clone(),
            body: self.body.clone(),
            raw_body: self.raw_body.clone(),
        }
    }
}

/// Prints the request line only: arguments, headers and body can hold secrets.
impl<O: Operation> std::fmt::Debug for Request<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Request({} {})", self.method, self.path_template())
    }
}

// What follows is not generic, so that it is compiled once and not for each operation.

fn is_among(template: &str, documented: &[&str]) -> bool {
    documented
        .iter()
        .any(|known| path::is_same_template(template, known))
}

fn in_base64(bytes: Vec<u8>) -> Vec<u8> {
    Binary::from(bytes).to_base64().into_bytes()
}

fn content_type(name: Option<&'static str>) -> Result<Option<HeaderValue>, RequestError> {
    let name = name.map(|name| parse_header(header::CONTENT_TYPE.as_str(), name.as_bytes()));
    Ok(name.transpose()?.map(|(_, name)| name))
}
