//! Writes a table as markdown.

use super::inline::{Line, TextKind};
use super::tree::{Element, elements};
use super::writer::Writer;

/// A cell may go over this many columns.
const MAX_SPAN: usize = 16;

impl Writer<'_> {
    /// Writes a table, whose first row is its header.
    pub(super) fn table(&mut self, table: &Element) {
        let mut rows = Vec::new();
        find_rows(table, &mut rows);
        let Some((header, rows)) = rows.split_first() else {
            return;
        };
        self.start(table.place);
        let width = self.row(header);
        self.new_line();
        self.out.write(&"|---".repeat(width.max(1)), table.place);
        self.out.write("|", table.place);
        for row in rows {
            self.place = row.place;
            self.new_line();
            self.row(row);
        }
    }

    /// Writes a row; gives the number of its cells.
    fn row(&mut self, row: &Element) -> usize {
        let mut width = 0;
        let cells = elements(&row.children).filter(|cell| matches!(cell.name.as_str(), "td" | "th"));
        for cell in cells {
            self.out.write("|", cell.place);
            Line::new(self, TextKind::Cell).write(&cell.children);
            let span = cell
                .attribute("colspan")
                .and_then(|span| span.trim().parse().ok());
            let span: usize = span.unwrap_or(1).clamp(1, MAX_SPAN);
            self.out.write(&"|".repeat(span - 1), cell.place);
            width += span;
        }
        self.out.write("|", row.place);
        width
    }
}

/// The rows of a table, not those of tables in its cells.
fn find_rows<'t>(element: &'t Element, rows: &mut Vec<&'t Element>) {
    for inner in element.elements() {
        match inner.name.as_str() {
            "tr" => rows.push(inner),
            "thead" | "tbody" | "tfoot" => find_rows(inner, rows),
            _ => {}
        }
    }
}
