//! The place of a value in the text of a page.
//!
//! Values carry no places of their own: few are ever asked for. The text is scanned again for those, by the
//! brackets and quotes that it is read by, without being parsed.

use crate::page::ExampleJson;
use crate::source::SourceMap;
use crate::span::Span;

impl ExampleJson {
    /// The place of the key, or of the first character of the item, to which steps lead. `None` where the text is too
    /// broken to be followed.
    pub(crate) fn place(&self, sources: &SourceMap, steps: &[Step<'_>]) -> Option<Span> {
        let text = sources.file(self.span.file).text.get(self.span.range())?;
        let (start, end) = locate(text, steps)?;
        Some(self.span.slice(start, end))
    }
}

/// A step from a JSON value into another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step<'v> {
    /// Into the member of an object.
    Key(&'v str),
    /// Into the item of a list.
    Item(usize),
}

/// The bytes of the key, or of the first character of the item, to which the steps lead. `None` where the text
/// is too broken to be followed.
fn locate(text: &str, steps: &[Step<'_>]) -> Option<(usize, usize)> {
    let mut at = text.find(['{', '['])?;
    let mut found = None;
    for step in steps {
        at += blanks(text.get(at..)?);
        let (key, value) = match step {
            Step::Key(key) => member(text, at, key)?,
            Step::Item(index) => item(text, at, *index)?,
        };
        found = Some(key);
        at = value;
    }
    found
}

/// The key of a member and the start of its value.
fn member(text: &str, open: usize, wanted: &str) -> Option<((usize, usize), usize)> {
    let mut depth = 0_usize;
    let mut at = open;
    while let Some(c) = text.get(at..)?.chars().next() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.checked_sub(1).filter(|depth| *depth > 0)?,
            '"' => {
                let end = string_end(text, at)?;
                let colon = end + blanks(text.get(end..)?);
                let is_key = depth == 1 && text.get(colon..)?.starts_with(':');
                if is_key && text.get(at + 1..end - 1)? == wanted {
                    return Some(((at, end), colon + 1));
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// The first character of an item, and its start.
fn item(text: &str, open: usize, wanted: usize) -> Option<((usize, usize), usize)> {
    if !text.get(open..)?.starts_with('[') {
        return None;
    }
    let mut depth = 0_usize;
    let mut index = 0;
    let mut at = open;
    while let Some(c) = text.get(at..)?.chars().next() {
        if depth == 1 && index == wanted && c != ',' && !c.is_whitespace() {
            return Some(((at, at + c.len_utf8()), at));
        }
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.checked_sub(1).filter(|depth| *depth > 0)?,
            ',' if depth == 1 => index += 1,
            '"' => {
                at = string_end(text, at)?;
                continue;
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// Behind the quote that ends the string that begins at `start`.
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

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::{Step, locate};

    fn found<'t>(text: &'t str, steps: &[Step<'_>]) -> Option<&'t str> {
        locate(text, steps).map(|(start, end)| &text[start..end])
    }

    #[test]
    fn members_and_items_are_found() {
        let text =
            "\n{ \"b\": {\"a\": 0}, \"x\": \"\\\"a\\\": {\", \"a\" : [1, {\"c\": [2]}, {\"c\": [7, 8]}] }";
        let (a, c) = (Step::Key("a"), Step::Key("c"));
        assert_eq!(found(text, &[a]), Some("\"a\""));
        assert_eq!(locate(text, &[a]).unwrap().0, text.rfind("\"a\" ").unwrap());
        assert_eq!(found(text, &[a, Step::Item(2), c, Step::Item(1)]), Some("8"));
        assert_eq!(
            locate(text, &[Step::Key("b"), a]).unwrap().0,
            text.find("\"a\"").unwrap()
        );
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        assert_eq!(found("{\"a\": 1}", &[Step::Key("b")]), None);
        assert_eq!(
            found("{\"a\": {\"c\": 1}, \"b\": 1}", &[Step::Key("a"), Step::Key("b")]),
            None
        );
        assert_eq!(found("{\"a\": [1]}", &[Step::Key("a"), Step::Item(1)]), None);
        assert_eq!(found("{\"a", &[Step::Key("a")]), None);
        assert_eq!(found("", &[Step::Item(0)]), None);
    }
}
