//! Tokens of a person who signs in.

use std::fmt;
use std::io;
use std::sync::Arc;

use self::authority::{Authority, Granted};
use self::cache::Cache;
use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::exchange::hosts::parse_setting;
use crate::client::timer::{Timer, TokioTimer};
use crate::client::token::request::TokenRequest;
use crate::client::token::{AccessToken, TokenError, TokenProvider};
use crate::client::trace::token_store_failed;
use crate::client::transport::reqwest::ReqwestTransport;
use crate::client::transport::{BoxFuture, Transport};
use crate::cloud::Cloud;

mod authority;
mod browser;
mod cache;
mod claims;
mod device_code;
mod error;
mod redirect_listener;
mod store;

pub use self::device_code::DeviceCode;
pub use self::error::SignInError;
pub use self::store::{TokenFile, TokenStore};

/// A token provider for a person, who signs in in the browser or with a code on another device.
///
/// The person is asked once. After that the provider renews its tokens by itself, until the sign-in is revoked or the
/// service wants more of the person, such as a second factor. With a [store](SignInBuilder::store) the sign-in outlives
/// the program, and is shared with other programs that use the same store. Each sign-in error is a
/// [`SignInError`], the source of the [`TokenError`] that the client reports.
///
/// The application is registered as a public client (<https://learn.microsoft.com/entra/identity-platform/msal-client-applications>);
/// for [`browser`](Self::browser) it has the redirect URI `http://localhost`.
///
/// ```
/// use graph_runtime::client::{Client, Error, SignIn, TokenFile};
///
/// fn connect(application: &str, tenant: &str, cache: &str) -> Result<Client, Error> {
///     let sign_in = SignIn::device_code(application, |code| println!("{code}"))
///         .tenant(tenant)
///         .store(TokenFile::new(cache))
///         .build()?;
///     Client::builder()
///         .token_provider(sign_in)
///         .scopes(["https://graph.microsoft.com/User.Read"])
///         .build()
/// }
/// # connect("8e460676-ae3f-4b1e-8790-ee0fb5d6148f", "contoso.onmicrosoft.com", "tokens.json").unwrap();
/// ```
///
/// Tokens are got in a task of Tokio, which goes on when nobody waits for it any more: what the authority has granted is
/// saved, and programs that share a store do not wait for one that has no use for its token.
pub struct SignIn(Arc<Inner>);

/// What a sign-in and the task that gets a token for it share.
struct Inner {
    authority: Authority,
    prompt: Prompt,
    store: Arc<dyn TokenStore>,
    timer: Arc<dyn Timer>,
    on_save_error: Option<Box<ReportError>>,
    /// The lock is held while a token is got: one caller at a time asks the person.
    unsaved: tokio::sync::Mutex<Option<Unsaved>>,
}

/// Tokens that could not be saved.
struct Unsaved {
    /// What the store had instead.
    stored: Option<String>,
    text: String,
}

/// What can be had without the person.
enum WithoutPerson {
    Token(AccessToken),
    /// The person has to sign in. The refresh token is one that the authority does not take.
    Refused(Option<String>),
}

/// How the person is asked.
enum Prompt {
    DeviceCode(Box<ShowCode>),
    Browser(Box<OpenBrowser>),
}

/// Shows a code to the person.
type ShowCode = dyn Fn(&DeviceCode) + Send + Sync;

/// Tells the program that tokens could not be saved.
type ReportError = dyn Fn(&io::Error) + Send + Sync;

/// Opens a browser at a URL.
type OpenBrowser = dyn Fn(&str) -> io::Result<()> + Send + Sync;

impl SignIn {
    /// Signs in with a code: `show` tells the person an address and a code, to be entered on any device. It serves for
    /// programs without a browser. The id is that of the application.
    pub fn device_code(
        client_id: impl Into<String>,
        show: impl Fn(&DeviceCode) + Send + Sync + 'static,
    ) -> SignInBuilder {
        SignInBuilder::new(client_id.into(), Prompt::DeviceCode(Box::new(show)))
    }

    /// Signs in in the browser of this machine: the program opens it and waits for the answer on a port of this
    /// machine, 15 minutes at most. The id is that of the application.
    pub fn browser(client_id: impl Into<String>) -> SignInBuilder {
        Self::browser_with(client_id, webbrowser::open)
    }

