//! "Possible values are: `unknown`, `notApplicable`."
//!
//! The lists come in many forms: code, bold, italic, quotes or nothing around the values; numbers before them
//! (``0 - `Not Ready`, 1 - `Ready` ``); prose behind them (`` `null` (default value), `NotDisabled` ``). A list
//! ends with its sentence; the note about evolvable enumerations says some members again, and may add others. What an
//! author offers as examples ("such as", "for example") is no list of all values.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::markdown::Text;
use crate::span::Spanned;

use super::prose::{Prose, Style, StyledPiece};
use super::translated;
use lead::is_lead;

mod bare;
mod described_again;
mod html;
mod lead;
mod list;
mod marked;
mod only;
mod unannounced;

pub(crate) use unannounced::unannounced_values;

/// A value of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PossibleValue {
    /// The value as sent.
    pub(crate) name: Spanned<String>,
    /// The number before it.
    pub(crate) number: Option<i64>,
    /// The prose behind it.
    pub(crate) description: Option<Text>,
}

/// What announces a list, in lower case. Between these words and the first value may stand only what
/// [`is_lead`] takes.
const INTRODUCTIONS: &[&str] = &[
    "possible value",
    "possible vaules",
    "possible result values",
    "possible states",
    "possible types",
    "allowed value",
    "supported value",
    "supported types are",
    "types include",
    "state can be",
    "accepted value",
    "valid values",
    "valid string values",
    "valid value is",
    "legal parts are",
    "legal values are",
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
    ", one of",
    "one of the following",
    "of following values",
    "of the following values",
    "have the following values",
    "has the following values",
    "following values are supported",
    "available value",
    "different values",
    "values for this property will be",
    "options are",
    "can be set to one of",
    "can be a subset of",
    "following values only",
    "two values",
    "three values",
    "four values",
    "five values",
];

/// How many introductions of one text are followed up.
const MAX_INTRODUCTIONS: usize = 8;

/// The values that the prose lists, in its order; empty where it lists none, or gives examples only.
pub(crate) fn possible_values(prose: &Prose<'_>, sink: &mut Diagnostics) -> Vec<PossibleValue> {
    let introductions = introductions(prose);
    if introductions.is_empty() {
        return only::read(prose);
    }
    // A table is the list, whatever introduces it.
    let rows = html::read_table(prose);
    let lists = introductions.iter().map(|start| {
        let (mut values, form) = match rows.is_empty() {
            true => read(prose, *start),
            false => (rows.clone(), Form::Marked),
        };
        values.retain(|value| !matches!(value.name.value.as_str(), "null" | "NULL" | "Null"));
        (values, form)
    });
    let mut lists = lists.filter(|(values, _)| !values.is_empty());
    if let Some((values, form)) = lists.next() {
        // "Possible values are: a, b. Each is … Possible values are: `a`, `b`, `c`.": what an author listed and what
        // was generated behind it. The values that are set off are the names. A list that is generated behind one that is
        // set off, too, may have more: "Possible values are: `a`; default value is `a`. Possible values are: `a`, `b`."
        let is_again = |list: &(Vec<PossibleValue>, Form)| list.1 == Form::Marked && share(&list.0, &values);
        let again = (form == Form::Bare).then(|| lists.find(is_again)).flatten();
        let mut values = without_repeats(again.map_or(values, |(marked, _)| marked), sink);
        let is_again = |list: &(Vec<PossibleValue>, Form)| list.1 == Form::Marked && share(&list.0, &values);
        let again = lists.filter(is_again).flat_map(|(more, _)| more);
        let more: Vec<PossibleValue> = again.chain(others(prose)).collect();
        let mut known: BTreeSet<String> = values.iter().map(|value| value.name.value.clone()).collect();
        values.extend(
            more.into_iter()
                .filter(|value| known.insert(value.name.value.clone())),
        );
        described_again::describe(prose, &mut values);
        return values;
    }
    // A colon announces a list: that none was understood is worth knowing.
    for start in introductions {
        let end = prose.sentence_end(start);
        if prose.seen[start..end]
            .trim_start_matches(char::is_alphabetic)
            .trim_start()
            .starts_with("are:")
        {
            let span = prose.locate(start..end).span;
            let message = "the list of possible values is not closed or was not understood";
            sink.push(Diagnostic::new(Code::UnknownValueList, span, message).help("the type stays as it is"));
            break;
        }
    }
    only::read(prose)
}

