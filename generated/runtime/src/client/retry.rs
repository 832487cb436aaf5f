//! When a request is sent again, and after how long.

use std::time::Duration;

use http::StatusCode;
use http::header::{self, HeaderMap};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;
use uuid::Uuid;

use super::error::Error;
use super::transport::TransportErrorKind;

/// How often and how long a request is tried.
///
/// A request is sent again
/// - after `429 Too Many Requests` and `503 Service Unavailable`, whatever its method: the service has not
///   carried it out;
/// - after `504 Gateway Timeout`, a broken connection and silence, where its method is idempotent (`GET`,
///   `HEAD`, `PUT`, `DELETE`): the service may have carried it out. An update (`PATCH`) or an action (`POST`)
///   is not sent twice;
/// - when there was no connection at all, whatever its method.
///
/// The pause is what the service asks for in `Retry-After`. Where it names none (or zero), pauses grow: they double from
/// [`first_pause`](Self::first_pause) on up to [`longest_pause`](Self::longest_pause), and each is shortened by a
/// random part of up to a half, so that clients that failed together do not come back together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    total_wait: Duration,
}

impl Default for RetryPolicy {
    /// 5 attempts, pauses from 1 to 30 seconds, 5 minutes of waiting in all.
    fn default() -> Self {
        Self {
            attempts: 5,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            total_wait: Duration::from_secs(300),
        }
    }
}

impl RetryPolicy {
    /// Every request is sent once.
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// How often a request is sent at most, the first time included; 0 counts as 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The first pause where the service names none.
    pub fn first_pause(mut self, pause: Duration) -> Self {
        self.first_pause = pause;
        self
    }

    /// The longest pause where the service names none.
    pub fn longest_pause(mut self, pause: Duration) -> Self {
        self.longest_pause = pause;
        self
    }

    /// How long all pauses of a request may take together. When the service asks for more, the request fails
    /// at once.
    pub fn total_wait(mut self, wait: Duration) -> Self {
        self.total_wait = wait;
        self
    }

    /// How often a request may be sent.
    pub(super) fn max_attempts(&self) -> u32 {
        self.attempts
    }

    /// The pause before the next attempt; `None` when there is none.
    pub(super) fn pause(&self, tried: Tried, retry_after: Option<Duration>) -> Option<Duration> {
        if tried.attempts >= self.attempts {
            return None;
        }
        // "Now", or a date that has passed, names no pause; without any, attempts would be used up in no time.
        let pause = retry_after.filter(|pause| !pause.is_zero()).unwrap_or_else(|| {
            let doublings = tried.attempts.saturating_sub(1).min(31);
            let full = self
                .first_pause
                .saturating_mul(1 << doublings)
                .min(self.longest_pause);
            // Version 4 UUIDs are random, and at hand.
            let (random, _) = Uuid::new_v4().as_u64_pair();
            let part = f64::from((random >> 32) as u32) / f64::from(u32::MAX);
            Duration::try_from_secs_f64(full.as_secs_f64() * (1.0 - part / 2.0)).unwrap_or(full)
        });
        (tried.waited.saturating_add(pause) <= self.total_wait).then_some(pause)
    }
}

/// What of a policy has been used.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tried {
    pub(super) attempts: u32,
    pub(super) waited: Duration,
}

/// Whether a request that failed can be sent again.
pub(super) fn is_retriable(error: &Error, idempotent: bool) -> bool {
    match error {
        Error::Service(error) => is_retriable_status(error.status, idempotent),
        Error::Transport(error) => match error.kind() {
            TransportErrorKind::Connect => true,
            TransportErrorKind::Broken | TransportErrorKind::Timeout => idempotent,
            TransportErrorKind::Other => false,
        },
        _ => false,
    }
}

/// Whether a request with an answer of this status can be sent again.
pub(super) fn is_retriable_status(status: StatusCode, idempotent: bool) -> bool {
    match status {
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => true,
        StatusCode::GATEWAY_TIMEOUT => idempotent,
        _ => false,
    }
}

/// What the header `Retry-After` asks for: seconds, whose fractions Microsoft Graph sends too, or a date.
///
/// A date is held against the `Date` of the same response where it has one: the clocks of the service and of
/// this machine can differ.
pub(super) fn retry_after(headers: &HeaderMap, now: OffsetDateTime) -> Option<Duration> {
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

/// Reads a date as HTTP writes it.
pub(super) fn date(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text.trim(), &Rfc2822).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::header::{HeaderMap, HeaderName};
    use proptest::prelude::*;
    use time::OffsetDateTime;

    use super::{RetryPolicy, Tried, retry_after};

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
    fn a_pause_of_zero_is_none() {
        let policy = RetryPolicy::default();
        let tried = Tried {
            attempts: 1,
            waited: Duration::ZERO,
        };
        let pause = policy.pause(tried, Some(Duration::ZERO)).unwrap();
        assert!((0.5..=1.0).contains(&pause.as_secs_f64()), "{pause:?}");
        // A service that asks for more than anybody waits is not asked again.
        assert_eq!(policy.pause(tried, Some(Duration::MAX)), None);
    }

    #[test]
    fn the_longest_pauses_do_not_overflow() {
        let policy = RetryPolicy::default()
            .first_pause(Duration::MAX)
            .longest_pause(Duration::MAX);
        for attempts in 1..4 {
            let tried = Tried {
                attempts,
                waited: Duration::MAX,
            };
            assert_eq!(policy.pause(tried, None), None);
            assert!(policy.total_wait(Duration::MAX).pause(tried, None).is_some());
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

    #[test]
    fn pauses_grow_are_shortened_at_random_and_end() {
        let policy = RetryPolicy::default().attempts(10);
        let pause = |attempts| {
            let tried = Tried {
                attempts,
                waited: Duration::ZERO,
            };
            policy.pause(tried, None)
        };
        for (attempts, longest) in [(1, 1.0), (2, 2.0), (3, 4.0), (6, 30.0), (9, 30.0)] {
            let pause = pause(attempts).unwrap().as_secs_f64();
            assert!((longest / 2.0..=longest).contains(&pause), "{attempts}: {pause}");
        }
        assert_eq!(pause(10), None);
        let pauses: Vec<_> = (0..8).map(|_| pause(1)).collect();
        assert!(pauses.iter().any(|pause| *pause != pauses[0]), "{pauses:?}");
    }

    #[test]
    fn a_pause_that_is_too_long_is_not_begun() {
        let policy = RetryPolicy::default().total_wait(Duration::from_secs(10));
        let tried = Tried {
            attempts: 1,
            waited: Duration::from_secs(4),
        };
        assert_eq!(
            policy.pause(tried, Some(Duration::from_secs(6))),
            Some(Duration::from_secs(6))
        );
        assert_eq!(policy.pause(tried, Some(Duration::from_secs(7))), None);
    }

    proptest! {
        #[test]
        fn any_header_and_any_policy(value in "[ -~]{0,40}", attempts: u32, tried: u32, first: u64, longest: u64) {
            let _ = after(&value);
            let policy = RetryPolicy::default()
                .attempts(attempts)
                .first_pause(Duration::from_millis(first))
                .longest_pause(Duration::from_millis(longest));
            let _ = policy.pause(Tried { attempts: tried, waited: Duration::from_millis(longest) }, None);
        }
    }
}
