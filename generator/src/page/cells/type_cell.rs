//! The grammar of type cells.
//!
//! Six shapes cover 98.5 of 100 cells: `String`, `[user](user.md)`, `[user](user.md) collection`, `string`,
//! `String collection`, `user`. The rest is notes, other spellings of *collection*, unions and prose.

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Text;
use crate::page::sink::PageSink;
use crate::rules::prose::{self, Style};
use crate::rules::type_reference;

use crate::graph::{Primitive, is_media_type, short_name};
use crate::page::{SpelledType, TypeFacts};

/// Words behind a name that add nothing to it.
const SUFFIXES: &[&str] = &[
    "resource",
    "resources",
    "object",
    "objects",
    "enum",
    "enumeration",
    "type",
    "entity",
    "entities",
    "complex",
    "value",
    "values",
    "instance",
];

/// Words before a primitive type that say what its values are like: `Relative URL`.
const ADJECTIVES: &[&str] = &["absolute", "nullable", "relative"];

/// Words before a name that add nothing to it.
const ARTICLES: &[&str] = &["a", "an", "the", "of"];

/// Reads a type cell. What is not understood becomes [`SpelledType::Unknown`] and a diagnostic.
pub(in crate::page) fn read_type_cell(cell: &Text, sink: &mut PageSink) -> TypeFacts {
    let mut facts = type_of_cell(cell);
    if let SpelledType::Named { name, link: None } = &facts.name
        && let Some(primitive) = Primitive::misspelled(name)
    {
        let message = format!("`{name}` names no type");
        let help = format!("it was read as `{}`", primitive.qualified());
        sink.push(Diagnostic::new(Code::UnknownTypeCell, cell.span, message).help(help));
        facts.name = SpelledType::Primitive(primitive);
        return facts;
    }
    let (code, message) = match &facts.name {
        SpelledType::Unknown(text) if text.is_empty() => {
            (Code::MissingType, "the type cell is empty".to_owned())
        }
        SpelledType::Unknown(text) => (Code::UnknownTypeCell, format!("`{text}` names no type")),
        SpelledType::Union(names) => (Code::UnionType, format!("the type is one of {}", names.len())),
        SpelledType::Primitive(_) | SpelledType::Named { .. } | SpelledType::Enumeration => return facts,
    };
    let help = match code {
        Code::UnionType => {
            "the value is untyped JSON, unless other parts of the pages tell a type that fits all"
        }
        _ => "the value is untyped JSON",
    };
    sink.push(Diagnostic::new(code, cell.span, message).help(help));
    facts
}

/// The type in a cell that need not be one of types.
pub(in crate::page) fn type_of_cell(cell: &Text) -> TypeFacts {
    let tokens = tokens(cell);
    let facts = |name, collection| TypeFacts {
        name,
        collection,
        span: cell.span,
    };
    if tokens.is_empty() {
        return facts(SpelledType::Unknown(String::new()), false);
    }
    if names_media_types(&prose::plain(cell)) {
        return facts(SpelledType::Primitive(Primitive::Stream), false);
    }
    let is_collection = tokens.iter().any(Token::is_collection) || is_list(&tokens);
    let mut sentences = tokens.split(|token| *token == Token::FullStop);
    let name = sentences.find_map(read_sentence);
    facts(
        name.unwrap_or_else(|| SpelledType::Unknown(prose::plain(cell))),
        is_collection,
    )
}

