//! How long access tokens are kept, and when another one is asked for.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures_util::FutureExt;
use futures_util::future::Shared;
use http::HeaderValue;
use time::OffsetDateTime;

use crate::client::timer::Timer;
use crate::client::token::request::TokenRequest;
use crate::client::token::{AccessToken, TokenError, TokenProvider, is_fresh};
use crate::client::transport::BoxFuture;

/// A provider and the token that it gave last.
pub(crate) struct TokenCache {
    provider: Arc<dyn TokenProvider>,
    scopes: Vec<String>,
    timer: Arc<dyn Timer>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    token: Option<HeldToken>,
    /// What the provider was asked and has not answered yet.
    question: Option<Question>,
}

impl Held {
    /// The token that a provider which fails for a moment leaves: the old one, while it lives.
    fn get(&self, now: OffsetDateTime, rejection: Option<&Rejection>) -> Option<HeaderValue> {
        let token = self.token.as_ref()?;
        let is_usable = token.is_alive(now) && token.answers(rejection);
        is_usable.then(|| token.header.clone())
    }
}

#[derive(Clone)]
struct HeldToken {
    token: AccessToken,
    header: HeaderValue,
    received: OffsetDateTime,
    /// The claims that it was asked for with.
    claims: Option<String>,
}

/// What the provider was asked. All who need a token wait for the same answer, and one who goes away does not end the
/// question: a person may be signing in, or the authority has already replaced a refresh token.
#[derive(Clone)]
struct Question {
    claims: Option<String>,
    rejected: Option<HeaderValue>,
    answer: Shared<BoxFuture<'static, Result<HeldToken, TokenError>>>,
    /// Each who waits has a copy.
    waiting: Arc<()>,
}

impl Question {
    /// Whether nobody waits for the answer. It stands still until somebody does.
    fn is_abandoned(&self) -> bool {
        Arc::strong_count(&self.waiting) == 1
    }

    /// Whether an answer to it is one to a caller that did not ask itself. The token that was rejected is one, if the
    /// provider has no other.
    fn answers(&self, token: &HeldToken, rejection: Option<&Rejection>) -> bool {
        rejection.is_none_or(|rejection| {
            let has_claims = rejection.claims.is_none() || rejection.claims == self.claims;
            has_claims
                && (token.header != rejection.header || self.rejected.as_ref() == Some(&rejection.header))
        })
    }
}

/// How a caller comes to a token.
enum Way {
    /// It is at hand.
    Held(HeaderValue),
    /// The provider is asked.
    Ask(Question, Role),
}

/// What a caller has to do with a question.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The caller asks it.
    Asks,
    /// Another caller has asked it, and waits for the answer.
    Joins,
    /// Another caller has asked it, and has gone away since.
    Resumes,
}

/// That the service did not take a token.
#[derive(Clone, Debug)]
pub(crate) struct Rejection {
    /// The value of `Authorization` with that token.
    pub(crate) header: HeaderValue,
    /// The claims that another one must have, as JSON.
    pub(crate) claims: Option<String>,
}

impl HeldToken {
    /// Whether the token lives on for a while.
    fn is_fresh(&self, now: OffsetDateTime) -> bool {
        let expiry = self.token.expiry();
        expiry.is_none_or(|expiry| is_fresh(expiry, self.received, now))
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
        self.token.expiry().is_none_or(|expiry| now < expiry)
    }
}

impl TokenCache {
    pub(crate) fn new(provider: Arc<dyn TokenProvider>, scopes: Vec<String>, timer: Arc<dyn Timer>) -> Self {
        Self {
            provider,
            scopes,
            timer,
            held: Mutex::default(),
        }
    }

    /// The value of the header `Authorization`, with another token than the one that was rejected, if any was.
    ///
    /// The provider is asked one thing at a time. Who comes meanwhile waits for the answer and shares it, also when it is
    /// an error, or the rejected token again.
    pub(crate) async fn authorization(
        &self,
        rejection: Option<&Rejection>,
    ) -> Result<HeaderValue, TokenError> {
        loop {
            let (question, role) = match self.way(rejection) {
                Way::Held(header) => return Ok(header),
                Way::Ask(question, role) => (question, role),
            };
            let answer = question.answer.clone().await;
            // A person may have been asked: it can be a quarter of an hour later.
            let now = self.timer.now();
            let mut held = self.held();
            if let Some(asked) = &held.question
                && Arc::ptr_eq(&asked.waiting, &question.waiting)
            {
                held.question = None;
                if let Ok(token) = &answer {
                    held.token = Some(token.clone());
                }
            }
            match answer {
                Ok(token) if role == Role::Asks => return Ok(token.header),
                Ok(token) if token.is_alive(now) && question.answers(&token, rejection) => {
                    return Ok(token.header);
                }
                // It is the answer to another question, or one that stood still for long.
                Ok(_) => {}
                // What stood still for long may have failed for that alone.
                Err(_) if role == Role::Resumes => {}
                Err(error) => return held.get(now, rejection).ok_or(error),
            }
        }
    }

    fn way(&self, rejection: Option<&Rejection>) -> Way {
        let mut held = self.held();
        if let Some(token) = &held.token
            && token.is_fresh(self.timer.now())
            && token.answers(rejection)
        {
            return Way::Held(token.header.clone());
        }
        match &held.question {
            Some(question) if question.is_abandoned() => Way::Ask(question.clone(), Role::Resumes),
            Some(question) => Way::Ask(question.clone(), Role::Joins),
            None => {
                let question = self.ask(held.token.as_ref(), rejection);
                held.question = Some(question.clone());
                Way::Ask(question, Role::Asks)
            }
        }
    }

    /// A question to the provider. Nothing happens before its answer is waited for.
    fn ask(&self, held: Option<&HeldToken>, rejection: Option<&Rejection>) -> Question {
        let claims = rejection.and_then(|rejection| rejection.claims.clone());
        let rejected = held.filter(|token| token.is_rejected(rejection));
        let mut request = TokenRequest::new(self.scopes.iter().cloned());
        if let Some(token) = rejected {
            request = request.with_rejected(token.token.clone());
        }
        if let Some(claims) = &claims {
            request = request.with_claims(claims);
        }
        let (provider, timer) = (Arc::clone(&self.provider), Arc::clone(&self.timer));
        let asked_claims = claims.clone();
        let answer: BoxFuture<'static, Result<HeldToken, TokenError>> = Box::pin(async move {
            // A panic would be one of all who come later.
            let token = AssertUnwindSafe(provider.token(&request)).catch_unwind().await;
            let token = token.unwrap_or_else(|_| Err(TokenError::new("the token provider panicked")))?;
            Ok(HeldToken {
                header: authorization(&token)?,
                token,
                received: timer.now(),
                claims: asked_claims,
            })
        });
        Question {
            claims,
            rejected: rejected.map(|token| token.header.clone()),
            answer: answer.shared(),
            waiting: Arc::new(()),
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
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
