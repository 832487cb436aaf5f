//! Access tokens: where they come from, and how long they are kept.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderValue;
use time::{Duration, OffsetDateTime};

use super::transport::BoxFuture;

/// Gives access tokens.
///
/// A client asks for one when it has none, when its token is about to expire, and when the service no longer
/// takes it; a provider need not keep tokens.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token for the scopes, `https://graph.microsoft.com/.default` unless
    /// [`ClientBuilder::scopes`](super::ClientBuilder::scopes) names others.
    fn token<'a>(&'a self, scopes: &'a [String]) -> BoxFuture<'a, Result<AccessToken, TokenError>>;
}

/// An access token. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    secret: String,
    expires_on: Option<OffsetDateTime>,
}

impl AccessToken {
    /// A token that does not expire as far as is known.
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: secret.into(),
            expires_on: None,
        }
    }

    /// The token with the time at which it expires.
    #[must_use]
    pub fn expires_on(mut self, time: OffsetDateTime) -> Self {
        self.expires_on = Some(time);
        self
    }
}

impl From<String> for AccessToken {
    fn from(secret: String) -> Self {
        Self::new(secret)
    }
}

impl From<&str> for AccessToken {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_on", &self.expires_on)
            .finish_non_exhaustive()
    }
}

/// Always the same token. It serves for tries and tests; a token lives for about an hour.
impl TokenProvider for AccessToken {
    fn token<'a>(&'a self, _: &'a [String]) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// A token provider that is an asynchronous closure.
///
/// ```
/// use graph_runtime::client::{AccessToken, Client, TokenFn};
/// use graph_runtime::{OffsetDateTime, time::Duration};
///
/// let provider = TokenFn::new(|scopes: Vec<String>| async move {
///     // Ask whoever gives tokens for these scopes.
///     let expires_on = OffsetDateTime::now_utc() + Duration::minutes(60);
///     Ok::<_, std::io::Error>(AccessToken::new("secret").expires_on(expires_on))
/// });
/// let client = Client::builder().token_provider(provider).build()?;
/// # Ok::<(), graph_runtime::client::Error>(())
/// ```
pub struct TokenFn<F>(F);

impl<F, T, E> TokenFn<F>
where
    F: Fn(Vec<String>) -> T + Send + Sync + 'static,
    T: Future<Output = Result<AccessToken, E>> + Send + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    /// A provider that calls the closure with the scopes for each token.
    pub fn new(function: F) -> Self {
        Self(function)
    }
}

impl<F, T, E> TokenProvider for TokenFn<F>
where
    F: Fn(Vec<String>) -> T + Send + Sync + 'static,
    T: Future<Output = Result<AccessToken, E>> + Send + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn token<'a>(&'a self, scopes: &'a [String]) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        let token = (self.0)(scopes.to_vec());
        Box::pin(async move { token.await.map_err(TokenError::new) })
    }
}

impl<F> fmt::Debug for TokenFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenFn")
    }
}

/// A provider could not give a token.
#[derive(Clone, Debug)]
pub struct TokenError(Arc<dyn std::error::Error + Send + Sync>);

impl TokenError {
    /// An error with its cause.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(Arc::from(cause.into()))
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::error::write_chain(f, self.0.as_ref())
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.0.as_ref())
    }
}

/// A provider and the token that it gave last.
pub(super) struct TokenCache {
    provider: Arc<dyn TokenProvider>,
    scopes: Vec<String>,
    held: tokio::sync::Mutex<Held>,
    /// How often the provider has answered.
    answers: AtomicU64,
}

#[derive(Default)]
struct Held {
    token: Option<HeldToken>,
    /// The provider's last answer, if it was an error.
    error: Option<TokenError>,
}

impl Held {
    /// The token that a provider which fails for a moment leaves: the old one, while it lives.
    fn get(&self, now: OffsetDateTime, rejected: Option<&HeaderValue>) -> Option<HeaderValue> {
        let token = self.token.as_ref()?;
        let is_usable = token.is_alive(now) && rejected != Some(&token.header);
        is_usable.then(|| token.header.clone())
    }
}

struct HeldToken {
    header: HeaderValue,
    received: OffsetDateTime,
    expires_on: Option<OffsetDateTime>,
}

impl HeldToken {
    /// Whether the token lives on for a while: 5 minutes, or the tenth part of its life if that is less.
    fn is_fresh(&self, now: OffsetDateTime) -> bool {
        self.expires_on.is_none_or(|expires_on| {
            let lifetime: Duration = expires_on - self.received;
            let margin = Duration::min(lifetime / 10_i32, Duration::minutes(5));
            now < expires_on.checked_sub(margin).unwrap_or(expires_on)
        })
    }

    fn is_alive(&self, now: OffsetDateTime) -> bool {
        self.expires_on.is_none_or(|expires_on| now < expires_on)
    }
}

impl TokenCache {
    pub(super) fn new(provider: Arc<dyn TokenProvider>, scopes: Vec<String>) -> Self {
        Self {
            provider,
            scopes,
            held: tokio::sync::Mutex::default(),
            answers: AtomicU64::new(0),
        }
    }

    /// The value of the header `Authorization`, with another token than that which was `rejected`, if any.
    ///
    /// One caller at a time asks the provider; the others wait for its answer and share it, also when it is an
    /// error.
    pub(super) async fn authorization(
        &self,
        now: OffsetDateTime,
        rejected: Option<&HeaderValue>,
    ) -> Result<HeaderValue, TokenError> {
        let answers = self.answers.load(Ordering::Acquire);
        let mut held = self.held.lock().await;
        if let Some(token) = &held.token
            && token.is_fresh(now)
            && rejected != Some(&token.header)
        {
            return Ok(token.header.clone());
        }
        if self.answers.load(Ordering::Acquire) != answers
            && let Some(error) = held.error.clone()
        {
            return held.get(now, rejected).ok_or(error);
        }
        let token = self.provider.token(&self.scopes).await;
        let answer = token.and_then(|token| Ok((authorization(&token)?, token.expires_on)));
        self.answers.fetch_add(1, Ordering::AcqRel);
        match answer {
            Ok((header, expires_on)) => {
                held.error = None;
                held.token = Some(HeldToken {
                    header: header.clone(),
                    received: now,
                    expires_on,
                });
                Ok(header)
            }
            Err(error) => {
                held.error = Some(error.clone());
                held.get(now, rejected).ok_or(error)
            }
        }
    }
}

fn authorization(token: &AccessToken) -> Result<HeaderValue, TokenError> {
    let mut header = HeaderValue::try_from(format!("Bearer {}", token.secret))
        .map_err(|_| TokenError::new("the token holds characters that no header has"))?;
    header.set_sensitive(true);
    Ok(header)
}

#[cfg(test)]
mod tests;
