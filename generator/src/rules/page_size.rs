//! "The default page size is 100.", "The default and maximum page sizes are 100 and 999 objects respectively."

use super::prose::{Prose, Style};
use crate::graph::PageSize;

/// Words of sentences about the size of a page, in lower case.
const SUBJECTS: &[&str] = &["page size", "per page", "in each page", "in a page", "$top"];

/// How sentences begin that go on about the size of a page: "`$top` is for the size of pages. The default is 20."
const CONTINUATIONS: &[&str] = &[
    "default",
    "maximum",
    "the default",
    "the maximum",
    "the upper limit",
];

/// Words that may stand between what a number is and the number.
const BETWEEN: &[&str] = &[
    "$top",
    "a",
    "allowed",
    "an",
    "api",
    "are",
    "be",
    "can",
    "endpoint",
    "for",
    "function",
    "has",
    "is",
    "items",
    "list",
    "method",
    "number",
    "objects",
    "of",
    "operation",
    "page",
    "parameter",
    "query",
    "request",
    "response",
    "results",
    "returned",
    "returns",
    "set",
    "size",
    "sizes",
    "the",
    "this",
    "to",
    "upper",
    "value",
];

/// Words for the number where none is asked for, and for the largest one.
const DEFAULT: &[&str] = &["default", "defaults"];
const MAXIMUM: &[&str] = &["max", "maximum", "limit"];

/// The sizes that sentences tell.
pub(crate) fn page_size(prose: &Prose<'_>) -> PageSize {
    let mut found = PageSize::default();
    let mut may_go_on = false;
    for sentence in prose.sentences() {
        let lower = prose.lower.get(sentence.clone()).unwrap_or_default();
        let goes_on = CONTINUATIONS
            .iter()
            .any(|words| lower.trim_start().starts_with(words));
        let is_subject = SUBJECTS.iter().any(|words| lower.contains(words));
        let is_read = is_subject || may_go_on && goes_on;
        // "Use `$top` and `$skip`. The default is 20." leaves open which of the two it means.
        may_go_on = is_read && !names_other_option(lower);
        if !is_read {
            continue;
        }
        // `$top=5` shows a value.
        let is_shown = prose
            .pieces_in(&sentence)
            .iter()
            .any(|piece| piece.style == Style::Code && piece.text.contains('='));
        if is_shown {
            continue;
        }
        let words: Vec<&str> = lower
            .split(is_between_words)
            .filter(|word| !word.is_empty())
            .collect();
        read(&words, &mut found);
    }
    found
}

/// Whether a sentence names an option that is not about the size of a page.
fn names_other_option(lower: &str) -> bool {
    let mut words = lower.split(is_between_words);
    words.any(|word| word.starts_with('$') && word.trim_end_matches(',') != "$top")
}

fn is_between_words(letter: char) -> bool {
    !(letter.is_alphanumeric() || matches!(letter, '$' | ','))
}

/// Reads the numbers in the words of a sentence.
fn read(words: &[&str], found: &mut PageSize) {
    for (at, word) in words.iter().enumerate() {
        let Some(number) = number(word) else { continue };
        let before = words.get(..at).unwrap_or_default();
        if let Some(range) = before
            .strip_suffix(&["and"])
            .or_else(|| before.strip_suffix(&["to"]))
            && let Some(lowest) = range
                .split_last()
                .filter(|(last, _)| self::number(last).is_some())
        {
            match what(lowest.1) {
                // "are 100 and 999 objects respectively"
                Some(What::Both) => found.maximum = Some(number),
                // "within the range of 1 and 1000"
                _ if is_range(lowest.1) => found.maximum = found.maximum.or(Some(number)),
                _ => {}
            }
            continue;
        }
        match what(before) {
            Some(What::Default) => found.default = found.default.or(Some(number)),
            Some(What::Maximum) => found.maximum = found.maximum.or(Some(number)),
            Some(What::Both) => {
                found.default = found.default.or(Some(number));
                found.maximum = found.maximum.or(Some(number));
            }
            None => {}
        }
    }
}

/// A number of objects, `1,000`; none of a page is empty.
fn number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(',').replace(',', "");
    digits.parse().ok().filter(|number| *number > 0)
}

/// What a number is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Default,
    Maximum,
    Both,
}

/// What the number behind these words is.
fn what(before: &[&str]) -> Option<What> {
    let mut words = before.iter().rev().map(|word| word.trim_end_matches(','));
    let named = words.find(|word| !BETWEEN.contains(word))?;
    let (is_default, is_maximum) = (DEFAULT.contains(&named), MAXIMUM.contains(&named));
    // "the maximum and default page size"
    let joined = words.next().filter(|word| *word == "and").and(words.next());
    let joined = joined.unwrap_or_default();
    match (is_default, is_maximum) {
        (true, _) if MAXIMUM.contains(&joined) => Some(What::Both),
        (_, true) if DEFAULT.contains(&joined) => Some(What::Both),
        (true, _) => Some(What::Default),
        (_, true) => Some(What::Maximum),
        _ => None,
    }
}

/// Whether a range of numbers begins behind these words: "the range of", "between".
fn is_range(before: &[&str]) -> bool {
    before.ends_with(&["range", "of"]) || before.ends_with(&["between"]) || before.ends_with(&["from"])
}

#[cfg(test)]
mod tests {
    use super::page_size;
    use crate::graph::PageSize;
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn sentences_tell_how_many_objects_a_page_has() {
        for (sentence, default, maximum) in [
            ("The default page size is 100.", Some(100), None),
            (
                "The default page size for this API is 100 kite objects.",
                Some(100),
                None,
            ),
            ("This method returns a default page size of 100.", Some(100), None),
            (
                "If there are more than the default page size (200 items), a link is returned.",
                Some(200),
                None,
            ),
            (
                "By default, this operation returns 100 kites per page.",
                Some(100),
                None,
            ),
            (
                "The maximum and default page size is 1,000 objects.",
                Some(1000),
                Some(1000),
            ),
            (
                "The default and maximum page sizes are 100 and 999 kites respectively.",
                Some(100),
                Some(999),
            ),
            (
                "The default page size is 20, and the maximum page size is 50.",
                Some(20),
                Some(50),
            ),
            ("The default is 20 and maximum 999 per page.", Some(20), Some(999)),
            (
                "Use `$top` to customize the page size, within the range of 1 and 1000.",
                None,
                Some(1000),
            ),
            ("Maximum allowed `$top` value is 50.", None, Some(50)),
            ("The maximum value for `$top` is 50.", None, Some(50)),
            (
                "The `$top` query parameter has a limit of 1000 alerts.",
                None,
                Some(1000),
            ),
            ("For example, `$top=5` makes the maximum page size 5.", None, None),
            (
                "Use `$top` for the number of kites. The default is 20, the upper limit is 50.",
                Some(20),
                Some(50),
            ),
            (
                "Use `$top` and `$skip`. With `$skip`, it has a limit of 500 kites.",
                None,
                None,
            ),
            ("Use `$top` and `$skip`. The default is 20.", None, None),
            ("The default is 20 metres.", None, None),
            ("A page size of 5 is small.", None, None),
            (
                "The page size of 5 kites, 3 of which are red, is the default.",
                None,
                None,
            ),
        ] {
            let text = text(sentence);
            let expected = PageSize { default, maximum };
            assert_eq!(page_size(&Prose::new(&text)), expected, "{sentence}");
        }
    }
}
