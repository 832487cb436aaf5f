//! What services were seen to want of batches and to answer to them.

use std::sync::{Arc, Mutex};

use graph_runtime::client::{Error, ErrorKind, ProtocolError, TransportFn};
use graph_runtime::http::{self, StatusCode};
use graph_runtime::{Value, client::Client};
use serde_json::json;

use crate::sample::{Content, Counted, Create, Delete, Get, Item, List, Send, Update};
use crate::setup::{TestTimer, settings};

/// A client whose batches are answered with this, and what was sent.
fn answered_with(answer: &(impl ToString + ?Sized)) -> (Client, Arc<Mutex<Vec<Value>>>) {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&sent);
    let answer = answer.to_string();
    let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        log.lock()
            .unwrap()
            .push(serde_json::from_slice(request.body()).unwrap());
        http::Response::new(answer.clone().into_bytes())
    });
    let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
    (client.build().unwrap(), sent)
}

/// What a batch of one creation comes to whose batches are answered with this, and how many batches were sent.
async fn create_answered_with(answer: &(impl ToString + ?Sized)) -> (Result<Item, Error>, usize) {
    let (client, sent) = answered_with(answer);
    let mut batch = client.batch();
    let create = batch.add(Create::new(&[], Item::named("a"))).unwrap();
    let created = batch.send().await.take(create);
    let batches = sent.lock().unwrap().len();
    (created, batches)
}

#[tokio::test]
async fn a_write_without_a_body_has_a_type_and_an_empty_object_in_a_batch() {
    let answers = json!({"responses": [
        {"id": "0", "status": 202}, {"id": "1", "status": 200, "body": {"id": "1"}}, {"id": "2", "status": 204}
    ]});
    let (client, sent) = answered_with(&answers);
    let mut batch = client.batch();
    let send = batch.add(Send::new(&["1"], ())).unwrap();
    let get = batch.add(Get::new(&["1"], ())).unwrap();
    let delete = batch.add(Delete::new(&["1"], ())).unwrap();
    let mut answers = batch.send().await;
    answers.take(send).unwrap();
    answers.take(get).unwrap();
    answers.take(delete).unwrap();
    let sent = &sent.lock().unwrap()[0]["requests"];
    assert_eq!(
        sent[0],
        json!({
            "id": "0", "method": "POST", "url": "/items/1/send",
            "headers": {"Content-Type": "application/json"}, "body": {}
        })
    );
    assert_eq!(sent[1], json!({"id": "1", "method": "GET", "url": "/items/1"}));
    assert_eq!(sent[2], json!({"id": "2", "method": "DELETE", "url": "/items/1"}));
}

#[tokio::test]
async fn names_of_headers_in_a_batch_are_spelled_as_documented_and_read_in_any_case() {
    let answers = json!({"responses": [
        {"id": "0", "status": 200, "headers": {"CONTENT-type": "application/json", "etag": "1"}, "body": {"id": "1"}}
    ]});
    let (client, sent) = answered_with(&answers);
    let mut batch = client.batch();
    let update = Update::new(&["1"], Item::named("a"))
        .header("if-match", "*")
        .header("prefer", "return=representation")
        .header("consistencylevel", "eventual");
    let update = batch.add(update).unwrap();
    assert_eq!(batch.send().await.take(update).unwrap().id.as_deref(), Some("1"));
    assert_eq!(
        sent.lock().unwrap()[0]["requests"][0]["headers"],
        json!({
            "Content-Type": "application/json", "If-Match": "*", "Prefer": "return=representation",
            "ConsistencyLevel": "eventual"
        })
    );
}

