//! The client and its settings.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::header::USER_AGENT;
use tokio::sync::Semaphore;

use crate::client::call::record::CallRecord;
use crate::client::error::Error;
use crate::client::exchange::headers::header_value;
use crate::client::exchange::hosts::{AllowedHosts, parse_setting};
use crate::client::exchange::throttle::Throttle;
use crate::client::retry::RetryPolicy;
use crate::client::retry::rule::RetryRule;
use crate::client::timer::{Timer, TokioTimer};
use crate::client::token::cache::TokenCache;
use crate::client::token::{AccessToken, TokenProvider};
use crate::client::transport::Transport;
use crate::client::transport::reqwest::ReqwestTransport;
use crate::cloud::Cloud;
use crate::json::read::options::ReadOptions;

/// Sends requests to Microsoft Graph.
///
/// A clone is the same client: it shares connections, tokens and limits. Cloning is cheap: it increments a reference
/// count.
#[derive(Clone)]
pub struct Client {
    pub(super) inner: Arc<Inner>,
}

/// What a client holds; everything that sends has a pointer to it.
pub(super) struct Inner {
    /// The root of the service, without a slash at the end.
    pub(super) base_url: String,
    pub(super) allowed_hosts: AllowedHosts,
    pub(super) tokens: Option<TokenCache>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) timer: Arc<dyn Timer>,
    pub(super) retry: Arc<dyn RetryRule>,
    /// The pause that all requests make while the service throttles.
    pub(super) throttle: Throttle,
    pub(super) read_timeout: Duration,
    /// How many bytes of a body must come in a second.
    pub(super) min_speed: Option<NonZeroU32>,
    pub(super) timeout: Option<Duration>,
    pub(super) user_agent: HeaderValue,
    pub(super) permits: Semaphore,
    pub(super) max_body_size: usize,
    pub(super) read_options: ReadOptions,
    pub(super) record: Option<CallRecord>,
    pub(super) cloud: Cloud,
    pub(super) refuse_unavailable: bool,
}

impl Client {
    /// A client for the global service with a token provider, and otherwise with the settings that
    /// [`ClientBuilder`] names as defaults.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`].
    pub fn new(provider: impl TokenProvider) -> Result<Self, Error> {
        Self::builder().token_provider(provider).build()
    }

    /// The settings of a client, to be changed.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// The root of the service, without a slash at the end: `https://graph.microsoft.com`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.inner.base_url
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_url)
            .field("read_timeout", &self.inner.read_timeout)
            .finish_non_exhaustive()
    }
}

/// The settings of a [`Client`].
#[must_use]
pub struct ClientBuilder {
    cloud: Cloud,
    base_url: Option<String>,
    more_hosts: Vec<String>,
    provider: Option<Arc<dyn TokenProvider>>,
    scopes: Vec<String>,
    transport: Option<Arc<dyn Transport>>,
    timer: Arc<dyn Timer>,
    retry: Arc<dyn RetryRule>,
    read_timeout: Duration,
    min_speed: Option<NonZeroU32>,
    timeout: Option<Duration>,
    connect_timeout: Duration,
    user_agent: String,
    max_concurrent_requests: usize,
    max_body_size: usize,
    read_options: ReadOptions,
    record: Option<CallRecord>,
    refuse_unavailable: bool,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            cloud: Cloud::Global,
            base_url: None,
            more_hosts: Vec::new(),
            provider: None,
            scopes: Vec::new(),
            transport: None,
            timer: Arc::new(TokioTimer),
            retry: Arc::new(RetryPolicy::default()),
            read_timeout: Duration::from_secs(100),
            min_speed: NonZeroU32::new(1024),
            timeout: None,
            connect_timeout: Duration::from_secs(20),
            user_agent: String::new(),
            max_concurrent_requests: 100,
            max_body_size: 256 << 20,
            read_options: ReadOptions::default(),
            record: None,
            refuse_unavailable: false,
        }
    }
}

