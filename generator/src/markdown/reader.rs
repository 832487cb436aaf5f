//! Makes the tree of a page. The layout tells whether it is read here, as markdown, or by `rendered`.

mod expand;
mod heading;

use std::borrow::Cow;
use std::ops::Range;

use super::commonmark::{self, Node, NodeKind};
use super::content::Content;
use super::html::HtmlPart;
use super::lines::ParagraphPart;
use super::references::References;
use super::{
    Block, BlockKind, Document, Fence, Includes, Inline, InlineKind, Layout, Text, fences, front_matter,
    html, lines, rendered, swapped_links, table,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::SourceMap;
use crate::span::{FileId, Span, Spanned, line_ranges};

/// The most bytes that a page takes in from other files, for each byte that a file of the input has on average. Each page
/// has the facts of what it includes, so a large file that all pages include, or files that include others twice
/// each, would become many times what lies on disk. A page of the documentation takes in less than it holds itself.
const INCLUDED_FOR_EACH: usize = 8;

/// The bytes that any page may take in where there are few pages.
const INCLUDED: usize = 16 << 10;

/// The bytes that all pages together may take in beyond [`INCLUDED_FOR_EACH`].
const INCLUDED_BY_ALL: usize = 4 << 20;

/// Reads a page; its layout is recognised by its content.
pub fn read(sources: &SourceMap, file: FileId, sink: &mut Diagnostics) -> Document {
    let includes = Includes::default();
    let document = read_with(sources, &includes, file, sink);
    for diagnostic in includes.diagnostics(&document.included.iter().copied().collect()) {
        sink.push(diagnostic);
    }
    document
}

/// How many bytes a page may take in.
fn room(sources: &SourceMap) -> usize {
    let of_any = INCLUDED.min(INCLUDED_BY_ALL / sources.count().max(1));
    of_any.max(sources.average_size().saturating_mul(INCLUDED_FOR_EACH))
}

/// Reads one of several pages, which share what they include.
pub fn read_with(sources: &SourceMap, includes: &Includes, file: FileId, sink: &mut Diagnostics) -> Document {
    if rendered::is_rendered(&sources.file(file).text) {
        rendered::read(sources, file, sink)
    } else {
        read_markdown(sources, includes, file, sink)
    }
}

/// Reads a page as if its layout were known.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn read_as(layout: Layout, sources: &SourceMap, file: FileId, sink: &mut Diagnostics) -> Document {
    match layout {
        Layout::Markdown => read_markdown(sources, &Includes::default(), file, sink),
        Layout::Rendered => rendered::read(sources, file, sink),
    }
}

/// Reads a markdown page.
fn read_markdown(sources: &SourceMap, includes: &Includes, file: FileId, sink: &mut Diagnostics) -> Document {
    let text = &sources.file(file).text;
    let (front_matter, start) = front_matter::read(file, text, sink);
    let mut reader = MarkdownReader {
        sources,
        includes,
        sink,
        including: vec![file],
        included: Vec::new(),
        room: room(sources),
    };
    let blocks = reader.file(file, start);
    Document {
        file,
        layout: Layout::Markdown,
        front_matter,
        blocks,
        included: reader.included,
    }
}

/// A page, or an included file, while it is read.
struct OpenFile<'a> {
    file: FileId,
    text: &'a str,
    /// Where the last line ends that is not blank.
    end: usize,
    references: &'a References,
}

struct MarkdownReader<'a> {
    sources: &'a SourceMap,
    includes: &'a Includes,
    sink: &'a mut Diagnostics,
    /// The page and the files through which the file being read is included.
    including: Vec<FileId>,
    /// The included files that pages share.
    included: Vec<FileId>,
    /// How many bytes may still be included.
    room: usize,
}

impl<'a> MarkdownReader<'a> {
    /// The blocks of a file from an offset on.
    fn file(&mut self, file: FileId, start: usize) -> Vec<Block> {
        let text: &'a str = &self.sources.file(file).text;
        let mut references = References::default();
        let mut nodes = Vec::new();
        for part in fences::parts(file, text, start, self.sink) {
            let (found, defined) = commonmark::outline(text, part);
            nodes.extend(found);
            references.merge(defined);
        }
        let page = OpenFile {
            file,
            text,
            end: text.trim_end().len(),
            references: &references,
        };
        let blocks = self.blocks(&page, nodes, 0);
        swapped_links::report(&blocks, self.sink);
        blocks
    }

