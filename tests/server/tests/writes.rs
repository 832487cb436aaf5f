//! Work that takes time, what is put or deleted, and changes of an object that is another one: on pages that show each.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use graph_test_server::{Service, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{ask, ask_with};

/// The page of an operation with an example.
fn operation(title: &str, request: &str, response: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nIt does so.\n\n## HTTP request\n\n```http\n{}\n```\n\n\
         ## Example\n\n### Request\n\n```http\n{request}\n```\n\n### Response\n\n```http\n{response}\n```\n",
        request
            .lines()
            .next()
            .unwrap()
            .replace("https://graph.microsoft.com/v1.0", "")
            .replace("kiln1", "{id}")
            .replace("kiln9", "{id}")
            .replace("fire1", "{id}")
            .replace("report7", "{id}"),
    )
}

fn resource(name: &str, rows: &str) -> String {
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n\n\
         |Property|Type|Description|\n|:---|:---|:---|\n{rows}\n"
    )
}

fn service() -> Service {
    let folder = tempfile::tempdir().unwrap();
    let root = "https://graph.microsoft.com/v1.0/kilns";
    let json = "Content-Type: application/json";
    let pages = [
        (
            "resources/kiln.md",
            resource("kiln", "|id|String|Its key.|\n|name|String|Its name.|"),
        ),
        (
            "resources/firing.md",
            resource(
                "firing",
                "|id|String|Its key.|\n|status|String|How far it is. Possible values are: `running`, `completed`.|",
            ),
        ),
        (
            "resources/thermometer.md",
            resource(
                "thermometer",
                "|id|String|Its key.|\n|name|String|What it shows.|",
            ),
        ),
        (
            "api/kiln-list.md",
            operation(
                "List kilns",
                &format!("GET {root}"),
                &format!(
                    "HTTP/1.1 200 OK\n{json}\n\n{{\"value\": [{{\"@odata.etag\": \"W/\\\"1\\\"\", \"id\": \"kiln1\", \"name\": \"One\"}}]}}"
                ),
            ),
        ),
        (
            "api/kiln-update.md",
            operation(
                "Update kiln",
                &format!("PATCH {root}/kiln1\n{json}\n\n{{\"name\": \"Two\"}}"),
                &format!("HTTP/1.1 200 OK\n{json}\n\n{{\"id\": \"kiln1\", \"name\": \"Two\"}}"),
            ),
        ),
        (
            "api/kiln-put.md",
            operation(
                "Create or replace kiln",
                &format!("PUT {root}/kiln1\n{json}\n\n{{\"name\": \"Two\"}}"),
                &format!("HTTP/1.1 200 OK\n{json}\n\n{{\"id\": \"kiln1\", \"name\": \"Two\"}}"),
            ),
        ),
        (
            "api/kiln-fire.md",
            operation(
                "kiln: fire",
                &format!("POST {root}/kiln1/fire"),
                "HTTP/1.1 202 Accepted\nLocation: /kilns('kiln1')/firings('fire1')",
            ),
        ),
        (
            "api/firing-get.md",
            operation(
                "Get firing",
                &format!("GET {root}/kiln9/firings/fire1"),
                &format!("HTTP/1.1 200 OK\n{json}\n\n{{\"id\": \"fire1\", \"status\": \"completed\"}}"),
            ),
        ),
        (
            "api/kiln-move.md",
            operation(
                "kiln: move",
                &format!("POST {root}/kiln1/move"),
                "HTTP/1.1 202 Accepted\nLocation: https://contoso.example.com/monitor/4A",
            ),
        ),
        (
            "api/kiln-report.md",
            operation(
                "Get report",
                &format!("GET {root}/kiln1/reports/report7"),
                "HTTP/1.1 302 Found\nLocation: https://reports.example.com/data/7",
            ),
        ),
        (
            "api/thermometer-get.md",
            operation(
                "Get thermometer",
                &format!("GET {root}/kiln1/thermometer"),
                &format!("HTTP/1.1 200 OK\n{json}\n\n{{\"id\": \"1\", \"name\": \"Cold\"}}"),
            ),
        ),
        (
            "api/thermometer-update.md",
            operation(
                "Update thermometer",
                &format!("PATCH {root}/kiln1/thermometer\n{json}\n\n{{\"name\": \"Two\"}}"),
                &format!("HTTP/1.1 200 OK\n{json}\n\n{{\"id\": \"1\", \"name\": \"Two\"}}"),
            ),
        ),
        (
            "api/thermometer-put.md",
            operation(
                "Replace thermometer",
                &format!("PUT {root}/kiln1/thermometer\n{json}\n\n{{\"name\": \"Two\"}}"),
                &format!("HTTP/1.1 200 OK\n{json}\n\n{{\"id\": \"1\", \"name\": \"Two\"}}"),
            ),
        ),
        (
            "api/thermometer-delete.md",
            operation(
                "Delete thermometer",
                &format!("DELETE {root}/kiln1/thermometer"),
                "HTTP/1.1 204 No Content",
            ),
        ),
        (
            "api/kiln-picture.md",
            operation(
                "Get picture",
                &format!("GET {root}/kiln1/picture/$value"),
                "HTTP/1.1 200 OK\nContent-Type: image/jpeg\n\nBinary data",
            ),
        ),
        (
            "api/kiln-put-picture.md",
            operation(
                "Set picture",
                &format!("PUT {root}/kiln1/picture/$value\nContent-Type: image/jpeg\n\nBinary data"),
                "HTTP/1.1 204 No Content",
            ),
        ),
    ];
    for (path, text) in pages {
        let path = folder.path().join("v1.0").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    Service::new(Settings::new(folder.path())).unwrap()
}

#[test]
fn work_goes_on_until_it_was_asked_after() {
    let service = service();
    let begun = ask(&service, "POST", "/v1.0/kilns/kiln1/fire", &Value::Null);
    let location = begun.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(begun.status, 202);
    assert!(
        location.starts_with("/kilns('kiln1')/firings('fire1-"),
        "an operation of its own: {location}"
    );
    let status = || ask(&service, "GET", &format!("/v1.0{location}"), &Value::Null).json["status"].clone();
    assert_eq!(
        [status(), status(), status()],
        ["running", "completed", "completed"]
    );

    // What stands at another host stands here, and takes no token.
    let begun = ask(&service, "POST", "/v1.0/kilns/kiln1/move", &Value::Null);
    let location = begun.headers["location"].to_str().unwrap().to_owned();
    assert!(location.starts_with("http://localhost/monitor/"), "{location}");
    let status = || ask(&service, "GET", &location, &Value::Null);
    assert_eq!(status().status, 202);
    assert_eq!(status().json["status"], "completed");
}

#[test]
fn what_an_example_leads_through_is_there() {
    let service = service();
    let status = |kiln: &str| {
        let url = format!("/v1.0/kilns/{kiln}/firings/fire1");
        ask(&service, "GET", &url, &Value::Null).status
    };
    // No page shows the first; its firing is on a page.
    assert_eq!([status("kiln9"), status("kiln8")], [200, 404]);
}

#[test]
fn a_redirect_leads_to_bytes_of_this_server() {
    let service = service();
    let found = ask(&service, "GET", "/v1.0/kilns/kiln1/reports/report7", &Value::Null);
    let location = found.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(found.status, 302);
    assert!(location.starts_with("http://localhost/download/"), "{location}");
    assert_eq!(ask(&service, "GET", &location, &Value::Null).status, 200);
}

#[test]
fn what_is_put_is_there() {
    let service = service();
    let put = |id: &str| {
        ask(
            &service,
            "PUT",
            &format!("/v1.0/kilns/{id}"),
            &json!({"name": "New"}),
        )
    };
    assert_eq!(
        (put("kiln1").status, put("kiln2").json),
        (200, json!({"id": "kiln2", "name": "New"}))
    );
    let all = ask(&service, "GET", "/v1.0/kilns", &Value::Null).json;
    assert_eq!(
        all["value"],
        json!([{"id": "kiln1", "name": "New"}, {"id": "kiln2", "name": "New"}])
    );

    let url = "http://localhost/v1.0/kilns/kiln1/picture/$value";
    let request = |method: &str, body: &[u8]| {
        let request = http::Request::builder()
            .method(method)
            .uri(url)
            .header("authorization", "Bearer any");
        let request = request.header("content-type", "image/png").body(body.to_vec());
        service.respond(&request.unwrap())
    };
    assert_eq!(request("PUT", b"\x89PNG").status(), 204);
    let picture = request("GET", b"");
    assert_eq!(
        (picture.body().as_slice(), &picture.headers()["content-type"]),
        (&b"\x89PNG"[..], &"image/png".parse().unwrap())
    );
}

#[test]
fn a_change_is_one_of_the_object_that_the_caller_knows() {
    let service = service();
    let change = |tag: &str| {
        let headers = [("if-match", tag)];
        ask_with(
            &service,
            "PATCH",
            "/v1.0/kilns/kiln1",
            &headers,
            &json!({"name": "Two"}),
        )
    };
    assert_eq!(change("W/\"0\"").status, 412);
    let changed = change("W/\"1\"");
    assert_eq!(changed.status, 200);
    assert_eq!(change("W/\"1\"").status, 412, "it is another one now");
    let tag = changed.json["@odata.etag"].as_str().unwrap();
    assert_eq!(change(tag).status, 200);
    assert_eq!(change("*").status, 200);
}

#[test]
fn a_single_object_that_was_deleted_is_gone_until_it_is_put() {
    let service = service();
    let ask = |method: &str, body: Value| {
        let url = "/v1.0/kilns/kiln1/thermometer";
        ask(&service, method, url, &body).status
    };
    assert_eq!(ask("GET", Value::Null), 200);
    assert_eq!([ask("DELETE", Value::Null), ask("GET", Value::Null)], [204, 404]);
    assert_eq!(ask("DELETE", Value::Null), 404);
    assert_eq!(ask("PATCH", json!({"name": "Hot"})), 404);
    assert_eq!(
        [ask("PUT", json!({"name": "Hot"})), ask("GET", Value::Null)],
        [200, 200]
    );
}

#[test]
fn an_answer_says_that_nothing_was_kept() {
    let service = service();
    let is_example = |method: &str, url: &str, body: Value| {
        let answer = ask(&service, method, url, &body);
        let last = service.exchanges().pop().unwrap();
        let marked = answer
            .headers
            .get("x-test-answer")
            .is_some_and(|value| value == "example");
        assert_eq!(marked, last.is_example, "{last}");
        assert_eq!(marked, last.to_string().contains("nothing was kept"), "{last}");
        marked
    };
    // What it does to the kiln, no rule says.
    assert!(is_example("POST", "/v1.0/kilns/kiln1/fire", Value::Null));
    assert!(!is_example("PATCH", "/v1.0/kilns/kiln1", json!({"name": "Two"})));
    assert!(!is_example("GET", "/v1.0/kilns", Value::Null));
    assert!(!is_example(
        "DELETE",
        "/v1.0/kilns/kiln1/thermometer",
        Value::Null
    ));
    let picture = http::Request::put("http://localhost/v1.0/kilns/kiln1/picture/$value")
        .header("authorization", "Bearer any")
        .header("content-type", "image/png")
        .body(vec![1]);
    let put = service.respond(&picture.unwrap());
    assert!(!put.headers().contains_key("x-test-answer"), "bytes are kept");
}
