//! Clients for tests.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{BoxFuture, Client, ClientBuilder, Timer};
use graph_runtime::types::OffsetDateTime;

/// A timer that takes pauses down and does not wait for them. What its alarms are for never comes too late.
#[derive(Clone, Default)]
pub(crate) struct TestTimer {
    pauses: Arc<Mutex<Vec<Duration>>>,
    offset: Arc<Mutex<Duration>>,
}

impl TestTimer {
    /// The pauses between attempts.
    pub(crate) fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }

    /// Whether there were these pauses, each perhaps longer by the random part that is added where a service throttles.
    pub(crate) fn has_paused(&self, seconds: &[f64]) -> bool {
        let pauses = self.pauses();
        let fits = |(pause, asked): (&Duration, &f64)| (*asked..=asked * 1.1).contains(&pause.as_secs_f64());
        pauses.len() == seconds.len() && pauses.iter().zip(seconds).all(fits)
    }

    /// Puts the clock forward.
    pub(crate) fn advance(&self, duration: Duration) {
        *self.offset.lock().unwrap() += duration;
    }
}

impl Timer for TestTimer {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc() + *self.offset.lock().unwrap()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.pauses.lock().unwrap().push(duration);
        Box::pin(tokio::task::yield_now())
    }

    /// A pause has passed when it was taken down.
    fn monotonic(&self) -> Duration {
        let pauses = self.pauses.lock().unwrap();
        pauses
            .iter()
            .fold(Duration::from_secs(60), |sum, pause| sum.saturating_add(*pause))
    }

    fn alarm(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration.is_zero() {
            return Box::pin(std::future::ready(()));
        }
        Box::pin(std::future::pending())
    }
}

/// The settings of a client for a local server, with a token and a timer that does not wait.
pub(crate) fn settings(base_url: impl Into<String>, timer: &TestTimer) -> ClientBuilder {
    Client::builder()
        .base_url(base_url)
        .token("secret")
        .timer(timer.clone())
}

pub(crate) fn client(base_url: impl Into<String>) -> Client {
    settings(base_url, &TestTimer::default()).build().unwrap()
}
