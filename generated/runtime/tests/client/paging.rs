//! Collections over several pages.

use futures_util::TryStreamExt;
use graph_runtime::client::{Client, Error, ErrorKind, Pages, ProtocolError, TransportFn};
use graph_runtime::http;
use graph_runtime::{Additional, Page, Value};
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
        .header("prefer", "odata.maxpagesize=2")
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
        .pages_from::<Item>(&link)
        .header("prefer", "odata.maxpagesize=2")
        .items();
    let rest = rest.try_collect().await.unwrap();
    for request in &server.received_requests().await.unwrap()[1..] {
        assert_eq!(request.headers["prefer"], "odata.maxpagesize=2");
    }
    assert_eq!(rest.len(), 3);
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
            .pages_from::<Item>(&link)
            .items()
            .try_collect()
            .await
            .unwrap()
            .len(),
        3
    );
}

#[tokio::test]
async fn a_delta_goes_on_from_its_link() {
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
    let mut changes = client.pages_from::<Item>(&link);
    let page = changes.next().await.unwrap().unwrap();
    assert_eq!(page.value[0].id.as_deref(), Some("3"));
    assert!(changes.next().await.is_none());
    assert!(changes.delta_link().unwrap().ends_with("$deltatoken=2"));
}

/// A link is that of a whole page: what the stream has not returned yet must come again.
#[tokio::test]
async fn a_link_that_is_saved_in_mid_page_loses_nothing() {
    let (client, _) = answered_with(|page| {
        match page {
            "" => r#"{"value": [{"id": "1"}, {"id": "2"}], "@odata.nextLink": "items?2"}"#,
            "2" => r#"{"value": [{"id": "3"}, {"id": "4"}], "@odata.nextLink": "items?3"}"#,
            _ => r#"{"value": [{"id": "5"}, {"id": "6"}], "@odata.deltaLink": "items?d"}"#,
        }
        .to_owned()
    });
    let mut items = client.send(List::new(&[], ())).items();
    let mut links = Vec::new();
    while let Some(item) = items.next().await {
        let short = |link: &str| link.rsplit('?').next().unwrap().to_owned();
        let (next, delta) = (items.next_link().map(short), items.delta_link().map(short));
        links.push(format!("{} {:?} {:?}", item.unwrap().id.unwrap(), next, delta));
    }
    assert_eq!(
        links,
        [
            // The page of the first request has no link.
            r#"1 None None"#,
            r#"2 Some("2") None"#,
            r#"3 Some("2") None"#,
            r#"4 Some("3") None"#,
            r#"5 Some("3") None"#,
            r#"6 None Some("d")"#,
        ]
    );
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

/// How many pages come before the one that fails, and its error.
async fn until_error(pages: &mut Pages<Item>) -> (usize, Error) {
    let mut count = 0;
    loop {
        match pages.next().await.unwrap() {
            Ok(_) => count += 1,
            Err(error) => return (count, error),
        }
    }
}

/// A client of a service that answers with this body, whatever the page.
pub(crate) fn answered_with(body: impl Fn(&str) -> String + Send + Sync + 'static) -> (Client, TestTimer) {
    let transport = TransportFn::new(move |request: http::Request<Vec<u8>>| {
        let page = request.uri().query().unwrap_or_default().to_owned();
        http::Response::new(body(&page).into_bytes())
    });
    let timer = TestTimer::default();
    let client = settings("https://graph.microsoft.com", &timer).transport(transport);
    (client.build().unwrap(), timer)
}

#[tokio::test]
async fn a_relative_link_is_joined_to_the_address_of_the_request() {
    let (client, _) = answered_with(|page| match page {
        "" => {
            r#"{"value": [{"id": "1"}], "@odata.nextLink": "items?%24select=id&%24skiptoken=3"}"#.to_owned()
        }
        "%24select=id&%24skiptoken=3" => r#"{"value": [{"id": "2"}], "@odata.deltaLink": "?d=1"}"#.to_owned(),
        other => panic!("{other}"),
    });
    let mut items = client.send(List::new(&[], ())).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.unwrap());
    }
    assert_eq!(ids, ["1", "2"]);
    assert_eq!(
        items.delta_link(),
        Some("https://graph.microsoft.com/v1.0/items?d=1")
    );
    // A page by itself has whole links too.
    let page = client.send(List::new(&[], ())).await.unwrap();
    let next: Page<Item> = client.follow(page.next_link.as_deref().unwrap()).await.unwrap();
    assert_eq!(next.value[0].id.as_deref(), Some("2"));
}

