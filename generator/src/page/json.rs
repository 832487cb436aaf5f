//! JSON as the pages write it: strict JSON first, then what authors leave in by hand.
//!
//! 97 of 100 bodies are JSON; of the rest nearly all become JSON when trailing commas, comments, raw line
//! breaks in strings, missing or surplus brackets, unquoted keys and `...` are read as what they were meant
//! to be.

use std::fmt::Write as _;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::joined;
use crate::page::sink::PageSink;
use crate::span::{Span, Spanned};

mod lenient;
mod outline;

pub(crate) use outline::{JsonStep, Outline};

/// Whether a text begins as an object or an array does.
pub(super) fn begins_whole(text: &str) -> bool {
    text.trim_start().starts_with(['{', '['])
}

/// Whether a text begins as JSON does, be it with a string, or with a member whose braces are missing.
pub(super) fn begins(text: &str) -> bool {
    begins_whole(text) || text.trim_start().starts_with('"')
}

/// One thing that was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Repair {
    /// Where, in bytes from the start of the text.
    pub(super) offset: usize,
    /// What.
    pub(super) kind: RepairKind,
}

/// What was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RepairKind {
    /// A comma before a closing bracket, or two commas.
    SurplusComma,
    /// No comma between two values.
    MissingComma,
    /// No colon between a key and its value.
    MissingColon,
    /// `// …` or `/* … */`.
    Comment,
    /// A line break or another control character in a string.
    RawControl,
    /// A backslash before a character that needs none.
    BadEscape,
    /// A string that ends with its line, not with a quote.
    MissingQuote,
    /// Quotes that are not `"`: typographic or single ones.
    OtherQuotes,
    /// A key without quotes.
    UnquotedKey,
    /// A word without quotes, or a number that is none.
    UnquotedValue,
    /// A blank that JSON does not know, or a character that takes no room.
    OddBlank,
    /// `...`.
    Ellipsis,
    /// A bracket that closes nothing.
    SurplusBracket,
    /// A bracket that is never closed.
    MissingBracket,
    /// Members without the braces around them.
    MissingBraces,
    /// Text behind the value.
    TrailingText,
}

impl RepairKind {
    /// What was wrong, for the message "the JSON is broken: …".
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::SurplusComma => "surplus comma",
            Self::MissingComma => "missing comma",
            Self::MissingColon => "missing colon",
            Self::Comment => "comment",
            Self::RawControl => "line break in a string",
            Self::BadEscape => "needless escape",
            Self::MissingQuote => "string without closing quote",
            Self::OtherQuotes => "quotes other than \"",
            Self::UnquotedKey => "key without quotes",
            Self::UnquotedValue => "value without quotes",
            Self::OddBlank => "blank that is not one of JSON",
            Self::Ellipsis => "ellipsis",
            Self::SurplusBracket => "surplus bracket",
            Self::MissingBracket => "missing bracket",
            Self::MissingBraces => "missing outer braces",
            Self::TrailingText => "text behind the value",
        }
    }
}

/// A value and what was put right to read it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Json {
    /// The value.
    pub(super) value: Value,
    /// The repairs in the order of the text; empty for JSON.
    pub(super) repairs: Vec<Repair>,
}

impl Json {
    /// Whether parts were left out, as an ellipsis says.
    pub(super) fn is_abridged(&self) -> bool {
        self.repairs
            .iter()
            .any(|repair| repair.kind == RepairKind::Ellipsis)
    }
}

/// Why a text is not JSON, not even with repairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct JsonError {
    /// Where, in bytes from the start of the text.
    pub(super) offset: usize,
    /// What was expected there.
    pub(super) expected: &'static str,
}

/// Reads a text as JSON, with repairs where it is not.
pub(super) fn read(text: &str) -> Result<Json, JsonError> {
    match serde_json::from_str(text) {
        Ok(value) => Ok(Json {
            value,
            repairs: Vec::new(),
        }),
        Err(_) => lenient::read(text),
    }
}

/// Reads the lines of a fence as JSON and reports what was repaired or could not be.
pub(super) fn read_lines(lines: &[Spanned<String>], sink: &mut PageSink) -> Option<Spanned<Json>> {
    let span = lines.first()?.span.to(lines.last()?.span);
    match read(&joined(lines)) {
        Ok(json) => {
            if let Some(first) = json.repairs.first() {
                sink.push(
                    Diagnostic::new(
                        Code::RepairedJson,
                        span_at(lines, first.offset).unwrap_or(span),
                        summary(&json.repairs),
                    )
                    .help("the value was read as if this were put right"),
                );
            }
            Some(Spanned::new(json, span))
        }
        Err(error) => {
            sink.push(Diagnostic::new(
                Code::BadJson,
                span_at(lines, error.offset).unwrap_or(span),
                format!("not JSON: expected {}", error.expected),
            ));
            None
        }
    }
}

/// The kinds of the repairs, each once, with the number of its places.
fn summary(repairs: &[Repair]) -> String {
    let mut kinds: Vec<RepairKind> = repairs.iter().map(|repair| repair.kind).collect();
    kinds.sort_unstable();
    let mut out = String::from("the JSON is broken:");
    for same in kinds.chunk_by(|a, b| a == b) {
        let Some(kind) = same.first() else { continue };
        let separator = if out.ends_with(':') { "" } else { "," };
        let _ = write!(out, "{separator} {}", kind.as_str());
        if same.len() > 1 {
            let _ = write!(out, " ({} places)", same.len());
        }
    }
    out
}

/// The place of an offset in the lines joined by `\n`.
fn span_at(lines: &[Spanned<String>], offset: usize) -> Option<Span> {
    let mut start = 0;
    for line in lines {
        let end = start + line.value.len();
        if offset <= end {
            let at = offset - start;
            let width = line
                .value
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            return Some(line.span.slice(at, at + width));
        }
        start = end + 1;
    }
    None
}

#[cfg(test)]
mod tests;
