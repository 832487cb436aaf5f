//! Answers whose requests stand elsewhere.
//!
//! A page that shows the same on several paths shows the answer once, and its annotation has the names of the requests:
//! `"name": ["get-kite-by-id", "get-kite-of-crew"]`. Their fences can stand in the section of the request
//! lines, or in those of use cases.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::page::annotations::AnnotatedFence;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::{ExampleFacts, ExampleRequest, ExampleResponse};
use crate::span::Span;

use crate::page::api::examples::{Message, read_fence};

/// How many requests an answer is copied to; the pages have at most seven.
const MAX_REQUESTS: usize = 16;

/// The answers whose annotations name several requests.
#[derive(Default)]
pub(super) struct SharedAnswers {
    answers: Vec<SharedAnswer>,
}

struct SharedAnswer {
    /// The names of the requests.
    names: Vec<String>,
    /// The place of the annotation that has them.
    span: Span,
    /// The title of the example in which the answer stands.
    title: Option<String>,
    response: ExampleResponse,
}

/// A request outside of the examples.
struct RequestOutside {
    request: ExampleRequest,
    /// The place of its fence.
    span: Span,
    /// What there is to say about its body, once it is an example.
    findings: Vec<Diagnostic>,
}

impl RequestOutside {
    /// The request as that of an example.
    fn take(&self, sink: &mut PageSink) -> ExampleRequest {
        sink.used(self.span);
        self.findings
            .iter()
            .for_each(|finding| sink.push(finding.clone()));
        self.request.clone()
    }
}

/// A request that waits for its answer.
enum Waiting {
    /// That of an example, by its place.
    InExample(usize),
    /// One in the section of the request lines or of a use case.
    OutsideExamples(Box<RequestOutside>),
}

impl SharedAnswers {
    /// Keeps the answer of a fence, if its annotation names several requests.
    pub(super) fn take(
        &mut self,
        fence: &AnnotatedFence<'_>,
        title: Option<&str>,
        response: &ExampleResponse,
    ) -> bool {
        let Some(annotation) = fence.annotation.filter(|annotation| annotation.names.len() > 1) else {
            return false;
        };
        self.answers.push(SharedAnswer {
            names: annotation.names.clone(),
            span: annotation.span,
            title: title.map(str::to_owned),
            response: response.clone(),
        });
        true
    }

    /// Gives the answers to the requests that they name, each of which takes the first. An answer to requests that the page
    /// does not show is an example without a request.
    pub(super) fn give(self, page: &PageContext<'_>, examples: &mut Vec<ExampleFacts>, sink: &mut PageSink) {
        if self.answers.is_empty() {
            return;
        }
        let mut waiting = waiting(page, examples);
        for SharedAnswer {
            names,
            span,
            title,
            response,
        } in self.answers
        {
            let mut named: Vec<Waiting> = Vec::new();
            for name in &names {
                match waiting.remove(name) {
                    Some(request) => named.push(request),
                    None => {
                        let message = format!("no request of the name `{name}` waits for this answer");
                        sink.push(Diagnostic::new(Code::AnnotationMismatch, span, message));
                    }
                }
            }
            if named.len() > MAX_REQUESTS {
                let message = format!("the answer is that of {} requests", named.len());
                sink.push(
                    Diagnostic::new(Code::UnknownResponse, response.status.span, message)
                        .help(format!("it was given to the first {MAX_REQUESTS} of them")),
                );
                named.truncate(MAX_REQUESTS);
            }
            let was_shown = !named.is_empty();
            let mut requests = Vec::new();
            for request in named {
                match request {
                    Waiting::InExample(place) => examples[place].response = Some(response.clone()),
                    Waiting::OutsideExamples(request) => requests.push(request.take(sink)),
                }
            }
            let mut add = |request: Option<ExampleRequest>| {
                examples.push(ExampleFacts {
                    title: title.clone(),
                    request,
                    response: Some(response.clone()),
                });
            };
            if was_shown {
                requests.into_iter().for_each(|request| add(Some(request)));
            } else {
                add(None);
            }
        }
    }
}

/// The requests without an answer, by their names.
fn waiting(page: &PageContext<'_>, examples: &[ExampleFacts]) -> BTreeMap<String, Waiting> {
    let named = |request: &ExampleRequest| request.name.clone();
    let mut found = BTreeMap::new();
    for (place, example) in examples.iter().enumerate() {
        let request = example.request.as_ref().filter(|_| example.response.is_none());
        if let Some(name) = request.and_then(named) {
            found.entry(name).or_insert(Waiting::InExample(place));
        }
    }
    let sections = page.sections.outside_examples();
    for request in sections.flat_map(|(_, section)| requests_in(page, section)) {
        if let Some(name) = named(&request.request) {
            found
                .entry(name)
                .or_insert_with(|| Waiting::OutsideExamples(Box::new(request)));
        }
    }
    found
}

/// The requests of use cases that have a section of request lines: "## Get the crew of a kite", "### HTTP request". Their
/// answers stand in another section of the case, "### Response".
pub(super) struct UseCases(BTreeMap<usize, Vec<RequestOutside>>);

