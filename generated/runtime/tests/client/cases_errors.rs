//! Errors as services were seen to write them.

use std::collections::BTreeSet;

use graph_runtime::client::{CallRecord, Client, Cloud, Error, ErrorKind, ResyncKind, TransportFn};
use graph_runtime::http;
use graph_runtime::permissions::{PermissionKind, PermissionList};

use crate::sample::{Delta, Get, Guarded, List};
use crate::setup::{TestTimer, settings};

/// A client that is always answered with this.
fn answered_with(
    status: u16,
    headers: &'static [(&'static str, &'static str)],
    body: &'static str,
) -> Client {
    let transport = TransportFn::new(move |_: http::Request<Vec<u8>>| {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        response.body(body.into()).unwrap()
    });
    let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
    client.build().unwrap()
}

async fn error(status: u16, headers: &'static [(&'static str, &'static str)], body: &'static str) -> Error {
    let client = answered_with(status, headers, body);
    client.send(Get::new(&["1"], ())).await.unwrap_err()
}

#[tokio::test]
async fn an_error_with_inner_errors_and_headers() {
    let body = r#"{"error": {"code": "itemNotFound", "message": "The resource could not be found.", "innerError":
        {"date": "2024-03-01T12:00:00", "request-id": "r1", "client-request-id": "c1"}}}"#;
    let headers = &[
        ("x-ms-ags-diagnostic", "{\"ServerInfo\":{}}"),
        ("location", "https://a.example/?sig=s"),
    ];
    let error = error(404, headers, body).await;
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: 404 Not Found: itemNotFound: The resource could not be found."
    );
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("itemNotFound"), Some("r1"))
    );
    let service = error.service().unwrap();
    assert_eq!(service.client_request_id.as_deref(), Some("c1"));
    assert_eq!(service.date.as_deref(), Some("2024-03-01T12:00:00"));
    assert_eq!(service.headers["x-ms-ags-diagnostic"], "{\"ServerInfo\":{}}");
    assert_eq!(service.body, body.as_bytes());
    assert_eq!(error.path_template(), Some("/items/{itemId}"));
    assert!(!error.is_retriable() && error.resync().is_none());
    assert!(!format!("{error:?}").contains("sig="));
}

#[tokio::test]
async fn an_error_with_an_empty_code() {
    let error = error(400, &[], r#"{"error": {"code": "", "message": "Bad."}}"#).await;
    assert_eq!(error.to_string(), "GET /items/{itemId}: 400 Bad Request: Bad.");
    assert_eq!(error.code(), None);
}

#[tokio::test]
async fn an_error_without_a_message_whose_id_is_in_a_header_and_in_other_letters() {
    let body =
        r#"{"error": {"code": "generalException", "message": null, "innererror": {"requestId": "r2"}}}"#;
    let error = error(500, &[("request-id", "header")], body).await;
    assert_eq!(error.request_id(), Some("r2"));
    assert!(error.is_retriable());
    let text = error.to_string();
    assert!(
        text.ends_with("500 Internal Server Error: generalException"),
        "{text}"
    );
}

#[tokio::test]
async fn an_error_of_the_identity_platform() {
    let body = r#"{"error": "invalid_grant", "error_description": "AADSTS70000: expired\r\nTrace ID: 1"}"#;
    let error = error(400, &[], body).await;
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}: 400 Bad Request: invalid_grant: AADSTS70000: expired  Trace ID: 1"
    );
}

#[tokio::test]
async fn an_error_of_a_gateway_in_html() {
    let error = error(
        502,
        &[("content-type", "text/html")],
        "<html>\n<h1>Bad gateway</h1></html>",
    )
    .await;
    assert_eq!(
        error.service().unwrap().body,
        b"<html>\n<h1>Bad gateway</h1></html>"
    );
    assert_eq!(error.to_string().lines().count(), 1);
}

#[tokio::test]
async fn what_the_service_says_controls_no_terminal() {
    let body = r#"{"error": {"code": "a\u001b[2Jb", "message": "c\u0007d\ne\u202e", "target": "\u001b"}}"#;
    let error = error(400, &[], body).await;
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(
            !text.contains(|c: char| c.is_control() || c == '\u{202e}'),
            "{text:?}"
        );
    }
}

