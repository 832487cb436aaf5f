//! Any tokens as text on one line: rows of tables and single declarations, which the printer of Rust does not print.

use std::fmt::Write as _;

use proc_macro2::Delimiter;

use crate::emit::tokens::tree::TokenTree;

/// Adds tokens to a text, with the blanks with which Rust is written.
pub fn push_tokens(text: &mut String, tokens: &[TokenTree]) {
    let mut rest = tokens;
    let mut before = Lexeme::Nothing;
    while let Some((lexeme, behind)) = next(rest) {
        if lexeme.is_apart_from(&before) {
            text.push(' ');
        }
        lexeme.print(text);
        before = lexeme;
        rest = behind;
    }
}

/// The first lexeme of these tokens, and what stands behind it.
fn next(tokens: &[TokenTree]) -> Option<(Lexeme<'_>, &[TokenTree])> {
    let (first, mut rest) = tokens.split_first()?;
    let lexeme = match first {
        TokenTree::Group(delimiter, inner) => Lexeme::Group(*delimiter, inner),
        TokenTree::Punct(punct) => {
            let mut sign = Sign::new(punct.as_char());
            let mut joint = first.is_joint();
            while joint
                && let Some((next @ TokenTree::Punct(punct), behind)) = rest.split_first()
                && let Some(longer) = sign.and(punct.as_char())
            {
                sign = longer;
                joint = next.is_joint();
                rest = behind;
            }
            Lexeme::Sign(sign)
        }
        word => Lexeme::Word(word),
    };
    Some((lexeme, rest))
}

/// The signs of Rust that are more than a character.
const SIGNS: &[&str] = &[
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "...", "..=", "+=", "-=", "*=", "/=", "%=",
    "^=", "&=", "|=", "<<", ">>", "<<=", ">>=",
];

/// A sign of Rust: up to three characters, each of them ASCII.
#[derive(Clone, Copy)]
struct Sign {
    bytes: [u8; 3],
    length: usize,
}

impl Sign {
    fn new(sign: char) -> Self {
        Self {
            bytes: [u8::try_from(sign).unwrap_or(b'?'), 0, 0],
            length: 1,
        }
    }

    /// The sign with a character more, where there is such a sign.
    fn and(mut self, next: char) -> Option<Self> {
        *self.bytes.get_mut(self.length)? = u8::try_from(next).ok()?;
        self.length += 1;
        SIGNS.contains(&self.as_str()).then_some(self)
    }

    fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// A word, a sign or a group: what is written without a space in it.
enum Lexeme<'t> {
    Nothing,
    Word(&'t TokenTree),
    Sign(Sign),
    Group(Delimiter, &'t [TokenTree]),
}

impl Lexeme<'_> {
    /// Whether a space stands between two lexemes: always, except around the signs that Rust is written without one at.
    fn is_apart_from(&self, before: &Self) -> bool {
        match (before, self) {
            (Self::Nothing, _) => false,
            (Self::Sign(before), Self::Sign(sign)) => match before.as_str() {
                "<" => !matches!(sign.as_str(), "&" | "::"),
                "&" => sign.as_str() != "::",
                ">" | ">>" => !matches!(sign.as_str(), ">" | ">>" | "::" | "," | ";"),
                _ => true,
            },
            (Self::Sign(before), _) => !matches!(before.as_str(), "::" | "&" | "<" | "#" | "!" | "'"),
            (_, Self::Sign(sign)) => {
                !matches!(sign.as_str(), ";" | "," | ":" | "::" | "<" | ">" | ">>" | "!")
            }
            (Self::Word(_), Self::Group(delimiter, _)) => *delimiter == Delimiter::Brace,
            _ => true,
        }
    }

    fn print(&self, text: &mut String) {
        match self {
            Self::Nothing => {}
            Self::Word(word) => word.push_to(text),
            Self::Sign(sign) => text.push_str(sign.as_str()),
            Self::Group(delimiter, inner) => {
                let (open, close) = delimiters(*delimiter);
                text.push_str(open);
                push_tokens(text, inner);
                text.push_str(close);
            }
        }
    }
}

/// The text of delimiters.
fn delimiters(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

impl TokenTree {
    /// Adds a single token to a text; of a group nothing.
    pub fn push_to(&self, text: &mut String) {
        // A `String` takes all that is written to it.
        let _ = match self {
            Self::Ident(ident) => write!(text, "{ident}"),
            Self::Literal(literal) => write!(text, "{literal}"),
            Self::Punct(punct) => text.write_char(punct.as_char()),
            Self::Group(..) => Ok(()),
        };
    }
}
