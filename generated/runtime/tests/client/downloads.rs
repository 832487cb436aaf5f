//! Downloads.

use std::time::Duration;

use futures_util::TryStreamExt;
use graph_runtime::client::{Client, ErrorKind, ProtocolError, TransportErrorKind};
use graph_runtime::http;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::raw_server::{RawServer, Script, cut, header_of};
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
async fn a_download_without_a_tag_that_breaks_or_stalls_is_an_error() {
    let part = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npart".to_vec();
    let server = RawServer::start(vec![Script::Bytes(part.clone()), Script::Stall(part)]).await;
    let client = Client::builder()
        .base_url(server.url())
        .read_timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    for kind in [TransportErrorKind::Broken, TransportErrorKind::Timeout] {
        let download = client.send(Content::new(&["1"], ())).download().await.unwrap();
        let mut written = Vec::new();
        let error = download.copy_to(&mut written).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == kind));
        assert_eq!(written, b"part");
    }
}

#[tokio::test]
async fn a_redirect_without_a_location_is_an_error_that_says_so() {
    let server = RawServer::start(vec![cut("302 Found\r\ntransfer-encoding: chunked", "0\r\n\r\n")]).await;
    let error = client(server.url())
        .send(Content::new(&["1"], ()))
        .await
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Protocol(ProtocolError::NoLocation(status)) if status.as_u16() == 302)
    );
    assert_eq!(
        error.to_string(),
        "GET /items/{itemId}/content: the service redirected (302) without a location"
    );
}

#[tokio::test]
async fn another_host_gets_neither_the_token_nor_the_old_host() {
    let store = RawServer::start(vec![cut("200 OK\r\ncontent-length: 4", "file")]).await;
    let location = format!(
        "302 Found\r\ntransfer-encoding: chunked\r\nlocation: {}/file",
        store.url()
    );
    let server = RawServer::start(vec![cut(&location, "0\r\n\r\n")]).await;
    let call = client(server.url()).send(Content::new(&["1"], ()));
    let call = call.header(http::header::HOST, "graph.example");
    assert_eq!(call.await.unwrap().bytes, b"file");
    assert_eq!(header_of(&store, "authorization"), [""]);
    assert_eq!(header_of(&store, "host"), [store.url().replace("http://", "")]);
}
