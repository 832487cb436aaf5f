//! How tests ask a service without a network.

#![allow(dead_code, reason = "not every test asks in each way")]

use graph_test_server::{Service, Settings};
use http::header::HeaderMap;
use serde_json::Value;

pub(crate) const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// The body; `null` where it is no JSON.
    pub(crate) json: Value,
}

impl Answer {
    /// The status, with the message of the error.
    pub(crate) fn refusal(&self) -> (u16, &str) {
        let message = self.json["error"]["message"].as_str();
        (self.status, message.unwrap_or_default())
    }
}

/// A service of the pages of this repository.
pub(crate) fn service() -> Service {
    Service::new(Settings::new(PAGES)).unwrap()
}

/// Asks with a token and, where there is a body, its type.
pub(crate) fn ask(service: &Service, method: &str, url: &str, body: &Value) -> Answer {
    ask_with(service, method, url, &[], body)
}

/// Asks with further headers.
pub(crate) fn ask_with(
    service: &Service,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    let url = url.strip_prefix("http://localhost").unwrap_or(url);
    let mut request = http::Request::builder()
        .method(method)
        .uri(format!("http://localhost{}", url.replace(' ', "%20")));
    let has_token = headers.iter().any(|(name, _)| *name == "authorization");
    if !has_token {
        request = request.header("authorization", "Bearer any");
    }
    let body = match body {
        Value::Null => Vec::new(),
        body => {
            request = request.header("content-type", "application/json");
            body.to_string().into_bytes()
        }
    };
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (head, body) = service.respond(&request.body(body).unwrap()).into_parts();
    Answer {
        status: head.status.as_u16(),
        headers: head.headers,
        json: serde_json::from_slice(&body).unwrap_or_default(),
    }
}
