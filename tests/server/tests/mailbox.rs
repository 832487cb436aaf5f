//! Messages and folders of a mailbox: where they lie, how they get there, and how mail is sent.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use graph_test_server::{Seed, Service, Settings};
use serde_json::{Value, json};

#[path = "shared/asking.rs"]
mod asking;

use asking::{Answer, PAGES, ask};

fn get(service: &Service, url: &str) -> Value {
    let answer = ask(service, "GET", url, &Value::Null);
    assert_eq!(answer.status, 200, "{url}: {}", answer.json);
    answer.json
}

fn post(service: &Service, url: &str, body: &Value) -> Answer {
    ask(service, "POST", url, body)
}

/// The subjects of the messages, or the names of the folders, that a URL lists.
fn listed(service: &Service, url: &str) -> Vec<String> {
    let page = get(service, url);
    let objects = page["value"].as_array().unwrap().iter();
    let name = |object: &Value| {
        let name = object.get("subject").or(object.get("displayName"));
        name.unwrap().as_str().unwrap().to_owned()
    };
    objects.map(name).collect()
}

/// Two users; the first one has a message and two folders.
fn two_users() -> Service {
    let seed = json!({
        "/users": [
            {"id": "u1", "displayName": "Mara", "mail": "mara@example.com"},
            {"id": "u2", "displayName": "Noor", "mail": "noor@example.com"},
        ],
        "/users/u1/mailFolders": [{"id": "in", "displayName": "Inbox"}, {"id": "lab", "displayName": "Lab"}],
        "/users/u1/messages": [{
            "id": "m1",
            "subject": "Trials",
            "from": {"emailAddress": {"address": "noor@example.com"}},
            "toRecipients": [{"emailAddress": {"address": "mara@example.com"}}],
        }],
    });
    let seed = Seed::parse(&seed.to_string()).unwrap();
    Service::new(Settings::new(PAGES).seed(seed)).unwrap()
}

#[test]
fn a_message_lies_in_one_folder() {
    let service = two_users();
    let listed = |folder: &str| listed(&service, &format!("/v1.0/me/mailFolders/{folder}/messages"));
    // It names no folder.
    assert_eq!([listed("inbox"), listed("lab")], [vec!["Trials"], vec![]]);

    let moved = post(
        &service,
        "/v1.0/me/messages/m1/move",
        &json!({"destinationId": "lab"}),
    );
    assert_eq!(
        (moved.status, &moved.json["parentFolderId"]),
        (201, &json!("lab"))
    );
    assert_ne!(moved.json["id"], "m1");
    assert_eq!([listed("inbox"), listed("lab")], [vec![], vec!["Trials"]]);
    assert_eq!(
        ask(&service, "GET", "/v1.0/me/messages/m1", &Value::Null).status,
        404
    );

    // By any way it is the same message.
    let id = moved.json["id"].as_str().unwrap();
    let url = format!("/v1.0/users/u1/mailFolders/lab/messages/{id}");
    let changed = ask(&service, "PATCH", &url, &json!({"isRead": true}));
    assert_eq!(changed.status, 200, "{}", changed.json);
    assert_eq!(get(&service, &format!("/v1.0/me/messages/{id}"))["isRead"], true);

    let copied = post(
        &service,
        &format!("{url}/copy"),
        &json!({"DestinationId": "archive"}),
    );
    assert_eq!(copied.status, 201, "{}", copied.json);
    assert_eq!(
        [listed("archive"), listed("lab")],
        [vec!["Trials"], vec!["Trials"]]
    );
    let all = get(&service, "/v1.0/me/mailFolders");
    assert_eq!(all["value"][2]["displayName"], "Archive", "every mailbox has it");
}

#[test]
fn a_folder_is_given_its_messages() {
    let seed = json!({
        "/me/mailFolders": [{"id": "in", "displayName": "Inbox"}, {"id": "lab", "displayName": "Lab"}],
        "/me/mailFolders/lab/messages": [{"id": "m1", "subject": "Trials"}],
    });
    let seed = Seed::parse(&seed.to_string()).unwrap();
    let service = Service::new(Settings::new(PAGES).seed(seed)).unwrap();
    let lab = listed(&service, "/v1.0/me/mailFolders/lab/messages");
    assert_eq!(lab, ["Trials"]);
    let all = listed(&service, "/v1.0/me/messages").len();
    let inbox = listed(&service, "/v1.0/me/mailFolders/inbox/messages").len();
    assert_eq!((inbox > 0, all), (true, inbox + 1));
}

