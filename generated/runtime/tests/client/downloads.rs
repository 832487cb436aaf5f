//! Downloads.

use std::time::Duration;

use futures_util::TryStreamExt;
use graph_runtime::client::{Client, Error, TransportErrorKind};
use graph_runtime::http;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::Content;
use crate::setup::{TestTimer, client, settings};

#[tokio::test]
async fn a_file_comes_from_another_host_without_a_token() {
    let (server, store) = (MockServer::start().await, MockServer::start().await);
    let file: Vec<u8> = (0..3_000_000_u32).map(|index| index.to_le_bytes()[0]).collect();
    Mock::given(path("/v1.0/items/1/content"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", format!("{}/file", store.uri())))
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .and(|request: &Request| !request.headers.contains_key("authorization"))
        .respond_with(ResponseTemplate::new(200).set_body_raw(file.clone(), "image/png"))
        .mount(&store)
        .await;
    // What is held is bounded, what is streamed is not.
    let client = settings(server.uri(), &TestTimer::default())
        .max_body_size(1000)
        .build()
        .unwrap();
    let download = client.send(Content::new(&["1"], ())).download().await.unwrap();
    assert_eq!(
        (download.content_type(), download.content_length()),
        (Some("image/png"), Some(3_000_000))
    );
    let mut written = Vec::new();
    assert_eq!(download.copy_to(&mut written).await.unwrap(), 3_000_000);
    assert!(written == file);
    // From a URL that was given beforehand, and as a stream.
    let url = format!("{}/file?sig=1", store.uri());
    let pieces: Vec<_> = client.download(&url).await.unwrap().try_collect().await.unwrap();
    assert!(pieces.len() > 1 && pieces.concat() == file);
}

#[tokio::test]
async fn a_download_that_is_refused_is_tried_again_and_is_an_error() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(503))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(404).set_body_string(r#"{"error": {"code": "itemNotFound"}}"#))
        .mount(&server)
        .await;
    let error = client(server.uri())
        .send(Content::new(&["1"], ()))
        .download()
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some("itemNotFound"));
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_download_that_breaks_or_stalls_is_an_error() {
    let part = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npart".to_vec();
    let server = RawServer::start(vec![Script::Bytes(part.clone()), Script::Stall(part)]).await;
    let client = Client::builder()
        .base_url(server.url())
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    for kind in [TransportErrorKind::Broken, TransportErrorKind::Timeout] {
        let download = client.send(Content::new(&["1"], ())).download().await.unwrap();
        let mut written = Vec::new();
        let error = download.copy_to(&mut written).await.unwrap_err();
        assert!(matches!(error, Error::Transport(error) if error.kind() == kind));
        assert_eq!(written, b"part");
    }
}

/// A download that broke goes on where it stopped: the range travels along with a redirect to the store.
#[tokio::test]
async fn a_download_goes_on_with_a_range() {
    let (server, store) = (MockServer::start().await, MockServer::start().await);
    Mock::given(path("/v1.0/items/1/content"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", format!("{}/file", store.uri())))
        .mount(&server)
        .await;
    Mock::given(path("/file"))
        .respond_with(|request: &Request| {
            assert_eq!(
                (&request.headers["range"], &request.headers["if-range"]),
                (&"bytes=4-".parse().unwrap(), &"\"1\"".parse().unwrap())
            );
            // A range of what is compressed is another.
            assert_eq!(request.headers["accept-encoding"], "identity");
            ResponseTemplate::new(206).set_body_string("rest")
        })
        .mount(&store)
        .await;
    let download = client(server.uri())
        .send(Content::new(&["1"], ()))
        .header(http::header::RANGE, "bytes=4-".parse().unwrap())
        .header(http::header::IF_RANGE, "\"1\"".parse().unwrap())
        .download()
        .await
        .unwrap();
    assert_eq!(download.head().status, http::StatusCode::PARTIAL_CONTENT);
    let mut file = b"part".to_vec();
    assert_eq!(download.copy_to(&mut file).await.unwrap(), 4);
    assert_eq!(file, b"partrest");
}
