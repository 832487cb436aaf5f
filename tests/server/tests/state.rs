//! What is there after requests that write, on the pages of this repository.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use graph_test_server::{Seed, Service, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{ask, ask_with, service};

#[test]
fn a_folder_is_copied_with_what_lies_in_it() {
    let service = service();
    let children = "/v1.0/me/drive/root/children";
    let make = |url: &str, name: &str| {
        let made = ask(&service, "POST", url, &json!({"name": name, "folder": {}}));
        made.json["id"].as_str().unwrap().to_owned()
    };
    let outer = make(children, "Outer");
    make(&format!("/v1.0/me/drive/items/{outer}/children"), "Inner");
    let copied = ask(
        &service,
        "POST",
        &format!("/v1.0/me/drive/items/{outer}/copy"),
        &json!({"name": "Second"}),
    );
    assert_eq!(copied.status, 202);
    let listed = ask(
        &service,
        "GET",
        "/v1.0/me/drive/root:/Second:/children",
        &Value::Null,
    );
    assert_eq!(listed.json["value"][0]["name"], "Inner", "{}", listed.json);
    let again = ask(
        &service,
        "GET",
        &format!("/v1.0/me/drive/items/{outer}/children"),
        &Value::Null,
    );
    assert_eq!(again.json["value"].as_array().unwrap().len(), 1);
}

/// What a request with an old entity tag would link is not linked.
#[test]
fn a_refused_update_links_nothing() {
    let seed = r#"{
        "/users": [{"id": "u1"}],
        "/groups": [{"id": "g1", "@odata.etag": "W/\"1\""}],
        "/groups/g1/members": []
    }"#;
    let settings = Settings::new(asking::PAGES).seed(Seed::parse(seed).unwrap());
    let service = Service::new(settings).unwrap();
    let link = json!({"members@odata.bind": ["https://graph.microsoft.com/v1.0/users/u1"]});
    let update = |tag: &str| {
        let headers = [("if-match", tag)];
        ask_with(&service, "PATCH", "/v1.0/groups/g1", &headers, &link).status
    };
    let members = || {
        let listed = ask(&service, "GET", "/v1.0/groups/g1/members", &Value::Null);
        listed.json["value"].as_array().unwrap().len()
    };
    assert_eq!((update("W/\"0\""), members()), (412, 0));
    assert_eq!((update("W/\"1\""), members()), (204, 1));
}
