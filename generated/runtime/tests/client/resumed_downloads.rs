//! Downloads that break: they go on with a request of the missing bytes, where that is possible.

use graph_runtime::client::{
    Client, Error, ErrorKind, ProtocolError, RetryPolicy, TransportErrorKind, TransportFn,
};
use graph_runtime::http;
use wiremock::matchers::{header, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::raw_server::{RawServer, cut, header_of};
use crate::sample::Content;
use crate::setup::{TestTimer, client, settings};

/// The head of an answer with bytes of a file of ten.
fn part(length: usize, range: &str, more: &str) -> String {
    format!("206 Partial Content\r\ncontent-length: {length}\r\ncontent-range: bytes {range}/10{more}")
}

const TAG: &str = "\r\netag: \"1\"";

fn whole(more: &str) -> String {
    format!("200 OK\r\ncontent-length: 10{more}")
}

#[tokio::test]
async fn a_download_that_breaks_goes_on_by_itself() {
    let store = RawServer::start(vec![
        cut(&whole(TAG), "0123"),
        // A break before anything has come, and one after a part of the rest.
        cut(&part(6, "4-9", ""), ""),
        cut(&part(6, "4-9", TAG), "456"),
        cut(&part(3, "7-9", ""), "789"),
    ])
    .await;
    // The URL of the store may hold for a short time only: the service is asked for it each time.
    let server = MockServer::start().await;
    Mock::given(path("/v1.0/items/1/content"))
        .and(header("authorization", "Bearer secret"))
        .respond_with(ResponseTemplate::new(302).insert_header("location", format!("{}/file", store.url())))
        .expect(4)
        .mount(&server)
        .await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    let download = client.send(Content::new(&["1"], ())).download().await.unwrap();
    assert_eq!(download.content_length(), Some(10));
    let mut file = Vec::new();
    assert_eq!(download.copy_to(&mut file).await.unwrap(), 10);
    assert_eq!(file, b"0123456789");
    assert_eq!(
        header_of(&store, "range"),
        ["", "bytes=4-9", "bytes=4-9", "bytes=7-9"]
    );
    assert_eq!(header_of(&store, "if-range"), ["", "\"1\"", "\"1\"", "\"1\""]);
    assert_eq!(header_of(&store, "accept-encoding"), ["identity"; 4]);
    assert_eq!(header_of(&store, "authorization"), [""; 4]);
    assert_eq!(timer.pauses().len(), 3);
}

#[tokio::test]
async fn a_range_that_breaks_goes_on_within_itself() {
    let server = RawServer::start(vec![
        cut(&part(4, "2-5", TAG), "23"),
        cut(&part(2, "4-5", TAG), "45"),
    ])
    .await;
    let call = client(server.url()).send(Content::new(&["1"], ()));
    let range = call.header(http::header::RANGE, "bytes=2-5");
    let mut written = Vec::new();
    range
        .download()
        .await
        .unwrap()
        .copy_to(&mut written)
        .await
        .unwrap();
    assert_eq!(written, b"2345");
    assert_eq!(header_of(&server, "range"), ["bytes=2-5", "bytes=4-5"]);
}

/// Whether an error is the one that is meant.
type IsExpected = fn(&Error) -> bool;

#[tokio::test]
async fn a_download_that_cannot_go_on_is_an_error() {
    let changed: IsExpected =
        |error| matches!(error.kind(), ErrorKind::Protocol(ProtocolError::DownloadChanged));
    let no_range: IsExpected = |error| matches!(error.kind(), ErrorKind::Protocol(ProtocolError::NoRange(4)));
    let gone: IsExpected = |error| error.code() == Some("itemNotFound");
    let not_found = "404 Not Found\r\ncontent-length: 35".to_owned();
    let error = r#"{"error": {"code": "itemNotFound"}}"#;
    let other = "\r\netag: \"2\"";
    let answers: [(String, &str, IsExpected); 6] = [
        // The whole file, of another version or of the same.
        (whole(other), "abcdefghij", changed),
        (whole(TAG), "0123456789", no_range),
        // Other bytes than were asked for, nobody knows which, and those of another version.
        (part(5, "5-9", TAG), "56789", no_range),
        (part(6, "", TAG), "456789", no_range),
        (part(6, "4-9", other), "efghij", changed),
        (not_found, error, gone),
    ];
    for (head, body, is_expected) in answers {
        let server = RawServer::start(vec![cut(&whole(TAG), "0123"), cut(&head, body)]).await;
        let url = format!("{}/file", server.url());
        let mut download = client(server.url()).download(&url).await.unwrap();
        let mut written = Vec::new();
        let error = loop {
            match download.next().await.unwrap() {
                Ok(bytes) => written.extend_from_slice(&bytes),
                Err(error) => break error,
            }
        };
        assert!(is_expected(&error), "{head}: {error:?}");
        assert_eq!(written, b"0123", "{head}");
        assert!(download.next().await.is_none(), "{head}");
    }
}

#[tokio::test]
async fn attempts_to_go_on_are_bounded() {
    let scripts = vec![cut(&whole(TAG), "0123"), cut(&part(6, "4-9", TAG), "")];
    let server = RawServer::start(scripts.clone()).await;
    let url = format!("{}/file", server.url());
    let download = client(server.url()).download(&url).await.unwrap();
    let error = download.copy_to(&mut Vec::new()).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::RetriesExhausted { attempts: 5, .. }),
        "{error:?}"
    );
    assert_eq!(server.connections(), 5);

    let server = RawServer::start(scripts).await;
    let call = client(server.url()).send(Content::new(&["1"], ()));
    let download = call.retry(RetryPolicy::never()).download().await.unwrap();
    let error = download.copy_to(&mut Vec::new()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport(_)), "{error:?}");
    assert_eq!(server.connections(), 1);
}

