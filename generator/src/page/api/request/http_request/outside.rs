//! Operation lines outside of *HTTP request*.

use std::collections::BTreeSet;

use crate::graph::{Method, Verb};
use crate::page::annotations::AnnotatedFence;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;

use crate::page::api::request::http_request::line::{self, Line};
use crate::page::api::request::http_request::{RequestLine, read_fence, read_meant, template_of};

/// The lines of a page on which no heading says *HTTP request*: those of fences that begin with an operation,
/// before the first example.
pub(super) fn without_heading(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<RequestLine> {
    let mut lines = Vec::new();
    let before_examples = page.sections.iter().take_while(|section| {
        !matches!(
            section.kind,
            SectionKind::Example | SectionKind::Request | SectionKind::Response
        )
    });
    for section in before_examples {
        if !matches!(
            section.kind,
            SectionKind::Top | SectionKind::Permissions | SectionKind::Other
        ) {
            continue;
        }
        for fence in page.annotations.fences(section) {
            let first = fence
                .fence
                .lines
                .iter()
                .find(|line| !line.value.trim().is_empty());
            if first.is_some_and(|first| matches!(line::classify(first), Line::Operation(..))) {
                read_fence(fence.fence, fence.span, &mut lines, sink);
            }
        }
    }
    lines
}

/// The lines of further operations on a page that has the heading *HTTP request*, too. Some lead further than the
/// documented paths and stand in the introduction:
///
/// > You can use the page's `content` endpoint to get the HTML content of a page:
/// >
/// > `GET /me/onenote/pages/{id}/content`
///
/// Others stand under the heading of a use case, `## List a site's drives`, beside one that has *HTTP request* below it.
pub(super) fn beside_heading(
    page: &PageContext<'_>,
    documented: &[RequestLine],
    sink: &mut PageSink,
) -> Vec<RequestLine> {
    let mut found = Vec::new();
    let parents = parents_of_use_cases(page);
    for section in page.sections.iter() {
        let is_introduction = section.kind == SectionKind::Top;
        let is_use_case = section.kind == SectionKind::Other && parents.contains(&section.parent);
        if !is_introduction && !is_use_case {
            continue;
        }
        for fence in page.annotations.fences(section) {
            // URLs with a host are those of examples.
            let is_meant = |line: &RequestLine| {
                let is_said = if is_introduction {
                    leads_further(line, documented)
                } else {
                    says_request(section, &fence, line.method)
                };
                is_said
                    && line.path.documented.value.starts_with('/')
                    && template_of(line, documented).is_none()
            };
            let mut lines = Vec::new();
            let mut of_fence = PageSink::default();
            read_meant(fence.fence, fence.span, &is_meant, &mut lines, &mut of_fence);
            // Only where a fence shows an operation that is meant do its lines say anything.
            if !lines.is_empty() {
                sink.append(of_fence);
                found.extend(lines.into_iter().map(with_optional_query));
            }
        }
    }
    found
}

/// Whether a path goes on where a documented one ends.
fn leads_further(line: &RequestLine, documented: &[RequestLine]) -> bool {
    let segments = line.path.template.segments.as_slice();
    let mut of_method = documented.iter().filter(|known| known.method == line.method);
    of_method.any(|known| segments.starts_with(&known.path.template.segments))
}

/// The sections that have a use case with *HTTP request* below it; the others beside that are use cases, too.
fn parents_of_use_cases(page: &PageContext<'_>) -> BTreeSet<Option<usize>> {
    let requests = page.sections.of_kind(&SectionKind::HttpRequest);
    let cases = requests.filter_map(|(_, request)| page.sections.get(request.parent?));
    cases
        .filter(|case| case.kind == SectionKind::Other)
        .map(|case| case.parent)
        .collect()
}

/// Whether the annotation of a fence says that it is a request, or, where it has none, the heading says what requests
/// of the method do.
fn says_request(section: &Section<'_>, fence: &AnnotatedFence<'_>, method: Method) -> bool {
    match &fence.annotation {
        Some(annotation) => annotation.is_of("request"),
        None => {
            let heading = section.heading_text();
            let verb = heading.split_whitespace().next().and_then(Verb::from_synonym);
            verb.is_some_and(|verb| does(verb, method))
        }
    }
}

/// Whether requests of a method do what a verb says.
fn does(verb: Verb, method: Method) -> bool {
    match verb {
        Verb::Get | Verb::List => method == Method::Get,
        Verb::Add | Verb::Create | Verb::Post => method == Method::Post,
        Verb::Update => matches!(method, Method::Patch | Method::Put),
        Verb::Delete | Verb::Remove => method == Method::Delete,
    }
}

/// The line with a query that can be left out: here an option with a value shows what can be asked for.
fn with_optional_query(mut line: RequestLine) -> RequestLine {
    for option in &mut line.path.query {
        option.optional |= option.is_fixed();
    }
    line
}
