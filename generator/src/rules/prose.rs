//! A paragraph or a cell as a run of styled pieces.
//!
//! The rules do not care how marks are nested: `**[x](y)**` and `[**x**](y)` are both a link in bold. They see
//! leaves only, each with its style.

use std::ops::Range;

use crate::markdown::{Inline, InlineKind, Text};

/// How a piece is set off from the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style<'a> {
    /// It is not.
    Plain,
    /// `` `code` ``, even where it stands in bold or in a link.
    Code,
    /// `**bold**`.
    Strong,
    /// `*italic*`.
    Emphasis,
    /// The text of a link, and where it leads.
    Link(&'a str),
    /// `<br>`.
    Break,
}

/// A leaf of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    /// The bytes of [`Text::raw`], marks included.
    pub(crate) range: Range<usize>,
    /// The style.
    pub(crate) style: Style<'a>,
    /// What a reader sees.
    pub(crate) text: &'a str,
}

/// The leaves of a text from left to right. Images and HTML tags are not among them.
pub(crate) fn pieces(text: &Text) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut stack: Vec<(std::slice::Iter<'_, Inline>, Style<'_>)> = vec![(text.inlines.iter(), Style::Plain)];
    while let Some((siblings, style)) = stack.last_mut() {
        let style = *style;
        let Some(inline) = siblings.next() else {
            stack.pop();
            continue;
        };
        let mut leaf = |style, text| {
            out.push(Piece {
                range: inline.range.clone(),
                style,
                text,
            });
        };
        // A link stays a link inside, or around, any other mark.
        let inner = |mark| {
            if matches!(style, Style::Link(_)) {
                style
            } else {
                mark
            }
        };
        match &inline.kind {
            InlineKind::Text(text) => leaf(style, text),
            InlineKind::Code(code) => leaf(inner(Style::Code), code),
            InlineKind::Break => leaf(Style::Break, "\n"),
            InlineKind::Strong(children) => stack.push((children.iter(), inner(Style::Strong))),
            InlineKind::Emphasis(children) => stack.push((children.iter(), inner(Style::Emphasis))),
            InlineKind::Link { text, target } => stack.push((text.iter(), Style::Link(target))),
            InlineKind::Image(_) | InlineKind::Html(_) => {}
        }
    }
    out
}

/// What a reader sees of a text: no marks, every run of white space one blank, none at the ends.
///
/// A no-break space is white space here, a zero-width space is nothing.
pub(crate) fn plain(text: &Text) -> String {
    let mut seen = String::with_capacity(text.raw.len());
    for piece in pieces(text) {
        seen.push_str(piece.text);
    }
    collapse(&seen)
}

/// The same string with every run of white space made one blank, none at the ends, and zero-width characters
/// and soft hyphens left out.
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