/// Where the introductions end, from left to right.
fn introductions(prose: &Prose<'_>) -> Vec<usize> {
    let mut ends: Vec<usize> = INTRODUCTIONS
        .iter()
        .chain(translated::POSSIBLE_VALUES)
        .flat_map(|words| {
            prose
                .lower
                .match_indices(words)
                .map(|(at, words)| (at, at + words.len()))
        })
        .filter(|(at, _)| {
            let before = &prose.lower[..*at];
            // "none of the following" is not "one of the following".
            let begins_word = !before.ends_with(|letter: char| letter.is_ascii_alphanumeric())
                || !prose.lower[*at..].starts_with(|letter: char| letter.is_ascii_alphanumeric());
            begins_word && !is_turned(before)
        })
        .map(|(_, end)| end)
        .chain(alternatives(prose))
        .chain(of_supported_kind(prose))
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.truncate(MAX_INTRODUCTIONS);
    ends
}

/// How sentences begin that are nothing but a list, in lower case; the longer beginning before the one that it has.
const BEGINNINGS: &[&str] = &[
    "either ",
    "one of: ",
    "one of ",
    "values: ",
    "can be either ",
    "can be set to ",
    "can be one of ",
    "can be: ",
    "can be ",
    "can include ",
    "must be either ",
    "must be ",
    "it can be ",
    "value can be ",
    "the value can be ",
    "the value is either ",
    "the value is one of ",
    "the value is ",
    "permitted values: ",
    "permitted values are ",
    "options: ",
];

/// Where the list begins in sentences that are nothing but one: "Either `view`, `edit`, or `embed`." A sentence that has
/// other words, too, lists no values: "Either `address` or `name` must be sent."
fn alternatives<'p>(prose: &'p Prose<'_>) -> impl Iterator<Item = usize> + 'p {
    prose.sentences().into_iter().filter_map(|sentence| {
        let text = &prose.lower[sentence.clone()];
        let trimmed = text.trim_start();
        let rest = BEGINNINGS.iter().find_map(|words| trimmed.strip_prefix(words))?;
        let start = sentence.end - rest.len();
        let mut around = prose.pieces.iter().filter(|piece| piece.style != Style::Code);
        let is_list = around.all(|piece| {
            let (from, to) = (piece.seen.start.max(start), piece.seen.end.min(sentence.end));
            let words = prose.lower.get(from..to).unwrap_or_default();
            let mut words = words.split(|letter: char| !letter.is_alphanumeric());
            words.all(|word| matches!(word, "" | "or" | "and" | "empty"))
        });
        let is_value = |piece: &&StyledPiece<'_>| piece.style == Style::Code;
        let are_several = prose
            .pieces_within(&(start..sentence.end))
            .filter(is_value)
            .nth(1)
            .is_some();
        // "Can be set to `hidden`.", "Must be `pilot` or empty." list the one value; "Can be `null`." may leave others unsaid.
        let is_one = trimmed.starts_with("can be set to ")
            || trimmed.starts_with("must be ") && rest.contains(" or empty");
        let is_one_of_one = is_one
            && prose
                .pieces_within(&(start..sentence.end))
                .any(|piece| is_value(&piece));
        (is_list && (are_several || is_one_of_one)).then_some(start)
    })
}

/// How many words the name of a kind has at most: "supported place type".
const MAX_KIND_WORDS: usize = 3;

