//! Parameters of an action that no table lists: prose names them, or JSON in the section of the body shows them, or an
//! example sends them.

use crate::graph::Method;
use crate::markdown::{Block, BlockKind, Text};
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::page::sink::PageSink;
use crate::page::types::representation;
use crate::page::{ExampleBody, ExampleFacts, PropertyFacts, RowKind, SpelledType, TypeFacts, json};
use crate::rules::named_parameters::named_parameters;
use crate::rules::prose::Prose;
use crate::span::Spanned;

use crate::page::api::answer::mention;
use crate::page::api::request::http_request::RequestLine;

/// The parameters, without those that stand in the URL. None where an operation of the page is not a POST, as calls of
/// actions are. `body`: the sections about the body.
pub(in crate::page::api) fn read(
    page: &PageContext<'_>,
    body: &[Section<'_>],
    lines: &[RequestLine],
    examples: &[ExampleFacts],
    sink: &mut PageSink,
) -> Vec<PropertyFacts> {
    if lines.is_empty() || lines.iter().any(|line| line.method != Method::Post) {
        return Vec::new();
    }
    let mut found: Vec<PropertyFacts> = Vec::new();
    for section in body {
        found.extend(parameters_in_json(page, section, sink));
    }
    let top = page
        .sections
        .of_kind(&SectionKind::Top)
        .map(|(_, section)| section);
    for section in top.chain(body) {
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
                    let sentence = prose.description(&parameter.sentence);
                    found.push(named(parameter.name, sentence));
                }
            }
        }
    }
    if found.is_empty() && page.title.value.is_of_call() && !body.is_empty() {
        found = sent_parameters(examples);
        take_named_types(&mut found, body, sink);
    }
    let is_of_url = |name: &str| lines.iter().any(|line| line.names_parameter(name));
    found.retain(|parameter| !is_of_url(&parameter.name.value));
    found
}

/// The keys of what the first example sends: "pass the list of staff IDs along with the two ends of the period".
fn sent_parameters(examples: &[ExampleFacts]) -> Vec<PropertyFacts> {
    let requests = examples.iter().filter_map(|example| example.request.as_ref());
    let mut bodies = requests.filter_map(|request| match &request.body {
        ExampleBody::Json(json) if json.value.is_object() => Some(json),
        _ => None,
    });
    let rows = bodies
        .next()
        .map(|json| representation::sent_properties(&Spanned::new(json.value.clone(), json.span)));
    let rows = rows.unwrap_or_default().into_iter();
    rows.map(|row| PropertyFacts {
        kind: RowKind::Untabled,
        ..row
    })
    .collect()
}

/// Takes the types that sentences give to parameters: "two [dateTimeTimeZone](…) objects called **start** and **end**".
fn take_named_types(parameters: &mut [PropertyFacts], body: &[Section<'_>], sink: &mut PageSink) {
    for text in body
        .iter()
        .flat_map(Section::all_blocks)
        .filter_map(Block::paragraph)
    {
        let prose = Prose::new(text);
        for sentence in prose.sentences() {
            let Some(at) = prose.lower[sentence.clone()].find(" called ") else {
                continue;
            };
            let called = sentence.start + at;
            let Some(ty) = mention::find(&prose, sentence.start..called, sink) else {
                continue;
            };
            for piece in prose.pieces_in(&(called..sentence.end)) {
                let named = parameters.iter_mut().find(|row| row.name.value == piece.text);
                if let Some(row) = named.filter(|row| matches!(row.ty.name, SpelledType::Unknown(_))) {
                    row.ty.name = ty.name.clone();
                }
            }
        }
    }
}

/// The keys of the JSON of a section, where it is the only one. The paragraph behind it describes the parameter, where the
/// JSON has but one.
fn parameters_in_json(
    page: &PageContext<'_>,
    section: &Section<'_>,
    sink: &mut PageSink,
) -> Vec<PropertyFacts> {
    let fences = page.annotations.fences(section);
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
    let rows = representation::properties(fence.fence, &json.map(|json| json.value));
    let is_one = rows.len() == 1;
    let described = fence.behind.filter(|_| is_one);
    let mut texts = section.all_blocks().filter_map(Block::paragraph);
    let required = (is_one && texts.any(is_optional)).then_some(false);
    rows.into_iter()
        .map(|row| PropertyFacts {
            kind: RowKind::Untabled,
            required,
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
