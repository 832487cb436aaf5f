//! Reads a whole checkout of the documentation: each span is a range of its file.
#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, reason = "a test")]

use std::time::Instant;

use generator::diagnostic::Diagnostics;
use generator::markdown::{self, Block, BlockKind, Inline, Text};
use generator::source::{self, SourceMap};
use generator::span::Span;

#[derive(Debug, Default)]
struct Counts {
    pages: usize,
    headings: usize,
    tabs: usize,
    tables: usize,
    rows: usize,
    fences: usize,
    comments: usize,
    includes: usize,
    links: usize,
    codes: usize,
}

impl Counts {
    fn blocks(&mut self, sources: &SourceMap, blocks: &[Block]) {
        for block in blocks {
            span(sources, block.span);
            match &block.kind {
                BlockKind::Heading { text, .. } => {
                    self.headings += 1;
                    self.text(sources, text);
                }
                BlockKind::Tab { .. } => self.tabs += 1,
                BlockKind::Paragraph(text) | BlockKind::Html(text) => self.text(sources, text),
                BlockKind::Comment(text) => {
                    self.comments += 1;
                    self.text(sources, text);
                }
                BlockKind::List { items, .. } => {
                    items.iter().for_each(|item| self.blocks(sources, item));
                }
                BlockKind::Quote(inner) => self.blocks(sources, inner),
                BlockKind::Fence(fence) => {
                    self.fences += 1;
                    for line in &fence.lines {
                        assert_eq!(line.value, span(sources, line.span));
                    }
                }
                BlockKind::Table(table) => {
                    self.tables += 1;
                    self.rows += table.rows.len();
                    for row in std::iter::once(&table.header).chain(&table.rows) {
                        assert_eq!(row.cells.len(), table.header.cells.len());
                        span(sources, row.span);
                        row.cells.iter().for_each(|cell| self.text(sources, cell));
                    }
                }
                // The blocks of an included file are counted with that file.
                BlockKind::Include(include) => {
                    self.includes += 1;
                    assert_eq!(include.target.value, span(sources, include.target.span));
                }
                BlockKind::Rule => {}
            }
        }
    }

    fn text(&mut self, sources: &SourceMap, text: &Text) {
        let source = span(sources, text.span);
        // The marks of a quote are blanks.
        let same = |(raw, source): (u8, u8)| raw == source || (raw == b' ' && source == b'>');
        assert!(text.raw.len() == source.len() && text.raw.bytes().zip(source.bytes()).all(same));
        inlines(&text.raw, &text.inlines);
        self.links += text.links().count();
        self.codes += text.codes().count();
    }
}

fn inlines(raw: &str, found: &[Inline]) {
    let mut end = 0;
    for inline in found {
        assert!(inline.range.start >= end);
        end = inline.range.end;
        assert!(raw.get(inline.range.clone()).is_some());
        inlines(raw, inline.kind.children());
    }
}

fn span(sources: &SourceMap, span: Span) -> &str {
    let text = &sources.file(span.file).text;
    text.get(span.range()).expect("a span is a range of its file")
}

#[test]
#[ignore = "needs GRAPH_DOCS: a checkout of the documentation"]
fn all_pages_are_read() {
    let sources = source::load(&[graph_test_pages::corpus()], &mut Diagnostics::new()).unwrap();
    let mut counts = Counts::default();
    let mut sink = Diagnostics::new();
    let start = Instant::now();
    let documents: Vec<_> = sources
        .files()
        .map(|(file, _)| markdown::read(&sources, file, &mut sink))
        .collect();
    let time = start.elapsed();
    for document in &documents {
        counts.pages += 1;
        counts.blocks(&sources, &document.blocks);
    }
    println!("{counts:#?}\n{time:?}");
    assert!(
        counts.pages > 1_000 && counts.rows > 10_000,
        "is this the documentation? {counts:?}"
    );
    let diagnostics = sink.into_sorted();
    let mut codes = std::collections::BTreeMap::<_, usize>::new();
    for diagnostic in &diagnostics {
        *codes.entry(diagnostic.code.as_str()).or_default() += 1;
        println!(
            "{} {} {}",
            sources.path_and_line(diagnostic.span),
            diagnostic.code.as_str(),
            diagnostic.message
        );
    }
    println!("{codes:#?}");
}
