//! "Possible values are: `unknown`, `notApplicable`."
//!
//! The lists come in many forms: code, bold, italic, quotes or nothing around the values; numbers before them
//! (``0 - `Not Ready`, 1 - `Ready` ``); prose behind them (`` `null` (default value), `NotDisabled` ``). A list
//! ends with its sentence, so that the note about evolvable enumerations, which says some members again, is no
//! part of it. What an author offers as examples ("such as", "for example") is no list of all values.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::markdown::Text;
use crate::span::Located;

use super::prose::{Prose, Style};

mod bare;

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PossibleValue {
    /// The value as sent.
    pub(crate) name: Located<String>,
    /// The number before it.
    pub(crate) number: Option<i64>,
    /// The prose behind it.
    pub(crate) description: Option<Text>,
}

/// What announces a list, in lower case. Between these words and the first value may stand only what
/// [`is_lead`] knows.
const INTRODUCTIONS: &[&str] = &[
    "possible value",
    "possible vaules",
    "possible result values",
    "possible states",
    "possible types",
    "allowed value",
    "supported value",
    "accepted value",
    "valid values",
    "valid string values",
    "valid value is",
    "values are",
    "values are:",
    "values include",
    "values can be",
    "must be one of",
    "should be one of",
    "can be one of",
    "can either be",
    "could be one of",
    "is one of",
    "one of the following",
    "options are",
    "can be set to one of",
];

/// The values that the prose lists, in its order; empty where it lists none, or gives examples only.
pub(crate) fn possible_values(prose: &Prose<'_>, sink: &mut Sink) -> Vec<PossibleValue> {
    for start in introductions(prose) {
        let mut values = read(prose, start);
        values.retain(|value| !matches!(value.name.value.as_str(), "null" | "NULL" | "Null"));
        if !values.is_empty() {
            return without_repeats(values, sink);
        }
    }
    Vec::new()
}

/// Where the introductions end, from left to right.
fn introductions(prose: &Prose<'_>) -> Vec<usize> {
    let mut ends: Vec<usize> = INTRODUCTIONS
        .iter()
        .flat_map(|words| {
            prose
                .lower
                .match_indices(words)
                .map(move |(at, _)| at + words.len())
        })
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn without_repeats(values: Vec<PossibleValue>, sink: &mut Sink) -> Vec<PossibleValue> {
    let mut kept: Vec<PossibleValue> = Vec::with_capacity(values.len());
    let mut names = std::collections::BTreeMap::new();
    for value in values {
        match names.get(&value.name.value) {
            Some(first) => sink.push(
                Diagnostic::new(
                    Code::RepeatedValue,
                    value.name.span,
                    format!("the value `{}` stands twice in the list", value.name.value),
                )
                .label(*first, "it stands here first"),
            ),
            None => {
                names.insert(value.name.value.clone(), value.name.span);
                kept.push(value);
            }
        }
    }
    kept
}

/// Reads the list that begins somewhere behind `start`.
fn read(prose: &Prose<'_>, start: usize) -> Vec<PossibleValue> {
    let Some(first) = first_value(prose, start) else {
        return bare::read(prose, start);
    };
    if !is_lead(&prose.lower[start..first.seen.start]) {
        return bare::read(prose, start);
    }
    styled(prose, start, &first)
}

/// A value that is set off from the prose around it.
#[derive(Clone, Debug)]
struct Marked {
    /// Marks included, where they are quotes.
    seen: Range<usize>,
    /// Without quotes.
    inner: Range<usize>,
    mark: Mark,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Code,
    Strong,
    Emphasis,
    Quotes,
}

/// The first piece behind `start`, in its sentence or right behind it, that is set off.
fn first_value(prose: &Prose<'_>, start: usize) -> Option<Marked> {
    let end = prose.sentence_end(start);
    let mut from = start;
    loop {
        let found = next_marked(prose, from, end, None)?;
        // "Possible values for **requestedAccessTokenVersion** are `1` or `2`": the property is no value.
        let behind = prose.lower[found.seen.end..end].trim_start();
        let is_subject = ["are", "is", "property", "include"].iter().any(|verb| {
            behind
                .strip_prefix(verb)
                .is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}']))
        });
        if !is_subject {
            return Some(found);
        }
        from = found.seen.end;
    }
}

