//! Signing in in the browser (RFC 8252): an authorization code with PKCE, which comes back to a port of this machine.

use std::borrow::Cow;
use std::time::Duration;

use oauth2::{AuthorizationCode, CsrfToken, PkceCodeChallenge, RedirectUrl};

use crate::client::timer::within;
use crate::client::token::sign_in::OpenBrowser;
use crate::client::token::sign_in::authority::{Authority, Granted, with_offline_access};
use crate::client::token::sign_in::error::SignInError;
use crate::client::token::sign_in::redirect_listener::RedirectListener;

/// How long the person has.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

impl Authority {
    /// Opens the browser and waits for its answer.
    pub(super) async fn browser(
        &self,
        scopes: &[String],
        claims: &str,
        open: &OpenBrowser,
    ) -> Result<Granted, SignInError> {
        let listener = RedirectListener::bind().await.map_err(SignInError::Browser)?;
        let redirect = RedirectUrl::new(listener.url()).map_err(|_| SignInError::Malformed)?;
        // Whoever intercepts the code cannot use it without the verifier.
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = self
            .oauth
            .authorize_url(CsrfToken::new_random)
            .add_scopes(with_offline_access(scopes))
            .set_pkce_challenge(challenge)
            .set_redirect_uri(Cow::Borrowed(&redirect))
            .add_extra_param("claims", claims)
            .add_extra_param("prompt", "select_account")
            .url();
        open(url.as_str()).map_err(SignInError::Browser)?;
        let timer = &*self.http.timer;
        let code = within(timer, PATIENCE, listener.code(state.secret(), timer)).await;
        let code = code.ok_or(SignInError::TimedOut(PATIENCE))??;
        let answer = self
            .oauth
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(verifier)
            .set_redirect_uri(Cow::Borrowed(&redirect))
            .add_extra_param("claims", claims)
            .request_async(&self.http)
            .await?;
        Ok(answer.into())
    }
}
