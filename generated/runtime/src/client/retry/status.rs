//! What the status of an answer says of another attempt.

use http::StatusCode;

/// Whether the service has not carried a request out, and says to come back: it has too many of this caller, or of
/// all callers.
pub(crate) fn is_put_off(status: StatusCode) -> bool {
    is_throttled(status) || status == StatusCode::SERVICE_UNAVAILABLE
}

/// Whether the caller has sent too many requests. SharePoint says 509 for what other services say 429 for.
pub(crate) fn is_throttled(status: StatusCode) -> bool {
    matches!(status.as_u16(), 429 | 509)
}

/// Whether the same request can succeed at another time.
pub(crate) fn is_transient_status(status: StatusCode) -> bool {
    is_put_off(status) || matches!(status.as_u16(), 408 | 500 | 502 | 504)
}
