//! What upload sessions say of the bytes that they expect, and what comes of it.

use std::sync::{Arc, Mutex};

use graph_runtime::client::{Client, ErrorKind, ProtocolError, RetryPolicy, TransportFn, Upload};
use graph_runtime::http;
use wiremock::matchers::method;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::sample::{CreateAttachmentSession, CreateSession};
use crate::setup::{TestTimer, client, settings};
use crate::uploads::{UNIT, file};

#[tokio::test]
async fn a_session_that_expects_what_is_not_there_is_an_error() {
    let server = MockServer::start().await;
    let asked = r#"{"nextExpectedRanges": ["900-"]}"#;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(200).set_body_string(asked))
        .mount(&server)
        .await;
    let upload = client(server.uri()).upload(&server.uri(), bytes::Bytes::from_static(b"short"));
    let error = upload.send::<()>().await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Protocol(ProtocolError::UploadRange(range)) if range == "900-")
    );
}

/// A session that answers pieces with these bodies and then completes, and the ranges that were sent.
fn session(answers: Vec<&'static str>) -> (Client, Arc<Mutex<Vec<String>>>) {
    let ranges = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&ranges);
    let answers = Mutex::new(answers.into_iter());
    let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        if request.method() == http::Method::POST {
            let body = r#"{"UploadUrl": "https://store.example/session"}"#;
            return http::Response::new(body.into());
        }
        assert!(!request.headers().contains_key("authorization"));
        let range = request.headers().get("content-range");
        let range = range.map_or("asked", |range| range.to_str().unwrap()).to_owned();
        log.lock().unwrap().push(range);
        let mut response = http::Response::new(Vec::new());
        match answers.lock().unwrap().next() {
            Some("broken") => *response.status_mut() = http::StatusCode::GATEWAY_TIMEOUT,
            Some(body) => *response.body_mut() = body.into(),
            None => *response.status_mut() = http::StatusCode::CREATED,
        }
        response
    });
    let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
    (client.build().unwrap(), ranges)
}

#[tokio::test]
async fn ranges_in_other_letters_are_read() {
    let expected =
        r#"{"ExpirationDateTime": "2026-03-01T12:00:00Z", "NextExpectedRanges": ["327680-655359"]}"#;
    let (client, ranges) = session(vec![expected, "broken", expected]);
    let upload = client
        .send(CreateSession::new(&["1"], ()))
        .upload(bytes::Bytes::from(file(2 * UNIT)))
        .piece_size(UNIT);
    upload.send::<()>().await.unwrap();
    assert_eq!(
        *ranges.lock().unwrap(),
        [
            "bytes 0-327679/655360",
            "bytes 327680-655359/655360",
            "asked",
            "bytes 327680-655359/655360"
        ]
    );
}

/// Nobody knows what such a session has; to send all again could take hours.
#[tokio::test]
async fn a_session_that_does_not_say_where_it_stands_is_an_error() {
    let expected = r#"{"nextExpectedRanges": ["327680-"]}"#;
    for asked in ["{}", r#"{"nextExpectedRanges": []}"#] {
        let (client, ranges) = session(vec![expected, "broken", asked]);
        let upload = client
            .send(CreateSession::new(&["1"], ()))
            .upload(bytes::Bytes::from(file(2 * UNIT)))
            .piece_size(UNIT);
        let error = upload.send::<()>().await.unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Protocol(ProtocolError::NoUploadRange)),
            "{error:?}"
        );
        assert_eq!(ranges.lock().unwrap().last().unwrap(), "asked");
    }
}

/// Begins an upload.
type Begin<'a> = dyn Fn(&Client) -> Upload + 'a;

/// "Up to 4 MB each time", says the page of attachments; a multiple of 320 KiB is right for drives too.
#[tokio::test]
async fn a_piece_is_not_larger_than_the_service_of_the_session_takes() {
    let size = 9_000_000;
    let session_url = "https://outlook.office.com/api/session?authtoken=1";
    let drive = |client: &Client| client.send(CreateSession::new(&["1"], ())).upload(file_of(size));
    let attachment = |client: &Client| {
        let create = CreateAttachmentSession::new(&["1"], ());
        client.send(create).upload(file_of(size))
    };
    let saved = |client: &Client| client.upload(session_url, file_of(size));
    let uploads: [(&Begin<'_>, usize); 3] = [(&drive, size), (&attachment, 12 * UNIT), (&saved, 12 * UNIT)];
    for (upload, largest) in uploads {
        let (client, ranges) = session(vec![r#"{"nextExpectedRanges": ["0-"]}"#]);
        // Whatever becomes of it, the first piece tells.
        let upload = upload(&client).piece_size(10_000_000).retry(RetryPolicy::never());
        let _ = upload.send::<()>().await;
        let ranges = ranges.lock().unwrap();
        let piece = ranges.iter().find(|range| range.starts_with("bytes")).unwrap();
        assert_eq!(*piece, format!("bytes 0-{}/{size}", largest - 1));
    }
    const { assert!(12 * UNIT < 4_000_000) };
}

fn file_of(size: usize) -> bytes::Bytes {
    bytes::Bytes::from(vec![0; size])
}

/// A session that takes one byte of each piece would be asked without end.
#[tokio::test]
async fn a_session_that_takes_a_byte_each_time_is_an_error() {
    let asked = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked);
    let transport = TransportFn::new(move |_: http::Request<Vec<u8>>| {
        let mut count = count.lock().unwrap();
        *count += 1;
        assert!(*count < 200, "asked without end");
        http::Response::new(format!(r#"{{"nextExpectedRanges": ["{count}-"]}}"#).into_bytes())
    });
    let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
    let client = client.build().unwrap();
    let upload = client.upload("https://store.example/session", file_of(10 * UNIT));
    let error = upload.piece_size(UNIT).send::<()>().await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::RetriesExhausted { .. }),
        "{error:?}"
    );
}

/// Whoever answers for the service could make the client speak to a port of its own machine.
#[tokio::test]
async fn a_session_over_https_names_no_port_of_this_machine() {
    let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
        assert_eq!(request.uri().host(), Some("graph.microsoft.com"));
        http::Response::new(br#"{"uploadUrl": "http://127.0.0.1:8080/session"}"#.to_vec())
    });
    let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
    let upload = client
        .build()
        .unwrap()
        .send(CreateSession::new(&["1"], ()))
        .upload(file_of(1));
    let error = upload.send::<()>().await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Insecure(host) if host == "127.0.0.1"),
        "{error:?}"
    );
}