/// The name of a type from a link: its text, which is right where the target is an alias, and the file that
/// the target names. `None` where the text is no name.
pub(in crate::page) fn linked_type(text: &str, target: &str) -> Option<SpelledType> {
    name(text, Some(target))
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token<'a> {
    Word(&'a str),
    Link {
        text: String,
        target: &'a str,
    },
    Open,
    Close,
    /// `or`, `/`, `|`.
    Or,
    Comma,
    FullStop,
}

/// Words for *collection*. A *list* is one where `of` follows; alone it is the name of a type.
const COLLECTIONS: &[&str] = &["collection", "collections", "array", "[]"];

/// `List of String`.
fn is_list(tokens: &[Token<'_>]) -> bool {
    tokens
        .windows(2)
        .any(|pair| pair[0].is(&["list"]) && pair[1].is(&["of"]))
}

impl Token<'_> {
    /// The word itself, or one of those in a link that stands around the name: `[user collection](user.md)`.
    fn is_collection(&self) -> bool {
        let is_word = |word: &str| {
            COLLECTIONS
                .iter()
                .any(|synonym| word.eq_ignore_ascii_case(synonym))
        };
        match self {
            Self::Word(word) => is_word(word),
            Self::Link { text, .. } => text.contains(' ') && text.split_whitespace().any(is_word),
            _ => false,
        }
    }

    fn is(&self, words: &[&str]) -> bool {
        matches!(self, Self::Word(word) if words.iter().any(|synonym| word.eq_ignore_ascii_case(synonym)))
    }
}

fn tokens(cell: &Text) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    for piece in prose::pieces(cell) {
        match piece.style {
            // The text of one link may come in several pieces.
            Style::Link(to) => match out.last_mut() {
                Some(Token::Link { text, target }) if std::ptr::eq(*target, to) => text.push_str(piece.text),
                _ => out.push(Token::Link {
                    text: piece.text.to_owned(),
                    target: to,
                }),
            },
            Style::Break => out.push(Token::Comma),
            _ => words(piece.text, &mut out),
        }
    }
    out
}

/// Takes plain text apart. A link that is never closed, `[name](file.md`, gives its name.
fn words<'a>(text: &'a str, out: &mut Vec<Token<'a>>) {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '#' | '-' | '$' | '@');
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        if is_name(c) {
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(end);
            let trimmed = word.trim_matches(['.', '-']);
            match trimmed {
                // A dash between words begins a note: `String - optional`.
                "" if word == "-" => out.push(Token::Comma),
                "" => {}
                "or" | "OR" => out.push(Token::Or),
                _ => out.push(Token::Word(trimmed)),
            }
            if word.ends_with('.') {
                out.push(Token::FullStop);
            }
            rest = behind;
            continue;
        }
        rest = match c {
            '[' if after.starts_with(']') => {
                out.push(Token::Word("[]"));
                &after[1..]
            }
            ']' if after.starts_with('(') => {
                // The target of a broken link is no part of the type.
                let target = &after[1..];
                target.find(')').map_or("", |end| &target[end + 1..])
            }
            '(' | '<' => {
                out.push(Token::Open);
                after
            }
            ')' | '>' => {
                out.push(Token::Close);
                after
            }
            '/' | '|' => {
                out.push(Token::Or);
                after
            }
            ',' | ';' | ':' | '–' | '—' => {
                out.push(Token::Comma);
                after
            }
            _ => after,
        };
    }
}

/// How many alternatives of a cell are told apart; they all mean that no single type is known.
const MAX_ALTERNATIVES: usize = 32;

/// One sentence of a cell: alternatives, each a name with its notes.
fn read_sentence(tokens: &[Token<'_>]) -> Option<SpelledType> {
    let tokens = without_notes(tokens);
    let mut names: Vec<SpelledType> = Vec::new();
    for alternative in tokens.split(|token| *token == Token::Or) {
        // A note follows the comma: `string, maximum size 20`.
        let head = alternative
            .split(|token| *token == Token::Comma)
            .find(|part| !part.is_empty());
        let Some(head) = head else { continue };
        if head.iter().all(|token| token.is(&["null"])) {
            continue;
        }
        let found = read_name(head)?;
        if names.len() < MAX_ALTERNATIVES && !names.contains(&found) {
            names.push(found);
        }
    }
    match names.len() {
        0 | 1 => names.pop(),
        _ => Some(SpelledType::Union(names)),
    }
}

/// The tokens outside of parentheses, where a name stands there: `string (url)`, `(Optional) String`; else
/// those inside: `Collection(String)`.
fn without_notes<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut depth = 0_usize;
    let mut outside = Vec::new();
    let mut inside = Vec::new();
    for token in tokens {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(token.clone()),
            _ => inside.push(token.clone()),
        }
    }
    let names_something = |token: &Token<'_>| {
        matches!(token, Token::Link { .. })
            || (matches!(token, Token::Word(_)) && !token.is_collection() && !token.is(ARTICLES))
    };
    if outside.iter().any(names_something) {
        outside
    } else {
        inside
    }
}

