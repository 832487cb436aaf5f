//! What the client tells a subscriber.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{
    AccessToken, BoxFuture, Client, Cloud, ErrorKind, RetryPolicy, Timer, TokenFn, TransportFn,
};
use graph_runtime::codegen as rt;
use graph_runtime::{http, response::ValueOf, types::OffsetDateTime};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber, subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry;

struct GetName;

impl rt::Operation for GetName {
    type Body = ();
    type Response = ValueOf<String>;
    type Query = rt::query::Nothing;
    const METADATA: &'static rt::Metadata = &rt::Metadata {
        name: "user: get name",
        paths: &["/users/{userId}/displayName"],
        clouds: Some(&[Cloud::Global]),
        ..rt::Metadata::V1
    };
}

type Fields = BTreeMap<String, String>;

/// Writes down spans and events.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Lines>>);

#[derive(Default)]
struct Lines {
    spans: Vec<(Id, Fields)>,
    events: Vec<(String, Fields)>,
}

struct Fill<'a>(&'a mut Fields);

impl Visit for Fill<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl<S: Subscriber> Layer<S> for Log {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, _: Context<'_, S>) {
        let mut fields = Fields::new();
        attributes.record(&mut Fill(&mut fields));
        self.0.lock().unwrap().spans.push((id.clone(), fields));
    }
    fn on_record(&self, id: &Id, values: &Record<'_>, _: Context<'_, S>) {
        let mut lines = self.0.lock().unwrap();
        let (_, fields) = lines.spans.iter_mut().find(|(span, _)| span == id).unwrap();
        values.record(&mut Fill(fields));
    }
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        // The runtime is not the only crate that tells something.
        if event.metadata().target() != "graph_runtime::client" {
            return;
        }
        let mut fields = Fields::new();
        event.record(&mut Fill(&mut fields));
        let message = fields.remove("message").unwrap();
        self.0.lock().unwrap().events.push((message, fields));
    }
}

/// A timer that does not wait for pauses.
struct NoWait;

impl Timer for NoWait {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration > Duration::from_secs(60) {
            return Box::pin(std::future::pending());
        }
        Box::pin(std::future::ready(()))
    }
}

/// A client whose tokens are numbered and whose requests are answered in turn.
fn client(answers: Vec<http::Response<Vec<u8>>>) -> Client {
    let answers = Mutex::new(answers.into_iter());
    let tokens = AtomicUsize::new(0);
    Client::builder()
        .transport(TransportFn::new(move |_: http::Request<Vec<u8>>| {
            answers.lock().unwrap().next().unwrap()
        }))
        .token_provider(TokenFn::new(move |_| {
            let token = AccessToken::new(format!("hidden-token-{}", tokens.fetch_add(1, Ordering::SeqCst)));
            std::future::ready(Ok::<_, std::io::Error>(token))
        }))
        .timer(NoWait)
        .retry(RetryPolicy::default().max_attempts(2))
        .build()
        .unwrap()
}

fn answer(status: u16, headers: &[(&str, &str)]) -> http::Response<Vec<u8>> {
    let mut builder = http::Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let body = r#"{"value": "hidden-body", "error": {"code": "c", "message": "hidden-message"}}"#;
    builder.body(body.as_bytes().to_vec()).unwrap()
}

fn request() -> rt::Request<GetName> {
    rt::Request::new(
        "/users/{userId}/displayName",
        &[rt::Argument::from("hidden-id")],
        (),
    )
    .add_query("sig", "hidden-query")
}

async fn log(answers: Vec<http::Response<Vec<u8>>>) -> (Fields, Vec<(String, Fields)>) {
    let log = Log::default();
    let _guard = subscriber::set_default(registry().with(log.clone()));
    let _ = client(answers).send(request()).await;
    let lines = std::mem::take(&mut *log.0.lock().unwrap());
    let [(_, span)] = &lines.spans[..] else {
        panic!("{:?}", lines.spans);
    };
    let all = format!("{:?} {:?}", lines.spans, lines.events);
    assert!(!all.contains("hidden"), "{all}");
    (span.clone(), lines.events)
}

/// The statuses of the answers among the events.
fn statuses(events: &[(String, Fields)]) -> Vec<&str> {
    let events = events
        .iter()
        .filter(|(message, _)| message == "the service answered");
    events
        .map(|(_, fields)| fields["http.response.status_code"].as_str())
        .collect()
}

#[tokio::test]
async fn a_call_is_a_span() {
    let (span, events) = log(vec![answer(200, &[("request-id", "r1")])]).await;
    for (field, value) in [
        ("otel.name", "GET /users/{userId}/displayName"),
        ("otel.kind", "client"),
        ("http.request.method", "GET"),
        ("url.template", "/users/{userId}/displayName"),
        ("server.address", "graph.microsoft.com"),
        ("server.port", "443"),
        ("http.response.status_code", "200"),
        ("http.response.header.request-id", "r1"),
    ] {
        assert_eq!(span[field], value, "{field}");
    }
    assert_eq!(span["http.request.header.client-request-id"].len(), 36);
    for field in ["http.request.resend_count", "error.type", "otel.status_code"] {
        assert!(!span.contains_key(field), "{field}");
    }
    assert_eq!(statuses(&events), ["200"]);
}

#[tokio::test]
async fn pauses_and_challenges_are_events() {
    let challenge = [(
        "www-authenticate",
        r#"Bearer error="insufficient_claims", claims="aGlkZGVu""#,
    )];
    let answers = vec![
        answer(401, &challenge),
        answer(503, &[("retry-after", "7"), ("request-id", "r2")]),
        answer(200, &[("request-id", "r3")]),
    ];
    let (span, events) = log(answers).await;
    assert_eq!(span["http.request.resend_count"], "2");
    assert_eq!(span["http.response.status_code"], "200");
    assert_eq!(span["http.response.header.request-id"], "r3");
    assert_eq!(statuses(&events), ["401", "503", "200"]);
    let [_, (challenged, _), _, (paused, pause), _] = &events[..] else {
        panic!("{events:?}");
    };
    assert_eq!(challenged, "the service wants another token");
    assert_eq!(paused, "the request is sent again after a pause");
    assert_eq!(pause["error.type"], "503");
    assert_eq!(pause["pause"], "7.0");
}

#[tokio::test]
async fn an_error_is_told_by_its_kind() {
    let (span, events) = log(vec![answer(404, &[("request-id", "r4")])]).await;
    assert_eq!(span["error.type"], "404");
    assert_eq!(span["otel.status_code"], "ERROR");
    assert_eq!(span["http.response.header.request-id"], "r4");
    assert_eq!(statuses(&events), ["404"]);
}

/// What is refused before anything is sent is an error like any other.
#[tokio::test]
async fn a_call_that_is_refused_is_told_by_its_kind() {
    let log = Log::default();
    let _guard = subscriber::set_default(registry().with(log.clone()));
    let china = Client::builder()
        .cloud(Cloud::China)
        .refuse_unavailable()
        .transport(TransportFn::new(|_: http::Request<Vec<u8>>| answer(200, &[])))
        .build()
        .unwrap();
    let error = china.send(request()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unavailable(_)), "{error:?}");
    let foreign = "https://evil.example/hidden-path";
    let error = china.follow::<ValueOf<String>>(foreign).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ForeignHost(_)), "{error:?}");
    let lines = std::mem::take(&mut *log.0.lock().unwrap());
    let kinds = lines.spans.iter().map(|(_, span)| span["error.type"].as_str());
    assert_eq!(kinds.collect::<Vec<_>>(), ["unavailable", "foreign_host"]);
}
