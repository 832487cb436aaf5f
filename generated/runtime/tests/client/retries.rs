//! What is tried again, after how long, and what is not.

use std::time::Duration;

use graph_runtime::client::{
    ErrorKind, FailedAttempt, RetryDecision, RetryPolicy, RetryRule, TransportErrorKind,
};
use graph_runtime::http::StatusCode;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::{Create, Get, Item, PutContent};
use crate::setup::{TestTimer, settings};

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"name\": \"a\"}";

fn bytes(text: &str) -> Script {
    Script::Bytes(text.as_bytes().to_vec())
}

/// A server that answers each request with the next of these, and with success at last.
async fn server(answers: Vec<ResponseTemplate>) -> MockServer {
    let server = MockServer::start().await;
    for answer in answers {
        Mock::given(wiremock::matchers::any())
            .respond_with(answer)
            .up_to_n_times(1)
            .mount(&server)
            .await;
    }
    Mock::given(wiremock::matchers::any())
        .respond_with(ResponseTemplate::new(200).set_body_string(r#"{"name": "a"}"#))
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn retry_after_in_seconds_decimals_and_dates() {
    let throttled = |value: &str| ResponseTemplate::new(429).insert_header("retry-after", value);
    let server = server(vec![
        throttled("7"),
        throttled("1.5"),
        throttled("Sun, 01 Mar 2026 12:00:09 GMT").insert_header("date", "Sun, 01 Mar 2026 12:00:05 GMT"),
        // It has passed, so that it names no pause.
        throttled("Sun, 01 Mar 2020 12:00:00 GMT"),
    ])
    .await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    // The service did not carry it out, so that it can be sent again though it is no idempotent method.
    let item = client.send(Create::new(&[], Item::named("a"))).await.unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    let pauses = timer.pauses();
    let last = pauses[3].as_secs_f64();
    assert!(timer.has_paused(&[7.0, 1.5, 4.0, last]), "{pauses:?}");
    assert!((4.0..=8.8).contains(&last), "{pauses:?}");
}

#[tokio::test]
async fn unavailable_and_then_available() {
    let server = server(vec![ResponseTemplate::new(503), ResponseTemplate::new(504)]).await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    client.send(Get::new(&["1"], ())).await.unwrap();
    let pauses = timer.pauses();
    assert_eq!(pauses.len(), 2);
    assert!((500..=1000).contains(&pauses[0].as_millis()), "{pauses:?}");
    assert!((1000..=2000).contains(&pauses[1].as_millis()), "{pauses:?}");
}

#[tokio::test]
async fn a_timeout_of_the_gateway_is_not_tried_again_for_what_may_be_done() {
    let server = server(vec![ResponseTemplate::new(504)]).await;
    let client = settings(server.uri(), &TestTimer::default()).build().unwrap();
    let create = || client.send(Create::new(&[], Item::named("a")));
    let error = create().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Service(_)), "{error:?}");
    assert_eq!(error.status(), Some(StatusCode::GATEWAY_TIMEOUT));
    // Unless the caller knows better.
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(504))
        .up_to_n_times(1)
        .with_priority(1)
        .mount(&server)
        .await;
    create().idempotent().await.unwrap();
}

#[tokio::test]
async fn attempts_end_with_the_last_error() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(
            ResponseTemplate::new(429)
                .set_body_string(r#"{"error": {"code": "tooManyRequests", "message": "Slow down."}}"#),
        )
        .expect(3)
        .mount(&server)
        .await;
    let client = settings(server.uri(), &TestTimer::default())
        .retry(RetryPolicy::default().max_attempts(3))
        .build()
        .unwrap();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: gave up after 3 attempts: 429 Too Many Requests: tooManyRequests: Slow down."
    );
    assert!(matches!(
        error.kind(),
        ErrorKind::RetriesExhausted { attempts: 3, .. }
    ));
    assert_eq!(
        (error.code(), error.status()),
        (Some("tooManyRequests"), Some(StatusCode::TOO_MANY_REQUESTS))
    );
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(
        cause,
        "GET /items/{itemId}: 429 Too Many Requests: tooManyRequests: Slow down."
    );
}

#[tokio::test]
async fn a_service_that_asks_for_an_hour_gets_no_hour() {
    for asked in ["3600", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
        let server = server(vec![
            ResponseTemplate::new(429).insert_header("retry-after", asked),
        ])
        .await;
        let timer = TestTimer::default();
        let client = settings(server.uri(), &timer).build().unwrap();
        let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::RetriesExhausted { attempts: 1, .. }),
            "{error:?}"
        );
        assert_eq!(error.service().unwrap().headers["retry-after"], asked);
        assert!(timer.pauses().is_empty());
    }
}