/// A transport may not notice that a body ends before its time; the length tells.
#[tokio::test]
async fn a_body_that_is_too_short_has_broken() {
    let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
        let (status, range, body) = match request.headers().get("range") {
            None => (200, "", "0123"),
            Some(_) => (206, "bytes 4-9/10", "456789"),
        };
        let answer = http::Response::builder().status(status).header("etag", "\"1\"");
        let answer = match range {
            "" => answer.header("content-length", "10"),
            range => answer.header("content-range", range),
        };
        answer.body(body.into()).unwrap()
    });
    let client = Client::builder()
        .transport(transport)
        .timer(TestTimer::default())
        .build()
        .unwrap();
    let mut file = Vec::new();
    let download = client.download("https://store.example/file").await.unwrap();
    download.copy_to(&mut file).await.unwrap();
    assert_eq!(file, b"0123456789");
}

/// A program that kept the beginning of a file asks for the rest itself: the range travels along with a redirect to
/// the store.
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
        .header(http::header::RANGE, "bytes=4-")
        .header(http::header::IF_RANGE, "\"1\"")
        .download()
        .await
        .unwrap();
    assert_eq!(download.head().status, http::StatusCode::PARTIAL_CONTENT);
    let mut file = b"part".to_vec();
    assert_eq!(download.copy_to(&mut file).await.unwrap(), 4);
    assert_eq!(file, b"partrest");
}

/// A reset, or a last chunk that is missing, behind the last byte that was announced: there is no range that could
/// still be asked for.
#[tokio::test]
async fn a_break_behind_the_last_byte_is_the_end() {
    let head =
        format!("206 Partial Content\r\ntransfer-encoding: chunked\r\ncontent-range: bytes 0-9/10{TAG}");
    let server = RawServer::start(vec![cut(&head, "a\r\n0123456789\r\n")]).await;
    let url = format!("{}/file", server.url());
    let download = client(server.url()).download(&url).await.unwrap();
    let mut file = Vec::new();
    assert_eq!(download.copy_to(&mut file).await.unwrap(), 10);
    assert_eq!(file, b"0123456789");
    assert_eq!(header_of(&server, "range"), [""]);
}

/// The bytes that are counted are those that a range is asked of.
#[tokio::test]
async fn a_file_that_is_stored_compressed_comes_as_it_is_stored() {
    let head = format!("{}\r\ncontent-encoding: gzip", whole(TAG));
    // No one could take this apart.
    let server = RawServer::start(vec![cut(&head, "0123456789")]).await;
    let url = format!("{}/file", server.url());
    let download = client(server.url()).download(&url).await.unwrap();
    assert_eq!(download.head().headers["content-encoding"], "gzip");
    assert_eq!(download.content_length(), Some(10));
    let mut file = Vec::new();
    download.copy_to(&mut file).await.unwrap();
    assert_eq!(file, b"0123456789");
    assert_eq!(header_of(&server, "accept-encoding"), ["identity"]);

    // A part of it, asked for by the program.
    let head = format!("{}\r\ncontent-encoding: gzip", part(4, "2-5", ""));
    let server = RawServer::start(vec![cut(&head, "2345")]).await;
    let call = client(server.url()).send(Content::new(&["1"], ()));
    let range = call.header(http::header::RANGE, "bytes=2-5");
    assert_eq!(range.await.unwrap().bytes, b"2345");
}