#[tokio::test]
async fn bodies_of_a_batch_are_read_by_their_media_type() {
    let answers = json!({"responses": [
        {"id": "2", "status": 200, "headers": {"Content-Type": "text/plain"}, "body": "1234"},
        {"id": "0", "status": 200, "headers": {"Content-Type": "image/jpeg"}, "body": "_9j_4AAQ"},
        {"id": "1", "status": 409, "body": "Conflict"},
        {"id": "3", "status": 200, "headers": {"Content-Type": "application/json; odata.metadata=minimal"},
            "body": {"error": null, "value": 2}},
        {"id": "4", "status": 204, "headers": {}}
    ]});
    let (client, sent) = answered_with(&answers);
    let mut batch = client.batch();
    let bytes = batch.add(Content::new(&["1"], ())).unwrap();
    let mime = Create::new(&[], Item::default()).raw_body("text/plain", b"TUlNRQ==".to_vec());
    let conflict = batch.add(mime).unwrap();
    let count = batch.add(crate::sample::Count::new(&[], ())).unwrap();
    let value = batch.add(Counted::new(&[], ())).unwrap();
    let nothing = batch.add(Delete::new(&["1"], ())).unwrap();
    let mut answers = batch.send().await;
    assert_eq!(answers.take(count).unwrap().0, 1234);
    assert_eq!(
        answers.take(bytes).unwrap().bytes,
        [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]
    );
    let error = answers.take(conflict).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert_eq!(error.service().unwrap().body, b"Conflict");
    assert_eq!(answers.take(value).unwrap().value, Some(2));
    answers.take(nothing).unwrap();
    // Text goes out as it is, and is not taken for bytes.
    let sent = sent.lock().unwrap();
    assert_eq!(sent[0]["requests"][1]["body"], "TUlNRQ==");
    assert_eq!(sent[0]["requests"][1]["headers"]["Content-Type"], "text/plain");
}

#[tokio::test]
async fn a_redirect_in_a_batch_is_an_error_with_its_location() {
    let location = "https://contoso.sharepoint.com/_layouts/15/download.aspx?UniqueId=7f1c&tempauth=t";
    let answers = json!({"responses": [{"id": "0", "status": 302, "headers": {"Location": location}}]});
    let (client, _) = answered_with(&answers);
    let mut batch = client.batch();
    let bytes = batch.add(Content::new(&["1"], ())).unwrap();
    let mut answers = batch.send().await;
    assert!(!format!("{answers:?}").contains("tempauth"));
    let error = answers.take(bytes).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::FOUND));
    assert_eq!(error.service().unwrap().headers["location"], location);
    assert!(!format!("{error} {error:?}").contains("tempauth"));
}

/// The first answer says what was done; a POST that was put off "again" would be carried out twice.
#[tokio::test]
async fn of_two_answers_to_one_request_the_first_counts() {
    let answers = json!({"responses": [
        {"id": "0", "status": 201, "body": {"id": "1"}}, {"id": "0", "status": 429}
    ]});
    let (created, batches) = create_answered_with(&answers).await;
    assert_eq!(created.unwrap().id.as_deref(), Some("1"));
    assert_eq!(batches, 1);
}

#[tokio::test]
async fn an_answer_that_says_what_was_done_counts_more_than_one_that_puts_off() {
    let answers = json!({"responses": [
        {"id": "0", "status": 429}, {"id": "0", "status": 201, "body": {"id": "1"}}, {"id": "0", "status": 404}
    ]});
    let (created, batches) = create_answered_with(&answers).await;
    assert_eq!(created.unwrap().id.as_deref(), Some("1"));
    assert_eq!(batches, 1);
}

/// Whatever a service says twice of what it has done, the request is not carried out twice.
#[tokio::test]
async fn of_two_properties_of_one_name_the_first_counts() {
    for answers in [
        r#"{"responses": [{"id": "0", "status": 201, "body": {"id": "1"}, "status": 503, "body": null}]}"#,
        r#"{"responses": [{"id": "0", "id": "9", "status": 201, "body": {"id": "1"}}]}"#,
        r#"{"responses": [{"id": "0", "status": 201, "body": {"id": "1"}}], "responses": [{"id": "0", "status": 503}]}"#,
        r#"{"\ud800": 1, "responses": [{"\udc00": "\ud800", "id": "0", "status": 201, "body": {"id": "1"}}]}"#,
        // A later answer that can be read says more than one that cannot.
        r#"{"responses": [{"id": "0"}, {"id": "0", "status": 201, "body": {"id": "1"}}]}"#,
    ] {
        let (created, batches) = create_answered_with(answers).await;
        assert_eq!(created.unwrap().id.as_deref(), Some("1"), "{answers}");
        assert_eq!(batches, 1, "{answers}");
    }
}