impl UseCases {
    pub(super) fn read(page: &PageContext<'_>) -> Self {
        let mut found: BTreeMap<usize, Vec<RequestOutside>> = BTreeMap::new();
        for (_, section) in page.sections.of_kind(&SectionKind::HttpRequest) {
            let case = section
                .parent
                .and_then(|case| Some((case, page.sections.get(case)?)));
            let Some((case, _)) = case.filter(|(_, section)| section.kind == SectionKind::Other) else {
                continue;
            };
            found.entry(case).or_default().extend(requests_in(page, section));
        }
        Self(found)
    }

    /// The request of the case in which a section with an answer stands, if the case has one alone.
    pub(super) fn request_of(
        &self,
        section: &Section<'_>,
        answer: &ExampleResponse,
        sink: &mut PageSink,
    ) -> Option<ExampleRequest> {
        match self.0.get(&section.parent?)?.as_slice() {
            [] => None,
            [request] => Some(request.take(sink)),
            several => {
                let message = format!("which of {} requests is answered is not said", several.len());
                sink.push(Diagnostic::new(
                    Code::UnknownResponse,
                    answer.status.span,
                    message,
                ));
                None
            }
        }
    }
}

/// The requests in the fences of a section.
fn requests_in(page: &PageContext<'_>, section: &Section<'_>) -> Vec<RequestOutside> {
    let fences = page.annotations.fences(section).into_iter();
    let requests = fences.filter_map(|fence| {
        let mut sink = PageSink::default();
        let Message::Request(request) = read_fence(&fence, &mut sink)? else {
            return None;
        };
        let findings = sink.diagnostics.into_sorted().into_iter();
        // Further request lines of the fence are operations.
        let findings = findings.filter(|finding| finding.code != Code::UnknownRequestLine);
        Some(RequestOutside {
            request,
            span: fence.span,
            findings: findings.collect(),
        })
    });
    requests.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::api::examples::read;
    use crate::page::api::testing;

    #[test]
    fn the_answer_of_a_use_case_has_its_request() {
        let text = "# Get kite\n\n## HTTP request\n\n```http\nGET /kites/{id}\n```\n\n## Response\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n\n\
                    ## Get the crew\n\n### HTTP request\n\n```http\nGET /kites/{id}/crew\n```\n\n### Response\n\n```http\nHTTP/1.1 200 OK\n\n[]\n```\n";
        let (found, codes) = testing::read(text, read);
        assert_eq!(codes, []);
        let request = |place: usize| found[place].request.as_ref().map(|request| request.url.as_str());
        assert_eq!(
            (found.len(), request(0), request(1)),
            (2, None, Some("/kites/{id}/crew"))
        );
    }

    #[test]
    fn an_answer_to_one_of_several_requests_has_none() {
        let lines = "```http\nPOST /kites\n\n{\"id\": }\n```\n";
        let text = |more: &str| {
            format!(
                "# Make\n\n## Make a kite\n\n### HTTP request\n\n{lines}\n{more}\n### Response\n\n```http\nHTTP/1.1 200 OK\n```\n"
            )
        };
        let (found, codes) = testing::read(&text(""), read);
        assert!(found[0].request.is_some());
        assert_eq!(codes.len(), 1, "the JSON of the request is broken: {codes:?}");
        let (found, codes) = testing::read(&text("```http\nPOST /crews\n```\n"), read);
        assert!(found[0].request.is_none());
        assert_eq!(codes, [Code::UnknownResponse]);
    }

    #[test]
    fn an_answer_goes_to_all_requests_that_it_names() {
        let request = |name: &str, path: &str| {
            format!(
                "<!-- {{\"blockType\": \"request\", \"name\": \"{name}\"}} -->\n```http\nGET {path}\n```\n\n"
            )
        };
        let answer = |names: &str| {
            format!(
                "<!-- {{\"blockType\": \"response\", \"name\": [{names}]}} -->\n```http\nHTTP/1.1 200 OK\n\n{{\"id\": \"1\"}}\n```\n\n"
            )
        };
        let text = [
            "# Get kite\n\n## HTTP request\n\n".to_owned(),
            request("by_id", "/kites/{id}"),
            request("of_crew", "/crew/kite"),
            request("alone", "/kites"),
            "## List my kites\n\n".to_owned(),
            request("mine", "/me/kites"),
            "## Response\n\n".to_owned(),
            answer("\"by_id\", \"in_example\", \"of_crew\", \"mine\""),
            answer("\"not\", \"shown\""),
            "## Example\n\n".to_owned(),
            request("in_example", "https://graph.microsoft.com/v1.0/kites/7"),
        ];
        let (found, codes) = testing::read(&text.concat(), read);
        assert_eq!(
            codes,
            [Code::AnnotationMismatch; 2],
            "the last answer names two that are not shown"
        );
        let found: Vec<(Option<&str>, bool)> = found
            .iter()
            .map(|example| {
                let request = example.request.as_ref();
                (
                    request.map(|request| request.url.as_str()),
                    example.response.is_some(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                (Some("https://graph.microsoft.com/v1.0/kites/7"), true),
                (Some("/kites/{id}"), true),
                (Some("/crew/kite"), true),
                (Some("/me/kites"), true),
                (None, true),
            ]
        );
    }
}
