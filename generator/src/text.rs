//! Questions about text that several stages ask: what is fit for one line, and what a text holds that its delimiters must
//! not be.

use std::borrow::Cow;
use std::path::Path;

use serde::Serialize;

/// The text in one line: what a page says may hold line ends and characters that steer a terminal or the direction
/// of writing. Neither may break the form around it, and rustc refuses the latter in comments.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || steers_writing(c);
    if text.contains(breaks) {
        Cow::Owned(text.replace(breaks, " "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character changes the direction in which text is shown, so that code can look like other code. Rustc
/// refuses those, in comments and in literals.
pub(crate) fn steers_writing(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A value as JSON for people and machines. What steers a terminal or the direction of writing is escaped, which says the
/// same to who reads JSON; it stands in texts alone.
pub(crate) fn pretty_json(value: &impl Serialize) -> serde_json::Result<String> {
    let steers = |c: char| {
        matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
        ) || steers_writing(c)
    };
    let text = serde_json::to_string_pretty(value)?;
    if !text.contains(steers) {
        return Ok(text);
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if steers(letter) {
            out.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    Ok(out)
}

/// A path for a message, in one line.
pub(crate) fn path_in_line(path: &Path) -> String {
    one_line(&path.display().to_string()).into_owned()
}

/// The words of a text with one blank between two; line ends are blanks too.
pub(crate) fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// How often a mark follows itself at most: delimiters of one mark more cannot end in the text.
pub(crate) fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or_default()
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// All alike.
    Bulleted,
    /// By numbers.
    Numbered,
}

impl ListKind {
    /// What stands before the first line of the item at an index in Markdown: `- `, `3. `.
    pub fn mark(self, index: usize) -> String {
        match self {
            Self::Bulleted => "- ".to_owned(),
            Self::Numbered => format!("{}. ", index + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{longest_run, pretty_json, single_spaced};

    #[test]
    fn blanks_are_single() {
        assert_eq!(single_spaced(" a  b\n\tc "), "a b c");
        assert_eq!(single_spaced(" \n"), "");
    }

    #[test]
    fn json_steers_no_terminal() {
        let value = "a\u{9b}2J\u{202e}\u{2066}\u{2028}\u{7f}\u{1b} ä\"";
        let text = pretty_json(&value).unwrap();
        assert_eq!(text, r#""a\u009b2J\u202e\u2066\u2028\u007f\u001b ä\"""#);
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), value);
    }

    #[test]
    fn the_longest_run_counts() {
        assert_eq!(longest_run("a``b```c`", '`'), 3);
        assert_eq!(longest_run("a#b", '`'), 0);
    }
}
