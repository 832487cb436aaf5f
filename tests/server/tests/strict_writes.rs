//! Links, advanced queries and uploads, which the service takes in one way only.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use graph_test_server::{Service, Settings};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");
const BASE: &str = "http://localhost";

/// Asks with headers; a token is one of them.
fn ask(
    service: &Service,
    method: Method,
    url: &str,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> (u16, Value) {
    let mut request = http::Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = service.respond(&request.body(body).unwrap());
    let body = serde_json::from_slice(response.body()).unwrap_or_default();
    (response.status().as_u16(), body)
}

const TOKEN: (&str, &str) = ("authorization", "Bearer any");

#[test]
fn an_advanced_query_says_that_it_is_one() {
    let service = Service::new(Settings::new(PAGES)).unwrap();
    let url = format!("{BASE}/v1.0/users?$filter=endswith(mail,'@example.com')");
    let eventual = ("ConsistencyLevel", "eventual");
    let status = |url: &str, headers: &[_]| ask(&service, Method::GET, url, headers, Vec::new()).0;
    assert_eq!(status(&url, &[TOKEN]), 400);
    assert_eq!(status(&url, &[TOKEN, eventual]), 400);
    assert_eq!(status(&format!("{url}&$count=true"), &[TOKEN, eventual]), 200);
    let plain = format!("{BASE}/v1.0/users?$filter=startswith(displayName,'M')");
    assert_eq!(status(&plain, &[TOKEN]), 200);
    assert_eq!(status(&format!("{BASE}/v1.0/users/$count"), &[TOKEN]), 400);
}

#[test]
fn a_link_is_added_once_and_leads_to_an_object() {
    let service = Service::new(Settings::new(PAGES)).unwrap();
    let groups = ask(
        &service,
        Method::GET,
        &format!("{BASE}/v1.0/groups"),
        &[TOKEN],
        Vec::new(),
    )
    .1;
    let users = ask(
        &service,
        Method::GET,
        &format!("{BASE}/v1.0/users"),
        &[TOKEN],
        Vec::new(),
    )
    .1;
    let members = format!(
        "{BASE}/v1.0/groups/{}/members",
        groups["value"][0]["id"].as_str().unwrap()
    );
    let user = users["value"][1]["id"].as_str().unwrap();
    let url = format!("https://graph.microsoft.com/v1.0/users/{user}");
    let add = |body: Value| {
        let body = body.to_string().into_bytes();
        let json = ("content-type", "application/json");
        let url = format!("{members}/$ref");
        let (status, body) = ask(&service, Method::POST, &url, &[TOKEN, json], body);
        (
            status,
            body["error"]["code"].as_str().unwrap_or_default().to_owned(),
        )
    };
    let bad = (400, "Request_BadRequest".to_owned());
    assert_eq!(add(json!({"@odata.id": url})), (204, String::new()));
    assert_eq!(add(json!({"@odata.id": url})), bad);
    assert_eq!(add(json!({"@odata.id": url, "id": user})), bad);
    let nobody = json!({"@odata.id": "https://graph.microsoft.com/v1.0/users/nobody"});
    assert_eq!(add(nobody), (404, "ResourceNotFound".to_owned()));
    let remove = || {
        ask(
            &service,
            Method::DELETE,
            &format!("{members}/{user}/$ref"),
            &[TOKEN],
            Vec::new(),
        )
        .0
    };
    assert_eq!((remove(), remove()), (204, 404));
}

#[test]
fn pieces_come_in_order_in_units_and_without_a_token() {
    let service = Service::new(Settings::new(PAGES)).unwrap();
    let begin = format!("{BASE}/v1.0/me/drive/root:/Lab/film.bin:/createUploadSession");
    let (status, session) = ask(&service, Method::POST, &begin, &[TOKEN], Vec::new());
    assert_eq!(status, StatusCode::OK.as_u16());
    let url = session["uploadUrl"].as_str().unwrap();
    let unit = 320 * 1024;
    let put = |range: &str, length: usize, more: &[(&str, &str)]| {
        let headers = [&[("content-range", range)], more].concat();
        ask(&service, Method::PUT, url, &headers, vec![7; length]).0
    };
    let total = unit + 5;
    let first = format!("bytes 0-{}/{total}", unit - 1);
    let last = format!("bytes {unit}-{}/{total}", total - 1);
    assert_eq!(put(&first, unit, &[TOKEN]), 401);
    assert_eq!(put(&last, 5, &[]), 416);
    assert_eq!(put("bytes 0-99/1000", 100, &[]), 400);
    assert_eq!(put(&first, unit - 1, &[]), 400);
    assert_eq!(put(&first, unit, &[]), 202);
    let (_, state) = ask(&service, Method::GET, url, &[], Vec::new());
    assert_eq!(state["nextExpectedRanges"], json!([format!("{unit}-")]));
    assert_eq!(put(&last, 5, &[]), 201);
    assert_eq!(put(&last, 5, &[]), 404);
    // It is there, by any way.
    let (_, item) = ask(
        &service,
        Method::GET,
        &format!("{BASE}/v1.0/users/mara.lindqvist@example.com/drive/root:/lab/Film.bin"),
        &[TOKEN],
        Vec::new(),
    );
    assert_eq!(item["size"], json!(total));
}