    /// As [`browser`](Self::browser), with a browser that `open` opens at a URL.
    pub fn browser_with(
        client_id: impl Into<String>,
        open: impl Fn(&str) -> io::Result<()> + Send + Sync + 'static,
    ) -> SignInBuilder {
        SignInBuilder::new(client_id.into(), Prompt::Browser(Box::new(open)))
    }
}

impl Inner {
    async fn token(&self, request: &TokenRequest) -> Result<AccessToken, SignInError> {
        let mut unsaved = self.unsaved.lock().await;
        let claims = claims::with_capability(request.claims());
        let refused = match self.without_person(&mut unsaved, request, &claims, None).await? {
            WithoutPerson::Token(token) => return Ok(token),
            WithoutPerson::Refused(refused) => refused,
        };
        // Programs that are content with what is stored do not wait for a person, and a person is asked by one program.
        let _asking = self.store.lock_sign_in().await.map_err(SignInError::Store)?;
        let renewed = self.without_person(&mut unsaved, request, &claims, refused);
        if let WithoutPerson::Token(token) = renewed.await? {
            return Ok(token);
        }
        let granted = self.ask(request.scopes(), &claims).await?;
        let _lock = self.store.lock().await.map_err(SignInError::Store)?;
        let (stored, mut cache) = self.load(&mut unsaved)?;
        let account = cache.account(self.authority.address(), self.authority.client_id());
        account.forget();
        let token = account.insert(request.scopes(), granted, self.timer.now());
        *unsaved = self.save(stored, cache.write());
        Ok(token)
    }

    /// A token that is stored or renewed. `refused` is a refresh token that the authority does not take.
    async fn without_person(
        &self,
        unsaved: &mut Option<Unsaved>,
        request: &TokenRequest,
        claims: &str,
        refused: Option<String>,
    ) -> Result<WithoutPerson, SignInError> {
        // Until the new tokens are stored: a refresh token that two programs use is revoked.
        let _lock = self.store.lock().await.map_err(SignInError::Store)?;
        let (stored, mut cache) = self.load(unsaved)?;
        let account = cache.account(self.authority.address(), self.authority.client_id());
        if request.claims().is_none()
            && let Some(token) = account.fresh_token(request.scopes(), self.timer.now())
            && Some(token.secret()) != request.rejected().map(AccessToken::secret)
        {
            return Ok(WithoutPerson::Token(token));
        }
        let known = account.refresh_token().map(str::to_owned);
        let Some(refresh_token) = known.filter(|known| Some(known) != refused.as_ref()) else {
            return Ok(WithoutPerson::Refused(refused));
        };
        let renewed = self.authority.refresh(&refresh_token, request.scopes(), claims);
        let granted = match renewed.await {
            Err(error) if error.needs_sign_in() => return Ok(WithoutPerson::Refused(Some(refresh_token))),
            answer => answer?,
        };
        let token = account.insert(request.scopes(), granted, self.timer.now());
        *unsaved = self.save(stored, cache.write());
        Ok(WithoutPerson::Token(token))
    }

    /// What is stored, as text and read. What could not be saved counts instead, and is saved now if that is possible.
    fn load(&self, unsaved: &mut Option<Unsaved>) -> Result<(Option<String>, Cache), SignInError> {
        let stored = self.store.load().map_err(SignInError::Store)?;
        // What another program has stored since is newer than what this one could not store.
        let Some(kept) = unsaved.take().filter(|kept| kept.stored == stored) else {
            let cache = Cache::read(stored.as_deref());
            return Ok((stored, cache));
        };
        let cache = Cache::read(Some(&kept.text));
        *unsaved = self.save(stored, kept.text.clone());
        let stored = match &*unsaved {
            Some(unsaved) => unsaved.stored.clone(),
            None => Some(kept.text),
        };
        Ok((stored, cache))
    }

    /// Saves a text in place of the one that is stored. If that fails, the program is told and the text is kept: the
    /// authority may have made the stored refresh token invalid when it granted the new one.
    fn save(&self, stored: Option<String>, text: String) -> Option<Unsaved> {
        let error = self.store.save(&text).err()?;
        token_store_failed(&error);
        if let Some(report) = &self.on_save_error {
            report(&error);
        }
        Some(Unsaved { stored, text })
    }

    /// Asks the person to sign in.
    async fn ask(&self, scopes: &[String], claims: &str) -> Result<Granted, SignInError> {
        match &self.prompt {
            Prompt::DeviceCode(show) => self.authority.device_code(scopes, claims, show).await,
            Prompt::Browser(open) => self.authority.browser(scopes, claims, open).await,
        }
    }
}

