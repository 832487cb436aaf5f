//! Checks that nothing of a page is lost: what became of each of its rows, fences, annotations and operation lines.

use crate::coverage::{IgnoreReason, Item, ItemKind, Outcome, Outcomes};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Block, BlockKind, Fence, Table, Text};
use crate::page::sink::PageSink;
use crate::span::{Span, Spanned};

use crate::page::OperationFacts;
use crate::page::RequestUrl;
use crate::page::api::request::http_request;
use crate::page::head::kind::PageKind;
use crate::page::sections::{Section, SectionKind, Sections};

mod explaining_tables;
mod ignored;

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;

/// Where an item stands.
struct ItemContext<'p, 'a> {
    page: PageKind,
    sections: &'p Sections<'a>,
    index: usize,
    section: &'p Section<'a>,
    /// The id of the tab in which the item stands.
    tab: Option<&'a str>,
    /// The operations that the page documents.
    operations: &'p [OperationFacts],
}

impl ItemContext<'_, '_> {
    /// Whether the section is of this kind, or a part of such a section.
    fn belongs_to(&self, kind: &SectionKind) -> bool {
        self.sections.belongs_to(self.index, kind)
    }

    /// Whether the section or one above it is of this kind.
    fn is_within(&self, kind: &SectionKind) -> bool {
        self.sections.is_within(self.index, kind)
    }

    /// Whether a line is a request of one of the page's operations.
    fn is_documented(&self, line: &Spanned<String>) -> bool {
        let Some((method, url)) = http_request::request(line) else {
            return false;
        };
        let url = RequestUrl::parse(url);
        let Some(path) = url.path() else {
            return false;
        };
        self.operations.iter().any(|operation| {
            operation.method == method && operation.paths.iter().any(|of| of.template.matches(path))
        })
    }
}

/// Looks up each item of the page in what its readers recorded. An item of which they recorded nothing is ignored for
/// its place or form, lies under a diagnostic, or is reported as not read.
pub(super) fn check(
    sections: &Sections<'_>,
    page: PageKind,
    operations: &[OperationFacts],
    sink: &mut PageSink,
) -> Vec<Item> {
    let recorded = std::mem::take(&mut sink.coverage);
    let mut checked = CheckedItems {
        outcomes: recorded.finish(sink.diagnostics.as_slice()),
        items: Vec::new(),
        unknown_requests: Vec::new(),
    };
    for (index, section) in sections.iter().enumerate() {
        let mut place = ItemContext {
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
                    let inner = include.blocks.iter().flat_map(|blocks| blocks.iter()).rev();
                    stack.extend(inner.map(|block| (block, true)));
                }
                BlockKind::Tab { id, .. } => place.tab = Some(id),
                BlockKind::Rule => place.tab = None,
                BlockKind::Table(table) => checked.table(&place, table),
                BlockKind::Fence(fence) => checked.fence(&place, fence, block.span),
                BlockKind::Comment(text) => checked.annotation(&place, text),
                _ => {}
            }
        }
    }
    for span in checked.unknown_requests {
        let message = "the request is none of the operations that the page documents";
        sink.push(Diagnostic::new(Code::UnknownRequestLine, span, message).help("it was skipped"));
    }
    for item in checked
        .items
        .iter()
        .filter(|item| item.outcome == Outcome::NotRead)
    {
        let message = format!("no reader knows this {}", item.kind.as_str());
        sink.push(Diagnostic::new(Code::NotRead, item.span, message).help("what it says is lost"));
    }
    checked.items
}

/// The items of a page as far as they were checked.
struct CheckedItems {
    /// What the readers of the page recorded.
    outcomes: Outcomes,
    items: Vec<Item>,
    /// Requests outside of examples that are none of the page's operations.
    unknown_requests: Vec<Span>,
}

impl CheckedItems {
    fn push(&mut self, kind: ItemKind, span: Span, outcome: Outcome) {
        self.items.push(Item { kind, span, outcome });
    }

    fn table(&mut self, place: &ItemContext<'_, '_>, table: &Table) {
        // A diagnostic about the header explains each row.
        let reported = self.outcomes.loss(table.header.span).map(Outcome::Reported);
        let mut ignored: Option<Option<IgnoreReason>> = None;
        for row in &table.rows {
            let outcome = self.outcomes.of(row.span).or(reported).or_else(|| {
                ignored
                    .get_or_insert_with(|| ignored::table(place, table))
                    .map(Outcome::Ignored)
            });
            self.push(ItemKind::Row, row.span, outcome.unwrap_or(Outcome::NotRead));
        }
    }

    fn fence(&mut self, place: &ItemContext<'_, '_>, fence: &Fence, span: Span) {
        let requests = || {
            fence
                .lines
                .iter()
                .filter(|line| http_request::request(line).is_some())
        };
        let known = self.outcomes.of(span);
        let ignored = || ignored::fence(place, fence).map(Outcome::Ignored);
        let outcome = known.or_else(ignored).unwrap_or_else(|| {
            // A request of another operation than those of the page is no fact of the page.
            let unknown = requests().filter(|_| place.page == PageKind::Api);
            let before = self.unknown_requests.len();
            self.unknown_requests.extend(unknown.map(|line| line.span));
            if self.unknown_requests.len() > before {
                Outcome::Reported(Code::UnknownRequestLine)
            } else {
                Outcome::NotRead
            }
        });
        self.push(ItemKind::Fence, span, outcome);
        for line in requests() {
            // What holds for the whole fence holds for its lines, unless readers know better.
            let of_fence = Some(outcome).filter(|outcome| *outcome != Outcome::Used);
            let known = self.outcomes.of(line.span).or(of_fence);
            let outcome = known.unwrap_or_else(|| self.request_beside_operations(place, line));
            self.push(ItemKind::Operation, line.span, outcome);
        }
    }

    /// What becomes of a request that stands in one fence with operations, and is none.
    fn request_beside_operations(&mut self, place: &ItemContext<'_, '_>, line: &Spanned<String>) -> Outcome {
        if place.page != PageKind::Api {
            return Outcome::NotRead;
        }
        if place.is_documented(line) {
            return Outcome::Ignored(IgnoreReason::UseCase);
        }
        self.unknown_requests.push(line.span);
        Outcome::Reported(Code::UnknownRequestLine)
    }

    fn annotation(&mut self, place: &ItemContext<'_, '_>, text: &Text) {
        let outcome = self.outcomes.of(text.span);
        let ignored = || ignored::annotation(place, text).map(Outcome::Ignored);
        self.push(
            ItemKind::Annotation,
            text.span,
            outcome.or_else(ignored).unwrap_or(Outcome::NotRead),
        );
    }
}
