//! The JSON of batches. Bodies pass as they are: no number in them loses a digit.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode, response};
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::client::batch::BatchedRequest;
use crate::client::batch::raw_json::{Found, each_item, properties};
use crate::client::error::Error;
use crate::client::error::kind::ErrorKind;
use crate::client::own_body;
use crate::client::retry::status::is_put_off;
use crate::error::{DecodeError, DecodeErrorKind, RequestError};
use crate::json::{self, ReadOptions, WriteError};
use crate::types::Binary;

type Object<'a> = BTreeMap<&'a str, Box<RawValue>>;

/// The body of a batch with some of the requests.
pub(crate) fn write_requests(requests: &[BatchedRequest], chunk: &[usize]) -> Result<Vec<u8>, Error> {
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
    let is_write = matches!(request.method, Method::POST | Method::PATCH | Method::PUT);
    let mut headers: BTreeMap<String, String> = request
        .headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (spelled(name), value)
        })
        .collect();
    if is_write && !request.headers.contains_key(header::CONTENT_TYPE) {
        headers.insert(spelled(&header::CONTENT_TYPE), "application/json".to_owned());
    }
    if !headers.is_empty() {
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
    // The service refuses the whole batch where a write in it has no body.
    if is_write || !request.body.is_empty() {
        object.insert("body", write_body(&request.body, &request.headers)?);
    }
    Ok(object)
}

/// The name of a header as documentation spells it. Some services behind the batch know no other spelling.
fn spelled(name: &HeaderName) -> String {
    let name = name.as_str();
    match name {
        "consistencylevel" => return "ConsistencyLevel".to_owned(),
        "etag" => return "ETag".to_owned(),
        "client-request-id" => return name.to_owned(),
        _ if name.starts_with("x-") => return name.to_owned(),
        _ => {}
    }
    let mut spelled = String::with_capacity(name.len());
    for part in name.split('-') {
        if !spelled.is_empty() {
            spelled.push('-');
        }
        let (first, rest) = part.split_at(part.len().min(1));
        spelled.push_str(&first.to_ascii_uppercase());
        spelled.push_str(rest);
    }
    spelled
}

/// A body as JSON holds it: JSON in its place, text as a string, anything else as a string of base64url.
fn write_body(body: &[u8], headers: &HeaderMap) -> Result<Box<RawValue>, serde_json::Error> {
    let text = std::str::from_utf8(body).ok();
    match (MediaType::of(headers), text) {
        (None | Some(MediaType::Json), Some("")) => RawValue::from_string("{}".to_owned()),
        (None | Some(MediaType::Json), Some(text)) => RawValue::from_string(text.to_owned()),
        (Some(MediaType::Text), Some(text)) => to_raw_value(text),
        _ => to_raw_value(&URL_SAFE_NO_PAD.encode(body)),
    }
}

/// The answers in the response to a batch, by the number of their request.
///
/// Nothing is kept but what answers one of `requests`: however many answers a service sends, they take no memory.
pub(crate) fn read_answers(
    response: http::Response<Vec<u8>>,
    requests: &[usize],
) -> Result<BTreeMap<usize, Answer>, Error> {
    read_list(response.body(), requests)
        .map_err(|kind| ErrorKind::Decode(Box::new(DecodeError::of(response, kind))).into())
}

fn read_list(body: &[u8], requests: &[usize]) -> Result<BTreeMap<usize, Answer>, DecodeErrorKind> {
    let text = std::str::from_utf8(body).map_err(DecodeErrorKind::Utf8)?;
    let Found { values, is_repeated } = properties(text, ["responses"]).map_err(DecodeErrorKind::Syntax)?;
    let mut answers = BTreeMap::new();
    let mut take = |answer: &RawValue| {
        let Some((number, answer)) = read_answer(answer, is_repeated) else {
            return;
        };
        match answers.entry(number) {
            Entry::Vacant(place) if requests.contains(&number) => {
                place.insert(answer);
            }
            // A second answer to one request would undo what the first one says was done.
            Entry::Occupied(mut first) if first.get().certainty() < answer.certainty() => {
                first.insert(answer);
            }
            _ => {}
        }
    };
    if let [Some(responses)] = values {
        each_item(responses.get(), &mut take).map_err(DecodeErrorKind::Syntax)?;
    }
    Ok(answers)
}

