//! Tables in rendered text: one cell a line, each with ` |` behind it, no delimiter row.

use std::ops::Range;

use super::{RenderedReader, columns, is_cell, padded, vocabulary};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{BlockKind, Row, Table, Text};

/// The most lines that a cell goes over: a list in a cell has a line an item.
const MAX_CELL_LINES: usize = 40;

/// The cells of a table in the order of the text.
struct Cells<'a> {
    text: &'a str,
    /// The content without the `|`, and where the `|` ends.
    ranges: Vec<(Range<usize>, usize)>,
}

impl<'a> Cells<'a> {
    fn get(&self, index: usize) -> Option<&'a str> {
        let (range, _) = self.ranges.get(index)?;
        self.text.get(range.clone())
    }
}

impl RenderedReader<'_> {
    /// Reads the table that starts here.
    pub(super) fn table(&mut self) {
        let start = self.at;
        let head: Vec<&str> = (0..4)
            .map(|ahead| self.line(ahead))
            .take_while(|line| is_cell(line))
            .map(content)
            .collect();
        let Some(width) = columns::header_width(&head) else {
            self.unknown_table();
            return;
        };
        let mut cells = Cells {
            text: self.text,
            ranges: Vec::new(),
        };
        // A row begins with a line of its own.
        let max_lines = |cells: usize| {
            if cells.is_multiple_of(width) {
                1
            } else {
                MAX_CELL_LINES
            }
        };
        while let Some(cell) = self.cell(max_lines(cells.ranges.len())) {
            cells.ranges.push(cell);
        }
        let header: Vec<String> = head.iter().take(width).map(|cell| cell.to_lowercase()).collect();
        let mut rows = Vec::new();
        let mut at = width;
        while at < cells.ranges.len() {
            let length = row_length(&cells, at, &header);
            rows.push(self.row(&cells, at, length, &header));
            at += length;
        }
        let head = self.row(&cells, 0, width, &header);
        if rows.is_empty() {
            let message = "the table has no row";
            self.sink
                .push(Diagnostic::new(Code::EmptyTable, head.span, message));
        }
        let from = self.lines.get(start).map_or(0, |range| range.start);
        let to = cells.ranges.last().map_or(from, |(_, end)| *end);
        self.push(&(from..to), BlockKind::Table(Table { header: head, rows }));
    }

    /// The next cell of a table, which may go over so many lines.
    fn cell(&mut self, max_lines: usize) -> Option<(Range<usize>, usize)> {
        for ahead in 0..max_lines {
            let line = self.line(ahead);
            if line.is_empty() || vocabulary::heading(line, self.example).is_some() {
                return None;
            }
            if is_cell(line) {
                let first = self.lines.get(self.at)?.start;
                let last = self.lines.get(self.at + ahead)?;
                let end = last.start + content(line).len();
                self.at += ahead + 1;
                return Some((first..end.max(first), last.end));
            }
        }
        None
    }

    /// Makes a row of `length` cells.
    fn row(&mut self, cells: &Cells<'_>, at: usize, length: usize, header: &[String]) -> Row {
        let width = header.len();
        let taken = cells.ranges.get(at..at + length).unwrap_or_default();
        let start = taken.first().map_or(0, |(range, _)| range.start);
        let end = taken.last().map_or(start, |(_, end)| *end);
        let span = self.span(&(start..end));
        let mut ranges: Vec<Range<usize>> = taken.iter().map(|(range, _)| range.clone()).collect();
        if let Some(surplus) = ranges.get(width..).and_then(|surplus| surplus.last()).cloned() {
            ranges.truncate(width);
            if let Some(last) = ranges.last_mut() {
                last.end = surplus.end;
            }
        }
        // Where a row lacks one cell and the second is no type, it is the type that is missing.
        let lacks_type = length + 1 == width
            && header.get(1).is_some_and(|name| name == "type")
            && cells.get(at + 1).is_some_and(|cell| !columns::is_type(cell));
        if lacks_type && let Some(name) = ranges.first() {
            let behind = name.end..name.end;
            ranges.insert(1, behind);
        }
        let mut texts: Vec<Text> = ranges
            .iter()
            .map(|range| padded::text(self.text.get(range.clone()).unwrap_or_default(), self.span(range)))
            .collect();
        texts.resize(width, Text::empty(self.span(&(end..end))));
        if length != width {
            let cut = length < width && at + length == cells.ranges.len() && self.at >= self.lines.len();
            let code = if cut { Code::CutTable } else { Code::RowWidth };
            let message = format!("the row has {length} cells, the header {width}");
            self.sink.push(Diagnostic::new(code, span, message));
        }
        Row {
            span,
            cells: texts,
            written: length,
        }
    }

    /// Cells below a header that is not known: it cannot be told where a row ends.
    fn unknown_table(&mut self) {
        let first = self.lines.get(self.at).cloned().unwrap_or_default();
        let message = "cells of a table whose header is not known; they were read as paragraphs";
        self.sink
            .push(Diagnostic::new(Code::RenderedText, self.span(&first), message));
        while is_cell(self.line(0)) {
            let range = self.lines.get(self.at).cloned().unwrap_or_default();
            let length = content(self.line(0)).len();
            let text = self.parse(&(range.start..range.start + length));
            self.at += 1;
            if !text.is_empty() {
                self.push(&range, BlockKind::Paragraph(text));
            }
        }
    }
}

/// How many cells the row has that starts at `at`: as many as the header, unless the next row is seen to start
/// elsewhere.
fn row_length(cells: &Cells<'_>, at: usize, header: &[String]) -> usize {
    let width = header.len();
    let left = cells.ranges.len() - at;
    let starts = |offset: usize| {
        cells
            .get(at + offset)
            .and_then(|first| columns::starts_row(header, first, cells.get(at + offset + 1)))
            .unwrap_or(false)
    };
    if left == width || (left > width && starts(width)) {
        return width;
    }
    // Surplus cells are looked for only where the next cell cannot be the name that starts a broken row.
    let is_name = cells.get(at + width).is_some_and(columns::is_identifier);
    let longest = if is_name { width } else { width + 2 };
    (1..width)
        .rev()
        .chain(width + 1..=longest)
        .filter(|length| *length < left)
        .find(|length| starts(*length))
        .unwrap_or(width.min(left))
}

/// A cell's line without the `|`.
fn content(line: &str) -> &str {
    line.strip_suffix('|').unwrap_or(line).trim_end()
}
