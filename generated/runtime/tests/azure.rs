//! Credentials of the Azure SDK: one of our own, and that of `azure_identity` with a client secret, which gets its
//! tokens from an OAuth 2.0 server on this machine.

// Clippy's exception for tests does not reach the functions that they share.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::Duration;

use azure_core::credentials::{AccessToken, Secret, TokenCredential, TokenRequestOptions};
use azure_core::http::headers::Headers;
use azure_core::http::{AsyncRawResponse, ClientOptions, HttpClient, Transport};
use azure_identity::{ClientSecretCredential, ClientSecretCredentialOptions};
use graph_runtime::client::{AzureCredential, Client, Error, ErrorKind, TokenProvider, TokenRequest};
use graph_runtime::{Operation, Request, Value, types::OffsetDateTime};
use wiremock::matchers::{body_string, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

enum Me {}

impl Operation for Me {
    type Body = ();
    type Response = Value;
    type Query = graph_runtime::query::Nothing;
    const METADATA: &'static graph_runtime::operation::Metadata = &graph_runtime::operation::Metadata {
        paths: &["/me"],
        ..graph_runtime::operation::Metadata::V1
    };
}

/// A service that takes one token.
async fn service(token: &str) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/me"))
        .and(header("authorization", format!("Bearer {token}")))
        .respond_with(ResponseTemplate::new(200).set_body_string(r#"{"displayName": "Adele Vance"}"#))
        .mount(&server)
        .await;
    server
}

async fn me(server: &MockServer, credential: Arc<dyn TokenCredential>) -> Result<Value, Error> {
    let client = Client::builder()
        .base_url(server.uri())
        .token_provider(AzureCredential::new(credential))
        .build()?;
    client.send(Request::<Me>::new("/me", &[], ())).await
}

#[derive(Debug)]
struct Own;

#[async_trait::async_trait]
impl TokenCredential for Own {
    async fn get_token(
        &self,
        scopes: &[&str],
        _: Option<TokenRequestOptions<'_>>,
    ) -> azure_core::Result<AccessToken> {
        assert_eq!(scopes, ["https://graph.microsoft.com/.default"]);
        let expires_on = OffsetDateTime::now_utc() + Duration::from_secs(3600);
        Ok(AccessToken::new("own", expires_on))
    }
}

#[tokio::test]
async fn a_credential_of_our_own() {
    let server = service("own").await;
    let me = me(&server, Arc::new(Own)).await.unwrap();
    assert_eq!(me["displayName"], "Adele Vance");
    assert!(!format!("{:?}", AzureCredential::new(Arc::new(Own))).contains("own"));
}

/// Sends what is meant for the login server to a server of this machine. `azure_identity` takes no authority
/// without `https`, so that its credential cannot be given the address of the local server itself.
#[derive(Debug)]
struct Login {
    server: String,
    client: reqwest::Client,
}

#[async_trait::async_trait]
impl HttpClient for Login {
    async fn execute_request(
        &self,
        request: &azure_core::http::Request,
    ) -> azure_core::Result<AsyncRawResponse> {
        assert_eq!(request.url().host_str(), Some("login.microsoftonline.com"));
        let body = match request.body() {
            azure_core::http::Body::Bytes(bytes) => bytes.clone(),
            body => panic!("{body:?}"),
        };
        let url = format!("{}{}", self.server, request.url().path());
        let response = self.client.post(url).body(body).send().await.unwrap();
        let status = response.status().as_u16().into();
        let body = response.bytes().await.unwrap();
        Ok(AsyncRawResponse::from_bytes(status, Headers::new(), body))
    }
}

fn credential(login: &MockServer) -> Arc<ClientSecretCredential> {
    let transport = Login {
        server: login.uri(),
        client: reqwest::Client::builder()
            .tls_backend_preconfigured(tls())
            .build()
            .unwrap(),
    };
    let options = ClientSecretCredentialOptions {
        client_options: ClientOptions {
            transport: Some(Transport::new(Arc::new(transport))),
            ..ClientOptions::default()
        },
    };
    let secret = Secret::new("pass&word");
    ClientSecretCredential::new("contoso", "app".to_owned(), secret, Some(options)).unwrap()
}

/// The login server of the tests has no TLS.
fn tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}

#[tokio::test]
async fn a_client_secret_of_azure_identity() {
    let (server, login) = (service("from-login").await, MockServer::start().await);
    Mock::given(method("POST"))
        .and(path("/contoso/oauth2/v2.0/token"))
        .and(body_string(
            "client_id=app&client_secret=pass%26word&grant_type=client_credentials\
             &scope=https%3A%2F%2Fgraph.microsoft.com%2F.default",
        ))
        .respond_with(
            ResponseTemplate::new(200).set_body_string(
                r#"{"token_type": "Bearer", "expires_in": 3599, "access_token": "from-login"}"#,
            ),
        )
        .expect(1)
        .mount(&login)
        .await;
    let credential = credential(&login);
    for _ in 0..2 {
        let me = me(&server, Arc::clone(&credential) as Arc<dyn TokenCredential>)
            .await
            .unwrap();
        assert_eq!(me["displayName"], "Adele Vance");
    }
}

#[tokio::test]
async fn a_secret_that_is_refused() {
    let login = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(401).set_body_string(
            r#"{"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret."}"#,
        ))
        .mount(&login)
        .await;
    let server = service("none").await;
    let error = me(&server, credential(&login)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Token(_)));
    let text = error.to_string();
    assert!(text.starts_with("GET /me: no access token: "), "{text}");
    assert!(text.contains("AADSTS7000215: Invalid client secret."), "{text}");
    assert!(!format!("{text} {error:?}").contains("pass"));
    let provider = AzureCredential::new(credential(&login));
    assert!(provider.token(&TokenRequest::new(["scope"])).await.is_err());
}