#[tokio::test]
async fn other_errors_are_not_tried_again() {
    for status in [400, 403, 404, 409, 501] {
        let server = server(vec![ResponseTemplate::new(status)]).await;
        let client = settings(server.uri(), &TestTimer::default()).build().unwrap();
        let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(server.received_requests().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_fetched_again() {
    let cut = bytes("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"name\": ");
    let server = RawServer::start(vec![cut, bytes("HTTP/1.1 2"), bytes(OK)]).await;
    let client = settings(server.url(), &TestTimer::default()).build().unwrap();
    let item = client.send(Get::new(&["1"], ())).await.unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_connection_that_breaks_is_the_end_of_what_may_be_done() {
    for (idempotent, requests) in [(false, 1), (true, 2)] {
        let server = RawServer::start(vec![bytes("HTTP/1.1 2"), bytes(OK)]).await;
        let client = settings(server.url(), &TestTimer::default()).build().unwrap();
        let result = if idempotent {
            client.send(PutContent::new(&["1"], b"bytes".to_vec())).await
        } else {
            client.send(Create::new(&[], Item::named("a"))).await.map(|_| ())
        };
        assert_eq!(result.is_ok(), idempotent);
        if let Err(error) = result {
            let ErrorKind::Transport(error) = error.kind() else {
                panic!("{error:?}")
            };
            assert_eq!(error.kind(), TransportErrorKind::Broken);
            assert!(error.to_string().starts_with("the connection broke: "), "{error}");
        }
        assert_eq!(server.requests().len(), requests);
    }
}

#[tokio::test]
async fn nobody_listens() {
    let client = settings("http://127.0.0.1:1", &TestTimer::default())
        .build()
        .unwrap();
    let error = client.send(Create::new(&[], Item::named("a"))).await.unwrap_err();
    let ErrorKind::RetriesExhausted { attempts: 5, last } = error.kind() else {
        panic!("{error:?}")
    };
    let ErrorKind::Transport(last) = last.kind() else {
        panic!("{last:?}")
    };
    assert_eq!(last.kind(), TransportErrorKind::Connect);
    let text = last.to_string();
    assert!(text.starts_with("cannot connect to the service: "), "{text}");
    assert!(text.contains("refused") && !text.contains("items"), "{text}");
}

#[tokio::test]
async fn errors_of_gateways_are_tried_again_for_what_may_be_done_twice() {
    let html = ResponseTemplate::new(502).set_body_raw("<html>Bad gateway</html>", "text/html");
    let server = server(vec![html, ResponseTemplate::new(500), ResponseTemplate::new(504)]).await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    let item = client.send(Get::new(&["1"], ())).await.unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    let pauses = timer.pauses();
    assert_eq!(pauses.len(), 3);
    assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]), "{pauses:?}");
}

#[tokio::test]
async fn an_error_of_the_service_is_not_tried_again_for_what_may_be_done_once() {
    for status in [500, 502, 504] {
        let server = server(vec![ResponseTemplate::new(status)]).await;
        let client = settings(server.uri(), &TestTimer::default()).build().unwrap();
        let error = client.send(Create::new(&[], Item::named("a"))).await.unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(server.received_requests().await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_was_put_off_is_sent_as_it_was_with_an_id_of_its_own() {
    for status in [429, 509] {
        let throttled = ResponseTemplate::new(status).insert_header("retry-after", "2");
        let server = server(vec![throttled]).await;
        let timer = TestTimer::default();
        let client = settings(server.uri(), &timer).build().unwrap();
        client.send(Create::new(&[], Item::named("a"))).await.unwrap();
        let requests = server.received_requests().await.unwrap();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[0].body, requests[1].body);
        assert_eq!(requests[1].headers["content-type"], "application/json");
        assert_ne!(
            requests[0].headers["client-request-id"],
            requests[1].headers["client-request-id"]
        );
        assert!(timer.has_paused(&[2.0]), "{status} {:?}", timer.pauses());
    }
}

/// A rule that tries what is locked, whatever the method, and nothing else.
struct Locked;

impl RetryRule for Locked {
    fn decide(&self, failed: &FailedAttempt<'_>) -> RetryDecision {
        match failed.error().status() {
            Some(StatusCode::LOCKED) if failed.attempts() < 3 => {
                assert_eq!(failed.error().path_template(), Some("/items"));
                RetryDecision::Retry(Duration::from_secs(u64::from(failed.attempts())))
            }
            Some(StatusCode::LOCKED) => RetryDecision::GiveUp,
            _ => RetryDecision::Fail,
        }
    }
}

#[tokio::test]
async fn a_program_has_a_rule_of_its_own() {
    let server = server(vec![ResponseTemplate::new(423), ResponseTemplate::new(503)]).await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).retry(Locked).build().unwrap();
    let error = client.send(Create::new(&[], Item::named("a"))).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Service(_)), "{error:?}");
    assert_eq!(timer.pauses(), [Duration::from_secs(1)]);
    let locked = self::server(vec![ResponseTemplate::new(423); 9]).await;
    let client = settings(locked.uri(), &timer).build().unwrap();
    let call = client.send(Create::new(&[], Item::named("a"))).retry(Locked);
    let error = call.await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::RetriesExhausted { attempts: 3, .. }
    ));
}
