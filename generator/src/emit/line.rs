//! Code on one line, exactly as the printer of Rust (`prettyplease`) writes it.
//!
//! The printer is given syntax trees, and to parse the tokens of all files for it took a third of a run. What goes on one
//! line it prints in one way, which is here. Where a line is too long, or holds what is rare in emitted code, the caller
//! gives the code to the printer.

use proc_macro2::Delimiter;

use super::token_tree::TokenTree;

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
    let mut before = Before::Tight;
    let mut rest = tokens;
    while let Some((token, mut behind)) = rest.split_first() {
        let follows = |sign| behind.first().is_some_and(|next: &TokenTree| next.is_sign(sign));
        let is_joint_with = |sign| token.is_joint() && follows(sign);
        before = match token {
            TokenTree::Ident(ident) => {
                if WITH_RULES.iter().any(|word| ident == word) {
                    return None;
                }
                if before != Before::Tight {
                    text.push(' ');
                }
                token.push_to(text);
                Before::Word
            }
            TokenTree::Literal(_) => {
                if before != Before::Tight {
                    text.push(' ');
                }
                let start = text.len();
                token.push_to(text);
                let literal = text.get(start..)?;
                // A text of several lines, and a number before the dot of a method, are not written like others.
                if literal.contains('\n') || literal.ends_with('.') {
                    return None;
                }
                Before::Word
            }
            TokenTree::Group(delimiter, inner) => {
                let (open, close) = match (delimiter, before) {
                    (Delimiter::Parenthesis, _) => ("(", ")"),
                    (Delimiter::Bracket, Before::Tight | Before::Spaced) => ("[", "]"),
                    _ => return None,
                };
                // A comma behind the last element stays in one place and goes in another.
                if inner.last().is_some_and(|last| last.is_sign(',')) {
                    return None;
                }
                if before == Before::Spaced {
                    text.push(' ');
                }
                text.push_str(open);
                push_line(text, inner)?;
                text.push_str(close);
                Before::Closed
            }
            TokenTree::Punct(punct) => match (punct.as_char(), before) {
                (',', _) => sign(text, ",", Before::Spaced),
                (':', _) if is_joint_with(':') => {
                    behind = behind.get(1..)?;
                    if before == Before::Spaced {
                        text.push(' ');
                    }
                    sign(text, "::", Before::Tight)
                }
                (':', Before::Word) => sign(text, ":", Before::Spaced),
                ('-', Before::Closed | Before::Word | Before::Generics) if is_joint_with('>') => {
                    behind = behind.get(1..)?;
                    sign(text, " ->", Before::Spaced)
                }
                ('-', Before::Spaced) => sign(text, " -", Before::Tight),
                ('-', Before::Tight) => sign(text, "-", Before::Tight),
                ('=', Before::Word | Before::Closed | Before::Generics)
                    if !is_joint_with('=') && !is_joint_with('>') =>
                {
                    sign(text, " =", Before::Spaced)
                }
                ('+', Before::Word | Before::Closed | Before::Generics) if !is_joint_with('=') => {
                    sign(text, " +", Before::Spaced)
                }
                ('&', Before::Spaced) if !is_joint_with('&') => sign(text, " &", Before::Tight),
                ('&', Before::Tight) if !is_joint_with('&') => sign(text, "&", Before::Tight),
                ('<', Before::Word | Before::Tight) if before == Before::Word || text.ends_with("::") => {
                    sign(text, "<", Before::Tight)
                }
                ('>', Before::Word | Before::Closed | Before::Generics) => sign(text, ">", Before::Generics),
                ('.', Before::Word | Before::Closed | Before::Generics) if !is_joint_with('.') => {
                    sign(text, ".", Before::Tight)
                }
                ('?', Before::Word | Before::Closed | Before::Generics) => sign(text, "?", Before::Closed),
                ('*', Before::Tight) if text.ends_with("::") => sign(text, "*", Before::Word),
                ('\'', Before::Tight) => sign(text, "'", Before::Tight),
                ('\'', Before::Spaced) => sign(text, " '", Before::Tight),
                _ => return None,
            },
        };
        rest = behind;
    }
    Some(())
}

fn sign(text: &mut String, sign: &str, behind: Before) -> Before {
    text.push_str(sign);
    behind
}

#[cfg(test)]
mod tests {
    use super::{fits, push_line};
    use crate::emit::token_tree::trees;

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
