//! Code on one line, exactly as the printer of Rust (`prettyplease`) writes it.
//!
//! The printer is given syntax trees, and to parse the tokens of all files for it took a third of a run. What goes on one
//! line it prints in one way, which is here. Where a line is too long, or holds what is rare in emitted code, the caller
//! gives the code to the printer.

use proc_macro2::{Delimiter, Ident};

use crate::emit::tokens::tree::TokenTree;

/// How many bytes the printer of Rust puts on a line.
const WIDTH: usize = 89;

/// Words behind which the printer has rules of its own.
const WITH_RULES: &[&str] = &[
    "as", "async", "await", "break", "continue", "else", "if", "in", "let", "loop", "match", "move", "ref",
    "return", "unsafe", "where", "while", "yield",
];

/// What stands before a token.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Nothing, or what the next token is written next to: `(`, `::`, `&`.
    Tight,
    /// A word or a literal.
    Word,
    /// `)`, `]` or `?`.
    Closed,
    /// The `>` of generics.
    Generics,
    /// A sign with a space behind it: `,`, `:`, `=`.
    Spaced,
}

/// Whether the last line of a text is one that the printer of Rust does not break.
pub fn fits(text: &str) -> bool {
    let start = text.rfind('\n').map_or(0, |end| end + 1);
    text.len() - start <= WIDTH
}

/// Adds types, paths, calls or the head of an item to a line. `None` where there is something else in these tokens; what
/// was added up to there is to be thrown away.
pub fn push_line(text: &mut String, tokens: &[TokenTree]) -> Option<()> {
    let before = Before::Tight;
    let mut line = Line { text, before };
    let mut rest = tokens;
    while let Some((token, behind)) = rest.split_first() {
        rest = behind;
        match token {
            TokenTree::Ident(ident) => line.word(token, ident)?,
            TokenTree::Literal(_) => line.literal(token)?,
            TokenTree::Group(delimiter, inner) => line.group(*delimiter, inner)?,
            TokenTree::Punct(punct) => {
                let next = behind.first().filter(|_| token.is_joint());
                if line.sign(punct.as_char(), next)? == Signs::Two {
                    rest = behind.get(1..)?;
                }
            }
        }
    }
    Some(())
}

/// How many tokens a sign was.
#[derive(Clone, Copy, PartialEq)]
enum Signs {
    One,
    /// It and the next: `::`, `->`.
    Two,
}

/// A line that is being written.
struct Line<'t> {
    text: &'t mut String,
    before: Before,
}

