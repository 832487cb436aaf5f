//! A paragraph or a cell as a run of styled pieces, and what a reader sees of them.
//!
//! The rules do not care how marks are nested: `**[x](y)**` and `[**x**](y)` are both a link. They see leaves
//! only, each with its style, and the sentence that the leaves make.

use std::cell::OnceCell;
use std::ops::Range;

use super::clauses;
use crate::markdown::{Inline, InlineKind, Text};
use crate::span::Spanned;

/// How many bytes of a sentence describe each of the names in it.
const MAX_DESCRIPTION: usize = 2 << 10;

/// How a piece is set off from the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style<'a> {
    /// It is not.
    Plain,
    /// `` `code` ``, even where it stands in bold.
    Code,
    /// `**bold**`.
    Strong,
    /// `*italic*`.
    Emphasis,
    /// The text of a link, and where it leads.
    Link(&'a str),
    /// `<br>`, `<li>` and other tags that begin a line.
    Break,
}

/// A piece of a text that has one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StyledPiece<'a> {
    /// The bytes of [`Text::raw`], marks included.
    pub(crate) range: Range<usize>,
    /// The bytes of [`Prose::seen`].
    pub(crate) seen: Range<usize>,
    /// The style.
    pub(crate) style: Style<'a>,
    /// What a reader sees.
    pub(crate) text: &'a str,
    /// Where `text` begins within `range`; `None` where it is not spelled so.
    lead: Option<usize>,
}

impl StyledPiece<'_> {
    /// Whether it is in code or in bold, as sentences set names off.
    pub(crate) fn is_set_off(&self) -> bool {
        matches!(self.style, Style::Code | Style::Strong)
    }
}

/// The pieces of a text from left to right. Images and HTML tags are not among them.
pub(crate) fn pieces(source: &Text) -> Vec<StyledPiece<'_>> {
    let mut out = Vec::new();
    let mut seen = 0;
    let mut stack: Vec<(std::slice::Iter<'_, Inline>, Style<'_>)> =
        vec![(source.inlines.iter(), Style::Plain)];
    while let Some((siblings, style)) = stack.last_mut() {
        let style = *style;
        let Some(inline) = siblings.next() else {
            stack.pop();
            continue;
        };
        // A link stays a link inside, or around, any other mark.
        let inner = |mark| {
            if matches!(style, Style::Link(_)) {
                style
            } else {
                mark
            }
        };
        let (style, shown) = match &inline.kind {
            InlineKind::Text(shown) => (style, shown.as_str()),
            InlineKind::Code(code) => (inner(Style::Code), code.as_str()),
            InlineKind::Break => (Style::Break, "\n"),
            InlineKind::Strong(children) => {
                stack.push((children.iter(), inner(Style::Strong)));
                continue;
            }
            InlineKind::Emphasis(children) => {
                stack.push((children.iter(), inner(Style::Emphasis)));
                continue;
            }
            InlineKind::Link { text, target } => {
                stack.push((text.iter(), Style::Link(target)));
                continue;
            }
            InlineKind::Html(tag) if is_line_tag(tag) => (Style::Break, "\n"),
            InlineKind::Image(_) | InlineKind::Html(_) => continue,
        };
        let start = seen;
        seen += shown.len();
        out.push(StyledPiece {
            range: inline.range.clone(),
            seen: start..seen,
            style,
            text: shown,
            lead: source.raw.get(inline.range.clone()).and_then(|marked| {
                if marked.starts_with(shown) {
                    Some(0)
                } else {
                    marked.find(shown)
                }
            }),
        });
    }
    out
}

fn is_line_tag(tag: &str) -> bool {
    const NAMES: &[&str] = &["li", "ul", "ol", "p", "div", "tr", "td", "th", "table"];
    let name = tag.trim_start_matches(['<', '/']);
    let name = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// What a reader sees of a text: no marks, every run of white space one blank, none at the ends.
pub(crate) fn plain(text: &Text) -> String {
    let mut seen = String::with_capacity(text.raw.len());
    for piece in pieces(text) {
        seen.push_str(piece.text);
    }
    collapse(&seen)
}

/// The same string with every run of white space (no-break spaces too) made one blank, none at the ends, and
/// characters that take no room left out.
pub(crate) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let start = out.len();
        if start > 0 {
            out.push(' ');
        }
        let before = out.len();
        out.extend(word.chars().filter(|c| !is_invisible(*c)));
        if out.len() == before {
            out.truncate(start);
        }
    }
    out
}

