//! Repairs fences that are opened in a fence or never closed.
//!
//! CommonMark lets an open fence take everything up to the next bare fence line, or to the end of the page.
//! A page on which one fence line is missing or doubled would turn inside out from there on. Pages with this
//! defect are read in parts: each part is read by itself, so that an open fence ends where the part ends.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{FileId, Span};

/// A fence line.
#[derive(Clone, Copy)]
struct FenceLine {
    mark: u8,
    length: usize,
    has_info: bool,
}

/// An open fence.
struct OpenFence {
    line: Range<usize>,
    mark: u8,
    length: usize,
    /// Whether a line other than blank ones stands in it.
    filled: bool,
    /// Where it should end if it is never closed: at the blank lines before a heading or comment.
    recovery: Option<usize>,
    /// Whether it was opened in another fence, whose own close is still to come.
    nested: bool,
}

/// The parts of `text[start..]` to be read by themselves; a sound page is one part.
pub(super) fn parts(file: FileId, text: &str, start: usize, sink: &mut Diagnostics) -> Vec<Range<usize>> {
    let mut splitter = Splitter {
        file,
        sink,
        parts: Vec::new(),
        part_start: start,
        open: None,
        in_comment: false,
        surplus: false,
        blanks: Some(start),
    };
    let mut at = start;
    for line in text.get(start..).unwrap_or_default().split_inclusive('\n') {
        let next = at + line.len();
        splitter.line(line.trim(), at..at + line.trim_end().len(), next);
        at = next;
    }
    splitter.finish(text.len())
}

struct Splitter<'a> {
    file: FileId,
    sink: &'a mut Diagnostics,
    parts: Vec<Range<usize>>,
    part_start: usize,
    open: Option<OpenFence>,
    in_comment: bool,
    /// Whether a bare fence line, coming next, is the close of an outer fence.
    surplus: bool,
    /// Where the blank lines start that stand before the line.
    blanks: Option<usize>,
}

impl Splitter<'_> {
    /// Takes a line, trimmed, with its place and the start of the next one.
    fn line(&mut self, line: &str, range: Range<usize>, next: usize) {
        let start = range.start;
        if self.in_comment {
            self.in_comment = !line.contains("-->");
            return;
        }
        let fence = fence_line(line);
        match (&mut self.open, fence) {
            (None, None) => {
                // As in CommonMark, only a comment at the start of a line is a block.
                if line.starts_with("<!--") {
                    let last = line.rfind("<!--").and_then(|start| line.get(start..));
                    self.in_comment = last.is_some_and(|comment| !comment.contains("-->"));
                }
                self.surplus &= line.is_empty();
            }
            (None, Some(fence)) if self.surplus && !fence.has_info => {
                self.surplus = false;
                self.cut(start, next);
            }
            (None, Some(fence)) => self.open = Some(OpenFence::new(range, fence)),
            (Some(_), Some(fence)) if fence.has_info => self.nested(range, fence),
            (Some(outer), Some(fence)) if fence.mark == outer.mark && fence.length >= outer.length => {
                self.surplus = outer.nested;
                self.open = None;
            }
            (Some(outer), _) => {
                if line.starts_with('#') || line.starts_with("<!--") {
                    outer.recovery = outer.recovery.or(self.blanks);
                }
                outer.filled |= !line.is_empty();
            }
        }
        self.blanks = line.is_empty().then(|| self.blanks.unwrap_or(start));
    }

    /// Closes the open fence before another one.
    fn nested(&mut self, line: Range<usize>, fence: FenceLine) {
        let Some(outer) = self.open.take() else {
            return;
        };
        let message = "a fence is opened in a fence; the outer one was closed before it";
        self.sink.push(
            Diagnostic::new(Code::NestedFence, self.span(&line), message)
                .label(self.span(&outer.line), "the outer fence"),
        );
        if outer.filled {
            let end = outer.recovery.unwrap_or(line.start);
            self.cut(end, end);
        } else {
            // A doubled fence line: the outer one holds nothing.
            self.cut(outer.line.start, line.start);
        }
        // With a heading between, the outer fence is one that was never closed.
        self.open = Some(OpenFence {
            nested: outer.recovery.is_none(),
            ..OpenFence::new(line, fence)
        });
    }

    fn finish(mut self, end: usize) -> Vec<Range<usize>> {
        if let Some(outer) = self.open.take() {
            let message = "a fence is opened and never closed";
            let help = match outer.recovery {
                Some(_) => "it was taken to end before the next heading or comment",
                None => "it was taken to go on to the end of the page",
            };
            let span = self.span(&outer.line);
            self.sink
                .push(Diagnostic::new(Code::Unclosed, span, message).help(help));
            // What follows holds no further fence line, so that one cut is enough.
            if let Some(end) = outer.recovery {
                self.cut(end, end);
            }
        }
        self.cut(end, end);
        self.parts
    }

    /// Ends a part; the next one starts at `next`.
    fn cut(&mut self, end: usize, next: usize) {
        if self.part_start < end {
            self.parts.push(self.part_start..end);
        }
        self.part_start = next;
    }

    fn span(&self, line: &Range<usize>) -> Span {
        Span::new(self.file, line.start, line.end)
    }
}

impl OpenFence {
    fn new(line: Range<usize>, fence: FenceLine) -> Self {
        Self {
            line,
            mark: fence.mark,
            length: fence.length,
            filled: false,
            recovery: None,
            nested: false,
        }
    }
}

/// Reads a trimmed line as a fence line.
fn fence_line(line: &str) -> Option<FenceLine> {
    let mark = line.bytes().next().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    let info = line.get(length..)?;
    let inline_code = mark == b'`' && info.contains('`');
    (length >= 3 && !inline_code).then_some(FenceLine {
        mark,
        length,
        has_info: !info.trim().is_empty(),
    })
}