impl Line<'_> {
    fn word(&mut self, token: &TokenTree, ident: &Ident) -> Option<()> {
        if WITH_RULES.iter().any(|word| ident == word) {
            return None;
        }
        self.space_unless(Before::Tight);
        token.push_to(self.text);
        self.before = Before::Word;
        Some(())
    }

    fn literal(&mut self, token: &TokenTree) -> Option<()> {
        self.space_unless(Before::Tight);
        let start = self.text.len();
        token.push_to(self.text);
        let literal = self.text.get(start..)?;
        // A text of several lines, and a number before the dot of a method, are not written like others.
        if literal.contains('\n') || literal.ends_with('.') {
            return None;
        }
        self.before = Before::Word;
        Some(())
    }

    fn group(&mut self, delimiter: Delimiter, inner: &[TokenTree]) -> Option<()> {
        let (open, close) = match (delimiter, self.before) {
            (Delimiter::Parenthesis, _) => ("(", ")"),
            (Delimiter::Bracket, Before::Tight | Before::Spaced) => ("[", "]"),
            _ => return None,
        };
        // A comma behind the last element stays in one place and goes in another.
        if inner.last().is_some_and(|last| last.is_sign(',')) {
            return None;
        }
        if self.before == Before::Spaced {
            self.text.push(' ');
        }
        self.text.push_str(open);
        push_line(self.text, inner)?;
        self.text.push_str(close);
        self.before = Before::Closed;
        Some(())
    }

    /// Adds a sign; `next` is the sign that is written next to it.
    fn sign(&mut self, sign: char, next: Option<&TokenTree>) -> Option<Signs> {
        let joins = |other| next.is_some_and(|next| next.is_sign(other));
        let ends_value = matches!(self.before, Before::Word | Before::Closed | Before::Generics);
        let mut signs = Signs::One;
        let (written, before) = match (sign, self.before) {
            (',', _) => (",", Before::Spaced),
            (':', _) if joins(':') => {
                signs = Signs::Two;
                let spaced = self.before == Before::Spaced;
                (if spaced { " ::" } else { "::" }, Before::Tight)
            }
            (':', Before::Word) => (":", Before::Spaced),
            ('-', _) if ends_value && joins('>') => {
                signs = Signs::Two;
                (" ->", Before::Spaced)
            }
            ('-', Before::Spaced) => (" -", Before::Tight),
            ('-', Before::Tight) => ("-", Before::Tight),
            ('=', _) if ends_value && !joins('=') && !joins('>') => (" =", Before::Spaced),
            ('+', _) if ends_value && !joins('=') => (" +", Before::Spaced),
            ('&', Before::Spaced) if !joins('&') => (" &", Before::Tight),
            ('&', Before::Tight) if !joins('&') => ("&", Before::Tight),
            ('<', Before::Word) => ("<", Before::Tight),
            ('<', Before::Tight) if self.text.ends_with("::") => ("<", Before::Tight),
            ('>', _) if ends_value => (">", Before::Generics),
            ('.', _) if ends_value && !joins('.') => (".", Before::Tight),
            ('?', _) if ends_value => ("?", Before::Closed),
            ('*', Before::Tight) if self.text.ends_with("::") => ("*", Before::Word),
            ('\'', Before::Tight) => ("'", Before::Tight),
            ('\'', Before::Spaced) => (" '", Before::Tight),
            _ => return None,
        };
        self.text.push_str(written);
        self.before = before;
        Some(signs)
    }

    fn space_unless(&mut self, before: Before) {
        if self.before != before {
            self.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fits, push_line};
    use crate::emit::tokens::tree::trees;

    fn line(code: &str) -> Option<String> {
        let mut text = String::new();
        push_line(&mut text, &trees(code.parse().unwrap())).map(|()| text)
    }

    /// What the printer of Rust makes of an expression.
    fn printed(code: &str) -> String {
        let file = syn::parse_str(&format!("fn f() {{ {code} }}")).unwrap();
        let text = prettyplease::unparse(&file);
        let lines: Vec<&str> = text.lines().collect();
        lines[1..lines.len() - 1].join("\n").trim().to_owned()
    }

    #[test]
    fn calls_are_written_as_the_printer_writes_them() {
        for code in [
            "self . 0 . call :: < requests :: user :: Get > (\"\" , & [ ] , ( ) )",
            "User(self.0.to(\"/{id}\", &[id.into(), - 5, -0.5]))",
            "v1::me().messages().id(\"a\").top(5)?.filter(User::DISPLAY_NAME)",
            "rt :: Parameter :: < Vec < u8 > > :: query ( \"$x\" )",
            "\"2020-01-01\".parse::<rt::Value>()?",
            "Vec::from([Some(\"a\".into()), None])",
            "::graph_runtime::a(&b, &c::<&'static str>(&[1]))",
        ] {
            assert_eq!(line(code).as_deref(), Some(printed(code).as_str()), "{code}");
        }
    }

    #[test]
    fn what_the_printer_has_rules_for_is_left_to_it() {
        for code in [
            "a { b: c }",
            "|a| b",
            "if a { b }",
            "a == b",
            "a && b",
            "a..b",
            "(a,)",
            "a[0]",
            "*a",
            "m!(a)",
            "\"a\nb\"",
            "1. .a()",
            "x as u8",
        ] {
            assert_eq!(line(code), None, "{code}");
        }
    }

    #[test]
    fn the_last_line_counts() {
        assert!(fits(&format!("{}\n{}", "a".repeat(100), "b".repeat(89))));
        assert!(!fits(&format!("a\n{}", "b".repeat(90))));
    }
}
