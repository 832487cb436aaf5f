//! The block structure of markdown, as `pulldown_cmark` sees it.
//!
//! No other file names that crate. Tables, front matter and all inline marks are read elsewhere: the pages'
//! tables are broken in ways that CommonMark's extension does not forgive.

use crate::text::ListKind;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::references::References;

/// Lists and quotes nest this deep; what lies deeper is read as if it stood at this depth.
const MAX_DEPTH: usize = 24;

/// A block and the range of bytes it covers.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) range: Range<usize>,
    pub(super) kind: NodeKind,
}

#[derive(Debug)]
pub(super) enum NodeKind {
    Heading(u8),
    Paragraph,
    List {
        kind: ListKind,
        items: Vec<Vec<Node>>,
    },
    Quote(Vec<Node>),
    Fence {
        info: String,
        /// The ranges of the lines, without line ends and without the indentation of the fence.
        lines: Vec<Range<usize>>,
    },
    /// Text that is indented by four columns.
    Indented,
    Html,
    Rule,
}

/// The block structure of `text[part]`; ranges count from the start of `text`.
pub(super) fn outline(text: &str, part: Range<usize>) -> (Vec<Node>, References) {
    let base = part.start;
    let source = text.get(part).unwrap_or_default();
    let mut references = References::default();
    let mut events = Parser::new_ext(source, Options::empty()).into_offset_iter();
    let mut definitions: Vec<_> = events
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (definition.span.start, label, definition.dest.as_ref()))
        .collect();
    definitions.sort_unstable();
    for (_, label, target) in definitions {
        references.define(label, target);
    }
    let mut builder = Builder::new(source, base);
    for (event, range) in &mut events {
        builder.event(event, range);
    }
    (builder.finish(), references)
}

/// A container that is still open.
enum OpenBlock {
    Quote,
    List { kind: ListKind, items: Vec<Vec<Node>> },
    Item,
}

struct Builder<'a> {
    source: &'a str,
    base: usize,
    /// The open containers, each with its start.
    open: Vec<(OpenBlock, usize)>,
    /// The blocks of the page and of each open quote or item.
    blocks: Vec<Vec<Node>>,
    /// Containers that were opened too deep and are left out.
    too_deep: usize,
    /// The lines of the open fence.
    fence: Option<(String, Vec<Range<usize>>)>,
    /// Whether a leaf block is open; its inline events are passed over.
    leaf: bool,
    /// Text in a tight item, which has no paragraph of its own.
    loose: Option<Range<usize>>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, base: usize) -> Self {
        Self {
            source,
            base,
            open: Vec::new(),
            blocks: vec![Vec::new()],
            too_deep: 0,
            fence: None,
            leaf: false,
            loose: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => self.push(range, NodeKind::Rule),
            Event::Text(_) if self.fence.is_some() => self.fence_text(range),
            _ if self.leaf => {}
            _ => self.inline(range),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::HtmlBlock => {
                self.flush();
                self.leaf = true;
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.leaf = true;
                if let CodeBlockKind::Fenced(info) = kind {
                    self.fence = Some((info.trim().to_owned(), Vec::new()));
                }
            }
            Tag::BlockQuote(_) => self.open(OpenBlock::Quote, range.start),
            Tag::List(start) => {
                let kind = match start {
                    Some(_) => ListKind::Numbered,
                    None => ListKind::Bulleted,
                };
                let items = Vec::new();
                self.open(OpenBlock::List { kind, items }, range.start);
            }
            Tag::Item => self.open(OpenBlock::Item, range.start),
            _ if self.leaf => {}
            _ => self.inline(range),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.leaf(range, NodeKind::Paragraph),
            TagEnd::Heading(level) => self.leaf(range, NodeKind::Heading(depth(level))),
            TagEnd::HtmlBlock => self.leaf(range, NodeKind::Html),
            TagEnd::CodeBlock => {
                let kind = match self.fence.take() {
                    Some((info, lines)) => NodeKind::Fence { info, lines },
                    None => NodeKind::Indented,
                };
                self.leaf(range, kind);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(range.end),
            _ => {}
        }
    }

    /// Inline content outside of a leaf block belongs to a tight item.
    fn inline(&mut self, range: Range<usize>) {
        let loose = self.loose.get_or_insert(range.clone());
        loose.start = loose.start.min(range.start);
        loose.end = loose.end.max(range.end);
    }

    fn flush(&mut self) {
        if let Some(range) = self.loose.take() {
            self.push_node(range, NodeKind::Paragraph);
        }
    }

    fn leaf(&mut self, range: Range<usize>, kind: NodeKind) {
        self.leaf = false;
        self.push(range, kind);
    }

    fn push(&mut self, range: Range<usize>, kind: NodeKind) {
        self.flush();
        self.push_node(range, kind);
    }

    fn push_node(&mut self, range: Range<usize>, kind: NodeKind) {
        let range = self.trim(range);
        if let Some(blocks) = self.blocks.last_mut() {
            blocks.push(Node { range, kind });
        }
    }

    /// Moves the range to the whole text and leaves out the line ends behind it.
    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let source = self.source.get(range.clone()).unwrap_or_default();
        let end = range.start + source.trim_end().len();
        self.base + range.start..self.base + end
    }

    fn open(&mut self, container: OpenBlock, start: usize) {
        self.flush();
        if self.too_deep > 0 || self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        if !matches!(container, OpenBlock::List { .. }) {
            self.blocks.push(Vec::new());
        }
        self.open.push((container, start));
    }

    fn close(&mut self, end: usize) {
        self.flush();
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some((container, start)) = self.open.pop() else {
            return;
        };
        match container {
            OpenBlock::Quote => {
                let inner = self.blocks.pop().unwrap_or_default();
                self.push_node(start..end, NodeKind::Quote(inner));
            }
            OpenBlock::List { kind, items } => {
                self.push_node(start..end, NodeKind::List { kind, items });
            }
            OpenBlock::Item => {
                let inner = self.blocks.pop().unwrap_or_default();
                if let Some((OpenBlock::List { items, .. }, _)) = self.open.last_mut() {
                    items.push(inner);
                }
            }
        }
    }

    /// Takes a piece of a fence's text, which may be a part of a line or several lines.
    fn fence_text(&mut self, range: Range<usize>) {
        let Some((_, lines)) = &mut self.fence else {
            return;
        };
        let mut at = range.start;
        for piece in self.source.get(range).unwrap_or_default().split_inclusive('\n') {
            let end = at + piece.strip_suffix('\n').unwrap_or(piece).len();
            let (from, to) = (self.base + at, self.base + end);
            at += piece.len();
            match lines.last_mut() {
                // A piece that starts where the last one ended belongs to its line: a line end would stand
                // between them otherwise.
                Some(last) if last.end == from => last.end = to,
                _ => lines.push(from..to),
            }
        }
    }

    fn finish(mut self) -> Vec<Node> {
        self.flush();
        while !self.open.is_empty() {
            self.close(self.source.len());
        }
        self.blocks.pop().unwrap_or_default()
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
