//! Conditions of OData, as `$filter` has them: comparisons, functions on text, `and`, `or`, `not`, parentheses.

use std::cmp::Ordering;

use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::documentation::Object;
use crate::error::GraphError;

/// How deep conditions nest; deeper ones are refused.
const MAX_DEPTH: usize = 50;

/// A condition of objects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Filter {
    /// `a or b`, `a and b`: whether it is `and`.
    Both(bool, Box<Filter>, Box<Filter>),
    /// `not a`.
    Not(Box<Filter>),
    /// `property eq value`.
    Compare(Vec<String>, Operator, Value),
    /// `startswith(property,'text')`.
    Text(TextFunction, Vec<String>, String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum TextFunction {
    StartsWith,
    EndsWith,
    Contains,
}

impl Filter {
    pub(crate) fn parse(text: &str) -> Result<Self, GraphError> {
        let parse = || {
            let mut parser = Parser {
                tokens: tokens(text)?,
                position: 0,
            };
            let filter = parser.either(0)?;
            (parser.position == parser.tokens.len()).then_some(filter)
        };
        parse().ok_or_else(|| GraphError::bad_request(format!("Invalid filter clause: '{text}'.")))
    }

    /// Whether an object meets the condition.
    pub(crate) fn holds(&self, object: &Object) -> bool {
        match self {
            Self::Both(true, one, other) => one.holds(object) && other.holds(object),
            Self::Both(false, one, other) => one.holds(object) || other.holds(object),
            Self::Not(condition) => !condition.holds(object),
            Self::Compare(path, operator, literal) => {
                let order = compare(property(object, path), literal);
                match operator {
                    Operator::Equal => order == Some(Ordering::Equal),
                    Operator::NotEqual => order != Some(Ordering::Equal),
                    Operator::Greater => order == Some(Ordering::Greater),
                    Operator::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
                    Operator::Less => order == Some(Ordering::Less),
                    Operator::LessOrEqual => order.is_some_and(Ordering::is_le),
                }
            }
            Self::Text(function, path, part) => {
                let text = property(object, path).as_str().unwrap_or_default().to_lowercase();
                match function {
                    TextFunction::StartsWith => text.starts_with(part),
                    TextFunction::EndsWith => text.ends_with(part),
                    TextFunction::Contains => text.contains(part),
                }
            }
        }
    }
}

fn property<'a>(object: &'a Object, path: &[String]) -> &'a Value {
    let mut names = path.iter();
    let mut value = names.next().and_then(|name| object.get(name));
    for name in names {
        value = value.and_then(|value| value.get(name));
    }
    value.unwrap_or(&Value::Null)
}

/// Compares a property to a literal; `None` where they cannot be compared. Text is compared without case, as the
/// service does.
fn compare(value: &Value, literal: &Value) -> Option<Ordering> {
    match (value, literal) {
        (Value::Null, Value::Null) => Some(Ordering::Equal),
        (Value::Bool(one), Value::Bool(other)) => Some(one.cmp(other)),
        (Value::Number(one), Value::Number(other)) => one.as_f64().partial_cmp(&other.as_f64()),
        (Value::String(one), Value::String(other)) => match (date(one), date(other)) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => Some(one.to_lowercase().cmp(&other.to_lowercase())),
        },
        _ => None,
    }
}

fn date(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Open,
    Close,
    Comma,
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '(' | ')' | ',' => {
                tokens.push(match first {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    _ => Token::Comma,
                });
                1
            }
            '\'' => {
                let (value, end) = quoted(rest)?;
                tokens.push(Token::Text(value));
                end
            }
            _ => {
                let is_end = |character: char| character.is_whitespace() || "(),'".contains(character);
                let end = rest.find(is_end).unwrap_or(rest.len());
                tokens.push(Token::Word(rest.get(..end)?.to_owned()));
                end
            }
        };
        rest = rest.get(end..)?.trim_start();
    }
    Some(tokens)
}

/// The text between quotes at the beginning, and where it ends. Two quotes are one.
fn quoted(text: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((index, letter)) = letters.next() {
        match (letter, letters.peek()) {
            ('\'', Some((_, '\''))) => {
                letters.next();
                value.push('\'');
            }
            ('\'', _) => return Some((value, index + 1)),
            (letter, _) => value.push(letter),
        }
    }
    None
}

struct Parser {
    tokens: Vec<Token>,
    position: usize,
}

