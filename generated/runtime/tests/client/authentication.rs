//! Tokens: who gets one, and which.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use graph_runtime::client::{
    AccessToken, Client, Cloud, ErrorKind, TokenError, TokenFn, TokenProvider, TokenRequest, TransportFn,
};
use graph_runtime::http;
use graph_runtime::types::OffsetDateTime;
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::sample::{Create, Get, Item, List};
use crate::setup::{TestTimer, client, settings};

/// A provider that numbers its tokens, each valid for an hour by the clock of the timer.
fn numbered(calls: &Arc<AtomicU32>) -> impl TokenProvider + use<> {
    let calls = Arc::clone(calls);
    TokenFn::new(move |_| {
        let number = calls.fetch_add(1, Ordering::SeqCst);
        let expiry = OffsetDateTime::now_utc() + Duration::from_secs(3600);
        std::future::ready(Ok::<_, std::io::Error>(
            AccessToken::new(format!("token-{number}")).with_expiry(expiry),
        ))
    })
}

#[tokio::test]
async fn each_attempt_carries_a_token_an_agent_and_an_id_of_its_own() {
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/items/1"))
        .respond_with(ResponseTemplate::new(503).insert_header("retry-after", "1"))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(path("/v1.0/items/1"))
        .and(header("authorization", "Bearer secret"))
        .and(header("accept", "application/json"))
        .respond_with(ResponseTemplate::new(200).set_body_string(r#"{"name": "a"}"#))
        .mount(&server)
        .await;
    let client = settings(server.uri(), &TestTimer::default())
        .user_agent("contoso/1.0")
        .build()
        .unwrap();
    let item = client.send(Get::new(&["1"], ())).await.unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    let requests = server.received_requests().await.unwrap();
    let text = |request: &Request, name: &str| request.headers[name].to_str().unwrap().to_owned();
    assert!(text(&requests[0], "user-agent").starts_with("contoso/1.0 graph-runtime/"));
    let ids: Vec<_> = requests
        .iter()
        .map(|request| text(request, "client-request-id"))
        .collect();
    assert_eq!((ids.len(), ids[0].len()), (2, 36));
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn a_token_is_renewed_in_the_middle_of_paging() {
    let server = MockServer::start().await;
    for (token, page, next) in [("token-0", "", "?page=2"), ("token-1", "page=2", "?page=3")] {
        let body = format!(
            r#"{{"value": [{{"name": "{token}"}}], "@odata.nextLink": "{}/v1.0/items{next}"}}"#,
            server.uri()
        );
        let page = page.to_owned();
        Mock::given(move |request: &Request| request.url.query().unwrap_or_default() == page)
            .and(header("authorization", format!("Bearer {token}")))
            .respond_with(ResponseTemplate::new(200).set_body_string(body))
            .mount(&server)
            .await;
    }
    // The service no longer takes the second token, though it has not expired.
    Mock::given(|request: &Request| request.url.query() == Some("page=3"))
        .respond_with(
            |request: &Request| match request.headers["authorization"].to_str() {
                Ok("Bearer token-2") => {
                    ResponseTemplate::new(200).set_body_string(r#"{"value": [{"name": "token-2"}]}"#)
                }
                _ => ResponseTemplate::new(401)
                    .set_body_string(r#"{"error": {"code": "InvalidAuthenticationToken"}}"#),
            },
        )
        .mount(&server)
        .await;
    let (timer, calls) = (TestTimer::default(), Arc::default());
    let client = settings(server.uri(), &timer)
        .token_provider(numbered(&calls))
        .build()
        .unwrap();
    let mut items = client.send(List::new(&[], ())).items();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        names.push(item.unwrap().name.unwrap());
        timer.advance(Duration::from_secs(if names.len() == 1 { 3590 } else { 0 }));
    }
    assert_eq!(names, ["token-0", "token-1", "token-2"]);
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_token_that_stays_rejected_is_an_error_of_the_service() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(401).set_body_string(
            r#"{"error": {"code": "InvalidAuthenticationToken", "message": "Lifetime validation failed."}}"#,
        ))
        .expect(1)
        .mount(&server)
        .await;
    let error = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: 401 Unauthorized: InvalidAuthenticationToken: Lifetime validation failed."
    );
    assert_eq!(error.code(), Some("InvalidAuthenticationToken"));
}

#[tokio::test]
async fn a_provider_that_fails_is_an_error_with_its_reason() {
    let server = MockServer::start().await;
    let provider = TokenFn::new(|request: TokenRequest| {
        assert_eq!(request.scopes(), [Cloud::UsGovernment.default_scope()]);
        std::future::ready(Err::<AccessToken, _>("the secret of the application has expired"))
    });
    let client = Client::builder()
        .cloud(Cloud::UsGovernment)
        .base_url(server.uri())
        .token_provider(provider)
        .build()
        .unwrap();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Token(_)));
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: no access token: the secret of the application has expired"
    );
    assert!(server.received_requests().await.unwrap().is_empty());
}

#[test]
fn nothing_prints_a_secret() {
    let settings = Client::builder().token("secret");
    assert!(!format!("{settings:?}").contains("secret"));
    let client = settings.build().unwrap();
    let call = client.send(Get::new(&["secret"], ()));
    assert!(!format!("{client:?} {call:?}").contains("secret"));
}

/// A store that refuses a link rejects no token: the provider is not asked for another one.
#[tokio::test]
async fn a_foreign_host_rejects_no_token() {
    let (server, store) = (MockServer::start().await, MockServer::start().await);
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", store.uri()))
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(401))
        .expect(1)
        .mount(&store)
        .await;
    let calls = Arc::new(AtomicU32::new(0));
    let client = settings(server.uri(), &TestTimer::default())
        .token_provider(numbered(&calls))
        .build()
        .unwrap();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

