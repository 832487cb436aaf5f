//! Many requests in one (<https://learn.microsoft.com/graph/json-batching>).

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{self, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use crate::error::{GraphError, json_response};
use crate::service::Service;

/// How many requests the service takes.
const MAX_REQUESTS: usize = 20;

/// Answers a batch.
pub(crate) fn answer(
    service: &Service,
    batch: &http::Request<Vec<u8>>,
) -> Result<http::Response<Vec<u8>>, GraphError> {
    if *batch.method() != Method::POST {
        return Err(GraphError::method_not_allowed(batch.method()));
    }
    let body: Value = serde_json::from_slice(batch.body()).unwrap_or_default();
    let Some(Value::Array(requests)) = body.get("requests") else {
        return Err(GraphError::bad_request("The batch has no 'requests'."));
    };
    if requests.len() > MAX_REQUESTS {
        let message = format!(
            "The batch has {} requests; {MAX_REQUESTS} are allowed.",
            requests.len()
        );
        return Err(GraphError::bad_request(message));
    }
    check(requests)?;
    let mut failed = BTreeSet::new();
    let mut responses = Vec::new();
    for request in requests {
        let id = request.get("id").and_then(Value::as_str);
        let id = id.ok_or_else(|| GraphError::bad_request("A request of the batch has no 'id'."))?;
        let depends_on = request.get("dependsOn").and_then(Value::as_array);
        let mut depends_on = depends_on.into_iter().flatten().filter_map(Value::as_str);
        let response = match depends_on.find(|other| failed.contains(*other)) {
            Some(other) => GraphError::failed_dependency(other).into_response(batch.headers()),
            None => service.respond_in_batch(&read_request(request, batch)?),
        };
        if !response.status().is_success() {
            failed.insert(id);
        }
        responses.push(write_response(id, &response));
    }
    Ok(json_response(StatusCode::OK, &json!({"responses": responses})))
}

/// Refuses a batch as a whole, as the service does, where one of its requests is not as it must be.
fn check(requests: &[Value]) -> Result<(), GraphError> {
    let mut known = BTreeSet::new();
    for request in requests {
        let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
        let id = text("id");
        if id.is_empty() {
            return Err(GraphError::bad_request("A request of the batch has no 'id'."));
        }
        for other in request
            .get("dependsOn")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if !other.as_str().is_some_and(|other| known.contains(other)) {
                let message = format!("Request id : {id} depends on {other}, which does not come before it.");
                return Err(GraphError::bad_request(message));
            }
        }
        if !known.insert(id) {
            let message = format!("Request id : {id} is there more than once.");
            return Err(GraphError::bad_request(message));
        }
        if !text("url").starts_with('/') {
            let message = format!("Request id : {id} has a 'url' that does not begin with '/'.");
            return Err(GraphError::bad_request(message));
        }
        let headers = request.get("headers").and_then(Value::as_object);
        let mut names = headers.into_iter().flat_map(Map::keys);
        if let Some(name) = names.find(|name| !is_spelled_as_documented(name)) {
            let message = format!("Request id : {id} has a header '{name}', which is not spelled so.");
            return Err(GraphError::bad_request(message));
        }
        let is_write = matches!(text("method"), "POST" | "PATCH" | "PUT");
        let has_type = headers.is_some_and(|headers| headers.contains_key("Content-Type"));
        let has_body = request.get("body").is_some_and(|body| !body.is_null());
        if is_write && !(has_type && has_body) {
            let message = format!("Write request id : {id} does not contain Content-Type header or body.");
            return Err(GraphError::bad_request(message));
        }
    }
    Ok(())
}

/// Whether the name of a header is written as documentation writes it: `Content-Type`, `x-ms-…`. Some services behind
/// the real batch take no other spelling.
fn is_spelled_as_documented(name: &str) -> bool {
    let own = name == "client-request-id" || name.starts_with("x-");
    own || name
        .split('-')
        .all(|part| part.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// A request of a batch as one of its own.
fn read_request(
    request: &Value,
    batch: &http::Request<Vec<u8>>,
) -> Result<http::Request<Vec<u8>>, GraphError> {
    let text = |name: &str| request.get(name).and_then(Value::as_str);
    let invalid = || GraphError::bad_request("A request of the batch has no valid 'method' and 'url'.");
    let below = text("url").ok_or_else(invalid)?;
    let base = batch.uri().to_string();
    let base = base.split("/$batch").next().unwrap_or_default();
    let content_type = request
        .get("headers")
        .and_then(|headers| headers.get("Content-Type"));
    let content_type = content_type.and_then(Value::as_str).unwrap_or("application/json");
    let mut passed = http::Request::new(match request.get("body") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) if content_type.starts_with("text/") => text.clone().into_bytes(),
        Some(Value::String(encoded)) if !content_type.starts_with("application/json") => URL_SAFE_NO_PAD
            .decode(encoded)
            .map_err(|_| GraphError::bad_request("A body of the batch is not base64url."))?,
        Some(body) => body.to_string().into_bytes(),
    });
    let method = text("method").unwrap_or_default().to_ascii_uppercase();
    *passed.method_mut() = Method::try_from(method.as_str()).map_err(|_| invalid())?;
    let uri = format!("{base}/{}", below.trim_start_matches('/'));
    *passed.uri_mut() = uri.parse().map_err(|_| invalid())?;
    if let Some(token) = batch.headers().get(header::AUTHORIZATION) {
        passed.headers_mut().insert(header::AUTHORIZATION, token.clone());
    }
    for (name, value) in request
        .get("headers")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let value = value.as_str().and_then(|value| HeaderValue::try_from(value).ok());
        if let (Ok(name), Some(value)) = (HeaderName::try_from(name), value) {
            passed.headers_mut().insert(name, value);
        }
    }
    Ok(passed)
}

fn write_response(id: &str, response: &http::Response<Vec<u8>>) -> Value {
    let headers: Map<String, Value> = response
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.into())))
        .collect();
    let mut written = json!({"id": id, "status": response.status().as_u16(), "headers": headers});
    if !response.body().is_empty() {
        let content_type = response.headers().get(header::CONTENT_TYPE);
        let content_type = content_type
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let json = serde_json::from_slice::<Value>(response.body()).ok();
        written["body"] = match json.filter(|_| content_type.starts_with("application/json")) {
            Some(json) => json,
            None if content_type.starts_with("text/") => String::from_utf8_lossy(response.body()).into(),
            None => URL_SAFE_NO_PAD.encode(response.body()).into(),
        };
    }
    written
}
