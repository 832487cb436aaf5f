//! What a client asks its token provider for: scopes, and the claims of a challenge.

use std::fmt;

use crate::client::token::AccessToken;

/// What an access token must be good for. A client hands it to its [`TokenProvider`](crate::client::TokenProvider).
///
/// Continuous access evaluation needs two things of a provider: it tells the authority that the client can answer
/// claims challenges (the capability `cp1`), and it passes the [claims](Self::claims) on where a request has some. The
/// client reads the challenge, asks the provider, and sends the call again.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenRequest {
    scopes: Vec<String>,
    claims: Option<String>,
    rejected: Option<AccessToken>,
}

impl TokenRequest {
    /// A request of any token for the scopes.
    pub fn new<I>(scopes: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        Self {
            scopes: scopes.into_iter().map(Into::into).collect(),
            claims: None,
            rejected: None,
        }
    }

    /// The same request of a token with these claims, which are JSON.
    #[must_use]
    pub fn with_claims(mut self, claims: impl Into<String>) -> Self {
        self.claims = Some(claims.into());
        self
    }

    /// The same request of another token than this one.
    #[must_use]
    pub fn with_rejected(mut self, token: AccessToken) -> Self {
        self.rejected = Some(token);
        self
    }

    /// What the token is for: `https://graph.microsoft.com/.default` unless
    /// [`ClientBuilder::scopes`](crate::client::ClientBuilder::scopes) names others.
    #[must_use]
    pub fn scopes(&self) -> &[String] {
        &self.scopes
    }

    /// The claims that the service wants the token to have, as the JSON of its challenge:
    /// `{"access_token": {"nbf": {"essential": true, "value": "1604106651"}}}`. An authority takes it as the parameter
    /// `claims`. A token from a cache does not have them.
    #[must_use]
    pub fn claims(&self) -> Option<&str> {
        self.claims.as_deref()
    }

    /// The token that the service did not take, though it has not expired: a cache must not return it again.
    #[must_use]
    pub fn rejected(&self) -> Option<&AccessToken> {
        self.rejected.as_ref()
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("scopes", &self.scopes)
            .field("claims", &self.claims)
            .field("has_rejected_token", &self.rejected.is_some())
            .finish()
    }
}
