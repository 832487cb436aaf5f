//! Headers as text: those of an answer, and those that a program gives. What no request can have is an error of the request,
//! not where it is given.

use http::header::{HeaderMap, HeaderName, HeaderValue};

/// A header that no request can have. The value, which can be a secret, is not kept.
#[derive(Clone, Debug)]
pub(crate) enum InvalidHeader {
    Name(String),
    Value(String),
}

/// Reads the name and the value of a header.
pub(crate) fn parse_header(name: &str, value: &[u8]) -> Result<(HeaderName, HeaderValue), InvalidHeader> {
    let parsed = HeaderName::try_from(name).map_err(|_| InvalidHeader::Name(name.to_owned()))?;
    match HeaderValue::from_bytes(value) {
        Ok(value) => Ok((parsed, value)),
        Err(_) => Err(InvalidHeader::Value(name.to_owned())),
    }
}

/// The text of a header of an answer.
pub(crate) fn header_text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}
