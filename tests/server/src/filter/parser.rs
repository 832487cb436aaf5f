//! Reads the text of a condition.

use serde_json::Value;

use super::operand::{Operand, ValueFunction};
use super::{Filter, Literal, Operator, Quantifier, TextFunction};
use crate::items::now;

/// How deep conditions nest; deeper ones are refused.
const MAX_DEPTH: usize = 50;

/// The condition that a text is; `None` where it is none.
pub(super) fn parse(text: &str) -> Option<Filter> {
    let mut parser = Parser {
        tokens: tokens(text)?,
        position: 0,
    };
    let filter = parser.disjunction(0)?;
    (parser.position == parser.tokens.len()).then_some(filter)
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

    /// `a and b or c`
    fn disjunction(&mut self, depth: usize) -> Option<Filter> {
        let mut filter = self.conjunction(depth)?;
        while self.take_word("or") {
            filter = Filter::Or(Box::new(filter), Box::new(self.conjunction(depth)?));
        }
        Some(filter)
    }

    /// `a and b`, which binds tighter than `or`
    fn conjunction(&mut self, depth: usize) -> Option<Filter> {
        let mut filter = self.condition(depth)?;
        while self.take_word("and") {
            filter = Filter::And(Box::new(filter), Box::new(self.condition(depth)?));
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
            let filter = self.disjunction(depth + 1)?;
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
        if let Some((property, function)) = word.rsplit_once('/')
            && let Some(quantifier) = quantifier(function)
            && self.take(&Token::Open)
        {
            return self.elements(property, quantifier, depth);
        }
        match function.filter(|_| self.take(&Token::Open)) {
            Some(function) => self.text_function(function),
            None => {
                let operand = self.operand(&word, depth)?;
                self.comparison(operand)
            }
        }
    }

    /// A property, or a function of one: `word` is the name of the one or the other.
    fn operand(&mut self, word: &str, depth: usize) -> Option<Operand> {
        if depth > MAX_DEPTH {
            return None;
        }
        if !self.take(&Token::Open) {
            return Some(Operand {
                path: path(word),
                functions: Vec::new(),
            });
        }
        let Token::Word(inner) = self.next()? else {
            return None;
        };
        let mut operand = self.operand(&inner, depth + 1)?;
        let mut arguments = Vec::new();
        while self.take(&Token::Comma) {
            arguments.push(self.literal()?);
        }
        let function = ValueFunction::new(word, &arguments)?;
        operand.functions.push(function);
        self.take(&Token::Close).then_some(operand)
    }

    /// `x:x eq 1)`
    fn elements(&mut self, property: &str, quantifier: Quantifier, depth: usize) -> Option<Filter> {
        let Token::Word(word) = self.next()? else {
            return None;
        };
        let (variable, rest) = word.split_once(':')?;
        if !rest.is_empty() {
            // The condition begins without a blank.
            self.position -= 1;
            *self.tokens.get_mut(self.position)? = Token::Word(rest.to_owned());
        }
        let condition = self.disjunction(depth + 1)?;
        self.take(&Token::Close).then(|| Filter::Elements {
            quantifier,
            path: path(property),
            variable: variable.to_owned(),
            condition: Box::new(condition),
        })
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

    fn comparison(&mut self, operand: Operand) -> Option<Filter> {
        let Token::Word(operator) = self.next()? else {
            return None;
        };
        let operator = match operator.as_str() {
            "in" => return self.list(operand),
            "has" => Operator::Has,
            "eq" => Operator::Equal,
            "ne" => Operator::NotEqual,
            "gt" => Operator::Greater,
            "ge" => Operator::GreaterOrEqual,
            "lt" => Operator::Less,
            "le" => Operator::LessOrEqual,
            _ => return None,
        };
        Some(Filter::Compare(operand, operator, self.literal()?))
    }

    /// `('a','b')`
    fn list(&mut self, operand: Operand) -> Option<Filter> {
        let mut literals = Vec::new();
        if !self.take(&Token::Open) {
            return None;
        }
        loop {
            literals.push(self.literal()?);
            if self.take(&Token::Close) {
                return Some(Filter::In(operand, literals));
            }
            if !self.take(&Token::Comma) {
                return None;
            }
        }
    }

    fn literal(&mut self) -> Option<Literal> {
        Some(match self.next()? {
            Token::Text(text) => Literal::Text(text.into()),
            Token::Word(word) if word.eq_ignore_ascii_case("now") && self.take(&Token::Open) => {
                return self.take(&Token::Close).then(|| Literal::Bare(now().into()));
            }
            // Dates and GUIDs have no quotes.
            Token::Word(word) => Literal::Bare(serde_json::from_str(&word).unwrap_or(Value::String(word))),
            _ => return None,
        })
    }
}

fn quantifier(function: &str) -> Option<Quantifier> {
    match function {
        "any" => Some(Quantifier::Any),
        "all" => Some(Quantifier::All),
        _ => None,
    }
}

fn path(property: &str) -> Vec<String> {
    property.split('/').map(str::to_owned).collect()
}
