//! Parameters of an action that no table lists: prose names them, or JSON in the section of the body shows them.

use crate::graph::Method;
use crate::markdown::{BlockKind, Text};
use crate::page::annotations;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::{PropertyFacts, RowKind, TypeFacts, json, representation};
use crate::rules::named_parameters::named_parameters;
use crate::rules::prose::Prose;
use crate::span::Spanned;

use super::http_request::RequestLine;

/// The parameters, without those that stand in the URL. None where an operation of the page is not a POST, as calls of
/// actions are. `body`: the sections about the body.
pub(super) fn read(
    page: &PageContext<'_>,
    body: &[&Section<'_>],
    lines: &[RequestLine],
    sink: &mut PageSink,
) -> Vec<PropertyFacts> {
    if lines.is_empty() || lines.iter().any(|line| line.method != Method::Post) {
        return Vec::new();
    }
    let mut found: Vec<PropertyFacts> = Vec::new();
    for section in body {
        found.extend(parameters_in_json(section, sink));
    }
    let top = page
        .sections
        .of_kind(&SectionKind::Top)
        .map(|(_, section)| section);
    for section in top.chain(body.iter().copied()) {
        for block in section.all_blocks() {
            let BlockKind::Paragraph(text) = &block.kind else {
                continue;
            };
            let prose = Prose::new(text);
            for parameter in named_parameters(&prose) {
                let name = &parameter.name.value;
                if !found
                    .iter()
                    .any(|known| known.name.value.eq_ignore_ascii_case(name))
                {
                    let sentence = prose.part(parameter.sentence.clone());
                    found.push(named(parameter.name, sentence));
                }
            }
        }
    }
    let is_of_url = |name: &str| lines.iter().any(|line| line.names_parameter(name));
    found.retain(|parameter| !is_of_url(&parameter.name.value));
    found
}

/// The keys of the JSON of a section, where it is the only one. The paragraph behind it describes the parameter, where the
/// JSON has but one.
fn parameters_in_json(section: &Section<'_>, sink: &mut PageSink) -> Vec<PropertyFacts> {
    let fences = annotations::fences(section.all_blocks(), sink);
    let [fence] = fences.as_slice() else {
        return Vec::new();
    };
    // What is annotated describes a type.
    if fence.annotation.is_some() || !fence.fence.info.eq_ignore_ascii_case("json") {
        return Vec::new();
    }
    let Some(json) = json::read_lines(&fence.fence.lines, sink) else {
        return Vec::new();
    };
    sink.used(fence.span);
    let rows = representation::properties(fence.fence, &json.map(|json| json.value), false);
    let is_one = rows.len() == 1;
    let described = fence.behind.filter(|_| is_one);
    rows.into_iter()
        .map(|row| PropertyFacts {
            kind: RowKind::Untabled,
            required: described.and_then(|text| is_optional(text).then_some(false)),
            description: described.cloned().unwrap_or(row.description),
            ..row
        })
        .collect()
}

/// "This optional parameter defines …", "you may optionally include …"
fn is_optional(text: &Text) -> bool {
    Prose::new(text).lower.contains("optional")
}

/// A parameter of which the name alone is known.
fn named(name: Spanned<String>, sentence: Option<Text>) -> PropertyFacts {
    let span = name.span;
    let required = sentence
        .as_ref()
        .and_then(|text| is_optional(text).then_some(false));
    PropertyFacts {
        description: sentence.unwrap_or_else(|| Text::empty(span)),
        required,
        ..PropertyFacts::named(name, TypeFacts::untyped(span), RowKind::Untabled)
    }
}
