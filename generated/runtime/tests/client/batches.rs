//! Many requests in one.

use std::sync::{Arc, Mutex};

use graph_runtime::client::{Client, Error, ErrorKind, ProtocolError};
use graph_runtime::{Value, http};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::sample::{Content, Create, Delete, Get, Item, List, PutContent};
use crate::setup::{TestTimer, client, settings};

/// The requests of a batch.
fn requests(request: &Request) -> Vec<Value> {
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    body["requests"].as_array().unwrap().clone()
}

/// Starts a service that answers each request of a batch with what the function returns: a status and a body.
pub(crate) async fn service(
    answer: impl FnMut(&Value) -> (u16, Value) + Send + 'static,
) -> (MockServer, Arc<Mutex<Vec<Vec<Value>>>>) {
    let server = MockServer::start().await;
    let batches = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&batches);
    let answer = Mutex::new(answer);
    Mock::given(method("POST"))
        .and(path("/v1.0/$batch"))
        .respond_with(move |request: &Request| {
            let requests = requests(request);
            let mut answer = answer.lock().unwrap();
            let mut responses: Vec<Value> = requests
                .iter()
                .map(|request| {
                    let (status, body) = (answer)(request);
                    let headers = match &body {
                        Value::String(_) => serde_json::json!({"Content-Type": "image/png"}),
                        _ => serde_json::json!({"Content-Type": "application/json", "Retry-After": "2"}),
                    };
                    serde_json::json!({"id": request["id"], "status": status, "headers": headers, "body": body})
                })
                .collect();
            // The service answers in any order.
            responses.reverse();
            log.lock().unwrap().push(requests);
            ResponseTemplate::new(200).set_body_string(serde_json::json!({"responses": responses}).to_string())
        })
        .mount(&server)
        .await;
    (server, batches)
}

#[tokio::test]
async fn requests_are_split_and_each_answer_is_typed() {
    let (server, batches) = service(|request| {
        let url = request["url"].as_str().unwrap();
        let id = url.rsplit('/').next().unwrap();
        (200, serde_json::json!({"id": id}))
    })
    .await;
    let client = client(server.uri());
    let mut batch = client.batch();
    let tickets: Vec<_> = (0..45)
        .map(|id| batch.add(Get::new(&[&id.to_string()], ())).unwrap())
        .collect();
    assert_eq!(batch.len(), 45);
    let mut answers = batch.send().await;
    for (id, ticket) in tickets.into_iter().enumerate() {
        assert_eq!(answers.take(ticket).unwrap().id, Some(id.to_string()));
    }
    let batches = batches.lock().unwrap();
    assert_eq!(batches.iter().map(Vec::len).collect::<Vec<_>>(), [20, 20, 5]);
    assert_eq!(
        batches[0][0],
        serde_json::json!({"id": "0", "method": "GET", "url": "/items/0"})
    );
}

#[tokio::test]
async fn bodies_of_every_kind() {
    let (server, batches) = service(|request| match request["method"].as_str().unwrap() {
        "GET" if request["url"] == "/items/1/content" => (200, "iVBORw==".into()),
        "GET" => (200, serde_json::json!({"value": [{"id": "1"}, {"id": "2"}]})),
        "POST" => (201, request["body"].clone()),
        "DELETE" => (
            404,
            serde_json::json!({"error": {"code": "itemNotFound", "message": "None."}}),
        ),
        _ => (204, Value::Null),
    })
    .await;
    let client = client(server.uri());
    let mut batch = client.batch();
    let list = client.send(List::new(&[], ())).select(["id"]).top(2);
    let list = batch.add(list).unwrap();
    let create = batch.add(Create::new(&[], Item::named("ä\"\n"))).unwrap();
    let put = batch.add(PutContent::new(&["1"], vec![0, 255])).unwrap();
    let get = batch.add(Content::new(&["1"], ())).unwrap();
    let delete = batch.add_after(Delete::new(&["1"], ()), [create.id()]).unwrap();
    let refused = batch.add(Get::new(&[""], ())).map_err(Error::into_kind);
    assert!(matches!(refused, Err(ErrorKind::Request(_))));
    let mut answers = batch.send().await;
    assert_eq!(answers.take(list).unwrap().value.len(), 2);
    assert_eq!(answers.take(create).unwrap().name.as_deref(), Some("ä\"\n"));
    answers.take(put).unwrap();
    let bytes = answers.take(get).unwrap();
    assert_eq!(
        (bytes.bytes.as_slice(), bytes.content_type.as_deref()),
        (&b"\x89PNG"[..], Some("image/png"))
    );
    let error = answers.take(delete).unwrap_err();
    assert_eq!(error.code(), Some("itemNotFound"));
    let sent = &batches.lock().unwrap()[0];
    assert_eq!(sent[0]["url"], "/items?$select=id&$top=2");
    assert_eq!(sent[1]["headers"]["Content-Type"], "application/json");
    assert_eq!(sent[2]["body"], "AP8");
    assert_eq!(sent[4]["dependsOn"], serde_json::json!(["1"]));
}

