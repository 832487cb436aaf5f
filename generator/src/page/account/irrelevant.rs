//! Which tables, fences and annotations hold no fact, by where they stand and what they look like.
//!
//! These are the items that no reader looks at. What a reader looks at and leaves out it enters itself. A table
//! is told by the words of its header, so that a new layout is seen.

use crate::account::Rule;
use crate::markdown::{Fence, Table, Text};
use crate::page::api::http_request;
use crate::page::columns::header_key;
use crate::page::kind::PageKind;
use crate::page::sections::SectionKind;
use crate::span::Located;

use super::Place;

/// Headers that tell what a table is, in the spelling of [`header_key`].
const HEADERS: &[(&str, Rule)] = &[
    ("global service", Rule::NationalClouds),
    ("us government l4", Rule::NationalClouds),
    ("china operated by 21vianet", Rule::NationalClouds),
    ("error type", Rule::ErrorTable),
    ("error code", Rule::ErrorTable),
    ("error message", Rule::ErrorTable),
    ("http status code", Rule::ErrorTable),
    ("supported operators", Rule::QueryHelp),
    ("$filter keyword", Rule::QueryHelp),
    ("properties supporting $orderby", Rule::QueryHelp),
    ("type value", Rule::ValueHelp),
    ("format value", Rule::ValueHelp),
    ("displayas value", Rule::ValueHelp),
    ("activitydomain value", Rule::ValueHelp),
    ("emptysuggestionsreason value", Rule::ValueHelp),
    ("value of type property", Rule::ValueHelp),
    ("expected value", Rule::ValueHelp),
    ("folder id", Rule::ValueHelp),
    ("well-known folder name", Rule::ValueHelp),
    ("aspect ratio", Rule::ValueHelp),
    ("thumbnail identifier", Rule::ValueHelp),
    ("type of group", Rule::ValueHelp),
    ("maximum expiration time", Rule::ValueHelp),
    ("property type", Rule::ValueHelp),
    ("get scenario", Rule::ScenarioTable),
    ("scenario", Rule::ScenarioTable),
    ("context of the calling app", Rule::ScenarioTable),
    ("operation type", Rule::ScenarioTable),
    ("item attachment type", Rule::ScenarioTable),
    ("attendee", Rule::ScenarioTable),
    ("resource type", Rule::ScenarioTable),
    ("resource", Rule::ScenarioTable),
    ("places api", Rule::ScenarioTable),
    ("url", Rule::MethodWithoutPage),
];

/// The rule by which no row of a table matters.
pub(super) fn table(place: &Place<'_, '_>, table: &Table) -> Option<Rule> {
    let keys: Vec<String> = table.header.cells.iter().map(header_key).collect();
    let by_header = HEADERS
        .iter()
        .find(|(header, _)| keys.iter().any(|key| key == header))
        .map(|(_, rule)| *rule);
    let values = keys.iter().map(String::as_str).eq(["value", "description"]);
    let names = matches!(
        keys.first().map(String::as_str),
        Some("name" | "property" | "value")
    );
    // "Methods supported by each target product": what the list of methods says, product by product.
    let compares = keys.first().is_some_and(|key| key == "method")
        && place.section.kind == SectionKind::Other
        && place.is_within(&SectionKind::Methods);
    section(place)
        .or(by_header)
        .or_else(|| compares.then_some(Rule::ScenarioTable))
        .or_else(|| (place.section.kind == SectionKind::Errors).then_some(Rule::ErrorTable))
        .or_else(|| (values && place.belongs_to(&SectionKind::Query)).then_some(Rule::QueryHelp))
        .or_else(|| (names && place.belongs_to(&SectionKind::Response)).then_some(Rule::ResponseTable))
        .or_else(|| (names && place.belongs_to(&SectionKind::Headers)).then_some(Rule::ValueHelp))
        .or_else(|| values.then_some(Rule::ValueHelp))
}

