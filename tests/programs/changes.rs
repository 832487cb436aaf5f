//! What changed since the last time.

use graph_corpus::runtime::http;
use graph_corpus::v1;
use graph_corpus::v1::models::User;

use crate::sent::sent;

#[test]
fn changes_of_users_messages_and_files_are_asked_for() {
    let users = v1::users().delta().select([User::DISPLAY_NAME, User::JOB_TITLE]);
    assert_eq!(sent(&users), "GET /v1.0/users/delta?$select=displayName,jobTitle");
    let messages = v1::me().mail_folders().inbox().messages().delta();
    assert_eq!(sent(&messages), "GET /v1.0/me/mailFolders/inbox/messages/delta");
    let files = v1::drives().id("d1").root().delta();
    assert_eq!(sent(&files), "GET /v1.0/drives/d1/root/delta");
}

#[test]
fn an_answer_ends_with_where_to_go_on() {
    let request = v1::users().delta();
    let answer = r#"{
        "@odata.deltaLink": "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=abc",
        "value": [{"id": "1", "displayName": "Adele"}, {"id": "2", "@removed": {"reason": "changed"}}]
    }"#;
    let page = request
        .read_response(http::Response::new(answer.as_bytes().to_vec()))
        .expect("the page can be read");
    assert_eq!(
        page.delta_link.as_deref(),
        Some("https://graph.microsoft.com/v1.0/users/delta?$deltatoken=abc")
    );
    let [adele, removed] = page.value.as_slice() else {
        panic!("two objects")
    };
    assert_eq!(adele.display_name.as_deref(), Some("Adele"));
    assert!(removed.additional.get("@removed").is_some());
}
