//! The list of methods of a resource page: which pages document its operations, and what they return.

use crate::coverage::IgnoreReason;
use crate::markdown::BlockKind;
use crate::page::sink::PageSink;
use crate::source::stem;
use crate::span::Spanned;

use crate::page::MethodFacts;
use crate::page::cells::columns::{ColumnRole, Columns};
use crate::page::cells::name_cell::holds_nothing;
use crate::page::cells::type_cell::type_of_cell;
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};

/// The rows that link to a page of an operation.
pub(in crate::page) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<MethodFacts> {
    let sections = page
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Methods);
    let tables = sections
        .flat_map(Section::all_blocks)
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
    let mut methods = Vec::new();
    for table in tables {
        let columns = Columns::read(&table.header);
        for row in &table.rows {
            let Some(cell) = row.cells.first() else { continue };
            // `model` believes the page of the operation before this cell, so that a cell that is not understood is no loss
            // and is not reported.
            let returns = columns.cell(row, ColumnRole::ReturnType).map(type_of_cell);
            let known = methods.len();
            for (_, target) in cell.links() {
                let path = target.split(['#', '?']).next().unwrap_or_default();
                let stem = stem(path);
                if (path.contains("api/") || is_beside_resources(path)) && !stem.is_empty() {
                    methods.push(MethodFacts {
                        page: Spanned::new(stem.to_owned(), cell.span),
                        returns: returns.clone(),
                    });
                }
            }
            if methods.len() > known {
                sink.used(row.span);
            } else {
                sink.ignored(
                    row.span,
                    holds_nothing(row).unwrap_or(IgnoreReason::MethodWithoutPage),
                );
            }
        }
    }
    methods
}

/// Whether a link leads to the folder above that of the types, which is where the site has the pages of operations:
/// `../user-get`.
fn is_beside_resources(path: &str) -> bool {
    path.strip_prefix("../").is_some_and(|name| !name.contains('/'))
}
