//! How long the service asks to wait.

use std::time::Duration;

use http::header::{self, HeaderMap};
use time::OffsetDateTime;

use crate::client::exchange::headers::date;

/// What the header `Retry-After` asks for: seconds, whose fractions Microsoft Graph sends too, or a date.
///
/// A date is held against the `Date` of the same response where it has one: the clocks of the service and of
/// this machine can differ.
pub(crate) fn retry_after(headers: &HeaderMap, now: OffsetDateTime) -> Option<Duration> {
    let text = |name| headers.get(name)?.to_str().ok();
    let sent = text(header::DATE).and_then(date).unwrap_or(now);
    parse_retry_after(text(header::RETRY_AFTER)?, sent)
}

/// Reads a value of `Retry-After` that was sent at a time. A time that has passed is a pause of zero.
fn parse_retry_after(value: &str, sent: OffsetDateTime) -> Option<Duration> {
    let value = value.trim();
    // `inf` and `nan` are numbers for Rust, but not for HTTP.
    if value.contains(|character: char| character.is_ascii_alphabetic()) {
        return Some(Duration::try_from(date(value)? - sent).unwrap_or_default());
    }
    let seconds = value.parse::<f64>().ok()?;
    // More seconds than fit are more than anybody waits.
    Some(Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::MAX))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::header::{HeaderMap, HeaderName};
    use proptest::prelude::*;
    use time::OffsetDateTime;

    use super::retry_after;

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    fn after(value: &str) -> Option<Duration> {
        let headers = headers(&[(http::header::RETRY_AFTER, value)]);
        retry_after(&headers, time::macros::datetime!(2026 - 03 - 01 12:00 UTC))
    }

    #[test]
    fn retry_after_in_every_form() {
        assert_eq!(after("10"), Some(Duration::from_secs(10)));
        assert_eq!(after(" 1.5 "), Some(Duration::from_millis(1500)));
        assert_eq!(after("0"), Some(Duration::ZERO));
        assert_eq!(after("-3"), Some(Duration::ZERO));
        assert_eq!(
            after("Sun, 01 Mar 2026 12:00:07 GMT"),
            Some(Duration::from_secs(7))
        );
        assert_eq!(after("Sun, 01 Mar 2026 11:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(after(&"9".repeat(400)), Some(Duration::MAX));
        assert!(after("Fri, 31 Dec 9999 23:59:59 GMT") > Some(Duration::from_secs(7000 * 365 * 86400)));
        for value in [
            "",
            "soon",
            "inf",
            "nan",
            "-",
            "1e300",
            "10 s",
            "2026-03-01T12:00:07Z",
        ] {
            assert_eq!(after(value), None, "{value}");
        }
    }

    #[test]
    fn a_date_is_held_against_the_clock_of_the_service() {
        let headers = headers(&[
            (http::header::RETRY_AFTER, "Sun, 01 Mar 2026 12:00:07 GMT"),
            (http::header::DATE, "Sun, 01 Mar 2026 12:00:05 GMT"),
        ]);
        assert_eq!(
            retry_after(&headers, OffsetDateTime::UNIX_EPOCH),
            Some(Duration::from_secs(2))
        );
    }

    proptest! {
        #[test]
        fn any_header(value in "[ -~]{0,40}") {
            let _ = after(&value);
        }
    }
}
