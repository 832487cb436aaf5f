//! What was asked, and how it was answered.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use http::header::HeaderValue;
use serde_json::{Value, json};

/// How many exchanges are kept.
const KEPT: usize = 1000;

/// The header of an answer that says how it came about.
const ANSWER_HEADER: &str = "x-test-answer";

/// The value of the header where the answer is the example of the page, and nothing was kept of the request.
const EXAMPLE: &str = "example";

/// Marks an answer as the example of the page: the server has kept nothing of the request.
pub(crate) fn mark_example(response: &mut http::Response<Vec<u8>>) {
    let headers = response.headers_mut();
    headers.insert(ANSWER_HEADER, HeaderValue::from_static(EXAMPLE));
}

/// A request and how it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// The path and the query.
    pub url: String,
    /// The title of the page that documents the operation; `None` where none does, and at URLs outside of the versions.
    pub operation: Option<String>,
    /// Whether no page documents the operation for this path: it is one of the type that stands there.
    pub is_by_type: bool,
    /// Whether the answer is the example of the page, and nothing was kept of the request.
    pub is_example: bool,
    /// The status of the answer.
    pub status: u16,
    /// The code and the message of the error.
    pub error: Option<String>,
}

/// An operation that a request calls.
pub(crate) struct CalledOperation {
    /// The title of its page.
    pub(crate) title: String,
    /// Whether no page documents it for the path of the request.
    pub(crate) is_by_type: bool,
}

impl Exchange {
    pub(crate) fn new(
        request: &http::Request<Vec<u8>>,
        operation: Option<CalledOperation>,
        response: &http::Response<Vec<u8>>,
    ) -> Self {
        let error = (!response.status().is_success())
            .then(|| serde_json::from_slice::<Value>(response.body()).ok())
            .flatten();
        let error = error.as_ref().and_then(|body| {
            let text = |name: &str| body.get("error")?.get(name)?.as_str();
            Some(format!("{}: {}", text("code")?, text("message")?))
        });
        let url = request.uri().path_and_query();
        Self {
            method: request.method().to_string(),
            url: url.map(ToString::to_string).unwrap_or_default(),
            is_by_type: operation.as_ref().is_some_and(|operation| operation.is_by_type),
            operation: operation.map(|operation| operation.title),
            is_example: response.headers().contains_key(ANSWER_HEADER),
            status: response.status().as_u16(),
            error,
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({
            "method": self.method,
            "url": self.url,
            "operation": self.operation,
            "byType": self.is_by_type,
            "example": self.is_example,
            "status": self.status,
            "error": self.error,
        })
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} -> {}", self.method, self.url, self.status)?;
        if let Some(operation) = &self.operation {
            let by_type = if self.is_by_type { ", by type" } else { "" };
            let example = match (self.is_example, self.method.as_str()) {
                (false, _) => "",
                (true, "GET") => ", the example of the page",
                (true, _) => ", the example of the page: nothing was kept",
            };
            write!(f, " ({operation}{by_type}{example})")?;
        }
        match &self.error {
            Some(error) => write!(f, " {error}"),
            None => Ok(()),
        }
    }
}

/// The last exchanges.
#[derive(Debug, Default)]
pub(crate) struct Exchanges(Mutex<VecDeque<Exchange>>);

impl Exchanges {
    pub(crate) fn add(&self, exchange: Exchange) {
        let mut kept = self.kept();
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(exchange);
    }

    pub(crate) fn all(&self) -> Vec<Exchange> {
        self.kept().iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.kept().clear();
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, VecDeque<Exchange>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
