//! Splits what CommonMark takes for one paragraph, though tables, includes and headings without a blank line before them
//! stand in it.

use std::ops::Range;

use super::include;
use super::table::{self, Rows};
use crate::span::line_ranges;

/// A part of a paragraph.
#[derive(Debug)]
pub(super) enum ParagraphPart {
    /// Lines of text.
    Text(Range<usize>),
    /// A line that starts with an include directive.
    Includes(Range<usize>),
    /// `#title`: the level and the range of the title.
    Heading(u8, Range<usize>),
    /// A table and the range of its lines.
    Table(Rows, Range<usize>),
}

/// The parts of a paragraph, in order.
pub(super) fn parts(content: &str) -> Vec<ParagraphPart> {
    let lines = line_ranges(content);
    let mut parts = Vec::new();
    let mut text: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let source = content.get(line.clone()).unwrap_or_default();
        let (part, taken) = if let Some((rows, taken)) = table::find(content, rest) {
            let end = rest.get(taken - 1).map_or(line.end, |last| last.end);
            (ParagraphPart::Table(rows, line.start..end), taken)
        } else if include::starts(source) {
            (ParagraphPart::Includes(line.clone()), 1)
        } else if let Some((level, lead)) = glued_heading(source) {
            (ParagraphPart::Heading(level, line.start + lead..line.end), 1)
        } else {
            let text = text.get_or_insert(line.clone());
            text.end = line.end;
            at += 1;
            continue;
        };
        parts.extend(text.take().map(|range| text_or_table(content, range)));
        parts.push(part);
        at += taken;
    }
    parts.extend(text.map(|range| text_or_table(content, range)));
    parts
}

/// Lines in which no delimiter row stands may still be a table.
fn text_or_table(content: &str, range: Range<usize>) -> ParagraphPart {
    let text = content.get(range.clone()).unwrap_or_default();
    if text.trim_start().starts_with('|') {
        let ranges: Vec<_> = line_ranges(text)
            .into_iter()
            .map(|line| range.start + line.start..range.start + line.end)
            .collect();
        if let Some(rows) = table::find_headless(content, &ranges) {
            return ParagraphPart::Table(rows, range);
        }
    }
    ParagraphPart::Text(range)
}

/// The level of a heading without a blank after its marks, and where its title starts. A single `#` before a
/// dotted name is the spelling of a type in JSON, before a digit it is a number.
fn glued_heading(line: &str) -> Option<(u8, usize)> {
    let trimmed = line.trim_start();
    let title = trimmed.trim_start_matches('#');
    let level = u8::try_from(trimmed.len() - title.len())
        .ok()
        .filter(|level| (1..=6).contains(level))?;
    if !title.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    let first = title.split_whitespace().next().unwrap_or_default();
    let is_name = first.len() == title.trim_end().len() || first.contains('.');
    (level > 1 || !is_name).then(|| (level, line.len() - title.len()))
}