/// The next piece between two offsets that is set off, with the same mark if one is given.
fn next_marked(prose: &Prose<'_>, from: usize, end: usize, mark: Option<Mark>) -> Option<Marked> {
    let first = prose.pieces.partition_point(|piece| piece.seen.end <= from);
    for piece in prose.pieces.iter().skip(first) {
        if piece.seen.start >= end {
            return None;
        }
        let found = match piece.style {
            Style::Code => Some(Mark::Code),
            Style::Strong => Some(Mark::Strong),
            Style::Emphasis => Some(Mark::Emphasis),
            Style::Plain => None,
            Style::Link(_) | Style::Break => continue,
        };
        match found {
            Some(found) if mark.is_none_or(|mark| mark == found) && piece.seen.start >= from => {
                let inner = unquoted(prose, piece.seen.clone());
                if inner.is_empty() {
                    continue;
                }
                return Some(Marked {
                    seen: piece.seen.clone(),
                    inner,
                    mark: found,
                });
            }
            None if mark.is_none_or(|mark| mark == Mark::Quotes) => {
                let start = piece.seen.start.max(from);
                if let Some(quoted) = next_quoted(prose, start, piece.seen.end.min(end)) {
                    return Some(quoted);
                }
            }
            _ => {}
        }
    }
    None
}

/// A value in quotes: a word or a few, without a sentence's marks.
fn next_quoted(prose: &Prose<'_>, from: usize, end: usize) -> Option<Marked> {
    let text = prose.seen.get(from..end)?;
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, open)) = characters.next() {
        let close = match open {
            '"' => '"',
            '\'' => '\'',
            '\u{201c}' => '\u{201d}',
            '\u{2018}' => '\u{2019}',
            _ => {
                before = open;
                continue;
            }
        };
        let begins_word = !before.is_alphanumeric();
        before = open;
        if !begins_word {
            continue;
        }
        let inner = at + open.len_utf8();
        let Some(length) = text[inner..].find(close) else {
            continue;
        };
        let value = &text[inner..inner + length];
        if value.is_empty() || value.len() > 60 || value.contains(['.', ',', ';', ':', '(']) {
            continue;
        }
        return Some(Marked {
            seen: from + at..from + inner + length + close.len_utf8(),
            inner: from + inner..from + inner + length,
            mark: Mark::Quotes,
        });
    }
    None
}

/// The value without quotes and stray separators inside of its marks: `` `"a"` ``, `**a,**`.
fn unquoted(prose: &Prose<'_>, range: Range<usize>) -> Range<usize> {
    let text = &prose.seen[range.clone()];
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ';' | '\u{201c}' | '\u{201d}');
    let start = text.len() - text.trim_start_matches(is_edge).len();
    let inner = text.trim_matches(is_edge);
    range.start + start..range.start + start + inner.len()
}

/// Whether the words between an introduction and the first value are only a transition: "s are: ", " for this
/// property include ", " - 0 - ". Not "such as", not "range from".
fn is_lead(words: &str) -> bool {
    const WORDS: &[&str] = &[
        "s",
        "are",
        "is",
        "being",
        "be",
        "can",
        "include",
        "includes",
        "the",
        "following",
        "for",
        "this",
        "property",
        "value",
        "values",
        "of",
        "to",
        "either",
        "one",
        "currently",
        "only",
        "valid",
        "string",
        "these",
        "in",
        "field",
        "as",
        "follows",
        "below",
        "listed",
        "attribute",
        "set",
        "a",
        "any",
        "two",
        "or",
        "more",
        "combination",
        "from",
        "list",
        "will",
        "parameter",
        "header",
        "columns",
        "enum",
        "column",
    ];
    let (words, _) = split_number(words);
    let is_example = words.contains("such as") || words.contains("e.g") || words.contains("example");
    // "For **x**, …": the words between the marks of the subject are not looked at.
    let known = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter(|word| !WORDS.contains(word))
        .count();
    // One word may name the subject: "Possible values for dataType are".
    let has_subject = words.contains(" for ") || words.contains(" of ");
    !is_example && !words.contains('.') && known <= usize::from(has_subject)
}

/// The number that ends a text, and the text before it: `, 1 - ` gives `, ` and 1.
fn split_number(gap: &str) -> (&str, Option<i64>) {
    let trimmed = gap.trim_end();
    let Some(before) = trimmed.strip_suffix(['-', '\u{2013}', '\u{2014}', '=', ':', ')']) else {
        return (gap, None);
    };
    let before = before.trim_end();
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = digits
        .strip_suffix('-')
        .filter(|head| head.is_empty() || head.ends_with(' '))
        .unwrap_or(digits);
    match before[digits.len()..].parse() {
        Ok(number) => (digits, Some(number)),
        Err(_) => (gap, None),
    }
}

/// What stands between two values.
enum Gap {
    /// Only marks and *and* or *or*.
    Separator,
    /// Prose about the value before, then a separator.
    Description,
    /// Prose about the value before, in the midst of which something is set off.
    Within,
    /// The list is over.
    End,
}

