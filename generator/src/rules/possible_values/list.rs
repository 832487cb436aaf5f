//! Lists whose values are set off from the prose around them.

use std::ops::Range;

use crate::markdown::Text;

use super::lead::split_number;
use super::marked::{self, Mark, Marked};
use super::{PossibleValue, Prose};
use crate::rules::translated::is_conjunction;

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

/// A value of a list, or several that are set off together.
struct ListedValue {
    marked: Marked,
    /// The number before it.
    number: Option<i64>,
    /// The prose about it.
    description: Option<Range<usize>>,
}

impl ListedValue {
    fn new(marked: Marked, number: Option<i64>) -> Self {
        Self {
            marked,
            number,
            description: None,
        }
    }
}

/// Reads the list whose first value is known.
pub(super) fn read(prose: &Prose<'_>, start: usize, first: Marked) -> Vec<PossibleValue> {
    let mut end = prose.sentence_end(first.seen.end);
    let (_, number) = split_number(&prose.seen[start..first.seen.start]);
    let mark = first.mark;
    let mut at = first.seen.end;
    let mut values = vec![ListedValue::new(first, number)];
    // Where the prose about the last value began.
    let mut described: Option<usize> = None;
    loop {
        let Some(next) = marked::next(prose, at, end, Some(mark)) else {
            let is_described = described.is_some() || starts_description(&prose.seen[at..end]);
            let Some(next) = next_sentence_begins(prose, end, mark).filter(|_| is_described) else {
                break;
            };
            describe_last(&mut values, described.take().unwrap_or(at)..end);
            at = next.seen.end;
            end = prose.sentence_end(end);
            values.push(ListedValue::new(next, None));
            continue;
        };
        let gap = &prose.seen[at..next.seen.start];
        let (gap, number) = split_number(without_bullet(gap));
        let before = match described {
            Some(_) => BeforeGap::Description,
            None => BeforeGap::Value,
        };
        match classify_gap(gap, before) {
            // One value and then prose about another: no list.
            Gap::End if is_open(gap) || values.len() == 1 => return Vec::new(),
            Gap::End => return finish(prose, values, described.map(|from| from..at)),
            Gap::Within => {
                described.get_or_insert(at);
                at = next.seen.end;
                continue;
            }
            Gap::Description => {
                describe_last(&mut values, described.take().unwrap_or(at)..at + gap.len());
            }
            Gap::Separator => {
                if let Some(from) = described.take() {
                    describe_last(&mut values, from..at);
                }
            }
        }
        at = next.seen.end;
        values.push(ListedValue::new(next, number));
    }
    let tail = &prose.seen[at..end];
    if is_open(tail) {
        return Vec::new();
    }
    let tail = (described.is_some() || starts_description(tail)).then(|| described.unwrap_or(at)..end);
    finish(prose, values, tail)
}

/// The value with which the sentence behind `end` begins, and which it describes:
/// `"Success" - Service is fully provisioned. "Disabled" - …`.
fn next_sentence_begins(prose: &Prose<'_>, end: usize, mark: Mark) -> Option<Marked> {
    let behind = prose.sentence_end(end);
    let next = marked::next(prose, end, behind, Some(mark))?;
    let begins = without_bullet(&prose.seen[end..next.seen.start])
        .trim()
        .is_empty();
    let is_described = starts_description(&prose.seen[next.seen.end..behind]);
    (begins && is_described).then_some(next)
}

fn describe_last(values: &mut [ListedValue], description: Range<usize>) {
    if let Some(last) = values.last_mut() {
        last.description = Some(description);
    }
}

/// What stands before a value without the mark that begins its line: "<br>- `b`".
fn without_bullet(gap: &str) -> &str {
    let line = gap.rfind('\n').map_or(gap.len(), |at| at + 1);
    match gap.get(line..).map(str::trim) {
        Some("-" | "*" | "\u{2022}" | "\u{2013}") => gap.get(..line).unwrap_or(gap),
        _ => gap,
    }
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

fn finish(prose: &Prose<'_>, mut values: Vec<ListedValue>, tail: Option<Range<usize>>) -> Vec<PossibleValue> {
    if let Some(tail) = tail {
        describe_last(&mut values, tail);
    }
    let mut out = Vec::with_capacity(values.len());
    for value in values {
        let ListedValue {
            marked,
            number,
            description,
        } = value;
        let mut names = marked::apart(prose, marked);
        let last = names.pop();
        out.extend(names.into_iter().map(|name| PossibleValue {
            name,
            number: None,
            description: None,
        }));
        out.extend(last.map(|name| PossibleValue {
            name,
            number,
            description: description.and_then(|range| description_of(prose, range)),
        }));
    }
    out
}

/// The prose about a value without the dash before and the separator behind it.
pub(super) fn description_of(prose: &Prose<'_>, range: Range<usize>) -> Option<Text> {
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

/// What stands before the text between two values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BeforeGap {
    /// A value.
    Value,
    /// The description of a value, in which a name stands that is none.
    Description,
}

fn classify_gap(gap: &str, before: BeforeGap) -> Gap {
    let only_marks = gap
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '(' | '.' | ':' | '='))
        .all(|word| matches!(word, "" | "and" | "or" | "And" | "Or") || is_conjunction(word));
    if only_marks && !gap.trim().is_empty() {
        return Gap::Separator;
    }
    if only_marks && before == BeforeGap::Value {
        // Nothing but blanks: authors forget commas.
        return Gap::Separator;
    }
    let end = gap.trim_end_matches([' ', '"', '\'', '\u{201c}', '\u{a0}']);
    let separated = end.ends_with([',', ';', '\n', ')', '.'])
        || end.ends_with(" and")
        || end.ends_with(" or")
        || end.ends_with("\nand");
    // "`application` for application permissions, or `delegated` for delegated permissions"
    let is_clause = [
        "for ",
        "if ",
        "when ",
        "where ",
        "which ",
        "to ",
        "means ",
        "indicates ",
    ]
    .iter()
    .any(|word| gap.trim_start().starts_with(word));
    let is_description =
        before == BeforeGap::Description || starts_description(gap) || (is_clause && separated);
    if !is_description {
        return Gap::End;
    }
    if separated { Gap::Description } else { Gap::Within }
}
