//! The examples: requests and their responses.
//!
//! Half of the fences bear no annotation, and some bear a wrong one, so the first line decides what a fence
//! is: `METHOD url` is a request, `HTTP/1.1 200 OK` a response.

pub(in crate::page) mod example_only_requests;

mod shared_answers;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{content_type, is_json};
use crate::markdown::{Inline, InlineKind, Text, joined};
use crate::page::annotations::AnnotatedFence;
use crate::page::context::PageContext;
use crate::page::json;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::page::{
    AnnotatedType, ExampleBody, ExampleFacts, ExampleJson, ExampleRequest, ExampleResponse, RequestUrl,
};
use crate::span::Spanned;

use crate::page::api::request::http_request;
use shared_answers::{SharedAnswers, UseCases};

/// The examples in the order of the page.
pub(super) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<ExampleFacts> {
    let mut examples: Vec<ExampleFacts> = Vec::new();
    // Where the examples under the nearest heading begin: a response belongs to a request under it.
    let mut start = 0;
    let mut title = None;
    let mut shared = SharedAnswers::default();
    let cases = UseCases::read(page);
    for (index, section) in page.sections.iter().enumerate() {
        let below = page.sections.is_below(index, &SectionKind::Example);
        match section.kind {
            SectionKind::Example => {
                start = examples.len();
                title = example_title(&section.heading_text());
            }
            SectionKind::Request | SectionKind::Response => {}
            // Within an example the heading stands above its request.
            SectionKind::Other | SectionKind::HttpRequest if below => {}
            _ => continue,
        }
        // Whether the fence before was a message without body.
        let mut is_open = false;
        for fence in page.annotations.fences(section) {
            let mut message = read_fence(&fence, sink);
            let is_answer = || section.kind == SectionKind::Response && awaits_answer(&examples, start);
            if message.is_none() && !is_open && is_answer() {
                message = read_answer_without_status(&fence, sink);
            }
            if message.is_some() {
                sink.used(fence.span);
            } else if is_open && let Some(example) = examples.last_mut() {
                is_open = !continue_message(example, &fence, sink);
                continue;
            }
            is_open = message.as_ref().is_some_and(Message::is_without_body);
            if let Some(annotation) = fence.annotation
                && message.as_ref().is_some_and(Message::is_annotated)
            {
                sink.used(annotation.span);
            }
            match message {
                Some(Message::Request(request)) => examples.push(ExampleFacts {
                    title: title.clone(),
                    request: Some(request),
                    response: None,
                }),
                Some(Message::Response(mut response)) => {
                    if is_open && let Some(text) = fence.behind.and_then(only_code) {
                        response.body = ExampleBody::Text(text.to_owned());
                    }
                    if shared.take(&fence, title.as_deref(), &response) {
                        is_open = false;
                        continue;
                    }
                    let open = examples
                        .get_mut(start..)
                        .and_then(|of_heading| of_heading.last_mut())
                        .filter(|example| example.response.is_none());
                    match open {
                        Some(example) => example.response = Some(response),
                        None => examples.push(ExampleFacts {
                            title: title.clone(),
                            request: sent_elsewhere(&examples)
                                .cloned()
                                .or_else(|| cases.request_of(section, &response, sink)),
                            response: Some(response),
                        }),
                    }
                }
                None => {}
            }
        }
    }
    shared.give(page, &mut examples, sink);
    examples
}

/// The last request, where it leads to another host: what answers it is not an answer of the service.
fn sent_elsewhere(examples: &[ExampleFacts]) -> Option<&ExampleRequest> {
    let last = examples.iter().rev().find_map(|example| example.request.as_ref());
    last.filter(|request| request.url.address().is_none())
}

/// The heading of an example, unless it is only the word.
fn example_title(heading: &str) -> Option<String> {
    let bare = heading.trim_end_matches([':', '.', ' ']);
    let is_word = matches!(bare.to_lowercase().as_str(), "example" | "examples" | "");
    (!is_word).then(|| heading.to_owned())
}

