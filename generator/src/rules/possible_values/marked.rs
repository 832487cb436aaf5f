//! Values that are set off from the prose around them: code, bold, italics, quotes.

use std::ops::Range;

use crate::graph::NULL;
use crate::span::Spanned;

use super::super::prose::{Prose, Style};

/// How many characters between quotes can be a value.
const MAX_QUOTED: usize = 60;

/// How many words between one pair of quotes are a list.
const WORDS_OF_LIST: usize = 3;

/// A value that is set off from the prose around it.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// Marks included, where they are quotes.
    pub(super) seen: Range<usize>,
    /// Without quotes.
    pub(super) inner: Range<usize>,
    /// What sets it off.
    pub(super) mark: Mark,
}

/// What sets a value off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// `` `a` ``
    Code,
    /// `**a**`
    Strong,
    /// `*a*`
    Emphasis,
    /// `"a"`, `'a'`
    Quotes,
}

/// The first piece behind `start`, in its sentence or right behind it, that is set off.
pub(super) fn first(prose: &Prose<'_>, start: usize) -> Option<Marked> {
    let end = prose.sentence_end(start);
    let mut from = start;
    loop {
        let found = next(prose, from, end, None)?;
        // "Possible values for **requestedAccessTokenVersion** are `1` or `2`": the property is no value.
        // What is set off can go on behind the end of the sentence, where it holds the full stop.
        let behind = prose
            .lower
            .get(found.seen.end..end)
            .unwrap_or_default()
            .trim_start();
        let is_subject = ["are", "is", "property", "include"].iter().any(|verb| {
            behind
                .strip_prefix(verb)
                .is_some_and(|rest| rest.starts_with([' ', ':', '\u{a0}']))
        });
        // "**null**, *Email*, *Sharepoint*": `null` is set off in another way than the values.
        let is_null = || {
            let next = next(prose, found.seen.end, end, None);
            prose.lower.get(found.inner.clone()) == Some(NULL)
                && next.is_some_and(|next| {
                    let gap = prose
                        .seen
                        .get(found.seen.end..next.seen.start)
                        .unwrap_or_default();
                    next.mark != found.mark && gap.trim() == ","
                })
        };
        if !is_subject && !is_null() {
            return Some(found);
        }
        from = found.seen.end;
    }
}

/// The next piece between two offsets that is set off, with the same mark if one is given.
pub(super) fn next(prose: &Prose<'_>, from: usize, end: usize, mark: Option<Mark>) -> Option<Marked> {
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

/// A value in quotes: a word or a few, without a sentence's marks. Or a whole list of words: `"apps, tabs, settings"`.
fn next_quoted(prose: &Prose<'_>, from: usize, end: usize) -> Option<Marked> {
    let text = prose.seen.get(from..end)?;
    let mut before = ' ';
    for (at, open) in text.char_indices() {
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
        let near = text[inner..].char_indices().take(MAX_QUOTED);
        let Some(length) = near.into_iter().find_map(|(at, c)| (c == close).then_some(at)) else {
            continue;
        };
        let value = &text[inner..inner + length];
        let is_value = !value.is_empty() && !value.contains(['.', ',', ';', ':', '(']);
        if !is_value && words_apart(value).len() < WORDS_OF_LIST {
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

/// The values between one pair of marks: `*Binary, Boolean, DateTime*` holds three.
pub(super) fn apart(prose: &Prose<'_>, marked: Marked) -> Vec<Spanned<String>> {
    let parts = words_apart(&prose.seen[marked.inner.clone()]);
    if parts.len() < 2 {
        return vec![prose.locate(marked.inner)];
    }
    let mut at = marked.inner.start;
    let mut out = Vec::with_capacity(parts.len());
    for part in parts {
        out.push(prose.locate(at..at + part.len()));
        at += part.len() + ", ".len();
    }
    out
}

/// The words of a list between commas; empty where a part is no word.
fn words_apart(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(", ").collect();
    let is_word = |part: &&str| {
        let mut letters = part.chars();
        !part.is_empty() && letters.all(|letter| !letter.is_whitespace() && !".;:(".contains(letter))
    };
    match parts.iter().all(is_word) {
        true => parts,
        false => Vec::new(),
    }
}
