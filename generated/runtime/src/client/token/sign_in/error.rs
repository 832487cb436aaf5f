//! What can go wrong when a person signs in.

use std::fmt;
use std::time::Duration;

use http::StatusCode;
use oauth2::{ErrorResponseType, RequestTokenError, StandardErrorResponse};

use crate::client::transport::{TransportError, TransportErrorKind};
use crate::printing::printable::OneLine;

/// A person could not sign in, or a sign-in could not be renewed. No variant holds a token.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SignInError {
    /// The person, or an administrator, declined.
    #[error("the sign-in was declined")]
    Declined,
    /// The person did not sign in while the code was valid.
    #[error("nobody signed in while the code was valid")]
    Expired,
    /// The browser did not come back.
    #[error("nobody signed in within {0:?}")]
    TimedOut(Duration),
    /// The authority answered with an error.
    #[error(
        "the authority answered `{}`{}{}",
        OneLine(code),
        if .description.is_empty() { "" } else { ": " },
        OneLine(description)
    )]
    Refused {
        /// The code of OAuth, such as `invalid_client`.
        code: String,
        /// The explanation, mostly with a code of its own: `AADSTS7000218: …`.
        description: String,
    },
    /// The authority answered with something else than OAuth has.
    #[error("the answer of the authority cannot be read")]
    Malformed,
    /// The authority cannot be reached.
    #[error(transparent)]
    Transport(TransportError),
    /// The authority is busy, or out of order.
    #[error("the authority answered with the status {0}")]
    Unavailable(StatusCode),
    /// The browser cannot be opened, or there is no port for its answer.
    #[error("the browser cannot be used: {0}")]
    Browser(#[source] std::io::Error),
    /// The token store cannot be read or locked. That it cannot be written is no error of a request for a token; see
    /// [`SignInBuilder::on_save_error`](crate::client::token::sign_in::SignInBuilder::on_save_error).
    #[error("the token store cannot be used: {0}")]
    Store(#[source] std::io::Error),
}

impl SignInError {
    /// An error by its code in OAuth. Those of the identity platform differ in part from the standard's.
    pub(super) fn refused(code: &str, description: Option<&str>) -> Self {
        match code {
            "access_denied" | "authorization_declined" => Self::Declined,
            "expired_token" | "code_expired" => Self::Expired,
            _ => Self::Refused {
                code: code.to_owned(),
                // Only the first line: request ids and times follow.
                description: description
                    .unwrap_or_default()
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            },
        }
    }

    /// Whether the authority may answer otherwise at another time.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Transport(error) => error.kind() != TransportErrorKind::Other,
            Self::Unavailable(_) => true,
            Self::Refused { code, .. } => matches!(code.as_str(), "temporarily_unavailable" | "server_error"),
            _ => false,
        }
    }

    /// Whether a refresh token is worth nothing any more and the person has to sign in anew.
    pub(super) fn needs_sign_in(&self) -> bool {
        match self {
            Self::Refused { code, .. } => {
                matches!(
                    code.as_str(),
                    "invalid_grant" | "interaction_required" | "login_required" | "consent_required"
                )
            }
            _ => false,
        }
    }
}

/// Why the authority gave no answer that can be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum AuthorityError {
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// What it says then is no answer of OAuth.
    #[error("the status {0}")]
    Unavailable(StatusCode),
}

impl<T> From<RequestTokenError<AuthorityError, StandardErrorResponse<T>>> for SignInError
where
    T: ErrorResponseType + AsRef<str> + fmt::Display + 'static,
{
    fn from(error: RequestTokenError<AuthorityError, StandardErrorResponse<T>>) -> Self {
        match error {
            RequestTokenError::ServerResponse(answer) => Self::refused(
                answer.error().as_ref(),
                answer.error_description().map(String::as_str),
            ),
            RequestTokenError::Request(AuthorityError::Transport(error)) => Self::Transport(error),
            RequestTokenError::Request(AuthorityError::Unavailable(status)) => Self::Unavailable(status),
            // The body is left out: it can hold tokens.
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Self::Malformed,
        }
    }
}
