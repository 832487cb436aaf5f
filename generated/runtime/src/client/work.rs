//! Long-running work: one request starts it, further requests ask how far it is
//! (<https://learn.microsoft.com/graph/long-running-actions-overview>).

mod asking;
pub(crate) mod finished;
pub(crate) mod location;
pub(crate) mod state;
pub(crate) mod waiting;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header;
use http::{Method, StatusCode};

use self::asking::Asking;
use self::finished::Finished;
use self::state::{Answer, Progress, WorkState, read_state};
use self::waiting::Waiting;
use crate::client::builder::Client;
use crate::client::call::Call;
use crate::client::error::Error;
use crate::client::error::kind::{ErrorKind, ProtocolError};
use crate::client::exchange::link::{get, json_headers};
use crate::client::exchange::sending::{Redirects, Sending};
use crate::client::retry::after::retry_after;
use crate::client::transport::BoxFuture;
use crate::operation::Operation;

/// The first pause where the service names none; pauses double.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The shortest pause that is honoured, so that the service is not polled without a pause.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// The longest pause where the service names none.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

impl<O: Operation> Call<O> {
    /// Sends the request. What it returns can be asked how far the work is; it is done where the service answers at once.
    /// Retry rule and timeouts of the call hold for each of the requests that ask, too.
    ///
    /// # Errors
    /// Besides those of a call, where the service takes the work up and names no URL to ask at.
    pub fn begin(self) -> BoxFuture<'static, Result<Work, Error>> {
        let (client, request, sending) = self.into_parts();
        let asking = Asking::new(&client, &sending);
        let exchange = client.exchange(request, sending);
        Box::pin(async move {
            let response = exchange.await?;
            let called = asking.called.clone();
            Work::begun(asking, response).map_err(|error| error.of(called.as_ref()))
        })
    }

    /// Sends the request and waits until the work is done. Retry rule and timeouts of the call hold for each of the
    /// requests that ask, too; [`Waiting::timeout`] bounds the whole.
    ///
    /// ```
    /// # use graph_runtime::client::{Call, Error};
    /// # use graph_runtime::{Operation, Value, response::Accepted};
    /// async fn copy<O: Operation<Response = Accepted>>(call: Call<O>) -> Result<Value, Error> {
    ///     call.wait()
    ///         .progress(|progress| println!("{:?} percent", progress.percentage()))
    ///         .timeout(std::time::Duration::from_secs(600))
    ///         .resource()
    ///         .await
    /// }
    /// ```
    pub fn wait(self) -> Waiting {
        let client = self.client().clone();
        let called = self.called();
        Waiting::new(&client, called, self.begin())
    }

    /// Sends the request, waits where the service takes it up as work instead of answering, as it does for
    /// `Prefer: respond-async`, and returns the answer that the page documents: that of the work, when it is done.
    ///
    /// ```
    /// # use graph_runtime::client::{Call, Error};
    /// # use graph_runtime::Operation;
    /// async fn create<O: Operation<Response: Send>>(call: Call<O>) -> Result<O::Response, Error> {
    ///     call.wait_for_answer().await
    /// }
    /// ```
    pub fn wait_for_answer(self) -> BoxFuture<'static, Result<O::Response, Error>>
    where
        O::Response: Send,
    {
        self.wait().resource()
    }
}

impl Client {
    /// Work that was begun earlier, by its [location](Work::location).
    pub fn work(&self, location: &str) -> Work {
        let asking = Asking::new(self, &self.inner.sending(&Method::GET));
        let whole = asking.absolute(None, location);
        Work {
            asking,
            state: State::Running(whole.unwrap_or_else(|| location.to_owned())),
            asked_pause: None,
        }
    }
}

/// Work that the service has taken up.
///
/// Its location is asked with a token where it is on a host that gets one, and without elsewhere.
pub struct Work {
    asking: Arc<Asking>,
    state: State,
    /// How long the service asked to wait before the next question.
    asked_pause: Option<Duration>,
}

enum State {
    /// The URL that tells how far the work is.
    Running(String),
    /// The answer to the first request was that of the work.
    Done(Finished),
}

