//! Settles the account of a page: what became of each of its rows, fences, annotations and operation lines.

use crate::account::{Closed, Fate, Item, ItemKind, Rule};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::markdown::{Block, BlockKind, Fence, Table, Text};
use crate::span::{Located, Span};

use super::OperationFacts;
use super::api::http_request;
use super::api::path::parse_url;
use super::kind::PageKind;
use super::sections::{Section, SectionKind, Sections};

mod irrelevant;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;

/// Where an item stands.
struct Place<'p, 'a> {
    page: PageKind,
    sections: &'p Sections<'a>,
    index: usize,
    section: &'p Section<'a>,
    /// The id of the tab in which the item stands.
    tab: Option<&'a str>,
    /// The operations that the page documents.
    operations: &'p [OperationFacts],
}

impl Place<'_, '_> {
    /// Whether the section is of this kind, or a heading without a meaning of its own below one.
    fn belongs_to(&self, kind: &SectionKind) -> bool {
        self.section.kind == *kind
            || (self.section.kind == SectionKind::Other
                && self
                    .sections
                    .ancestors(self.index)
                    .find(|section| section.kind != SectionKind::Other)
                    .is_some_and(|section| section.kind == *kind))
    }

    /// Whether the section or one above it is of this kind.
    fn is_within(&self, kind: &SectionKind) -> bool {
        self.section.kind == *kind || self.sections.is_below(self.index, kind)
    }

    /// Whether a line is a request of one of the page's operations.
    fn is_documented(&self, line: &Located<String>) -> bool {
        let Some((method, url)) = http_request::request(line) else {
            return false;
        };
        let Some(path) = parse_url(&url.value) else {
            return false;
        };
        self.operations.iter().any(|operation| {
            operation.method == method && operation.paths.iter().any(|of| of.template.matches(&path))
        })
    }
}

/// Looks up each item of the page in what its readers entered. What they do not know is irrelevant by a rule of
/// the layout, lies under a diagnostic, or is reported.
pub(super) fn settle(
    sections: &Sections<'_>,
    page: PageKind,
    operations: &[OperationFacts],
    sink: &mut Sink,
) -> Vec<Item> {
    let closed = sink.take_ledger().close(sink.diagnostics());
    let mut account = Account {
        closed,
        items: Vec::new(),
        strangers: Vec::new(),
    };
    for (index, section) in sections.iter().enumerate() {
        let mut place = Place {
            page,
            sections,
            index,
            section,
            tab: None,
            operations,
        };
        let mut stack: Vec<(&Block, bool)> =
            section.blocks.iter().rev().map(|block| (*block, false)).collect();
        while let Some((block, nested)) = stack.pop() {
            match &block.kind {
                BlockKind::Quote(inner) => stack.extend(inner.iter().rev().map(|block| (block, true))),
                BlockKind::List { items, .. } => {
                    let inner = items.iter().rev().flat_map(|item| item.iter().rev());
                    stack.extend(inner.map(|block| (block, true)));
                }
                // The blocks of an include that stands alone follow it in the section.
                BlockKind::Include(include) if nested => {
                    let inner = include.blocks.iter().flatten().rev();
                    stack.extend(inner.map(|block| (block, true)));
                }
                BlockKind::Tab { id, .. } => place.tab = Some(id),
                BlockKind::Rule => place.tab = None,
                BlockKind::Table(table) => account.table(&place, table),
                BlockKind::Fence(fence) => account.fence(&place, fence, block.span),
                BlockKind::Comment(text) => account.annotation(&place, text),
                _ => {}
            }
        }
    }
    for span in account.strangers {
        let message = "the request is none of the operations that the page documents";
        sink.push(Diagnostic::new(Code::UnknownRequestLine, span, message).help("it was skipped"));
    }
    for item in account.items.iter().filter(|item| item.fate == Fate::Unaccounted) {
        let message = format!("no rule knows this {}", item.kind.as_str());
        sink.push(Diagnostic::new(Code::Unaccounted, item.span, message).help("what it says is lost"));
    }
    account.items
}

struct Account {
    closed: Closed,
    items: Vec<Item>,
    /// Requests outside of examples that are none of the page's operations.
    strangers: Vec<Span>,
}

impl Account {
    fn push(&mut self, kind: ItemKind, span: Span, fate: Fate) {
        self.items.push(Item { kind, span, fate });
    }

    fn table(&mut self, place: &Place<'_, '_>, table: &Table) {
        // A diagnostic about the header is one about each row.
        let reported = self.closed.loss(table.header.span).map(Fate::Reported);
        let mut by_rule: Option<Option<Rule>> = None;
        for row in &table.rows {
            let fate = self.closed.fate(row.span).or(reported).or_else(|| {
                by_rule
                    .get_or_insert_with(|| irrelevant::table(place, table))
                    .map(Fate::Ignored)
            });
            self.push(ItemKind::Row, row.span, fate.unwrap_or(Fate::Unaccounted));
        }
    }

    fn fence(&mut self, place: &Place<'_, '_>, fence: &Fence, span: Span) {
        let requests = || {
            fence
                .lines
                .iter()
                .filter(|line| http_request::request(line).is_some())
        };
        let known = self.closed.fate(span);
        let by_rule = || irrelevant::fence(place, fence).map(Fate::Ignored);
        let fate = known.or_else(by_rule).unwrap_or_else(|| {
            // A request of another operation than those of the page is no fact of the page.
            let strangers = requests().filter(|_| place.page == PageKind::Api);
            let before = self.strangers.len();
            self.strangers.extend(strangers.map(|line| line.span));
            if self.strangers.len() > before {
                Fate::Reported(Code::UnknownRequestLine)
            } else {
                Fate::Unaccounted
            }
        });
        self.push(ItemKind::Fence, span, fate);
        for line in requests() {
            // What holds for the whole fence holds for its lines, unless readers know better.
            let of_fence = Some(fate).filter(|fate| *fate != Fate::Used);
            let fate = self.closed.fate(line.span).or(of_fence);
            self.push(ItemKind::Operation, line.span, fate.unwrap_or(Fate::Unaccounted));
        }
    }

    fn annotation(&mut self, place: &Place<'_, '_>, text: &Text) {
        let fate = self.closed.fate(text.span);
        let by_rule = || irrelevant::annotation(place, text).map(Fate::Ignored);
        self.push(
            ItemKind::Annotation,
            text.span,
            fate.or_else(by_rule).unwrap_or(Fate::Unaccounted),
        );
    }
}
