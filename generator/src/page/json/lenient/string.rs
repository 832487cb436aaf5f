//! JSON strings in straight, curly or missing quotes.

use crate::page::json::lenient::JsonReader;
use crate::page::json::{JsonError, RepairKind};

impl JsonReader<'_> {
    /// A string, from its opening quote on.
    pub(super) fn string(&mut self) -> Result<String, JsonError> {
        let Some(close) = self.peek().and_then(closing_quote) else {
            return Err(self.error("a string"));
        };
        if close != '"' || !self.rest().starts_with('"') {
            self.repair(RepairKind::OtherQuotes);
        }
        self.bump();
        let mut out = String::new();
        while let Some(c) = self.peek() {
            // A string in typographic quotes may end in a straight one, and the other way round.
            if c == close || (close == '\u{201d}' && c == '"') || (close == '"' && c == '\u{201d}') {
                self.bump();
                return Ok(out);
            }
            if c == '\n' && self.next_line_is_json() {
                self.repair(RepairKind::MissingQuote);
                let kept = out.trim_end_matches([',', ' ', '\r']).len();
                out.truncate(kept);
                return Ok(out);
            }
            match c {
                '\\' => self.escape(&mut out),
                _ => {
                    if c.is_control() {
                        self.repair(RepairKind::RawControl);
                    }
                    out.push(c);
                    self.bump();
                }
            }
        }
        Err(self.error("the end of a string"))
    }

    fn escape(&mut self, out: &mut String) {
        let start = self.at;
        self.bump();
        let c = self.peek();
        self.bump();
        match c {
            Some('u') => match self.unicode() {
                Some(c) => out.push(c),
                None => {
                    self.repair_at(start, RepairKind::BadEscape);
                    out.push_str("\\u");
                }
            },
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('b') => out.push('\u{8}'),
            Some('f') => out.push('\u{c}'),
            Some(c @ ('"' | '\\' | '/')) => out.push(c),
            Some(c) => {
                self.repair_at(start, RepairKind::BadEscape);
                out.push(c);
            }
            None => self.repair_at(start, RepairKind::BadEscape),
        }
    }

    /// What stands behind `\u`, with the second half of a pair.
    fn unicode(&mut self) -> Option<char> {
        let high = self.hex()?;
        if let Some(c) = char::from_u32(high) {
            return Some(c);
        }
        let before = self.at;
        if self.rest().starts_with("\\u") {
            self.at += 2;
            if let Some(low @ 0xdc00..=0xdfff) = self.hex()
                && (0xd800..0xdc00).contains(&high)
            {
                return char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
            }
            self.at = before;
        }
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(value)
    }

    /// Whether the line behind the line break at hand can only be JSON: a bracket, or a key.
    fn next_line_is_json(&self) -> bool {
        let line = self.rest().get(1..).unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default().trim();
        if line.is_empty() {
            return false;
        }
        if line.chars().all(|c| matches!(c, '}' | ']' | ',')) {
            return true;
        }
        line.strip_prefix('"')
            .and_then(|rest| rest.split_once('"'))
            .is_some_and(|(_, behind)| behind.trim_start().starts_with(':'))
    }
}

/// The quote that closes a string which this one opens.
pub(super) fn closing_quote(open: char) -> Option<char> {
    match open {
        '"' => Some('"'),
        '\'' => Some('\''),
        '\u{201c}' | '\u{201d}' => Some('\u{201d}'),
        '\u{2018}' | '\u{2019}' => Some('\u{2019}'),
        _ => None,
    }
}