#[tokio::test]
async fn what_is_put_off_is_sent_again_with_what_waits_for_it() {
    let mut attempts = 0;
    let (server, batches) = service(move |request| {
        let is_second = request["url"] == "/items/2";
        if is_second {
            attempts += 1;
        }
        match request["url"].as_str().unwrap() {
            "/items/2" if attempts < 3 => (429, Value::Null),
            "/items/3" if attempts < 3 => (424, Value::Null),
            "/items/4" => (429, Value::Null),
            url => (200, serde_json::json!({"name": url})),
        }
    })
    .await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    let mut batch = client.batch();
    let first = batch.add(Get::new(&["1"], ())).unwrap();
    let second = batch.add_after(Get::new(&["2"], ()), [first.id()]).unwrap();
    let third = batch.add_after(Get::new(&["3"], ()), [second.id()]).unwrap();
    let fourth = batch.add(Get::new(&["4"], ())).unwrap();
    let fifth = batch.add_after(Get::new(&["5"], ()), [fourth.id()]).unwrap();
    let mut answers = batch.send().await;
    for (ticket, name) in [(first, "/items/1"), (second, "/items/2"), (third, "/items/3")] {
        assert_eq!(answers.take(ticket).unwrap().name.as_deref(), Some(name));
    }
    let error = answers.take(fourth).unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::RetriesExhausted { attempts: 5, .. }),
        "{error:?}"
    );
    // This service carried it out all the same.
    answers.take(fifth).unwrap();
    assert!(timer.pauses().iter().all(|pause| pause.as_secs() == 2));
    let sent: Vec<Vec<String>> = batches
        .lock()
        .unwrap()
        .iter()
        .map(|batch| {
            batch
                .iter()
                .map(|request| request["url"].as_str().unwrap()[7..].to_owned())
                .collect()
        })
        .collect();
    assert_eq!(
        sent,
        [
            vec!["1", "2", "3", "4", "5"],
            vec!["2", "3", "4"],
            vec!["2", "3", "4"],
            vec!["4"],
            vec!["4"]
        ]
    );
    // What has succeeded in a batch before is no longer named.
    assert_eq!(batches.lock().unwrap()[1][0]["dependsOn"], Value::Null);
}

