//! Requests and answers in which there is nothing.

use graph_runtime::{Step, http};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::raw_server::{RawServer, Script};
use crate::sample::List;
use crate::setup::client;

async fn server(body: &str) -> MockServer {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_string(body);
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// A gateway that answers anything, or a path that leads to an object, must not look like "there are none".
#[tokio::test]
async fn an_object_without_a_list_is_no_page() {
    for body in ["{}", r#"{"id": "1", "values": []}"#] {
        let server = server(body).await;
        let error = client(server.uri()).send(List::new(&[], ())).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "GET /items: the response (status 200) cannot be read: there is no list `value`"
        );
    }
    let next = r#"{"@odata.nextLink": "https://graph.microsoft.com/v1.0/items?$skiptoken=2"}"#;
    for body in [r#"{"value": []}"#, r#"{"Value": [], "@odata.count": 0}"#, next] {
        let server = server(body).await;
        let page = client(server.uri()).send(List::new(&[], ())).await.unwrap();
        assert!(page.value.is_empty());
    }
}

/// Without a length HTTP/1.1 says nothing of a body, and gateways refuse a POST of which they do not know that.
#[tokio::test]
async fn a_request_of_nothing_says_that_it_has_no_bytes() {
    for (method, has_length) in [
        (http::Method::POST, true),
        (http::Method::PATCH, true),
        (http::Method::GET, false),
        (http::Method::DELETE, false),
    ] {
        let answer = b"HTTP/1.1 204 No Content\r\n\r\n".to_vec();
        let server = RawServer::start(vec![Script::Bytes(answer)]).await;
        let call =
            Step::new(client(server.url()), "beta").request::<(), ()>(method.clone(), "/rooms", &[], ());
        call.await.unwrap();
        let head = server.requests()[0].to_ascii_lowercase();
        assert_eq!(head.contains("content-length: 0"), has_length, "{method}: {head}");
    }
}
