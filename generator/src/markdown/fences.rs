//! Repairs fences that are opened in a fence or never closed.
//!
//! CommonMark lets an open fence take everything up to the next bare fence line, or to the end of the page.
//! A page on which one fence line is missing or doubled would turn inside out from there on. Pages with this
//! defect are read in parts: each part is read by itself, so that an open fence ends where the part ends.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::span::{FileId, Span};

/// A fence line.
#[derive(Clone, Copy)]
struct FenceLine {
    mark: u8,
    length: usize,
    has_info: bool,
}

/// An open fence.
struct Open {
    line: Range<usize>,
    mark: u8,
    length: usize,
    /// Whether a line other than blank ones stands in it.
    filled: bool,
    /// Where the part should end if the fence is never closed: before a heading or comment behind a blank line.
    recovery: Option<usize>,
    /// Whether it was opened in another fence.
    nested: bool,
}

/// The parts of `text[start..]` to be read by themselves; a sound page is one part.
pub(super) fn parts(file: FileId, text: &str, start: usize, sink: &mut Sink) -> Vec<Range<usize>> {
    let mut splitter = Splitter {
        parts: Vec::new(),
        part_start: start,
        file,
    };
    let mut open: Option<Open> = None;
    let mut in_comment = false;
    let mut blank_before = true;
    // The line end of a nested fence's close: a bare fence line next is the close of the outer one.
    let mut surplus_after = None;
    let mut at = start;
    let tail = text.get(start..).unwrap_or_default();
    for line in tail.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let line = line.trim();
        if in_comment {
            in_comment = !line.contains("-->");
            continue;
        }
        let fence = fence_line(line);
        match (&mut open, fence) {
            (None, None) => {
                in_comment = line
                    .rfind("<!--")
                    .is_some_and(|start| !line.get(start..).unwrap_or_default().contains("-->"));
                if !line.is_empty() {
                    surplus_after = None;
                }
            }
            (None, Some(fence)) if surplus_after.is_some() && !fence.has_info => {
                surplus_after = None;
                splitter.cut(range.start);
                splitter.part_start = at;
            }
            (None, Some(fence)) => open = Some(Open::new(range, fence, false)),
            (Some(outer), Some(fence)) if fence.has_info => {
                let message = "a fence is opened in a fence; the outer one was closed before it";
                let diagnostic = Diagnostic::new(Code::NestedFence, splitter.span(&range), message)
                    .label(splitter.span(&outer.line), "the outer fence");
                sink.push(diagnostic);
                let nested = outer.recovery.is_none();
                let end = outer.recovery.unwrap_or(range.start);
                if outer.filled {
                    splitter.cut(end);
                } else {
                    // A doubled fence line: the outer one holds nothing.
                    splitter.cut(outer.line.start);
                }
                splitter.part_start = if outer.filled { end } else { range.start };
                open = Some(Open::new(range, fence, nested));
            }
            (Some(outer), Some(fence)) if fence.mark == outer.mark && fence.length >= outer.length => {
                surplus_after = outer.nested.then_some(at);
                open = None;
            }
            (Some(outer), _) => {
                let starts_block = line.starts_with('#') || line.starts_with("<!--");
                if blank_before && starts_block && outer.recovery.is_none() {
                    outer.recovery = Some(range.start);
                }
                outer.filled |= !line.is_empty();
            }
        }
        blank_before = line.is_empty();
    }
    if let Some(outer) = open {
        let message = "a fence is opened and never closed";
        let help = match outer.recovery {
            Some(_) => "it was taken to end before the next heading or comment",
            None => "it was taken to go on to the end of the page",
        };
        sink.push(Diagnostic::new(Code::Unclosed, splitter.span(&outer.line), message).help(help));
        if let Some(end) = outer.recovery {
            // What follows holds no further fence line, so that one cut is enough.
            splitter.cut(end);
            splitter.part_start = end;
        }
    }
    splitter.cut(text.len());
    splitter.parts
}

struct Splitter {
    parts: Vec<Range<usize>>,
    part_start: usize,
    file: FileId,
}

impl Splitter {
    /// Ends a part.
    fn cut(&mut self, end: usize) {
        if self.part_start < end {
            self.parts.push(self.part_start..end);
        }
        self.part_start = end;
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }
}

impl Open {
    fn new(line: Range<usize>, fence: FenceLine, nested: bool) -> Self {
        Self {
            line,
            mark: fence.mark,
            length: fence.length,
            filled: false,
            recovery: None,
            nested,
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
