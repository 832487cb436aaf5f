//! `303 See Other` says that a request was carried out, and where its answer is. Whatever becomes of the answer, what was
//! carried out is not sent again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::bytes::Bytes;
use graph_runtime::client::{
    AccessToken, BoxFuture, Client, Error, ErrorKind, FailedAttempt, ProtocolError, ResponseBody,
    RetryDecision, RetryPolicy, RetryRule, TokenFn, Transport, TransportError, TransportErrorKind,
};
use graph_runtime::http::{self, Method};

use crate::sample::{Create, Get, Item, Update};
use crate::setup::{TestTimer, settings};

/// The answer to a request with this method and path.
type Answer = Result<http::Response<Vec<u8>>, TransportErrorKind>;

/// A service that a function is, and the methods that it was asked with.
struct Service<F> {
    answer: F,
    methods: Arc<Mutex<Vec<Method>>>,
}

impl<F: Fn(&http::Request<Bytes>) -> Answer + Send + Sync + 'static> Transport for Service<F> {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<ResponseBody>, TransportError>> {
        self.methods.lock().unwrap().push(request.method().clone());
        let answer = (self.answer)(&request)
            .map(|answer| answer.map(ResponseBody::from))
            .map_err(|kind| TransportError::new(kind, "refused"));
        Box::pin(std::future::ready(answer))
    }
}

/// A client of a service whose writes are done elsewhere, and the methods that it is asked with.
fn client(
    written: impl Fn() -> http::Response<Vec<u8>> + Send + Sync + 'static,
    fetched: impl Fn(&http::Request<Bytes>) -> Answer + Send + Sync + 'static,
) -> (Client, Arc<Mutex<Vec<Method>>>) {
    let methods = Arc::default();
    let service = Service {
        answer: move |request: &http::Request<Bytes>| match *request.method() {
            Method::GET => {
                assert!(request.body().is_empty() && !request.headers().contains_key("content-type"));
                fetched(request)
            }
            _ => Ok(written()),
        },
        methods: Arc::clone(&methods),
    };
    // Each token is another one, so that a rejected one is renewed.
    let number = AtomicUsize::new(0);
    let tokens = TokenFn::new(move |_| {
        let token = AccessToken::new(number.fetch_add(1, Ordering::SeqCst).to_string());
        std::future::ready(Ok::<_, std::io::Error>(token))
    });
    let settings = settings("https://graph.example", &TestTimer::default()).token_provider(tokens);
    (settings.transport(service).build().unwrap(), methods)
}

fn answer(status: u16, body: &str) -> http::Response<Vec<u8>> {
    let answer = http::Response::builder().status(status);
    answer.body(body.into()).unwrap()
}

fn see(location: &str) -> http::Response<Vec<u8>> {
    let answer = http::Response::builder().status(303).header("location", location);
    answer.body(Vec::new()).unwrap()
}

/// How often what changes something was sent, and how often its answer was asked for.
fn counts(methods: &Mutex<Vec<Method>>) -> (usize, usize) {
    let methods = methods.lock().unwrap();
    let reads = methods.iter().filter(|method| **method == Method::GET).count();
    (methods.len() - reads, reads)
}

fn lost(error: &Error) -> &Error {
    match error.kind() {
        ErrorKind::AnswerLost(cause) => cause,
        other => panic!("{other:?}"),
    }
}

/// A rule that sends everything again, five times.
struct Stubborn;

impl RetryRule for Stubborn {
    fn decide(&self, failed: &FailedAttempt<'_>) -> RetryDecision {
        match failed.attempts() {
            ..5 => RetryDecision::Retry(Duration::from_secs(1)),
            _ => RetryDecision::GiveUp,
        }
    }
}

#[tokio::test]
async fn only_the_answer_is_asked_for_again() {
    let failures: [(fn() -> Answer, usize); 7] = [
        (|| Ok(answer(503, "")), 5),
        (|| Ok(answer(429, "")), 5),
        // What is asked for is read, and can be read again.
        (|| Ok(answer(500, "")), 5),
        (|| Err(TransportErrorKind::Connect), 5),
        (|| Err(TransportErrorKind::Broken), 5),
        // Once with another token.
        (|| Ok(answer(401, "")), 2),
        (|| Ok(answer(404, "")), 1),
    ];
    for (failure, reads) in failures {
        for method in [Method::POST, Method::PATCH] {
            let (client, methods) = client(|| see("/v1.0/items/7"), move |_| failure());
            let item = Item::named("a");
            let error = match method {
                Method::POST => client.send(Create::new(&[], item)).await,
                _ => client.send(Update::new(&["1"], item)).await,
            };
            let error = error.unwrap_err();
            assert_eq!(counts(&methods), (1, reads), "{method}: {error}");
            // A program that decides for itself must not take the status for that of what it sent.
            assert!(error.status().is_none() && !error.is_retriable(), "{error:?}");
            let cause = lost(&error);
            assert_eq!(cause.status().is_some(), failure().is_ok(), "{cause:?}");
            let start = format!("{method} /items");
            assert!(error.to_string().starts_with(&start), "{error}");
            assert!(error.to_string().contains("was carried out"), "{error}");
        }
    }
}

