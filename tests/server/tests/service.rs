//! What the service does with requests, without a network.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use graph_test_server::{Service, Settings};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");
const BASE: &str = "http://localhost";
const CONFIGURATIONS: &str = "/v1.0/deviceManagement/deviceConfigurations";

fn service() -> Service {
    Service::new(Settings::new(PAGES)).unwrap()
}

fn ask(service: &Service, method: Method, url: &str, body: &Value) -> (StatusCode, Value) {
    let url = url.strip_prefix(BASE).unwrap_or(url);
    let mut request = http::Request::builder()
        .method(method)
        .uri(format!("{BASE}{url}"))
        .header("authorization", "Bearer any")
        .body(Vec::new())
        .unwrap();
    if !body.is_null() {
        let json = http::HeaderValue::from_static("application/json");
        request.headers_mut().insert("content-type", json);
        *request.body_mut() = body.to_string().into_bytes();
    }
    let response = service.respond(&request);
    (
        response.status(),
        serde_json::from_slice(response.body()).unwrap_or_default(),
    )
}

fn get(service: &Service, url: &str) -> Value {
    let (status, body) = ask(service, Method::GET, url, &Value::Null);
    assert_eq!(status, StatusCode::OK, "{url}: {body}");
    body
}

/// The code of the error that a request is answered with.
fn refusal(service: &Service, method: Method, url: &str) -> (u16, String) {
    let (status, body) = ask(service, method, url, &Value::Null);
    assert!(body["error"]["innerError"]["request-id"].is_string(), "{body}");
    (
        status.as_u16(),
        body["error"]["code"].as_str().unwrap().to_owned(),
    )
}

fn ids(page: &Value) -> Vec<&str> {
    page["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|object| object["id"].as_str().unwrap())
        .collect()
}

fn first_id(service: &Service) -> String {
    ids(&get(service, CONFIGURATIONS))[0].to_owned()
}

#[test]
fn a_collection_has_what_any_page_shows_of_it() {
    let service = service();
    let all = get(&service, CONFIGURATIONS);
    // Two are on the page of the list, one on the page of an update.
    assert_eq!(ids(&all).len(), 3);
    for object in all["value"].as_array().unwrap() {
        let one = get(
            &service,
            &format!("{CONFIGURATIONS}/{}", object["id"].as_str().unwrap()),
        );
        assert_eq!(one, *object);
    }
    // The versions are apart.
    let beta = get(&service, "/beta/deviceManagement/deviceConfigurations");
    assert_ne!(ids(&beta), ids(&all));
}

#[test]
fn what_is_created_is_there_and_can_be_changed_and_deleted() {
    let service = service();
    let statuses = format!("{CONFIGURATIONS}/{}/deviceStatuses", first_id(&service));
    let before = get(&service, &statuses);
    let body = json!({"deviceDisplayName": "PC-7", "deviceModel": "Surface", "status": "error"});
    let (status, created) = ask(&service, Method::POST, &statuses, &body);
    assert_eq!(status, StatusCode::CREATED);
    let id = created["id"].as_str().unwrap();
    assert!(!ids(&before).contains(&id));
    let url = format!("{statuses}/{id}");
    assert_eq!(get(&service, &url), created);
    assert_eq!(ids(&get(&service, &statuses)).len(), ids(&before).len() + 1);

    let changes = json!({"status": "remediated", "deviceModel": null, "id": "other"});
    let (status, changed) = ask(&service, Method::PATCH, &url, &changes);
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        (&changed["status"], &changed["deviceModel"]),
        (&json!("remediated"), &Value::Null)
    );
    assert_eq!(
        (&changed["deviceDisplayName"], &changed["id"]),
        (&json!("PC-7"), &json!(id))
    );
    assert_eq!(get(&service, &url), changed);

    assert_eq!(
        ask(&service, Method::DELETE, &url, &Value::Null).0,
        StatusCode::NO_CONTENT
    );
    let gone = (404, "ResourceNotFound".to_owned());
    assert_eq!(refusal(&service, Method::GET, &url), gone);
    assert_eq!(refusal(&service, Method::DELETE, &url), gone);
    // Another configuration has statuses of its own.
    assert_eq!(get(&service, &statuses), before);
}

#[test]
fn settings_are_remembered() {
    let service = service();
    let url = "/v1.0/deviceManagement";
    let before = get(&service, url);
    let (_, changed) = ask(&service, Method::PATCH, url, &json!({"settings": null}));
    assert_eq!(changed["settings"], Value::Null);
    assert_eq!(get(&service, url), changed);
    assert_eq!(changed["id"], before["id"]);
}

