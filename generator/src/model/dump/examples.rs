//! The documented examples of an operation as JSON.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::page::{ExampleBody, ExampleFacts};
use crate::source::SourceMap;

#[derive(Serialize)]
pub(super) struct ExampleDump<'a> {
    title: Option<&'a str>,
    request: Option<RequestDump<'a>>,
    response: Option<ExampleResponseDump<'a>>,
    source: Option<String>,
}

#[derive(Serialize)]
struct RequestDump<'a> {
    method: &'static str,
    url: &'a str,
    headers: &'a BTreeMap<String, String>,
    body: Value,
}

#[derive(Serialize)]
struct ExampleResponseDump<'a> {
    status: u16,
    headers: &'a BTreeMap<String, String>,
    body: Value,
}

pub(super) fn dump_example<'a>(example: &'a ExampleFacts, sources: &SourceMap) -> ExampleDump<'a> {
    ExampleDump {
        title: example.title.as_deref(),
        request: example.request.as_ref().map(|request| RequestDump {
            method: request.method.as_str(),
            url: &request.url.value,
            headers: &request.headers,
            body: dump_body(&request.body),
        }),
        response: example.response.as_ref().map(|response| ExampleResponseDump {
            status: response.status.value,
            headers: &response.headers,
            body: dump_body(&response.body),
        }),
        source: example.place().map(|span| sources.place(span)),
    }
}

fn dump_body(body: &ExampleBody) -> Value {
    match body {
        ExampleBody::None => Value::Null,
        ExampleBody::Json(json) => json.value.clone(),
        ExampleBody::Broken(text) | ExampleBody::Text(text) => Value::String(text.clone()),
    }
}
