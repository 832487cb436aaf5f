//! What is known of the answers to a batch beside their bodies.

use std::time::Duration;

use graph_runtime::client::ErrorKind;
use graph_runtime::http::StatusCode;

use crate::batches::service;
use crate::sample::{Create, Get, Item};
use crate::setup::client;

#[tokio::test]
async fn an_answer_has_its_status_and_headers() {
    let (server, _) = service(|request| match request["method"].as_str() {
        Some("POST") => (201, request["body"].clone()),
        _ => (404, graph_runtime::Value::Null),
    })
    .await;
    let mut batch = client(server.uri()).batch();
    let created = batch.add(Create::new(&[], Item::named("a"))).unwrap();
    let missing = batch.add(Get::new(&["1"], ())).unwrap();
    let mut answers = batch.send().await;
    let created = answers.take_with_head(created).unwrap();
    assert_eq!(created.status(), StatusCode::CREATED);
    assert_eq!(created.headers()["content-type"], "application/json");
    assert_eq!(created.body().name.as_deref(), Some("a"));
    let error = answers.take_with_head(missing).unwrap_err();
    assert_eq!(error.to_string(), "GET /items/{itemId}: 404 Not Found");
}

#[tokio::test]
async fn a_batch_has_a_timeout_of_its_own() {
    let (server, _) = service(|_| (200, graph_runtime::Value::Null)).await;
    let mut batch = client(server.uri()).batch().timeout(Duration::ZERO);
    let ticket = batch.add(Get::new(&["1"], ())).unwrap();
    let error = batch.send().await.take(ticket).unwrap_err();
    assert!(
        matches!(error.last().kind(), ErrorKind::TimedOut(Duration::ZERO)),
        "{error:?}"
    );
}
