//! How long a call takes, and how it ends.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};
use graph_runtime::client::{
    AccessToken, BoxFuture, Client, ClientBuilder, Error, ErrorKind, ResponseBody, RetryPolicy, TokenFn,
    Transport, TransportError, TransportErrorKind,
};
use graph_runtime::http;
use tokio::time::Instant;

use crate::raw_server::{RawServer, Script};
use crate::sample::{Content, Delete, Get, List, PutContent};
use crate::setup::{TestTimer, settings};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"name\": \"a\"}";

/// A server that says nothing, and one that stops in the middle of a body. Only the pause of the alarm is real.
#[tokio::test]
async fn a_server_that_never_answers_and_one_that_stops() {
    let stall = Script::Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"na".to_vec());
    for script in [Script::Silence, stall] {
        let server = RawServer::start(vec![script.clone(), script, Script::Bytes(OK.to_vec())]).await;
        let client = Client::builder()
            .base_url(server.url())
            .retry(
                RetryPolicy::default()
                    .max_attempts(2)
                    .initial_pause(Duration::from_millis(1)),
            )
            .read_timeout(Duration::from_millis(50))
            .build()
            .unwrap();
        let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "GET /items/{itemId}: gave up after 2 attempts: the service did not answer in time"
        );
        let patient = client
            .send(Get::new(&["1"], ()))
            .read_timeout(Duration::from_secs(60));
        assert_eq!(patient.await.unwrap().name.as_deref(), Some("a"));
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_is_cancelled() {
    let server = RawServer::start(vec![Script::Silence]).await;
    let client = settings(server.url(), &TestTimer::default())
        .max_concurrent_requests(1)
        .build()
        .unwrap();
    for count in 1..=3 {
        let call = client.send(Delete::new(&["1"], ())).into_future();
        let seen = std::pin::pin!(server.wait_for_requests(count));
        // Each has its turn: what was dropped holds no place.
        assert!(matches!(select(call, seen).await, Either::Right(_)));
    }
}

/// A page that was asked for and dropped comes when it is asked for again, from the same request.
#[tokio::test]
async fn a_page_that_is_not_waited_for_is_not_lost() {
    let page = r#"{"value": [{"id": "1"}]}"#;
    let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{page}", page.len());
    let server = RawServer::start(vec![Script::KeepAlive(answer.into_bytes())]).await;
    let client = settings(server.url(), &TestTimer::default()).build().unwrap();
    let mut items = client.send(List::new(&[], ())).items();
    assert!(futures_util::poll!(std::pin::pin!(items.next())).is_pending());
    let item = items.next().await.unwrap().unwrap();
    assert_eq!(item.id.as_deref(), Some("1"));
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 1);
}

/// A service that answers each request with this status, after this time.
struct Slow(u16, Duration);

impl Transport for Slow {
    fn send(
        &self,
        _: http::Request<bytes::Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        Box::pin(async {
            tokio::time::sleep(self.1).await;
            let mut response = http::Response::new(b"{}".to_vec().into());
            *response.status_mut() = http::StatusCode::from_u16(self.0).unwrap();
            Ok(response)
        })
    }
}

fn slow(status: u16, seconds: u64) -> ClientBuilder {
    Client::builder().transport(Slow(status, Duration::from_secs(seconds)))
}

#[tokio::test(start_paused = true)]
async fn silence_is_bounded_and_tried_again() {
    let client = slow(200, 101).retry(RetryPolicy::never()).build().unwrap();
    let begun = Instant::now();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert_eq!(begun.elapsed().as_secs(), 100);
    assert!(
        matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == TransportErrorKind::Timeout)
    );
    // The call knows better than the client.
    let patient = client
        .send(Get::new(&["1"], ()))
        .read_timeout(Duration::from_secs(102));
    patient.await.unwrap();
}

/// The service is silent while a large body travels.
#[tokio::test(start_paused = true)]
async fn a_large_body_has_its_time() {
    let client = slow(204, 105).retry(RetryPolicy::never()).build().unwrap();
    let put = |bytes: usize| client.send(PutContent::new(&["1"], vec![0; bytes]));
    assert!(put(10 * 64 * 1024).await.is_ok());
    let error = put(64 * 1024).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == TransportErrorKind::Timeout)
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_has_a_time_in_all() {
    let client = slow(503, 4).timeout(Duration::from_secs(9)).build().unwrap();
    let begun = Instant::now();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert_eq!(begun.elapsed(), Duration::from_secs(9));
    assert!(matches!(error.kind(), ErrorKind::TimedOut(total) if *total == Duration::from_secs(9)));
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: the call was not done in 9s"
    );
    // It bounds what is read in pieces until that begins.
    let download = client
        .send(Content::new(&["1"], ()))
        .timeout(Duration::from_secs(1));
    assert!(matches!(
        download.download().await.map_err(Error::into_kind),
        Err(ErrorKind::TimedOut(_))
    ));
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_hangs_is_bounded_too() {
    let provider = TokenFn::new(|_| std::future::pending::<Result<AccessToken, std::io::Error>>());
    let client = slow(200, 1)
        .token_provider(provider)
        .max_concurrent_requests(1)
        .build()
        .unwrap();
    for _ in 0..3 {
        let call = client.send(Get::new(&["1"], ())).timeout(Duration::from_secs(5));
        assert!(matches!(
            call.await.map_err(Error::into_kind),
            Err(ErrorKind::TimedOut(_))
        ));
    }
}

/// The pauses are those of the policy, by the clock.
#[tokio::test(start_paused = true)]
async fn pauses_take_time() {
    let client = Arc::new(slow(429, 0).build().unwrap());
    let begun = Instant::now();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::RetriesExhausted { attempts: 5, .. }
    ));
    // 1, 2, 4 and 8 seconds, each shortened by at most a half.
    let waited = begun.elapsed().as_secs_f64();
    assert!((7.5..=15.1).contains(&waited), "{waited}");
}

/// A body of which a byte comes now and then.
struct Trickle;

impl Transport for Trickle {
    fn send(
        &self,
        _: http::Request<bytes::Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        let pieces = futures_util::stream::unfold((), |()| async {
            tokio::time::sleep(Duration::from_secs(5)).await;
            Some((Ok(bytes::Bytes::from_static(b" ")), ()))
        });
        Box::pin(std::future::ready(Ok(http::Response::new(
            ResponseBody::from_stream(pieces),
        ))))
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_trickles_is_taken_for_silence() {
    let client = Client::builder()
        .transport(Trickle)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let begun = Instant::now();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == TransportErrorKind::Timeout),
        "{error:?}"
    );
    assert!(error.to_string().contains("less than 1024 a second"), "{error}");
    assert_eq!(
        begun.elapsed().as_secs(),
        105,
        "the first piece after the timeout"
    );
    let slow = Client::builder().transport(Trickle).no_min_speed();
    let call = slow.build().unwrap().send(Get::new(&["1"], ()));
    let error = call.timeout(Duration::from_secs(3600)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::TimedOut(_)), "{error:?}");
}