#[tokio::test]
async fn pages_that_lead_in_a_circle_are_an_error() {
    for (pages, links) in [
        // Two that link to each other, one that links to itself, and one that leads back to the first.
        (3, r#"{"": "a", "a": "b", "b": "a"}"#),
        (2, r#"{"": "a", "a": "a"}"#),
        (3, r#"{"": "a", "a": "b", "b": ""}"#),
        // A fragment is not sent.
        (2, r##"{"": "a", "a": "a#1", "a#1": "a#2"}"##),
    ] {
        let links: Value = serde_json::from_str(links).unwrap();
        let (client, _) = answered_with(move |page| {
            let next = links[page].as_str().unwrap();
            let link = match next {
                "" => "https://graph.microsoft.com/v1.0/items".to_owned(),
                next => format!("items?{next}"),
            };
            format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{link}"}}"#)
        });
        let mut stream = client.send(List::new(&[], ())).pages();
        let (count, error) = until_error(&mut stream).await;
        assert!(matches!(
            error.kind(),
            ErrorKind::Protocol(ProtocolError::RepeatedPage)
        ));
        assert_eq!(count, pages - 1);
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn a_relative_link_that_makes_addresses_longer_comes_to_an_end() {
    let (client, _) = answered_with(|_| {
        let link = "a/".repeat(1000);
        format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{link}"}}"#)
    });
    let mut stream = client.send(List::new(&[], ())).pages();
    let (count, error) = until_error(&mut stream).await;
    assert!(matches!(
        error.kind(),
        ErrorKind::Protocol(ProtocolError::LinkTooLong(_))
    ));
    assert_eq!(count, 9, "of 16 KiB, in steps of 2,000 bytes");
}

#[tokio::test]
async fn empty_pages_are_paused_and_bounded() {
    let (client, timer) = answered_with(|page| {
        let number: u32 = page.parse().unwrap_or_default();
        format!(r#"{{"value": [], "@odata.nextLink": "items?{}"}}"#, number + 1)
    });
    let mut items = client.send(List::new(&[], ())).items();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Protocol(ProtocolError::EmptyPages(1000))),
        "{error:?}"
    );
    assert_eq!(timer.pauses().len(), 990);
    assert!(timer.pauses().iter().all(|pause| pause.as_secs() <= 2));
    // A program that knows better goes on behind them.
    assert_eq!(
        items.next_link(),
        Some("https://graph.microsoft.com/v1.0/items?1000")
    );
}

#[tokio::test]
async fn the_count_of_a_collection() {
    let (client, _) = answered_with(|page| {
        match page {
        "2" => r#"{"value": [{"id": "2"}]}"#.to_owned(),
        _ => r#"{"@odata.count": 2, "value": [{"id": "1", "@odata.etag": "W/\"1\""}], "@odata.nextLink": "?2"}"#.to_owned(),
    }
    });
    let mut items = client.send(List::new(&[], ())).count(true).items();
    assert_eq!(items.count(), None);
    let first = items.next().await.unwrap().unwrap();
    assert_eq!(first.additional.etag(), Some("W/\"1\""));
    assert_eq!(items.count(), Some(2));
    assert_eq!(items.next().await.unwrap().unwrap().additional.etag(), None);
    assert!(items.next().await.is_none());
    assert_eq!(items.count(), Some(2));
}
