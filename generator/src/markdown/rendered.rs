//! Reads text copied from the rendered site.
//!
//! Such a text has no marks at all: a heading is a line like any other, a cell of a table is a line that ends
//! with `|`, code is not set off, blank lines and indentation are lost. What a line is follows from the closed
//! vocabulary of Graph's pages, see [`vocabulary`]; the tree is that of the page's markdown.
//!
//! Left out, as they say nothing of the API: buttons and labels of the site, the list of the page's headings,
//! and the code samples of an example, which repeat its request in other languages (in markdown they are
//! included files, which are not read either).

mod columns;
mod message;
mod padded;
mod table;
mod vocabulary;

use std::ops::Range;

use self::vocabulary::Section;
use super::{Block, BlockKind, Document, Fence, Layout, Text};
use crate::diagnostic::Diagnostics;
use crate::graph::{behind_notice, notice_of_word};
use crate::source::SourceMap;
use crate::span::{FileId, Span, line_ranges};

/// Whether a page is rendered text: nothing in it is markdown, and lines of the vocabulary stand in it.
pub(super) fn is_rendered(text: &str) -> bool {
    // The site does not show front matter. Nearly all pages of the documentation end here.
    if text.starts_with("---\n") {
        return false;
    }
    let mut headings = 0;
    let mut cells = 0;
    for line in text.lines().map(str::trim) {
        if super::table::is_delimiter(line) || line.starts_with("```") || line.starts_with("<!--") {
            return false;
        }
        // A single `#` also starts a comment in a code sample.
        let title = line.trim_start_matches('#');
        let is_markdown = title.len() < line.len() && vocabulary::heading(title.trim(), None).is_some();
        if is_markdown || line.starts_with("---") {
            return false;
        }
        headings += usize::from(vocabulary::heading(line, None).is_some());
        cells += usize::from(is_cell(line));
    }
    headings >= 2 || (headings == 1 && cells >= 3)
}

/// Reads a page of rendered text.
pub(super) fn read(sources: &SourceMap, file: FileId, sink: &mut Diagnostics) -> Document {
    let text = &sources.file(file).text;
    let mut reader = RenderedReader::new(file, text, sink);
    reader.title();
    while reader.at < reader.lines.len() {
        reader.block();
    }
    Document {
        file,
        layout: Layout::Rendered,
        front_matter: Vec::new(),
        blocks: reader.blocks,
        included: Vec::new(),
    }
}

fn is_cell(line: &str) -> bool {
    line.ends_with('|')
}

/// What a paragraph of the site is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParagraphKind {
    Prose,
    /// A note, which markdown writes as a quote.
    Note,
}

struct RenderedReader<'a> {
    file: FileId,
    text: &'a str,
    /// The lines that are not blank, trimmed.
    lines: Vec<Range<usize>>,
    at: usize,
    blocks: Vec<Block>,
    section: Section,
    /// The level of the heading of the example being read.
    example: Option<u8>,
    /// Which lines are headings, in an example at least.
    headings: Vec<usize>,
    /// Which lines end a code sample.
    sample_ends: Vec<usize>,
    sink: &'a mut Diagnostics,
}

impl<'a> RenderedReader<'a> {
    fn new(file: FileId, text: &'a str, sink: &'a mut Diagnostics) -> Self {
        let lines: Vec<Range<usize>> = line_ranges(text)
            .into_iter()
            .filter_map(|line| {
                let source = text.get(line.clone()).unwrap_or_default();
                let start = line.start + (source.len() - source.trim_start().len());
                let length = source.trim().len();
                (length > 0).then_some(start..start + length)
            })
            .collect();
        let indices = |is_wanted: fn(&str) -> bool| {
            let numbered = lines.iter().enumerate();
            numbered
                .filter(|(_, line)| is_wanted(text.get((*line).clone()).unwrap_or_default()))
                .map(|(index, _)| index)
                .collect()
        };
        let headings = indices(|line| vocabulary::heading(line, Some(2)).is_some());
        let sample_ends = indices(vocabulary::ends_sample);
        Self {
            file,
            text,
            lines,
            at: 0,
            blocks: Vec::new(),
            section: Section::Other,
            example: None,
            headings,
            sample_ends,
            sink,
        }
    }