impl Work {
    fn begun(asking: Arc<Asking>, response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let asked_pause = retry_after(response.headers(), asking.client.inner.timer.now());
        let header = |name: &str| response.headers().get(name)?.to_str().ok();
        let location = header("location").or_else(|| header("operation-location"));
        let state = match location {
            Some(location) if response.status() == StatusCode::ACCEPTED => {
                let location = asking.absolute(response.extensions().get(), location);
                State::Running(location.ok_or(ProtocolError::Link)?)
            }
            None if response.status() == StatusCode::ACCEPTED => {
                return Err(ProtocolError::NoWorkLocation.into());
            }
            _ => State::Done(Finished::new(&asking, response)),
        };
        Ok(Self {
            asking,
            state,
            asked_pause,
        })
    }

    /// Where the work is asked after, to be saved for [`Client::work`]; `None` where it was done at once. The URL can be
    /// a secret: whoever has it may learn of the work.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        match &self.state {
            State::Running(location) => Some(location),
            State::Done(_) => None,
        }
    }

    /// Asks once how far the work is.
    ///
    /// # Errors
    /// [`ErrorKind::Work`] where the work failed.
    pub async fn ask(&mut self) -> Result<WorkState, Error> {
        let location = match &self.state {
            State::Running(location) => location.clone(),
            State::Done(finished) => return Ok(WorkState::Done(finished.clone())),
        };
        let asked = self.ask_at(&location).await;
        let state = asked.map_err(|error| error.of(self.asking.called.as_ref()))?;
        // The service may forget work that is done.
        if let WorkState::Done(finished) = &state {
            self.state = State::Done(finished.clone());
        }
        Ok(state)
    }

    async fn ask_at(&mut self, location: &str) -> Result<WorkState, Error> {
        let request = get(location).map(|mut request| {
            *request.headers_mut() = json_headers();
            request
        });
        let sending = Sending {
            redirects: Redirects::Returned,
            ..self.asking.sending.clone()
        };
        let client = &self.asking.client;
        let response = client.exchange(request, sending).await?;
        self.asked_pause = retry_after(response.headers(), client.inner.timer.now());
        if response.status().is_redirection() {
            let found = response.headers().get(header::LOCATION);
            let found = found.ok_or(ProtocolError::NoLocation(response.status()))?;
            let found = found.to_str().map_err(|_| ProtocolError::Link)?;
            let found = self.asking.absolute(response.extensions().get(), found);
            let found = found.ok_or(ProtocolError::Link)?;
            return Ok(WorkState::Done(Finished::at(&self.asking, found)));
        }
        Ok(match read_state(response) {
            Answer::Running(progress) => WorkState::Running(progress),
            Answer::Failed(error) => return Err(ErrorKind::Work(error).into()),
            Answer::Done(response) => WorkState::Done(Finished::new(&self.asking, response)),
        })
    }

    /// Waits until the work is done.
    pub fn wait(self) -> Waiting {
        let asking = Arc::clone(&self.asking);
        Waiting::new(
            &asking.client,
            asking.called.clone(),
            Box::pin(std::future::ready(Ok(self))),
        )
    }

    /// Asks until the work is done, with a pause before each question.
    async fn finish(&mut self, progress: &mut (dyn FnMut(&Progress) + Send)) -> Result<Finished, Error> {
        if let State::Done(finished) = &self.state {
            return Ok(finished.clone());
        }
        let timer = Arc::clone(&self.asking.client.inner.timer);
        let mut own_pause = FIRST_PAUSE;
        loop {
            let asked = self.asked_pause.filter(|pause| !pause.is_zero());
            let pause = asked.map_or(own_pause, |pause| pause.max(SHORTEST_PAUSE));
            timer.sleep(pause).await;
            own_pause = own_pause.saturating_mul(2).min(LONGEST_PAUSE);
            match self.ask().await? {
                WorkState::Done(finished) => return Ok(finished),
                WorkState::Running(state) => progress(&state),
            }
        }
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_running = matches!(self.state, State::Running(_));
        f.debug_struct("Work")
            .field("is_running", &is_running)
            .finish_non_exhaustive()
    }
}