#[test]
fn pages_and_options() {
    let settings = Settings::new(PAGES).page_size(10).at_least("userStatuses", 25);
    let service = Service::new(settings).unwrap();
    let url = format!("{CONFIGURATIONS}/{}/userStatuses", first_id(&service));
    let (mut pages, mut seen) = (Vec::new(), Vec::new());
    let mut next = Some(format!("{url}?$count=true&$select=id,status"));
    while let Some(link) = next {
        let page = get(&service, &link);
        seen.extend(ids(&page).into_iter().map(str::to_owned));
        next = page["@odata.nextLink"].as_str().map(str::to_owned);
        assert_eq!(page["@odata.count"], 25);
        assert!(page["value"][0]["userDisplayName"].is_null());
        pages.push(page["value"].as_array().unwrap().len());
    }
    assert_eq!(pages, [10, 10, 5]);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 25);

    let top = get(
        &service,
        &format!("{url}?$top=3&$skip=1&$orderby=userDisplayName%20desc"),
    );
    let names: Vec<_> = top["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["userDisplayName"].as_str())
        .collect();
    assert!(
        names.len() == 3 && names.is_sorted_by(|one, other| one > other),
        "{names:?}"
    );
    // What is filled up is varied, within the documented values.
    let all = get(&service, &format!("{url}?$top=10"));
    let mut statuses: Vec<_> = all["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|user| user["status"].as_str())
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    assert!(statuses.len() > 3, "{statuses:?}");
}

#[test]
fn a_condition_chooses_before_pages_are_made() {
    let service = Service::new(Settings::new(PAGES).page_size(1)).unwrap();
    let url = format!("{CONFIGURATIONS}?$filter=version%20gt%201&$count=true");
    let page = get(&service, &url);
    assert_eq!(page["@odata.count"], 2);
    let next = get(&service, page["@odata.nextLink"].as_str().unwrap());
    assert_ne!(ids(&page), ids(&next));
    assert!(next["@odata.nextLink"].is_null());
}

#[test]
fn a_count_counts() {
    let service = service();
    let count = |query: &str| get(&service, &format!("{CONFIGURATIONS}/$count{query}"));
    assert_eq!(count(""), 3);
    assert_eq!(count("?$filter=version%20gt%201"), 2);
    assert_eq!(count("?$filter=version%20gt%20100"), 0);
    let first = first_id(&service);
    ask(
        &service,
        Method::DELETE,
        &format!("{CONFIGURATIONS}/{first}"),
        &Value::Null,
    );
    assert_eq!(get(&service, &format!("{CONFIGURATIONS}/$count")), 2);
}

#[test]
fn what_is_not_there() {
    let service = service();
    let bad_request = (400, "BadRequest".to_owned());
    for url in [
        "/v1.0/deviceManagement/unheardOf",
        "/v2.0/deviceManagement",
        "/",
        "/v1.0/deviceManagement/deviceConfigurations?$expand=nothing",
        "/v1.0/deviceManagement/deviceConfigurations?$select=id,nothing",
        "/v1.0/deviceManagement/deviceConfigurations?$filter=version%20is%201",
        "/v1.0/deviceManagement/deviceConfigurations?$top=many",
    ] {
        assert_eq!(refusal(&service, Method::GET, url), bad_request, "{url}");
    }
    let missing = (404, "ResourceNotFound".to_owned());
    let statuses = format!("{CONFIGURATIONS}/none/deviceStatuses");
    assert_eq!(refusal(&service, Method::GET, &statuses), missing);
    assert_eq!(refusal(&service, Method::POST, &statuses), missing);
    let method = (405, "methodNotAllowed".to_owned());
    assert_eq!(refusal(&service, Method::PUT, CONFIGURATIONS), method);
    let id = first_id(&service);
    assert_eq!(
        refusal(
            &service,
            Method::POST,
            &format!("{CONFIGURATIONS}/{id}/deviceStatuses")
        ),
        bad_request
    );

    let bare = http::Request::get(format!("{BASE}{CONFIGURATIONS}"))
        .body(Vec::new())
        .unwrap();
    assert_eq!(service.respond(&bare).status(), StatusCode::UNAUTHORIZED);
}

#[test]
fn a_batch() {
    let service = service();
    let url = format!(
        "{}/{}",
        CONFIGURATIONS.strip_prefix("/v1.0").unwrap(),
        first_id(&service)
    );
    let batch = json!({"requests": [
        {"id": "1", "method": "GET", "url": url},
        {"id": "2", "method": "PATCH", "url": url, "headers": {"Content-Type": "application/json"},
            "body": {"@odata.type": "#microsoft.graph.iosCustomConfiguration", "displayName": "New"}, "dependsOn": ["1"]},
        {"id": "3", "method": "GET", "url": "/unheardOf"},
        {"id": "4", "method": "DELETE", "url": url, "dependsOn": ["3"]},
    ]});
    let (status, answers) = ask(&service, Method::POST, "/v1.0/$batch", &batch);
    assert_eq!(status, StatusCode::OK);
    let answers = answers["responses"].as_array().unwrap();
    let statuses: Vec<_> = answers
        .iter()
        .map(|answer| answer["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 400, 424]);
    assert_eq!(answers[1]["body"]["displayName"], "New");

    let many = json!({"requests": vec![json!({"id": "1", "method": "GET", "url": url}); 21]});
    assert_eq!(
        ask(&service, Method::POST, "/v1.0/$batch", &many).0,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        ask(&service, Method::POST, "/v1.0/$batch", &json!({})).0,
        StatusCode::BAD_REQUEST
    );
}
