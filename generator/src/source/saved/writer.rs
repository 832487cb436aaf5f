//! Writes lines of markdown, each behind the marks of the lists and quotes around it.

use std::ops::Range;

use super::address::absolute;
use super::content::is_of_site;
use super::tree::Node;
use crate::source::original::Rewriter;
use crate::text::longest_run;

/// Lists and quotes nest this deep; what lies deeper is written as if it stood at this depth.
const MAX_CONTAINERS: usize = 8;

/// The markdown that is being written of a page, with the place in the HTML of each piece.
pub(super) struct Writer<'a> {
    pub(super) html: &'a str,
    /// The address of the page.
    base: Option<String>,
    pub(super) out: Rewriter<'a>,
    /// What starts each line in the lists and quotes that are open.
    prefix: String,
    /// How many lists and quotes are open.
    containers: usize,
    /// Whether the next block is the first in its container.
    is_first: bool,
    /// Where in the file the last block starts.
    pub(super) place: usize,
}

impl<'a> Writer<'a> {
    /// A writer for the page of this address.
    pub(super) fn new(html: &'a str, base: Option<String>) -> Self {
        Self {
            html,
            base,
            out: Rewriter::new(html),
            prefix: String::new(),
            containers: 0,
            is_first: true,
            place: 0,
        }
    }

    /// A part of the file.
    pub(super) fn source(&self, range: &Range<usize>) -> &'a str {
        self.html.get(range.clone()).unwrap_or_default()
    }

    /// How many back-ticks follow each other at most in one of several parts of the file.
    pub(super) fn longest_run(&self, parts: &[Range<usize>]) -> usize {
        let runs = parts.iter().map(|part| longest_run(self.source(part), '`'));
        runs.max().unwrap_or(0)
    }

    /// Where a link leads.
    pub(super) fn address(&self, target: &str) -> String {
        absolute(self.base.as_deref(), target)
    }

    /// Starts a block.
    pub(super) fn start(&mut self, place: usize) {
        self.place = place;
        if self.is_first {
            self.is_first = false;
            return;
        }
        self.new_line();
        self.new_line();
    }

    pub(super) fn new_line(&mut self) {
        // The marks of the line before need no blanks behind them where nothing follows.
        self.out.write("\n", self.place);
        self.out.write(&self.prefix, self.place);
    }

    /// Writes text with its character references resolved, as in code.
    pub(super) fn code(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(rest) = self.html.get(at..range.end).filter(|rest| !rest.is_empty()) {
            let plain = rest.find('&').unwrap_or(rest.len());
            self.out.copy(at..at + plain);
            at += plain;
            let Some(reference) = rest.get(plain..).filter(|reference| !reference.is_empty()) else {
                break;
            };
            let end = reference.find(';').map_or(1, |end| end + 1);
            let source = reference.get(..end).unwrap_or("&");
            self.out.write(&html_escape::decode_html_entities(source), at);
            at += source.len();
        }
    }

    /// Whether no list or quote may be opened.
    pub(super) fn is_full(&self) -> bool {
        self.containers >= MAX_CONTAINERS
    }

    /// Writes a block whose first line starts with `mark` and whose others start with `indent`.
    pub(super) fn contained(
        &mut self,
        place: usize,
        mark: &str,
        indent: &str,
        content: impl FnOnce(&mut Self),
    ) {
        if self.is_full() {
            content(self);
            return;
        }
        self.start(place);
        self.within(mark, indent, content);
    }

    pub(super) fn within(&mut self, mark: &str, indent: &str, content: impl FnOnce(&mut Self)) {
        self.out.write(mark, self.place);
        let outer = self.prefix.len();
        self.prefix.push_str(indent);
        self.containers += 1;
        self.is_first = true;
        content(self);
        self.containers -= 1;
        self.is_first = false;
        self.prefix.truncate(outer);
    }
}

/// All text within nodes.
pub(super) fn texts(nodes: &[Node], found: &mut Vec<Range<usize>>) {
    for node in nodes {
        match node {
            Node::Text(range) => found.push(range.clone()),
            Node::Element(element) if !is_of_site(element) => texts(&element.children, found),
            Node::Element(_) | Node::Comment(_) => {}
        }
    }
}