#[tokio::test]
async fn a_compressed_file_that_breaks_does_not_go_on() {
    let gzip = |head: &str| format!("{head}\r\ncontent-encoding: gzip");
    let rest = part(6, "4-9", TAG);
    // It was compressed from the beginning.
    let server = RawServer::start(vec![cut(&gzip(&whole(TAG)), "0123"), cut(&rest, "456789")]).await;
    let url = format!("{}/file", server.url());
    let download = client(server.url()).download(&url).await.unwrap();
    let error = download.copy_to(&mut Vec::new()).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Transport(error) if error.kind() == TransportErrorKind::Broken)
    );
    assert_eq!(server.connections(), 1);

    // Only the rest is compressed.
    let server = RawServer::start(vec![cut(&whole(TAG), "0123"), cut(&gzip(&rest), "456789")]).await;
    let url = format!("{}/file", server.url());
    let download = client(server.url()).download(&url).await.unwrap();
    let error = download.copy_to(&mut Vec::new()).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Protocol(ProtocolError::NoRange(4))),
        "{error:?}"
    );

    // The program asked for it, and a client that takes it apart tells nothing of it.
    let server = RawServer::start(vec![cut(&whole(TAG), "0123"), cut(&rest, "456789")]).await;
    let call = client(server.url()).send(Content::new(&["1"], ()));
    let call = call.header(http::header::ACCEPT_ENCODING, "gzip");
    let download = call.download().await.unwrap();
    let error = download.copy_to(&mut Vec::new()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Transport(_)), "{error:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn more_bytes_than_were_announced_are_an_error() {
    let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
        let answer = http::Response::builder().header("etag", "\"1\"");
        let answer = match request.headers().get("range") {
            None => answer.header("content-length", "10").body("0123".into()),
            Some(_) => answer
                .status(206)
                .header("content-range", "bytes 4-9/10")
                .body("456789 and more".into()),
        };
        answer.unwrap()
    });
    let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
    let client = client.build().unwrap();
    let mut file = Vec::new();
    let download = client.download("https://store.example/file").await.unwrap();
    let error = download.copy_to(&mut file).await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::Protocol(ProtocolError::DownloadTooLong(10))
    ));
    assert_eq!(file, b"0123");
}

/// A first answer that does not say how long the file is: what comes later does.
const UNKNOWN: &str = "200 OK\r\ntransfer-encoding: chunked\r\netag: \"1\"";

/// What a download comes to whose answers are these, and the ranges that were asked for.
async fn download_of(answers: &[(&str, &str)]) -> (Result<Vec<u8>, Error>, Vec<String>) {
    let scripts = answers.iter().map(|(head, body)| cut(head, body)).collect();
    let server = RawServer::start(scripts).await;
    let url = format!("{}/file", server.url());
    let download = client(server.url()).download(&url).await.unwrap();
    let mut file = Vec::new();
    let copied = download.copy_to(&mut file).await;
    (copied.map(|_| file), header_of(&server, "range"))
}

#[tokio::test]
async fn the_rest_tells_how_long_the_file_is() {
    let first = (UNKNOWN, "4\r\n0123\r\n");
    let (six, two, four) = (part(6, "4-9", ""), part(2, "4-5", ""), part(4, "6-9", ""));
    let (file, ranges) = download_of(&[first, (&six, "456"), (&part(3, "7-9", ""), "789")]).await;
    assert_eq!(file.unwrap(), b"0123456789");
    assert_eq!(ranges, ["", "bytes=4-", "bytes=7-9"]);
    // A part of the rest, as much as the service likes to send at once.
    let (file, ranges) = download_of(&[first, (&two, "45"), (&four, "6789")]).await;
    assert_eq!(file.unwrap(), b"0123456789");
    assert_eq!(ranges, ["", "bytes=4-", "bytes=6-9"]);
    let (file, ranges) = download_of(&[(&whole(TAG), "0123"), (&two, "45"), (&four, "6789")]).await;
    assert_eq!(file.unwrap(), b"0123456789");
    assert_eq!(ranges, ["", "bytes=4-9", "bytes=6-9"]);
    // A service that does not say how long the file is sends all that it has.
    let open = six.replace("/10", "/*");
    let (file, ranges) = download_of(&[first, (&open, "456789")]).await;
    assert_eq!(file.unwrap(), b"0123456789");
    assert_eq!(ranges, ["", "bytes=4-"]);
}

#[tokio::test]
async fn the_end_of_a_part_is_not_that_of_the_file() {
    let first = (UNKNOWN, "4\r\n0123\r\n");
    let (file, ranges) = download_of(&[first, (&part(2, "4-5", ""), "45"), (&part(0, "", ""), "")]).await;
    assert!(
        matches!(
            file.unwrap_err().kind(),
            ErrorKind::Protocol(ProtocolError::NoRange(6))
        ),
        "{ranges:?}"
    );
    // A file that is longer or shorter than it was is another, whatever its tag says.
    for other in ["/11", "/9"] {
        let part = part(2, "6-7", "").replace("/10", other);
        let (file, _) = download_of(&[first, (&self::part(2, "4-5", ""), "45"), (&part, "67")]).await;
        assert!(
            matches!(
                file.unwrap_err().kind(),
                ErrorKind::Protocol(ProtocolError::NoRange(6))
            ),
            "{other}"
        );
    }
}

#[tokio::test]
async fn more_bytes_than_a_part_has_are_an_error() {
    let chunked = |range: &str| {
        format!("206 Partial Content\r\ntransfer-encoding: chunked\r\ncontent-range: bytes {range}")
    };
    let first = (UNKNOWN, "4\r\n0123\r\n");
    let more = "8\r\n456789ab\r\n";
    for (range, announced) in [("4-5/10", 6), ("4-9/10", 10), ("4-5/*", 6)] {
        let (file, _) = download_of(&[first, (&chunked(range), more)]).await;
        let error = file.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Protocol(ProtocolError::DownloadTooLong(count)) if *count == announced),
            "{range}: {error:?}"
        );
    }
}
