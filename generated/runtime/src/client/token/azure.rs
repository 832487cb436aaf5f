//! Credentials of the Azure SDK.

use std::fmt;
use std::sync::Arc;

use azure_core::credentials::TokenCredential;

use crate::client::token::request::TokenRequest;
use crate::client::token::{AccessToken, TokenError, TokenProvider};
use crate::client::transport::BoxFuture;

/// A token provider that is a credential of the Azure SDK, such as those of the crate `azure_identity`.
///
/// Such a credential takes no claims: a challenge that names some is an error of the call, with the challenge in it.
///
/// ```
/// use std::sync::Arc;
///
/// use azure_core::credentials::TokenCredential;
/// use graph_runtime::client::{AzureCredential, Client, Error};
///
/// fn connect(credential: Arc<dyn TokenCredential>) -> Result<Client, Error> {
///     Client::new(AzureCredential::new(credential))
/// }
/// ```
#[derive(Clone)]
pub struct AzureCredential(Arc<dyn TokenCredential>);

impl AzureCredential {
    /// A provider of the tokens of a credential. `azure_identity` returns its credentials as such a pointer.
    #[must_use]
    pub fn new(credential: Arc<dyn TokenCredential>) -> Self {
        Self(credential)
    }
}

impl TokenProvider for AzureCredential {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        Box::pin(async move {
            if request.claims().is_some() {
                return Err(TokenError::new(
                    "the credentials of the Azure SDK take no claims, so that they cannot answer the challenge",
                ));
            }
            let scopes: Vec<&str> = request.scopes().iter().map(String::as_str).collect();
            let token = self.0.get_token(&scopes, None).await.map_err(TokenError::new)?;
            Ok(AccessToken::new(token.token.secret()).with_expiry(token.expires_on))
        })
    }
}

impl fmt::Debug for AzureCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AzureCredential")
    }
}