#[tokio::test]
async fn the_answer_arrives_though_it_fails_first() {
    let fetched = AtomicUsize::new(0);
    let (client, methods) = client(
        || see("https://graph.example/v1.0/items/7"),
        move |request| {
            assert_eq!(request.uri().path(), "/v1.0/items/7");
            let token = request.headers()["authorization"].to_str().unwrap();
            match fetched.fetch_add(1, Ordering::SeqCst) {
                0 => Ok(answer(503, "")),
                1 => Err(TransportErrorKind::Connect),
                _ if token == "Bearer 0" => Ok(answer(401, "")),
                _ => Ok(answer(200, r#"{"id": "7"}"#)),
            }
        },
    );
    let created = client.send(Create::new(&[], Item::named("a"))).await.unwrap();
    assert_eq!(created.id.as_deref(), Some("7"));
    assert_eq!(counts(&methods), (1, 4));
}

/// The pause of another request holds the answer up, and nothing says that nothing was sent.
#[tokio::test]
async fn an_answer_that_is_held_up_is_waited_for() {
    let fetched = AtomicUsize::new(0);
    let (client, methods) = client(
        || see("/v1.0/items/7"),
        move |_| match fetched.fetch_add(1, Ordering::SeqCst) {
            0 => {
                let busy = http::Response::builder().status(429).header("retry-after", "9");
                Ok(busy.body(Vec::new()).unwrap())
            }
            _ => Ok(answer(200, r#"{"id": "7"}"#)),
        },
    );
    let refused = client
        .send(Get::new(&["7"], ()))
        .retry(RetryPolicy::never())
        .await;
    assert!(refused.is_err());
    let impatient = RetryPolicy::default().max_total_pause(Duration::from_secs(1));
    let error = client
        .send(Create::new(&[], Item::named("a")))
        .retry(impatient)
        .await
        .unwrap_err();
    assert!(
        matches!(
            lost(&error).kind(),
            ErrorKind::RetriesExhausted { attempts: 1, .. }
        ),
        "{error:?}"
    );
    let created = client.send(Create::new(&[], Item::named("a"))).await.unwrap();
    assert_eq!(created.id.as_deref(), Some("7"));
    assert_eq!(counts(&methods), (2, 2));
}

#[tokio::test]
async fn a_rule_of_a_program_cannot_send_it_again() {
    for (location, reads) in [
        ("/v1.0/items/7", 5),
        ("http://graph.example/", 0),
        ("https://a:b@graph.example/", 0),
    ] {
        let (client, methods) = client(move || see(location), |_| Ok(answer(503, "")));
        let create = client.send(Create::new(&[], Item::named("a")));
        let error = create.retry(Stubborn).await.unwrap_err();
        assert_eq!(counts(&methods), (1, reads), "{location}");
        lost(&error);
    }
    let (client, methods) = client(|| answer(303, ""), |_| Ok(answer(503, "")));
    let create = client.send(Create::new(&[], Item::named("a")));
    let error = create.retry(Stubborn).await.unwrap_err();
    assert_eq!(counts(&methods), (1, 0));
    assert!(matches!(
        lost(&error).kind(),
        ErrorKind::Protocol(ProtocolError::NoLocation(_))
    ));
}

#[tokio::test]
async fn a_batch_is_not_sent_again() {
    let (client, methods) = client(|| see("/v1.0/answers/1"), |_| Ok(answer(503, "")));
    let mut batch = client.batch();
    let create = batch.add(Create::new(&[], Item::named("a"))).unwrap();
    let error = batch.send().await.take(create).unwrap_err();
    assert_eq!(counts(&methods), (1, 5));
    lost(error.last());
}

/// A request that was not carried out begins anew, at the address that it was sent to first.
#[tokio::test]
async fn what_was_not_carried_out_is_sent_again() {
    let written = AtomicUsize::new(0);
    let (client, methods) = client(
        move || match written.fetch_add(1, Ordering::SeqCst) {
            0 => {
                let moved = http::Response::builder()
                    .status(307)
                    .header("location", "/v1.0/b");
                moved.body(Vec::new()).unwrap()
            }
            1 => answer(503, ""),
            _ => answer(201, r#"{"id": "7"}"#),
        },
        |_| Ok(answer(404, "")),
    );
    client.send(Create::new(&[], Item::named("a"))).await.unwrap();
    assert_eq!(counts(&methods), (3, 0));
}