#[test]
fn a_folder_that_is_not_there_gets_nothing() {
    let service = two_users();
    let to = |folder: &Value| {
        let answer = post(
            &service,
            "/v1.0/me/messages/m1/move",
            &json!({"destinationId": folder}),
        );
        answer.status
    };
    assert_eq!(to(&json!("nowhere")), 404);
    assert_eq!(
        post(
            &service,
            "/v1.0/me/messages/none/move",
            &json!({"destinationId": "lab"})
        )
        .status,
        404
    );
    let answer = post(&service, "/v1.0/me/messages/m1/move", &json!({}));
    assert_eq!(answer.status, 400, "{}", answer.json);
}

#[test]
fn each_folder_tells_what_came_and_what_left() {
    let service = two_users();
    let delta = |link: &str| {
        let page = get(&service, link);
        let next = page["@odata.deltaLink"].as_str().unwrap().to_owned();
        let told: Vec<String> = page["value"]
            .as_array()
            .unwrap()
            .iter()
            .map(|message| match message.get("@removed") {
                Some(_) => "removed".to_owned(),
                None => message["subject"].as_str().unwrap().to_owned(),
            })
            .collect();
        (told, next)
    };
    let first = |folder: &str| delta(&format!("/v1.0/me/mailFolders/{folder}/messages/delta"));
    let (inbox, lab) = (first("inbox"), first("lab"));
    assert_eq!((inbox.0, lab.0), (vec!["Trials".to_owned()], vec![]));
    let moved = post(
        &service,
        "/v1.0/me/messages/m1/move",
        &json!({"destinationId": "lab"}),
    );
    assert_eq!(moved.status, 201);
    post(&service, "/v1.0/me/messages", &json!({"subject": "A draft"}));
    let (inbox, lab) = (delta(&inbox.1), delta(&lab.1));
    assert_eq!(
        (inbox.0, lab.0),
        (vec!["removed".to_owned()], vec!["Trials".to_owned()])
    );
    assert_eq!(delta(&inbox.1).0, [""; 0]);
}

#[test]
fn a_draft_is_sent() {
    let service = two_users();
    let draft = |body: &Value| {
        let draft = post(&service, "/v1.0/me/messages", body);
        assert_eq!((draft.status, &draft.json["isDraft"]), (201, &json!(true)));
        draft.json["id"].as_str().unwrap().to_owned()
    };
    let to = json!([{"emailAddress": {"address": "noor@example.com"}}]);
    let id = draft(&json!({"subject": "Results", "toRecipients": to}));
    let file =
        json!({"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt", "contentBytes": "YQ=="});
    let attached = post(&service, &format!("/v1.0/me/messages/{id}/attachments"), &file);
    assert_eq!(attached.status, 201, "{}", attached.json);
    let subjects = |url: &str| listed(&service, url);
    assert_eq!(subjects("/v1.0/me/mailFolders/drafts/messages"), ["Results"]);

    let sent = post(&service, &format!("/v1.0/me/messages/{id}/send"), &Value::Null);
    assert_eq!(sent.status, 202, "{}", sent.json);
    assert!(!sent.headers.contains_key("x-test-answer"));
    assert_eq!(subjects("/v1.0/me/mailFolders/drafts/messages"), [""; 0]);
    assert_eq!(subjects("/v1.0/me/mailFolders/sentitems/messages"), ["Results"]);
    let arrived = get(&service, "/v1.0/users/u2/mailFolders/inbox/messages");
    let arrived = &arrived["value"][0];
    assert_eq!(
        (
            &arrived["isDraft"],
            &arrived["isRead"],
            &arrived["hasAttachments"]
        ),
        (&json!(false), &json!(false), &json!(true))
    );
    assert_eq!(arrived["from"]["emailAddress"]["address"], "mara@example.com");
    let id = arrived["id"].as_str().unwrap();
    let attachments = get(&service, &format!("/v1.0/users/u2/messages/{id}/attachments"));
    assert_eq!(attachments["value"][0]["name"], "a.txt");

    let id = draft(&json!({"subject": "Nobody", "toRecipients": []}));
    let refused = post(&service, &format!("/v1.0/me/messages/{id}/send"), &Value::Null);
    assert_eq!(refused.json["error"]["code"], "ErrorInvalidRecipients");
}

#[test]
fn an_answer_goes_to_who_wrote() {
    let service = two_users();
    let reply = post(
        &service,
        "/v1.0/me/messages/m1/reply",
        &json!({"comment": "Well done"}),
    );
    assert_eq!(reply.status, 202, "{}", reply.json);
    let arrived = get(&service, "/v1.0/users/u2/mailFolders/inbox/messages");
    let arrived = &arrived["value"][0];
    assert_eq!(arrived["subject"], "RE: Trials");
    assert_eq!(arrived["body"]["content"], "Well done");
    let kept = listed(&service, "/v1.0/me/mailFolders/sentitems/messages");
    assert_eq!(kept, ["RE: Trials"]);
}

