//! The places of values in the JSON of a page.
//!
//! A `serde_json::Value` has no places, and few are ever needed. When one is, the text is scanned for brackets, quotes and
//! commas, without parsing it again, and the scan serves all further places in the text.

use std::collections::BTreeMap;

use crate::page::ExampleJson;
use crate::source::SourceMap;
use crate::span::Span;

/// A step from a JSON value into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum JsonStep<'v> {
    /// Into the member of an object.
    Key(&'v str),
    /// Into the item of a list.
    Item(usize),
}

/// Where the keys and items of a JSON text stand.
#[derive(Debug)]
pub(crate) struct Outline<'t> {
    /// The text.
    span: Span,
    /// The members and items, by the number of the object or list around them and the step into them. Objects and lists
    /// are numbered in the order in which they open; the outermost is 0.
    entries: BTreeMap<(usize, JsonStep<'t>), SpannedKey>,
}

/// A member or an item.
#[derive(Clone, Copy, Debug)]
struct SpannedKey {
    /// The bytes of the key, or of the first character of the item.
    place: (usize, usize),
    /// The number of the object or list that is its value.
    inner: Option<usize>,
}

/// An object or a list that is not closed yet.
struct OpenContainer<'t> {
    number: usize,
    /// The index of the item, where it is a list.
    item: Option<usize>,
    /// The member or item whose value comes next, or has begun.
    current: Option<JsonStep<'t>>,
}

impl ExampleJson {
    /// Where its keys and items stand.
    pub(crate) fn outline<'t>(&self, sources: &'t SourceMap) -> Outline<'t> {
        let text = sources.file(self.span.file).text.get(self.span.range());
        Outline {
            span: self.span,
            entries: text.map(entries).unwrap_or_default(),
        }
    }
}

impl Outline<'_> {
    /// The place of the key, or of the first character of the item, to which steps lead. `None` where they lead
    /// nowhere, or the text is too broken to be followed.
    pub(crate) fn span_at(&self, steps: &[JsonStep<'_>]) -> Option<Span> {
        let mut inside = Some(0);
        let mut found = None;
        for step in steps {
            let entry = self.entries.get(&(inside?, *step))?;
            found = Some(entry.place);
            inside = entry.inner;
        }
        found.map(|(start, end)| self.span.slice(start, end))
    }
}

fn entries(text: &str) -> BTreeMap<(usize, JsonStep<'_>), SpannedKey> {
    let mut entries: BTreeMap<(usize, JsonStep<'_>), SpannedKey> = BTreeMap::new();
    let mut open: Vec<OpenContainer<'_>> = Vec::new();
    let mut opened = 0;
    let mut at = text.find(['{', '[']).unwrap_or(text.len());
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let mut next = at + c.len_utf8();
        if let Some(list) = open.last_mut()
            && let Some(index) = list.item
            && list.current.is_none()
            && !c.is_whitespace()
            && !matches!(c, ',' | ']' | '}')
        {
            let step = JsonStep::Item(index);
            let place = (at, next);
            entries.insert((list.number, step), SpannedKey { place, inner: None });
            list.current = Some(step);
        }
        match c {
            '{' | '[' => {
                if let Some(outer) = open.last()
                    && let Some(step) = outer.current
                    && let Some(entry) = entries.get_mut(&(outer.number, step))
                {
                    entry.inner.get_or_insert(opened);
                }
                open.push(OpenContainer {
                    number: opened,
                    item: (c == '[').then_some(0),
                    current: None,
                });
                opened += 1;
            }
            '}' | ']' => {
                open.pop();
                if open.is_empty() {
                    break;
                }
            }
            ',' => {
                if let Some(inner) = open.last_mut() {
                    inner.item = inner.item.map(|index| index + 1);
                    inner.current = None;
                }
            }
            '"' => {
                let Some(end) = string_end(text, at) else { break };
                next = end;
                let behind = text.get(end..).unwrap_or_default().trim_start();
                if let Some(object) = open.last_mut()
                    && object.item.is_none()
                    && behind.starts_with(':')
                {
                    let step = JsonStep::Key(text.get(at + 1..end - 1).unwrap_or_default());
                    let place = (at, end);
                    // Where two keys have one name, the first is meant.
                    let entry = entries.entry((object.number, step));
                    entry.or_insert(SpannedKey { place, inner: None });
                    object.current = Some(step);
                }
            }
            _ => {}
        }
        at = next;
    }
    entries
}

/// The offset behind the closing quote of the string that begins at `start`; `None` where it is not closed.
fn string_end(text: &str, start: usize) -> Option<usize> {
    let mut escaped = false;
    for (offset, c) in text.get(start + 1..)?.char_indices() {
        match c {
            '"' if !escaped => return Some(start + 1 + offset + 1),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{JsonStep, Outline, entries};
    use crate::span::{FileId, Span};

    fn outline(text: &str) -> Outline<'_> {
        Outline {
            span: Span::new(FileId(0), 0, text.len()),
            entries: entries(text),
        }
    }

    fn found<'t>(text: &'t str, steps: &[JsonStep<'_>]) -> Option<&'t str> {
        let place = outline(text).span_at(steps)?;
        text.get(place.range())
    }

    #[test]
    fn members_and_items_are_found() {
        let text =
            "\n{ \"b\": {\"a\": 0}, \"x\": \"\\\"a\\\": {\", \"a\" : [1, {\"c\": [2]}, {\"c\": [7, 8]}] }";
        let (a, b, c) = (JsonStep::Key("a"), JsonStep::Key("b"), JsonStep::Key("c"));
        assert_eq!(found(text, &[a]), Some("\"a\""));
        let outline = outline(text);
        let start = |steps: &[JsonStep<'_>]| outline.span_at(steps).unwrap().range().start;
        assert_eq!(start(&[a]), text.rfind("\"a\" ").unwrap());
        assert_eq!(
            found(text, &[a, JsonStep::Item(2), c, JsonStep::Item(1)]),
            Some("8")
        );
        assert_eq!(start(&[b, a]), text.find("\"a\"").unwrap());
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(found("{\"a\": 1}", &[JsonStep::Key("b")]), None);
        let text = "{\"a\": {\"c\": 1}, \"b\": 1}";
        assert_eq!(found(text, &[JsonStep::Key("a"), JsonStep::Key("b")]), None);
        assert_eq!(
            found("{\"a\": [1]}", &[JsonStep::Key("a"), JsonStep::Item(1)]),
            None
        );
        assert_eq!(
            found("{\"a\": [1,]}", &[JsonStep::Key("a"), JsonStep::Item(1)]),
            None
        );
        assert_eq!(found("{\"a", &[JsonStep::Key("a")]), None);
        assert_eq!(found("", &[JsonStep::Item(0)]), None);
        assert_eq!(found("]}{\"a\": 1}", &[JsonStep::Key("a")]), Some("\"a\""));
    }
}
