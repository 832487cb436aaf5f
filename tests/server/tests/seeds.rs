//! A test begins with objects of its own, and looks at what became of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use graph_test_server::{Error, Seed, Service, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{PAGES, ask};

fn with(seed: &Value) -> Result<Service, Error> {
    Service::new(Settings::new(PAGES).seed(Seed::parse(&seed.to_string())?))
}

fn seeded() -> Service {
    with(&json!({
        "/users": [
            {"id": "u1", "displayName": "Megan", "userPrincipalName": "megan@example.com"},
            {"id": "u2", "displayName": "Noor", "userPrincipalName": "noor@example.com"},
        ],
        "/v1.0/me/messages": [{"id": "m1", "subject": "Hello"}],
        "/v1.0/users/u2/manager": {"id": "u1", "displayName": "Megan"},
        "/v1.0/groups/{id}/members": [{"id": "u2", "@odata.type": "#microsoft.graph.user"}],
    }))
    .unwrap()
}

#[test]
fn what_is_given_is_there() {
    let service = seeded();
    let get = |url: &str| ask(&service, "GET", url, &Value::Null).json;
    let ids = |url: &str| -> Vec<String> {
        let page = get(url);
        let objects = page["value"]
            .as_array()
            .unwrap_or_else(|| panic!("{url}: {page}"));
        objects
            .iter()
            .map(|object| object["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids("/v1.0/users"), ["u1", "u2"]);
    assert_eq!(
        ids("/beta/users"),
        ["u1", "u2"],
        "a path without a version is one of both"
    );
    assert_eq!(get("/v1.0/me")["displayName"], "Megan");
    assert_eq!(ids("/v1.0/me/messages"), ["m1"]);
    // Below an object of one's own there is nothing that a page shows.
    assert_eq!(ids("/v1.0/users/u2/messages"), Vec::<String>::new());
    assert_eq!(
        get("/v1.0/users/noor@example.com/manager")["displayName"],
        "Megan"
    );
    let groups = ids("/v1.0/groups");
    assert!(groups.len() > 1, "as the pages show them");
    for group in groups {
        assert_eq!(ids(&format!("/v1.0/groups/{group}/members")), ["u2"]);
    }
    assert_eq!(
        get("/v1.0/users?$filter=id eq 'u2'&$expand=manager")["value"][0]["manager"]["id"],
        "u1"
    );
}

#[test]
fn a_dump_is_a_seed_of_what_there_is() {
    let service = seeded();
    let rename = json!({"subject": "New"});
    assert_eq!(
        ask(&service, "PATCH", "/v1.0/me/messages/m1", &rename).status,
        200
    );
    let dump = service.dump();
    assert_eq!(dump["/v1.0/users/u1/messages"][0]["subject"], "New");
    assert_eq!(ask(&service, "GET", "/_server/state", &Value::Null).json, dump);
    let again = with(&dump).unwrap();
    assert_eq!(again.dump(), dump);
    let message = |service: &Service| ask(service, "GET", "/v1.0/me/messages/m1", &Value::Null).json;
    assert_eq!(message(&again)["subject"], "New");

    service.reset();
    assert_eq!(message(&service)["subject"], "Hello");
}

#[test]
fn what_cannot_be_given_says_why() {
    for (seed, reason) in [
        (
            json!({"/userz": []}),
            "the seed's path `/userz` is that of nothing that the pages document",
        ),
        (
            json!({"/userz/1/messages": []}),
            "the seed's path `/userz/1/messages` is that of nothing",
        ),
        (
            json!({"/users/{id}/nothing": []}),
            "the seed's path `/users/{id}/nothing` is that of nothing",
        ),
        (
            json!({"/users": {"id": "1"}}),
            "the seed's path `/users` is that of nothing",
        ),
        (
            json!({"/users": 1}),
            "the seed's path `/users` has something that is no object",
        ),
    ] {
        let error = with(&seed).err().unwrap();
        assert!(error.to_string().starts_with(reason), "{error}");
    }
}
