//! What an operation can return, and how it is read from an HTTP response.

pub(crate) mod page;

use http::StatusCode;
use http::header;

use crate::error::{DecodeError, DecodeErrorKind, ResponseError, ServiceError};
use crate::headers::header_text;
use crate::json;
use crate::json::read::options::ReadOptions;
use crate::model::Model;

pub use self::page::ValueOf;

/// What an operation can return.
pub trait Response: Sized {
    /// The media type to ask for; `None` to take any.
    const ACCEPT: Option<&'static str>;
    /// Reads a response with a status of success.
    ///
    /// # Errors
    /// When the body is not what the operation returns.
    fn read_with(response: http::Response<Vec<u8>>, options: ReadOptions) -> Result<Self, ResponseError>;
    /// Reads a response with a status of success, with the [`ReadOptions`] that are among its extensions or else the
    /// default ones.
    ///
    /// # Errors
    /// When the body is not what the operation returns.
    #[inline]
    fn read(response: http::Response<Vec<u8>>) -> Result<Self, ResponseError> {
        let options = ReadOptions::of(&response);
        Self::read_with(response, options)
    }
    /// The answer as a model, where it is one: what holds for all models is done without knowing which it is.
    fn as_model(&mut self) -> Option<&mut dyn Model> {
        None
    }
}

/// A model, read from JSON.
///
/// The service answers many updates whose documentation shows a body with `204 No Content`, and actions that it
/// carries out later with an empty `202 Accepted`. Such a response is a model without properties; the status
/// tells it from an object that has none. Any other response without a body is an error.
impl<M: Model + Default> Response for M {
    const ACCEPT: Option<&'static str> = Some("application/json");

    #[inline]
    fn read_with(response: http::Response<Vec<u8>>, options: ReadOptions) -> Result<Self, ResponseError> {
        let mut model = M::default();
        read_json(response, &mut model, options)?;
        Ok(model)
    }

    #[inline]
    fn as_model(&mut self) -> Option<&mut dyn Model> {
        Some(self)
    }
}

/// Nothing, whatever the body.
impl Response for () {
    const ACCEPT: Option<&'static str> = None;

    fn read_with(_: http::Response<Vec<u8>>, _: ReadOptions) -> Result<Self, ResponseError> {
        Ok(())
    }
}

/// The bytes of a file or another stream.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Bytes {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their media type, as the service gave it.
    pub content_type: Option<String>,
}

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bytes({} bytes, {:?})", self.bytes.len(), self.content_type)
    }
}

impl Response for Bytes {
    const ACCEPT: Option<&'static str> = None;

    fn read_with(response: http::Response<Vec<u8>>, _: ReadOptions) -> Result<Self, ResponseError> {
        Ok(Self {
            content_type: header_text(response.headers(), &header::CONTENT_TYPE),
            bytes: response.into_body(),
        })
    }
}

/// The service has begun a work that takes time (`202 Accepted`).
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Accepted {
    /// Where the state of the work can be asked for.
    pub location: Option<String>,
    /// How long to wait before asking, as the service wrote it: seconds or a date.
    pub retry_after: Option<String>,
}

/// The location can be a secret, and is not printed.
impl std::fmt::Debug for Accepted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Accepted")
            .field("has_location", &self.location.is_some())
            .field("retry_after", &self.retry_after)
            .finish()
    }
}

impl Response for Accepted {
    const ACCEPT: Option<&'static str> = None;

    fn read_with(response: http::Response<Vec<u8>>, _: ReadOptions) -> Result<Self, ResponseError> {
        Ok(Self {
            location: header_text(response.headers(), &header::LOCATION),
            retry_after: header_text(response.headers(), &header::RETRY_AFTER),
        })
    }
}

/// A number of objects, which `$count` sends as plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Count(pub u64);

impl Response for Count {
    const ACCEPT: Option<&'static str> = Some("text/plain");

    fn read_with(response: http::Response<Vec<u8>>, _: ReadOptions) -> Result<Self, ResponseError> {
        let number = text(&response).and_then(|text| text.trim().parse().map_err(DecodeErrorKind::Number));
        number
            .map(Self)
            .map_err(|kind| DecodeError::of(response, kind).into())
    }
}

/// JSON without a type; `null` where the response has no content.
impl Response for serde_json::Value {
    const ACCEPT: Option<&'static str> = Some("application/json");

    fn read_with(response: http::Response<Vec<u8>>, options: ReadOptions) -> Result<Self, ResponseError> {
        if has_no_content(&response) {
            return Ok(Self::Null);
        }
        let value =
            text(&response).and_then(|text| json::read_value(text, options).map_err(DecodeErrorKind::Json));
        value.map_err(|kind| DecodeError::of(response, kind).into())
    }
}

/// The response, when its status is one of success.
pub(crate) fn success(response: http::Response<Vec<u8>>) -> Result<http::Response<Vec<u8>>, ResponseError> {
    if response.status().is_success() {
        Ok(response)
    } else {
        Err(ServiceError::read(response).into())
    }
}

/// Whether a response has no body by its status: it must not have one, or what it would show is not there yet.
fn has_no_content(response: &http::Response<Vec<u8>>) -> bool {
    match response.status() {
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT => true,
        StatusCode::ACCEPTED => response.body().is_empty(),
        _ => false,
    }
}

fn read_json(
    response: http::Response<Vec<u8>>,
    model: &mut dyn Model,
    options: ReadOptions,
) -> Result<(), ResponseError> {
    if has_no_content(&response) {
        return Ok(());
    }
    let read = text(&response).and_then(|text| {
        // `/$count` answers with the bare value, where functions wrap it.
        let is_bare =
            model.schema() == ValueOf::<i64>::default().schema() && !text.trim_start().starts_with('{');
        let wrapped = is_bare.then(|| format!("{{\"value\":{text}}}"));
        json::read_into(wrapped.as_deref().unwrap_or(text), model, options).map_err(DecodeErrorKind::Json)?;
        match page::is_empty(model) && !page::is_in(text) {
            true => Err(DecodeErrorKind::NoPage),
            false => Ok(()),
        }
    });
    read.map_err(|kind| DecodeError::of(response, kind).into())
}

fn text(response: &http::Response<Vec<u8>>) -> Result<&str, DecodeErrorKind> {
    let text = std::str::from_utf8(response.body()).map_err(DecodeErrorKind::Utf8)?;
    // RFC 8259 lets a reader pass over a byte order mark.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
