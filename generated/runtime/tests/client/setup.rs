//! Clients for tests.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{BoxFuture, Client, ClientBuilder, Timer};
use graph_runtime::types::OffsetDateTime;

/// Silence that no test waits for; [`TestTimer`] takes it for an alarm, not a pause.
const LONG: Duration = Duration::from_secs(3600);

/// A timer that takes pauses down and does not wait for them.
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
        if duration >= LONG {
            return Box::pin(std::future::pending());
        }
        self.pauses.lock().unwrap().push(duration);
        Box::pin(tokio::task::yield_now())
    }
}

/// The settings of a client for a local server, with a token and a timer that does not wait.
pub(crate) fn settings(base_url: impl Into<String>, timer: &TestTimer) -> ClientBuilder {
    Client::builder()
        .base_url(base_url)
        .token("secret")
        .timeout(LONG)
        .timer(timer.clone())
}

pub(crate) fn client(base_url: impl Into<String>) -> Client {
    settings(base_url, &TestTimer::default()).build().unwrap()
}
