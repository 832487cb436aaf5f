//! The default rule for sending failed requests again: which ones, how often, and after which pauses.

pub(crate) mod after;
pub(crate) mod random;
pub(crate) mod rule;
pub(crate) mod status;

use std::time::Duration;

use self::random::random_part;
use self::rule::{FailedAttempt, RetryDecision, RetryRule};

/// How often and how long a request is tried.
///
/// A request is sent again
/// - after `429 Too Many Requests`, `503 Service Unavailable` and `509 Bandwidth Limit Exceeded`, whatever its method:
///   the service has not carried it out;
/// - after `408 Request Timeout`, `500 Internal Server Error`, `502 Bad Gateway`, `504 Gateway Timeout`, a broken
///   connection and silence, where its method is idempotent (`GET`, `HEAD`, `PUT`, `DELETE`): the service may have
///   carried it out. An update (`PATCH`) or an action (`POST`) is not sent twice;
/// - when there was no connection at all, whatever its method.
///
/// After `303 See Other` the request was carried out: only the answer, which is elsewhere, is asked for again.
///
/// So the answer to a request that was carried out can be lost, and the next attempt then finds it done: a `DELETE` ends
/// with 404, a `PUT` with `If-Match` with 412.
///
/// The pause is what the service asks for in `Retry-After`. Where it names none (or zero), pauses grow: they double from
/// [`initial_pause`](Self::initial_pause) on up to [`max_pause`](Self::max_pause), and each is shortened by a
/// random part of up to a half, so that clients that failed together do not come back together.
///
/// A program that knows better has a [`RetryRule`] of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_pause: Duration,
    max_pause: Duration,
    max_total_pause: Duration,
}

impl Default for RetryPolicy {
    /// 5 attempts, pauses from 1 to 30 seconds, 5 minutes of waiting in all.
    fn default() -> Self {
        Self {
            max_attempts: 5,
            initial_pause: Duration::from_secs(1),
            max_pause: Duration::from_secs(30),
            max_total_pause: Duration::from_secs(300),
        }
    }
}

impl RetryPolicy {
    /// Every request is sent once.
    pub fn never() -> Self {
        Self::default().max_attempts(1)
    }

    /// How often a request is sent at most, the first time included; 0 counts as 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The first pause where the service names none.
    pub fn initial_pause(mut self, pause: Duration) -> Self {
        self.initial_pause = pause;
        self
    }

    /// The longest pause where the service names none.
    pub fn max_pause(mut self, pause: Duration) -> Self {
        self.max_pause = pause;
        self
    }

    /// How long all pauses of a request may take together. When the service asks for more, the request fails
    /// at once.
    pub fn max_total_pause(mut self, pause: Duration) -> Self {
        self.max_total_pause = pause;
        self
    }

    /// The pause before the next attempt; `None` when there is none.
    fn pause(&self, attempts: u32, waited: Duration, asked: Option<Duration>) -> Option<Duration> {
        if attempts >= self.max_attempts {
            return None;
        }
        // "Now", or a date that has passed, names no pause; without any, attempts would be used up in no time.
        let pause = asked.filter(|pause| !pause.is_zero()).unwrap_or_else(|| {
            let doublings = attempts.saturating_sub(1).min(31);
            let full = self
                .initial_pause
                .saturating_mul(1 << doublings)
                .min(self.max_pause);
            Duration::try_from_secs_f64(full.as_secs_f64() * (1.0 - random_part() / 2.0)).unwrap_or(full)
        });
        (waited.saturating_add(pause) <= self.max_total_pause).then_some(pause)
    }
}

impl RetryRule for RetryPolicy {
    fn decide(&self, failed: &FailedAttempt<'_>) -> RetryDecision {
        if self.max_attempts <= 1 || !failed.may_be_repeated() {
            return RetryDecision::Fail;
        }
        match self.pause(failed.attempts(), failed.waited(), failed.asked_pause()) {
            Some(pause) => RetryDecision::Retry(pause),
            None => RetryDecision::GiveUp,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::RetryPolicy;

    #[test]
    fn a_pause_of_zero_is_none() {
        let policy = RetryPolicy::default();
        let pause = policy.pause(1, Duration::ZERO, Some(Duration::ZERO)).unwrap();
        assert!((0.5..=1.0).contains(&pause.as_secs_f64()), "{pause:?}");
        // A service that asks for more than anybody waits is not asked again.
        assert_eq!(policy.pause(1, Duration::ZERO, Some(Duration::MAX)), None);
    }

    #[test]
    fn the_longest_pauses_do_not_overflow() {
        let policy = RetryPolicy::default()
            .initial_pause(Duration::MAX)
            .max_pause(Duration::MAX);
        for attempts in 1..4 {
            assert_eq!(policy.pause(attempts, Duration::MAX, None), None);
            let patient = policy.max_total_pause(Duration::MAX);
            assert!(patient.pause(attempts, Duration::MAX, None).is_some());
        }
    }

    #[test]
    fn pauses_grow_are_shortened_at_random_and_end() {
        let policy = RetryPolicy::default().max_attempts(10);
        let pause = |attempts| policy.pause(attempts, Duration::ZERO, None);
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
        let policy = RetryPolicy::default().max_total_pause(Duration::from_secs(10));
        let waited = Duration::from_secs(4);
        assert_eq!(
            policy.pause(1, waited, Some(Duration::from_secs(6))),
            Some(Duration::from_secs(6))
        );
        assert_eq!(policy.pause(1, waited, Some(Duration::from_secs(7))), None);
    }

    proptest! {
        #[test]
        fn any_policy(attempts: u32, tried: u32, first: u64, longest: u64) {
            let policy = RetryPolicy::default()
                .max_attempts(attempts)
                .initial_pause(Duration::from_millis(first))
                .max_pause(Duration::from_millis(longest));
            let _ = policy.pause(tried, Duration::from_millis(longest), None);
        }
    }
}
