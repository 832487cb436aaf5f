//! The pause that requests of a client make together while the service throttles.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use url::{Origin, Url};

use crate::client::retry::random::random_part;
use crate::error::ServiceError;

/// What the service throttles together, as far as an address tells: a host, and the first two segments of the path below
/// the version. Microsoft Graph counts by mailbox, by workload and by many other things behind one host
/// (<https://learn.microsoft.com/graph/throttling-limits>): a mailbox that is busy says nothing about the devices.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    origin: Origin,
    path: Vec<String>,
}

impl Scope {
    /// What is throttled together with an address.
    pub(crate) fn of(url: &Url) -> Self {
        let segments: Vec<&str> = url.path_segments().into_iter().flatten().collect();
        // A gateway can have a path of its own before the version; other services have no version.
        let version = segments
            .iter()
            .position(|segment| matches!(*segment, "v1.0" | "beta"));
        let below = version.map_or(0, |version| version + 1);
        Self {
            origin: url.origin(),
            path: segments
                .into_iter()
                .skip(below)
                .take(2)
                .map(str::to_owned)
                .collect(),
        }
    }
}

/// Until when no request is sent to a scope: what would be sent meanwhile would be put off too, and counts against the
/// caller.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    closed: Mutex<HashMap<Scope, Closed>>,
}

#[derive(Debug)]
struct Closed {
    /// By the clock that is never set back.
    until: Duration,
    error: ServiceError,
}

/// Why a request is not sent now.
#[derive(Debug)]
pub(crate) struct HeldUp {
    /// How long the pause goes on.
    pub(crate) rest: Duration,
    /// What the service answered to the request that was put off.
    pub(crate) error: ServiceError,
    pub(crate) pause: Pause,
}

/// A pause of a scope.
#[derive(Clone, Debug)]
pub(crate) struct Pause {
    scope: Scope,
    until: Duration,
}

/// What is added to a pause at random, as a part of it: those who wait together should not all come back together.
const SPREAD: f64 = 0.1;

/// A pause, longer by a random part.
pub(crate) fn spread(pause: Duration) -> Duration {
    let more = pause.as_secs_f64() * SPREAD * random_part();
    pause.saturating_add(Duration::try_from_secs_f64(more).unwrap_or_default())
}

impl Throttle {
    /// Begins a pause, unless a longer one goes on. `None`: it has no end that a clock can tell, and holds nobody up.
    pub(crate) fn close(
        &self,
        scope: Scope,
        now: Duration,
        pause: Duration,
        error: &ServiceError,
    ) -> Option<Pause> {
        let until = now.checked_add(pause)?;
        let mut closed = self.closed();
        // Nobody may ever come back to what was throttled once.
        closed.retain(|_, closed| closed.until > now);
        let is_longest = closed.get(&scope).is_none_or(|known| known.until < until);
        if is_longest {
            let error = error.clone();
            closed.insert(scope.clone(), Closed { until, error });
        }
        Some(Pause { scope, until })
    }

    /// The pause of a scope, if one goes on.
    pub(crate) fn held_up(&self, scope: &Scope, now: Duration) -> Option<HeldUp> {
        let closed = self.closed();
        let Closed { until, error } = closed.get(scope)?;
        let rest = until.saturating_sub(now);
        (!rest.is_zero()).then(|| HeldUp {
            rest,
            error: error.clone(),
            pause: Pause {
                scope: scope.clone(),
                until: *until,
            },
        })
    }

    /// Ends a pause that was waited for, whatever the clock says now, unless a longer one has begun.
    pub(crate) fn open(&self, pause: &Pause) {
        let mut closed = self.closed();
        if closed
            .get(&pause.scope)
            .is_some_and(|known| known.until <= pause.until)
        {
            closed.remove(&pause.scope);
        }
    }

    fn closed(&self) -> MutexGuard<'_, HashMap<Scope, Closed>> {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::StatusCode;
    use url::Url;

    use super::{Scope, ServiceError, Throttle, spread};

    const NOW: Duration = Duration::from_secs(60);

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn scope(url: &str) -> Scope {
        Scope::of(&Url::parse(url).unwrap())
    }

    fn error() -> ServiceError {
        let mut response = http::Response::new(Vec::new());
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        ServiceError::read(response)
    }

    #[test]
    fn what_is_throttled_together() {
        let of = |path: &str| scope(&format!("https://graph.example/{path}"));
        let mailbox = of("v1.0/users/1/messages?$top=5");
        for same in [
            "v1.0/users/1",
            "beta/users/1/events/2",
            "v1.0/users/1/messages/3#a",
        ] {
            assert_eq!(of(same), mailbox, "{same}");
        }
        for other in ["v1.0/users", "v1.0/users/2/messages", "v1.0/devices/1", ""] {
            assert_ne!(of(other), mailbox, "{other}");
        }
        assert_eq!(
            scope("https://g.example/graph/v1.0/users/1/a"),
            scope("https://g.example/v1.0/users/1")
        );
        assert_ne!(scope("https://upload.example/v1.0/users/1"), mailbox);
    }

    #[test]
    fn the_longest_pause_counts() {
        let throttle = Throttle::default();
        let users = scope("https://a.example/v1.0/users/1");
        let rest = |seconds: u64| {
            let held_up = throttle.held_up(&users, NOW + self::seconds(seconds));
            held_up.map(|held_up| held_up.rest.as_secs())
        };
        assert_eq!(rest(0), None);
        let long = throttle.close(users.clone(), NOW, seconds(5), &error()).unwrap();
        let short = throttle.close(users.clone(), NOW, seconds(2), &error()).unwrap();
        throttle.open(&short);
        assert_eq!((rest(0), rest(4), rest(5)), (Some(5), Some(1), None));
        assert!(
            throttle
                .held_up(&scope("https://a.example/v1.0/users/2"), NOW)
                .is_none()
        );
        throttle.open(&long);
        assert_eq!(rest(0), None);
    }

    #[test]
    fn a_pause_without_end_holds_nobody_up() {
        let throttle = Throttle::default();
        let users = scope("https://a.example/v1.0/users/1");
        assert!(
            throttle
                .close(users.clone(), NOW, Duration::MAX, &error())
                .is_none()
        );
        assert!(throttle.held_up(&users, NOW).is_none());
    }

    #[test]
    fn pauses_that_are_over_are_forgotten() {
        let throttle = Throttle::default();
        for user in 0..100 {
            let scope = scope(&format!("https://a.example/v1.0/users/{user}"));
            throttle.close(scope, NOW + seconds(user), seconds(2), &error());
        }
        assert_eq!(throttle.closed().len(), 2);
    }

    #[test]
    fn those_who_wait_do_not_come_back_together() {
        let pauses: Vec<_> = (0..8).map(|_| spread(seconds(100))).collect();
        assert!(
            pauses.iter().all(|pause| (100..=110).contains(&pause.as_secs())),
            "{pauses:?}"
        );
        assert!(pauses.iter().any(|pause| *pause != pauses[0]), "{pauses:?}");
        assert_eq!(spread(Duration::MAX), Duration::MAX);
    }
}
