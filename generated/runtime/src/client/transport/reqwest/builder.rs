//! The settings of the default transport: timeouts, proxies, certificates.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use rustls::client::WantsClientCert;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore};
use rustls_platform_verifier::{BuilderVerifierExt, Verifier};

use crate::client::transport::reqwest::{Clients, ReqwestTransport, read_error};
use crate::client::transport::{TransportError, TransportErrorKind};

/// Changes the settings of a client of the crate `reqwest`.
type Configure = dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder;

/// The settings of a [`ReqwestTransport`]: proxies and certificates. A program needs no other crate for them.
///
/// ```
/// use graph_runtime::client::{Client, Proxy, ReqwestTransport};
///
/// fn connect(proxy: &str, authority: &str, token: &str) -> Result<Client, Box<dyn std::error::Error>> {
///     let transport = ReqwestTransport::builder()
///         .proxy(Proxy::all(proxy)?)
///         .root_certificates(authority)
///         .build()?;
///     Ok(Client::builder().transport(transport).token(token).build()?)
/// }
/// ```
#[must_use]
pub struct ReqwestTransportBuilder {
    connect_timeout: Duration,
    proxies: Vec<reqwest::Proxy>,
    root_certificates: Vec<String>,
    client_certificate: Option<String>,
    configure: Option<Box<Configure>>,
}

impl Default for ReqwestTransportBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(20),
            proxies: Vec::new(),
            root_certificates: Vec::new(),
            client_certificate: None,
            configure: None,
        }
    }
}

impl ReqwestTransportBuilder {
    /// How long it may take to connect; 20 seconds unless given.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// A proxy, instead of those that the environment or the system names. Where there are several, the first that is
    /// for the URL is taken. Requests to this machine go without a proxy.
    pub fn proxy(mut self, proxy: reqwest::Proxy) -> Self {
        self.proxies.push(proxy);
        self
    }

    /// Certificates of authorities that are trusted beside those of the operating system, as PEM: the authority of a
    /// company whose proxy reads what is encrypted.
    pub fn root_certificates(mut self, pem: impl Into<String>) -> Self {
        self.root_certificates.push(pem.into());
        self
    }

    /// The certificate by which the program identifies itself, as PEM: the certificate, those between it and its
    /// authority, and the private key.
    pub fn client_certificate(mut self, pem: impl Into<String>) -> Self {
        self.client_certificate = Some(pem.into());
        self
    }

    /// Sets what is particular to the crate `reqwest`. TLS is set up already: settings of `reqwest` that are about
    /// certificates have no effect. Redirects must not be followed: the client does so, and decides who gets a token.
    pub fn configure(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + 'static,
    ) -> Self {
        self.configure = Some(Box::new(configure));
        self
    }

    /// The transport.
    ///
    /// # Errors
    /// When a certificate or a key cannot be read, or TLS cannot be set up. A system without certificates is no error
    /// until a request needs one.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        let (tls, no_certificates) = self.tls()?;
        let builder = || {
            let builder = reqwest::Client::builder()
                .tls_backend_preconfigured(tls.clone())
                // The client follows redirects and tries again: it knows who may have a token, and what may be done
                // twice.
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .connect_timeout(self.connect_timeout);
            let builder = self
                .proxies
                .iter()
                .cloned()
                .fold(builder, reqwest::ClientBuilder::proxy);
            match &self.configure {
                Some(configure) => configure(builder),
                None => builder,
            }
        };
        Ok(ReqwestTransport::new_with(
            Clients::build(builder).map_err(read_error)?,
            Clients::build(|| builder().no_proxy()).map_err(read_error)?,
            no_certificates,
        ))
    }

    /// The settings of TLS, and why no certificate can be trusted, if none can.
    ///
    /// The provider of cryptography is named, so that neither a default of the process nor a feature that another crate
    /// enables decides on it.
    fn tls(&self) -> Result<(ClientConfig, Option<rustls::Error>), TransportError> {
        let (builder, problem) = self.verifier()?;
        let config = match &self.client_certificate {
            None => builder.with_no_client_auth(),
            Some(pem) => {
                let chain = certificates(pem)?;
                let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(other)?;
                builder.with_client_auth_cert(chain, key).map_err(other)?
            }
        };
        Ok((config, problem))
    }

    /// Trusts the certificates of the operating system, and those that were given.
    ///
    /// A container without certificates can still reach a local server: it gets TLS that trusts nobody, and the
    /// reason.
    #[allow(clippy::type_complexity, reason = "the type is named once, and by its crate")]
    fn verifier(
        &self,
    ) -> Result<
        (
            ConfigBuilder<ClientConfig, WantsClientCert>,
            Option<rustls::Error>,
        ),
        TransportError,
    > {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(other)?;
        let mut roots = Vec::new();
        for pem in &self.root_certificates {
            roots.extend(certificates(pem)?);
        }
        if !roots.is_empty() {
            let verifier = Verifier::new_with_extra_roots(roots, provider).map_err(other)?;
            let builder = builder
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(verifier));
            return Ok((builder, None));
        }
        Ok(match builder.clone().with_platform_verifier() {
            Ok(builder) => (builder, None),
            Err(error) => (
                builder.with_root_certificates(RootCertStore::empty()),
                Some(error),
            ),
        })
    }
}

/// Reads certificates; a text without any is an error.
fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, TransportError> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match certificates {
        Ok(certificates) if certificates.is_empty() => Err(other("the PEM has no certificate")),
        answer => answer.map_err(other),
    }
}

fn other(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Other, error)
}

/// Certificates, keys and the addresses of proxies are left out: they can hold secrets.
impl fmt::Debug for ReqwestTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .finish_non_exhaustive()
    }
}