enum Message {
    Request(ExampleRequest),
    Response(ExampleResponse),
}

impl Message {
    fn is_without_body(&self) -> bool {
        let body = match self {
            Self::Request(request) => &request.body,
            Self::Response(response) => &response.body,
        };
        *body == ExampleBody::None
    }

    /// Whether the annotation before it names a type.
    fn is_annotated(&self) -> bool {
        let annotated = match self {
            Self::Request(request) => &request.annotated,
            Self::Response(response) => &response.annotated,
        };
        annotated.is_some()
    }
}

/// The text of a paragraph that is code and nothing else: "`294`" behind the headers of an answer in plain text.
fn only_code(paragraph: &Text) -> Option<&str> {
    match &*paragraph.inlines {
        [
            Inline {
                kind: InlineKind::Code(text),
                ..
            },
        ] => Some(text),
        _ => None,
    }
}

/// Reads a fence of JSON as the body of the message in the fence before it; whether it is one.
fn continue_message(example: &mut ExampleFacts, fence: &AnnotatedFence<'_>, sink: &mut PageSink) -> bool {
    let lines = trimmed(&fence.fence.lines);
    // A member alone is cut out of a message, not the rest of one.
    let is_json = lines
        .first()
        .is_some_and(|first| json::begins_whole(&first.value));
    let message = match (&mut example.request, &mut example.response) {
        (_, Some(response)) => Some((&response.headers, &mut response.body)),
        (Some(request), None) => Some((&request.headers, &mut request.body)),
        (None, None) => None,
    };
    let Some((headers, body)) = message.filter(|_| is_json) else {
        return false;
    };
    sink.used(fence.span);
    *body = read_body(lines, headers, sink);
    true
}

fn read_fence(fence: &AnnotatedFence<'_>, sink: &mut PageSink) -> Option<Message> {
    let is_message = |kind| fence.annotation.is_some_and(|annotation| annotation.is_of(kind));
    if !http_request::shows_http(&fence.fence.info) && !is_message("request") && !is_message("response") {
        return None;
    }
    let lines = trimmed(&fence.fence.lines);
    let (first, rest) = lines.split_first()?;
    let annotated = fence.annotation.and_then(|annotation| {
        Some(AnnotatedType {
            name: annotation.odata_type.clone()?,
            collection: annotation.is_collection,
        })
    });
    if let Some((method, url)) = http_request::request(first) {
        sink.used(first.span);
        http_request::report_stray_marks(first, sink);
        let (url, rest) = join_url(url, rest);
        let rest = up_to_next_request(rest, sink);
        let (headers, body) = read_message(rest, sink);
        return Some(Message::Request(ExampleRequest {
            name: fence
                .annotation
                .and_then(|annotation| annotation.names.first().cloned()),
            method,
            url: RequestUrl::parse(url),
            headers,
            body,
            annotated,
        }));
    }
    if let Some(status) = http_request::status(first) {
        let (headers, body) = read_message(rest, sink);
        return Some(Message::Response(ExampleResponse {
            status,
            headers,
            body,
            annotated,
        }));
    }
    is_message("response").then(|| Message::Response(response_without_status(first, lines, annotated, sink)))
}

/// Whether the last request under a heading has no response yet.
fn awaits_answer(examples: &[ExampleFacts], start: usize) -> bool {
    let of_heading = examples.get(start..).unwrap_or_default();
    let last = of_heading.last();
    last.is_some_and(|example| example.request.is_some() && example.response.is_none())
}

/// An answer of which the page shows the body alone, as JSON.
fn read_answer_without_status(fence: &AnnotatedFence<'_>, sink: &mut PageSink) -> Option<Message> {
    let lines = trimmed(&fence.fence.lines);
    let first = lines.first()?;
    let is_bare = fence.annotation.is_none() && fence.fence.info.eq_ignore_ascii_case("json");
    let is_answer = is_bare && json::begins_whole(&first.value);
    is_answer.then(|| Message::Response(response_without_status(first, lines, None, sink)))
}