/// The rule by which no fence of this kind or at this place matters.
pub(super) fn fence(place: &Place<'_, '_>, fence: &Fence) -> Option<Rule> {
    let Some(first) = fence.lines.iter().find(|line| !line.value.trim().is_empty()) else {
        return Some(Rule::EmptyFence);
    };
    let language = fence
        .info
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let in_other_tab = place.tab.is_some_and(|tab| !tab.eq_ignore_ascii_case("http"));
    if in_other_tab || LANGUAGES.contains(&language.as_str()) {
        return Some(Rule::OtherLanguage);
    }
    if first.value.starts_with("PS ") {
        return Some(Rule::ShellCommand);
    }
    section(place).or_else(|| match place.page {
        PageKind::Api => on_api_page(place, first),
        PageKind::Type => on_type_page(first),
        PageKind::Conceptual | PageKind::Unknown => None,
    })
}

fn on_api_page(place: &Place<'_, '_>, first: &Located<String>) -> Option<Rule> {
    let shows_value = shows_value(first);
    if place.is_within(&SectionKind::Errors) {
        return Some(Rule::ErrorSample);
    }
    if place.belongs_to(&SectionKind::Query) || place.belongs_to(&SectionKind::Headers) {
        return Some(Rule::OptionSample);
    }
    if shows_value && place.is_within(&SectionKind::Example) {
        return Some(Rule::ExampleState);
    }
    let of_body = [
        SectionKind::RequestBody,
        SectionKind::Response,
        SectionKind::Request,
    ];
    if shows_value && of_body.iter().any(|kind| place.belongs_to(kind)) {
        return Some(Rule::BodySample);
    }
    let is_prose = matches!(place.section.kind, SectionKind::Top | SectionKind::Other);
    if is_prose && http_request::header(first).is_some() {
        return Some(Rule::OptionSample);
    }
    let is_use = place.is_documented(first) || shows_value;
    (is_status_line(first) || (is_prose && is_use)).then_some(Rule::UseCase)
}

fn on_type_page(first: &Located<String>) -> Option<Rule> {
    let text = first.value.trim_start();
    if http_request::request(first).is_some() || is_status_line(first) || text.starts_with("https://") {
        return Some(Rule::RequestOnTypePage);
    }
    (shows_value(first) || text.starts_with('<')).then_some(Rule::ValueSample)
}

/// Whether a fence begins like a response: `HTTP/1.1 200 OK`, `HTTP code: 200 OK`.
fn is_status_line(first: &Located<String>) -> bool {
    ["HTTP/", "HTTP "]
        .iter()
        .any(|begin| first.value.starts_with(begin))
}

/// Whether a fence begins with JSON, or with a member of an object.
fn shows_value(first: &Located<String>) -> bool {
    first.value.trim_start().starts_with(['{', '[', '"'])
}

/// The rule by which a comment does not matter.
pub(super) fn annotation(place: &Place<'_, '_>, text: &Text) -> Option<Rule> {
    let raw = text.raw.as_str();
    if raw.contains("#page.annotation") {
        return Some(Rule::PageFooter);
    }
    if raw.contains("blockType") {
        return section(place).or(Some(Rule::FenceKind));
    }
    if TOOLS.iter().any(|word| raw.starts_with(word)) {
        return Some(Rule::ToolComment);
    }
    (!raw.starts_with('{')).then_some(Rule::CommentedOut)
}

/// The rule by which nothing in a section matters.
fn section(place: &Place<'_, '_>) -> Option<Rule> {
    if place.page == PageKind::Conceptual {
        return Some(Rule::ConceptPage);
    }
    place
        .is_within(&SectionKind::Reading)
        .then_some(Rule::ReadingSection)
}

/// What stands behind the mark of a fence that shows the call in a programming language.
const LANGUAGES: &[&str] = &[
    "bash",
    "c#",
    "cli",
    "csharp",
    "go",
    "java",
    "javascript",
    "js",
    "objc",
    "php",
    "powershell",
    "python",
    "typescript",
];

/// How comments of tools begin.
const TOOLS: &[&str] = &["uuid:", "markdownlint", "docfx", "prettier"];
