//! What drives tell of their changes, and where items get to.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use graph_test_server::{Service, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{PAGES, ask};

const ROOT: &str = "/v1.0/me/drive/root";

/// The pages of this repository, and two that drives have besides.
fn service() -> Service {
    let folder = tempfile::tempdir().unwrap();
    let api = folder.path().join("v1.0/api");
    fs::create_dir_all(&api).unwrap();
    let page = |title: &str, requests: &str, content: &str| {
        format!(
            "# {title}\n\nNamespace: microsoft.graph\n\nIt does so.\n\n## HTTP request\n\n```http\n{requests}\n```\n\n\
             ## Response\n\nIf successful, this method returns a `200 OK` response code and {content} in the response body.\n"
        )
    };
    let items = "a collection of [driveItem](../resources/driveitem.md) objects";
    let delta = page(
        "driveItem: delta",
        "GET /drives/{drive-id}/root/delta\nGET /me/drive/root/delta",
        items,
    );
    fs::write(api.join("driveitem-delta.md"), delta).unwrap();
    let children = page(
        "List children of an item in a drive of a user",
        "GET /users/{id}/drives/{drive-id}/root/children",
        items,
    );
    fs::write(api.join("user-drive-children.md"), children).unwrap();
    Service::new(Settings::new(PAGES).input(folder.path())).unwrap()
}

fn make_folder(service: &Service, path: &str, name: &str) -> String {
    let body = json!({"name": name, "folder": {}});
    let made = ask(service, "POST", &format!("{ROOT}{path}/children"), &body);
    assert_eq!(made.status, 201, "{}", made.json);
    made.json["id"].as_str().unwrap().to_owned()
}

fn patch(service: &Service, id: &str, body: &Value) -> (u16, Value) {
    let changed = ask(service, "PATCH", &format!("/v1.0/me/drive/items/{id}"), body);
    (changed.status, changed.json)
}

/// What a link tells: the names of items, with a minus before what was deleted; and the next link.
fn told(service: &Service, link: &str) -> (Vec<String>, String) {
    let page = ask(service, "GET", link, &Value::Null);
    assert_eq!(page.status, 200, "{}", page.json);
    let items = page.json["value"].as_array().unwrap().iter();
    let told = items.map(|item| {
        assert!(item["parentReference"].get("path").is_none(), "{item}");
        match item.get("deleted") {
            Some(_) => format!("-{}", item["id"].as_str().unwrap()),
            None => item["name"].as_str().unwrap().to_owned(),
        }
    });
    let next = page.json["@odata.deltaLink"].as_str().unwrap().to_owned();
    (told.collect(), next)
}

#[test]
fn a_drive_tells_what_was_made_changed_and_deleted() {
    let service = service();
    let all = told(&service, &format!("{ROOT}/delta")).0;
    assert!(all.len() > 2, "{all:?}");
    let (none, link) = told(&service, &format!("{ROOT}/delta?token=latest"));
    assert_eq!(none, [""; 0]);

    let lab = make_folder(&service, "", "New Lab");
    make_folder(&service, ":/New Lab:", "Trials");
    let (found, link) = told(&service, &link);
    assert_eq!(found, ["New Lab", "Trials"]);

    assert_eq!(patch(&service, &lab, &json!({"name": "Old Lab"})).0, 200);
    let content = http::Request::put(format!("http://localhost{ROOT}:/Old%20Lab/a.txt:/content"))
        .header("authorization", "Bearer any")
        .header("content-type", "text/plain")
        .body(b"a".to_vec());
    assert_eq!(service.respond(&content.unwrap()).status(), 201);
    let (found, link) = told(&service, &link);
    assert_eq!(found.len(), 2, "each item once: {found:?}");
    assert!(found.contains(&"Old Lab".to_owned()) && found.contains(&"a.txt".to_owned()));

    let gone = ask(&service, "DELETE", &format!("{ROOT}:/Old Lab"), &Value::Null);
    assert_eq!(gone.status, 204, "{}", gone.json);
    let (found, link) = told(&service, &link);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.contains(&format!("-{lab}")), "{found:?}");

    // The function has the token in parentheses, too.
    let (_, token) = link.split_once("token=").unwrap();
    let (none, next) = told(&service, &format!("{ROOT}/delta(token='{token}')"));
    assert_eq!((none.len(), next), (0, link));
    let lost = ask(&service, "GET", &format!("{ROOT}/delta?token=999"), &Value::Null);
    assert_eq!(
        (lost.status, &lost.json["error"]["code"]),
        (410, &json!("resyncChangesApplyDifferences"))
    );
}

#[test]
fn a_folder_tells_what_left_it() {
    let service = service();
    let (lab, old) = (
        make_folder(&service, "", "New Lab"),
        make_folder(&service, "", "Old"),
    );
    let trials = make_folder(&service, ":/New Lab:", "Trials");
    let below = |id: &str| format!("/v1.0/me/drive/items/{id}/delta");
    let (found, link) = told(&service, &below(&lab));
    assert_eq!(found, ["New Lab", "Trials"]);
    let (_, other) = told(&service, &below(&old));
    assert_eq!(
        patch(&service, &trials, &json!({"parentReference": {"id": old}})).0,
        200
    );
    assert_eq!(told(&service, &link).0, [format!("-{trials}")]);
    assert_eq!(told(&service, &other).0, ["Trials"]);
}

#[test]
fn an_item_is_moved_where_its_name_is_free() {
    let service = service();
    let lab = make_folder(&service, "", "New Lab");
    make_folder(&service, ":/New Lab:", "Trials");
    let trials = make_folder(&service, "", "Trials");
    let (status, refused) = patch(&service, &trials, &json!({"parentReference": {"id": lab}}));
    assert_eq!(
        (status, &refused["error"]["code"]),
        (409, &json!("nameAlreadyExists"))
    );
    let to = json!({"parentReference": {"path": "/drive/root:/New%20Lab"}, "name": "Trials 2"});
    let (status, moved) = patch(&service, &trials, &to);
    assert_eq!((status, &moved["parentReference"]["id"]), (200, &json!(lab)));
    let found = ask(
        &service,
        "GET",
        &format!("{ROOT}:/New Lab/Trials 2"),
        &Value::Null,
    );
    assert_eq!(found.json["id"], json!(trials));
    let elsewhere = json!({"parentReference": {"driveId": "other", "id": lab}});
    assert_eq!(patch(&service, &trials, &elsewhere).0, 400);
}

/// A drive is the same one by all ways to it.
#[test]
fn a_drive_of_a_user_is_the_drive() {
    let service = service();
    let drive = ask(&service, "GET", "/v1.0/me/drive", &Value::Null).json;
    let drive = drive["id"].as_str().unwrap();
    make_folder(&service, "", "New Lab");
    let names = |url: &str| {
        let page = ask(&service, "GET", url, &Value::Null);
        assert_eq!(page.status, 200, "{url}: {}", page.json);
        let items = page.json["value"].as_array().unwrap().iter();
        items.map(|item| item["name"].clone()).collect::<Vec<_>>()
    };
    let children = names(&format!("{ROOT}/children"));
    assert!(children.contains(&json!("New Lab")), "{children:?}");
    let me = ask(&service, "GET", "/v1.0/me", &Value::Null).json["id"].clone();
    let user = format!(
        "/v1.0/users/{}/drives/{drive}/root/children",
        me.as_str().unwrap()
    );
    assert_eq!(names(&user), children);
}