    /// The blocks of a page, an item or a quote. The depth of the nodes is bounded.
    fn blocks(&mut self, page: &OpenFile<'_>, nodes: Vec<Node>, quotes: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in nodes {
            let masked = mask(page.text.get(node.range.clone()).unwrap_or_default(), quotes);
            let content = Content {
                file: page.file,
                text: &masked,
                start: node.range.start,
                page_end: page.end,
                references: page.references,
            };
            let all = 0..content.text.len();
            match node.kind {
                NodeKind::Heading(level) => self.heading(&content, level, &mut blocks),
                NodeKind::Paragraph => {
                    if !self.rows_behind_comment(page, &content, &mut blocks) {
                        self.paragraph(&content, &all, &mut blocks);
                    }
                }
                NodeKind::Indented => self.indented(&content, &mut blocks),
                NodeKind::Html => self.html(&content, &mut blocks),
                NodeKind::Rule => blocks.push(block(&content, &all, BlockKind::Rule)),
                NodeKind::Fence { info, lines } => {
                    let lines = lines
                        .into_iter()
                        .map(|line| {
                            let value = page.text.get(line.clone()).unwrap_or_default().to_owned();
                            Spanned::new(value, Span::new(page.file, line.start, line.end))
                        })
                        .collect();
                    blocks.push(block(&content, &all, BlockKind::Fence(Fence { info, lines })));
                }
                NodeKind::Quote(inner) => {
                    let kind = BlockKind::Quote(self.blocks(page, inner, quotes + 1));
                    blocks.push(block(&content, &all, kind));
                }
                NodeKind::List { kind, items } => {
                    let items = items
                        .into_iter()
                        .map(|item| self.blocks(page, item, quotes))
                        .collect();
                    blocks.push(block(&content, &all, BlockKind::List { kind, items }));
                }
            }
        }
        blocks
    }

    fn paragraph(&mut self, content: &Content<'_>, range: &Range<usize>, blocks: &mut Vec<Block>) {
        let part = Content {
            file: content.file,
            text: content.get(range),
            start: content.start + range.start,
            page_end: content.page_end,
            references: content.references,
        };
        self.parts(&part, lines::parts(part.text), blocks);
    }

    fn parts(&mut self, content: &Content<'_>, parts: Vec<ParagraphPart>, blocks: &mut Vec<Block>) {
        for part in parts {
            match part {
                ParagraphPart::Text(range) => {
                    if content.get(&range).trim_start().starts_with('|') && content.ends_page(range.end) {
                        let message = "the page ends where a table starts";
                        self.sink
                            .push(Diagnostic::new(Code::CutTable, content.span(&range), message));
                    }
                    push_paragraph(content.parse(&range), blocks);
                }
                ParagraphPart::Includes(range) => self.includes(content, &range, blocks),
                ParagraphPart::Heading(level, range) => {
                    let message = "a heading has no blank between `#` and its title";
                    self.sink.push(Diagnostic::new(
                        Code::RepairedHeading,
                        content.span(&range),
                        message,
                    ));
                    let marks = range.start - usize::from(level);
                    self.title(content, level, marks..range.end, range, blocks);
                }
                ParagraphPart::Table(rows, range) => {
                    let kind = BlockKind::Table(table::read(content, &rows, self.sink));
                    blocks.push(block(content, &range, kind));
                }
            }
        }
    }

    /// Adds the rows of a paragraph to the table before it, where a comment splits the table. Returns whether it did.
    fn rows_behind_comment(
        &mut self,
        page: &OpenFile<'_>,
        content: &Content<'_>,
        blocks: &mut [Block],
    ) -> bool {
        if !content.text.starts_with('|') {
            return false;
        }
        // From the rows back to the table: comments only, and no blank line between.
        let mut below = content.start;
        for block in blocks.iter_mut().rev() {
            let between = page.text.get(block.span.range().end..below).unwrap_or_default();
            if !between.trim().is_empty() || between.matches('\n').count() > 1 {
                return false;
            }
            below = block.span.range().start;
            match &mut block.kind {
                BlockKind::Comment(_) => {}
                BlockKind::Table(table) => {
                    let lines = line_ranges(content.text);
                    if lines
                        .get(1)
                        .is_some_and(|line| table::is_delimiter(content.get(line)))
                    {
                        return false;
                    }
                    let width = table.header.cells.len();
                    let (rows, taken) = table::join_rows(content.text, &lines, width);
                    if taken < lines.len() {
                        return false;
                    }
                    table
                        .rows
                        .extend(table::read_rows(content, &rows, width, self.sink));
                    return true;
                }
                _ => return false,
            }
        }
        false
    }

    /// Text indented by four columns is a table that someone indented, or code.
    fn indented(&mut self, content: &Content<'_>, blocks: &mut Vec<Block>) {
        let parts = lines::parts(content.text);
        if parts.iter().any(|part| matches!(part, ParagraphPart::Table(..))) {
            self.parts(content, parts, blocks);
            return;
        }
        let lines = line_ranges(content.text)
            .into_iter()
            .map(|line| {
                let value = content.get(&line).to_owned();
                Spanned::new(value, content.span(&line))
            })
            .collect();
        let info = String::new();
        let kind = BlockKind::Fence(Fence { info, lines });
        blocks.push(block(content, &(0..content.text.len()), kind));
    }

    fn html(&mut self, content: &Content<'_>, blocks: &mut Vec<Block>) {
        for part in html::parts(content.text) {
            match part {
                HtmlPart::Comment { range, inner, closed } => {
                    if !closed {
                        let mark = content.span(&(range.start..range.start + "<!--".len()));
                        let message = "a comment is opened and never closed";
                        self.sink.push(
                            Diagnostic::new(Code::Unclosed, mark, message)
                                .help("it hides everything to the end of the page"),
                        );
                    }
                    let text = comment(content, &inner);
                    blocks.push(block(content, &range, BlockKind::Comment(text)));
                }
                HtmlPart::Text(range) => self.paragraph(content, &range, blocks),
                HtmlPart::Markup(range) => {
                    // A tag directly above a table hides it from CommonMark.
                    let parts = lines::parts(content.get(&range));
                    if parts.iter().any(|part| !matches!(part, ParagraphPart::Text(_))) {
                        self.paragraph(content, &range, blocks);
                    } else {
                        let text = content.parse(&range);
                        blocks.push(block(content, &range, BlockKind::Html(text)));
                    }
                }
            }
        }
    }
}

