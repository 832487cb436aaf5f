//! The clauses of a sentence about OData options: which options a clause names, and whether it denies them.

use std::ops::Range;

use crate::graph::{option_of_code, option_of_word};
use crate::rules::prose::{Prose, Style};
use crate::span::Span;

/// Words of statements that say that an option is not there.
const DENIALS: &[&str] = &[
    "not support",
    "no support",
    "not currently support",
    "does not currently",
    "n't support",
    "n't currently support",
    "unsupported",
];

/// Words that make a denial hold in some cases only: "`$select` is not supported in this case".
const CONDITIONS: &[&str] = &[
    " if ",
    " in combination",
    " in this case",
    " supported for ",
    " supported in ",
    " supported on ",
    " supported with ",
    " together with ",
    " unless ",
    " when ",
];

/// Words between what is denied and what is not: "Query parameters other than `$select` are not supported".
const EXCEPTIONS: &[&str] = &["other than", "except"];

/// Words before examples of what is denied: "does not support the OData query parameters (e.g. $filter …)".
const EXAMPLES: &[&str] = &["e.g.", "for example", "such as"];

/// Where what is excepted begins.
pub(super) fn exception(lower: &str) -> Option<usize> {
    EXCEPTIONS.iter().filter_map(|words| lower.find(words)).min()
}

/// The parts of a sentence around "but", of which one offers what the other denies.
pub(super) fn clauses(prose: &Prose<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let lower = prose.lower.get(sentence.clone()).unwrap_or_default();
    let Some(at) = lower.find(" but ") else {
        return vec![sentence.clone()];
    };
    let middle = sentence.start + at;
    vec![sentence.start..middle, middle + " but ".len()..sentence.end]
}

/// Whether a clause says that something is not supported.
pub(super) fn is_denial(prose: &Prose<'_>, clause: &Range<usize>) -> bool {
    let lower = prose.lower.get(clause.clone()).unwrap_or_default();
    let is_strong_not = || {
        prose.pieces_in(clause).iter().any(|piece| {
            piece.style == Style::Strong
                && piece.text.eq_ignore_ascii_case("not")
                && clause.contains(&piece.seen.start)
        })
    };
    ["not ", "none of "].iter().any(|words| lower.starts_with(words))
        || DENIALS.iter().any(|words| lower.contains(words))
        || is_strong_not()
}

/// Whether a denial is about the request, and not about some properties, values or cases.
pub(super) fn holds_always(lower: &str) -> bool {
    let subject = DENIALS.iter().filter_map(|words| lower.find(words)).min();
    let subject = lower.get(..subject.unwrap_or_default()).unwrap_or_default();
    !subject.contains("propert") && !CONDITIONS.iter().any(|words| lower.contains(words))
}

/// A clause up to the examples in it.
pub(super) fn head(prose: &Prose<'_>, clause: &Range<usize>) -> Range<usize> {
    let lower = prose.lower.get(clause.clone()).unwrap_or_default();
    let end = EXAMPLES.iter().filter_map(|words| lower.find(words)).min();
    clause.start..end.map_or(clause.end, |end| clause.start + end)
}

/// The keys of the options that a part of a text names, with their places.
pub(super) fn options_in(prose: &Prose<'_>, range: &Range<usize>) -> Vec<(&'static str, Span)> {
    let mut found: Vec<(&'static str, Span)> = Vec::new();
    for piece in prose.pieces_in(range) {
        let part = piece.seen.start.max(range.start)..piece.seen.end.min(range.end);
        let option_of = match piece.style {
            Style::Code => option_of_code,
            // The text of such a link is the name of an option, too.
            Style::Link(target) if target.contains("query-parameters") => option_of_code,
            _ => option_of_word,
        };
        let text = prose.lower.get(part.clone()).unwrap_or_default();
        for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '$')) {
            if let Some(key) = option_of(word)
                && found.iter().all(|(known, _)| *known != key)
            {
                found.push((key, prose.locate(part.clone()).span));
            }
        }
    }
    found
}
