//! Delta queries as a loop.

use std::sync::{Arc, Mutex};

use graph_runtime::client::{
    Client, DeltaChange, DeltaState, ErrorKind, ProtocolError, ResyncKind, TransportFn,
};
use graph_runtime::codegen::Parameter;
use graph_runtime::http;
use graph_runtime::{Additional, Value};

use crate::sample::{Delta, Item};
use crate::setup::{TestTimer, settings};

/// A client of a service that answers by the query of the request, and the queries that there were.
fn service(
    answer: impl Fn(&str) -> (u16, &'static str) + Send + Sync + 'static,
) -> (Client, Arc<Mutex<Vec<String>>>) {
    let queries = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&queries);
    let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let (status, body) = answer(&query);
        log.lock().unwrap().push(query);
        let mut response = http::Response::builder().status(status);
        if status == 410 && !body.contains("NotFound") {
            response = response.header("location", "https://graph.microsoft.com/v1.0/items/delta?fresh");
        }
        response.body(body.into()).unwrap()
    });
    let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
    (client.build().unwrap(), queries)
}

/// What a change says, in short.
fn shown(change: &DeltaChange<Item>) -> String {
    match change {
        DeltaChange::Resync(resync) => format!("{:?}", resync.kind()),
        DeltaChange::Changed(item) => item.id.clone().unwrap(),
        DeltaChange::Removed { object, reason } => format!("{reason:?} {}", object.id.as_deref().unwrap()),
    }
}

async fn read(client: &Client, since: Option<DeltaState>) -> (Vec<String>, Option<DeltaState>) {
    let mut changes = client
        .send(Delta::new(&[], ()))
        .add_query("$select", "name")
        .changes(since);
    let mut seen = Vec::new();
    while let Some(change) = changes.next().await {
        seen.push(shown(&change.unwrap()));
    }
    (seen, changes.state())
}

const FIRST: &str = r#"{"value": [{"id": "1"}, {"id": "2"}], "@odata.nextLink": "delta?page=2"}"#;
const SECOND: &str =
    r#"{"value": [{"id": "3"}], "@odata.deltaLink": "https://graph.microsoft.com/v1.0/items/delta?d=1"}"#;
const LATER: &str = r#"{"value": [{"id": "1", "name": "a"}, {"id": "2", "@removed": {"reason": "changed"}},
    {"id": "3", "deleted": {"state": "deleted"}}], "@odata.deltaLink": "delta?d=2"}"#;

