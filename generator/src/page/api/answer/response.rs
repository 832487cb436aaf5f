//! Reads what a page says of the response: the sentence under *Response*.
//!
//! The sentence decides, never the example: hundreds of examples wrap a single object in `{"value": {…}}`
//! that the service sends bare.

mod sections;

#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::Primitive;
use crate::markdown::Text;
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::page::{ContentFacts, ResponseFacts, SpelledType, TypeFacts};
use crate::rules::prose::Prose;
use crate::span::Span;

use crate::page::api::answer::mention;
use sections::{ResponseSections, sentences};

/// Words of sentences about what happens when the call fails.
const FAILURES: &[&str] = &[
    "unsuccessful",
    "otherwise",
    "error",
    "errors",
    "if not ",
    "when the object",
    "fails",
    "failure",
];

/// Answers of calls that fail. A sentence that names one of them, and no code of success, says nothing of what comes back
/// otherwise: "If the [jar](…) doesn't exist, this method returns `404 Not Found`."
const FAILURE_STATUSES: &[&str] = &[
    "400 bad request",
    "401 unauthorized",
    "403 forbidden",
    "404 not found",
    "409 conflict",
    "410 gone",
    "412 precondition failed",
    "429 too many requests",
    "500 internal server error",
    "503 service unavailable",
];

/// Ways to say that there is no body.
const NOTHING: &[&str] = &[
    "not return anything",
    "doesn't return anything",
    "does not return a response body",
    "no response body",
    "empty response body",
    "empty body",
    "empty content",
    "no content",
    "nothing to return",
    "no json data",
    "no object in the",
    "no resource object in the",
    "without a response body",
    "not return a response",
];

/// Ways to say that the body is bytes.
const BYTES: &[&str] = &[
    "a stream in",
    "stream object",
    "binary data",
    "binary stream",
    "raw content",
    "raw bytes",
    "contents of the file",
    "content of the file",
    "in binary",
    "byte array",
];

/// A body of which no type is named: "The response will be a JSON object containing the following properties".
const UNTYPED: &str = "a json object";

/// Ways to speak of a request that follows the one of the page: "A GET request to that URL returns a [job](…)."
const LATER_REQUEST: &[&str] = &["a get request", "get request to", "subsequent get"];

/// What the page says of the response, before it is known for which operation.
#[derive(Clone, Debug, Default)]
pub(in crate::page::api) struct ResponseStatements {
    /// The status codes that mean success, in the order of the sentence.
    pub(in crate::page::api) status: Vec<u16>,
    /// What the sentences say of the content.
    pub(in crate::page::api) content: StatedContent,
    /// The types that a sentence names beside that of the content, as a choice.
    pub(in crate::page::api) alternatives: Vec<TypeFacts>,
    /// Whether each operation of the page answers with one of the codes: "Depending on the operation, the response code can
    /// be `201 Created` or `202 Accepted`."
    pub(in crate::page::api) one_status_each: bool,
    /// The sentence.
    pub(in crate::page::api) sentence: Option<Text>,
}

/// What sentences say of the content of a response. They can speak of an object and of bytes where an operation has but
/// one of them; its paths and its examples tell which.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::page::api) enum StatedContent {
    /// Nothing.
    #[default]
    Unsaid,
    /// That there is none.
    Empty,
    /// The type that a sentence names.
    Value(TypeFacts),
    /// Bytes: a stream, a file's content.
    Bytes,
    /// Bytes and a type. Unless another operation of the page answers with the bytes, this one does.
    BytesOrValue(TypeFacts),
    /// The number of objects, in plain text.
    Count,
}

impl StatedContent {
    /// The type that a sentence names.
    pub(in crate::page::api) fn ty(&self) -> Option<&TypeFacts> {
        match self {
            Self::Value(ty) | Self::BytesOrValue(ty) => Some(ty),
            Self::Unsaid | Self::Empty | Self::Bytes | Self::Count => None,
        }
    }

    /// The type that a sentence names, to be put right.
    pub(in crate::page::api) fn ty_mut(&mut self) -> Option<&mut TypeFacts> {
        match self {
            Self::Value(ty) | Self::BytesOrValue(ty) => Some(ty),
            Self::Unsaid | Self::Empty | Self::Bytes | Self::Count => None,
        }
    }
}

impl ResponseStatements {
    /// What the statements mean for one operation.
    pub(in crate::page::api) fn into_facts(self) -> ResponseFacts {
        let content = match self.content {
            StatedContent::Unsaid => ContentFacts::Unsaid,
            StatedContent::Empty => ContentFacts::Empty,
            StatedContent::Value(ty) => ContentFacts::Value(ty),
            StatedContent::Bytes | StatedContent::BytesOrValue(_) => ContentFacts::Stream,
            StatedContent::Count => ContentFacts::Count,
        };
        ResponseFacts {
            status: self.status,
            content,
        }
    }
}

/// The response of the page's operations; the default where the page has no sentence.
pub(in crate::page::api) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> ResponseStatements {
    let of_page = sentences(page, ResponseSections::OfPage);
    let texts = if of_page.is_empty() {
        sentences(page, ResponseSections::OfExamples)
    } else {
        of_page
    };
    let Some(first) = texts.first() else {
        return ResponseStatements::default();
    };
    let mut said = Said::default();
    for text in &texts {
        said.read(text, sink);
    }
    said.conclude(first, sink)
}

