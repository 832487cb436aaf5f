//! What the readers of a page report: what is wrong with it, and what became of its items.

use crate::coverage::{Coverage, IgnoreReason};
#[cfg(test)]
use crate::diagnostic::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::span::Span;

/// Takes what the readers of one page report.
#[derive(Clone, Debug, Default)]
pub(super) struct PageSink {
    /// What there is to say about the page.
    pub(super) diagnostics: Diagnostics,
    /// Which items of the page were used or ignored.
    pub(super) coverage: Coverage,
}

impl PageSink {
    /// Adds a diagnostic.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds what was reported elsewhere.
    pub(super) fn append(&mut self, other: Self) {
        self.diagnostics.append(other.diagnostics);
        self.coverage.append(other.coverage);
    }

    /// The codes of what was pushed, in the order of the page.
    #[cfg(test)]
    pub(super) fn codes(self) -> Vec<Code> {
        let sorted = self.diagnostics.into_sorted();
        sorted.iter().map(|diagnostic| diagnostic.code).collect()
    }

    /// Records that facts were read from a row, fence, annotation or operation line.
    pub(super) fn used(&mut self, span: Span) {
        self.coverage.used(span);
    }

    /// Records that a row, fence, annotation or operation line holds no fact, and why.
    pub(super) fn ignored(&mut self, span: Span, reason: IgnoreReason) {
        self.coverage.ignored(span, reason);
    }
}
