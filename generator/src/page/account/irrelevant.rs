//! Which tables, fences and annotations hold no fact, by where they stand and what they look like.
//!
//! These are the items that no reader looks at. What a reader looks at and leaves out it enters itself.

use crate::account::Rule;
use crate::markdown::{Fence, Table, Text};
use crate::page::columns::header_key;
use crate::page::kind::PageKind;
use crate::page::sections::SectionKind;

use super::Place;

/// The rule by which no row of a table matters.
pub(super) fn table(place: &Place<'_, '_>, table: &Table) -> Option<Rule> {
    let first = table.header.cells.first().map(header_key).unwrap_or_default();
    let any_header = |words: &[&str]| {
        let keys = table.header.cells.iter().map(header_key);
        keys.into_iter().any(|key| words.contains(&key.as_str()))
    };
    if any_header(&["global service", "us government l4", "china operated by 21vianet"]) {
        return Some(Rule::NationalClouds);
    }
    if place.section.kind == SectionKind::Errors || any_header(&["error code", "http status code"]) {
        return Some(Rule::ErrorTable);
    }
    let _ = first;
    section(place)
}

/// The rule by which no fence of this kind or at this place matters.
pub(super) fn fence(place: &Place<'_, '_>, fence: &Fence) -> Option<Rule> {
    if fence.lines.iter().all(|line| line.value.trim().is_empty()) {
        return Some(Rule::EmptyFence);
    }
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
    section(place)
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
        .belongs_to(&SectionKind::Reading)
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