/// What the sentences say one by one.
#[derive(Default)]
struct Said {
    status: Vec<u16>,
    /// The type that a sentence names first.
    ty: Option<TypeFacts>,
    /// The types that the sentence names beside, as a choice.
    alternatives: Vec<TypeFacts>,
    /// Whether a sentence says that there is no body.
    no_body: bool,
    /// Whether a sentence speaks of bytes.
    bytes: bool,
    /// The text that speaks of JSON and names no type of it.
    untyped: Option<Span>,
    /// Whether a sentence says that the operations answer with different codes.
    one_status_each: bool,
}

impl Said {
    fn read(&mut self, text: &Text, sink: &mut PageSink) {
        let prose = Prose::new(text);
        for sentence in prose.sentences() {
            let lower = prose.lower.get(sentence.clone()).unwrap_or_default();
            if FAILURES.iter().any(|word| lower.contains(word)) && !lower.starts_with("if successful") {
                continue;
            }
            if LATER_REQUEST.iter().any(|words| lower.contains(words)) {
                continue;
            }
            let mut codes = Vec::new();
            statuses(&prose, sentence.clone(), &mut codes);
            if codes.is_empty() && FAILURE_STATUSES.iter().any(|words| lower.contains(words)) {
                continue;
            }
            codes.retain(|code| !self.status.contains(code));
            self.status.append(&mut codes);
            // "204 No Content" speaks of one of several cases, which the status alone tells.
            let without_reason = lower.replace("204 no content", "204");
            self.no_body |= NOTHING.iter().any(|words| without_reason.contains(words));
            self.bytes |= BYTES.iter().any(|words| lower.contains(words));
            self.one_status_each |= lower.contains("depending on the operation");
            let speaks_of_body = ["return", "contain", "response", "composed", "if successful"]
                .iter()
                .any(|word| lower.contains(word));
            if lower.contains(UNTYPED) {
                self.untyped.get_or_insert(text.span);
            }
            if self.ty.is_none() && speaks_of_body && !is_header(lower) {
                self.ty = mention::find(&prose, sentence.clone(), sink);
                if let Some(first) = &self.ty {
                    self.alternatives = mention::alternatives(&prose, sentence, first, sink);
                }
            }
        }
    }

    /// Draws the conclusions from what the sentences say together.
    fn conclude(mut self, sentence: &Text, sink: &mut PageSink) -> ResponseStatements {
        if self.ty.is_none()
            && !self.bytes
            && let Some(span) = self.untyped
        {
            let message = "the page does not name the type of what comes back";
            sink.push(Diagnostic::new(Code::UnknownResponse, span, message).help("read as untyped JSON"));
            self.ty = Some(TypeFacts::untyped(span));
        }
        if matches!(&self.ty, Some(ty) if ty.name == SpelledType::Primitive(Primitive::Stream)) {
            self.bytes = true;
            self.ty = None;
        }
        let all_statuses = |fits: fn(&u16) -> bool| !self.status.is_empty() && self.status.iter().all(fits);
        let no_body_by_status = all_statuses(|status| matches!(status, 202 | 204 | 205 | 300..=399));
        let never_body = all_statuses(|status| matches!(status, 204 | 205));
        if never_body && let Some(ty) = self.ty.take() {
            let message = "the response has no body with this status, though the sentence names a type";
            sink.push(
                Diagnostic::new(Code::UnknownResponse, ty.span, message)
                    .help("read as a response without body"),
            );
        }
        let content = match self.ty {
            Some(ty) if self.bytes => StatedContent::BytesOrValue(ty),
            Some(ty) => StatedContent::Value(ty),
            None if self.bytes => StatedContent::Bytes,
            None if self.no_body || no_body_by_status => StatedContent::Empty,
            None => StatedContent::Unsaid,
        };
        if self.status.is_empty() && content == StatedContent::Unsaid {
            let message = "the sentence tells neither the status nor what comes back";
            sink.push(Diagnostic::new(Code::UnknownResponse, sentence.span, message));
        }
        ResponseStatements {
            status: self.status,
            content,
            alternatives: self.alternatives,
            one_status_each: self.one_status_each,
            sentence: Some(sentence.clone()),
        }
    }
}

/// Whether a sentence is about a header: "a Location header that provides a URL path to the new object".
fn is_header(lower: &str) -> bool {
    let headers = [
        "location header",
        "`location` header",
        "operation-location",
        "location: header",
        "link to the",
    ];
    headers.iter().any(|words| lower.contains(words)) && !lower.contains("response body")
}

/// The codes of success and of redirection in a sentence, each once. `365` is a product, and a "200-series response code" may
/// be any of them: the example knows which.
fn statuses(prose: &Prose<'_>, sentence: Range<usize>, status: &mut Vec<u16>) {
    let text = prose.lower.get(sentence).unwrap_or_default();
    let mut words = text.split(|c: char| !c.is_alphanumeric()).peekable();
    while let Some(word) = words.next() {
        if word.len() == 3
            && words.peek() != Some(&"series")
            && let Ok(code) = word.parse::<u16>()
            && matches!(code, 200..=208 | 226 | 300..=308)
            && !status.contains(&code)
        {
            status.push(code);
        }
    }
}
