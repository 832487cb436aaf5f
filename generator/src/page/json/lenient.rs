//! Reads JSON with the mistakes that authors make: recursive descent that repairs instead of failing.

use serde_json::{Map, Number, Value};

use crate::page::json::{Json, JsonError, Repair, RepairKind};

use string::closing_quote;

/// How deep brackets may stand in each other; the limit of `serde_json`.
const MAX_DEPTH: usize = 127;

/// Reads a text as JSON, and lists what had to be repaired.
pub(super) fn read(text: &str) -> Result<Json, JsonError> {
    let mut reader = JsonReader {
        text,
        at: 0,
        open: Vec::new(),
        repairs: Vec::new(),
    };
    let value = reader.document()?;
    Ok(Json {
        value,
        repairs: reader.repairs,
    })
}

mod string;

struct JsonReader<'a> {
    text: &'a str,
    at: usize,
    /// The brackets that are open, as the characters that close them.
    open: Vec<char>,
    repairs: Vec<Repair>,
}

impl JsonReader<'_> {
    fn document(&mut self) -> Result<Value, JsonError> {
        self.blanks();
        let value = if self.starts_with_member() {
            self.repair(RepairKind::MissingBraces);
            self.members()?
        } else {
            self.value()?
        };
        loop {
            self.blanks();
            match self.peek() {
                None => return Ok(value),
                Some('}' | ']') => {
                    self.repair(RepairKind::SurplusBracket);
                    self.bump();
                }
                Some(',') => {
                    self.repair(RepairKind::SurplusComma);
                    self.bump();
                }
                Some(_) => {
                    self.repair(RepairKind::TrailingText);
                    return Ok(value);
                }
            }
        }
    }

    /// Whether a string and a colon come next, as in a body that lost its outer braces.
    fn starts_with_member(&self) -> bool {
        let Some(rest) = self.rest().strip_prefix('"') else {
            return false;
        };
        rest.split_once('"')
            .is_some_and(|(key, behind)| !key.contains('\n') && behind.trim_start().starts_with(':'))
    }

    fn value(&mut self) -> Result<Value, JsonError> {
        self.blanks();
        match self.peek() {
            Some('{') => self.bracketed('}', Self::members),
            Some('[') => self.bracketed(']', Self::items),
            Some(quote) if closing_quote(quote).is_some() => self.string().map(Value::String),
            Some(c) if is_word(c) => Ok(self.word()),
            _ => Err(self.error("a value")),
        }
    }

    fn bracketed(
        &mut self,
        close: char,
        content: fn(&mut Self) -> Result<Value, JsonError>,
    ) -> Result<Value, JsonError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.error("fewer brackets in each other"));
        }
        self.bump();
        self.open.push(close);
        let value = content(self);
        self.open.pop();
        value
    }

    /// The members of an object, and its closing brace.
    fn members(&mut self) -> Result<Value, JsonError> {
        let mut map = Map::new();
        let mut separated = true;
        while !self.at_end('}', &mut separated) {
            let key = match self.peek() {
                Some(quote) if closing_quote(quote).is_some() => self.string()?,
                Some(c) if is_word(c) => {
                    self.repair(RepairKind::UnquotedKey);
                    self.take_word().to_owned()
                }
                // A second brace where one opened the object: `{ "@odata.type": "…", { "id": …`.
                Some('{') => {
                    self.repair(RepairKind::SurplusBracket);
                    self.bump();
                    self.blanks();
                    continue;
                }
                _ => return Err(self.error("a key")),
            };
            self.blanks();
            if self.peek() == Some(':') {
                self.bump();
            } else if matches!(self.peek(), Some('{' | '[' | '"')) && !key.is_empty() {
                self.repair(RepairKind::MissingColon);
            } else {
                return Err(self.error("`:`"));
            }
            self.blanks();
            // `"key": }` and `"key": ,` leave the value out.
            let value = if matches!(self.peek(), Some('}' | ',') | None) {
                self.repair(RepairKind::UnquotedValue);
                Value::Null
            } else {
                self.value()?
            };
            map.insert(key, value);
            separated = false;
        }
        Ok(Value::Object(map))
    }

    /// The items of an array, and its closing bracket.
    fn items(&mut self) -> Result<Value, JsonError> {
        let mut items = Vec::new();
        let mut separated = true;
        while !self.at_end(']', &mut separated) {
            items.push(self.value()?);
            separated = false;
        }
        Ok(Value::Array(items))
    }

    /// Goes to the next member or item, over commas and what stands where one belongs. True where there is
    /// none: the bracket is closed, or something around it is.
    fn at_end(&mut self, close: char, separated: &mut bool) -> bool {
        let mut comma = None;
        loop {
            self.blanks();
            match self.peek() {
                None => {
                    // Braces that were never opened need not be closed.
                    if !self.open.is_empty() {
                        self.repair(RepairKind::MissingBracket);
                    }
                    return true;
                }
                Some(c) if c == close => {
                    if let Some(offset) = comma {
                        self.repair_at(offset, RepairKind::SurplusComma);
                    }
                    self.bump();
                    return true;
                }
                Some(c @ ('}' | ']')) => {
                    if self.open.contains(&c) {
                        self.repair(RepairKind::MissingBracket);
                        return true;
                    }
                    self.repair(RepairKind::SurplusBracket);
                    self.bump();
                }
                Some(',') => {
                    if *separated {
                        self.repair(RepairKind::SurplusComma);
                    }
                    comma = Some(self.at);
                    *separated = true;
                    self.bump();
                }
                Some(_) => {
                    if !*separated {
                        self.repair(RepairKind::MissingComma);
                    }
                    return false;
                }
            }
        }
    }

    /// A number, `true`, `false`, `null`, or a word that lacks its quotes.
    fn word(&mut self) -> Value {
        let start = self.at;
        let word = self.take_word();
        match word {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "null" => return Value::Null,
            _ => {}
        }
        let value = if let Ok(number) = word.parse::<Number>() {
            return Value::Number(number);
        } else if word.eq_ignore_ascii_case("true") {
            Value::Bool(true)
        } else if word.eq_ignore_ascii_case("false") {
            Value::Bool(false)
        } else if word.eq_ignore_ascii_case("null") || word == "undefined" {
            Value::Null
        } else if let Some(number) = plain_number(word) {
            Value::Number(number)
        } else {
            Value::String(word.to_owned())
        };
        self.repair_at(start, RepairKind::UnquotedValue);
        value
    }

    fn take_word(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let mut end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        // `2017-01-01T10:00:00Z` holds colons; a key does not.
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            end = rest.find(|c| !is_word(c) && c != ':').unwrap_or(rest.len());
        }
        let word = &rest[..end];
        self.at += end;
        word
    }

    /// Skips white space, comments, ellipses.
    fn blanks(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let skipped = rest.len() - rest.trim_start_matches([' ', '\n', '\t', '\r']).len();
            if skipped > 0 {
                self.at += skipped;
                continue;
            }
            let (kind, length) = if rest.starts_with("//") {
                (RepairKind::Comment, rest.find('\n').unwrap_or(rest.len()))
            } else if rest.starts_with("/*") {
                (
                    RepairKind::Comment,
                    rest.find("*/").map_or(rest.len(), |end| end + 2),
                )
            } else if rest.starts_with("...") {
                (
                    RepairKind::Ellipsis,
                    rest.len() - rest.trim_start_matches('.').len(),
                )
            } else {
                match rest.chars().next() {
                    Some(c @ '\u{2026}') => (RepairKind::Ellipsis, c.len_utf8()),
                    Some(c) if c.is_whitespace() || crate::rules::prose::is_invisible(c) => {
                        (RepairKind::OddBlank, c.len_utf8())
                    }
                    _ => return,
                }
            };
            self.repair(kind);
            self.at += length;
        }
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    fn repair(&mut self, kind: RepairKind) {
        self.repair_at(self.at, kind);
    }

    fn repair_at(&mut self, offset: usize, kind: RepairKind) {
        self.repairs.push(Repair { offset, kind });
    }

    fn error(&self, expected: &'static str) -> JsonError {
        JsonError {
            offset: self.at,
            expected,
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '@' | '$' | '#')
}

/// A decimal number that is spelled as JSON does not: `+1`, `01`, `1.`, `.5`.
fn plain_number(word: &str) -> Option<Number> {
    let decimal = word
        .bytes()
        .all(|c| c.is_ascii_digit() || matches!(c, b'+' | b'-' | b'.'));
    let number = decimal.then(|| word.parse::<f64>().ok())??;
    match word.parse::<i64>() {
        Ok(integer) => Some(integer.into()),
        Err(_) => Number::from_f64(number),
    }
}