fn response_without_status(
    first: &Spanned<String>,
    lines: &[Spanned<String>],
    annotated: Option<AnnotatedType>,
    sink: &mut PageSink,
) -> ExampleResponse {
    let at = first.span.slice(0, 0);
    let message = "the response has no line with its status";
    sink.push(Diagnostic::new(Code::UnknownResponse, at, message).help("200 was assumed"));
    let (headers, body) = read_message(lines, sink);
    ExampleResponse {
        status: Spanned::new(200, at),
        headers,
        body,
        annotated,
    }
}

/// The lines without blank ones at both ends.
fn trimmed(lines: &[Spanned<String>]) -> &[Spanned<String>] {
    let is_text = |line: &Spanned<String>| !line.value.trim().is_empty();
    let start = lines.iter().position(is_text).unwrap_or(lines.len());
    let end = lines.iter().rposition(is_text).map_or(start, |last| last + 1);
    lines.get(start..end).unwrap_or_default()
}

/// The lines of the first request of a fence; of others, only the first line is looked at, and reported.
fn up_to_next_request<'l>(lines: &'l [Spanned<String>], sink: &mut PageSink) -> &'l [Spanned<String>] {
    let next = |line: &Spanned<String>| http_request::request(line).is_some();
    let Some(index) = lines.iter().position(next) else {
        return lines;
    };
    for line in lines.iter().filter(|line| next(line)) {
        let message = "the fence of an example holds a second request";
        sink.push(Diagnostic::new(Code::UnknownRequestLine, line.span, message).help("it was skipped"));
    }
    lines.get(..index).unwrap_or_default()
}

/// The URL without `HTTP/1.1`, with the lines on which it goes on.
fn join_url(url: Spanned<String>, mut rest: &[Spanned<String>]) -> (Spanned<String>, &[Spanned<String>]) {
    let mut url = url;
    if let Some(end) = url.value.find(" HTTP/") {
        url.value.truncate(end);
        url.value.truncate(url.value.trim_end().len());
        url.span = url.span.slice(0, url.value.len());
        return (url, rest);
    }
    while let Some((next, behind)) = rest.split_first() {
        let text = next.value.trim();
        if !text.starts_with(['?', '&']) {
            break;
        }
        url.value.push_str(text);
        url.span = url.span.to(next.span);
        rest = behind;
    }
    (url, rest)
}

type Headers = BTreeMap<String, String>;

/// The headers and the body below the first line.
fn read_message(lines: &[Spanned<String>], sink: &mut PageSink) -> (Headers, ExampleBody) {
    let mut headers = Headers::new();
    let mut rest = lines;
    // A blank line may stand between the request line and its headers, so that they read like a body.
    let unspaced = trimmed(lines);
    if unspaced
        .first()
        .is_some_and(|first| http_request::header(first).is_some())
    {
        rest = unspaced;
    }
    while let Some((line, behind)) = rest.split_first() {
        let Some((name, value)) = http_request::header(line) else {
            break;
        };
        headers
            .entry(name.value)
            .and_modify(|known| {
                known.push_str(", ");
                known.push_str(&value);
            })
            .or_insert(value);
        rest = behind;
    }
    let body = read_body(trimmed(rest), &headers, sink);
    (headers, body)
}

fn read_body(lines: &[Spanned<String>], headers: &Headers, sink: &mut PageSink) -> ExampleBody {
    let Some(first) = lines.first() else {
        return ExampleBody::None;
    };
    let other_type = content_type(headers).is_some_and(|ty| !is_json(ty) && ty.contains('/'));
    let text = || joined(lines);
    if !json::begins(&first.value) || (other_type && !is_strict_json(&text())) {
        return ExampleBody::Text(text());
    }
    match json::read_lines(lines, sink) {
        Some(json) => ExampleBody::Json(ExampleJson {
            abridged: json.value.is_abridged(),
            value: json.value.value,
            span: json.span,
        }),
        None => ExampleBody::Broken(text()),
    }
}

/// Whether a body is JSON though the page says that it is something else.
fn is_strict_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}
