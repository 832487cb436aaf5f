//! Text of the service in messages: it can hold anything, and a terminal obeys some of it.

use std::fmt::{self, Write};

use crate::printing::guarded::Guarded;

/// Longer texts end here: a message is a line to read, the whole text is in the error's fields.
const MAX_CHARACTERS: usize = 2000;

/// Writes text as one line without characters that control a terminal or turn the direction of writing.
pub(crate) fn write_printable(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    let mut printable = Printable {
        output: f,
        left: MAX_CHARACTERS,
    };
    printable.write_fmt(text)
}

/// Text of the service in a message, as one printable line.
pub(crate) struct OneLine<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for OneLine<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_printable(f, format_args!("{}", self.0))
    }
}

/// A text of the service in quotes, without what may be secret in it, as much of it as a message shows.
pub(crate) struct Beginning<'a>(pub(crate) &'a str);

impl fmt::Debug for Beginning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = Guarded::text(self.0).to_string();
        match text.char_indices().nth(MAX_CHARACTERS) {
            Some((end, _)) => write!(f, "{:?}…", text.get(..end).unwrap_or_default()),
            None => text.fmt(f),
        }
    }
}

/// How many items of a list a message shows.
const MAX_ITEMS: usize = 5;

/// The first items of a list, and how many more there are.
pub(crate) struct FirstItems<'a, T>(pub(crate) &'a [T]);

impl<T: fmt::Debug> fmt::Debug for FirstItems<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        list.entries(self.0.iter().take(MAX_ITEMS));
        if let Some(more) = self.0.len().checked_sub(MAX_ITEMS).filter(|more| *more > 0) {
            list.entry(&format_args!("… {more} more"));
        }
        list.finish()
    }
}

/// A writer that passes printable characters on.
struct Printable<'a, 'b> {
    output: &'a mut fmt::Formatter<'b>,
    /// How many characters may follow.
    left: usize,
}

impl Write for Printable<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            match self.left {
                0 => return Ok(()),
                1 => self.output.write_char('…')?,
                _ => match character {
                    '\t' | '\n' | '\r' => self.output.write_char(' ')?,
                    character if is_printable(character) => self.output.write_char(character)?,
                    character => write!(self.output, "{}", character.escape_unicode())?,
                },
            }
            self.left -= 1;
        }
        Ok(())
    }
}

fn is_printable(character: char) -> bool {
    let turns_or_breaks = matches!(
        character,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    );
    !character.is_control() && !turns_or_breaks
}

#[cfg(test)]
mod tests {
    use super::OneLine;

    #[test]
    fn a_text_is_one_line_that_controls_nothing() {
        let shown = OneLine("a\r\nb\tc \u{1b}[31mred\u{7} \u{202e}drawkcab\u{85} ä 日本").to_string();
        assert_eq!(
            shown,
            "a  b c \\u{1b}[31mred\\u{7} \\u{202e}drawkcab\\u{85} ä 日本"
        );
    }

    #[test]
    fn a_long_text_ends() {
        let shown = OneLine("ä".repeat(5000)).to_string();
        assert_eq!(shown.chars().count(), 2000);
        assert!(shown.ends_with("ä…"));
    }
}