/// A service that takes the second token only: the first lacks claims.
async fn service_with_claims_challenge() -> MockServer {
    let server = MockServer::start().await;
    let challenge = r#"Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ==""#;
    Mock::given(header("authorization", "Bearer with claims"))
        .respond_with(ResponseTemplate::new(200).set_body_string(r#"{"name": "a"}"#))
        .with_priority(1)
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(
            ResponseTemplate::new(401)
                .insert_header("www-authenticate", challenge)
                .set_body_string(r#"{"error": {"code": "InvalidAuthenticationToken"}}"#),
        )
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn a_challenge_reaches_the_provider_with_its_claims_and_the_rejected_token() {
    let server = service_with_claims_challenge().await;
    let provider = TokenFn::new(|request: TokenRequest| {
        let token = match (request.rejected(), request.claims()) {
            (None, None) => "plain",
            (Some(rejected), Some(r#"{"access_token":{}}"#)) if rejected.secret() == "plain" => "with claims",
            _ => panic!("{request:?}"),
        };
        std::future::ready(Ok::<_, std::io::Error>(AccessToken::new(token)))
    });
    let client = settings(server.uri(), &TestTimer::default())
        .token_provider(provider)
        .build()
        .unwrap();
    let item = client.send(Get::new(&["1"], ())).await.unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_provider_that_cannot_meet_a_challenge_leaves_an_error_with_the_challenge() {
    let server = service_with_claims_challenge().await;
    let cannot = TokenFn::new(|request: TokenRequest| {
        std::future::ready(match request.claims() {
            None => Ok(AccessToken::new("plain")),
            Some(_) => Err("nobody can be asked"),
        })
    });
    let with_provider = settings(server.uri(), &TestTimer::default()).token_provider(cannot);
    let error = with_provider
        .build()
        .unwrap()
        .send(Get::new(&["1"], ()))
        .await
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::TokenRejected { .. }),
        "{error:?}"
    );
    assert!(
        error
            .to_string()
            .ends_with("no other access token: nobody can be asked"),
        "{error}"
    );
    // One that has the same token again, as a token that is at hand.
    let same = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap_err();
    for error in [error, same] {
        let challenge = error.service().unwrap().challenge().unwrap();
        assert_eq!(challenge.error(), Some("insufficient_claims"));
        assert_eq!(challenge.claims().as_deref(), Some(r#"{"access_token":{}}"#));
        assert_eq!(error.code(), Some("InvalidAuthenticationToken"));
    }
}

/// A provider that fails at times, as the closure says by the number of the question, and gives the last number else.
fn failing(
    fails: impl Fn(u32) -> Option<TokenError> + Send + Sync + 'static,
) -> (impl TokenProvider, Arc<AtomicU32>) {
    let calls = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&calls);
    let provider = TokenFn::new(move |_| {
        let call = count.fetch_add(1, Ordering::SeqCst);
        std::future::ready(match fails(call) {
            Some(error) => Err(error),
            None => Ok(AccessToken::new(call.to_string())),
        })
    });
    (provider, calls)
}

/// In a run over thousands of objects the authority is out of reach now and then.
#[tokio::test]
async fn a_token_that_cannot_be_had_for_a_moment_is_asked_for_again() {
    let sent = Arc::new(AtomicU32::new(0));
    for (is_transient, expected) in [(true, 3), (false, 1)] {
        let (provider, calls) = failing(move |call| match (call, is_transient) {
            (2.., _) => None,
            (_, true) => Some(TokenError::transient("out of reach")),
            (_, false) => Some(TokenError::new("declined")),
        });
        let (timer, count) = (TestTimer::default(), Arc::clone(&sent));
        let client = settings("https://graph.microsoft.com", &timer)
            .token_provider(provider)
            .transport(TransportFn::new(move |_: http::Request<Vec<u8>>| {
                count.fetch_add(1, Ordering::SeqCst);
                http::Response::new(b"{}".to_vec())
            }))
            .build()
            .unwrap();
        // Nothing was sent, so that the method makes no difference.
        let answer = client.send(Create::new(&[], Item::named("a"))).await;
        assert_eq!(answer.is_ok(), is_transient, "{answer:?}");
        assert_eq!(calls.load(Ordering::SeqCst), expected);
        assert_eq!(timer.pauses().len() as u32, expected - 1);
    }
    assert_eq!(sent.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn another_token_that_cannot_be_had_for_a_moment_is_asked_for_again() {
    let (provider, calls) = failing(|call| (call == 1).then(|| TokenError::transient("out of reach")));
    let client = settings("https://graph.microsoft.com", &TestTimer::default())
        .token_provider(provider)
        .transport(TransportFn::new(|request: http::Request<Vec<u8>>| {
            let is_rejected = request.headers()["authorization"] == "Bearer 0";
            let response = http::Response::builder().status(if is_rejected { 401 } else { 200 });
            response.body(b"{}".to_vec()).unwrap()
        }))
        .build()
        .unwrap();
    client.send(Create::new(&[], Item::named("a"))).await.unwrap();
    assert_eq!(calls.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_program_is_told_that_a_token_may_be_had_later() {
    for (error, is_transient) in [
        (TokenError::transient("out of reach"), true),
        (TokenError::new("declined"), false),
    ] {
        let (provider, _) = failing(move |_| Some(error.clone()));
        let client = settings("https://graph.microsoft.com", &TestTimer::default())
            .token_provider(provider)
            .build()
            .unwrap();
        let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
        let ErrorKind::Token(cause) = error.last().kind() else {
            panic!("{error:?}")
        };
        assert_eq!(
            (cause.is_transient(), error.is_retriable()),
            (is_transient, is_transient)
        );
    }
}
