//! Responses of every kind.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use graph_runtime::client::{Client, Error, ErrorKind, ProtocolError, TransportFn};
use graph_runtime::http::{self, StatusCode};
use graph_runtime::{Model, Step, error::DecodeErrorKind, json::ReadOptions};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::{Create, Delta, Get, Item, List, Update};
use crate::setup::{TestTimer, client, settings};

async fn server(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

#[tokio::test]
async fn a_page_of_html_is_an_error_with_the_page() {
    let html = "<html><body>Sign in to the network</body></html>";
    let server = server(ResponseTemplate::new(200).set_body_raw(html, "text/html")).await;
    let error = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap_err();
    let ErrorKind::Decode(error) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!((error.status(), error.body()), (StatusCode::OK, html.as_bytes()));
}

#[tokio::test]
async fn a_value_that_does_not_fit_is_named_with_its_place() {
    let body = r#"{"value": [{"version": 1}, {"version": "x"}]}"#;
    let server = server(ResponseTemplate::new(200).set_body_string(body)).await;
    let page = client(server.uri()).send(List::new(&[], ())).await.unwrap();
    assert_eq!(page.value.len(), 2);
    let unread = page.unread();
    assert_eq!((unread.len(), unread[0].path()), (1, "value[1].version"));

    let strict = settings(server.uri(), &TestTimer::default())
        .read_options(ReadOptions::default().strict())
        .build()
        .unwrap();
    let error = strict.send(List::new(&[], ())).await.unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("GET /items: the response (status 200) cannot be read: value[1].version: "),
        "{error}"
    );
    let expected = error.to_string();
    let ErrorKind::Decode(decoded) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(decoded.path(), Some("value[1].version"));
    // The way by which a page is read makes no difference.
    let pages = || strict.send(List::new(&[], ())).pages();
    let error = pages().next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), expected);
    let error = pages().items().next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), expected);
    let error = strict.send(Delta::new(&[], ())).changes(None).next().await;
    let text = error.unwrap().unwrap_err().to_string();
    assert_eq!(text, expected.replace("/items:", "/items/delta:"));
}

#[tokio::test]
async fn what_an_answer_may_become_is_bounded() {
    let body = format!(r#"{{"value": [{}{{}}]}}"#, "{},".repeat(10_000));
    let server = server(ResponseTemplate::new(200).set_body_string(body)).await;
    let client = settings(server.uri(), &TestTimer::default())
        .read_options(ReadOptions::default().max_memory(100_000))
        .build()
        .unwrap();
    let error = client.send(List::new(&[], ())).await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("takes more than 100000 bytes of memory"),
        "{error}"
    );
}

#[tokio::test]
async fn no_content_where_an_object_is_documented() {
    let server = server(ResponseTemplate::new(204)).await;
    let item = client(server.uri())
        .send(Update::new(&["1"], Item::named("a")))
        .await
        .unwrap();
    assert_eq!(item, Item::default());
}

/// An action that is carried out later answers with the object, or with nothing yet.
#[tokio::test]
async fn accepted_where_an_object_is_documented() {
    let empty = server(ResponseTemplate::new(202)).await;
    let update = || Update::new(&["1"], Item::named("a"));
    let answer = client(empty.uri()).send(update()).send_with_head().await.unwrap();
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    assert_eq!(answer.into_body(), Item::default());
    let shown = server(ResponseTemplate::new(202).set_body_string(r#"{"name": "b"}"#)).await;
    assert_eq!(
        client(shown.uri()).send(update()).await.unwrap(),
        Item::named("b")
    );
    let page = server(ResponseTemplate::new(202).set_body_string("<html>")).await;
    assert!(matches!(
        client(page.uri()).send(update()).await.map_err(Error::into_kind),
        Err(ErrorKind::Decode(_))
    ));
}

#[tokio::test]
async fn a_byte_order_mark_is_no_part_of_the_json() {
    let body = "\u{feff}{\"name\": \"a\"}";
    let server = server(ResponseTemplate::new(200).set_body_string(body)).await;
    let item = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
}

/// Nothing at all, where there should be an object, is no object.
#[tokio::test]
async fn an_empty_body_is_an_error() {
    let server = server(ResponseTemplate::new(200)).await;
    let error = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Decode(error) if error.body().is_empty()),
        "{error:?}"
    );
    assert!(
        error
            .to_string()
            .starts_with("GET /items/{itemId}: the response (status 200) cannot be read: "),
        "{error}"
    );
}

