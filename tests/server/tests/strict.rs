//! What the service refuses, and a kind server would let pass.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::LazyLock;

use graph_test_server::{Service, Settings};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");
const CONFIGURATIONS: &str = "/deviceManagement/deviceConfigurations";

static SERVICE: LazyLock<Service> = LazyLock::new(|| Service::new(Settings::new(PAGES)).unwrap());

fn ask(method: Method, path: &str, body: &Value) -> (StatusCode, Value) {
    let request = http::Request::builder()
        .method(method)
        .uri(format!("http://localhost/v1.0{path}"))
        .header("authorization", "Bearer any")
        .header("content-type", "application/json")
        .body(match body {
            Value::Null => Vec::new(),
            body => body.to_string().into_bytes(),
        });
    let response = SERVICE.respond(&request.unwrap());
    let body = serde_json::from_slice(response.body()).unwrap_or_default();
    (response.status(), body)
}

/// The message with which a batch is refused as a whole; empty where it is not.
fn refusal(requests: &Value) -> String {
    let (status, body) = ask(Method::POST, "/$batch", &json!({"requests": requests}));
    match status {
        StatusCode::OK => String::new(),
        _ => body["error"]["message"].as_str().unwrap().to_owned(),
    }
}

#[test]
fn a_batch_with_a_write_without_a_type_or_a_body_is_refused_as_a_whole() {
    let write = |headers: Value, body: Value| {
        let get = json!({"id": "1", "method": "GET", "url": CONFIGURATIONS});
        let post =
            json!({"id": "0", "method": "POST", "url": CONFIGURATIONS, "headers": headers, "body": body});
        refusal(&json!([get, post]))
    };
    let typed = json!({"Content-Type": "application/json"});
    let message = "Write request id : 0 does not contain Content-Type header or body.";
    assert_eq!(write(typed.clone(), Value::Null), message);
    assert_eq!(write(json!({}), json!({"displayName": "a"})), message);
    assert_eq!(write(typed, json!({})), "");
    assert_eq!(
        refusal(&json!([{"id": "0", "method": "DELETE", "url": CONFIGURATIONS}])),
        ""
    );
}

#[test]
fn a_batch_that_is_not_as_it_must_be_is_refused_as_a_whole() {
    let get = |id: &str, more: Value| {
        let mut request = json!({"id": id, "method": "GET", "url": CONFIGURATIONS});
        request
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        request
    };
    let plain = |id: &str| get(id, json!({}));
    for (requests, message) in [
        (json!([plain("1"), plain("1")]), "more than once"),
        (
            json!([get("1", json!({"dependsOn": ["2"]})), plain("2")]),
            "does not come before it",
        ),
        (
            json!([get("1", json!({"url": "deviceManagement"}))]),
            "does not begin with '/'",
        ),
        (
            json!([get("1", json!({"headers": {"content-type": "application/json"}}))]),
            "is not spelled so",
        ),
        (json!([{"method": "GET", "url": CONFIGURATIONS}]), "has no 'id'"),
    ] {
        let refusal = refusal(&requests);
        assert!(refusal.contains(message), "{refusal:?} {requests}");
    }
    let spelled =
        json!({"headers": {"ConsistencyLevel": "eventual", "x-ms-a": "1", "client-request-id": "1"}});
    assert_eq!(refusal(&json!([get("1", spelled)])), "");
}

#[test]
fn bodies_of_a_batch_stand_in_it_by_their_media_type() {
    let requests = json!([{"id": "1", "method": "GET", "url": format!("{CONFIGURATIONS}/$count")}]);
    let (_, answers) = ask(Method::POST, "/$batch", &json!({"requests": requests}));
    let answer = &answers["responses"][0];
    assert_eq!(answer["status"], 200);
    // A number in plain text.
    let count: usize = answer["body"].as_str().unwrap().parse().unwrap();
    assert!(count >= 3, "{answer}");
    let broken = json!([{"id": "1", "method": "PUT", "url": CONFIGURATIONS,
        "headers": {"Content-Type": "image/png"}, "body": "<png>"}]);
    assert_eq!(refusal(&broken), "A body of the batch is not base64url.");
}

#[test]
fn a_segment_does_not_begin_with_a_dollar() {
    for path in ["%24abc", "$abc"] {
        let (status, body) = ask(Method::GET, &format!("{CONFIGURATIONS}/{path}"), &Value::Null);
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert_eq!(
            body["error"]["message"],
            "Resource not found for the segment '$abc'."
        );
    }
    // A key in parentheses is no segment.
    let (status, body) = ask(Method::GET, &format!("{CONFIGURATIONS}('%24abc')"), &Value::Null);
    assert_eq!(
        (status, &body["error"]["code"]),
        (StatusCode::NOT_FOUND, &json!("ResourceNotFound"))
    );
}

#[test]
fn the_operators_of_a_collection_are_those_of_its_items() {
    let filtered = |filter: &str| {
        let filter: String = url::form_urlencoded::byte_serialize(filter.as_bytes()).collect();
        ask(Method::GET, &format!("/groups?$filter={filter}"), &Value::Null).0
    };
    assert_eq!(filtered("groupTypes/any(c:c eq 'Unified')"), StatusCode::OK);
    assert_eq!(filtered("endswith(displayName,'x')"), StatusCode::BAD_REQUEST);
}