#[tokio::test]
async fn a_call_that_is_not_allowed_says_which_permissions_it_needs() {
    let client = answered_with(403, &[], r#"{"error": {"code": "Authorization_RequestDenied"}}"#);
    let error = client.send(Guarded::new(&[], ())).await.unwrap_err();
    let permissions = error.needed_permissions();
    assert_eq!(
        permissions[0].of(PermissionKind::Application),
        Some(PermissionList::new("Item.Read.All"))
    );
    let text = error.to_string();
    assert!(text.ends_with("application: Item.Read.All)"), "{text}");
    let client = answered_with(404, &[], "");
    assert!(
        client
            .send(Guarded::new(&[], ()))
            .await
            .unwrap_err()
            .needed_permissions()
            .is_empty()
    );
}

#[tokio::test]
async fn a_record_tells_the_permissions_of_what_was_called() {
    let record = CallRecord::default();
    let transport =
        TransportFn::new(|_: http::Request<Vec<u8>>| http::Response::new(br#"{"value": []}"#.to_vec()));
    let settings = settings("https://graph.microsoft.com", &TestTimer::default());
    let client = settings.transport(transport).record(&record).build().unwrap();
    for _ in 0..2 {
        client.send(Guarded::new(&[], ())).await.unwrap();
    }
    assert_eq!(record.operations().len(), 1);
    let required = record.required_permissions(PermissionKind::Application);
    assert_eq!(required.permissions, BTreeSet::from(["Item.Read.All"]));

    // A batch is no operation of its own; what it carries is.
    let mut batch = client.batch();
    batch.add(List::new(&[], ())).unwrap();
    assert_eq!(
        record.operations().len(),
        1,
        "nothing is called before the batch is sent"
    );
    batch.send().await;
    assert_eq!(record.operations().len(), 2);
}

#[tokio::test]
async fn a_delta_link_that_is_too_old_is_an_error_that_says_how_to_begin_anew() {
    let location = "https://graph.microsoft.com/v1.0/me/drive/root/delta?token=fresh";
    for (body, kind) in [
        (
            r#"{"error": {"code": "resyncChangesApplyDifferences"}}"#,
            ResyncKind::ApplyDifferences,
        ),
        (
            r#"{"error": {"code": "resyncChangesUploadDifferences"}}"#,
            ResyncKind::UploadDifferences,
        ),
        (
            r#"{"error": {"code": "resyncRequired"}}"#,
            ResyncKind::ApplyDifferences,
        ),
        ("", ResyncKind::ApplyDifferences),
    ] {
        let client = answered_with(
            410,
            &[(
                "location",
                "https://graph.microsoft.com/v1.0/me/drive/root/delta?token=fresh",
            )],
            body,
        );
        let error = client.send(Delta::new(&[], ())).await.unwrap_err();
        assert!(error.resync().is_some() && !error.is_retriable());
        let resync = error.resync().unwrap();
        assert_eq!(
            (resync.kind(), resync.location()),
            (kind, Some(location)),
            "{body}"
        );
        assert!(!format!("{resync:?}").contains("fresh"));
    }
    let client = answered_with(410, &[], r#"{"error": {"code": "SyncStateNotFound"}}"#);
    let error = client.send(Delta::new(&[], ())).await.unwrap_err();
    assert_eq!(error.resync().unwrap().location(), None);
    // What is gone otherwise is no reason to read all anew.
    let client = answered_with(410, &[], r#"{"error": {"code": "itemGone"}}"#);
    assert!(
        client
            .send(List::new(&[], ()))
            .await
            .unwrap_err()
            .resync()
            .is_none()
    );
}

#[tokio::test]
async fn an_operation_that_a_cloud_lacks_is_refused_where_this_is_asked_for() {
    let client = |cloud: Cloud| {
        let transport =
            TransportFn::new(|_: http::Request<Vec<u8>>| http::Response::new(br#"{"value": []}"#.to_vec()));
        let settings = settings(cloud.base_url(), &TestTimer::default());
        settings.cloud(cloud).transport(transport)
    };
    let refusing = client(Cloud::China).refuse_unavailable().build().unwrap();
    let error = refusing.send(Guarded::new(&[], ())).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Unavailable(Cloud::China)),
        "{error}"
    );
    let mut batch = refusing.batch();
    let error = batch.add(Guarded::new(&[], ())).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unavailable(Cloud::China)));
    assert!(batch.is_empty());
    let warning = client(Cloud::China).build().unwrap();
    warning.send(Guarded::new(&[], ())).await.unwrap();
    let there = client(Cloud::Global).refuse_unavailable().build().unwrap();
    there.send(Guarded::new(&[], ())).await.unwrap();
}

/// The code of an error is what a program decides by; a number beside it must not take it along.
#[tokio::test]
async fn an_error_is_read_though_a_value_in_it_cannot_be() {
    let body = br#"{"error": {"code": "itemNotFound", "message": "cut \ud83d", "x": 1e400}}"#;
    let mut response = http::Response::new(body.to_vec());
    *response.status_mut() = http::StatusCode::NOT_FOUND;
    let error = graph_runtime::error::ServiceError::read(response);
    assert_eq!(
        (error.code.as_str(), error.message.as_str()),
        ("itemNotFound", "cut \u{fffd}")
    );
}
