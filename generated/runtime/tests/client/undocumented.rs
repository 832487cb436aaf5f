//! Requests that no page documents are sent as the others are.

use graph_runtime::http::{self, Method};
use graph_runtime::{Json, Page, Reference, Step, Value};
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::sample::Item;
use crate::setup::{TestTimer, client, settings};

/// The root of a service that a client is for.
fn root(server: &MockServer) -> Step<graph_runtime::client::Client> {
    Step::new(client(server.uri()), "beta")
}

#[tokio::test]
async fn pages_follow_each_other() {
    let server = MockServer::start().await;
    let next = format!("{}/beta/rooms/1/things?page=2", server.uri());
    let first = json!({"value": [{"id": "1"}], "@odata.nextLink": next});
    for answer in [first, json!({"value": [{"id": "2"}]})] {
        Mock::given(method("GET"))
            .and(path("/beta/rooms/1/things"))
            .respond_with(ResponseTemplate::new(200).set_body_json(answer))
            .up_to_n_times(1)
            .mount(&server)
            .await;
    }
    let call = root(&server).request::<_, Page<Item>>(Method::GET, "/rooms/{id}/things", &["1".into()], ());
    let items: Vec<Item> = call.top(1).items().try_collect().await.unwrap();
    assert_eq!(items.len(), 2);
    let asked = server.received_requests().await.unwrap();
    assert_eq!(asked[0].url.query(), Some("$top=1"));
}

#[tokio::test]
async fn a_method_says_whether_a_request_is_sent_again() {
    for (method, times) in [(Method::PUT, 2), (Method::POST, 1)] {
        let server = MockServer::start().await;
        Mock::given(path("/beta/rooms"))
            .respond_with(ResponseTemplate::new(500))
            .mount(&server)
            .await;
        let client = settings(server.uri(), &TestTimer::default())
            .retry(graph_runtime::client::RetryPolicy::default().max_attempts(2))
            .build()
            .unwrap();
        let call = Step::new(client, "beta").request::<_, Value>(method.clone(), "/rooms", &[], Value::Null);
        let error = call.await.unwrap_err();
        assert!(
            error.to_string().starts_with(&format!("{method} /rooms: ")),
            "{error}"
        );
        assert_eq!(server.received_requests().await.unwrap().len(), times);
    }
}

#[tokio::test]
async fn a_batch_takes_them() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/beta/$batch"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({"responses": [
            {"id": "0", "status": 200, "headers": {"Content-Type": "application/json"}, "body": {"done": true}}
        ]})))
        .mount(&server)
        .await;
    let root = root(&server);
    let user = Step::new((), "v1.0").to_with("/users/{id}", &["1".into()]);
    let mut batch = root.batch();
    let call = root.request::<_, Value>(Method::PATCH, "/rooms/1", &[], Reference::to(&user).unwrap());
    let ticket = batch.add(call).unwrap();
    assert_eq!(batch.send().await.take(ticket).unwrap(), json!({"done": true}));
    let sent: Value = server.received_requests().await.unwrap()[0].body_json().unwrap();
    let sent = &sent["requests"][0];
    assert_eq!(
        (&sent["method"], &sent["url"]),
        (&json!("PATCH"), &json!("/rooms/1"))
    );
    // What is open in a reference is the service of the client.
    let target = format!("{}/v1.0/users/1", server.uri());
    assert_eq!(sent["body"], json!({"@odata.id": target}));
}

#[tokio::test]
async fn a_record_tells_methods_and_versions_apart() {
    let record = graph_runtime::client::CallRecord::default();
    let answered = graph_runtime::client::TransportFn::new(|_| http::Response::new(b"{}".to_vec()));
    let client = settings("https://graph.microsoft.com", &TestTimer::default())
        .transport(answered)
        .record(&record)
        .build()
        .unwrap();
    for (version, method) in [
        ("beta", Method::POST),
        ("beta", Method::GET),
        ("v1.0", Method::GET),
    ] {
        let call = Step::new(client.clone(), version).request::<_, Value>(method, "/rooms", &[], Value::Null);
        call.await.unwrap();
    }
    let operations = record.operations();
    let called: Vec<_> = operations
        .iter()
        .map(|called| format!("{} {}", called.method(), called.version()))
        .collect();
    assert_eq!(called, ["GET beta", "POST beta", "GET v1.0"]);
}

#[tokio::test]
async fn types_of_the_program_are_bodies_and_answers() {
    #[derive(serde::Serialize)]
    struct Booking {
        room: &'static str,
    }
    #[derive(Debug, serde::Deserialize)]
    struct Booked {
        id: u32,
    }
    let server = MockServer::start().await;
    for answer in [r#"{"id": 7, "room": "2.17"}"#, r#"{"id": "seven"}"#] {
        Mock::given(method("POST"))
            .and(wiremock::matchers::body_json(json!({"room": "2.17"})))
            .respond_with(ResponseTemplate::new(200).set_body_string(answer))
            .up_to_n_times(1)
            .mount(&server)
            .await;
    }
    let book = || {
        let body = Json(Booking { room: "2.17" });
        root(&server).request::<_, Json<Booked>>(Method::POST, "/rooms/book", &[], body)
    };
    assert_eq!(book().await.unwrap().0.id, 7);
    let error = book().await.unwrap_err().to_string();
    assert!(
        error.starts_with("POST /rooms/book: the response (status 200) cannot be read: invalid type"),
        "{error}"
    );
}
