//! How tests send the requests of examples.

#![allow(dead_code, reason = "not every test sends in each way")]

use std::collections::BTreeMap;

use generator::model::Model;
use generator::page::{ExampleBody, ExampleRequest, ExampleResponse};
use graph_test_server::Service;
use http::StatusCode;
use serde_json::Value;

/// Headers of an example, by name.
pub(crate) type Headers = BTreeMap<String, String>;

pub(crate) fn send(
    service: &Service,
    method: &str,
    url: &str,
    headers: &Headers,
    body: &ExampleBody,
) -> (StatusCode, Value) {
    let body = match body {
        ExampleBody::None => Vec::new(),
        ExampleBody::Json(json) => json.value.to_string().into_bytes(),
        ExampleBody::Broken(text) | ExampleBody::Text(text) => text.clone().into_bytes(),
    };
    // Pages write what a client encodes.
    let url = url::Url::parse(url).unwrap();
    let mut request = http::Request::builder()
        .method(method)
        .uri(url.as_str())
        .header("authorization", "Bearer any");
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let mut request = request.body(body).unwrap();
    let json = http::HeaderValue::from_static("application/json");
    if !request.body().is_empty() {
        request.headers_mut().entry("content-type").or_insert(json);
    }
    let response = service.respond(&request);
    (
        response.status(),
        serde_json::from_slice(response.body()).unwrap_or_default(),
    )
}

/// The id of the object that a response shows.
pub(crate) fn shown_id(response: &ExampleResponse) -> Option<&str> {
    let body = response.body.json()?;
    let object = body
        .get("value")
        .filter(|value| value.is_object())
        .unwrap_or(body);
    object["id"].as_str()
}

/// The id that the pages show at a URL with a placeholder.
pub(crate) fn documented_id<'a>(model: &'a Model, url: &str) -> Option<&'a str> {
    let mut examples = model.operations.iter().flat_map(|operation| &operation.examples);
    examples.find_map(|example| {
        let is_there = example.request.as_ref()?.url.as_str() == url;
        shown_id(example.response.as_ref().filter(|_| is_there)?)
    })
}

/// The URL with ids of objects that are there instead of placeholders; that of the object in the response for the
/// last one.
pub(crate) fn with_ids(
    service: &Service,
    model: &Model,
    request: &ExampleRequest,
    response: &ExampleResponse,
) -> String {
    let segments: Vec<&str> = request.url.as_str().split('/').collect();
    let mut url = String::new();
    for (index, segment) in segments.iter().enumerate() {
        let is_last = index + 1 == segments.len();
        let listed = || {
            let collection = send(service, "GET", &url, &Headers::new(), &ExampleBody::None).1;
            collection["value"][0]["id"].as_str().map(str::to_owned)
        };
        let shown = || documented_id(model, &segments[..=index].join("/")).map(str::to_owned);
        let id = match (segment.starts_with('{'), shown_id(response)) {
            (true, Some(id)) if is_last => Some(id.to_owned()),
            (true, _) => listed().or_else(shown),
            (false, _) => None,
        };
        if index > 0 {
            url.push('/');
        }
        url.push_str(id.as_deref().unwrap_or(segment));
    }
    url
}
