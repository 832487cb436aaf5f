//! Access tokens, and where they come from.

#[cfg(feature = "azure")]
pub(crate) mod azure;
pub(crate) mod cache;
pub(crate) mod request;
#[cfg(feature = "sign-in")]
pub(crate) mod sign_in;

use std::fmt;
use std::sync::Arc;

use time::{Duration, OffsetDateTime};

use self::request::TokenRequest;
use crate::client::transport::BoxFuture;
use crate::printing::chain::write_chain;

/// Gives access tokens.
///
/// A client asks for one when it has none, when its token is about to expire, and when the service no longer
/// takes it; a provider need not keep tokens.
///
/// ```
/// use graph_runtime::client::{AccessToken, BoxFuture, TokenError, TokenProvider, TokenRequest};
///
/// /// Asks a service of its own for tokens.
/// struct Broker;
///
/// impl TokenProvider for Broker {
///     fn token<'a>(&'a self, request: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
///         Box::pin(async move {
///             if request.claims().is_some() {
///                 return Err(TokenError::new("the broker cannot ask the user"));
///             }
///             Ok(AccessToken::new(format!("a token for {}", request.scopes().join(" "))))
///         })
///     }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A token as the request describes it.
    ///
    /// A provider that has no other token than the [rejected](TokenRequest::rejected) one may return that again: the
    /// answer of the service then is the error of the call.
    ///
    /// # Errors
    /// When there is no such token. A client asks again after an error that is
    /// [transient](TokenError::transient).
    fn token<'a>(&'a self, request: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, TokenError>>;
}

/// An access token. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken {
    secret: String,
    expiry: Option<OffsetDateTime>,
}

impl AccessToken {
    /// A token that does not expire as far as is known.
    pub fn new(secret: impl Into<String>) -> Self {
        Self {
            secret: secret.into(),
            expiry: None,
        }
    }

    /// The token with the time at which it expires.
    #[must_use]
    pub fn with_expiry(mut self, time: OffsetDateTime) -> Self {
        self.expiry = Some(time);
        self
    }

    /// The text that is sent to the service. A program that has it can act as the user or the application.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// When the token expires, where that is known.
    #[must_use]
    pub fn expiry(&self) -> Option<OffsetDateTime> {
        self.expiry
    }
}

/// Whether a token that came at a time lives on for a while: 5 minutes, or the tenth part of its life if that is less.
fn is_fresh(expiry: OffsetDateTime, received: OffsetDateTime, now: OffsetDateTime) -> bool {
    let margin = Duration::min((expiry - received) / 10_i32, Duration::minutes(5));
    now < expiry.checked_sub(margin).unwrap_or(expiry)
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
            .field("expiry", &self.expiry)
            .finish_non_exhaustive()
    }
}

/// Always the same token. It serves for tries and tests; a token lives for about an hour.
impl TokenProvider for AccessToken {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// A token provider that is an asynchronous closure.
///
/// ```
/// use graph_runtime::client::{AccessToken, Client, TokenFn, TokenRequest};
/// use graph_runtime::{time::Duration, types::OffsetDateTime};
///
/// let provider = TokenFn::new(|request: TokenRequest| async move {
///     // Ask whoever gives tokens for `request.scopes()`.
///     let expiry = OffsetDateTime::now_utc() + Duration::minutes(60);
///     Ok::<_, std::io::Error>(AccessToken::new("secret").with_expiry(expiry))
/// });
/// let client = Client::builder().token_provider(provider).build()?;
/// # Ok::<(), graph_runtime::client::Error>(())
/// ```
pub struct TokenFn<F>(F);

impl<F, T, E> TokenFn<F>
where
    F: Fn(TokenRequest) -> T + Send + Sync + 'static,
    T: Future<Output = Result<AccessToken, E>> + Send + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    /// A provider that calls the closure with the request for each token.
    pub fn new(function: F) -> Self {
        Self(function)
    }
}

impl<F, T, E> TokenProvider for TokenFn<F>
where
    F: Fn(TokenRequest) -> T + Send + Sync + 'static,
    T: Future<Output = Result<AccessToken, E>> + Send + 'static,
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    fn token<'a>(&'a self, request: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        let token = (self.0)(request.clone());
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
pub struct TokenError {
    cause: Arc<dyn std::error::Error + Send + Sync>,
    is_transient: bool,
}

impl TokenError {
    /// An error with its cause. A cause that is a `TokenError` stays what it is.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        match cause.into().downcast() {
            Ok(error) => *error,
            Err(cause) => Self {
                cause: Arc::from(cause),
                is_transient: false,
            },
        }
    }

    /// An error that may be gone at another time: the authority cannot be reached, or is busy. The client asks again, as
    /// its [`RetryRule`](crate::client::RetryRule) says.
    pub fn transient(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self {
            is_transient: true,
            ..Self::new(cause)
        }
    }

    /// Whether there may be a token at another time.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.is_transient
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_chain(f, self.cause.as_ref())
    }
}

impl std::error::Error for TokenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.cause.as_ref())
    }
}