    /// The line `ahead` of the one to be read next; empty behind the last.
    fn line(&self, ahead: usize) -> &'a str {
        self.lines
            .get(self.at + ahead)
            .and_then(|range| self.text.get(range.clone()))
            .unwrap_or_default()
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    fn parse(&self, range: &Range<usize>) -> Text {
        padded::text(self.text.get(range.clone()).unwrap_or_default(), self.span(range))
    }

    fn push(&mut self, range: &Range<usize>, kind: BlockKind) {
        let span = self.span(range);
        self.blocks.push(Block { span, kind });
    }

    /// A title, where the text has one: the first line, if it is neither a heading nor a sentence.
    fn title(&mut self) {
        while vocabulary::is_site(self.line(0)) {
            self.at += 1;
        }
        let line = self.line(0);
        let title = line.strip_prefix("# ").unwrap_or(line);
        let is_sentence = title.len() > 120 || title.ends_with(['.', ':', ',', '|']);
        let is_known = vocabulary::heading(title, None).is_some()
            || behind_notice(title).is_some()
            || title.starts_with("Namespace:");
        if title.is_empty() || is_sentence || is_known {
            return;
        }
        let Some(range) = self.lines.get(self.at).cloned() else {
            return;
        };
        self.at += 1;
        let text = self.parse(&(range.end - title.len()..range.end));
        self.push(&range, BlockKind::Heading { level: 1, text });
    }

    fn block(&mut self) {
        let line = self.line(0);
        if vocabulary::starts_contents(line) {
            self.at += 1;
            while vocabulary::heading(self.line(0), None).is_some() {
                self.at += 1;
            }
        } else if vocabulary::is_site(line) {
            self.at += 1;
        } else if let Some((level, section)) = vocabulary::heading(line, self.example) {
            self.heading(level, section);
        } else if is_cell(line) {
            self.table();
        } else if self.starts_message() {
            self.message();
        } else if message::starts_json(line) {
            self.json();
        } else if notice_of_word(line).is_some() && self.lines.len() > self.at + 1 {
            self.at += 1;
            self.paragraph(ParagraphKind::Note);
        } else {
            self.paragraph(if behind_notice(line).is_some() {
                ParagraphKind::Note
            } else {
                ParagraphKind::Prose
            });
        }
    }

    fn heading(&mut self, level: u8, section: Section) {
        self.section = section;
        match section {
            Section::Example => self.example = Some(level),
            Section::Message => {}
            Section::Operations | Section::Other => self.example = None,
        }
        if let Some(range) = self.lines.get(self.at).cloned() {
            let text = self.parse(&range);
            self.push(&range, BlockKind::Heading { level, text });
        }
        self.at += 1;
    }

    /// A paragraph; it goes on where a line begins in the middle of a sentence.
    fn paragraph(&mut self, paragraph: ParagraphKind) {
        let Some(first) = self.lines.get(self.at).cloned() else {
            return;
        };
        let mut end = first.end;
        loop {
            let ended = self.line(0).ends_with(['.', ':', '?', '!']);
            self.at += 1;
            let next = self.line(0);
            let goes_on = next.starts_with([',', '.', ';', ')'])
                || (!ended && next.starts_with(char::is_lowercase) && !is_cell(next));
            if !goes_on || vocabulary::heading(next, self.example).is_some() {
                break;
            }
            end = self.lines.get(self.at).map_or(end, |range| range.end);
        }
        let range = first.start..end;
        let text = self.parse(&range);
        let kind = BlockKind::Paragraph(text);
        if paragraph == ParagraphKind::Note {
            let span = self.span(&range);
            self.push(&range, BlockKind::Quote(vec![Block { span, kind }]));
        } else {
            self.push(&range, kind);
        }
    }

    fn fence(&mut self, info: &str, lines: Vec<crate::span::Spanned<String>>) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return;
        };
        let span = first.span.to(last.span);
        let info = info.to_owned();
        self.blocks.push(Block {
            span,
            kind: BlockKind::Fence(Fence { info, lines }),
        });
    }
}

#[cfg(test)]
mod tests;