impl TokenProvider for SignIn {
    fn token<'a>(&'a self, request: &'a TokenRequest) -> BoxFuture<'a, Result<AccessToken, TokenError>> {
        let (inner, request) = (Arc::clone(&self.0), request.clone());
        Box::pin(async move {
            let task = tokio::spawn(async move { inner.token(&request).await });
            match task.await {
                Ok(Err(error)) if error.is_transient() => Err(TokenError::transient(error)),
                Ok(token) => token.map_err(TokenError::new),
                Err(ended) => Err(TokenError::new(ended)),
            }
        })
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn")
            .field("client_id", &self.0.authority.client_id())
            .finish_non_exhaustive()
    }
}

/// The settings of a [`SignIn`].
#[must_use]
pub struct SignInBuilder {
    client_id: String,
    prompt: Prompt,
    tenant: String,
    authority: String,
    store: Arc<dyn TokenStore>,
    on_save_error: Option<Box<ReportError>>,
    transport: Option<Arc<dyn Transport>>,
    timer: Arc<dyn Timer>,
}

impl SignInBuilder {
    fn new(client_id: String, prompt: Prompt) -> Self {
        Self {
            client_id,
            prompt,
            tenant: "common".to_owned(),
            authority: Cloud::Global.authority().to_owned(),
            store: Arc::new(store::Memory::default()),
            on_save_error: None,
            transport: None,
            timer: Arc::new(TokioTimer),
        }
    }

    /// The accounts that may sign in: the id or a domain of a tenant, `organizations`, `consumers`, or `common` for both, which is
    /// the default. An application that is registered for one tenant needs that tenant here.
    pub fn tenant(mut self, tenant: impl Into<String>) -> Self {
        self.tenant = tenant.into();
        self
    }

    /// The deployment that the person has an account in; the global one unless given.
    pub fn cloud(mut self, cloud: Cloud) -> Self {
        self.authority = cloud.authority().to_owned();
        self
    }

    /// The root of the service that gives tokens, where it is not that of a [`Cloud`]. It must be a URL of `https`, or of
    /// this machine.
    pub fn authority(mut self, url: impl Into<String>) -> Self {
        self.authority = url.into();
        self
    }

    /// Where tokens are kept between runs of the program. Without a store they are kept in memory.
    pub fn store(mut self, store: impl TokenStore) -> Self {
        self.store = Arc::new(store);
        self
    }

    /// A function that is called when the store cannot be written. The program then still gets its token. The provider
    /// keeps what was to be saved and tries again at the next request for a token; if the program ends before, the
    /// person may have to sign in anew. With the feature `tracing` there is a warning, too.
    pub fn on_save_error(mut self, report: impl Fn(&io::Error) + Send + Sync + 'static) -> Self {
        self.on_save_error = Some(Box::new(report));
        self
    }

    /// How requests for tokens travel; [`ReqwestTransport`] unless given.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The clock; that of Tokio unless given.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// The token provider.
    ///
    /// # Errors
    /// When the authority is no URL, or one that is not encrypted; when the tenant is neither an id nor a name; when
    /// the default transport cannot be set up.
    pub fn build(self) -> Result<SignIn, Error> {
        let is_tenant = |text: &str| {
            let mut letters = text.bytes();
            !text.starts_with('.')
                && letters.all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
        };
        let url = parse_setting("authority", &self.authority)?;
        if self.tenant.is_empty() || !is_tenant(&self.tenant) {
            return Err(ErrorKind::Setting {
                name: "tenant",
                problem: "is no id and no domain",
            }
            .into());
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(ReqwestTransport::new(authority::TIMEOUT)?),
        };
        let address = format!("{}/{}", url.as_str().trim_end_matches('/'), self.tenant);
        Ok(SignIn(Arc::new(Inner {
            authority: Authority::new(address, self.client_id, transport, Arc::clone(&self.timer))?,
            prompt: self.prompt,
            store: self.store,
            timer: self.timer,
            on_save_error: self.on_save_error,
            unsaved: tokio::sync::Mutex::default(),
        })))
    }
}

impl fmt::Debug for SignInBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignInBuilder")
            .field("client_id", &self.client_id)
            .field("tenant", &self.tenant)
            .finish_non_exhaustive()
    }
}
