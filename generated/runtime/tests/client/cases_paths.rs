//! Names that are in paths.

use graph_runtime::client::{Client, TransportFn};
use graph_runtime::http;

use crate::sample::{Get, Messages};

/// The path that is asked for.
async fn messages_of(user: &str) -> String {
    let transport = TransportFn::new(|request: http::Request<Vec<u8>>| {
        let body = format!(r#"{{"value": [{{"id": "{}"}}]}}"#, request.uri().path());
        http::Response::new(body.into_bytes())
    });
    let client = Client::builder().transport(transport).build().unwrap();
    let page = client.send(Messages::new(&[user], ())).await.unwrap();
    page.value[0].id.clone().unwrap()
}

#[tokio::test]
async fn a_name_with_a_dollar_at_its_beginning_is_a_key_in_parentheses() {
    assert_eq!(
        messages_of("$abc@contoso.com").await,
        "/v1.0/users('%24abc@contoso.com')/messages"
    );
    assert_eq!(
        messages_of("$o'neil").await,
        "/v1.0/users('%24o%27%27neil')/messages"
    );
    // It means something at the beginning only.
    assert_eq!(messages_of("a$bc").await, "/v1.0/users/a%24bc/messages");
    let request = Get::new(&["$value"], ())
        .to_http("https://graph.microsoft.com")
        .unwrap();
    assert_eq!(request.uri().path(), "/v1.0/items('%24value')");
}

#[tokio::test]
async fn a_name_is_one_segment() {
    for name in [
        "v_x.com#EXT#@b.com",
        "o'neil+a%40b@c.com",
        "19:7y@thread.tacv2",
        "b!x-_",
        "a/b?c",
    ] {
        let path = messages_of(name).await;
        let segments: Vec<&str> = path.split('/').collect();
        assert_eq!(segments.len(), 5, "{path}");
        let decoded = percent_encoding::percent_decode_str(segments[3])
            .decode_utf8()
            .unwrap();
        assert_eq!(decoded, name, "{path}");
    }
}