/// What a proxy or a gateway says instead of the service.
#[tokio::test]
async fn an_error_in_html_is_an_error_of_its_status() {
    let html = "<html><h1>Blocked</h1></html>";
    let server = server(ResponseTemplate::new(403).set_body_raw(html, "text/html")).await;
    let error = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.code()),
        ("GET /items/{itemId}: 403 Forbidden", None)
    );
    assert_eq!(error.service().unwrap().body, html.as_bytes());
}

/// A body can hold secrets and be long. It is there for who asks for it.
#[tokio::test]
async fn nothing_prints_a_body() {
    for status in [200, 400] {
        let server = server(ResponseTemplate::new(status).set_body_string("hunter2")).await;
        let error = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap_err();
        let text = format!("{error} {error:?}");
        assert!(!text.contains("hunter2") && text.contains("7 bytes"), "{text}");
        assert!(!text.contains("104, 117"), "{text}");
    }
}

#[tokio::test]
async fn a_place_does_not_print_its_arguments() {
    let place = Step::new(client("http://localhost"), "v1.0").to_with("/users/{id}", &["hunter2".into()]);
    assert_eq!(format!("{place:?}"), "Step(/users/{id})");
}

#[tokio::test]
async fn broken_utf_8() {
    let server = server(ResponseTemplate::new(200).set_body_bytes(b"{\"name\": \"\xff\"}".to_vec())).await;
    let error = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap_err();
    let ErrorKind::Decode(error) = error.kind() else {
        panic!("{error:?}")
    };
    assert!(matches!(error.kind(), DecodeErrorKind::Utf8(_)));
}

#[tokio::test]
async fn a_compressed_answer_is_read() {
    // `{"name": "gzip"}`, compressed.
    const COMPRESSED: [u8; 36] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0xca, 0x4b, 0xcc, 0x4d, 0x55,
        0xb2, 0x52, 0x50, 0x4a, 0xaf, 0xca, 0x2c, 0x50, 0xaa, 0x05, 0x00, 0xa6, 0x5d, 0xb1, 0x26, 0x10, 0x00,
        0x00, 0x00,
    ];
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(|request: &Request| {
            assert!(
                request.headers["accept-encoding"]
                    .to_str()
                    .unwrap()
                    .contains("gzip")
            );
            ResponseTemplate::new(200)
                .insert_header("content-encoding", "gzip")
                .set_body_bytes(COMPRESSED)
        })
        .mount(&server)
        .await;
    let item = client(server.uri()).send(Get::new(&["1"], ())).await.unwrap();
    assert_eq!(item.name.as_deref(), Some("gzip"));
}

/// What counts is what is held, not what travels.
#[tokio::test]
async fn a_small_answer_that_is_large_when_unpacked() {
    // `{"name": "xx…x"}` with a thousand letters, compressed.
    const COMPRESSED: [u8; 40] = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0xca, 0x4b, 0xcc, 0x4d, 0x55,
        0xb2, 0x52, 0x50, 0xaa, 0x18, 0x05, 0xa3, 0x60, 0x14, 0x0c, 0x7b, 0xa0, 0x54, 0x0b, 0x00, 0x70, 0xa4,
        0x4d, 0xb2, 0xf4, 0x03, 0x00, 0x00,
    ];
    let answer = ResponseTemplate::new(200)
        .insert_header("content-encoding", "gzip")
        .set_body_bytes(COMPRESSED);
    let server = server(answer).await;
    let get = |max: usize| {
        let settings = settings(server.uri(), &TestTimer::default()).max_body_size(max);
        async move { settings.build().unwrap().send(Get::new(&["1"], ())).await }
    };
    let error = get(1000).await.unwrap_err();
    assert!(
        matches!(
            error.kind(),
            ErrorKind::Protocol(ProtocolError::BodyTooLarge(1000))
        ),
        "{error:?}"
    );
    assert_eq!(get(1012).await.unwrap().name.unwrap().len(), 1000);
}

