//! Recognises tables, fences and annotations that hold no fact, by their section and their form.
//!
//! These are the items that no reader looks at. A reader that looks at an item and leaves it out records that itself.

use crate::coverage::IgnoreReason;
use crate::markdown::{Fence, Table, Text};
use crate::page::api::request::http_request;
use crate::page::cells::columns::header_key;
use crate::page::head::kind::PageKind;
use crate::page::json;
use crate::page::sections::SectionKind;
use crate::span::Spanned;

use crate::page::coverage::{ItemContext, explaining_tables};

/// Why no row of a table holds a fact; `None` where one may.
pub(super) fn table(place: &ItemContext<'_, '_>, table: &Table) -> Option<IgnoreReason> {
    let keys: Vec<String> = table.header.cells.iter().map(header_key).collect();
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
        .or_else(|| explaining_tables::reason(place, table))
        .or_else(|| compares.then_some(IgnoreReason::ScenarioTable))
        .or_else(|| (place.section.kind == SectionKind::Errors).then_some(IgnoreReason::ErrorTable))
        .or_else(|| (values && place.belongs_to(&SectionKind::Query)).then_some(IgnoreReason::QueryHelp))
        .or_else(|| {
            (names && place.belongs_to(&SectionKind::Response)).then_some(IgnoreReason::ResponseTable)
        })
        .or_else(|| (names && place.belongs_to(&SectionKind::Headers)).then_some(IgnoreReason::ValueHelp))
        .or_else(|| is_of_answer(place).then_some(IgnoreReason::ResponseHeader))
        .or_else(|| values.then_some(IgnoreReason::ValueHelp))
}

/// Whether a section lists the headers of the answer.
fn is_of_answer(place: &ItemContext<'_, '_>) -> bool {
    place
        .section
        .heading_text()
        .eq_ignore_ascii_case("response headers")
}

/// Why a fence of this kind or at this place holds no fact; `None` where it may.
pub(super) fn fence(place: &ItemContext<'_, '_>, fence: &Fence) -> Option<IgnoreReason> {
    let Some(first) = fence.lines.iter().find(|line| !line.value.trim().is_empty()) else {
        return Some(IgnoreReason::EmptyFence);
    };
    let language = fence
        .info
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let in_other_tab = place.tab.is_some_and(|tab| !tab.eq_ignore_ascii_case("http"));
    if in_other_tab || LANGUAGES.contains(&language.as_str()) {
        return Some(IgnoreReason::OtherLanguage);
    }
    if first.value.starts_with("PS ") {
        return Some(IgnoreReason::ShellCommand);
    }
    section(place).or_else(|| match place.page {
        PageKind::Api => on_api_page(place, first),
        PageKind::Type => on_type_page(first),
        PageKind::Conceptual | PageKind::Unknown => None,
    })
}

fn on_api_page(place: &ItemContext<'_, '_>, first: &Spanned<String>) -> Option<IgnoreReason> {
    let shows_value = json::begins(&first.value);
    if place.is_within(&SectionKind::Errors) {
        return Some(IgnoreReason::ErrorSample);
    }
    if place.belongs_to(&SectionKind::Query) || place.belongs_to(&SectionKind::Headers) {
        return Some(IgnoreReason::OptionSample);
    }
    if shows_value && place.is_within(&SectionKind::Example) {
        return Some(IgnoreReason::ExampleState);
    }
    let of_body = [
        SectionKind::RequestBody,
        SectionKind::Response,
        SectionKind::Request,
    ];
    if shows_value && of_body.iter().any(|kind| place.belongs_to(kind)) {
        return Some(IgnoreReason::BodySample);
    }
    let is_prose = matches!(place.section.kind, SectionKind::Top | SectionKind::Other);
    if is_prose && http_request::header(first).is_some() {
        return Some(IgnoreReason::OptionSample);
    }
    let is_use = place.is_documented(first) || shows_value;
    (http_request::status(first).is_some() || (is_prose && is_use)).then_some(IgnoreReason::UseCase)
}

fn on_type_page(first: &Spanned<String>) -> Option<IgnoreReason> {
    let text = first.value.trim_start();
    if http_request::request(first).is_some()
        || http_request::status(first).is_some()
        || text.starts_with("https://")
    {
        return Some(IgnoreReason::RequestOnTypePage);
    }
    (json::begins(&first.value) || text.starts_with('<')).then_some(IgnoreReason::ValueSample)
}

/// Why a comment holds no fact; `None` where it may.
pub(super) fn annotation(place: &ItemContext<'_, '_>, text: &Text) -> Option<IgnoreReason> {
    let raw = &*text.raw;
    if raw.contains("#page.annotation") {
        return Some(IgnoreReason::PageFooter);
    }
    if raw.contains("blockType") {
        return section(place).or(Some(IgnoreReason::FenceKind));
    }
    if TOOLS.iter().any(|word| raw.starts_with(word)) {
        return Some(IgnoreReason::ToolComment);
    }
    (!raw.starts_with('{')).then_some(IgnoreReason::CommentedOut)
}

/// Why nothing in a section holds a fact; `None` where something may.
fn section(place: &ItemContext<'_, '_>) -> Option<IgnoreReason> {
    if place.page == PageKind::Conceptual {
        return Some(IgnoreReason::ConceptPage);
    }
    place
        .is_within(&SectionKind::Reading)
        .then_some(IgnoreReason::ReadingSection)
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
