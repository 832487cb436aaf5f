//! The clock of a client, which tests replace.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use futures_util::future::{Either, select};
use time::OffsetDateTime;

use crate::client::transport::BoxFuture;

/// Tells the time and waits.
///
/// A client waits between attempts and for what does not come. [`TokioTimer`] is its timer unless
/// [`ClientBuilder::timer`](crate::client::ClientBuilder::timer) gives it another: that of another runtime, or one of a
/// test that does not wait.
pub trait Timer: Send + Sync + 'static {
    /// The time by the clock of this machine, against which expiry dates are held.
    fn now(&self) -> OffsetDateTime;
    /// Resolves after the duration: a pause, which passes before the client does something.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
    /// Resolves after the duration, at which something that is not done by then fails. A timer of a test can tell these
    /// from pauses.
    fn alarm(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleep(duration)
    }
    /// The time since a moment that stays the same, by a clock that nobody sets. A timer whose time does not pass like
    /// that of this machine has its own.
    fn monotonic(&self) -> Duration {
        START.elapsed()
    }
}

/// The moment from which the clocks that nobody sets count.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// What a future returns, if it is ready in time.
pub(super) async fn within<F: Future>(timer: &dyn Timer, time: Duration, future: F) -> Option<F::Output> {
    let alarm = timer.alarm(time);
    match select(std::pin::pin!(future), alarm).await {
        Either::Left((output, _)) => Some(output),
        Either::Right(((), _)) => None,
    }
}

/// The timer of Tokio. It waits in a Tokio runtime only.
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

impl Timer for TokioTimer {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Not `Box::pin(tokio::time::sleep(duration))`: that call asks for the runtime at once, and here may
        // be outside of it.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }

    fn monotonic(&self) -> Duration {
        tokio::time::Instant::now()
            .into_std()
            .saturating_duration_since(*START)
    }
}