#[tokio::test]
async fn pages_of_four_megabytes() {
    let name = "x".repeat(1000);
    let objects: Vec<_> = (0..4000)
        .map(|id| format!(r#"{{"id": "{id}", "name": "{name}"}}"#))
        .collect();
    let body = format!(r#"{{"value": [{}]}}"#, objects.join(","));
    assert!(body.len() > 4_000_000);
    let length = body.len();
    let server = server(ResponseTemplate::new(200).set_body_string(body)).await;
    let items = client(server.uri())
        .send(List::new(&[], ()))
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!((items.len(), items[3999].id.as_deref()), (4000, Some("3999")));
    // A limit on what is held bounds it.
    let client = settings(server.uri(), &TestTimer::default())
        .max_body_size(length - 1)
        .build()
        .unwrap();
    let error = client.send(List::new(&[], ())).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Protocol(ProtocolError::BodyTooLarge(max)) if *max == length - 1)
    );
}

#[tokio::test]
async fn the_head_of_an_answer() {
    let answer = ResponseTemplate::new(201)
        .insert_header("etag", "\"1\"")
        .set_body_string(r#"{"id": "1"}"#);
    let server = server(answer).await;
    let response = client(server.uri())
        .send(Create::new(&[], Item::named("a")))
        .send_with_head()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["etag"], "\"1\"");
    assert_eq!(response.body().id.as_deref(), Some("1"));
}

/// None is lost, and no more are under way than the client allows, so that memory is bounded by their number and
/// not by that of the callers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_requests_at_once() {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(|request: &Request| {
            let id = request.url.path_segments().unwrap().next_back().unwrap();
            ResponseTemplate::new(200).set_body_string(format!(r#"{{"id": "{id}"}}"#))
        })
        .mount(&server)
        .await;
    let client = client(server.uri());
    let tasks: Vec<_> = (0..1000)
        .map(|id| {
            let client = client.clone();
            tokio::spawn(async move {
                let id = id.to_string();
                let item = client.send(Get::new(&[&id], ())).await.unwrap();
                assert_eq!(item.id, Some(id));
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 1000);
}

/// Connections are used again, and there are no more than requests under way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_requests_take_few_connections() {
    const OK: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    let server = RawServer::start(vec![Script::KeepAlive(OK.to_vec())]).await;
    let client = settings(server.url(), &TestTimer::default())
        .max_concurrent_requests(20)
        .build()
        .unwrap();
    let calls = (0..1000).map(|_| tokio::spawn(client.send(Get::new(&["1"], ())).into_future()));
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.into_iter().all(|answer| answer.unwrap().is_ok()));
    assert_eq!(server.requests().len(), 1000);
    // A request that finds all connections in use opens one, even if another becomes free meanwhile.
    assert!(server.connections() <= 60, "{}", server.connections());
}

#[tokio::test]
async fn no_more_requests_are_under_way_than_allowed() {
    struct Counting {
        now: Arc<AtomicUsize>,
        most: Arc<AtomicUsize>,
    }
    impl graph_runtime::client::Transport for Counting {
        fn send(
            &self,
            _: http::Request<bytes::Bytes>,
        ) -> graph_runtime::client::BoxFuture<
            '_,
            Result<
                http::Response<graph_runtime::client::ResponseBody>,
                graph_runtime::client::TransportError,
            >,
        > {
            Box::pin(async {
                let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
                self.most.fetch_max(now, Ordering::SeqCst);
                tokio::task::yield_now().await;
                self.now.fetch_sub(1, Ordering::SeqCst);
                Ok(http::Response::new(b"{}".to_vec().into()))
            })
        }
    }
    let most = Arc::default();
    let transport = Counting {
        now: Arc::default(),
        most: Arc::clone(&most),
    };
    let client = Client::builder()
        .transport(transport)
        .max_concurrent_requests(7)
        .build()
        .unwrap();
    let calls = (0..100).map(|_| client.send(Get::new(&["1"], ())).into_future());
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.iter().all(Result::is_ok));
    assert_eq!(most.load(Ordering::SeqCst), 7);
}

#[tokio::test]
async fn a_transport_that_is_a_function() {
    let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
        assert_eq!(
            request.uri(),
            "https://graph.microsoft.com/v1.0/items/1?$select=id,name"
        );
        http::Response::new(br#"{"name": "a"}"#.to_vec())
    });
    let client = Client::builder().transport(transport).build().unwrap();
    let item = client
        .send(Get::new(&["1"], ()))
        .select(["id", "name"])
        .await
        .unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
}
