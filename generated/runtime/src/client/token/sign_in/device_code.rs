//! Signing in with a code on another device (RFC 8628).

use std::fmt;
use std::time::Duration;

use oauth2::StandardDeviceAuthorizationResponse;

use crate::client::token::sign_in::ShowCode;
use crate::client::token::sign_in::authority::{Authority, Granted, with_offline_access};
use crate::client::token::sign_in::error::SignInError;

/// What a person has to do to sign in. It prints as a line that says so.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeviceCode {
    /// The code that the person enters.
    pub user_code: String,
    /// The address where the person enters it.
    pub verification_uri: String,
    /// How long the code is valid.
    pub expires_in: Duration,
}

/// Prints all but the code: whoever has it can take the place of the person.
impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode")
            .field("verification_uri", &self.verification_uri)
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "To sign in, open {} in a browser and enter the code {}",
            self.verification_uri, self.user_code
        )
    }
}

impl Authority {
    /// Asks for a code, shows it, and asks for tokens until the person has entered it.
    pub(super) async fn device_code(
        &self,
        scopes: &[String],
        claims: &str,
        show: &ShowCode,
    ) -> Result<Granted, SignInError> {
        let details: StandardDeviceAuthorizationResponse = self
            .oauth
            .exchange_device_code()
            .add_scopes(with_offline_access(scopes))
            .request_async(&self.http)
            .await?;
        show(&DeviceCode {
            user_code: details.user_code().secret().clone(),
            verification_uri: details.verification_uri().to_string(),
            expires_in: details.expires_in(),
        });
        let answer = self
            .oauth
            .exchange_device_access_token(&details)
            .add_extra_param("claims", claims)
            .request_async(&self.http, |pause| self.http.timer.sleep(pause), None)
            .await?;
        Ok(answer.into())
    }
}
