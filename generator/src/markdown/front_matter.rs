//! The `key: value` lines between the two `---` at the start of a page.
//!
//! Read by hand and line by line: a markdown reader's front matter extension also takes the `---` that ends a
//! group of tabs in mid-page, and strict YAML refuses values the pages have (`title: driveItem: create…`).

use super::FrontMatterEntry;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::span::{FileId, Span, Spanned};

/// Reads the front matter; the second value is where the page's content starts.
pub(super) fn read(file: FileId, text: &str, sink: &mut Diagnostics) -> (Vec<FrontMatterEntry>, usize) {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| is_fence(line)) else {
        return (Vec::new(), 0);
    };
    let mut entries: Vec<FrontMatterEntry> = Vec::new();
    let mut broken = Vec::new();
    let mut at = first.len();
    for line in lines {
        let start = at;
        at += line.len();
        if is_fence(line) {
            for span in broken {
                let message = "a line of the front matter is not `key: value`";
                sink.push(Diagnostic::new(Code::BrokenFrontMatter, span, message));
            }
            return (entries, at);
        }
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let span = Span::new(file, start, start + line.len());
        if line.starts_with([' ', '\t', '-']) {
            // A quoted value broken over lines, or the items of a list.
            if let Some(last) = entries.last_mut() {
                go_on(last, line, span);
                continue;
            }
        }
        match entry(line, span) {
            Some(entry) => entries.push(entry),
            None => broken.push(span),
        }
    }
    // Without an end it is no front matter but a rule at the start of a page, unless keys follow.
    if !entries.is_empty() {
        let span = Span::new(file, 0, first.trim_end().len());
        let message = "the front matter is never closed; its lines were read up to the first that is no key";
        sink.push(Diagnostic::new(Code::BrokenFrontMatter, span, message));
        let end = broken.first().map_or(at, |span| span.range().start);
        entries.retain(|entry| entry.value.span.range().end <= end);
        return (entries, end);
    }
    (Vec::new(), 0)
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}

fn entry(line: &str, span: Span) -> Option<FrontMatterEntry> {
    let (key, rest) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | ' '));
    if !is_key || !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
        return None;
    }
    let start = key.len() + 1 + (rest.len() - rest.trim_start().len());
    let value = rest.trim();
    let (value, start) = unquote(value, start);
    Some(FrontMatterEntry {
        key: key.trim().to_owned(),
        value: Spanned::new(value.to_owned(), span.slice(start, start + value.len())),
    })
}

/// The value without its quotes, and where it starts. A quote that is not closed on the line is cut too.
fn unquote(value: &str, start: usize) -> (&str, usize) {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            return (inner.strip_suffix(quote).unwrap_or(inner), start + 1);
        }
    }
    (value, start)
}

/// Adds a line to the value before it.
fn go_on(last: &mut FrontMatterEntry, line: &str, span: Span) {
    let more = line.trim();
    let more = more.strip_suffix(['"', '\'']).unwrap_or(more);
    if !last.value.value.is_empty() {
        last.value.value.push(' ');
    }
    last.value.value.push_str(more);
    last.value.span = last.value.span.to(span);
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: FileId = FileId(0);

    fn read_all(text: &str) -> (Vec<(String, String)>, usize, usize) {
        let mut sink = Diagnostics::new();
        let (entries, end) = read(FILE, text, &mut sink);
        for entry in &entries {
            let range = entry.value.span.range();
            assert!(text.get(range).is_some());
        }
        let pairs = entries
            .into_iter()
            .map(|entry| (entry.key, entry.value.value))
            .collect();
        (pairs, end, sink.into_sorted().len())
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn keys_and_quoted_values() {
        let text = "---\ntitle: \"Get user\"\nms.prod: intune\ndoc_type: 'x'\nempty:\n---\n# Get user\n";
        let (pairs, end, problems) = read_all(text);
        assert_eq!(
            pairs,
            [
                pair("title", "Get user"),
                pair("ms.prod", "intune"),
                pair("doc_type", "x"),
                pair("empty", "")
            ]
        );
        assert_eq!(&text[end..], "# Get user\n");
        assert_eq!(problems, 0);
    }

    #[test]
    fn a_colon_in_the_value_is_part_of_it() {
        let (pairs, ..) = read_all("---\ntitle: driveItem: createUploadSession\n---\n");
        assert_eq!(pairs, [pair("title", "driveItem: createUploadSession")]);
    }

    #[test]
    fn a_value_broken_over_lines_is_one() {
        let (pairs, _, problems) = read_all("---\ndescription: \"Represents\n  an app.\"\nauthor: x\n---\n");
        assert_eq!(
            pairs,
            [pair("description", "Represents an app."), pair("author", "x")]
        );
        assert_eq!(problems, 0);
    }

    #[test]
    fn an_author_that_is_a_note_to_the_author() {
        let (pairs, ..) = read_all("---\nauthor: \"**TODO: see [users](https://x/y)**\"\n---\n");
        assert_eq!(pairs, [pair("author", "**TODO: see [users](https://x/y)**")]);
    }

    #[test]
    fn a_page_without_front_matter() {
        assert_eq!(read_all("# Title\n---\nx: y\n---\n"), (Vec::new(), 0, 0));
        assert_eq!(read_all(""), (Vec::new(), 0, 0));
    }

    #[test]
    fn a_rule_at_the_start_is_not_front_matter() {
        assert_eq!(read_all("---\n\nSome text.\n").1, 0);
    }

    #[test]
    fn front_matter_that_is_never_closed_ends_at_the_first_other_line() {
        let text = "---\ntitle: a\n# comment\nSome text\n## Heading\n";
        let (pairs, end, problems) = read_all(text);
        assert_eq!(pairs, [pair("title", "a")]);
        assert_eq!(&text[end..], "Some text\n## Heading\n");
        assert_eq!(problems, 1);
    }

    #[test]
    fn a_line_that_is_no_key_is_reported() {
        let (pairs, _, problems) = read_all("---\ntitle: a\nnonsense\n---\n");
        assert_eq!((pairs.len(), problems), (1, 1));
    }
}
