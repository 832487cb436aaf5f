//! Lists whose values are not set off: "Possible values are: none, low (default), and high."
//!
//! Text copied from the rendered site has its lists in this form, with blanks around the values: "unknown ,
//! notApplicable ."

use std::ops::Range;

use super::lead::{is_lead, split_number};
use super::list::description_of;
use super::{PossibleValue, Prose, html};

/// Reads a list of single words between commas; empty where what follows is prose.
pub(super) fn read(prose: &Prose<'_>, start: usize) -> Vec<PossibleValue> {
    let end = prose.sentence_end(start);
    let sentence = &prose.seen[start..end];
    if let Some(inside) = in_brackets(sentence) {
        let inside = start + inside.start..start + inside.end;
        let values = items(&prose.seen, inside)
            .into_iter()
            .map(|item| value(prose, item));
        return values.collect::<Option<_>>().unwrap_or_default();
    }
    let Some(begin) = begin(sentence) else {
        return Vec::new();
    };
    if !is_lead(&sentence[..begin].to_lowercase()) {
        return Vec::new();
    }
    let listed = html::read_list(prose);
    if !listed.is_empty() {
        return listed;
    }
    let has_colon = sentence[..begin].contains(':');
    let mut values = Vec::new();
    for item in items(&prose.seen, start + begin..end) {
        match value(prose, item) {
            Some(value) => values.push(value),
            None => return Vec::new(),
        }
    }
    // One word without a colon is prose: "Possible value is decided by the service."
    if values.len() < 2 && !has_colon {
        Vec::new()
    } else {
        values
    }
}

/// What stands between the brackets with which a text begins, where it is a list: "(open/closed)".
fn in_brackets(text: &str) -> Option<Range<usize>> {
    let open = text.len() - text.trim_start().len();
    let inside = text.get(open..)?.strip_prefix('(')?;
    let inside = &inside[..inside.find(')')?];
    inside.contains('/').then(|| open + 1..open + 1 + inside.len())
}

/// Where the values begin: behind the colon, or behind the verb.
fn begin(sentence: &str) -> Option<usize> {
    if let Some(colon) = sentence.find(':') {
        return Some(colon + 1);
    }
    [" are ", " is ", " include ", " being ", " be "]
        .iter()
        .filter_map(|verb| sentence.find(verb).map(|at| at + verb.len()))
        .min()
}

/// The parts between commas, *and* and *or*.
fn items(seen: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = range.start;
    let mut push = |from: usize, to: usize| {
        if !seen[from..to]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ','))
            .is_empty()
        {
            out.push(from..to);
        }
    };
    let mut at = range.start;
    let mut depth = 0_usize;
    while let Some(c) = seen[at..range.end].chars().next() {
        let rest = &seen[at..range.end];
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let separator = if depth > 0 {
            None
        } else if matches!(c, ',' | ';' | '|' | '/' | '\n') {
            Some(c.len_utf8())
        } else {
            [" and ", " or ", "\u{a0}and ", "\u{a0}or "]
                .iter()
                .find(|word| rest.starts_with(**word))
                .map(|word| word.len() - 1)
        };
        match separator {
            Some(length) => {
                push(start, at);
                at += length;
                start = at;
            }
            None => at += c.len_utf8(),
        }
    }
    push(start, range.end);
    out
}

/// One value: a word, perhaps with a number before and a note in parentheses behind.
fn value(prose: &Prose<'_>, range: Range<usize>) -> Option<PossibleValue> {
    let text = &prose.seen[range.clone()];
    let (word, note) = match text.find('(') {
        Some(at) => (&text[..at], Some(range.start + at..range.end)),
        None => (text, None),
    };
    let is_edge =
        |c: char| c.is_whitespace() || matches!(c, '.' | '`' | '"' | '\'' | '\u{201c}' | '\u{201d}');
    let mut start = word.len() - word.trim_start_matches(is_edge).len();
    let mut name = word.trim_matches(is_edge);
    // Behind a mark that is missing a blank is lost, too: "`skipped, and `unknown`."
    let begins_piece = |at: usize| {
        let place = range.start + at;
        let starts = prose
            .pieces
            .binary_search_by_key(&place, |piece| piece.seen.start);
        starts.is_ok()
    };
    for conjunction in ["and", "or"] {
        let rest = name.strip_prefix(conjunction);
        let ends = |rest: &&str| rest.starts_with(' ') || begins_piece(start + conjunction.len());
        if let Some(rest) = rest.filter(ends) {
            start += conjunction.len() + (rest.len() - rest.trim_start().len());
            name = rest.trim_start();
        }
    }
    let mut number = None;
    if let Some(separator) = name.find(" - ").or_else(|| name.find(" \u{2013} ")) {
        let (_, found) = split_number(name.get(..separator + 2).unwrap_or(name));
        if found.is_some() {
            number = found;
            let rest = name[separator + 1..].trim_start_matches(['-', '\u{2013}', ' ']);
            start += name.len() - rest.len();
            name = rest;
        }
    }
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if !is_name {
        return None;
    }
    let start = range.start + start;
    Some(PossibleValue {
        name: prose.locate(start..start + name.len()),
        number,
        description: note.and_then(|range| description_of(prose, range)),
    })
}
