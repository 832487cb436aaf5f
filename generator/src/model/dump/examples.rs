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

/// The examples without the requests to other hosts, which are calls of no operation: the bytes of a file to the URL of an
/// upload, a look at how far a copy is.
pub(super) fn of_service<'e>(
    examples: impl IntoIterator<Item = &'e ExampleFacts>,
) -> impl Iterator<Item = &'e ExampleFacts> {
    examples.into_iter().filter(|example| {
        let request = example.request.as_ref();
        request.is_none_or(|request| request.url.address().is_some())
    })
}

pub(super) fn dump_example<'a>(example: &'a ExampleFacts, sources: &SourceMap) -> ExampleDump<'a> {
    ExampleDump {
        title: example.title.as_deref(),
        request: example.request.as_ref().map(|request| RequestDump {
            method: request.method.as_str(),
            url: request.url.as_str(),
            headers: &request.headers,
            body: dump_body(&request.body),
        }),
        response: example.response.as_ref().map(|response| ExampleResponseDump {
            status: response.status.value,
            headers: &response.headers,
            body: dump_body(&response.body),
        }),
        source: example.span().map(|span| sources.path_and_line(span)),
    }
}

fn dump_body(body: &ExampleBody) -> Value {
    match body {
        ExampleBody::None => Value::Null,
        ExampleBody::Json(json) => json.value.clone(),
        ExampleBody::Broken(text) | ExampleBody::Text(text) => Value::String(text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::of_service;
    use crate::graph::Method;
    use crate::page::{ExampleBody, ExampleFacts, ExampleRequest, RequestUrl};
    use crate::source::{SourceFile, SourceMap};
    use crate::span::{Span, Spanned};
    use std::collections::BTreeMap;

    #[test]
    fn requests_to_other_hosts_are_no_examples() {
        let sources = SourceMap::new(vec![SourceFile::new("v1.0/api/page.md", "")]);
        let (file, _) = sources.files().next().unwrap();
        let example = |url: &str| ExampleFacts {
            request: Some(ExampleRequest {
                name: None,
                method: Method::Get,
                url: RequestUrl::parse(Spanned::new(url.to_owned(), Span::new(file, 0, 0))),
                headers: BTreeMap::new(),
                body: ExampleBody::None,
                annotated: None,
            }),
            ..ExampleFacts::default()
        };
        let all = [
            "https://graph.microsoft.com/v1.0/kites",
            "/kites",
            "https://fly.contoso.com/1",
        ]
        .map(example);
        assert_eq!(of_service(&all).count(), 2);
    }
}