/// Pages of folders: the requests, and an example of the one that creates.
fn pages_of_folders() -> Service {
    let folder = tempfile::tempdir().unwrap();
    let page = |title: &str, requests: &str, status: &str, content: &str| {
        format!(
            "# {title}\n\nNamespace: microsoft.graph\n\nIt does so.\n\n## HTTP request\n\n```http\n{requests}\n```\n\n\
             ## Response\n\nIf successful, this method returns `{status}` response code and {content} in the response body.\n"
        )
    };
    let one = "a [mailFolder](../resources/mailfolder.md) object";
    let many = "a collection of [mailFolder](../resources/mailfolder.md) objects";
    let created = "\n## Example\n\n```http\nPOST https://graph.microsoft.com/v1.0/me/mailFolders\nContent-type: \
                   application/json\n\n{\"displayName\": \"Lab\"}\n```\n\n```http\nHTTP/1.1 201 Created\nContent-type: \
                   application/json\n\n{\"id\": \"f1\", \"displayName\": \"Lab\", \"childFolderCount\": 0}\n```\n";
    let pages = [
        (
            "mailfolder-list-childfolders",
            page(
                "List childFolders",
                "GET /me/mailFolders/{id}/childFolders",
                "200 OK",
                many,
            ),
        ),
        (
            "user-post-mailfolders",
            page("Create mailFolder", "POST /me/mailFolders", "201 Created", one) + created,
        ),
        (
            "mailfolder-post-childfolders",
            page(
                "Create childFolder",
                "POST /me/mailFolders/{id}/childFolders",
                "201 Created",
                one,
            ) + &created.replace("/me/mailFolders", "/me/mailFolders/f0/childFolders"),
        ),
        (
            "mailfolder-move",
            page(
                "mailFolder: move",
                "POST /me/mailFolders/{id}/move",
                "200 OK",
                one,
            ),
        ),
        (
            "mailfolder-copy",
            page(
                "mailFolder: copy",
                "POST /me/mailFolders/{id}/copy",
                "200 OK",
                one,
            ),
        ),
        (
            "mailfolder-delete",
            page(
                "Delete mailFolder",
                "DELETE /me/mailFolders/{id}",
                "204 No Content",
                "nothing",
            ),
        ),
    ];
    let api = folder.path().join("v1.0/api");
    fs::create_dir_all(&api).unwrap();
    for (name, text) in pages {
        fs::write(api.join(format!("{name}.md")), text).unwrap();
    }
    Service::new(Settings::new(PAGES).input(folder.path())).unwrap()
}

#[test]
fn folders_are_moved_copied_and_deleted_with_all_in_them() {
    let service = pages_of_folders();
    let make = |url: &str, name: &str| {
        let made = post(&service, url, &json!({"displayName": name}));
        assert_eq!(made.status, 201, "{}", made.json);
        made.json["id"].as_str().unwrap().to_owned()
    };
    let lab = make("/v1.0/me/mailFolders", "Lab");
    let old = make("/v1.0/me/mailFolders", "Old");
    let trials = make(&format!("/v1.0/me/mailFolders/{lab}/childFolders"), "Trials");
    let messages = |folder: &str| format!("/v1.0/me/mailFolders/{folder}/messages");
    let draft = json!({"subject": "Plan"});
    assert_eq!(post(&service, &messages(&trials), &draft).status, 201);
    let children = |folder: &str| {
        let url = format!("/v1.0/me/mailFolders/{folder}/childFolders");
        listed(&service, &url)
    };
    assert_eq!([children(&lab), children(&old)], [vec!["Trials"], vec![]]);
    let top = listed(&service, "/v1.0/me/mailFolders");
    assert!(
        top.contains(&"Lab".to_owned()) && !top.contains(&"Trials".to_owned()),
        "{top:?}"
    );

    let go = |folder: &str, action: &str, to: &str| {
        let url = format!("/v1.0/me/mailFolders/{folder}/{action}");
        post(&service, &url, &json!({"destinationId": to}))
    };
    assert_eq!(go(&lab, "move", &trials).status, 400, "into itself");
    assert_eq!(go(&trials, "move", &old).status, 200);
    assert_eq!([children(&lab), children(&old)], [vec![], vec!["Trials"]]);
    let copy = go(&old, "copy", &lab);
    assert_eq!(copy.status, 200, "{}", copy.json);
    assert_eq!(children(&lab), ["Old"]);
    assert_eq!(children(copy.json["id"].as_str().unwrap()), ["Trials"]);

    let count = || {
        listed(&service, "/v1.0/me/messages")
            .iter()
            .filter(|name| *name == "Plan")
            .count()
    };
    assert_eq!(count(), 2);
    let deleted = ask(
        &service,
        "DELETE",
        &format!("/v1.0/me/mailFolders/{old}"),
        &Value::Null,
    );
    assert_eq!((deleted.status, count()), (204, 1));
}
