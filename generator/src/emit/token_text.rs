//! Tokens as text on one line, for what the printer of Rust does not print: rows of tables, and declarations by themselves.

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// Adds tokens to a text, with the blanks with which Rust is written.
pub fn push_tokens(text: &mut String, tokens: TokenStream) {
    let mut tokens = tokens.into_iter().peekable();
    let mut before = Piece::Nothing;
    while let Some(token) = tokens.next() {
        let piece = match token {
            TokenTree::Group(group) => Piece::Group(group),
            TokenTree::Punct(punct) => {
                let mut sign = String::from(punct.as_char());
                let mut joint = punct.spacing() == Spacing::Joint;
                while joint
                    && let Some(TokenTree::Punct(next)) = tokens.peek()
                    && let longer = format!("{sign}{next}")
                    && SIGNS.contains(&longer.as_str())
                {
                    sign = longer;
                    joint = next.spacing() == Spacing::Joint;
                    tokens.next();
                }
                Piece::Sign(sign)
            }
            word => Piece::Word(word.to_string()),
        };
        if piece.is_apart_from(&before) {
            text.push(' ');
        }
        piece.print(text);
        before = piece;
    }
}

/// The signs of Rust that are more than a character.
const SIGNS: &[&str] = &[
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "...", "..=", "+=", "-=", "*=", "/=", "%=",
    "^=", "&=", "|=", "<<", ">>", "<<=", ">>=",
];

/// What is written without a space in it.
enum Piece {
    Nothing,
    Word(String),
    Sign(String),
    Group(Group),
}

impl Piece {
    /// Whether a space stands between two pieces: always, except around the signs that Rust is written without one at.
    fn is_apart_from(&self, before: &Self) -> bool {
        match (before, self) {
            (Self::Nothing, _) => false,
            (Self::Sign(before), Self::Sign(sign)) => match before.as_str() {
                "<" => !matches!(sign.as_str(), "&" | "::"),
                "&" => sign != "::",
                ">" | ">>" => !matches!(sign.as_str(), ">" | ">>" | "::" | "," | ";"),
                _ => true,
            },
            (Self::Sign(before), _) => !matches!(before.as_str(), "::" | "&" | "<" | "#" | "!" | "'"),
            (_, Self::Sign(sign)) => {
                !matches!(sign.as_str(), ";" | "," | ":" | "::" | "<" | ">" | ">>" | "!")
            }
            (Self::Word(_), Self::Group(group)) => group.delimiter() == Delimiter::Brace,
            _ => true,
        }
    }

    fn print(&self, text: &mut String) {
        match self {
            Self::Nothing => {}
            Self::Word(piece) | Self::Sign(piece) => text.push_str(piece),
            Self::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                push_tokens(text, group.stream());
                text.push_str(close);
            }
        }
    }
}
