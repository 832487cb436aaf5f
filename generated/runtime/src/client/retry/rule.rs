//! Rules for sending failed requests again: what a rule is told of an attempt, and what it decides.

use std::fmt;
use std::time::Duration;

use http::Method;

use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::retry::status::{is_put_off, is_transient_status};
use crate::client::transport::TransportErrorKind;

/// A rule that decides whether a failed request is sent again, and after how long. [`RetryPolicy`](crate::client::RetryPolicy) is the rule
/// of a client that has no other.
///
/// ```
/// use std::time::Duration;
///
/// use graph_runtime::client::{Client, Error, FailedAttempt, RetryPolicy, RetryRule, RetryDecision};
///
/// /// As usual, and after `423 Locked` too: a file that somebody edits.
/// struct Patient(RetryPolicy);
///
/// impl RetryRule for Patient {
///     fn decide(&self, failed: &FailedAttempt<'_>) -> RetryDecision {
///         match failed.error().status() {
///             Some(status) if status.as_u16() == 423 && failed.attempts() < 10 => {
///                 RetryDecision::Retry(Duration::from_secs(5))
///             }
///             _ => self.0.decide(failed),
///         }
///     }
/// }
///
/// fn connect(token: &str) -> Result<Client, Error> {
///     Client::builder().token(token).retry(Patient(RetryPolicy::default())).build()
/// }
/// ```
pub trait RetryRule: Send + Sync + 'static {
    /// What becomes of the request.
    fn decide(&self, failed: &FailedAttempt<'_>) -> RetryDecision;
}

/// What becomes of a request after an attempt that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryDecision {
    /// It is sent again after this pause.
    Retry(Duration),
    /// It fails with the error of the attempt.
    Fail,
    /// It was tried as often or as long as it may be: it fails with
    /// [`RetriesExhausted`](crate::client::ErrorKind::RetriesExhausted).
    GiveUp,
}

/// An attempt that failed, and what went before.
pub struct FailedAttempt<'a> {
    error: &'a Error,
    tried: Tried,
    asked_pause: Option<Duration>,
    repeatable: Repeatable,
}

impl<'a> FailedAttempt<'a> {
    /// An attempt of a request with this method, for tests of a rule: what it failed with, how often the request was
    /// sent, how long it waited in between, and how long the service asks to wait.
    #[must_use]
    pub fn new(
        error: &'a Error,
        method: &Method,
        attempts: u32,
        waited: Duration,
        asked_pause: Option<Duration>,
    ) -> Self {
        Self {
            error,
            tried: Tried { attempts, waited },
            asked_pause,
            repeatable: Repeatable::by_method(method),
        }
    }

    /// What the attempt failed with.
    #[must_use]
    pub fn error(&self) -> &'a Error {
        self.error
    }

    /// How often the request was sent, or a token for it was asked for in vain, this attempt included; 0 where it was not
    /// sent yet, since the service throttles requests like it.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.tried.attempts
    }

    /// How long all pauses between the attempts took.
    #[must_use]
    pub fn waited(&self) -> Duration {
        self.tried.waited
    }

    /// How long the service asks to wait (`Retry-After`), or what is left of that where another request was asked.
    #[must_use]
    pub fn asked_pause(&self) -> Option<Duration> {
        self.asked_pause
    }

    /// Whether the request may be carried out twice: its method is idempotent, or the caller says so
    /// ([`Call::idempotent`](crate::client::Call::idempotent)).
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        self.repeatable != Repeatable::IfNotCarriedOut
    }

    /// Whether another attempt can succeed and does no harm, as far as it can be told from the error and the method.
    #[must_use]
    pub fn may_be_repeated(&self) -> bool {
        self.repeatable.permits(self.error)
    }
}

impl fmt::Debug for FailedAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FailedAttempt")
            .field("error", &self.error)
            .field("attempts", &self.tried.attempts)
            .field("waited", &self.tried.waited)
            .field("asked_pause", &self.asked_pause)
            .finish_non_exhaustive()
    }
}

/// After which errors a request can be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeatable {
    /// The service has not carried it out.
    IfNotCarriedOut,
    /// It may be carried out twice, and another attempt can succeed.
    IfTransient,
    /// After any error: the caller asks the session where it stands before it sends again.
    WhateverFailed,
}

impl Repeatable {
    /// What holds for requests of a method, unless the caller says otherwise.
    pub(crate) fn by_method(method: &Method) -> Self {
        if method.is_idempotent() {
            Self::IfTransient
        } else {
            Self::IfNotCarriedOut
        }
    }

    /// Whether a request that failed with this error can be sent again.
    pub(crate) fn permits(self, error: &Error) -> bool {
        let may_be_carried_out_twice = match self {
            Self::WhateverFailed => return true,
            Self::IfTransient => true,
            Self::IfNotCarriedOut => false,
        };
        match error.kind() {
            ErrorKind::Service(error) => {
                is_put_off(error.status) || (may_be_carried_out_twice && is_transient_status(error.status))
            }
            ErrorKind::Transport(error) => match error.kind() {
                TransportErrorKind::Connect => true,
                TransportErrorKind::Broken | TransportErrorKind::Timeout => may_be_carried_out_twice,
                TransportErrorKind::Other => false,
            },
            // Nothing was sent, or it was not let in.
            ErrorKind::Token(cause) | ErrorKind::TokenRejected { cause, .. } => cause.is_transient(),
            _ => false,
        }
    }
}

/// How often a request was sent, and how long it waited in between.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tried {
    attempts: u32,
    waited: Duration,
}

impl Tried {
    /// Counts an attempt.
    pub(crate) fn count(&mut self) {
        self.attempts = self.attempts.saturating_add(1);
    }

    /// What becomes of the request after an attempt that failed, or that was not made since the service throttles. A
    /// pause is counted.
    pub(crate) fn decide(
        &mut self,
        rule: &dyn RetryRule,
        error: &Error,
        asked_pause: Option<Duration>,
        repeatable: Repeatable,
    ) -> RetryDecision {
        let decision = rule.decide(&FailedAttempt {
            error,
            tried: *self,
            asked_pause,
            repeatable,
        });
        if let RetryDecision::Retry(pause) = decision {
            self.waited = self.waited.saturating_add(pause);
        }
        decision
    }

    /// The error with which a request ends that is not sent again.
    pub(crate) fn end(self, decision: RetryDecision, error: Error) -> Error {
        match decision {
            RetryDecision::Retry(_) | RetryDecision::Fail => error,
            RetryDecision::GiveUp => ErrorKind::RetriesExhausted {
                attempts: self.attempts,
                last: Box::new(error),
            }
            .into(),
        }
    }
}
