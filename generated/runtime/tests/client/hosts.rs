//! Hosts: where requests go, and what they carry there.

use std::sync::{Arc, Mutex};

use graph_runtime::client::{
    Client, Cloud, Error, ErrorKind, ProtocolError, Proxy, ReqwestTransport, TransportErrorKind, TransportFn,
};
use graph_runtime::error::RequestError;
use graph_runtime::http;
use graph_runtime::http::StatusCode;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::{Content, Create, Get, Item, List};
use crate::setup::{TestTimer, client, settings};

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
    pages.next().await.unwrap().unwrap();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ForeignHost(host) if host == "127.0.0.1"));
    assert!(pages.next().await.is_none());
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
            matches!(
                error.kind(),
                ErrorKind::Insecure(_) | ErrorKind::Protocol(ProtocolError::Link)
            ),
            "{link}: {error}"
        );
    }
}

#[test]
fn an_unencrypted_base_url_is_an_error() {
    let build = |url: &str| Client::builder().base_url(url).build();
    assert!(
        matches!(build("http://graph.example").map_err(Error::into_kind), Err(ErrorKind::Insecure(host)) if host == "graph.example")
    );
    assert!(matches!(
        build("graph.example").map_err(Error::into_kind),
        Err(ErrorKind::Setting { name: "base_url", .. })
    ));
    let agent = Client::builder().user_agent("a\nb").build();
    assert!(matches!(
        agent.map_err(Error::into_kind),
        Err(ErrorKind::Request(RequestError::Header { name })) if name == "user-agent"
    ));
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
        .header("x-secret", "1")
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
        error.kind(),
        ErrorKind::Protocol(ProtocolError::TooManyRedirects(10))
    ));
    assert_eq!(server.received_requests().await.unwrap().len(), 11);
    let error = client.send(Get::new(&["2"], ())).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Insecure(_)), "{error}");
}

#[tokio::test]
async fn a_host_that_does_not_speak_tls_is_not_tried_again() {
    let server = RawServer::start(vec![Script::Greeting(b"220 mail.example ESMTP\r\n".to_vec())]).await;
    let client = client(server.url().replace("http://", "https://"));
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    let ErrorKind::Transport(error) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(error.kind(), TransportErrorKind::Other, "{error}");
}

#[tokio::test]
async fn a_redirect_to_a_host_that_is_allowed_carries_the_token() {
    let (server, other) = (MockServer::start().await, MockServer::start().await);
    Mock::given(method("GET"))
        .respond_with(
            ResponseTemplate::new(302).insert_header("location", format!("{}/v1.0/items/1", other.uri())),
        )
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_string("{}"))
        .mount(&other)
        .await;
    // The port is a part of the host.
    let allowed = settings(server.uri(), &TestTimer::default())
        .allow_host(other.uri())
        .build()
        .unwrap();
    for (client, is_allowed) in [(allowed, true), (client(server.uri()), false)] {
        client.send(Get::new(&["1"], ())).await.unwrap();
        let requests = other.received_requests().await.unwrap();
        let last = requests.last().unwrap();
        assert_eq!(last.headers.contains_key("authorization"), is_allowed);
    }
}

