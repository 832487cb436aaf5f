//! A run of lines with its place in the file.

use std::ops::Range;

use super::{References, Text};
use crate::span::{FileId, Span};

/// A run of lines, in which the marks of quotes are blanks.
pub(super) struct Content<'a> {
    pub(super) file: FileId,
    /// The text of the lines.
    pub(super) text: &'a str,
    /// Where they start in the file.
    pub(super) start: usize,
    /// Where the file's last line ends that is not blank.
    pub(super) page_end: usize,
    pub(super) references: &'a References,
}

impl Content<'_> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start, self.start + range.end)
    }

    /// Whether nothing but blanks follows on the page.
    pub(super) fn ends_page(&self, at: usize) -> bool {
        self.start + at >= self.page_end
    }

    pub(super) fn get(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    pub(super) fn parse(&self, range: &Range<usize>) -> Text {
        Text::parse_with(self.get(range), self.span(range), self.references)
    }
}