impl ClientBuilder {
    /// The deployment of Microsoft Graph: its root and its scope. The global service is the default.
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.cloud = cloud;
        self
    }

    /// The root of the service, where it is not that of a [`Cloud`]: a proxy, a local server. Tokens are sent to
    /// it. It must be a URL of `https`, or of this machine.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// A further host that tokens may be sent to, as a URL: `https://graph.example.com`. The host of the
    /// [cloud](Self::cloud) and that of the base URL are allowed as they are, those of other clouds are not.
    pub fn allow_host(mut self, url: impl Into<String>) -> Self {
        self.more_hosts.push(url.into());
        self
    }

    /// Where tokens come from. Without a provider, requests carry no token.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.provider = Some(Arc::new(provider));
        self
    }

    /// A token that is at hand, for tries and tests.
    pub fn token(self, token: impl Into<AccessToken>) -> Self {
        self.token_provider(token.into())
    }

    /// What tokens are asked for; [`Cloud::default_scope`] unless given.
    pub fn scopes<I>(mut self, scopes: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// How requests travel; [`ReqwestTransport`] unless given.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The clock; that of Tokio unless given.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// How often and how long requests are tried: a [`RetryPolicy`], or a rule of your own.
    ///
    /// When the service answers that there are too many requests (429, 509), requests of the client that are throttled
    /// together with that one wait too: what would be sent meanwhile would be put off, and counts against the caller.
    /// These are the requests to the same host with the same first two segments of the path below the version: one
    /// mailbox (`/users/{id}`), one part of the service (`/deviceManagement/managedDevices`). The rule is asked about
    /// each of them as if the service had put it off; where it is not to wait that long, it fails with the error that
    /// the service answered, and is not sent.
    pub fn retry(mut self, rule: impl RetryRule) -> Self {
        self.retry = Arc::new(rule);
        self
    }

    /// How long the service may be silent in an attempt: until the head of its answer, and between two pieces of
    /// the body. 100 seconds unless given. A request with a large body gets the time that this takes at 64 KiB a
    /// second too.
    pub fn read_timeout(mut self, read_timeout: Duration) -> Self {
        self.read_timeout = read_timeout;
        self
    }

    /// How many bytes of a body must come in a second, on average, after the first
    /// [`read_timeout`](Self::read_timeout): 1 KiB unless given. A service that sends less is taken for silent. What
    /// counts is the time from a poll of the body that finds nothing to the next poll of it.
    pub fn min_speed(mut self, bytes_per_second: NonZeroU32) -> Self {
        self.min_speed = Some(bytes_per_second);
        self
    }

    /// Lets bodies come as slowly as they may, as long as the service is not silent.
    pub fn no_min_speed(mut self) -> Self {
        self.min_speed = None;
        self
    }

    /// How long a call may take in all: its turn, its token, its attempts and the pauses between them. It also ends the
    /// wait for a person who signs in; the sign-in goes on, and the next call waits for it. Unless given, the number of attempts and the
    /// timeouts of each bound the time. Every page of a collection, every batch of the service and every piece of an
    /// upload is a call of its own; a download counts until it begins, and anew until it goes on after a break.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long it may take to connect; 20 seconds unless given. It concerns the default transport only.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The name of the application, such as `contoso-sync/1.2`; it comes first in the header `User-Agent`.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// How many requests are under way at a time, 100 unless given; further ones wait for their turn. A download
    /// counts until its first byte is there.
    pub fn max_concurrent_requests(mut self, count: usize) -> Self {
        self.max_concurrent_requests = count;
        self
    }

    /// How many bytes of a response are held in memory, 256 MiB unless given; a larger one is an error.
    /// Downloads are not held and have no limit. What the bytes become when they are read is bounded by
    /// [`ReadOptions::max_memory`].
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = bytes;
        self
    }

    /// How answers are read.
    pub fn read_options(mut self, options: ReadOptions) -> Self {
        self.read_options = options;
        self
    }

    /// Refuses calls of operations of which the documentation says that the client's [cloud](Self::cloud) lacks them:
    /// they are an [`ErrorKind::Unavailable`](crate::client::ErrorKind::Unavailable), and nothing is sent. Unless this is set
    /// they are sent, with a warning for those who listen to the crate `tracing`, since the documentation may lag behind.
    pub fn refuse_unavailable(mut self) -> Self {
        self.refuse_unavailable = true;
        self
    }

    /// Notes the operations that are called, for the permissions that a program needs.
    pub fn record(mut self, record: &CallRecord) -> Self {
        self.record = Some(record.clone());
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When a URL is none, holds more than a host and a path, or leads over an unencrypted connection to another
    /// machine; when the user agent holds characters that no header has; when the default transport cannot be set
    /// up.
    pub fn build(self) -> Result<Client, Error> {
        let base_url = self.base_url.unwrap_or_else(|| self.cloud.base_url().to_owned());
        let mut allowed_hosts = AllowedHosts::of(self.cloud);
        let base_url = parse_setting("base_url", &base_url)?;
        allowed_hosts.allow(&base_url);
        for url in &self.more_hosts {
            allowed_hosts.allow(&parse_setting("allow_host", url)?);
        }
        let user_agent = match self.user_agent.as_str() {
            "" => concat!("graph-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
            name => format!("{name} graph-runtime/{}", env!("CARGO_PKG_VERSION")),
        };
        let scopes = match self.scopes {
            scopes if scopes.is_empty() => vec![self.cloud.default_scope()],
            scopes => scopes,
        };
        Ok(Client {
            inner: Arc::new(Inner {
                // As it was understood, so that what is checked is what is sent.
                base_url: base_url.as_str().trim_end_matches('/').to_owned(),
                allowed_hosts,
                tokens: self
                    .provider
                    .map(|provider| TokenCache::new(provider, scopes, Arc::clone(&self.timer))),
                transport: match self.transport {
                    Some(transport) => transport,
                    None => Arc::new(ReqwestTransport::new(self.connect_timeout)?),
                },
                timer: self.timer,
                retry: self.retry,
                throttle: Throttle::default(),
                read_timeout: self.read_timeout,
                min_speed: self.min_speed,
                timeout: self.timeout,
                user_agent: header_value(&USER_AGENT, &user_agent)?,
                permits: Semaphore::new(self.max_concurrent_requests.clamp(1, Semaphore::MAX_PERMITS)),
                max_body_size: self.max_body_size,
                read_options: self.read_options,
                record: self.record,
                cloud: self.cloud,
                refuse_unavailable: self.refuse_unavailable,
            }),
        })
    }
}

/// The URLs are left out: they are not checked yet and can hold secrets.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("cloud", &self.cloud)
            .field("read_timeout", &self.read_timeout)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
