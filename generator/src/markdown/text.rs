//! Reading a [`Text`]: its characters, its links, and the place of each piece.

use std::ops::Range;
use std::sync::Arc;

use super::{Inline, InlineKind, References, Text, inline, push_plain};
use crate::span::Span;

impl Text {
    /// Reads inline markdown that has no reference links. `span` covers `raw`; both are trimmed.
    pub fn parse(raw: &str, span: Span) -> Self {
        Self::parse_with(raw, span, &References::default())
    }

    /// Reads inline markdown. `span` covers `raw`; both are trimmed.
    pub fn parse_with(raw: &str, span: Span, references: &References) -> Self {
        let (raw, span) = trim(raw, span);
        Self {
            span,
            raw: raw.into(),
            inlines: inline::scan(raw, references).into(),
        }
    }

    /// Reads a cell of a table, in whose code spans `\|` stands for `|`.
    pub(super) fn parse_cell(raw: &str, span: Span, references: &References) -> Self {
        let (raw, span) = trim(raw, span);
        Self {
            span,
            raw: raw.into(),
            inlines: inline::scan_cell(raw, references).into(),
        }
    }

    /// Text that is not markdown, such as a comment; `raw` is trimmed already.
    pub(super) fn verbatim(raw: &str, span: Span) -> Self {
        let inline = Inline {
            range: 0..raw.len(),
            kind: InlineKind::Text(raw.to_owned()),
        };
        let inlines = if raw.is_empty() { Vec::new() } else { vec![inline] };
        Self {
            span,
            raw: raw.into(),
            inlines: inlines.into(),
        }
    }

    /// An empty text at the start of `span`.
    pub fn empty(span: Span) -> Self {
        Self {
            span: span.slice(0, 0),
            raw: "".into(),
            inlines: Arc::default(),
        }
    }

    /// This text and another behind it, as one paragraph. The place is that of this text.
    pub(crate) fn joined(&self, behind: &Self) -> Self {
        let offset = self.raw.len() + 1;
        let blank = Inline {
            range: self.raw.len()..offset,
            kind: InlineKind::Text(" ".to_owned()),
        };
        let shifted = behind.inlines.iter().map(|inline| shift_on(inline, offset));
        let inlines: Vec<Inline> = self
            .inlines
            .iter()
            .cloned()
            .chain([blank])
            .chain(shifted)
            .collect();
        Self {
            span: self.span,
            raw: format!("{} {}", self.raw, behind.raw).into(),
            inlines: inlines.into(),
        }
    }

    /// Several texts, one behind the other, as one paragraph; `None` where there is none.
    pub(crate) fn join(texts: &[Self]) -> Option<Self> {
        match texts {
            [] => None,
            [one] => Some(one.clone()),
            // Halves are joined, so that no text is copied once for each text behind it.
            _ => {
                let (before, behind) = texts.split_at(texts.len() / 2);
                Some(Self::join(before)?.joined(&Self::join(behind)?))
            }
        }
    }

    /// Whether nothing is written here.
    pub fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// The text without marks: link texts, code and emphasized text included, HTML tags and images left
    /// out. A break and a no-break space become a blank.
    pub fn plain(&self) -> String {
        let mut plain = String::with_capacity(self.raw.len());
        push_plain(&self.inlines, &mut plain);
        plain
    }

    /// The links in their order: the link's plain text and its target.
    pub fn links(&self) -> impl Iterator<Item = (String, &str)> {
        self.descend()
            .into_iter()
            .filter_map(|inline| match &inline.kind {
                InlineKind::Link { text, target } => {
                    let mut plain = String::new();
                    push_plain(text, &mut plain);
                    Some((plain, target.as_str()))
                }
                _ => None,
            })
    }

    /// The contents of the code spans in their order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.descend()
            .into_iter()
            .filter_map(|inline| match &inline.kind {
                InlineKind::Code(code) => Some(code.as_str()),
                _ => None,
            })
    }

    /// The place of a range of bytes of [`Text::raw`].
    pub fn span_of(&self, range: &Range<usize>) -> Span {
        self.span
            .slice(range.start.min(self.raw.len()), range.end.min(self.raw.len()))
    }

    /// The part of this text that a range of bytes of [`Text::raw`] covers, trimmed. Pieces that lie in the
    /// range are kept, pieces that lie there in part are read anew. A bound that is not a character's is
    /// moved to the start of the character.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let start = floor(&self.raw, range.start);
        let end = floor(&self.raw, range.end).max(start);
        let part = self.raw.get(start..end).unwrap_or_default();
        let start = start + (part.len() - part.trim_start().len());
        let part = part.trim();
        let end = start + part.len();
        let mut inlines = Vec::new();
        let first = self.inlines.partition_point(|inline| inline.range.end <= start);
        let behind = self.inlines.get(first..).unwrap_or_default();
        for inline in behind.iter().take_while(|inline| inline.range.start < end) {
            let from = inline.range.start.max(start);
            let to = inline.range.end.min(end);
            if from >= to {
                continue;
            }
            if inline.range == (from..to) {
                inlines.push(shift_back(inline, start));
            } else {
                let part = self.raw.get(from..to).unwrap_or_default();
                let read = inline::scan(part, &References::default());
                inlines.extend(read.iter().map(|inline| shift_on(inline, from - start)));
            }
        }
        Self {
            span: self.span.slice(start, end),
            raw: part.into(),
            inlines: inlines.into(),
        }
    }

    /// All pieces, each before those in it.
    pub(super) fn descend(&self) -> Vec<&Inline> {
        let mut found = Vec::new();
        let mut open: Vec<&Inline> = self.inlines.iter().rev().collect();
        while let Some(inline) = open.pop() {
            found.push(inline);
            open.extend(inline.kind.children().iter().rev());
        }
        found
    }
}

impl InlineKind {
    /// The pieces within this one.
    pub fn children(&self) -> &[Inline] {
        match self {
            Self::Strong(inner) | Self::Emphasis(inner) | Self::Link { text: inner, .. } => inner,
            Self::Text(_) | Self::Code(_) | Self::Image(_) | Self::Html(_) | Self::Break => &[],
        }
    }

    fn children_mut(&mut self) -> &mut [Inline] {
        match self {
            Self::Strong(inner) | Self::Emphasis(inner) | Self::Link { text: inner, .. } => inner,
            Self::Text(_) | Self::Code(_) | Self::Image(_) | Self::Html(_) | Self::Break => &mut [],
        }
    }
}

/// The offset, or the start of the character in which it lies.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

fn trim(raw: &str, span: Span) -> (&str, Span) {
    let lead = raw.len() - raw.trim_start().len();
    let raw = raw.trim();
    (raw, span.slice(lead, lead + raw.len()))
}

fn shift_back(inline: &Inline, by: usize) -> Inline {
    let mut inline = inline.clone();
    shift(&mut inline, &|offset: usize| offset.saturating_sub(by));
    inline
}

fn shift_on(inline: &Inline, by: usize) -> Inline {
    let mut inline = inline.clone();
    shift(&mut inline, &|offset: usize| offset + by);
    inline
}

/// Moves the ranges of a piece and of those within; their depth is bounded by the scanner.
fn shift(inline: &mut Inline, to: &impl Fn(usize) -> usize) {
    inline.range = to(inline.range.start)..to(inline.range.end);
    for child in inline.kind.children_mut() {
        shift(child, to);
    }
}
