//! Lists written in HTML inside of a cell: `<li>None</li><li>Block -- Nobody reads it.</li>`, and
//! `<table><tr><th>Value</th><th>Description</th></tr><tr><td>Allow</td><td>…</td></tr></table>`.

use std::ops::Range;

use crate::markdown::{InlineKind, Text};
use crate::rules::prose;
use crate::span::Spanned;

use super::lead::is_lead;
use super::{PossibleValue, Prose};

/// The first cell of each row that is not a header, with the second as its description; empty where the text
/// has no such table.
pub(super) fn read_table(prose: &Prose<'_>) -> Vec<PossibleValue> {
    let source = prose.source();
    rows(source, "tr", "td")
        .into_iter()
        .filter_map(|cells| {
            let (name, rest) = cells.split_first()?;
            let name = source.slice(name.clone());
            let description = rest.first().map(|range| source.slice(range.clone()));
            value(&name, name.raw.len(), description)
        })
        .collect()
}

/// The items of a list, each a word and perhaps a dash and prose; empty where an item is anything else.
pub(super) fn read_list(prose: &Prose<'_>) -> Vec<PossibleValue> {
    read_items(prose, rows(prose.source(), "li", "li").into_iter().flatten())
}

/// The items of the list that an introduction is followed by; `None` where it is not followed by one, empty where an item
/// is anything else than a value and perhaps prose about it.
pub(super) fn read_list_behind(prose: &Prose<'_>, start: usize) -> Option<Vec<PossibleValue>> {
    let items = rows(prose.source(), "li", "li").into_iter().flatten();
    let place = |range: &Range<usize>| {
        let index = prose
            .pieces
            .partition_point(|piece| piece.range.start < range.start);
        prose.pieces.get(index).map(|piece| piece.seen.start)
    };
    let items: Vec<Range<usize>> = items
        .filter(|range| place(range).is_some_and(|at| at >= start))
        .collect();
    let lead = items.first().and_then(place).map(|at| &prose.lower[start..at]);
    lead.is_some_and(|lead| is_lead(&without_statements(lead)))
        .then(|| read_items(prose, items))
}

/// What stands before a list without the short statements about the value: "These are supported. Not nullable." before a
/// `<ul>`.
fn without_statements(lead: &str) -> String {
    let sentences = lead.split('.');
    let is_statement = |sentence: &str| {
        matches!(
            sentence.trim(),
            "" | "nullable" | "not nullable" | "optional" | "read-only" | "required"
        )
    };
    let others: Vec<&str> = sentences.filter(|sentence| !is_statement(sentence)).collect();
    others.join(".")
}

fn read_items(prose: &Prose<'_>, items: impl IntoIterator<Item = Range<usize>>) -> Vec<PossibleValue> {
    let source = prose.source();
    let items: Option<Vec<PossibleValue>> = items
        .into_iter()
        .map(|range| {
            let item = source.slice(range);
            if let Some(value) = set_off(&item) {
                return Some(value);
            }
            let dash = [" -- ", " - ", " \u{2013} ", " \u{2014} ", ": "]
                .iter()
                .filter_map(|dash| item.raw.find(dash).map(|at| (at, at + dash.len())))
                .min();
            let (end, description) = match dash {
                Some((end, start)) => (end, Some(item.slice(start..item.raw.len()))),
                None => (item.raw.len(), None),
            };
            let value =
                numbered(&item.raw[..end], description.as_ref()).or_else(|| value(&item, end, description));
            value.filter(|value| !value.name.value.contains(char::is_whitespace))
        })
        .collect();
    items.unwrap_or_default()
}

/// The value with which an item begins, where it is set off, with the prose behind it: `` <li>`default` for text.</li> ``.
fn set_off(item: &Text) -> Option<PossibleValue> {
    let pieces = prose::pieces(item);
    let mut pieces = pieces.iter().skip_while(|piece| piece.text.trim().is_empty());
    let first = pieces
        .next()
        .filter(|piece| piece.is_set_off() && !piece.text.contains(char::is_whitespace))?;
    let behind = item.raw.get(first.range.end..)?;
    let about = behind.trim_start_matches(|c: char| c.is_whitespace() || "-:\u{2013}\u{2014}".contains(c));
    let name = item.slice(first.range.clone());
    Some(PossibleValue {
        name: Spanned::new(first.text.to_owned(), name.span),
        number: None,
        description: Some(item.slice(item.raw.len() - about.len()..item.raw.len()))
            .filter(|text| !text.is_empty()),
    })
}

/// The value behind its number: `<li> 1 - grounded</li>`.
fn numbered(first: &str, rest: Option<&Text>) -> Option<PossibleValue> {
    let number = first.trim().parse().ok()?;
    let rest = rest?;
    Some(PossibleValue {
        number: Some(number),
        ..value(rest, rest.raw.len(), None)?
    })
}

/// The value that the first `end` bytes of a text name.
fn value(text: &Text, end: usize, description: Option<Text>) -> Option<PossibleValue> {
    let name = text.slice(0..end);
    let seen = prose::plain(&name);
    (!seen.is_empty()).then(|| PossibleValue {
        name: Spanned::new(seen, name.span),
        number: None,
        description: description.filter(|text| !text.is_empty()),
    })
}

/// The bytes of the cells, row by row: what stands between a tag `cell` and the next tag of a list or table.
/// For lists both are the same tag, and each item is a row.
fn rows(source: &Text, row: &str, cell: &str) -> Vec<Vec<Range<usize>>> {
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut open: Option<usize> = None;
    for inline in source.inlines.iter() {
        let InlineKind::Html(tag) = &inline.kind else {
            continue;
        };
        let name = tag
            .trim_matches(['<', '>', '/'])
            .split_whitespace()
            .next()
            .unwrap_or_default();
        if !["table", "tr", "th", "td", "ul", "ol", "li"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known))
        {
            continue;
        }
        if let (Some(start), Some(row)) = (open.take(), rows.last_mut()) {
            row.push(start..inline.range.start);
        }
        if tag.starts_with("</") {
            continue;
        }
        if name.eq_ignore_ascii_case(row) || (rows.is_empty() && name.eq_ignore_ascii_case(cell)) {
            rows.push(Vec::new());
        }
        if name.eq_ignore_ascii_case(cell) {
            open = Some(inline.range.end);
        }
    }
    rows
}
