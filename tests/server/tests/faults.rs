//! Requests fail where a test asks for it, by each of the ways to ask.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use generated::client::{Client, Error, ErrorKind};
use generated::v1;
use graph_test_server::{Exchange, GraphServer, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{PAGES, ask, ask_with};

#[test]
fn a_request_asks_for_its_own_fault() {
    let service = asking::service();
    let with = |fault: &str| {
        ask_with(
            &service,
            "GET",
            "/v1.0/users",
            &[("x-test-fault", fault)],
            &Value::Null,
        )
    };
    let answer = with("429 retry-after=7 code=tooMany");
    assert_eq!(
        (answer.status, &answer.json["error"]["code"]),
        (429, &json!("tooMany"))
    );
    assert_eq!(answer.headers["retry-after"], "7");
    assert!(
        with("nonsense")
            .refusal()
            .1
            .starts_with("The header x-test-fault: `nonsense` is no fault")
    );
    assert_eq!(ask(&service, "GET", "/v1.0/users", &Value::Null).status, 200);
}

#[test]
fn a_test_asks_the_server() {
    let service = asking::service();
    let faults = |method: &str, body: &str| {
        let url = "http://localhost/_server/faults";
        let request = http::Request::builder().method(method).uri(url);
        let response = service.respond(&request.body(body.as_bytes().to_vec()).unwrap());
        (
            response.status().as_u16(),
            String::from_utf8(response.into_body()).unwrap(),
        )
    };
    assert_eq!(
        faults("POST", "503 GET /users times=1 after=1\n404 /groups\n").0,
        204
    );
    assert_eq!(faults("POST", "503 GET\nnonsense").0, 400);
    assert_eq!(faults("POST", " ").0, 400);
    let status = |url: &str| ask(&service, "GET", url, &Value::Null).status;
    assert_eq!(
        [
            status("/v1.0/users"),
            status("/v1.0/users"),
            status("/v1.0/users")
        ],
        [200, 503, 200]
    );
    assert_eq!(faults("GET", "").1, r#"["404 /groups"]"#);
    // One of a batch meets it as well.
    let batch = json!({"requests": [{"id": "1", "method": "GET", "url": "/groups"}, {"id": "2", "method": "GET", "url": "/users"}]});
    let batch = ask(&service, "POST", "/v1.0/$batch", &batch);
    let statuses: Vec<_> = batch.json["responses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| answer["status"].as_u64())
        .collect();
    assert_eq!(statuses, [Some(404), Some(200)]);
    assert_eq!(faults("DELETE", "").0, 204);
    assert_eq!(status("/v1.0/groups"), 200);

    let told = ask(&service, "GET", "/_server/requests", &Value::Null);
    let told = told.json.as_array().unwrap();
    assert_eq!(told.len(), 7, "{told:#?}");
    assert_eq!(
        told[1]["error"],
        "serviceNotAvailable: A test asked for this answer."
    );
    assert_eq!(ask(&service, "POST", "/_server/reset", &Value::Null).status, 204);
    assert!(service.exchanges().is_empty());
    assert_eq!(ask(&service, "GET", "/_server/nothing", &Value::Null).status, 400);
    assert!(ask(&service, "GET", "/_server", &Value::Null).json["POST /_server/faults"].is_string());
}

async fn start(settings: Settings) -> (GraphServer, v1::Graph) {
    let server = GraphServer::start(settings).await.unwrap();
    let client = Client::builder().base_url(server.url()).token("any");
    let client = client.build().unwrap();
    (server, client.into())
}

#[tokio::test]
async fn connections_break() {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&lines);
    let settings = Settings::new(PAGES)
        .fail("disconnect GET /users times=1".parse().unwrap())
        .fail("truncate GET /groups times=1".parse().unwrap())
        .on_exchange(move |exchange: &Exchange| heard.lock().unwrap().push(exchange.to_string()));
    let (server, graph) = start(settings).await;
    // A client asks again where that does no harm.
    assert!(!graph.users().list().await.unwrap().value.is_empty());
    assert!(!graph.groups().list().await.unwrap().value.is_empty());
    let lines = lines.lock().unwrap().clone();
    assert_eq!(
        lines[..2],
        [
            "GET /v1.0/users -> 200 (List users)",
            "GET /v1.0/users -> 200 (List users)"
        ]
    );
    assert_eq!(lines.len(), 4, "{lines:?}");

    server.service().fail("slow=300 /users".parse().unwrap());
    let begun = Instant::now();
    graph.users().list().await.unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(300));
    server.service().reset();

    server.service().fail("400 code=refused".parse().unwrap());
    let error = graph.users().list().await.map_err(Error::into_kind).unwrap_err();
    let ErrorKind::Service(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.code, "refused");
}
