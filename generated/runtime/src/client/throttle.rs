//! The pause that all requests of a client make while the service throttles.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use time::OffsetDateTime;

use super::timer::Timer;

/// Until when no request is sent: what would be sent meanwhile would be put off too, and counts against the caller.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    until: Mutex<Option<OffsetDateTime>>,
}

impl Throttle {
    /// Waits for a pause that begins now, and lets all others wait.
    pub(super) async fn pause(&self, timer: &dyn Timer, pause: Duration) {
        let until = time::Duration::try_from(pause)
            .ok()
            .and_then(|pause| timer.now().checked_add(pause));
        if let Some(until) = until {
            let mut closed = self.until();
            *closed = (*closed).max(Some(until));
        }
        timer.sleep(pause).await;
        if let Some(until) = until {
            self.open(until);
        }
    }

    /// Waits until requests may be sent.
    pub(super) async fn wait(&self, timer: &dyn Timer) {
        loop {
            let until = *self.until();
            let Some(until) = until else { return };
            match Duration::try_from(until - timer.now()) {
                Ok(rest) if !rest.is_zero() => timer.sleep(rest).await,
                _ => {}
            }
            self.open(until);
        }
    }

    /// Ends the pause, unless a longer one has begun.
    fn open(&self, until: OffsetDateTime) {
        let mut closed = self.until();
        if *closed == Some(until) {
            *closed = None;
        }
    }

    fn until(&self) -> std::sync::MutexGuard<'_, Option<OffsetDateTime>> {
        self.until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use futures_util::future::join_all;
    use time::OffsetDateTime;
    use tokio::time::Instant;

    use super::super::transport::BoxFuture;
    use super::{Throttle, Timer};

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
        let (throttle, timer) = (Arc::new(Throttle::default()), Paused(begun));
        throttle.wait(&timer).await;
        let first = throttle.pause(&timer, Duration::from_secs(5));
        let second = throttle.pause(&timer, Duration::from_secs(2));
        let others = join_all((0..10).map(|_| async {
            tokio::task::yield_now().await;
            throttle.wait(&timer).await;
            begun.elapsed().as_secs()
        }));
        let ((), (), waited) = tokio::join!(first, second, others);
        assert_eq!(waited, [5; 10]);
        throttle.wait(&timer).await;
        assert_eq!(begun.elapsed().as_secs(), 5);
    }

    /// A request that goes away while it waits holds nobody longer than it would have waited.
    #[tokio::test(start_paused = true)]
    async fn a_pause_ends_without_the_one_who_began_it() {
        let begun = Instant::now();
        let (throttle, timer) = (Throttle::default(), Paused(begun));
        let mut first = Box::pin(throttle.pause(&timer, Duration::from_secs(5)));
        assert!(futures_util::poll!(&mut first).is_pending());
        drop(first);
        throttle.wait(&timer).await;
        assert_eq!(begun.elapsed().as_secs(), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn a_pause_beyond_all_dates_holds_nobody_else() {
        let timer = Paused(Instant::now());
        let throttle = Throttle::default();
        let mut endless = Box::pin(throttle.pause(&timer, Duration::MAX));
        assert!(futures_util::poll!(&mut endless).is_pending());
        throttle.wait(&timer).await;
    }
}
