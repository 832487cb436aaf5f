//! Upload sessions.

use std::io::Cursor;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{Error, ErrorKind, ProtocolError, RetryPolicy, SeekSource};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::{CreateSession, Item};
use crate::setup::{TestTimer, client, settings};

pub(crate) const UNIT: usize = 320 * 1024;

/// What the server does with the next pieces.
#[derive(Clone, Copy, Debug)]
enum Step {
    Take,
    /// Takes the bytes, and the answer is lost.
    TakeAndFail(u16),
    /// Takes some bytes and fails.
    TakeSome(usize),
    Throttle,
    /// Asks to wait until a time, by a clock that is not that of this machine.
    ThrottleUntil,
    Gone,
}

/// A store that puts pieces together, as an upload session does.
#[derive(Default)]
struct Store {
    bytes: Vec<u8>,
    ranges: Vec<String>,
    asked: usize,
}

/// Starts a server with a session whose pieces meet with these steps, and then all succeed.
async fn start(steps: Vec<Step>) -> (MockServer, Arc<Mutex<Store>>) {
    let server = MockServer::start().await;
    let store = Arc::new(Mutex::new(Store::default()));
    let url = format!("{}/session?secret=1", server.uri());
    Mock::given(method("POST"))
        .and(path("/v1.0/items/1/createUploadSession"))
        .respond_with(ResponseTemplate::new(200).set_body_string(format!(r#"{{"uploadUrl": "{url}"}}"#)))
        .mount(&server)
        .await;
    let session = Arc::clone(&store);
    let mut steps = steps.into_iter();
    let steps = Mutex::new(move || steps.next().unwrap_or(Step::Take));
    Mock::given(path("/session"))
        .respond_with(move |request: &Request| {
            assert!(!request.headers.contains_key("authorization"));
            let mut store = session.lock().unwrap();
            if request.method == "GET" {
                store.asked += 1;
                return ranges(200, store.bytes.len());
            }
            let range = request.headers["content-range"].to_str().unwrap().to_owned();
            let (start, total) = (
                range["bytes ".len()..]
                    .split('-')
                    .next()
                    .unwrap()
                    .parse::<usize>()
                    .unwrap(),
                range.split('/').nth(1).unwrap().parse::<usize>().unwrap(),
            );
            store.ranges.push(range);
            if start != store.bytes.len() {
                return ResponseTemplate::new(416);
            }
            match (steps.lock().unwrap())() {
                Step::Take => store.bytes.extend_from_slice(&request.body),
                Step::TakeAndFail(status) => {
                    store.bytes.extend_from_slice(&request.body);
                    return ResponseTemplate::new(status);
                }
                Step::TakeSome(count) => {
                    store.bytes.extend_from_slice(&request.body[..count]);
                    return ResponseTemplate::new(503);
                }
                Step::Throttle => return ResponseTemplate::new(429).insert_header("retry-after", "3"),
                Step::ThrottleUntil => {
                    return ResponseTemplate::new(503)
                        .insert_header("date", "Sun, 01 Mar 2020 12:00:00 GMT")
                        .insert_header("retry-after", "Sun, 01 Mar 2020 12:00:07 GMT");
                }
                Step::Gone => return ResponseTemplate::new(404),
            }
            match store.bytes.len() {
                length if length == total => {
                    ResponseTemplate::new(201).set_body_string(r#"{"id": "1", "name": "a"}"#)
                }
                length => ranges(202, length),
            }
        })
        .mount(&server)
        .await;
    (server, store)
}

fn ranges(status: u16, start: usize) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_string(format!(r#"{{"nextExpectedRanges": ["{start}-"]}}"#))
}

pub(crate) fn file(size: usize) -> Vec<u8> {
    (0..size).map(|index| index.to_le_bytes()[index % 3]).collect()
}

#[tokio::test]
async fn a_file_travels_in_pieces() {
    let (server, store) = start(Vec::new()).await;
    let file = file(2 * UNIT + 17);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let source = SeekSource::new(Cursor::new(file.clone())).await.unwrap();
    let item: Item = client(server.uri())
        .send(CreateSession::new(&["1"], ()))
        .upload(source)
        .piece_size(UNIT + 5)
        .progress(move |sent, total| log.lock().unwrap().push((sent, total)))
        .send()
        .await
        .unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    let store = store.lock().unwrap();
    assert!(store.bytes == file);
    assert_eq!(
        store.ranges,
        [
            "bytes 0-327679/655377",
            "bytes 327680-655359/655377",
            "bytes 655360-655376/655377"
        ]
    );
    assert_eq!(
        *seen.lock().unwrap(),
        [(327_680, 655_377), (655_360, 655_377), (655_377, 655_377)]
    );
    assert_eq!(store.asked, 0);
}

/// The connection is cut after a piece was sent; the session tells how much of it arrived.
#[tokio::test]
async fn an_upload_goes_on_after_a_broken_connection() {
    let answer = |status: &str, body: &str| {
        let head = format!(
            "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}",
            body.len()
        );
        Script::Bytes(format!("{head}\r\n\r\n{body}").into_bytes())
    };
    let server = RawServer::start(vec![
        answer("200 OK", r#"{"nextExpectedRanges": ["0-"]}"#),
        Script::Bytes(Vec::new()),
        answer("200 OK", r#"{"nextExpectedRanges": ["4-"]}"#),
        answer("201 Created", r#"{"name": "a"}"#),
    ])
    .await;
    let url = format!("{}/session", server.url());
    let timer = TestTimer::default();
    let client = settings(server.url(), &timer).build().unwrap();
    let item: Item = client
        .upload(&url, bytes::Bytes::from(file(10)))
        .send()
        .await
        .unwrap();
    assert_eq!(item.name.as_deref(), Some("a"));
    let seen: Vec<String> = server
        .requests()
        .iter()
        .map(|head| {
            let range = head.lines().find_map(|line| line.strip_prefix("content-range: "));
            let method = head.split(' ').next().unwrap_or_default();
            format!("{method} {}", range.unwrap_or_default())
        })
        .collect();
    assert_eq!(seen, ["GET ", "PUT bytes 0-9/10", "GET ", "PUT bytes 4-9/10"]);
    assert_eq!(timer.pauses().len(), 1);
}

#[tokio::test]
async fn a_pause_until_a_time_is_by_the_clock_of_the_service() {
    let (server, _) = start(vec![Step::ThrottleUntil]).await;
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    let session = client.send(CreateSession::new(&["1"], ()));
    let _: Item = session.upload(bytes::Bytes::from(file(10))).send().await.unwrap();
    assert_eq!(timer.pauses(), [Duration::from_secs(7)]);
}

#[tokio::test]
async fn an_upload_goes_on_where_the_session_stands() {
    let steps = vec![
        Step::TakeAndFail(504),
        Step::TakeSome(100),
        Step::Throttle,
        Step::TakeAndFail(500),
    ];
    let (server, store) = start(steps).await;
    let file = file(4 * UNIT);
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer)
        // Fewer attempts than failures are enough: attempts count anew with what arrives.
        .retry(RetryPolicy::default().max_attempts(3))
        .build()
        .unwrap();
    let item: Item = client
        .send(CreateSession::new(&["1"], ()))
        .upload(bytes::Bytes::from(file.clone()))
        .piece_size(UNIT)
        .send()
        .await
        .unwrap();
    assert_eq!(item.id.as_deref(), Some("1"));
    let store = store.lock().unwrap();
    assert!(store.bytes == file);
    assert_eq!(store.asked, 4);
    assert_eq!(timer.pauses()[2].as_secs(), 3);
}

#[tokio::test]
async fn the_settings_of_the_call_hold_for_the_pieces() {
    for (attempts, succeeds) in [(1, false), (2, true)] {
        let (server, _) = start(vec![Step::TakeSome(4)]).await;
        let call = client(server.uri())
            .send(CreateSession::new(&["1"], ()))
            .retry(RetryPolicy::default().max_attempts(attempts));
        let uploaded: Result<Item, Error> = call.upload(file(10)).send().await;
        assert_eq!(uploaded.is_ok(), succeeds);
    }
}

#[tokio::test]
async fn the_rule_of_an_upload_holds_for_what_a_session_is_asked() {
    let server = MockServer::start().await;
    Mock::given(method("GET"))
        .respond_with(ResponseTemplate::new(503))
        .expect(1)
        .mount(&server)
        .await;
    let upload = client(server.uri())
        .upload(&server.uri(), &b"bytes"[..])
        .retry(RetryPolicy::never());
    let uploaded: Result<Item, Error> = upload.send().await;
    assert_eq!(uploaded.unwrap_err().status().unwrap().as_u16(), 503);
}

#[tokio::test]
async fn an_upload_is_taken_up_again_by_its_url() {
    let (server, store) = start(vec![Step::Take, Step::Gone]).await;
    let file = file(2 * UNIT);
    let client = client(server.uri());
    let url = format!("{}/session", server.uri());
    let upload = || {
        client
            .upload(&url, bytes::Bytes::from(file.clone()))
            .piece_size(UNIT)
            .send::<Item>()
    };
    let error = upload().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(store.lock().unwrap().bytes.len(), UNIT);
    upload().await.unwrap();
    let store = store.lock().unwrap();
    assert!(store.bytes == file);
    assert_eq!(store.ranges.len(), 3);
}

#[tokio::test]
async fn attempts_end() {
    let (server, _) = start(vec![Step::Throttle; 10]).await;
    let error = client(server.uri())
        .send(CreateSession::new(&["1"], ()))
        .upload(bytes::Bytes::from_static(b"a"))
        .send::<()>()
        .await
        .unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::RetriesExhausted { attempts: 5, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn what_cannot_be_uploaded() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(200).set_body_string("{}"))
        .mount(&server)
        .await;
    let client = client(server.uri());
    let upload = |bytes: &'static [u8]| {
        client
            .send(CreateSession::new(&["1"], ()))
            .upload(bytes::Bytes::from_static(bytes))
            .send::<()>()
    };
    assert!(matches!(
        upload(b"").await.map_err(Error::into_kind),
        Err(ErrorKind::Io(_))
    ));
    assert!(matches!(
        upload(b"a").await.map_err(Error::into_kind),
        Err(ErrorKind::Protocol(ProtocolError::NoUploadUrl))
    ));
    let insecure = client.upload("http://store.example/", bytes::Bytes::from_static(b"a"));
    assert!(matches!(
        insecure.send::<()>().await.map_err(Error::into_kind),
        Err(ErrorKind::Insecure(_))
    ));
}

#[tokio::test]
async fn an_upload_that_was_begun_is_known_and_can_be_given_up() {
    let (server, store) = start(vec![Step::Take, Step::Gone]).await;
    Mock::given(method("DELETE"))
        .and(path("/session"))
        .and(|request: &Request| !request.headers.contains_key("authorization"))
        .respond_with(ResponseTemplate::new(204))
        .with_priority(1)
        .up_to_n_times(1)
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("DELETE"))
        .respond_with(ResponseTemplate::new(404))
        .with_priority(2)
        .mount(&server)
        .await;
    let client = client(server.uri());
    let (sender, receiver) = std::sync::mpsc::channel();
    let upload = client
        .send(CreateSession::new(&["1"], ()))
        .upload(bytes::Bytes::from(file(2 * UNIT)))
        .piece_size(UNIT)
        .started(move |url| sender.send(url.to_owned()).unwrap());
    let error = upload.send::<Item>().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    let url = receiver.recv().unwrap();
    assert_eq!(url, format!("{}/session?secret=1", server.uri()));
    assert_eq!(store.lock().unwrap().bytes.len(), UNIT);
    client.cancel_upload(&url).await.unwrap();
    let error = client.cancel_upload(&url).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    let error = client.cancel_upload("no url").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Protocol(ProtocolError::Link)));
}
