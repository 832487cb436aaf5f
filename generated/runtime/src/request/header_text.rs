//! Headers that a program gives as text: what no request can have is an error of the request, not where it is given.

use http::header::{HeaderName, HeaderValue};

use crate::error::RequestError;

/// A header that no request can have. The value, which can be a secret, is not kept.
#[derive(Clone, Debug)]
pub(crate) enum InvalidHeader {
    Name(String),
    Value(String),
}

impl From<InvalidHeader> for RequestError {
    fn from(invalid: InvalidHeader) -> Self {
        match invalid {
            InvalidHeader::Name(name) => Self::HeaderName { name },
            InvalidHeader::Value(name) => Self::Header { name },
        }
    }
}

/// Reads the name and the value of a header.
pub(crate) fn parse_header(name: &str, value: &[u8]) -> Result<(HeaderName, HeaderValue), InvalidHeader> {
    let parsed = HeaderName::try_from(name).map_err(|_| InvalidHeader::Name(name.to_owned()))?;
    match HeaderValue::from_bytes(value) {
        Ok(value) => Ok((parsed, value)),
        Err(_) => Err(InvalidHeader::Value(name.to_owned())),
    }
}

/// The value of a header that the library sets itself, of a text that a program or a response can have a part in.
#[cfg(feature = "client")]
pub(crate) fn header_value(name: &HeaderName, value: &str) -> Result<HeaderValue, RequestError> {
    let (_, value) = parse_header(name.as_str(), value.as_bytes())?;
    Ok(value)
}
