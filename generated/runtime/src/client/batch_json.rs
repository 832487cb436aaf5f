//! The JSON of batches. Bodies pass as they are: no number in them loses a digit.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{StatusCode, response};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::batch::BatchedRequest;
use super::error::Error;
use crate::error::{DecodeError, DecodeErrorKind, RequestError};
use crate::json::WriteError;

type Object<'a> = BTreeMap<&'a str, Box<RawValue>>;

/// The body of a batch with some of the requests.
pub(super) fn write_requests(requests: &[BatchedRequest], chunk: &[usize]) -> Result<Vec<u8>, Error> {
    let written: Result<Vec<Object<'_>>, serde_json::Error> = chunk
        .iter()
        .filter_map(|index| Some((*index, requests.get(*index)?)))
        .map(|(index, request)| write_request(index, request, chunk))
        .collect();
    let body = written.and_then(|requests| serde_json::to_vec(&BTreeMap::from([("requests", requests)])));
    Ok(body.map_err(|error| RequestError::from(WriteError::from(error)))?)
}

fn write_request<'a>(
    index: usize,
    request: &'a BatchedRequest,
    chunk: &[usize],
) -> Result<Object<'a>, serde_json::Error> {
    let mut object = Object::from([
        ("id", to_raw_value(&index.to_string())?),
        ("method", to_raw_value(request.method.as_str())?),
        ("url", to_raw_value(&request.url)?),
    ]);
    if !request.headers.is_empty() {
        let headers: BTreeMap<&str, String> = request
            .headers
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        object.insert("headers", to_raw_value(&headers)?);
    }
    // The service knows those of the same batch only; the others have succeeded before.
    let after: Vec<String> = request
        .after
        .iter()
        .filter(|other| chunk.contains(other))
        .map(ToString::to_string)
        .collect();
    if !after.is_empty() {
        object.insert("dependsOn", to_raw_value(&after)?);
    }
    if !request.body.is_empty() {
        let text = is_json(&request.headers)
            .then(|| std::str::from_utf8(&request.body).ok())
            .flatten();
        object.insert(
            "body",
            match text {
                Some(text) => RawValue::from_string(text.to_owned())?,
                None => to_raw_value(&STANDARD.encode(&request.body))?,
            },
        );
    }
    Ok(object)
}

/// The answers in the response to a batch, by the number of their request.
pub(super) fn read_answers(
    response: &http::Response<Vec<u8>>,
) -> Result<BTreeMap<usize, http::Response<Vec<u8>>>, Error> {
    let error = |kind| {
        let error = DecodeError::new(response.status(), response.body().clone(), kind);
        Error::Decode(Box::new(error))
    };
    let text = std::str::from_utf8(response.body()).map_err(|cause| error(DecodeErrorKind::Utf8(cause)))?;
    let syntax = |cause| error(DecodeErrorKind::Syntax(cause));
    let body: BTreeMap<String, &RawValue> = serde_json::from_str(text).map_err(syntax)?;
    let Some(responses) = body.get("responses") else {
        return Ok(BTreeMap::new());
    };
    let responses: Vec<BTreeMap<String, &RawValue>> =
        serde_json::from_str(responses.get()).map_err(syntax)?;
    Ok(responses.iter().filter_map(read_answer).collect())
}

/// An answer with the number of its request; `None` where it lacks one, or a status.
fn read_answer(answer: &BTreeMap<String, &RawValue>) -> Option<(usize, http::Response<Vec<u8>>)> {
    let value = |name: &str| serde_json::from_str::<Value>(answer.get(name)?.get()).ok();
    let number = |name: &str| match value(name)? {
        Value::String(text) => text.parse::<usize>().ok(),
        other => other.as_u64()?.try_into().ok(),
    };
    let (mut head, ()) = http::Response::new(()).into_parts();
    head.status = StatusCode::from_u16(number("status")?.try_into().ok()?).ok()?;
    if let Some(Value::Object(headers)) = value("headers") {
        for (name, value) in &headers {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                head.headers.insert(name, value);
            }
        }
    }
    let body = answer.get("body").map(|body| read_body(body.get(), &head));
    Some((
        number("id")?,
        http::Response::from_parts(head, body.unwrap_or_default()),
    ))
}

/// The bytes of a body: JSON is in its place, anything else is a string of base64.
fn read_body(json: &str, head: &response::Parts) -> Vec<u8> {
    match serde_json::from_str(json) {
        Ok(Value::Null) => Vec::new(),
        Ok(Value::String(text)) if !is_json(&head.headers) => {
            STANDARD.decode(&text).unwrap_or_else(|_| text.into_bytes())
        }
        _ => json.as_bytes().to_vec(),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json")
}