#[tokio::test]
async fn an_answer_that_does_not_say_what_was_done_is_not_asked_for_again() {
    for answers in [
        r#"{"responses": [{"id": "0", "status": "done"}, {"id": "0", "status": 503}]}"#,
        r#"{"responses": [{"id": "0"}, {"id": "0", "status": 429}]}"#,
        r#"{"responses": [{"id": "0", "status": 503}, {"id": "0", "status": 99}]}"#,
        // Put off and done: what stands second may be what happened.
        r#"{"responses": [{"id": "0", "status": 503, "status": 201}]}"#,
        r#"{"responses": [{"id": "0", "status": 503}], "responses": [{"id": "0", "status": 201}]}"#,
    ] {
        let (created, batches) = create_answered_with(answers).await;
        let error = created.unwrap_err();
        assert!(
            matches!(
                error.kind(),
                ErrorKind::Protocol(ProtocolError::UnreadableAnswer(0))
            ),
            "{answers}: {error:?}"
        );
        assert!(!error.is_retriable());
        assert_eq!(batches, 1, "{answers}");
    }
}

#[tokio::test]
async fn what_comes_after_an_answer_that_cannot_be_read_is_not_sent_alone() {
    let answers = r#"{"responses": [{"id": "0"}, {"id": "1", "status": 424}]}"#;
    let (client, sent) = answered_with(answers);
    let mut batch = client.batch();
    let create = batch.add(Create::new(&[], Item::named("a"))).unwrap();
    let delete = batch.add_after(Delete::new(&["1"], ()), [create.id()]).unwrap();
    let mut answers = batch.send().await;
    assert!(answers.take(create).is_err());
    let error = answers.take(delete).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::FAILED_DEPENDENCY));
    assert_eq!(sent.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn answers_of_any_shape_and_number_do_no_harm() {
    let headers: serde_json::Map<String, Value> = (0..30_000)
        .map(|number| (format!("h{number}"), json!("a")))
        .collect();
    let odd = json!([
        7, null, [], {}, {"id": {}, "status": []}, {"id": -1, "status": 200}, {"id": "0", "status": 99_999},
        {"id": "0", "status": 200, "headers": headers}
    ]);
    let mut responses = odd.as_array().unwrap().clone();
    responses.extend((7..1000).map(|number| json!({"id": number, "status": 200})));
    responses.push(json!({"id": 0, "status": "201", "body": {"id": "1"}}));
    // All but the last answer nothing that was asked.
    let (created, _) = create_answered_with(&json!({"responses": responses})).await;
    assert_eq!(created.unwrap().id.as_deref(), Some("1"));
    for responses in [json!("a"), json!(7), json!([]), json!(null)] {
        let (created, _) = create_answered_with(&json!({"responses": responses})).await;
        assert!(created.is_err(), "{responses}");
    }
}

#[tokio::test]
async fn an_answer_of_a_batch_names_its_operation_and_joins_its_links() {
    let answers = json!({"responses": [
        {"id": "0", "status": 200, "body": {"value": [], "@odata.nextLink": "items?$skiptoken=2"}},
        {"id": "1", "status": 403, "body": {"error": {"code": "Forbidden", "message": "No."}}}
    ]});
    let (client, _) = answered_with(&answers);
    let mut batch = client.batch();
    let list = batch.add(List::new(&[], ())).unwrap();
    let get = batch.add(Get::new(&["1"], ())).unwrap();
    let mut answers = batch.send().await;
    assert_eq!(
        answers.take(list).unwrap().next_link.as_deref(),
        Some("https://graph.microsoft.com/v1.0/items?$skiptoken=2")
    );
    let error = answers.take(get).unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: 403 Forbidden: Forbidden: No."
    );
    assert!(matches!(error.kind(), ErrorKind::Service(_)));
}
