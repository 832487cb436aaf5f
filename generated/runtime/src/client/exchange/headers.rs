//! What headers say that HTTP itself knows.

use http::header::{self, HeaderMap};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

/// How many bytes the body has, where the service says so.
pub(crate) fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads a date as HTTP writes it.
pub(crate) fn date(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text.trim(), &Rfc2822).ok()
}
