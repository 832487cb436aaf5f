//! Work that takes time.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_runtime::client::{Client, ErrorKind, ProtocolError, RetryPolicy, TransportFn, WorkState};
use graph_runtime::http;

use crate::sample::{Copy, Create, Item};
use crate::setup::{TestTimer, settings};

/// An answer: status, headers and body.
type Answer = (u16, Vec<(&'static str, &'static str)>, &'static str);

/// What was asked: URLs, and whether there was a token.
type Asked = Arc<Mutex<Vec<(String, bool)>>>;

/// A client whose requests are answered with these, one after the other, and what was asked.
fn answered_with(answers: Vec<Answer>) -> (Client, TestTimer, Asked) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        let mut log = log.lock().unwrap();
        let has_token = request.headers().contains_key("authorization");
        let (status, headers, body) = &answers[log.len().min(answers.len() - 1)];
        log.push((request.uri().to_string(), has_token));
        let mut response = http::Response::builder().status(*status);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        response.body((*body).into()).unwrap()
    });
    let timer = TestTimer::default();
    let client = settings("https://graph.microsoft.com", &timer).transport(transport);
    (client.build().unwrap(), timer, asked)
}

fn copy() -> graph_runtime::Request<Copy> {
    Copy::new(&["1"], Item::named("copy"))
}

const TEAM: &str = "/teams('dbd8de4f')/operations('3a6fdce1')";
const MONITOR: &str = "https://contoso.sharepoint.com/_api/v2.0/monitor/4A34";