/// What the service says of a request of a batch.
pub(crate) enum Answer {
    Response(http::Response<Vec<u8>>),
    /// It does not say what became of the request, or says two things.
    Unreadable,
}

impl Answer {
    /// How surely the request is not to be sent again, of several answers to it.
    fn certainty(&self) -> u8 {
        match self {
            Self::Response(response) if is_put_off(response.status()) => 0,
            Self::Unreadable => 1,
            Self::Response(_) => 2,
        }
    }
}

/// An answer with the number of its request; `None` where it lacks one. `is_doubtful`: there may be another answer, which
/// was not read.
fn read_answer(answer: &RawValue, is_doubtful: bool) -> Option<(usize, Answer)> {
    let Found { values, is_repeated } = properties(answer.get(), ["id", "status", "headers", "body"]).ok()?;
    let [id, status, headers, body] = values;
    let response = read_response(status, headers, body)
        .filter(|response| !(is_put_off(response.status()) && (is_repeated || is_doubtful)));
    Some((
        read_number(id?)?,
        response.map_or(Answer::Unreadable, Answer::Response),
    ))
}

fn read_response(
    status: Option<&RawValue>,
    headers: Option<&RawValue>,
    body: Option<&RawValue>,
) -> Option<http::Response<Vec<u8>>> {
    let (mut head, ()) = http::Response::new(()).into_parts();
    head.status = StatusCode::from_u16(read_number(status?)?.try_into().ok()?).ok()?;
    if let Some(Value::Object(headers)) = headers.map(read_value) {
        for (name, value) in &headers {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                // A map of headers holds 24,576; no service sends as many.
                head.headers.try_insert(name, value).ok()?;
            }
        }
    }
    let body = body.map(|body| read_body(body.get(), &head));
    Some(http::Response::from_parts(head, body.unwrap_or_default()))
}

fn read_value(raw: &RawValue) -> Value {
    own_body::read(raw.get().as_bytes())
}

/// A number, which can be in a text.
fn read_number(raw: &RawValue) -> Option<usize> {
    match read_value(raw) {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64()?.try_into().ok(),
    }
}

/// The bytes of a body: JSON is in its place, text is a string, anything else is a string of base64.
fn read_body(json: &str, head: &response::Parts) -> Vec<u8> {
    if json == "null" {
        return Vec::new();
    }
    if !json.starts_with('"') {
        return json.as_bytes().to_vec();
    }
    let Ok(Value::String(text)) = json::read_value(json, ReadOptions::default()) else {
        return json.as_bytes().to_vec();
    };
    match MediaType::of(&head.headers) {
        Some(MediaType::Json) => json.as_bytes().to_vec(),
        // An error of a gateway has a text and no type.
        Some(MediaType::Text) | None => text.into_bytes(),
        Some(MediaType::Other) => {
            Binary::from_base64(&text).map_or_else(|_| text.into_bytes(), Binary::into_inner)
        }
    }
}

/// What the header `Content-Type` says of how a body stands in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MediaType {
    Json,
    Text,
    Other,
}

impl MediaType {
    /// The type that the headers name.
    fn of(headers: &HeaderMap) -> Option<Self> {
        let content_type = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let name = content_type.split(';').next()?.trim().to_ascii_lowercase();
        Some(match name.as_str() {
            "application/json" => Self::Json,
            name if name.ends_with("+json") => Self::Json,
            name if name.starts_with("text/") => Self::Text,
            _ => Self::Other,
        })
    }
}

#[cfg(test)]
mod tests {
    use http::header::HeaderName;

    use super::spelled;

    #[test]
    fn names_of_headers_are_spelled_as_documented() {
        for name in [
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Prefer",
            "ConsistencyLevel",
            "Accept-Language",
            "client-request-id",
            "x-ms-throttle-priority",
        ] {
            let header: HeaderName = name.parse().unwrap();
            assert_eq!(spelled(&header), name);
        }
    }
}
