//! How long access tokens are kept, and when another one is asked for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use http::HeaderValue;
use time::{Duration, OffsetDateTime};

use super::token::{AccessToken, TokenError, TokenProvider};
use super::token_request::TokenRequest;

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
    fn get(&self, now: OffsetDateTime, rejection: Option<&Rejection>) -> Option<HeaderValue> {
        let token = self.token.as_ref()?;
        let is_usable = token.is_alive(now) && token.answers(rejection);
        is_usable.then(|| token.header.clone())
    }
}

struct HeldToken {
    token: AccessToken,
    header: HeaderValue,
    received: OffsetDateTime,
    /// The claims that it was asked for with.
    claims: Option<String>,
}

/// That the service did not take a token.
#[derive(Clone, Debug)]
pub(super) struct Rejection {
    /// The value of `Authorization` with that token.
    pub(super) header: HeaderValue,
    /// The claims that another one must have, as JSON.
    pub(super) claims: Option<String>,
}

impl HeldToken {
    /// Whether the token lives on for a while: 5 minutes, or the tenth part of its life if that is less.
    fn is_fresh(&self, now: OffsetDateTime) -> bool {
        self.token.expiry().is_none_or(|expires_on| {
            let lifetime: Duration = expires_on - self.received;
            let margin = Duration::min(lifetime / 10_i32, Duration::minutes(5));
            now < expires_on.checked_sub(margin).unwrap_or(expires_on)
        })
    }

    fn is_rejected(&self, rejection: Option<&Rejection>) -> bool {
        rejection.is_some_and(|rejection| rejection.header == self.header)
    }

    /// Whether the token may be sent after a rejection: it is another one, and was asked for with the claims that the
    /// service wants. A token that was renewed meanwhile for another reason lacks them.
    fn answers(&self, rejection: Option<&Rejection>) -> bool {
        let claims = rejection.and_then(|rejection| rejection.claims.as_ref());
        !self.is_rejected(rejection) && (claims.is_none() || claims == self.claims.as_ref())
    }

    fn is_alive(&self, now: OffsetDateTime) -> bool {
        self.token.expiry().is_none_or(|expires_on| now < expires_on)
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

    /// The value of the header `Authorization`, with another token than the one that was rejected, if any was.
    ///
    /// One caller at a time asks the provider; the others wait for its answer and share it, also when it is an
    /// error.
    pub(super) async fn authorization(
        &self,
        now: OffsetDateTime,
        rejection: Option<&Rejection>,
    ) -> Result<HeaderValue, TokenError> {
        let answers = self.answers.load(Ordering::Acquire);
        let mut held = self.held.lock().await;
        if let Some(token) = &held.token
            && token.is_fresh(now)
            && token.answers(rejection)
        {
            return Ok(token.header.clone());
        }
        if self.answers.load(Ordering::Acquire) != answers
            && let Some(error) = held.error.clone()
        {
            return held.get(now, rejection).ok_or(error);
        }
        let claims = rejection.and_then(|rejection| rejection.claims.clone());
        let mut request = TokenRequest::new(self.scopes.iter().cloned());
        if let Some(token) = &held.token
            && token.is_rejected(rejection)
        {
            request = request.rejected_token(token.token.clone());
        }
        if let Some(claims) = &claims {
            request = request.with_claims(claims);
        }
        let token = self.provider.token(&request).await;
        let answer = token.and_then(|token| Ok((authorization(&token)?, token)));
        self.answers.fetch_add(1, Ordering::AcqRel);
        match answer {
            Ok((header, token)) => {
                held.error = None;
                held.token = Some(HeldToken {
                    token,
                    header: header.clone(),
                    received: now,
                    claims,
                });
                Ok(header)
            }
            Err(error) => {
                held.error = Some(error.clone());
                held.get(now, rejection).ok_or(error)
            }
        }
    }
}

fn authorization(token: &AccessToken) -> Result<HeaderValue, TokenError> {
    let mut header = HeaderValue::try_from(format!("Bearer {}", token.secret()))
        .map_err(|_| TokenError::new("the token holds characters that no header has"))?;
    header.set_sensitive(true);
    Ok(header)
}

#[cfg(test)]
mod tests;