fn styled(prose: &Prose<'_>, start: usize, first: &Marked) -> Vec<PossibleValue> {
    let mut end = prose.sentence_end(first.seen.end);
    let (_, number) = split_number(&prose.seen[start..first.seen.start]);
    let mut values: Vec<(Marked, Option<i64>, Option<Range<usize>>)> = vec![(first.clone(), number, None)];
    let mut at = first.seen.end;
    // Where the prose about the last value began.
    let mut described: Option<usize> = None;
    loop {
        let next = match next_marked(prose, at, end, Some(first.mark)) {
            Some(next) => next,
            None => {
                // `"Success" - Service is fully provisioned. "Disabled" - …` goes on in the next sentence.
                let behind = prose.sentence_end(end);
                let is_described = described.is_some() || starts_description(&prose.seen[at..end]);
                match next_marked(prose, end, behind, Some(first.mark)) {
                    Some(next)
                        if is_described
                            && prose.seen[end..next.seen.start].trim().is_empty()
                            && starts_description(&prose.seen[next.seen.end..behind]) =>
                    {
                        let from = described.take().unwrap_or(at);
                        if let Some(last) = values.last_mut() {
                            last.2 = Some(from..end);
                        }
                        at = next.seen.end;
                        end = behind;
                        values.push((next, None, None));
                        continue;
                    }
                    _ => break,
                }
            }
        };
        let gap = &prose.seen[at..next.seen.start];
        let (gap, number) = split_number(gap);
        match classify_gap(gap, described.is_some()) {
            Gap::End if is_open(gap) => return Vec::new(),
            Gap::End => return finish(prose, values, described.map(|from| from..at)),
            Gap::Within => {
                described.get_or_insert(at);
                at = next.seen.end;
                continue;
            }
            Gap::Description => {
                let from = described.take().unwrap_or(at);
                if let Some(last) = values.last_mut() {
                    last.2 = Some(from..at + gap.len());
                }
            }
            Gap::Separator => {
                if let (Some(from), Some(last)) = (described.take(), values.last_mut()) {
                    last.2 = Some(from..at);
                }
            }
        }
        at = next.seen.end;
        values.push((next, number, None));
    }
    let tail = &prose.seen[at..end];
    if is_open(tail) {
        return Vec::new();
    }
    let tail = (described.is_some() || starts_description(tail)).then(|| described.unwrap_or(at)..end);
    finish(prose, values, tail)
}

/// Whether what follows the values says that there are more: "through", "and so on", "etc.".
fn is_open(tail: &str) -> bool {
    let tail = tail
        .trim_start_matches(|c: char| c.is_whitespace() || c == ',')
        .to_lowercase();
    [
        "through ",
        "etc",
        "and so on",
        "...",
        "\u{2026}",
        "and others",
        "and more",
    ]
    .iter()
    .any(|word| tail.starts_with(word))
}

fn finish(
    prose: &Prose<'_>,
    mut values: Vec<(Marked, Option<i64>, Option<Range<usize>>)>,
    tail: Option<Range<usize>>,
) -> Vec<PossibleValue> {
    if let (Some(tail), Some(last)) = (tail, values.last_mut()) {
        last.2 = Some(tail);
    }
    values
        .into_iter()
        .map(|(marked, number, description)| PossibleValue {
            name: prose.locate(marked.inner),
            number,
            description: description.and_then(|range| description_of(prose, range)),
        })
        .collect()
}

/// The prose about a value without the dash before and the separator behind it.
fn description_of(prose: &Prose<'_>, range: Range<usize>) -> Option<Text> {
    let text = prose.seen.get(range.clone())?;
    let is_lead =
        |c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}' | ':' | '=' | '(' | '"');
    let start = text.len() - text.trim_start_matches(is_lead).len();
    let mut inner = text
        .trim_start_matches(is_lead)
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"'));
    for word in [" and", " or"] {
        inner = inner
            .strip_suffix(word)
            .unwrap_or(inner)
            .trim_end_matches([',', ' ']);
    }
    if text.trim_start().starts_with('(') {
        inner = inner.trim_end_matches('.').trim_end_matches(')');
    }
    let start = range.start + start;
    prose.part(start..start + inner.len())
}

fn starts_description(gap: &str) -> bool {
    let gap = gap.trim_start_matches(['"', '\'', '\u{201d}']).trim_start();
    gap.starts_with(['(', ':', '=', '\u{2013}', '\u{2014}'])
        || gap.starts_with("- ")
        || gap.starts_with("-- ")
}

fn classify_gap(gap: &str, described: bool) -> Gap {
    let only_marks = gap
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '(' | '.' | ':' | '='))
        .all(|word| matches!(word, "" | "and" | "or" | "And" | "Or"));
    if only_marks && !gap.trim().is_empty() {
        return Gap::Separator;
    }
    if only_marks && !described {
        // Nothing but blanks: authors forget commas.
        return Gap::Separator;
    }
    if !described && !starts_description(gap) {
        return Gap::End;
    }
    let end = gap.trim_end_matches([' ', '"', '\'', '\u{201c}', '\u{a0}']);
    let separated = end.ends_with([',', ';', '\n', ')', '.'])
        || end.ends_with(" and")
        || end.ends_with(" or")
        || end.ends_with("\nand");
    if separated { Gap::Description } else { Gap::Within }
}

#[cfg(test)]
mod tests;
