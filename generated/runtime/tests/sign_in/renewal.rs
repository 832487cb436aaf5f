use std::time::Duration;

use graph_runtime::client::bytes::Bytes;
use graph_runtime::client::{
    AccessToken, BoxFuture, Client, ResponseBody, SignIn, SignInError, TokenRequest, Transport,
    TransportError, TransportErrorKind, TransportFn,
};
use graph_runtime::http;
use graph_runtime::response::ValueOf;
use serde_json::json;
use wiremock::matchers::{header, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::authority::Authority;
use crate::setup::{TestTimer, cause, device_code, request, token};

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test]
async fn tokens_are_renewed_without_the_person() {
    let authority = Authority::start().await;
    let timer = TestTimer::default();
    let sign_in = device_code(&authority, &timer).build().unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    timer.advance(HOUR - Duration::from_secs(240));
    // The refresh token is another one each time.
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-2");
    timer.advance(HOUR);
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-3");
    let rejected = request().with_rejected(AccessToken::new("access-3"));
    assert_eq!(token(&sign_in, &rejected).await.unwrap(), "access-4");
    let state = authority.state();
    assert_eq!(state.device_codes, 1);
    assert_eq!(state.count("refresh_token"), 3);
    assert_eq!(state.forms.last().unwrap()["scope"], "User.Read offline_access");
}

#[tokio::test]
async fn a_person_whose_sign_in_was_revoked_is_asked_again() {
    let authority = Authority::start().await;
    let timer = TestTimer::default();
    let sign_in = device_code(&authority, &timer).build().unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    authority.state().revoke();
    timer.advance(HOUR);
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-2");
    assert_eq!(authority.state().device_codes, 2);
}

/// Another person may sign in then, and a token for other scopes would still be one of the first.
#[tokio::test]
async fn a_new_sign_in_ends_the_tokens_of_the_old_one() {
    let authority = Authority::start().await;
    let sign_in = device_code(&authority, &TestTimer::default()).build().unwrap();
    let mail = TokenRequest::new(["Mail.Read"]);
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    assert_eq!(token(&sign_in, &mail).await.unwrap(), "access-2");
    authority.state().revoke();
    let rejected = request().with_rejected(AccessToken::new("access-1"));
    assert_eq!(token(&sign_in, &rejected).await.unwrap(), "access-3");
    assert_eq!(token(&sign_in, &mail).await.unwrap(), "access-4");
    assert_eq!(authority.state().device_codes, 2);
}

#[tokio::test]
async fn an_authority_that_is_out_of_order_asks_nobody() {
    let authority = Authority::start().await;
    let timer = TestTimer::default();
    let sign_in = device_code(&authority, &timer).build().unwrap();
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-1");
    authority.state().refresh_error = Some("temporarily_unavailable");
    timer.advance(HOUR);
    let error = token(&sign_in, &request()).await.unwrap_err();
    assert!(matches!(cause(&error), SignInError::Refused { .. }), "{error:?}");
    authority.state().refresh_error = None;
    assert_eq!(token(&sign_in, &request()).await.unwrap(), "access-2");
    assert_eq!(authority.state().device_codes, 1);
}

/// The service takes a token back, and says what a better one must have.
#[tokio::test]
async fn a_challenge_reaches_the_authority() {
    let authority = Authority::start().await;
    let sign_in = device_code(&authority, &TestTimer::default()).build().unwrap();
    let service = MockServer::start().await;
    let challenge = r#"Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7InZhbHVlIjoiMSJ9fX0=""#;
    Mock::given(path("/v1.0/me"))
        .and(header("authorization", "Bearer access-1"))
        .respond_with(ResponseTemplate::new(401).insert_header("www-authenticate", challenge))
        .mount(&service)
        .await;
    Mock::given(path("/v1.0/me"))
        .and(header("authorization", "Bearer access-2"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"value": "Adele"})))
        .mount(&service)
        .await;
    let client = Client::builder()
        .base_url(service.uri())
        .token_provider(sign_in)
        .scopes(["User.Read"])
        .build()
        .unwrap();
    let link = format!("{}/v1.0/me", service.uri());
    let name: ValueOf<String> = client.follow(&link).await.unwrap();
    assert_eq!(name.value.as_deref(), Some("Adele"));
    let state = authority.state();
    assert_eq!(state.count("refresh_token"), 1);
    assert_eq!(
        state.forms.last().unwrap()["claims"],
        r#"{"access_token":{"nbf":{"value":"1"},"xms_cc":{"values":["cp1"]}}}"#
    );
}

/// The network is out of order then, and not the authority.
#[tokio::test]
async fn an_answer_that_is_cut_off_is_an_error_of_the_transport() {
    struct CutOff;
    impl Transport for CutOff {
        fn send(
            &self,
            _: http::Request<Bytes>,
        ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
            let broken = TransportError::new(TransportErrorKind::Broken, "reset");
            let pieces = [Ok(Bytes::from_static(br#"{"device_code": "#)), Err(broken)];
            let body = ResponseBody::from_stream(futures_util::stream::iter(pieces));
            Box::pin(std::future::ready(Ok(http::Response::new(body))))
        }
    }
    let sign_in = SignIn::device_code("app", |_| {})
        .transport(CutOff)
        .build()
        .unwrap();
    let error = token(&sign_in, &request()).await.unwrap_err();
    assert!(error.is_transient());
    let SignInError::Transport(error) = cause(&error) else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Broken);
}

#[tokio::test]
async fn an_authority_that_is_busy_is_so_for_a_moment() {
    for (status, is_transient) in [(429, true), (500, true), (503, true), (400, false), (404, false)] {
        let transport = TransportFn::new(move |_: http::Request<Vec<u8>>| {
            http::Response::builder()
                .status(status)
                .body("<html>".into())
                .unwrap()
        });
        let sign_in = SignIn::device_code("app", |_| {})
            .transport(transport)
            .build()
            .unwrap();
        let error = token(&sign_in, &request()).await.unwrap_err();
        assert_eq!(error.is_transient(), is_transient, "{status}");
        assert_eq!(
            matches!(cause(&error), SignInError::Unavailable(_)),
            is_transient,
            "{error:?}"
        );
    }
}