/// Where the list begins in "can be any supported place type: `room`, `workspace`": behind the colon that ends the kind.
fn of_supported_kind<'p>(prose: &'p Prose<'_>) -> impl Iterator<Item = usize> + 'p {
    let supported = prose.lower.match_indices("can be any supported ");
    supported.filter_map(|(at, words)| {
        let start = at + words.len();
        let behind = prose.lower.get(start..prose.sentence_end(start))?;
        let (kind, _) = behind.split_once(':')?;
        let is_kind = kind.split(' ').count() <= MAX_KIND_WORDS
            && kind.chars().all(|letter| letter.is_alphabetic() || letter == ' ');
        (is_kind && !is_turned(&prose.lower[..at])).then_some(start + kind.len() + 1)
    })
}

/// Whether the words before an introduction turn its meaning: "cannot be one of", "example values include",
/// "one possible value being".
fn is_turned(before: &str) -> bool {
    let start = before
        .char_indices()
        .rev()
        .take(200)
        .last()
        .map_or(0, |(at, _)| at);
    let near = &before[start..];
    let sentence = near.rsplit(". ").next().unwrap_or_default();
    let last = sentence.split_whitespace().next_back().unwrap_or_default();
    matches!(
        last,
        "example" | "sample" | "one" | "some" | "none" | "other" | "typical"
    ) || ["cannot ", "can't ", "must not ", "may not ", "other possible "]
        .iter()
        .any(|word| sentence.contains(word))
}

/// The values of a second sentence: "The possible values are `a`, `b`. The other possible value is `c`.", "Use the
/// `Prefer: include-unknown-enum-members` request header to get the following values in this evolvable enum: `c`."
fn others(prose: &Prose<'_>) -> Vec<PossibleValue> {
    let begin = |words: &str| prose.lower.find(words).map(|at| at + words.len());
    if let Some(start) = begin("other possible values").or_else(|| begin("other possible value")) {
        return read(prose, start).0;
    }
    let Some(header) = begin("include-unknown-enum-members") else {
        return Vec::new();
    };
    let end = prose.sentence_end(header);
    let colon = prose.lower.get(header..end).and_then(|behind| behind.rfind(':'));
    colon
        .map(|colon| read(prose, header + colon + 1).0)
        .unwrap_or_default()
}

fn without_repeats(values: Vec<PossibleValue>, sink: &mut Diagnostics) -> Vec<PossibleValue> {
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

/// How the values of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// As words among others.
    Bare,
    /// Set off from the words around them.
    Marked,
}

/// Reads the list that begins somewhere behind `start`.
fn read(prose: &Prose<'_>, start: usize) -> (Vec<PossibleValue>, Form) {
    // "`failed`, `skipped, and `unknown`.": a mark is missing, so that the marks tell values and text apart no longer.
    let sentence = start..prose.sentence_end(start);
    let is_stray = |piece: &StyledPiece<'_>| piece.style == Style::Plain && piece.text.contains('`');
    if prose.pieces_in(&sentence).iter().any(is_stray) {
        return (bare::read(prose, start), Form::Bare);
    }
    let first = marked::first(prose, start);
    if let Some(items) = html::read_list_behind(prose, start) {
        return (items, Form::Marked);
    }
    match first.filter(|first| is_lead(&prose.lower[start..first.seen.start])) {
        Some(first) => (list::read(prose, start, first), Form::Marked),
        None => (bare::read(prose, start), Form::Bare),
    }
}

/// Whether two lists have a value in common, whatever its case.
fn share(a: &[PossibleValue], b: &[PossibleValue]) -> bool {
    let names: BTreeSet<String> = a.iter().map(|value| value.name.value.to_lowercase()).collect();
    b.iter()
        .any(|value| names.contains(&value.name.value.to_lowercase()))
}

#[cfg(test)]
mod tests;