#[tokio::test]
async fn items_and_removals_are_one_stream_and_its_state_can_be_saved() {
    let (client, queries) = service(|query| match query {
        "$select=name" => (200, FIRST),
        "page=2" => (200, SECOND),
        "d=1" => (200, LATER),
        _ => (200, r#"{"value": [], "@odata.deltaLink": "delta?d=3"}"#),
    });
    let (seen, state) = read(&client, None).await;
    assert_eq!(seen, ["1", "2", "3"]);
    // What a program writes to a file today, it reads tomorrow.
    let saved = serde_json::to_string(&state).unwrap();
    assert_eq!(
        saved,
        r#"{"link":"https://graph.microsoft.com/v1.0/items/delta?d=1"}"#
    );
    assert!(!format!("{state:?}").contains("d=1"));
    let (seen, state) = read(&client, serde_json::from_str(&saved).unwrap()).await;
    assert_eq!(seen, ["1", "Changed 2", "Deleted 3"]);
    let (seen, state) = read(&client, state).await;
    assert!(seen.is_empty());
    assert_eq!(
        state.unwrap().link(),
        "https://graph.microsoft.com/v1.0/items/delta?d=3"
    );
    assert_eq!(*queries.lock().unwrap(), ["$select=name", "page=2", "d=1", "d=2"]);
    assert!(serde_json::from_str::<DeltaState>("{}").is_err());
}

/// A program that stops in the middle of a page reads the page again, and none is lost.
#[tokio::test]
async fn the_state_is_behind_what_was_returned() {
    let (client, _) = service(|query| match query {
        "page=2" => (200, SECOND),
        _ => (200, FIRST),
    });
    let mut changes = client.send(Delta::new(&[], ())).changes(None);
    assert_eq!(changes.state(), None);
    assert_eq!(shown(&changes.next().await.unwrap().unwrap()), "1");
    assert_eq!(changes.state(), None);
    assert_eq!(shown(&changes.next().await.unwrap().unwrap()), "2");
    let state = changes.state().unwrap();
    assert_eq!(
        state.link(),
        "https://graph.microsoft.com/v1.0/items/delta?page=2"
    );
    drop(changes);
    assert_eq!(read(&client, Some(state)).await.0, ["3"]);
}

#[tokio::test]
async fn a_state_that_is_forgotten_begins_anew_at_the_location() {
    let (client, queries) = service(|query| match query {
        "old" => (410, r#"{"error": {"code": "resyncChangesUploadDifferences"}}"#),
        _ => (200, SECOND),
    });
    let old = DeltaState::from_link("https://graph.microsoft.com/v1.0/items/delta?old");
    let (seen, state) = read(&client, Some(old)).await;
    assert_eq!(
        seen,
        [format!("{:?}", ResyncKind::UploadDifferences), "3".to_owned()]
    );
    assert_eq!(
        state.unwrap().link(),
        "https://graph.microsoft.com/v1.0/items/delta?d=1"
    );
    assert_eq!(*queries.lock().unwrap(), ["old", "fresh"]);
}

#[tokio::test]
async fn a_state_that_is_forgotten_begins_anew_without_a_location() {
    let (client, queries) = service(|query| match query {
        "old" => (410, r#"{"error": {"code": "SyncStateNotFound"}}"#),
        _ => (200, SECOND),
    });
    let old = DeltaState::from_link("https://graph.microsoft.com/v1.0/items/delta?old");
    let (seen, _) = read(&client, Some(old)).await;
    assert_eq!(
        seen,
        [format!("{:?}", ResyncKind::ApplyDifferences), "3".to_owned()]
    );
    // The query has its options again.
    assert_eq!(*queries.lock().unwrap(), ["old", "$select=name"]);
}

#[tokio::test]
async fn a_service_that_asks_to_begin_anew_for_ever_is_an_error() {
    let (client, queries) = service(|_| (410, r#"{"error": {"code": "resyncRequired"}}"#));
    let mut changes = client.send(Delta::new(&[], ())).changes(None);
    assert!(matches!(changes.next().await, Some(Ok(DeltaChange::Resync(_)))));
    assert!(changes.next().await.unwrap().unwrap_err().resync().is_some());
    assert!(changes.next().await.is_none());
    assert_eq!(queries.lock().unwrap().len(), 2);
}

/// A service that forgets what it has just said would make a program read all for ever.
#[tokio::test]
async fn a_service_that_asks_to_begin_anew_after_each_page_is_an_error() {
    let (client, queries) = service(|query| match query {
        "page=2" => (410, r#"{"error": {"code": "resyncRequired"}}"#),
        _ => (200, FIRST),
    });
    let mut changes = client.send(Delta::new(&[], ())).changes(None);
    let mut resyncs = 0;
    let error = loop {
        match changes.next().await.unwrap() {
            Ok(DeltaChange::Resync(_)) => resyncs += 1,
            Ok(_) => {}
            Err(error) => break error,
        }
        assert!(resyncs < 10, "the stream does not end");
    };
    assert!(error.resync().is_some());
    assert!(changes.next().await.is_none());
    assert_eq!((resyncs, queries.lock().unwrap().len()), (3, 8));
}

/// The objects of a page that leads nowhere do not come after the error; the state is still before them.
#[tokio::test]
async fn an_error_is_the_last_of_a_stream() {
    let (client, _) = service(|query| match query {
        "page=2" => (
            200,
            r#"{"value": [{"id": "3"}], "@odata.nextLink": "delta?page=2"}"#,
        ),
        _ => (200, FIRST),
    });
    let mut changes = client.send(Delta::new(&[], ())).changes(None);
    assert_eq!(shown(&changes.next().await.unwrap().unwrap()), "1");
    assert_eq!(shown(&changes.next().await.unwrap().unwrap()), "2");
    let state = changes.state();
    let error = changes.next().await.unwrap().unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::Protocol(ProtocolError::RepeatedPage)
    ));
    assert!(changes.next().await.is_none());
    assert_eq!(changes.state(), state);
}

/// The headers and options of the call hold for a query that begins anew, so it must be right with a state too.
#[tokio::test]
async fn a_request_that_cannot_be_made_is_an_error_with_a_state_too() {
    let (client, queries) = service(|_| (200, LATER));
    let state = DeltaState::from_link("https://graph.microsoft.com/v1.0/items/delta?d=1");
    let mut changes = client.send(Delta::new(&[""], ())).changes(Some(state));
    let error = changes.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Request(_)), "{error:?}");
    assert!(changes.next().await.is_none());
    assert!(queries.lock().unwrap().is_empty());
}

#[tokio::test]
async fn the_state_of_now() {
    let (client, queries) = service(|_| (200, r#"{"value": [], "@odata.deltaLink": "delta?d=9"}"#));
    let mut changes = client
        .send(Delta::new(&[], ()))
        .changes_from_now(Parameter::query("$deltatoken"));
    assert!(changes.next().await.is_none());
    assert!(changes.state().unwrap().link().ends_with("?d=9"));
    assert_eq!(*queries.lock().unwrap(), ["$deltatoken=latest"]);
}

/// A model does not tell a property that was cleared from one that has not changed.
#[tokio::test]
async fn changes_can_be_read_as_they_are_sent() {
    const PAGE: &str =
        r#"{"value": [{"id": "1", "name": null}, {"id": "2"}], "@odata.deltaLink": "delta?d=1"}"#;
    let (client, queries) = service(|_| (200, PAGE));
    let mut changes = client
        .send(Delta::new(&[], ()))
        .changes(None)
        .read_as::<Additional>();
    let mut names = Vec::new();
    while let Some(change) = changes.next().await {
        let DeltaChange::Changed(object) = change.unwrap() else {
            panic!()
        };
        names.push(object.get("name").cloned());
    }
    assert_eq!(names, [Some(Value::Null), None]);
    let state = changes.state().unwrap();
    // Those of a page that were not returned yet come again.
    for (since, asked) in [(None, ""), (Some(state), "d=1")] {
        let mut models = client.send(Delta::new(&[], ())).changes(since);
        models.next().await.unwrap().unwrap();
        let mut changes = models.read_as::<Additional>();
        let mut count = 0;
        while let Some(change) = changes.next().await {
            change.unwrap();
            count += 1;
        }
        assert_eq!(count, 2);
        assert!(
            queries
                .lock()
                .unwrap()
                .ends_with(&[asked.to_owned(), asked.to_owned()])
        );
    }
}

/// The location of such an answer may leave out what the address of the request says already.
#[tokio::test]
async fn a_location_that_is_relative_begins_anew_at_the_address_of_the_answer() {
    for location in ["delta?fresh", "/v1.0/items/delta?fresh", "?fresh"] {
        let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
            let response = http::Response::builder();
            match request.uri().query() {
                Some("old") => response.status(410).header("location", location).body(Vec::new()),
                Some("fresh") => response.body(SECOND.into()),
                _ => response.status(404).body(Vec::new()),
            }
            .unwrap()
        });
        let client = settings("https://graph.microsoft.com", &TestTimer::default()).transport(transport);
        let old = DeltaState::from_link("https://graph.microsoft.com/v1.0/items/delta?old");
        let (seen, _) = read(&client.build().unwrap(), Some(old)).await;
        assert_eq!(
            seen,
            [format!("{:?}", ResyncKind::ApplyDifferences), "3".to_owned()],
            "{location}"
        );
    }
}
