//! Headers of the pages that follow.

use graph_runtime::client::ErrorKind;

use crate::paging::answered_with;
use crate::sample::{Item, List};

#[tokio::test]
async fn a_header_that_is_none_is_the_error_of_the_next_page() {
    let (client, _) = answered_with(|_| r#"{"value": []}"#.to_owned());
    for (name, value) in [("prefer", "a\nb"), ("a b", "c")] {
        let mut pages = client
            .pages_from::<Item>("https://graph.microsoft.com/v1.0/items")
            .header(name, value)
            .header("prefer", "a");
        let error = pages.next().await.unwrap().unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Request(_)), "{error:?}");
        assert!(error.to_string().contains(&format!("`{name}`")), "{error}");
    }
}

/// The error is the last of the stream, and a page that waits keeps its pause.
#[tokio::test]
async fn a_header_that_is_set_late_asks_for_nothing_by_itself() {
    let (client, _) = answered_with(|_| "no page".to_owned());
    let mut pages = client.pages_from::<Item>("https://graph.microsoft.com/v1.0/items?page=2");
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Decode(_)), "{error}");
    let mut pages = pages.header("prefer", "a");
    assert!(pages.next().await.is_none());

    let (client, timer) = answered_with(|query| {
        let page: u32 = query
            .strip_prefix("page=")
            .map_or(0, |page| page.parse().unwrap());
        format!(r#"{{"value": [], "@odata.nextLink": "items?page={}"}}"#, page + 1)
    });
    let mut pages = client.send(List::new(&[], ())).pages();
    for _ in 0..12 {
        pages.next().await.unwrap().unwrap();
    }
    let pauses = timer.pauses().len();
    let mut pages = pages.header("prefer", "a");
    pages.next().await.unwrap().unwrap();
    assert_eq!(timer.pauses().len(), pauses + 1);
}
