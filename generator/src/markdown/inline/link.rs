//! Links and images: `[t](u "title")`, `[t][ref]`, `[t][]`, `[t]`, `![alt](u)`.

use super::emphasis::{self, InlineOrRun};
use super::{MAX_DEPTH, Scanner};
use crate::markdown::{Inline, InlineKind, push_plain};

/// Parentheses in a target nest this deep; the bound of CommonMark's reference reader keeps time linear.
const MAX_PARENTHESES: usize = 32;

/// The longest label of a reference, as CommonMark says.
const MAX_LABEL: usize = 999;

/// A `[` that may start a link.
pub(super) struct Bracket {
    /// Where its text stands in the pieces.
    pub(super) piece: usize,
    /// Where it stands in the text.
    start: usize,
    kind: BracketKind,
}

/// What a bracket may start.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BracketKind {
    /// `[`
    Link,
    /// `![`
    Image,
}

impl Bracket {
    /// Where the bracket of a link stands; an image has none.
    pub(super) fn starts_link(&self) -> Option<usize> {
        (self.kind == BracketKind::Link).then_some(self.start)
    }
}

impl BracketKind {
    /// How it is written.
    fn as_str(self) -> &'static str {
        match self {
            Self::Link => "[",
            Self::Image => "![",
        }
    }
}

impl Scanner<'_> {
    /// Notes a `[` or `![`.
    pub(super) fn open_bracket(&mut self, start: usize, kind: BracketKind) {
        self.flush();
        self.brackets.push(Bracket {
            piece: self.pieces.len(),
            start,
            kind,
        });
        let text = kind.as_str();
        self.push(text.len(), InlineKind::Text(text.to_owned()));
    }

    /// Reads a `]`, and makes a link of the text before it where a `[` and a target go with it.
    pub(super) fn close_bracket(&mut self) {
        let closed = self.closed_brackets > 0 && self.closed_brackets >= self.brackets.len();
        let Some(bracket) = self.brackets.pop() else {
            self.push_text(1, "]");
            return;
        };
        self.closed_brackets = self.closed_brackets.min(self.brackets.len());
        if closed && bracket.kind == BracketKind::Link {
            self.push_text(1, "]");
            return;
        }
        let Some((end, target)) = self.destination(&bracket) else {
            if !self.swapped_link(&bracket) {
                self.push_text(1, "]");
            }
            return;
        };
        self.flush();
        let inner = self.pieces.split_off((bracket.piece + 1).min(self.pieces.len()));
        let (text, depth) = emphasis::resolve(inner);
        if depth >= MAX_DEPTH {
            self.pieces
                .extend(text.into_iter().map(|inline| InlineOrRun::Inline(inline, depth)));
            // What stands around it would nest deeper still, so no bracket before it starts a link or an image any more.
            self.brackets.clear();
            self.closed_brackets = 0;
            self.push_text(1, "]");
            return;
        }
        self.pieces.truncate(bracket.piece);
        let kind = if bracket.kind == BracketKind::Image {
            let mut alternative = String::new();
            push_plain(&text, &mut alternative);
            InlineKind::Image(alternative)
        } else {
            self.closed_brackets = self.brackets.len();
            InlineKind::Link { text, target }
        };
        let range = bracket.start..end;
        self.at = end;
        self.pieces
            .push(InlineOrRun::Inline(Inline { range, kind }, depth + 1));
    }

    /// The end and the target of the link whose text ends at the `]` here.
    fn destination(&self, bracket: &Bracket) -> Option<(usize, String)> {
        let behind = self.at + 1;
        let rest = self.raw.get(behind..)?;
        if let Some(inner) = rest.strip_prefix('(')
            && let Some((length, target)) = inline_target(inner)
        {
            return Some((behind + 1 + length, target));
        }
        let text_start = bracket.start + bracket.kind.as_str().len();
        let text = self.raw.get(text_start..self.at)?;
        if let Some(inner) = rest.strip_prefix('[')
            && let Some(length) = label_length(inner)
        {
            let label = inner.get(..length)?;
            let end = behind + length + 2;
            let label = if label.trim().is_empty() { text } else { label };
            if let Some(target) = self.references.target(label) {
                return Some((end, target.to_owned()));
            }
            // A link without definition says less than one with it, but its text is the same. `a[0][1]` is
            // not one.
            if text.starts_with(|c: char| c.is_alphabetic()) && text.len() <= MAX_LABEL {
                return Some((end, String::new()));
            }
            return None;
        }
        let target = (text.len() <= MAX_LABEL).then(|| self.references.target(text))??;
        Some((behind, target.to_owned()))
    }
}

/// The length of a label up to its `]`.
fn label_length(inner: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in inner.bytes().enumerate().take(MAX_LABEL) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b']' => return Some(at),
            b'[' => return None,
            _ => {}
        }
    }
    None
}

/// Reads `target "title")` behind the `(`; gives the length up to and with the `)`.
fn inline_target(inner: &str) -> Option<(usize, String)> {
    let mut at = blanks(inner, 0);
    let (target, end) = match inner.get(at..)?.strip_prefix('<') {
        Some(bracketed) => {
            let length = bracketed.find(['<', '>', '\n'])?;
            if !bracketed.get(length..)?.starts_with('>') {
                return None;
            }
            (bracketed.get(..length)?, at + length + 2)
        }
        None => {
            let end = bare_target(inner, at)?;
            (inner.get(at..end)?, end)
        }
    };
    at = end;
    let blank_end = blanks(inner, at);
    if blank_end > at {
        at = title(inner, blank_end).map_or(blank_end, |end| blanks(inner, end));
    }
    (inner.as_bytes().get(at) == Some(&b')')).then(|| (at + 1, unescape(target)))
}

/// Where the blanks end that start at `at`.
fn blanks(inner: &str, at: usize) -> usize {
    let tail = inner.get(at..).unwrap_or_default();
    at + (tail.len() - tail.trim_start_matches([' ', '\t', '\n']).len())
}

/// Where a target ends that starts at `at`: at a blank, or at the `)` that closes the link.
fn bare_target(inner: &str, start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (offset, byte) in inner.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b' ' | b'\t' | b'\n' => return (depth == 0).then_some(offset),
            b'(' if depth == MAX_PARENTHESES => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(offset),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Where the title ends that starts at `at`.
fn title(inner: &str, at: usize) -> Option<usize> {
    let tail = inner.get(at..)?;
    let close = match tail.bytes().next()? {
        b'"' => b'"',
        b'\'' => b'\'',
        b'(' => b')',
        _ => return None,
    };
    let mut escaped = false;
    for (offset, byte) in tail.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            _ if byte == close => return Some(at + offset + 1),
            b'(' if close == b')' => return None,
            _ => {}
        }
    }
    None
}

/// The target with its escapes resolved.
fn unescape(target: &str) -> String {
    let decoded = html_escape::decode_html_entities(target);
    if !decoded.contains('\\') {
        return decoded.into_owned();
    }
    let mut plain = String::with_capacity(decoded.len());
    let mut chars = decoded.chars().peekable();
    while let Some(c) = chars.next() {
        let escaped = (c == '\\')
            .then(|| chars.next_if(char::is_ascii_punctuation))
            .flatten();
        plain.push(escaped.unwrap_or(c));
    }
    plain
}
