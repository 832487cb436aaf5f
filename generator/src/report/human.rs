//! The form for people: the line of the page with the cell underlined, as rustc prints it.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use super::page_path;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{SourceFile, SourceMap};
use crate::span::Span;
use crate::text::one_line;

/// A span of more lines is underlined in its first line only; a whole table under carets says nothing.
const MAX_LINES: usize = 6;

/// Renders diagnostics. The meaning of a code is told at its first occurrence.
pub struct Human<'a> {
    sources: &'a SourceMap,
    folder: Option<&'a str>,
    renderer: Renderer,
    explained: BTreeSet<Code>,
}

/// A part of a page that is shown, and the spans in it.
struct Excerpt<'a> {
    file: &'a SourceFile,
    /// Any span in the page.
    span: Span,
    /// The offsets of the excerpt in the page; whole lines.
    range: Range<usize>,
    annotations: Vec<Annotation<'a>>,
}

impl<'a> Human<'a> {
    /// A renderer for the pages of `sources`, which lie in `folder`, if that is known. Colours are escape codes
    /// of the terminal.
    pub fn new(sources: &'a SourceMap, folder: Option<&'a str>, colours: bool) -> Self {
        let renderer = if colours {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self {
            sources,
            folder,
            renderer,
            explained: BTreeSet::new(),
        }
    }

    /// The lines of one diagnostic, with a blank line at the end.
    pub fn render(&mut self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity() {
            Severity::Note => Level::NOTE,
            Severity::Warning => Level::WARNING,
            Severity::Error => Level::ERROR,
        };
        let message = plain(&diagnostic.message);
        let mut group = Group::with_title(level.primary_title(message).id(diagnostic.code.as_str()));
        for excerpt in excerpts(self.sources, diagnostic) {
            let (line, _) = excerpt.file.position(offset(excerpt.range.start));
            let text = excerpt.file.text.get(excerpt.range).unwrap_or_default();
            group = group.element(
                Snippet::source(text)
                    .path(plain(&page_path(self.sources, self.folder, excerpt.span)))
                    .line_start(line as usize)
                    .annotations(excerpt.annotations),
            );
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(plain(help)));
        }
        if self.explained.insert(diagnostic.code) {
            let code = diagnostic.code;
            let meaning = format!("`{}`: {}", code.as_str(), code.meaning());
            group = group.element(Level::NOTE.message(meaning));
        }
        let mut text = self.renderer.render(&[group]);
        text.push_str("\n\n");
        text
    }
}

/// The place and the labels, those in the same lines together.
fn excerpts<'a>(sources: &'a SourceMap, diagnostic: &Diagnostic) -> Vec<Excerpt<'a>> {
    let labels = diagnostic
        .labels
        .iter()
        .map(|label| (label.span, AnnotationKind::Context, Some(label.text.as_str())));
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for (span, kind, label) in std::iter::once((diagnostic.span, AnnotationKind::Primary, None)).chain(labels)
    {
        let file = sources.file(span.file);
        let shown = shown_range(file, span);
        let lines = whole_lines(file, &shown);
        let annotation = kind.span(shown.start - lines.start..shown.end - lines.start);
        let annotation = match label {
            Some(label) => annotation.label(plain(label)),
            None => annotation,
        };
        let is_same = |excerpt: &&mut Excerpt<'a>| excerpt.span.file == span.file && excerpt.range == lines;
        match excerpts.iter_mut().find(is_same) {
            Some(excerpt) => excerpt.annotations.push(annotation),
            None => excerpts.push(Excerpt {
                file,
                span,
                range: lines,
                annotations: vec![annotation],
            }),
        }
    }
    excerpts
}

/// A sentence about a page, without what would steer the terminal.
fn plain(text: &str) -> String {
    normalize_untrusted_str(&one_line(text))
}

/// The part of a span that is underlined: within the page, between characters, not too many lines.
fn shown_range(file: &SourceFile, span: Span) -> Range<usize> {
    let boundary = |at: u32| {
        let mut at = (at as usize).min(file.text.len());
        while !file.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (boundary(span.start), boundary(span.end));
    let text = file.text.get(start..end).unwrap_or_default();
    let first_line = text.find('\n').unwrap_or(text.len());
    let end = if text.bytes().filter(|&byte| byte == b'\n').count() >= MAX_LINES {
        start + first_line
    } else {
        end
    };
    start..end.max(start)
}

/// The lines in which a range lies, without the last line end.
fn whole_lines(file: &SourceFile, range: &Range<usize>) -> Range<usize> {
    let head = file.text.get(..range.start).unwrap_or_default();
    let start = head.rfind('\n').map_or(0, |newline| newline + 1);
    let tail = file.text.get(range.end..).unwrap_or_default();
    let end = tail
        .find('\n')
        .map_or(file.text.len(), |newline| range.end + newline);
    start..end
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