fn block(content: &Content<'_>, range: &Range<usize>, kind: BlockKind) -> Block {
    Block {
        span: content.span(range),
        kind,
    }
}

/// Pushes a paragraph, or HTML where the text holds tags only.
fn push_paragraph(text: Text, blocks: &mut Vec<Block>) {
    if text.is_empty() {
        return;
    }
    let is_tag = |inline: &Inline| match &inline.kind {
        InlineKind::Html(_) | InlineKind::Break => true,
        InlineKind::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    let span = text.span;
    let kind = if text.inlines.iter().all(is_tag) {
        BlockKind::Html(text)
    } else {
        BlockKind::Paragraph(text)
    };
    blocks.push(Block { span, kind });
}

/// A comment's text is not markdown; it stays as it is.
fn comment(content: &Content<'_>, inner: &Range<usize>) -> Text {
    let source = content.get(inner);
    let lead = source.len() - source.trim_start().len();
    let raw = source.trim();
    let range = inner.start + lead..inner.start + lead + raw.len();
    Text::verbatim(raw, content.span(&range))
}

/// Makes blanks of the marks of quotes at the starts of continued lines.
fn mask(text: &str, quotes: usize) -> Cow<'_, str> {
    if quotes == 0 || !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let mut marks = if number == 0 { 0 } else { quotes };
        let mut chars = line.char_indices();
        let mut at = 0;
        while marks > 0
            && let Some((index, c)) = chars.next()
            && matches!(c, ' ' | '\t' | '>')
        {
            marks -= usize::from(c == '>');
            masked.push(if c == '>' { ' ' } else { c });
            at = index + 1;
        }
        masked.push_str(line.get(at..).unwrap_or_default());
    }
    Cow::Owned(masked)
}

#[cfg(test)]
mod tests;