/// Whether a character takes no room: zero-width spaces and joiners, the byte order mark, the soft hyphen.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// An edge of a range. Between two pieces a start belongs to the second, an end to the first.
#[derive(Clone, Copy)]
enum Edge {
    Start,
    End,
}

/// A text with what a reader sees of it. All offsets count bytes of [`Prose::seen`].
#[derive(Clone, Debug)]
pub(crate) struct Prose<'a> {
    source: &'a Text,
    /// The pieces, one behind the other.
    pub(crate) seen: String,
    /// The same in lower case, byte for byte: only ASCII letters are changed.
    pub(crate) lower: String,
    /// The pieces.
    pub(crate) pieces: Vec<StyledPiece<'a>>,
    statements: OnceCell<Vec<String>>,
}

impl<'a> Prose<'a> {
    /// Takes a text apart.
    pub(crate) fn new(source: &'a Text) -> Self {
        let pieces = pieces(source);
        let seen: String = pieces.iter().map(|piece| piece.text).collect();
        Self {
            source,
            lower: seen.to_ascii_lowercase(),
            seen,
            pieces,
            statements: OnceCell::new(),
        }
    }

    /// The text that this was made of.
    pub(crate) fn source(&self) -> &'a Text {
        self.source
    }

    /// The sentences from left to right. A sentence ends at `.`, `!` or `?` before white space or the end, but
    /// not inside code and links and not at an abbreviation; the mark belongs to it.
    pub(crate) fn sentences(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut start = 0;
        while start < self.seen.len() {
            let end = self.sentence_end(start);
            if !self.seen[start..end].trim().is_empty() {
                out.push(start..end);
            }
            start = end;
        }
        out
    }

    /// The short statements of the text, in lower case. Code is no part of them.
    pub(super) fn statements(&self) -> &[String] {
        self.statements
            .get_or_init(|| clauses::statements(&self.without_code(), &self.sentences()))
    }

    /// What is seen in lower case, with an `x` for each byte of code: a value such as `required` states nothing. `null`
    /// is no such value: "can be `null`".
    fn without_code(&self) -> String {
        let mut out = self.lower.clone();
        let is_value = |piece: &&StyledPiece<'_>| piece.style == Style::Code && piece.text != "null";
        for piece in self.pieces.iter().filter(is_value) {
            out.replace_range(piece.seen.clone(), &"x".repeat(piece.seen.len()));
        }
        out
    }

    /// Whether one of these words, each of which begins with a capital, ends a sentence that lacks its full stop:
    /// "Font of the range Read-only."
    pub(super) fn ends_a_sentence_with(&self, words: &[&str]) -> bool {
        self.sentences().into_iter().any(|sentence| {
            let sentence = self.seen[sentence].trim_end_matches(|c: char| !c.is_alphanumeric());
            words.iter().any(|word| {
                sentence
                    .strip_suffix(word)
                    .is_some_and(|before| before.ends_with(char::is_whitespace))
            })
        })
    }

    /// Where the sentence that `from` stands in ends, its mark included.
    pub(crate) fn sentence_end(&self, from: usize) -> usize {
        let first = self.pieces.partition_point(|piece| piece.seen.end <= from);
        for piece in self.pieces.iter().skip(first) {
            if matches!(piece.style, Style::Code | Style::Link(_)) {
                continue;
            }
            let begin = piece.seen.start.max(from);
            for (offset, mark) in self
                .seen
                .get(begin..piece.seen.end)
                .unwrap_or_default()
                .char_indices()
            {
                let end = begin + offset + mark.len_utf8();
                // The full stop of Chinese and Japanese has no blank behind it.
                let ends = mark == '。'
                    || (matches!(mark, '.' | '!' | '?') && self.is_sentence_end(begin + offset, end));
                if ends {
                    return end;
                }
            }
        }
        self.seen.len()
    }

    fn is_sentence_end(&self, mark: usize, end: usize) -> bool {
        if !self.seen[end..].chars().next().is_none_or(char::is_whitespace) {
            return false;
        }
        let word = self.lower[..mark]
            .rsplit(|c: char| c.is_whitespace() || c == '(')
            .next();
        match word {
            Some("e.g" | "i.e" | "vs" | "incl" | "approx" | "eg") => false,
            // It ends a list, and often the sentence, too: "windows, macOS, etc. Read-only."
            Some("etc") => {
                let next = self.seen[end..].trim_start().chars().next();
                next.is_none_or(char::is_uppercase)
            }
            _ => true,
        }
    }

    /// The pieces that overlap a range.
    pub(crate) fn pieces_in(&self, range: &Range<usize>) -> &[StyledPiece<'a>] {
        let start = self.pieces.partition_point(|piece| piece.seen.end <= range.start);
        let end = self.pieces.partition_point(|piece| piece.seen.start < range.end);
        self.pieces.get(start..end).unwrap_or_default()
    }

    /// The pieces that lie within a range as a whole.
    pub(crate) fn pieces_within<'p>(
        &'p self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = &'p StyledPiece<'a>> + use<'p, 'a> {
        let Range { start, end } = *range;
        let pieces = self.pieces_in(range).iter();
        pieces.filter(move |piece| start <= piece.seen.start && piece.seen.end <= end)
    }

    /// The piece that an offset stands in.
    pub(crate) fn piece_at(&self, offset: usize) -> Option<&StyledPiece<'a>> {
        let index = self.pieces.partition_point(|piece| piece.seen.end <= offset);
        self.pieces
            .get(index)
            .filter(|piece| piece.seen.contains(&offset))
    }

    /// A part of what is seen, trimmed, with its place.
    pub(crate) fn locate(&self, range: Range<usize>) -> Spanned<String> {
        let part = &self.seen[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        let raw = self.raw(start, Edge::Start)..self.raw(end, Edge::End);
        Spanned::new(
            collapse(part),
            self.source.span.slice(raw.start, raw.end.max(raw.start)),
        )
    }

    /// A part of the text as a text of its own, trimmed; `None` where nothing is left.
    pub(crate) fn part(&self, range: Range<usize>) -> Option<Text> {
        let located = self.locate(range);
        let offset = |at: u32| at.saturating_sub(self.source.span.start) as usize;
        let (mut start, mut end) = (offset(located.span.start), offset(located.span.end));
        // A part that begins or ends at the edge of what is marked has the marks, too.
        let inlines = &self.source.inlines;
        let is_marked = |inline: &&Inline| !matches!(inline.kind, InlineKind::Text(_));
        let first = inlines.get(inlines.partition_point(|inline| inline.range.end <= start));
        if let Some(first) = first.filter(is_marked) {
            start = start.min(first.range.start);
        }
        let last = inlines.get(inlines.partition_point(|inline| inline.range.end < end));
        if let Some(last) = last.filter(is_marked).filter(|inline| inline.range.start < end) {
            end = last.range.end;
        }
        let part = self.source.slice(start..end);
        (!part.is_empty()).then_some(part)
    }

    /// A sentence as the description of each name in it; `None` for one that is too long to stand at many names.
    pub(crate) fn description(&self, sentence: &Range<usize>) -> Option<Text> {
        (sentence.len() <= MAX_DESCRIPTION).then(|| self.part(sentence.clone()))?
    }

    /// The offset in the source of the edge of a range of what is seen. In a piece that is not spelled as it is seen
    /// (escapes, entities) it is the edge of the piece.
    fn raw(&self, offset: usize, edge: Edge) -> usize {
        let index = self.pieces.partition_point(|piece| match edge {
            Edge::Start => piece.seen.end <= offset,
            Edge::End => piece.seen.end < offset,
        });
        let Some(piece) = self.pieces.get(index) else {
            return self.source.raw.len();
        };
        match (piece.lead, edge) {
            (Some(lead), _) => piece.range.start + lead + offset.saturating_sub(piece.seen.start),
            (None, Edge::Start) => piece.range.start,
            (None, Edge::End) => piece.range.end,
        }
    }
}
