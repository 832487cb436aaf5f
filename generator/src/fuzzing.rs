//! What holds for any input, as functions that panic where it does not: for the fuzz targets in `fuzz`, and for
//! the property tests of this package.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::emit;
use crate::graph::Version;
use crate::markdown::{self, Block, BlockKind, Inline, Layout, Text};
use crate::page::grammars;
use crate::pipeline::{self, ReadInput};
use crate::source::{SourceFile, SourceMap};
use crate::span::Span;
use crate::write::tree::Tree;
use crate::write::{documented, format};

#[cfg(test)]
mod tests;

/// Stands before the path of a page where an input holds several.
pub const PAGE_MARK: char = '\u{1e}';

/// The markdown reader: every place lies in the page and on characters, and every text is the text of its place.
pub fn markdown(text: &str) {
    tree(text, Layout::Markdown);
}

/// The reader of text copied from the rendered site; what holds for [`markdown`](fn@markdown) holds here.
pub fn rendered(text: &str) {
    tree(text, Layout::Rendered);
}

/// The reader of pages saved as HTML: what holds for [`markdown`](fn@markdown) holds for the markdown that it makes, and
/// each place of that is a place in the HTML.
pub fn saved(html: &str) {
    let file = SourceFile::new("page.html", html);
    let lines = html.chars().filter(|c| matches!(c, '\n' | '\r')).count() + 1;
    for (offset, _) in (0..).zip(file.text.bytes()) {
        let (line, _) = file.position(offset);
        assert!(line as usize <= lines, "{offset} is at line {line} of {lines}");
    }
    tree_of(file, Layout::Markdown);
}

/// The grammar of type cells.
pub fn type_cell(text: &str) {
    grammars::type_cell(text);
}

/// The grammar of paths.
pub fn path(text: &str) {
    grammars::path(text);
}

/// All stages: pages in, text of Rust files out, which parses and has a place in the output.
pub fn pipeline(text: &str) {
    let config = Config::new("").crate_name("graph").documented_tests(true);
    let sources = SourceMap::new(pages(text));
    let input = ReadInput::of_sources(sources, &Version::ALL, &(), Diagnostics::new());
    let analysis = pipeline::analyze_input(input, &config);
    for diagnostic in &analysis.diagnostics {
        slice(&analysis.sources, diagnostic.span);
    }
    let mut tree = BTreeMap::new();
    for (folder, tasks) in [
        ("src", emit::files(&analysis.plan)),
        (documented::FOLDER, emit::tests(&analysis.plan)),
    ] {
        let files = match pipeline::emit_files(&tasks, &()) {
            Ok(files) => files,
            Err(error) => panic!("{}", error.chain()),
        };
        for (path, text) in files {
            assert!(format::is_rust(&text), "{path} is no Rust:\n{text}");
            tree.insert(format!("{folder}/{path}"), text);
        }
    }
    if let Err(error) = Tree::of_crate(tree) {
        panic!("{}", error.chain());
    }
}

/// The pages of an input: behind each [`PAGE_MARK`] a line with the path, then the text. An input without mark is
/// one page.
fn pages(text: &str) -> Vec<SourceFile> {
    let Some((_, pages)) = text.split_once(PAGE_MARK) else {
        return vec![SourceFile::new("v1.0/resources/page.md", text)];
    };
    let page = |(index, page): (usize, &str)| {
        let (path, text) = page.split_once('\n').unwrap_or(("", page));
        let is_path = !path.is_empty()
            && path
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
        if is_path {
            SourceFile::new(path, text)
        } else {
            SourceFile::new(format!("v1.0/api/page-{index}.md"), text)
        }
    };
    pages.split(PAGE_MARK).enumerate().map(page).collect()
}

fn tree(text: &str, layout: Layout) {
    tree_of(SourceFile::new("page.md", text), layout);
}

fn tree_of(file: SourceFile, layout: Layout) {
    let sources = SourceMap::new(vec![file]);
    let mut sink = Diagnostics::new();
    for (file, _) in sources.files() {
        let document = markdown::read_as(layout, &sources, file, &mut sink);
        for entry in &document.front_matter {
            slice(&sources, entry.value.span);
        }
        blocks(&sources, &document.blocks);
    }
    for diagnostic in sink.into_sorted() {
        slice(&sources, diagnostic.span);
    }
}

/// The text of a place.
fn slice(sources: &SourceMap, span: Span) -> &str {
    let file = sources.file(span.file);
    match file.text.get(span.range()) {
        Some(text) => text,
        None => panic!("{:?} is no place in {}", span.range(), file.path),
    }
}

fn blocks(sources: &SourceMap, list: &[Block]) {
    for block in list {
        slice(sources, block.span);
        match &block.kind {
            BlockKind::Heading { text: of_block, .. }
            | BlockKind::Paragraph(of_block)
            | BlockKind::Comment(of_block)
            | BlockKind::Html(of_block) => text(sources, of_block),
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(sources, item)),
            BlockKind::Quote(inner) => blocks(sources, inner),
            BlockKind::Fence(fence) => {
                for line in &fence.lines {
                    assert_eq!(slice(sources, line.span), line.value);
                }
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    slice(sources, row.span);
                    assert_eq!(row.cells.len(), table.header.cells.len());
                    row.cells.iter().for_each(|cell| text(sources, cell));
                }
            }
            BlockKind::Include(include) => {
                slice(sources, include.target.span);
                blocks(sources, include.blocks.as_deref().unwrap_or_default());
            }
            BlockKind::Tab { .. } | BlockKind::Rule => {}
        }
    }
}

fn text(sources: &SourceMap, text: &Text) {
    assert_eq!(slice(sources, text.span).len(), text.raw.len());
    inlines(&text.raw, &text.inlines);
}

/// Pieces lie within their text, one behind the other.
fn inlines(raw: &str, list: &[Inline]) {
    let mut end = 0;
    for inline in list {
        assert!(raw.get(inline.range.clone()).is_some(), "{:?}", inline.range);
        assert!(
            inline.range.start >= end,
            "{:?} begins before {end}",
            inline.range
        );
        end = inline.range.end;
        inlines(raw, inline.kind.children());
    }
}
