//! The pause that all requests of a client to a host make while the host throttles.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use time::OffsetDateTime;
use url::Origin;

use super::random::random_part;
use super::timer::Timer;

/// Until when no request is sent to a host: what would be sent meanwhile would be put off too, and counts against the
/// caller. Other hosts, such as that of an upload session, count by themselves.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    until: Mutex<HashMap<Origin, OffsetDateTime>>,
}

/// What is added to the pause of those who wait, as a part of the pause: they should not all come back together.
const SPREAD: f64 = 0.1;

impl Throttle {
    /// Waits for a pause that begins now, and lets all others wait.
    pub(super) async fn pause(&self, host: &Origin, timer: &dyn Timer, pause: Duration) {
        let until = time::Duration::try_from(pause)
            .ok()
            .and_then(|pause| timer.now().checked_add(pause));
        if let Some(until) = until {
            let mut closed = self.until();
            let longest = closed.entry(host.clone()).or_insert(until);
            *longest = until.max(*longest);
        }
        timer.sleep(pause).await;
        if let Some(until) = until {
            self.open(host, until);
        }
    }

    /// Waits until requests may be sent to a host.
    pub(super) async fn wait(&self, host: &Origin, timer: &dyn Timer) {
        loop {
            let until = self.until().get(host).copied();
            let Some(until) = until else { return };
            match Duration::try_from(until - timer.now()) {
                Ok(rest) if !rest.is_zero() => {
                    let spread = rest.mul_f64(SPREAD * random_part());
                    timer.sleep(rest.saturating_add(spread)).await;
                }
                _ => {}
            }
            self.open(host, until);
        }
    }

    /// Ends the pause, unless a longer one has begun.
    fn open(&self, host: &Origin, until: OffsetDateTime) {
        let mut closed = self.until();
        if closed.get(host) == Some(&until) {
            closed.remove(host);
        }
    }

    fn until(&self) -> std::sync::MutexGuard<'_, HashMap<Origin, OffsetDateTime>> {
        self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures_util::future::join_all;
    use time::OffsetDateTime;
    use tokio::time::Instant;

    use super::super::transport::BoxFuture;
    use super::{Origin, Throttle, Timer};

    fn host(name: &str) -> Origin {
        url::Url::parse(&format!("https://{name}.example"))
            .unwrap()
            .origin()
    }

    /// The clock of Tokio, which a test puts forward.
    struct Paused(Instant);

    impl Timer for Paused {
        fn now(&self) -> OffsetDateTime {
            OffsetDateTime::UNIX_EPOCH + self.0.elapsed()
        }
        fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
            Box::pin(tokio::time::sleep(duration))
        }
    }

    #[tokio::test(start_paused = true)]
    async fn all_wait_for_the_longest_pause() {
        let begun = Instant::now();
        let (throttle, timer, host) = (Throttle::default(), Paused(begun), host("graph"));
        throttle.wait(&host, &timer).await;
        let first = throttle.pause(&host, &timer, Duration::from_secs(5));
        let second = throttle.pause(&host, &timer, Duration::from_secs(2));
        let others = join_all((0..10).map(|_| async {
            tokio::task::yield_now().await;
            throttle.wait(&host, &timer).await;
            begun.elapsed().as_millis()
        }));
        let ((), (), waited) = tokio::join!(first, second, others);
        // They come back one after the other.
        assert!(
            waited.iter().all(|waited| (5000..=5501).contains(waited)),
            "{waited:?}"
        );
        assert!(waited.iter().any(|other| *other != waited[0]), "{waited:?}");
        throttle.wait(&host, &timer).await;
        assert_eq!(begun.elapsed().as_secs(), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn another_host_is_not_waited_for() {
        let begun = Instant::now();
        let (throttle, timer, host, other) =
            (Throttle::default(), Paused(begun), host("graph"), host("upload"));
        let mut pause = Box::pin(throttle.pause(&other, &timer, Duration::from_secs(5)));
        assert!(futures_util::poll!(&mut pause).is_pending());
        throttle.wait(&host, &timer).await;
        assert!(begun.elapsed().is_zero());
        pause.await;
    }

    /// A request that goes away while it waits holds nobody longer than it would have waited.
    #[tokio::test(start_paused = true)]
    async fn a_pause_ends_without_the_one_who_began_it() {
        let begun = Instant::now();
        let (throttle, timer, host) = (Throttle::default(), Paused(begun), host("graph"));
        let mut first = Box::pin(throttle.pause(&host, &timer, Duration::from_secs(5)));
        assert!(futures_util::poll!(&mut first).is_pending());
        drop(first);
        throttle.wait(&host, &timer).await;
        assert_eq!(begun.elapsed().as_secs(), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_beyond_all_dates_holds_nobody_else() {
        let (throttle, timer, host) = (Throttle::default(), Paused(Instant::now()), host("graph"));
        let mut endless = Box::pin(throttle.pause(&host, &timer, Duration::MAX));
        assert!(futures_util::poll!(&mut endless).is_pending());
        throttle.wait(&host, &timer).await;
    }
}
