use serde_json::json;

use super::*;
use crate::graph::Method;
use crate::page::AnnotatedType;
use crate::page::api::testing;

fn examples(text: &str) -> (Vec<ExampleFacts>, Vec<Code>) {
    testing::read(&format!("# Get x\n\n## Example\n\n{text}\n"), read)
}

/// The JSON of a body that leaves nothing out.
fn whole(body: &ExampleBody) -> &serde_json::Value {
    match body {
        ExampleBody::Json(json) if !json.abridged => &json.value,
        other => panic!("{other:?}"),
    }
}

fn fence(lines: &str) -> String {
    format!("```http\n{lines}\n```\n\n")
}

#[test]
fn a_request_and_its_response() {
    let text = format!(
        "### Request\n\n{}### Response\n\n<!-- {{ \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.x\", \"isCollection\": true }} -->\n{}",
        fence(
            "POST https://graph.microsoft.com/v1.0/x HTTP/1.1\nContent-type: application/json\nPrefer: a\nPrefer: b\n\n{\"a\": 1}"
        ),
        fence("HTTP/1.1 201 Created\nContent-type: application/json\n\n{\"value\": [{\"a\": 1},]}")
    );
    let (examples, codes) = examples(&text);
    assert_eq!(codes, [Code::RepairedJson]);
    assert_eq!(examples.len(), 1);
    let request = examples[0].request.as_ref().unwrap();
    assert_eq!(
        (request.method, request.url.as_str()),
        (Method::Post, "https://graph.microsoft.com/v1.0/x")
    );
    assert_eq!(request.headers["Prefer"], "a, b");
    assert_eq!(whole(&request.body), &json!({"a": 1}));
    let response = examples[0].response.as_ref().unwrap();
    assert_eq!(response.status.value, 201);
    assert_eq!(whole(&response.body), &json!({"value": [{"a": 1}]}));
    assert_eq!(
        response.annotated,
        Some(AnnotatedType {
            name: "microsoft.graph.x".to_owned(),
            collection: true,
        })
    );
}

#[test]
fn responses_go_with_the_request_before_them_under_one_heading() {
    let request = fence("GET https://graph.microsoft.com/v1.0/x");
    let response = fence("HTTP/1.1 200 OK");
    let text = format!(
        "### Example 1: First\n\n#### Request\n\n{request}#### Response\n\n{response}### Example 2: Second\n\n##### Request 1\n{request}##### Response 1\n{response}##### Request 2\n{request}##### Response 2\n{response}### Example 3: Only a response\n\n{response}"
    );
    let (examples, codes) = examples(&text);
    assert_eq!(codes, []);
    let shape: Vec<_> = examples
        .iter()
        .map(|example| {
            (
                example.title.as_deref().unwrap(),
                example.request.is_some(),
                example.response.is_some(),
            )
        })
        .collect();
    assert_eq!(
        shape,
        [
            ("Example 1: First", true, true),
            ("Example 2: Second", true, true),
            ("Example 2: Second", true, true),
            ("Example 3: Only a response", false, true),
        ]
    );
}

#[test]
fn the_first_line_outvotes_the_annotation() {
    // channel-post-messagereply.md labels a request as a response.
    let text = format!(
        "<!-- {{ \"blockType\": \"response\" }} -->\n{}",
        fence("POST /teams/1/messages\n\n{}")
    );
    let (found, codes) = examples(&text);
    assert_eq!(codes, []);
    assert!(found[0].request.is_some() && found[0].response.is_none());
    // A body alone is a response where the annotation says so, and nothing where it does not.
    let (found, codes) = examples(&format!(
        "<!-- {{ \"blockType\": \"response\" }} -->\n{}",
        fence("{}")
    ));
    assert_eq!((found.len(), codes), (1, vec![Code::UnknownResponse]));
    assert_eq!(examples(&fence("{}")).0.len(), 0);
}

#[test]
fn a_body_follows_headers_with_a_blank_line_or_without() {
    let body = |lines: &str| {
        let (mut examples, codes) = examples(&fence(&format!("HTTP/1.1 200 OK\n{lines}")));
        (examples.remove(0).response.unwrap().body, codes)
    };
    assert_eq!(
        body("Content-Type: application/json"),
        (ExampleBody::None, vec![])
    );
    // No blank line before the body.
    let (json, codes) = body("Content-Type: application/json\n{\"a\": [1]}");
    assert_eq!((whole(&json), codes), (&json!({"a": [1]}), vec![]));
    // A blank line before the headers.
    let (json, codes) = body("\nContent-Type: application/json\n\n{\"a\": 1}");
    assert_eq!((whole(&json), codes), (&json!({"a": 1}), vec![]));
    let (abridged, _) = body("\n{\"a\": 1, ...}");
    assert!(matches!(abridged, ExampleBody::Json(json) if json.abridged));
    assert_eq!(
        body("Content-Type: application/octet-stream\n\nId,Name\n1,x"),
        (ExampleBody::Text("Id,Name\n1,x".to_owned()), vec![])
    );
    assert_eq!(
        body("Content-Type: image/jpeg\n\n{Raw bytes of the file}"),
        (ExampleBody::Text("{Raw bytes of the file}".to_owned()), vec![])
    );
    let (broken, codes) = body("\n{Raw bytes of the file}");
    assert!(matches!(broken, ExampleBody::Broken(_)));
    assert_eq!(codes, [Code::BadJson]);
}

#[test]
fn wrapped_urls_are_joined_and_code_is_skipped() {
    let (found, _) = examples(&fence(
        "GET https://graph.microsoft.com/v1.0/x\n  ?$top=1\n  &$skip=2\nPrefer: y",
    ));
    let request = found[0].request.as_ref().unwrap();
    assert_eq!(
        request.url.as_str(),
        "https://graph.microsoft.com/v1.0/x?$top=1&$skip=2"
    );
    assert_eq!(request.headers["Prefer"], "y");
    assert_eq!(examples("```csharp\nGET /x\n```").0.len(), 0);
    let fence = "```html\nGET https://graph.microsoft.com/v1.0/x\n```";
    assert_eq!(examples(fence).0.len(), 0);
    let annotated = format!("<!-- {{ \"blockType\": \"request\" }} -->\n{fence}");
    assert_eq!(examples(&annotated).0.len(), 1);
}

#[test]
fn a_body_may_stand_in_a_fence_of_its_own() {
    let text = format!(
        "### Request\n\n{}```json\n{{\"a\": 1}}\n```\n\n### Response\n\n{}```json\n{{\"b\": 1}}\n```\n\n### Notification\n\n```json\n{{\"c\": 1}}\n```\n",
        fence("POST https://graph.microsoft.com/v1.0/x"),
        fence("HTTP/1.1 200 OK")
    );
    let (examples, codes) = examples(&text);
    assert_eq!((examples.len(), codes), (1, vec![]));
    let (request, response) = (
        examples[0].request.as_ref().unwrap(),
        examples[0].response.as_ref().unwrap(),
    );
    assert_eq!(whole(&request.body), &json!({"a": 1}));
    assert_eq!(whole(&response.body), &json!({"b": 1}));
}

#[test]
fn a_second_request_is_no_body() {
    let text =
        fence("GET https://graph.microsoft.com/v1.0/me/x\n\nGET https://graph.microsoft.com/v1.0/users/1/x");
    let (examples, codes) = examples(&text);
    assert_eq!(codes, [Code::UnknownRequestLine]);
    assert_eq!(examples[0].request.as_ref().unwrap().body, ExampleBody::None);
}
