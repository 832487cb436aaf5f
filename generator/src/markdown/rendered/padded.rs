//! Finds inline code in text copied from the rendered site.
//!
//! > Possible values are: unknown , notApplicable .
//! > returns a 201 Created⏎response code
//!
//! Code has lost its back-ticks there and keeps the blanks around it: where a blank stands before a comma or
//! full stop, the word before is code. A status code with its phrase is code as well.

use std::ops::Range;

use http::StatusCode;

use crate::markdown::{Inline, InlineKind, Text};
use crate::span::Span;

/// Makes a text of a run of lines in which no mark of markdown has a meaning.
pub(super) fn text(raw: &str, span: Span) -> Text {
    let lead = raw.len() - raw.trim_start().len();
    let raw = raw.trim();
    Text {
        span: span.slice(lead, lead + raw.len()),
        raw: raw.into(),
        inlines: inlines(raw).into(),
    }
}

fn inlines(raw: &str) -> Vec<Inline> {
    let words = words(raw);
    let word = |index: usize| words.get(index).and_then(|range| raw.get(range.clone()));
    let mut inlines = Vec::new();
    let mut text_start = 0;
    let mut index = 0;
    // Whether the blank in front of the next text is padding of the code before it.
    let mut padded = false;
    while let (Some(range), Some(first)) = (words.get(index), word(index)) {
        let phrase = status_phrase(index, &word);
        let is_padded = !is_punctuation(first) && word(index + 1).is_some_and(is_punctuation);
        let last = match phrase {
            Some(last) => last,
            None if is_padded => index,
            None => {
                index += 1;
                continue;
            }
        };
        let end = words.get(last).map_or(range.end, |range| range.end);
        push_text(raw, text_start..range.start, padded, &mut inlines);
        inlines.push(Inline {
            range: range.start..end,
            kind: InlineKind::Code(unbroken(raw.get(range.start..end).unwrap_or_default())),
        });
        text_start = end;
        index = last + 1;
        padded = word(index).is_some_and(is_punctuation);
    }
    push_text(raw, text_start..raw.len(), padded, &mut inlines);
    inlines
}

/// The last word of a status with its phrase, such as `204 No Content`.
fn status_phrase<'a>(index: usize, word: &impl Fn(usize) -> Option<&'a str>) -> Option<usize> {
    let code: u16 = word(index)?.parse().ok()?;
    let phrase = StatusCode::from_u16(code).ok()?.canonical_reason()?;
    let mut last = index;
    for expected in phrase.split(' ') {
        last += 1;
        word(last).filter(|word| word.eq_ignore_ascii_case(expected))?;
    }
    Some(last)
}

fn is_punctuation(word: &str) -> bool {
    word.starts_with([',', '.', ';', ':', ')']) && word.chars().all(|c| c.is_ascii_punctuation())
}

fn push_text(raw: &str, range: Range<usize>, padded: bool, inlines: &mut Vec<Inline>) {
    let source = raw.get(range.clone()).unwrap_or_default();
    let source = if padded { source.trim_start() } else { source };
    if !source.is_empty() {
        inlines.push(Inline {
            range,
            kind: InlineKind::Text(unbroken(source)),
        });
    }
}

/// The text with a blank for each line end and the blanks around it.
fn unbroken(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for (number, line) in source.split('\n').enumerate() {
        if number == 0 {
            text.push_str(line);
            continue;
        }
        text.truncate(text.trim_end().len());
        text.push(' ');
        text.push_str(line.trim_start());
    }
    text
}

/// The ranges of the words.
fn words(raw: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in raw.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    words.extend(start.map(|from| from..raw.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::FileId;

    fn read(raw: &str) -> (String, Vec<String>) {
        let text = text(raw, Span::new(FileId(0), 0, raw.len()));
        for inline in text.inlines.iter() {
            assert!(text.raw.get(inline.range.clone()).is_some());
        }
        (text.plain(), text.codes().map(str::to_owned).collect())
    }

    #[test]
    fn values_before_padded_punctuation_are_code() {
        let (plain, codes) = read("Possible values are: unknown , notApplicable , error .");
        assert_eq!(plain, "Possible values are: unknown, notApplicable, error.");
        assert_eq!(codes, ["unknown", "notApplicable", "error"]);
    }

    #[test]
    fn a_status_is_code() {
        let (plain, codes) = read("returns a 201 Created\nresponse code and 204 No Content .");
        assert_eq!(plain, "returns a 201 Created response code and 204 No Content.");
        assert_eq!(codes, ["201 Created", "204 No Content"]);
        assert_eq!(read("at most 200 items and 300 Apps").1, [""; 0]);
    }

    #[test]
    fn no_mark_has_a_meaning() {
        assert_eq!(
            read("Bearer <token> *a* [b](c) `d`"),
            ("Bearer <token> *a* [b](c) `d`".to_owned(), vec![])
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(raw in "\\PC*|([a ,.\n2é]|200 OK){0,60}") {
            read(&raw);
        }
    }
}