#[tokio::test]
async fn a_url_names_no_user() {
    let server = MockServer::start().await;
    let with_user = server.uri().replace("http://", "http://user:hunter2@");
    let body = format!(r#"{{"value": [], "@odata.nextLink": "{with_user}/v1.0/items?page=2"}}"#);
    Mock::given(path("/v1.0/items"))
        .respond_with(ResponseTemplate::new(200).set_body_string(body))
        .mount(&server)
        .await;
    Mock::given(path("/v1.0/items/1"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", with_user.as_str()))
        .mount(&server)
        .await;
    let client = client(server.uri());
    let link = |error: &Error| matches!(error.kind(), ErrorKind::Protocol(ProtocolError::Link));
    let error = client
        .send(List::new(&[], ()))
        .items()
        .try_collect()
        .await
        .unwrap_err();
    assert!(
        link(&error) && !format!("{error} {error:?}").contains("hunter2"),
        "{error:?}"
    );
    assert!(link(&client.send(Get::new(&["1"], ())).await.unwrap_err()));
    assert_eq!(server.received_requests().await.unwrap().len(), 2);

    for url in [
        "https://user@graph.example",
        "https://:hunter2@graph.example",
        "https://graph.example/?key=hunter2",
        "https://graph.example/#hunter2",
    ] {
        let settings = Client::builder().base_url(url);
        assert!(!format!("{settings:?}").contains("hunter2"));
        let error = settings.build().unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Setting { name: "base_url", .. }),
            "{url}: {error:?}"
        );
        assert!(!format!("{error} {error:?}").contains("hunter2"));
        assert!(Client::builder().allow_host(url).build().is_err(), "{url}");
    }
    let client = Client::builder()
        .base_url("https://gateway.example/graph/")
        .build();
    assert_eq!(client.unwrap().base_url(), "https://gateway.example/graph");
}

/// The proxy of an encrypted connection sees where it goes, and nothing of what is sent.
#[tokio::test]
async fn a_proxy_sees_no_token() {
    let refusal = b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n";
    let proxy = RawServer::start(vec![Script::Bytes(refusal.to_vec())]).await;
    let through = ReqwestTransport::builder()
        .proxy(Proxy::all(proxy.url()).unwrap())
        .build()
        .unwrap();
    let client = settings("https://graph.microsoft.com", &TestTimer::default())
        .transport(through)
        .build()
        .unwrap();
    let error = client.send(Get::new(&["1"], ())).await.unwrap_err();
    assert!(
        matches!(error.last().kind(), ErrorKind::Transport(error) if error.kind() == TransportErrorKind::Connect),
        "{error:?}"
    );
    let requests = proxy.requests();
    assert!(
        requests[0].starts_with("CONNECT graph.microsoft.com:443 HTTP/1.1"),
        "{}",
        requests[0]
    );
    assert!(
        requests
            .iter()
            .all(|request| !request.contains("secret") && !request.contains("items"))
    );
}

#[tokio::test]
async fn a_link_is_followed_with_a_token() {
    let (server, foreign) = (MockServer::start().await, MockServer::start().await);
    Mock::given(method("GET"))
        .respond_with(|request: &Request| {
            assert_eq!(request.headers["authorization"], "Bearer secret");
            assert_eq!(request.headers["accept"], "application/json");
            ResponseTemplate::new(200).set_body_string(r#"{"name": "a"}"#)
        })
        .mount(&server)
        .await;
    let client = client(server.uri());
    let item: Item = client
        .follow(&format!("{}/v1.0/work/1", server.uri()))
        .await
        .unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    let error = client.follow::<Item>(&foreign.uri()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ForeignHost(_)));
    let error = client.follow::<Item>("/v1.0/work/1").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Protocol(ProtocolError::Link)));
}

#[tokio::test]
async fn a_client_trusts_the_hosts_of_its_cloud_alone() {
    for cloud in Cloud::ALL {
        let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
            let body = match request.uri().query() {
                None => r#"{"value": [], "@odata.nextLink": "https://graph.microsoft.us/v1.0/items?2"}"#,
                Some(_) => r#"{"value": []}"#,
            };
            http::Response::new(body.into())
        });
        let client = Client::builder()
            .cloud(cloud)
            .token("secret")
            .transport(transport);
        let mut pages = client.build().unwrap().send(List::new(&[], ())).pages();
        pages.next().await.unwrap().unwrap();
        let second = pages.next().await.unwrap();
        match second {
            Ok(_) => assert_eq!(cloud, Cloud::UsGovernment),
            Err(error) => {
                assert!(cloud != Cloud::UsGovernment);
                assert!(
                    matches!(error.kind(), ErrorKind::ForeignHost(host) if host == "graph.microsoft.us"),
                    "{error:?}"
                );
            }
        }
    }
}

/// What was checked is what is sent, also where it was spelled in another way.
#[tokio::test]
async fn a_base_url_is_used_as_it_was_understood() {
    for url in [
        "https://graph.microsoft.com",
        " https://graph.microsoft.com/ ",
        "HTTPS://Graph.Microsoft.com:443//",
    ] {
        let sent = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&sent);
        let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
            let body = String::from_utf8(request.body().clone()).unwrap();
            log.lock().unwrap().push((request.uri().to_string(), body));
            http::Response::new(r#"{"responses": [{"id": "0", "status": 200, "body": {}}]}"#.into())
        });
        let client = settings(url, &TestTimer::default())
            .transport(transport)
            .build()
            .unwrap();
        assert_eq!(client.base_url(), "https://graph.microsoft.com");
        client.send(Get::new(&["1"], ())).await.unwrap();
        let mut batch = client.batch();
        let ticket = batch.add(Get::new(&["1"], ())).unwrap();
        batch.send().await.take(ticket).unwrap();
        let sent = sent.lock().unwrap();
        assert_eq!(sent[0].0, "https://graph.microsoft.com/v1.0/items/1", "{url}");
        assert!(sent[1].1.contains(r#""url":"/items/1""#), "{url}: {}", sent[1].1);
    }
}