impl Parser {
    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.position).cloned();
        self.position += 1;
        token
    }

    /// Passes over a token, if it is the next one.
    fn take(&mut self, token: &Token) -> bool {
        let is_next = self.tokens.get(self.position) == Some(token);
        self.position += usize::from(is_next);
        is_next
    }

    fn take_word(&mut self, word: &str) -> bool {
        self.take(&Token::Word(word.to_owned()))
    }

    fn either(&mut self, depth: usize) -> Option<Filter> {
        let mut filter = self.both(depth)?;
        while self.take_word("or") {
            filter = Filter::Both(false, Box::new(filter), Box::new(self.both(depth)?));
        }
        Some(filter)
    }

    fn both(&mut self, depth: usize) -> Option<Filter> {
        let mut filter = self.condition(depth)?;
        while self.take_word("and") {
            filter = Filter::Both(true, Box::new(filter), Box::new(self.condition(depth)?));
        }
        Some(filter)
    }

    fn condition(&mut self, depth: usize) -> Option<Filter> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.take_word("not") {
            return Some(Filter::Not(Box::new(self.condition(depth + 1)?)));
        }
        if self.take(&Token::Open) {
            let filter = self.either(depth + 1)?;
            return self.take(&Token::Close).then_some(filter);
        }
        let Token::Word(word) = self.next()? else {
            return None;
        };
        let function = match word.to_ascii_lowercase().as_str() {
            "startswith" => Some(TextFunction::StartsWith),
            "endswith" => Some(TextFunction::EndsWith),
            "contains" => Some(TextFunction::Contains),
            _ => None,
        };
        match function.filter(|_| self.take(&Token::Open)) {
            Some(function) => self.text_function(function),
            None => self.comparison(&word),
        }
    }

    fn text_function(&mut self, function: TextFunction) -> Option<Filter> {
        let Token::Word(property) = self.next()? else {
            return None;
        };
        let is_comma = self.take(&Token::Comma);
        let Some(Token::Text(text)) = self.next() else {
            return None;
        };
        let is_whole = is_comma && self.take(&Token::Close);
        is_whole.then(|| Filter::Text(function, path(&property), text.to_lowercase()))
    }

    fn comparison(&mut self, property: &str) -> Option<Filter> {
        let Token::Word(operator) = self.next()? else {
            return None;
        };
        let operator = match operator.as_str() {
            "eq" => Operator::Equal,
            "ne" => Operator::NotEqual,
            "gt" => Operator::Greater,
            "ge" => Operator::GreaterOrEqual,
            "lt" => Operator::Less,
            "le" => Operator::LessOrEqual,
            _ => return None,
        };
        let literal = match self.next()? {
            Token::Text(text) => Value::String(text),
            // Dates and GUIDs have no quotes.
            Token::Word(word) => serde_json::from_str(&word).unwrap_or(Value::String(word)),
            _ => return None,
        };
        Some(Filter::Compare(path(property), operator, literal))
    }
}

fn path(property: &str) -> Vec<String> {
    property.split('/').map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Filter;

    fn holds(filter: &str) -> bool {
        let object = json!({
            "displayName": "It's Adele", "version": 3, "enabled": true, "manager": {"name": "Kim"},
            "createdDateTime": "2024-02-26T14:02:09.5521874+01:00", "id": "6be07f42-d9a3-4c15-8f2e-c70a5b9d1e38",
            "note": null,
        });
        Filter::parse(filter).unwrap().holds(object.as_object().unwrap())
    }

    #[test]
    fn conditions_that_hold() {
        for filter in [
            "displayName eq 'it''s adele'",
            "startswith(displayName,'It')",
            "contains(displayName, 'adel') and not endswith(displayName,'x')",
            "version gt 2 and version le 3",
            "version eq 1 or version eq 2 or version ge 3",
            "enabled eq true and (version lt 1 or manager/name eq 'Kim')",
            "createdDateTime lt 2024-02-26T13:03:00Z",
            "id eq 6be07f42-d9a3-4c15-8f2e-c70a5b9d1e38",
            "note eq null and missing eq null and displayName ne null",
            "version eq 3 or version eq 1 and version eq 2",
        ] {
            assert!(holds(filter), "{filter}");
        }
    }

    #[test]
    fn conditions_that_do_not_hold() {
        for filter in [
            "displayName eq 'Adele'",
            "not startswith(displayName,'It')",
            "version eq '3'",
            "note gt 1",
            "(version eq 3 or version eq 1) and version eq 2",
            "createdDateTime ge 2024-02-26T13:03:00Z",
        ] {
            assert!(!holds(filter), "{filter}");
        }
    }

    #[test]
    fn what_is_no_condition() {
        let deep = format!("{}version eq 1{}", "(".repeat(200), ")".repeat(200));
        for filter in [
            "",
            "version",
            "version eq",
            "version is 3",
            "version eq 3 and",
            "(version eq 3",
            "version eq 3)",
            "displayName eq 'open",
            "startswith(displayName)",
            "items/any(i:i eq 1)",
            "not",
            deep.as_str(),
        ] {
            assert!(Filter::parse(filter).is_err(), "{filter}");
        }
    }
}
