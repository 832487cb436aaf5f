//! Long-running work: one request starts it, further requests ask how far it is
//! (<https://learn.microsoft.com/graph/long-running-actions-overview>).

pub(crate) mod state;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header;
use http::{Method, StatusCode};
use serde_json::Value;
use url::Url;

use self::state::{Finished, Outcome, Progress, WorkState, read_state};
use crate::client::builder::Client;
use crate::client::call::called::Called;
use crate::client::call::{Call, ResponseFuture};
use crate::client::error::Error;
use crate::client::error::kind::{ErrorKind, ProtocolError};
use crate::client::exchange::address::Address;
use crate::client::exchange::link::{get, json_headers};
use crate::client::exchange::redirect::Authorization;
use crate::client::exchange::sending::{Redirects, Sending};
use crate::client::retry::after::retry_after;
use crate::client::timer::within;
use crate::client::transport::BoxFuture;
use crate::client::transport::own_body;
use crate::operation::Operation;
use crate::response::Response;

/// The first pause where the service names none; pauses double.
const FIRST_PAUSE: Duration = Duration::from_secs(1);

/// The shortest pause that is honoured, so that the service is not polled without a pause.
const SHORTEST_PAUSE: Duration = Duration::from_millis(100);

/// The longest pause where the service names none.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How long work is waited for unless told otherwise.
const LIMIT: Duration = Duration::from_secs(3600);

impl<O: Operation> Call<O> {
    /// Sends the request. What it returns can be asked how far the work is; it is done where the service answers at once.
    ///
    /// # Errors
    /// Besides those of a call, where the service takes the work up and names no URL to ask at.
    pub fn begin(self) -> BoxFuture<'static, Result<Work, Error>> {
        let (client, request, sending) = self.into_parts();
        let called = sending.called.clone();
        let exchange = client.exchange(request, sending);
        Box::pin(async move {
            let response = exchange.await?;
            Work::begun(client, called.clone(), response).map_err(|error| error.of(called.as_ref()))
        })
    }

    /// Sends the request and waits until the work is done.
    ///
    /// ```
    /// # use graph_runtime::client::{Call, Error};
    /// # use graph_runtime::{Operation, Value, response::Accepted};
    /// async fn copy<O: Operation<Response = Accepted>>(call: Call<O>) -> Result<Value, Error> {
    ///     call.wait()
    ///         .progress(|progress| println!("{:?} percent", progress.percentage()))
    ///         .limit(std::time::Duration::from_secs(600))
    ///         .resource()
    ///         .await
    /// }
    /// ```
    pub fn wait(self) -> Waiting {
        let client = self.client().clone();
        let called = self.called();
        Waiting::new(client, called, self.begin())
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
    pub fn work(&self, location: impl Into<String>) -> Work {
        let location = location.into();
        Work {
            client: self.clone(),
            called: None,
            state: State::Running(absolute(self, None, None, &location).unwrap_or(location)),
            asked_pause: None,
        }
    }
}

