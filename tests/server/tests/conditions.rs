//! Requests that hold for one state of an object or a file alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::thread;

use graph_test_server::Service;
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{ask, ask_with, service};

const ROOT: &str = "/v1.0/me/drive/root";

/// Puts a file, and returns its id and its tag.
fn put(service: &Service, content: &str) -> (String, String) {
    let request = http::Request::put(format!("http://localhost{ROOT}:/a.txt:/content"))
        .header("authorization", "Bearer any")
        .header("content-type", "text/plain");
    let response = service.respond(&request.body(content.into()).unwrap());
    assert!(response.status().is_success());
    let item: Value = serde_json::from_slice(response.body()).unwrap();
    let text = |name: &str| item[name].as_str().unwrap().to_owned();
    (text("id"), text("eTag"))
}

#[test]
fn of_two_changes_of_one_state_one_is_made() {
    let service = service();
    for _ in 0..100 {
        let (id, tag) = put(&service, "a");
        let rename = |name: &str| {
            let url = format!("/v1.0/me/drive/items/{id}");
            ask_with(
                &service,
                "PATCH",
                &url,
                &[("if-match", &tag)],
                &json!({"description": name}),
            )
            .status
        };
        let mut statuses = thread::scope(|scope| {
            let both = ["b", "c"].map(|name| scope.spawn(move || rename(name)));
            both.map(|one| one.join().unwrap())
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
    }
}

#[test]
fn the_rest_of_a_file_that_was_changed_is_all_of_the_new_one() {
    let service = service();
    let (id, tag) = put(&service, "old content");
    let rest = |tag: &str| {
        let content = format!("/v1.0/me/drive/items/{id}/content");
        let location = ask(&service, "GET", &content, &Value::Null).headers["location"].clone();
        let request = http::Request::get(location.to_str().unwrap())
            .header("range", "bytes=4-")
            .header("if-range", tag);
        let response = service.respond(&request.body(Vec::new()).unwrap());
        let status = response.status().as_u16();
        (status, String::from_utf8(response.into_body()).unwrap())
    };
    assert_eq!(rest(&tag), (206, "content".to_owned()));
    let (_, new_tag) = put(&service, "new content!");
    assert_eq!(rest(&tag), (200, "new content!".to_owned()));
    assert_eq!(rest(&new_tag), (206, "content!".to_owned()));
}