fn read_name(tokens: &[Token<'_>]) -> Option<SpelledType> {
    let linked = tokens.iter().find_map(|token| match token {
        Token::Link { text, target } => name(text, Some(target)),
        _ => None,
    });
    if linked.is_some() {
        return linked;
    }
    let tokens = tokens.get(usize::from(is_list(tokens))..).unwrap_or_default();
    let mut words: Vec<&str> = tokens
        .iter()
        .filter(|token| !token.is_collection() && !token.is(ARTICLES))
        .filter_map(|token| match token {
            Token::Word(word) => Some(*word),
            _ => None,
        })
        .collect();
    let is_one_of = |word: &str, list: &[&str]| list.iter().any(|other| word.eq_ignore_ascii_case(other));
    while let [_, .., last] = words[..]
        && is_one_of(last, SUFFIXES)
    {
        words.pop();
    }
    if let ["untyped" | "Untyped", rest @ ..] = &words[..]
        && !rest.is_empty()
    {
        words.remove(0);
    }
    if let [adjective, primitive] = words[..]
        && is_one_of(adjective, ADJECTIVES)
        && Primitive::from_word(primitive).is_some()
    {
        words.remove(0);
    }
    match words[..] {
        [word] if is_one_of(word, &["enumeration", "enum", "flags"]) => Some(SpelledType::Enumeration),
        [word] => name(word, None),
        // `Date and time`.
        [_, _] | [_, _, _] => Primitive::from_word(&words.join(" ")).map(SpelledType::Primitive),
        _ => None,
    }
}

/// Whether a cell names nothing but media types, as it does for the parts of a body: `text/html`, `image/png or image/jpeg`.
fn names_media_types(text: &str) -> bool {
    let words = text
        .split([' ', ',', '`'])
        .filter(|word| !word.is_empty() && *word != "or");
    let mut words = words.peekable();
    words.peek().is_some() && words.all(is_media_type)
}

/// A name by itself. In `Microsoft.Teams.GraphSvc.eventMessageDetail`, which is no name of the service, the
/// last part counts.
fn name(text: &str, target: Option<&str>) -> Option<SpelledType> {
    let text = prose::collapse(text);
    let text = text.trim_matches(['`', '*', '#', ' ', '.', ',']);
    let last = short_name(text);
    let is_identifier = last.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && last.contains(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
        && !text.contains("..");
    if !is_identifier {
        // `[user object](user.md)`, `[collection of user](user.md)`: the words around the name are not linked by all pages.
        let file = type_reference::linked_page(target?);
        let tokens = text.split(' ').map(Token::Word).collect::<Vec<_>>();
        if tokens.len() < 2 {
            return None;
        }
        let joined = || {
            let name = type_reference::joined_words(text, &file?)?;
            Some(SpelledType::Named { name, link: None })
        };
        return read_name(&tokens)
            .or_else(joined)
            .map(|name| with_link(name, target));
    }
    let lower = text.to_ascii_lowercase();
    let of_service = lower.strip_prefix("microsoft.graph.");
    if let Some(primitive) = Primitive::from_word(of_service.unwrap_or(&lower)) {
        return Some(SpelledType::Primitive(primitive));
    }
    // `Microsoft.Graph.user` is spelled so in casts; the namespace has small letters.
    let name = match of_service {
        Some(rest) => format!("microsoft.graph.{}", &text[text.len() - rest.len()..]),
        None => last.to_owned(),
    };
    Some(with_link(SpelledType::Named { name, link: None }, target))
}

fn with_link(name: SpelledType, target: Option<&str>) -> SpelledType {
    match name {
        SpelledType::Named { name, .. } => SpelledType::Named {
            name,
            link: target.and_then(type_reference::linked_page),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
