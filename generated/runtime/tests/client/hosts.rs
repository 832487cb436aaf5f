//! Hosts: where requests go, and what they carry there.

use graph_runtime::client::{Client, Error, ProtocolError, TransportErrorKind};
use graph_runtime::http::StatusCode;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::{Content, Create, Get, Item, List};
use crate::setup::client;

#[tokio::test]
async fn a_next_link_to_a_foreign_host_is_an_error() {
    let (server, foreign) = (MockServer::start().await, MockServer::start().await);
    let body = format!(
        r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{}/v1.0/items?page=2"}}"#,
        foreign.uri()
    );
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_string(body))
        .mount(&server)
        .await;
    let client = client(server.uri());
    let mut pages = client.send(List::new(&[], ())).pages();
    let page = pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::ForeignHost(host) if host == "127.0.0.1"));
    assert!(pages.next().await.is_none());
    assert!(page.next_page(&client).unwrap().await.is_err());
    assert!(foreign.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn an_unencrypted_next_link_is_an_error() {
    let client = client("http://127.0.0.1:1");
    for link in [
        "http://graph.microsoft.com/v1.0/items",
        "ftp://127.0.0.1:1/",
        "//graph.microsoft.com/",
        "",
    ] {
        let error = client.pages_from::<Item>(link).next().await.unwrap().unwrap_err();
        assert!(
            matches!(error, Error::Insecure(_) | Error::Protocol(ProtocolError::Link)),
            "{link}: {error}"
        );
    }
}

#[test]
fn an_unencrypted_base_url_is_an_error() {
    let build = |url: &str| Client::builder().base_url(url).build();
    assert!(matches!(build("http://graph.example"), Err(Error::Insecure(host)) if host == "graph.example"));
    assert!(build("graph.example").is_err());
    assert!(Client::builder().user_agent("a\nb").build().is_err());
}

#[tokio::test]
async fn a_redirect_to_a_foreign_host_carries_no_token() {
    let (server, foreign) = (MockServer::start().await, MockServer::start().await);
    Mock::given(path("/v1.0/items/1/content"))
        .respond_with(
            ResponseTemplate::new(302)
                .insert_header("location", format!("{}/file?sig=1#part", foreign.uri())),
        )
        .mount(&server)
        .await;
    // It cannot lead back to a host that gets a token either.
    Mock::given(path("/file"))
        .respond_with(ResponseTemplate::new(307).insert_header("location", format!("{}/back", server.uri())))
        .mount(&foreign)
        .await;
    Mock::given(path("/back"))
        .respond_with(ResponseTemplate::new(200).set_body_string("bytes"))
        .mount(&server)
        .await;
    let bytes = client(server.uri())
        .send(Content::new(&["1"], ()))
        .header("x-secret".parse().unwrap(), "1".parse().unwrap())
        .await
        .unwrap();
    assert_eq!(bytes.bytes, b"bytes");
    let first = &server.received_requests().await.unwrap()[0];
    assert!(first.headers.contains_key("authorization") && first.headers.contains_key("x-secret"));
    let is_bare = |request: &Request| {
        !request.headers.contains_key("authorization") && !request.headers.contains_key("x-secret")
    };
    assert!(is_bare(&foreign.received_requests().await.unwrap()[0]));
    assert!(is_bare(&server.received_requests().await.unwrap()[1]));
}

#[tokio::test]
async fn redirects_within_a_host_keep_the_request() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/v1.0/items"))
        .respond_with(ResponseTemplate::new(308).insert_header("location", "/v1.0/things"))
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(path("/v1.0/things"))
        .respond_with(|request: &Request| {
            assert!(request.headers.contains_key("authorization"));
            ResponseTemplate::new(201).set_body_bytes(request.body.clone())
        })
        .mount(&server)
        .await;
    let client = client(server.uri());
    let created = client.send(Create::new(&[], Item::named("a"))).await.unwrap();
    assert_eq!(created.name.as_deref(), Some("a"));
}

#[tokio::test]
async fn what_is_written_does_not_follow_a_redirect_to_another_host() {
    let (server, foreign) = (MockServer::start().await, MockServer::start().await);
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(307).insert_header("location", foreign.uri()))
        .mount(&server)
        .await;
    let error = client(server.uri())
        .send(Create::new(&[], Item::named("a")))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::TEMPORARY_REDIRECT));
    assert!(foreign.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn redirects_end() {
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/items/1"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", "1"))
        .mount(&server)
        .await;
    Mock::given(path("/v1.0/items/2"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", "http://graph.example/"))
        .mount(&server)
        .await;
    let client = client(server.uri());
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert!(matches!(
        error,
        Error::Protocol(ProtocolError::TooManyRedirects(10))
    ));
    assert_eq!(server.received_requests().await.unwrap().len(), 11);
    let error = client.send(Get::new(&["2"], ())).await.unwrap_err();
    assert!(matches!(error, Error::Insecure(_)), "{error}");
}

#[tokio::test]
async fn a_host_that_does_not_speak_tls_is_not_tried_again() {
    let server = RawServer::start(vec![Script::Greeting(b"220 mail.example ESMTP\r\n".to_vec())]).await;
    let client = client(server.url().replace("http://", "https://"));
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    let Error::Transport(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Other, "{error}");
}
