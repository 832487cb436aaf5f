//! Reads tables from their source lines, forgiving what the pages do.
//!
//! Rows go on in the next line, lack pipes, cells or the delimiter row's count; a `|` in a closed code span is
//! text. CommonMark's table extension loses rows or text in each of these cases.

use std::ops::Range;

use super::content::Content;
use super::inline::{Ticks, run_length};
use super::{Row, Table, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The rows of a table as ranges of the content.
#[derive(Debug)]
pub(super) struct Rows {
    header: Range<usize>,
    delimiter: Option<Range<usize>>,
    rows: Vec<Range<usize>>,
}

/// Finds the table whose header is the first of the lines; the second value is how many lines it takes.
pub(super) fn find(content: &str, lines: &[Range<usize>]) -> Option<(Rows, usize)> {
    let header = lines.first()?.clone();
    let second = lines.get(1)?;
    if !has_pipe(line(content, &header)) || !is_delimiter(line(content, second)) {
        return None;
    }
    let width = split(line(content, &header), None).len();
    let body = lines.get(2..).unwrap_or_default();
    let (rows, taken) = join_rows(content, body, width);
    let rows = Rows {
        header,
        delimiter: Some(second.clone()),
        rows,
    };
    Some((rows, taken + 2))
}

/// Finds a table whose delimiter row is missing: all lines start and end with `|` and have as many cells.
pub(super) fn find_headless(content: &str, lines: &[Range<usize>]) -> Option<Rows> {
    let (header, rows) = lines.split_first()?;
    let width = split(line(content, header), None).len();
    let is_row = |range: &Range<usize>| {
        let line = line(content, range).trim();
        line.starts_with('|') && ends_with_pipe(line) && split(line, None).len() == width
    };
    (width > 1 && !rows.is_empty() && lines.iter().all(is_row)).then(|| Rows {
        header: header.clone(),
        delimiter: None,
        rows: rows.to_vec(),
    })
}

/// Gathers the lines below the delimiter row into rows; the second value is how many lines were taken.
pub(super) fn join_rows(content: &str, lines: &[Range<usize>], width: usize) -> (Vec<Range<usize>>, usize) {
    let mut rows: Vec<Range<usize>> = Vec::new();
    // The cells of the last row, counted as its lines come in; `None` while they need not be known.
    let mut cells: Option<usize> = None;
    for (taken, range) in lines.iter().enumerate() {
        let text = line(content, range).trim();
        let last = rows.last_mut();
        let open = last
            .as_ref()
            .is_some_and(|last| !ends_with_pipe(line(content, last).trim_end()));
        let is_row = text.starts_with('|') && !(text == "|" && open);
        if !is_row
            && open
            && let Some(last) = last
        {
            let more = split(text, None).len();
            let bare = !line(content, last).trim_start().starts_with('|');
            let before = *cells.get_or_insert_with(|| split(line(content, last), None).len());
            if !has_pipe(text) || !bare || before + more <= width {
                last.end = range.end;
                cells = Some(before + more.saturating_sub(1));
                continue;
            }
        }
        if !is_row && !has_pipe(text) {
            return (rows, taken);
        }
        cells = None;
        rows.push(range.clone());
    }
    (rows, lines.len())
}

/// Reads the table.
pub(super) fn read(content: &Content<'_>, found: &Rows, sink: &mut Diagnostics) -> Table {
    let header = read_row(content, &found.header, None);
    let width = header.cells.len();
    match &found.delimiter {
        Some(delimiter) => {
            let cells = split(line(content.text, delimiter), None).len();
            if cells != header.written {
                let message = format!(
                    "the header has {} cells, the row below it {cells}",
                    header.written
                );
                let span = content.span(delimiter);
                sink.push(Diagnostic::new(Code::DelimiterWidth, span, message));
            }
        }
        None => {
            let message = "the delimiter row below the header is missing";
            sink.push(Diagnostic::new(Code::CutTable, header.span, message));
        }
    }
    let rows = read_rows(content, &found.rows, width, sink);
    if rows.is_empty() {
        sink.push(Diagnostic::new(
            Code::EmptyTable,
            header.span,
            "the table has no row",
        ));
    }
    Table { header, rows }
}

/// Reads rows of a table whose header has `width` cells.
pub(super) fn read_rows(
    content: &Content<'_>,
    rows: &[Range<usize>],
    width: usize,
    sink: &mut Diagnostics,
) -> Vec<Row> {
    rows.iter()
        .map(|row| {
            let read = read_row(content, row, Some(width));
            if line(content.text, row).contains('\n') {
                let message = "the row goes on in the next line";
                sink.push(Diagnostic::new(Code::JoinedRow, read.span, message));
            }
            if read.written != width {
                let cut = read.written < width && content.ends_page(row.end);
                let code = if cut { Code::CutTable } else { Code::RowWidth };
                let message = format!("the row has {} cells, the header {width}", read.written);
                let help = if cut {
                    "the page ends in this row"
                } else if read.written < width {
                    "the missing cells were taken to be empty"
                } else {
                    "the surplus was taken to belong to the last cell"
                };
                sink.push(Diagnostic::new(code, read.span, message).help(help));
            }
            read
        })
        .collect()
}

fn read_row(content: &Content<'_>, row: &Range<usize>, width: Option<usize>) -> Row {
    let source = line(content.text, row);
    let lead = row.start + (source.len() - source.trim_start().len());
    let source = source.trim();
    let range = lead..lead + source.len();
    let mut cells = split(source, width);
    let written = cells.len();
    if let Some(width) = width {
        fold(source, &mut cells, width);
    }
    let mut cells: Vec<Text> = cells
        .into_iter()
        .map(|cell| {
            let cell = lead + cell.start..lead + cell.end;
            let raw = line(content.text, &cell);
            Text::parse_cell(raw, content.span(&cell), content.references)
        })
        .collect();
    let end = content.span(&(range.end..range.end));
    cells.resize(width.unwrap_or(cells.len()).max(1), Text::empty(end));
    Row {
        span: content.span(&range),
        cells,
        written,
    }
}

/// Makes one cell of the last cell of the header's width and the surplus; where that cell is empty (`|type||text|`),
/// the surplus stands for it.
fn fold(row: &str, cells: &mut Vec<Range<usize>>, width: usize) {
    if width == 0 || cells.len() <= width {
        return;
    }
    let is_filled = |cell: &&Range<usize>| !line(row, cell).trim().is_empty();
    let end = cells.iter().skip(width).rfind(is_filled).map(|cell| cell.end);
    let start = cells
        .iter()
        .skip(width - 1)
        .find(is_filled)
        .map(|cell| cell.start);
    cells.truncate(width);
    if let (Some(last), Some(start), Some(end)) = (cells.last_mut(), start, end) {
        *last = start..end;
    }
}

/// The cells of a row. Where taking `|` in code spans as text does not lead to the header's count and taking
/// them as separators does, they are separators.
fn split(row: &str, width: Option<usize>) -> Vec<Range<usize>> {
    let cells = split_at_pipes(row, PipeInCode::Text);
    match width {
        Some(width) if cells.len() != width && row.contains('`') => {
            let all = split_at_pipes(row, PipeInCode::Separator);
            if all.len() == width { all } else { cells }
        }
        _ => cells,
    }
}

/// What a `|` in a code span is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PipeInCode {
    Text,
    Separator,
}

