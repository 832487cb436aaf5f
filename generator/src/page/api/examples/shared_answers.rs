//! Answers whose requests stand elsewhere.
//!
//! A page that shows the same on several paths shows the answer once, and its annotation has the names of the requests:
//! `"name": ["get-kite-by-id", "get-kite-of-crew"]`. Their fences can stand in the section of the request lines.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::page::annotations::AnnotatedFence;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::{ExampleFacts, ExampleRequest, ExampleResponse};

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
    /// The title of the example in which the answer stands.
    title: Option<String>,
    response: ExampleResponse,
}

/// A request that waits for its answer.
enum Waiting {
    /// That of an example, by its place.
    InExample(usize),
    /// One in the section of the request lines.
    InLines(Box<ExampleRequest>),
}

impl SharedAnswers {
    /// Keeps the answer of a fence, if its annotation names several requests.
    pub(super) fn take(
        &mut self,
        fence: &AnnotatedFence<'_>,
        title: Option<&str>,
        response: &ExampleResponse,
    ) -> bool {
        let names = fence.annotation.map(|annotation| &annotation.names);
        let Some(names) = names.filter(|names| names.len() > 1) else {
            return false;
        };
        self.answers.push(SharedAnswer {
            names: names.clone(),
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
            title,
            response,
        } in self.answers
        {
            let named = names.iter().filter_map(|name| waiting.remove(name));
            let mut named: Vec<Waiting> = named.collect();
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
                    Waiting::InLines(request) => requests.push(*request),
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
    let of_lines = sections.filter(|(index, _)| page.sections.belongs_to(*index, &SectionKind::HttpRequest));
    for request in of_lines.flat_map(|(_, section)| requests_in(page, section)) {
        if let Some(name) = named(&request) {
            found
                .entry(name)
                .or_insert_with(|| Waiting::InLines(Box::new(request)));
        }
    }
    found
}

/// The requests of use cases that show one in their section of the request lines, by the place of the section of the case:
/// "## Get the crew of a kite", "### HTTP request". Their answers stand in another section of the case, "### Response".
pub(super) fn requests_of_use_cases(page: &PageContext<'_>) -> BTreeMap<usize, ExampleRequest> {
    let mut found: BTreeMap<usize, Vec<ExampleRequest>> = BTreeMap::new();
    for (_, section) in page.sections.of_kind(&SectionKind::HttpRequest) {
        let case = section
            .parent
            .and_then(|case| Some((case, page.sections.get(case)?)));
        let Some((case, _)) = case.filter(|(_, section)| section.kind == SectionKind::Other) else {
            continue;
        };
        found.entry(case).or_default().extend(requests_in(page, section));
    }
    let single = found.into_iter().filter(|(_, requests)| requests.len() == 1);
    single
        .filter_map(|(case, requests)| Some((case, requests.into_iter().next()?)))
        .collect()
}

/// The requests in the fences of a section of request lines. What is wrong with the fences was said when they were read as
/// such lines.
fn requests_in(page: &PageContext<'_>, section: &Section<'_>) -> Vec<ExampleRequest> {
    let mut sink = PageSink::default();
    let fences = page.annotations.fences(section).into_iter();
    let messages = fences.filter_map(|fence| read_fence(&fence, &mut sink));
    let requests = messages.filter_map(|message| match message {
        Message::Request(request) => Some(request),
        Message::Response(_) => None,
    });
    requests.collect()
}

#[cfg(test)]
mod tests {
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
            "## Response\n\n".to_owned(),
            answer("\"by_id\", \"in_example\", \"of_crew\""),
            answer("\"not\", \"shown\""),
            "## Example\n\n".to_owned(),
            request("in_example", "https://graph.microsoft.com/v1.0/kites/7"),
        ];
        let (found, codes) = testing::read(&text.concat(), read);
        assert_eq!(codes, []);
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
                (None, true),
            ]
        );
    }
}
