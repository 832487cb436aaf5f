//! Headers of HTTP that the client reads and sets.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::error::RequestError;
use crate::headers::parse_header;

/// How many bytes the body has, where the service says so.
pub(crate) fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads a date as HTTP writes it.
pub(crate) fn date(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text.trim(), &Rfc2822).ok()
}

/// The value of a header that the library sets itself, of a text that a program or a response can have a part in.
pub(crate) fn header_value(name: &HeaderName, value: &str) -> Result<HeaderValue, RequestError> {
    let (_, value) = parse_header(name.as_str(), value.as_bytes())?;
    Ok(value)
}
