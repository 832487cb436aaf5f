//! What a page says, fit for a line of a report, of a comment or of an instruction to cargo.

use std::borrow::Cow;

/// The text in one line: what a page says may hold line ends and characters that steer a terminal or the direction
/// of writing. Neither may break the form around it, and rustc refuses the latter in comments.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.contains(steers) {
        Cow::Owned(text.replace(steers, " "))
    } else {
        Cow::Borrowed(text)
    }
}
