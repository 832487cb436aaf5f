//! The clock of a client, which tests replace.

use std::time::Duration;

use time::OffsetDateTime;

use super::transport::BoxFuture;

/// Tells the time and waits.
///
/// A client waits between attempts and for what does not come. [`TokioTimer`] is its timer unless
/// [`ClientBuilder::timer`](super::ClientBuilder::timer) gives it another: that of another runtime, or one of a
/// test that does not wait.
pub trait Timer: Send + Sync + 'static {
    /// The time by the clock of this machine, against which expiry dates are held.
    fn now(&self) -> OffsetDateTime;
    /// Resolves after the duration.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
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
}
