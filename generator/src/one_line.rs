//! What a page says, fit for a line of a report, of a comment or of an instruction to cargo.

use std::borrow::Cow;
use std::path::Path;

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

/// A path for a message, in one line.
pub(crate) fn shown(path: &Path) -> String {
    one_line(&path.display().to_string()).into_owned()
}