/// Work that the service has taken up.
///
/// Its location is asked with a token where it is on a host that gets one, and without elsewhere.
pub struct Work {
    client: Client,
    called: Option<Called>,
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
    fn begun(
        client: Client,
        called: Option<Called>,
        response: http::Response<Vec<u8>>,
    ) -> Result<Self, Error> {
        let asked_pause = retry_after(response.headers(), client.inner.timer.now());
        let header = |name: &str| response.headers().get(name)?.to_str().ok();
        let location = header("location").or_else(|| header("operation-location"));
        let address = response.extensions().get::<Address>();
        let state = match location {
            Some(location) if response.status() == StatusCode::ACCEPTED => State::Running(
                absolute(&client, called.as_ref(), address, location).ok_or(ProtocolError::Link)?,
            ),
            None if response.status() == StatusCode::ACCEPTED => {
                return Err(ProtocolError::NoWorkLocation.into());
            }
            _ => State::Done(Finished::new(&client, called.clone(), response)),
        };
        Ok(Self {
            asked_pause,
            client,
            called,
            state,
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
        let state = asked.map_err(|error| error.of(self.called.as_ref()))?;
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
            authorization: Authorization::IfTrusted,
            redirects: Redirects::Returned,
            ..self.client.inner.sending(&Method::GET)
        };
        let response = self.client.exchange(request, sending).await?;
        self.asked_pause = retry_after(response.headers(), self.client.inner.timer.now());
        if response.status().is_redirection() {
            let status = response.status();
            let address = response.extensions().get::<Address>();
            let found = response.headers().get(header::LOCATION);
            let found = found.ok_or(ProtocolError::NoLocation(status))?;
            let found = found.to_str().map_err(|_| ProtocolError::Link)?;
            let found =
                absolute(&self.client, self.called.as_ref(), address, found).ok_or(ProtocolError::Link)?;
            return Ok(WorkState::Done(Finished::at(
                &self.client,
                self.called.clone(),
                found,
            )));
        }
        Ok(match read_state(response) {
            Outcome::Running(progress) => WorkState::Running(progress),
            Outcome::Failed(error) => return Err(ErrorKind::Work(error).into()),
            Outcome::Done(response) => {
                WorkState::Done(Finished::new(&self.client, self.called.clone(), response))
            }
        })
    }

    /// Waits until the work is done.
    pub fn wait(self) -> Waiting {
        let client = self.client.clone();
        let called = self.called.clone();
        Waiting::new(client, called, Box::pin(std::future::ready(Ok(self))))
    }

    /// Asks until the work is done, with a pause before each question.
    async fn finish(mut self, progress: &mut (dyn FnMut(&Progress) + Send)) -> Result<Finished, Error> {
        if let State::Done(finished) = self.state {
            return Ok(finished);
        }
        let mut own_pause = FIRST_PAUSE;
        loop {
            let asked = self.asked_pause.filter(|pause| !pause.is_zero());
            let pause = asked.map_or(own_pause, |pause| pause.max(SHORTEST_PAUSE));
            self.client.inner.timer.sleep(pause).await;
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

/// Waits for work. `.await` returns when it is done; dropping the future ends the waiting, the work goes on.
#[must_use = "nothing is waited for unless it is awaited"]
pub struct Waiting {
    client: Client,
    called: Option<Called>,
    work: BoxFuture<'static, Result<Work, Error>>,
    progress: Box<dyn FnMut(&Progress) + Send>,
    limit: Duration,
}

impl Waiting {
    fn new(client: Client, called: Option<Called>, work: BoxFuture<'static, Result<Work, Error>>) -> Self {
        Self {
            client,
            called,
            work,
            progress: Box::new(|_| {}),
            limit: LIMIT,
        }
    }

    /// A function that is called with what the service says while the work goes on.
    pub fn progress(mut self, progress: impl FnMut(&Progress) + Send + 'static) -> Self {
        self.progress = Box::new(progress);
        self
    }

    /// How long to wait in all, an hour unless given. Then the call fails with [`ErrorKind::TimedOut`]; the work goes
    /// on.
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
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
            client,
            called,
            work,
            mut progress,
            limit,
        } = self;
        let timer = Arc::clone(&client.inner.timer);
        Box::pin(async move {
            let finished = async { work.await?.finish(&mut *progress).await };
            match within(&*timer, limit, finished).await {
                Some(finished) => finished,
                None => Err(Error::from(ErrorKind::TimedOut(limit)).of(called.as_ref())),
            }
        })
    }
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting")
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

impl Finished {
    /// What the work has made, where the service names it; otherwise what it said at the end.
    ///
    /// The request has a token where the URL is on a host that gets one, also if the URL was named by another host:
    /// drives let SharePoint watch the work, and SharePoint names an item of Microsoft Graph. The other host was itself
    /// named by Microsoft Graph (or by the program), can only have something read, and does not see the answer.
    pub fn resource<R: Response>(&self) -> ResponseFuture<R> {
        let called = self.called.clone();
        let Some(location) = self.resource_location() else {
            let mut response = http::Response::new(self.body.clone());
            response.extensions_mut().insert(self.client.inner.read_options);
            return ResponseFuture::new(called, Box::pin(std::future::ready(Ok(response))));
        };
        let url = absolute(&self.client, called.as_ref(), self.address.as_ref(), location);
        let request = get(url.as_deref().unwrap_or(location)).map(|mut request| {
            if let Some(accept) = R::ACCEPT {
                let accept = header::HeaderValue::from_static(accept);
                request.headers_mut().insert(header::ACCEPT, accept);
            }
            request
        });
        let request = request.map_err(|error| error.of(called.as_ref()));
        let sending = Sending {
            authorization: Authorization::IfTrusted,
            ..self.client.inner.sending(&Method::GET)
        };
        ResponseFuture::new(called, self.client.exchange(request, sending))
    }

    fn new(client: &Client, called: Option<Called>, response: http::Response<Vec<u8>>) -> Self {
        Self {
            client: client.clone(),
            called,
            address: response.extensions().get().cloned(),
            found: None,
            state: own_body::read(response.body()),
            body: response.into_body(),
        }
    }

    fn at(client: &Client, called: Option<Called>, found: String) -> Self {
        Self {
            client: client.clone(),
            called,
            body: Vec::new(),
            address: None,
            found: Some(found),
            state: Value::Null,
        }
    }
}

/// A location as a whole URL. One that begins with `/` is below the base URL and the version, which the services behind
/// Microsoft Graph leave out in part. Any other host, such as that of a monitor of SharePoint, names its own paths.
fn absolute(
    client: &Client,
    called: Option<&Called>,
    address: Option<&Address>,
    location: &str,
) -> Option<String> {
    if Url::parse(location).is_ok() {
        return Some(location.to_owned());
    }
    let base_url = &client.inner.base_url;
    let is_of_graph = address.is_none_or(|address| client.inner.allowed_hosts.allows(&address.0));
    match location.strip_prefix('/') {
        Some(below) if is_of_graph && !below.starts_with('/') => {
            let first = below.split('/').next();
            let version = called.map_or("v1.0", Called::version);
            Some(match first {
                Some("v1.0" | "beta") => format!("{base_url}{location}"),
                _ => format!("{base_url}/{version}{location}"),
            })
        }
        _ => address?.join(location).map(String::from),
    }
}
