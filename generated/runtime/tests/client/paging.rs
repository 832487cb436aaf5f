//! Collections over several pages.

use futures_util::TryStreamExt;
use graph_runtime::client::{ErrorKind, ProtocolError};
use graph_runtime::{Additional, Value};
use serde_json::json;
use wiremock::matchers::{path, query_param};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::sample::{Delta, Item, List};
use crate::setup::{TestTimer, client, settings};

/// A server with a collection of five objects on three pages; the second page has none.
async fn server() -> MockServer {
    let server = MockServer::start().await;
    let uri = server.uri();
    Mock::given(path("/v1.0/items"))
        .respond_with(move |request: &Request| {
            let token = request
                .url
                .query_pairs()
                .find(|(key, _)| key == "$skiptoken")
                .map(|(_, value)| value.into_owned());
            let (ids, next) = match token.as_deref() {
                None => (vec![1, 2], Some("a b")),
                Some("a b") => (vec![], Some("c")),
                _ => (vec![3, 4, 5], None),
            };
            let value: Vec<_> = ids.iter().map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
            // A blank, which no URL has, as some services leave in their links.
            let next = next
                .map(|next| format!(r#", "@odata.nextLink": "{uri}/v1.0/items?$skiptoken={next}""#))
                .unwrap_or_default();
            ResponseTemplate::new(200).set_body_string(format!(r#"{{"value": [{}]{next}}}"#, value.join(",")))
        })
        .mount(&server)
        .await;
    server
}

#[tokio::test]
async fn items_come_from_all_pages_and_no_page_before_its_turn() {
    let server = server().await;
    let requests = async || server.received_requests().await.unwrap();
    let mut items = client(server.uri())
        .send(List::new(&[], ()))
        .header("prefer".parse().unwrap(), "odata.maxpagesize=2".parse().unwrap())
        .items();
    assert_eq!(requests().await.len(), 0);
    let mut ids = Vec::new();
    let mut fetched = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.unwrap());
        fetched.push(requests().await.len());
    }
    assert_eq!(ids, ["1", "2", "3", "4", "5"]);
    assert_eq!(fetched, [1, 1, 3, 3, 3]);
    for request in requests().await {
        assert_eq!(request.headers["prefer"], "odata.maxpagesize=2");
        assert_eq!(request.headers["accept"], "application/json");
    }
    assert!(items.next().await.is_none());
    // As a stream of the crates that are made for them.
    let items: Vec<_> = client(server.uri())
        .send(List::new(&[], ()))
        .items()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(items.len(), 5);
    let pages: Vec<_> = client(server.uri())
        .send(List::new(&[], ()))
        .pages()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(
        pages.iter().map(|page| page.value.len()).collect::<Vec<_>>(),
        [2, 0, 3]
    );
}

#[tokio::test]
async fn a_saved_link_goes_on() {
    let server = server().await;
    let client = client(server.uri());
    let mut pages = client.send(List::new(&[], ())).pages();
    let page = pages.next().await.unwrap().unwrap();
    let link = pages.next_link().unwrap().to_owned();
    assert_eq!(page.next_link.as_deref(), Some(link.as_str()));
    let rest = client
        .pages_from::<Item>(link)
        .header("prefer".parse().unwrap(), "odata.maxpagesize=2".parse().unwrap())
        .items();
    let rest = rest.try_collect().await.unwrap();
    for request in &server.received_requests().await.unwrap()[1..] {
        assert_eq!(request.headers["prefer"], "odata.maxpagesize=2");
    }
    assert_eq!(rest.len(), 3);

    let second = page.next_page(&client).unwrap().await.unwrap();
    let third = second.next_page(&client).unwrap().await.unwrap();
    assert!(third.next_page(&client).is_none());
    assert_eq!(third.value.len(), 3);
}

#[tokio::test]
async fn a_page_is_tried_again_and_an_error_leaves_its_link() {
    let server = server().await;
    for status in [503, 404] {
        Mock::given(query_param("$skiptoken", "c"))
            .respond_with(ResponseTemplate::new(status))
            .up_to_n_times(1)
            .with_priority(1)
            .mount(&server)
            .await;
    }
    let timer = TestTimer::default();
    let client = settings(server.uri(), &timer).build().unwrap();
    let mut items = client.send(List::new(&[], ())).items();
    let mut count = 0;
    let error = loop {
        match items.next().await.unwrap() {
            Ok(_) => count += 1,
            Err(error) => break error,
        }
    };
    assert_eq!((count, error.status().unwrap().as_u16()), (2, 404));
    assert_eq!(timer.pauses().len(), 1);
    assert!(items.next().await.is_none());
    let link = items.next_link().unwrap().to_owned();
    assert_eq!(
        client
            .pages_from::<Item>(link)
            .items()
            .try_collect()
            .await
            .unwrap()
            .len(),
        3
    );
}

#[tokio::test]
async fn delta() {
    let server = MockServer::start().await;
    let body = |query: &str, id: &str, link: &str| {
        let link = format!(r#""{link}": "{}/v1.0/items/delta?{query}""#, server.uri());
        ResponseTemplate::new(200).set_body_string(format!(r#"{{"value": [{{"id": "{id}"}}], {link}}}"#))
    };
    let changed = body("$deltatoken=2", "3", "@odata.deltaLink");
    Mock::given(query_param("$deltatoken", "1"))
        .respond_with(changed)
        .mount(&server)
        .await;
    let last = body("$deltatoken=1", "2", "@odata.deltaLink");
    Mock::given(query_param("$skiptoken", "1"))
        .respond_with(last)
        .mount(&server)
        .await;
    let first = body("$skiptoken=1", "1", "@odata.nextLink");
    Mock::given(path("/v1.0/items/delta"))
        .respond_with(first)
        .with_priority(9)
        .mount(&server)
        .await;
    let client = client(server.uri());
    let mut items = client.send(Delta::new(&[], ())).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.unwrap());
    }
    assert_eq!(ids, ["1", "2"]);
    let link = items.delta_link().unwrap().to_owned();
    let mut changes = client.pages_from::<Item>(link);
    let page = changes.next().await.unwrap().unwrap();
    assert_eq!(page.value[0].id.as_deref(), Some("3"));
    assert!(changes.next().await.is_none());
    assert!(changes.delta_link().unwrap().ends_with("$deltatoken=2"));
}

/// What a model would read as one: a property that was cleared, and one that has not changed.
#[tokio::test]
async fn changes_as_they_are_sent() {
    let server = MockServer::start().await;
    let link = format!("{}/v1.0/items/delta?$deltatoken=1", server.uri());
    let body = json!({"value": [{"id": "1", "name": null}, {"id": "2"}], "@odata.deltaLink": link});
    Mock::given(path("/v1.0/items/delta"))
        .respond_with(ResponseTemplate::new(200).set_body_json(body))
        .mount(&server)
        .await;
    let pages = client(server.uri()).send(Delta::new(&[], ())).pages();
    let mut changes = pages.read_as::<Additional>();
    let page = changes.next().await.unwrap().unwrap();
    let names: Vec<_> = page.value.iter().map(|item| item.get("name")).collect();
    assert_eq!(names, [Some(&Value::Null), None]);
    assert_eq!(changes.delta_link(), Some(link.as_str()));
    assert!(changes.next().await.is_none());
}

#[tokio::test]
async fn an_empty_page_that_leads_to_itself_is_an_error() {
    let server = MockServer::start().await;
    let body = format!(
        r#"{{"value": [], "@odata.nextLink": "{}/v1.0/items?page=2"}}"#,
        server.uri()
    );
    Mock::given(path("/v1.0/items"))
        .respond_with(ResponseTemplate::new(200).set_body_string(body))
        .mount(&server)
        .await;
    let error = client(server.uri())
        .send(List::new(&[], ()))
        .items()
        .try_collect()
        .await
        .unwrap_err();
    assert!(matches!(
        error.kind(),
        ErrorKind::Protocol(ProtocolError::RepeatedPage)
    ));
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}