#[tokio::test]
async fn a_relative_location_is_asked_at_the_base_url_with_a_token() {
    let (client, timer, asked) = answered_with(vec![
        (202, vec![("location", TEAM), ("retry-after", "7")], ""),
        (200, vec![("retry-after", "3")], r#"{"status": "inProgress"}"#),
        (
            200,
            vec![],
            r#"{"status": "succeeded", "targetResourceLocation": "/teams('dbd8de4f')"}"#,
        ),
        (200, vec![], r#"{"id": "dbd8de4f"}"#),
    ]);
    let item: Item = client.send(copy()).wait().resource().await.unwrap();
    assert_eq!(item.id.as_deref(), Some("dbd8de4f"));
    assert_eq!(timer.pauses(), [Duration::from_secs(7), Duration::from_secs(3)]);
    let base = "https://graph.microsoft.com/v1.0";
    let work = (format!("{base}{TEAM}"), true);
    assert_eq!(
        *asked.lock().unwrap(),
        [
            (format!("{base}/items/1/copy"), true),
            work.clone(),
            work,
            (format!("{base}/teams('dbd8de4f')"), true)
        ]
    );
}

#[tokio::test]
async fn a_pause_of_next_to_nothing_is_none_of_the_service_to_ask_for() {
    let (client, timer, _) = answered_with(vec![
        (202, vec![("location", TEAM), ("retry-after", "0.000000001")], ""),
        (200, vec![], r#"{"status": "succeeded"}"#),
    ]);
    client.send(copy()).wait().await.unwrap();
    assert_eq!(timer.pauses(), [Duration::from_millis(100)]);
}

#[tokio::test]
async fn a_location_on_another_host_is_asked_without_a_token() {
    let running = r#"{"operation": "ItemCopy", "percentageComplete": 27.8, "status": "inProgress"}"#;
    let (client, _, asked) = answered_with(vec![
        (202, vec![("location", MONITOR)], ""),
        (202, vec![], running),
        (200, vec![], r#"{"status": "completed", "resourceId": "01MO"}"#),
    ]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let finished = client
        .send(copy())
        .wait()
        .progress(move |progress| {
            let status = progress.status().map(str::to_owned);
            log.lock().unwrap().push((status, progress.percentage()));
        })
        .await
        .unwrap();
    assert_eq!(finished.resource_id(), Some("01MO"));
    assert_eq!(
        *seen.lock().unwrap(),
        [(Some("inProgress".to_owned()), Some(27.8))]
    );
    let asked = asked.lock().unwrap();
    assert_eq!(
        asked[1..],
        [(MONITOR.to_owned(), false), (MONITOR.to_owned(), false)]
    );
}

#[tokio::test]
async fn a_redirect_at_the_end_leads_to_what_was_made() {
    let item = "https://graph.microsoft.com/v1.0/drive/items/01MO";
    let (client, _, asked) = answered_with(vec![
        (202, vec![("location", MONITOR)], ""),
        (303, vec![("location", item)], ""),
        (200, vec![], r#"{"id": "01MO"}"#),
    ]);
    let made: Item = client.send(copy()).wait().resource().await.unwrap();
    assert_eq!(made.id.as_deref(), Some("01MO"));
    assert_eq!(asked.lock().unwrap()[2], (item.to_owned(), true));
}

/// What another host names is there, and not below the base URL, where it would be read with a token.
#[tokio::test]
async fn a_location_without_a_host_is_on_the_host_that_names_it() {
    let item = "/_api/v2.0/drive/items/01MO";
    let named = r#"{"status": "completed", "resourceLocation": "/_api/v2.0/drive/items/01MO"}"#;
    for end in [(303, vec![("location", item)], ""), (200, vec![], named)] {
        let made = (200, vec![], r#"{"id": "01MO"}"#);
        let (client, _, asked) = answered_with(vec![(202, vec![("location", MONITOR)], ""), end, made]);
        client.send(copy()).wait().resource::<Item>().await.unwrap();
        let on_host = format!("https://contoso.sharepoint.com{item}");
        assert_eq!(asked.lock().unwrap()[2], (on_host, false));
    }
}

/// SharePoint takes no token of Microsoft Graph, which has the item too.
#[tokio::test]
async fn an_item_that_sharepoint_names_is_read_from_microsoft_graph() {
    let of_site = "https://contoso.sharepoint.com/sites/plan/_api/v2.0/drives/b!1%2F2/items/01MO";
    let (client, _, asked) = answered_with(vec![
        (202, vec![("location", MONITOR)], ""),
        (303, vec![("location", of_site)], ""),
        (200, vec![], r#"{"id": "01MO"}"#),
    ]);
    client.send(copy()).wait().resource::<Item>().await.unwrap();
    let of_graph = "https://graph.microsoft.com/v1.0/drives/b!1%2F2/items/01MO";
    assert_eq!(asked.lock().unwrap()[2], (of_graph.to_owned(), true));
}

#[tokio::test]
async fn what_is_said_of_work_is_not_what_it_has_made() {
    let done = || {
        answered_with(vec![
            (202, vec![("location", MONITOR)], ""),
            (200, vec![], r#"{"status": "completed", "resourceId": "01MO"}"#),
        ])
        .0
    };
    let error = done().send(copy()).wait().resource::<Item>().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "POST /items/{itemId}/copy: the work is done, and the service names only the id of what was made: `01MO`"
    );
    assert!(!error.is_retriable());
    done().send(copy()).wait().resource::<()>().await.unwrap();
}

#[tokio::test]
async fn success_without_a_body_is_done() {
    let (client, timer, _) = answered_with(vec![(200, vec![], "")]);
    client.send(copy()).wait().await.unwrap();
    assert!(timer.pauses().is_empty());
    let (client, _, _) = answered_with(vec![(202, vec![("location", TEAM)], ""), (200, vec![], "")]);
    client.send(copy()).wait().resource::<()>().await.unwrap();
}

#[tokio::test]
async fn work_that_fails_is_an_error_with_the_reason_of_the_service() {
    for (body, text) in [
        (
            r#"{"status": "failed", "error": {"code": "BadRequest", "message": "No owner."}}"#,
            "BadRequest: No owner.",
        ),
        (
            r#"{"operation": "ItemCopy", "status": "failed", "errorCode": "nameAlreadyExists", "statusDescription": "There."}"#,
            "nameAlreadyExists: There.",
        ),
        (r#"{"status": "cancelled"}"#, "cancelled"),
    ] {
        let (client, _, _) = answered_with(vec![(202, vec![("location", MONITOR)], ""), (200, vec![], body)]);
        let error = client.send(copy()).wait().await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Work(_)), "{error:?}");
        assert!(error.code().is_some() && !error.is_retriable());
        let expected = format!("POST /items/{{itemId}}/copy: the work failed: 200 OK: {text}");
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn work_is_asked_once_and_its_location_can_be_saved() {
    let (client, timer, _) = answered_with(vec![
        (202, vec![("location", MONITOR)], ""),
        (202, vec![], r#"{"status": "notStarted"}"#),
        (200, vec![], r#"{"status": "completed"}"#),
    ]);
    let mut work = client.send(copy()).begin().await.unwrap();
    assert!(
        matches!(work.ask().await.unwrap(), WorkState::Running(state) if state.status() == Some("notStarted"))
    );
    assert!(!format!("{work:?}").contains("4A34"));
    let location = work.location().unwrap().to_owned();
    let mut later = client.work(&location);
    assert!(matches!(later.ask().await.unwrap(), WorkState::Done(_)));
    assert!(timer.pauses().is_empty());
}

#[tokio::test]
async fn waiting_has_a_limit_and_ends_when_it_is_dropped() {
    let running = || {
        let running = (202, vec![], r#"{"status": "running"}"#);
        answered_with(vec![(202, vec![("location", MONITOR)], ""), running])
    };
    let (client, _, _) = running();
    let started = Arc::new(Mutex::new(None));
    let log = Arc::clone(&started);
    let waiting = client.send(copy()).wait().timeout(Duration::ZERO);
    let waiting = waiting.started(move |location| *log.lock().unwrap() = Some(location.to_owned()));
    let error = waiting.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "POST /items/{itemId}/copy: the work was not done in 0ns, and goes on"
    );
    // A program that sent the request again would have the file copied twice.
    assert!(!error.is_retriable());
    assert_eq!(started.lock().unwrap().as_deref(), Some(MONITOR));
    assert!(!format!("{error:?}").contains(MONITOR), "{error:?}");
    let ErrorKind::WorkGoesOn { location, .. } = error.into_kind() else {
        panic!("the work is lost");
    };
    assert_eq!(location.as_str(), MONITOR);
    let error = client
        .work(location.as_str())
        .wait()
        .timeout(Duration::ZERO)
        .await
        .unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WorkGoesOn { .. }), "{error:?}");
    let (client, timer, asked) = running();
    let mut waiting = Box::pin(client.send(copy()).wait().into_future());
    for _ in 0..10 {
        assert!(futures_util::poll!(&mut waiting).is_pending());
    }
    drop(waiting);
    let count = asked.lock().unwrap().len();
    tokio::task::yield_now().await;
    assert_eq!(asked.lock().unwrap().len(), count);
    // Without a word of the service pauses grow.
    let pauses: Vec<_> = timer
        .pauses()
        .iter()
        .map(Duration::as_secs)
        .filter(|pause| *pause > 0)
        .collect();
    assert!(pauses.windows(2).any(|pair| pair[1] == pair[0] * 2), "{pauses:?}");
}

#[tokio::test]
async fn work_that_cannot_be_asked_after_is_an_error() {
    let (client, _, _) = answered_with(vec![(202, vec![], "")]);
    let error = client.send(copy()).begin().await.unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::Protocol(ProtocolError::NoWorkLocation)
    ));
    // The plain call says what the service said.
    assert_eq!(client.send(copy()).await.unwrap().location, None);
}

#[tokio::test]
async fn an_object_that_is_made_in_its_time_is_waited_for_and_typed() {
    let made = r#"{"id": "7", "name": "made"}"#;
    let at_once = vec![(201, vec![], made)];
    let as_work = vec![
        (202, vec![("location", "/operations/1")], ""),
        (200, vec![], r#"{"status": "inProgress"}"#),
        (
            200,
            vec![],
            r#"{"status": "completed", "targetResourceLocation": "/items/7"}"#,
        ),
        (200, vec![], made),
    ];
    for answers in [at_once, as_work] {
        let count = answers.len();
        let (client, _, asked) = answered_with(answers);
        let call = client.send(Create::new(&[], Item::named("made")));
        let item = call.wait_for_answer().await.unwrap();
        assert_eq!(item.id.as_deref(), Some("7"));
        assert_eq!(asked.lock().unwrap().len(), count);
    }
}

/// A service forgets work that is done, and would answer that there is none.
#[tokio::test]
async fn work_that_is_done_is_not_asked_after_again() {
    let (client, _, asked) = answered_with(vec![
        (202, vec![("location", MONITOR)], ""),
        (200, vec![], r#"{"status": "completed", "resourceId": "01MO"}"#),
        (404, vec![], ""),
    ]);
    let mut work = client.send(copy()).begin().await.unwrap();
    for _ in 0..2 {
        let WorkState::Done(finished) = work.ask().await.unwrap() else {
            panic!("it is not done");
        };
        assert_eq!(finished.resource_id(), Some("01MO"));
        assert_eq!(work.location(), None);
    }
    work.wait().await.unwrap();
    assert_eq!(asked.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn an_error_of_what_was_made_names_the_operation() {
    let done = r#"{"status": "completed", "resourceLocation": "/items/1"}"#;
    for (answer, expected) in [
        ((404, vec![], ""), "POST /items/{itemId}/copy: 404 Not Found"),
        (
            (200, vec![], "[]"),
            "POST /items/{itemId}/copy: the response (status 200) cannot be read: \
             invalid type: sequence, expected an object of type microsoft.graph.item at line 1 column 2",
        ),
    ] {
        let (client, _, _) = answered_with(vec![
            (202, vec![("location", TEAM)], ""),
            (200, vec![], done),
            answer,
        ]);
        let error = client.send(copy()).wait().resource::<Item>().await.unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn the_settings_of_a_call_hold_for_what_asks_after_its_work() {
    for (rule, questions) in [
        (RetryPolicy::never(), 1),
        (RetryPolicy::default().max_attempts(3), 3),
    ] {
        let (client, _, asked) =
            answered_with(vec![(202, vec![("location", MONITOR)], ""), (503, vec![], "")]);
        let error = client.send(copy()).retry(rule).wait().await.unwrap_err();
        assert_eq!(error.status().unwrap(), 503);
        assert_eq!(asked.lock().unwrap().len(), 1 + questions);
    }
}
