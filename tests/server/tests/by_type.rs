//! Requests that no page documents for their path, and that the type of what stands there has.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;

use generator::{Config, resolve};
use graph_test_server::{Service, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{PAGES, ask, service};

/// The operation that the last request called, and whether it was by type.
fn called(service: &Service) -> Option<(String, bool)> {
    let exchanges = service.exchanges();
    let last = exchanges.last().unwrap();
    Some((last.operation.clone()?, last.is_by_type))
}

/// A path with `x` in place of each parameter.
fn filled(template: &str) -> String {
    let pieces = template.split('{');
    let filled = pieces.map(|piece| {
        piece
            .split_once('}')
            .map_or(piece.to_owned(), |(_, rest)| format!("x{rest}"))
    });
    filled.collect()
}

/// The requests that the SDK says by type and that call no operation of the server. Returns with them how many there are in all.
fn not_called(pages: &Path) -> (Vec<String>, usize) {
    let analysis = Config::new(pages).analyze_with(&()).unwrap();
    let service = Service::new(Settings::new(pages)).unwrap();
    let lines = resolve::list_paths(&analysis.model, &analysis.plan);
    let lines: Vec<&str> = lines.lines().filter(|line| line.ends_with("\tby type")).collect();
    let is_unknown = |line: &&&str| {
        let [method, path, request, ..] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        let (version, _) = request.split_once("::").unwrap();
        let version = if version == "v1" { "v1.0" } else { version };
        ask(
            &service,
            method,
            &format!("/{version}{}", filled(path)),
            &Value::Null,
        );
        called(&service).is_none()
    };
    let unknown = lines.iter().filter(is_unknown).map(|line| (*line).to_owned());
    (unknown.collect(), lines.len())
}

#[test]
fn what_the_steps_say_by_type_is_known_by_type() {
    let (unknown, count) = not_called(Path::new(PAGES));
    assert!(count > 50, "{count}");
    assert_eq!(unknown, [""; 0]);
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn what_the_steps_of_the_corpus_say_by_type_is_known_by_type() {
    let (unknown, count) = not_called(&graph_test_pages::corpus());
    assert!(count > 3_000, "{count}");
    assert_eq!(unknown, [""; 0]);
}

/// An object is read and changed by any way that leads to it, and the exchange says that no page documents the way.
#[test]
fn a_file_is_changed_by_its_path() {
    let service = service();
    let folder = json!({"name": "Trials", "folder": {}});
    let made = ask(&service, "POST", "/v1.0/me/drive/root/children", &folder);
    assert!(!called(&service).unwrap().1, "{}", made.json);
    assert_eq!(made.status, 201, "{}", made.json);
    let renamed = json!({"description": "Where things are tried out."});
    let changed = ask(&service, "PATCH", "/v1.0/me/drive/root:/Trials", &renamed);
    assert_eq!(changed.status, 200, "{}", changed.json);
    assert_eq!(called(&service), Some(("Update driveItem".to_owned(), true)));
    let id = made.json["id"].as_str().unwrap();
    let read = ask(
        &service,
        "GET",
        &format!("/v1.0/me/drive/items/{id}"),
        &Value::Null,
    );
    assert_eq!(read.json["description"], renamed["description"]);
    let line = service.exchanges()[1].to_string();
    assert!(line.ends_with("-> 200 (Update driveItem, by type)"), "{line}");
    let requests = ask(&service, "GET", "/_server/requests", &Value::Null);
    assert_eq!(requests.json[1]["byType"], true, "{}", requests.json);
}

#[test]
fn a_message_in_a_folder_is_the_message() {
    let service = service();
    let folders = ask(&service, "GET", "/v1.0/me/mailFolders", &Value::Null);
    let folder = folders.json["value"][0]["id"].as_str().unwrap();
    let to = json!([{"emailAddress": {"address": "noor@example.com"}}]);
    let draft = json!({"subject": "Try it", "toRecipients": to});
    let messages = format!("/v1.0/me/mailFolders/{folder}/messages");
    let made = ask(&service, "POST", &messages, &draft);
    assert_eq!(made.status, 201, "{}", made.json);
    let id = made.json["id"].as_str().unwrap();
    let sent = ask(&service, "POST", &format!("{messages}/{id}/send"), &Value::Null);
    assert_eq!(sent.status, 202, "{}", sent.json);
    assert!(called(&service).unwrap().1);
    let (status, message) = (
        ask(&service, "POST", &format!("{messages}/none/send"), &Value::Null).status,
        ask(&service, "GET", "/v1.0/me/none", &Value::Null).json["error"]["message"].clone(),
    );
    assert_eq!((status, message.is_string()), (404, true));
}