fn split_at_pipes(row: &str, in_code: PipeInCode) -> Vec<Range<usize>> {
    let mut start = row.len() - row.trim_start().len();
    let mut end = row.trim_end().len();
    if row.get(start..end).is_some_and(|row| row.starts_with('|')) {
        start += 1;
    }
    if row.get(start..end).is_some_and(ends_with_pipe) {
        end -= 1;
    }
    let bytes = row.as_bytes().get(..end).unwrap_or_default();
    // Most rows have no code, and its runs need not be known before the first.
    let mut ticks = None;
    let mut cells = Vec::new();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'|' => {
                cells.push(start..at);
                start = at + 1;
            }
            b'`' if in_code == PipeInCode::Text => {
                let length = run_length(bytes, at);
                let runs = ticks.get_or_insert_with(|| Ticks::new(row));
                at = runs.close(at + length, length).unwrap_or(at) + length - 1;
            }
            _ => {}
        }
        at += 1;
    }
    cells.push(start.min(end)..end);
    cells
}

/// Whether the line is the row below a header.
pub(super) fn is_delimiter(line: &str) -> bool {
    let mut pipes = 0;
    let mut dashes = 0;
    for byte in line.bytes() {
        match byte {
            b'|' => pipes += 1,
            b'-' => dashes += 1,
            b':' | b' ' | b'\t' => {}
            _ => return false,
        }
    }
    pipes > 0 && dashes > 0
}

/// Whether a `|` that is not escaped stands in the line.
pub(super) fn has_pipe(line: &str) -> bool {
    let mut escaped = false;
    line.bytes().any(|byte| {
        let found = byte == b'|' && !escaped;
        escaped = byte == b'\\' && !escaped;
        found
    })
}

fn ends_with_pipe(line: &str) -> bool {
    line.strip_suffix('|')
        .is_some_and(|head| !head.ends_with('\\') || head.ends_with("\\\\"))
}

fn line<'a>(content: &'a str, range: &Range<usize>) -> &'a str {
    content.get(range.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
