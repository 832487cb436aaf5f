//! Pages for tests.

use crate::diagnostic::{Code, Diagnostics};
use crate::graph::Title;
use crate::markdown;
use crate::page::annotations::Annotations;
use crate::page::context::PageContext;
use crate::page::sections::Sections;
use crate::page::sink::PageSink;
use crate::source::{SourceFile, SourceMap};
use crate::span::{Span, Spanned};

/// Reads a page with what the test is about; returns what it read and the codes of what was pushed.
pub(super) fn read<T>(text: &str, read: impl FnOnce(&PageContext<'_>, &mut PageSink) -> T) -> (T, Vec<Code>) {
    let sources = SourceMap::new(vec![SourceFile::new("v1.0/api/page.md", text)]);
    let file = sources.files().next().map(|(file, _)| file).unwrap();
    let mut sink = PageSink::default();
    let document = markdown::read(&sources, file, &mut Diagnostics::new());
    let found = with_context(&document, &mut sink, read);
    let codes = sink.codes();
    (found, codes)
}

/// Calls `f` with the context of a page.
pub(super) fn with_context<T>(
    document: &markdown::Document,
    sink: &mut PageSink,
    f: impl FnOnce(&PageContext<'_>, &mut PageSink) -> T,
) -> T {
    let sections = Sections::new(document);
    let title = sections.title().map_or_else(
        || Spanned::new(Title::parse(""), Span::new(document.file, 0, 0)),
        |text| Spanned::new(Title::parse(&text.raw), text.span),
    );
    let annotations = Annotations::read(&sections, sink);
    let page = PageContext {
        title: &title,
        description: &[],
        sections: &sections,
        annotations: &annotations,
    };
    f(&page, sink)
}
