//! Waiting for work, as long as it may take.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::client::builder::Client;
use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::timer::{Timer, within};
use crate::client::transport::BoxFuture;
use crate::client::work::Work;
use crate::client::work::finished::Finished;
use crate::client::work::location::WorkLocation;
use crate::client::work::state::Progress;
use crate::permissions::called::CalledOperation;
use crate::response::Response;

/// How long work is waited for unless told otherwise.
const TIMEOUT: Duration = Duration::from_secs(3600);

/// Waits for work. `.await` returns when it is done; dropping the future ends the waiting, the work goes on.
#[must_use = "nothing is waited for unless it is awaited"]
pub struct Waiting {
    timer: Arc<dyn Timer>,
    called: Option<CalledOperation>,
    work: BoxFuture<'static, Result<Work, Error>>,
    started: Box<dyn FnOnce(&str) + Send>,
    progress: Box<dyn FnMut(&Progress) + Send>,
    timeout: Duration,
}

impl Waiting {
    pub(super) fn new(
        client: &Client,
        called: Option<CalledOperation>,
        work: BoxFuture<'static, Result<Work, Error>>,
    ) -> Self {
        Self {
            timer: Arc::clone(&client.inner.timer),
            called,
            work,
            started: Box::new(|_| {}),
            progress: Box::new(|_| {}),
            timeout: TIMEOUT,
        }
    }

    /// A function that is called with the [location](Work::location) of the work when the service has taken it up: to be
    /// saved, so that a later run can go on with [`Client::work`]. The URL can be a secret.
    pub fn started(mut self, started: impl FnOnce(&str) + Send + 'static) -> Self {
        self.started = Box::new(started);
        self
    }

    /// A function that is called with what the service says while the work goes on.
    pub fn progress(mut self, progress: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// How long to wait in all, an hour unless given. Then the call fails, and the work goes on: the error
    /// [`ErrorKind::WorkGoesOn`] says where it is asked after.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Waits, and returns what the work has made: the object that the service names when the work is done, or `()`
    /// where it does not matter.
    pub fn resource<R: Response + Send>(self) -> BoxFuture<'static, Result<R, Error>> {
        let finished = self.into_future();
        Box::pin(async move { finished.await?.resource().await })
    }
}

impl IntoFuture for Waiting {
    type Output = Result<Finished, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            timer,
            called,
            work,
            started,
            mut progress,
            timeout,
        } = self;
        Box::pin(async move {
            let mut begun = None;
            let finished = within(&*timer, timeout, async {
                let work = begun.insert(work.await?);
                if let Some(location) = work.location() {
                    started(location);
                }
                work.finish(&mut *progress).await
            });
            if let Some(finished) = finished.await {
                return finished;
            }
            let location = begun.as_ref().and_then(Work::location).map(WorkLocation::new);
            let late = match location {
                Some(location) => ErrorKind::WorkGoesOn { location, timeout },
                // Whether the service has taken the work up is not known.
                None => ErrorKind::TimedOut(timeout),
            };
            Err(Error::from(late).of(called.as_ref()))
        })
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
