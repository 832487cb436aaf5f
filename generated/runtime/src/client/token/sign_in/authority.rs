//! The service that gives tokens, spoken to in OAuth 2.0.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, ClientId, DeviceAuthorizationUrl, EndpointNotSet, EndpointSet,
    HttpRequest, HttpResponse, RefreshToken, Scope, TokenResponse, TokenUrl,
};

use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::retry::status::is_transient_status;
use crate::client::timer::Timer;
use crate::client::token::sign_in::error::{AuthorityError, SignInError};
use crate::client::transport::body::{Pace, collect_some, send_watched};
use crate::client::transport::{BoxFuture, Transport};

/// How long the authority may be silent.
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);

/// An answer is small: it comes at once or not at all.
const PACE: Pace = Pace {
    timeout: TIMEOUT,
    min_speed: NonZeroU32::new(1),
};

/// How many bytes of an answer are read.
const MAX_ANSWER: usize = 1 << 20;

/// What lets a program renew its tokens.
const OFFLINE_ACCESS: &str = "offline_access";

/// The authorization, device authorization and token endpoints are known; those for introspection and revocation are
/// not used.
type OauthClient = BasicClient<EndpointSet, EndpointSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// The authority of a tenant, for one application.
pub(super) struct Authority {
    address: String,
    pub(super) oauth: OauthClient,
    pub(super) http: AuthorityHttp,
}

/// What the authority grants.
pub(super) struct Granted {
    pub(super) access_token: String,
    pub(super) expires_in: Option<Duration>,
    /// A token that renews the others; none where the authority keeps the old one valid.
    pub(super) refresh_token: Option<String>,
}

impl From<BasicTokenResponse> for Granted {
    fn from(answer: BasicTokenResponse) -> Self {
        Self {
            access_token: answer.access_token().secret().clone(),
            expires_in: answer.expires_in(),
            refresh_token: answer.refresh_token().map(|token| token.secret().clone()),
        }
    }
}

impl Authority {
    /// The authority at an address, with the tenant at its end.
    pub(super) fn new(
        address: String,
        client_id: String,
        transport: Arc<dyn Transport>,
        timer: Arc<dyn Timer>,
    ) -> Result<Self, Error> {
        let no_url = |_| ErrorKind::Setting {
            name: "authority",
            problem: "is no URL",
        };
        let endpoint = |name: &str| format!("{address}/oauth2/v2.0/{name}");
        let oauth = BasicClient::new(ClientId::new(client_id))
            // A public client has no secret; its id goes with the form.
            .set_auth_type(AuthType::RequestBody)
            .set_auth_uri(AuthUrl::new(endpoint("authorize")).map_err(no_url)?)
            .set_token_uri(TokenUrl::new(endpoint("token")).map_err(no_url)?)
            .set_device_authorization_url(
                DeviceAuthorizationUrl::new(endpoint("devicecode")).map_err(no_url)?,
            );
        Ok(Self {
            address,
            oauth,
            http: AuthorityHttp { transport, timer },
        })
    }

    /// The address of the tenant: a sign-in there is worth nothing at another.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    pub(super) fn client_id(&self) -> &str {
        self.oauth.client_id()
    }

    /// Renews tokens.
    pub(super) async fn refresh(
        &self,
        refresh_token: &str,
        scopes: &[String],
        claims: &str,
    ) -> Result<Granted, SignInError> {
        let refresh_token = RefreshToken::new(refresh_token.to_owned());
        let answer = self
            .oauth
            .exchange_refresh_token(&refresh_token)
            .add_scopes(with_offline_access(scopes))
            .add_extra_param("claims", claims)
            .request_async(&self.http)
            .await?;
        Ok(answer.into())
    }
}

/// The scopes with the one that lets the program renew its tokens.
pub(super) fn with_offline_access(scopes: &[String]) -> impl Iterator<Item = Scope> {
    let others = scopes.iter().filter(|scope| *scope != OFFLINE_ACCESS);
    others.cloned().chain([OFFLINE_ACCESS.to_owned()]).map(Scope::new)
}

/// A transport as the crate `oauth2` takes it.
pub(super) struct AuthorityHttp {
    transport: Arc<dyn Transport>,
    pub(super) timer: Arc<dyn Timer>,
}

impl<'c> AsyncHttpClient<'c> for AuthorityHttp {
    type Error = AuthorityError;
    type Future = BoxFuture<'c, Result<HttpResponse, AuthorityError>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = request.map(Bytes::from);
            let response = send_watched(&*self.transport, &self.timer, request, TIMEOUT, PACE).await?;
            if is_transient_status(response.status()) {
                return Err(AuthorityError::Unavailable(response.status()));
            }
            let (head, body) = response.into_parts();
            let (body, end) = collect_some(body, MAX_ANSWER).await;
            end?;
            Ok(http::Response::from_parts(head, body))
        })
    }
}