#[tokio::test]
async fn what_waits_for_a_failure_in_another_batch_is_not_sent() {
    let (server, batches) = service(|request| match request["url"].as_str().unwrap() {
        "/items/0" => (404, serde_json::json!({"error": {"code": "itemNotFound"}})),
        _ => (200, serde_json::json!({})),
    })
    .await;
    let mut batch = client(server.uri()).batch();
    let first = batch.add(Get::new(&["0"], ())).unwrap();
    for id in 1..20 {
        batch.add(Get::new(&[&id.to_string()], ())).unwrap();
    }
    let dependent = batch.add_after(Get::new(&["20"], ()), [first.id()]).unwrap();
    let mut answers = batch.send().await;
    let error = answers.take(dependent).unwrap_err();
    assert_eq!(error.code(), Some("FailedDependency"));
    assert_eq!(batches.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_batch_that_fails_leaves_the_answers_before_it() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(|request: &Request| {
            let responses: Vec<_> = requests(request)
                .iter()
                .map(|request| serde_json::json!({"id": request["id"], "status": 204}))
                .collect();
            ResponseTemplate::new(200)
                .set_body_string(serde_json::json!({"responses": responses}).to_string())
        })
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(403).set_body_string(r#"{"error": {"code": "accessDenied"}}"#))
        .expect(1)
        .mount(&server)
        .await;
    let mut batch = client(server.uri()).batch();
    let tickets: Vec<_> = (0..50)
        .map(|_| batch.add(Delete::new(&["1"], ())).unwrap())
        .collect();
    let mut answers = batch.send().await;
    let mut tickets = tickets.into_iter();
    for ticket in tickets.by_ref().take(20) {
        answers.take(ticket).unwrap();
    }
    for ticket in tickets {
        let error = answers.take(ticket).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Batch(_)));
        assert_eq!(error.code(), Some("accessDenied"));
        let text = error.to_string();
        assert!(
            text.starts_with("DELETE /items/{itemId}: the batch failed: 403 Forbidden"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn answers_that_are_missing_or_broken() {
    let answer = |body: &str| {
        let body = body.to_owned();
        graph_runtime::client::TransportFn::new(move |_: http::Request<Vec<u8>>| {
            http::Response::new(body.clone().into_bytes())
        })
    };
    for (body, is_missing) in [
        (r#"{"responses": []}"#, true),
        (
            r#"{"responses": [{"id": "7", "status": 200}, {"status": 200}]}"#,
            true,
        ),
        ("{}", true),
        (r#"{"responses": 5}"#, false),
        ("<html>", false),
    ] {
        let client = Client::builder().transport(answer(body)).build().unwrap();
        let mut batch = client.batch();
        let ticket = batch.add(Get::new(&["1"], ())).unwrap();
        let error = batch.send().await.take(ticket).unwrap_err();
        match error.into_kind() {
            ErrorKind::Protocol(ProtocolError::MissingAnswer(0)) => assert!(is_missing, "{body}"),
            ErrorKind::Batch(error) => {
                assert!(
                    !is_missing && matches!(error.kind(), ErrorKind::Decode(_)),
                    "{body}"
                );
            }
            error => panic!("{body}: {error:?}"),
        }
    }
}

#[tokio::test]
async fn a_ticket_is_of_its_batch() {
    let (server, batches) = service(|_| (200, serde_json::json!({"id": "1"}))).await;
    let client = client(server.uri());
    let (mut one, mut other) = (client.batch(), client.batch());
    let first = one.add(Get::new(&["1"], ())).unwrap();
    let strange = other.add(Get::new(&["2"], ())).unwrap();
    // A condition that nobody could keep is not forgotten in silence.
    let error = one
        .add_after(Delete::new(&["1"], ()), [strange.id()])
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ForeignTicket));
    assert_eq!(one.len(), 1);
    let mut answers = one.send().await;
    assert!(matches!(
        answers.take(strange).map_err(Error::into_kind),
        Err(ErrorKind::ForeignTicket)
    ));
    answers.take(first).unwrap();
    // What does not depend on anything does not say so.
    assert_eq!(batches.lock().unwrap()[0][0].get("dependsOn"), None);
}

#[tokio::test]
async fn what_is_put_off_waits_as_long_as_the_longest_asks() {
    let pauses = ["1.5", "Sun, 01 Mar 2026 12:00:09 GMT", "4"];
    let server = MockServer::start().await;
    let calls = Mutex::new(0);
    Mock::given(path("/v1.0/$batch"))
        .respond_with(move |request: &Request| {
            let mut calls = calls.lock().unwrap();
            *calls += 1;
            let responses: Vec<Value> = requests(request)
                .iter()
                .zip(pauses)
                .map(|(request, pause)| match *calls {
                    1 => serde_json::json!({"id": request["id"], "status": 429, "headers": {
                        "Retry-After": pause, "Date": "Sun, 01 Mar 2026 12:00:06 GMT"}}),
                    _ => serde_json::json!({"id": request["id"], "status": 204}),
                })
                .collect();
            ResponseTemplate::new(200)
                .set_body_string(serde_json::json!({"responses": responses}).to_string())
        })
        .mount(&server)
        .await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    let mut batch = client.batch();
    let tickets = [1, 2, 3].map(|_| batch.add(Delete::new(&["1"], ())).unwrap());
    let mut answers = batch.send().await;
    for ticket in tickets {
        answers.take(ticket).unwrap();
    }
    assert!(timer.has_paused(&[4.0]), "{:?}", timer.pauses());
}
