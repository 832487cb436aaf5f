//! The type that a sentence names: "returns … a collection of [x](…) objects in the response body".

use std::ops::Range;

use crate::diagnostic::Sink;
use crate::markdown::{Inline, InlineKind, Text};
use crate::page::type_cell::read_type_cell;
use crate::page::{TypeFacts, TypeName};
use crate::rules::prose::{Prose, Style};
use crate::span::Located;

/// Words before or behind a type's name that say that there are many.
const MANY: &[&str] = &["collection", "collections", "list", "array"];

/// Words behind a type's name that say that there are many, though less surely.
const PLURALS: &[&str] = &["objects", "resources", "items", "entities"];

/// Words behind a name in bold, in code or without marks that say that it is a type's.
const NOUNS: &[&str] = &[
    "object",
    "resource",
    "entity",
    "collection",
    "objects",
    "resources",
    "entities",
    "items",
];

/// Primitive types that sentences name in words: "a String collection", "a Boolean".
const PRIMITIVES: &[&str] = &[
    "string",
    "boolean",
    "int32",
    "int64",
    "guid",
    "double",
    "datetimeoffset",
    "stream",
    "edm.string",
    "edm.boolean",
];

/// The type that a part of a text names first, and whether it speaks of many.
pub(super) fn find(prose: &Prose<'_>, range: Range<usize>, sink: &mut Sink) -> Option<TypeFacts> {
    let mut before = String::new();
    for piece in &prose.pieces {
        let seen = piece.seen.clone();
        if seen.end <= range.start {
            continue;
        }
        if seen.start >= range.end {
            break;
        }
        let part = seen.start.max(range.start)..seen.end.min(range.end);
        let behind = prose.lower.get(part.end..range.end).unwrap_or_default();
        let mut link = None;
        let is_name = match piece.style {
            Style::Link(target) => {
                link = Some(target);
                is_resource_link(target, piece.text)
            }
            Style::Strong | Style::Code => {
                is_name(piece.text) && words(behind).next().is_some_and(|word| NOUNS.contains(&word))
            }
            Style::Plain => {
                if let Some(found) = in_plain_text(prose, part.clone(), range.end, &before, sink) {
                    return Some(found);
                }
                before.push_str(prose.lower.get(part).unwrap_or_default());
                continue;
            }
            Style::Emphasis | Style::Break => false,
        };
        if is_name && let Some(found) = read(prose, part, link, &before, behind, sink) {
            return Some(found);
        }
        before.push(' ');
    }
    None
}

/// Whether a link leads to a resource rather than to an operation, a topic or an error.
fn is_resource_link(target: &str, text: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let elsewhere = path.starts_with("http") || path.starts_with("/graph/") || path.contains("/api/");
    if path.contains("/resources/") {
        return true;
    }
    !elsewhere && !path.contains("/concepts/") && is_name(text)
}

fn is_name(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_')
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn read(
    prose: &Prose<'_>,
    name: Range<usize>,
    link: Option<&str>,
    before: &str,
    behind: &str,
    sink: &mut Sink,
) -> Option<TypeFacts> {
    let mut ty = read_type_cell(&cell(prose, name, link), sink);
    if matches!(ty.name, TypeName::Unknown(_)) {
        return None;
    }
    ty.collection |= is_many(before, behind);
    Some(ty)
}

/// The name as a cell of a table would hold it.
fn cell(prose: &Prose<'_>, name: Range<usize>, link: Option<&str>) -> Text {
    let Located { value, span } = prose.locate(name);
    let range = 0..value.len();
    let text = Inline {
        range: range.clone(),
        kind: InlineKind::Text(value.clone()),
    };
    let inline = match link {
        Some(target) => Inline {
            range,
            kind: InlineKind::Link {
                text: vec![text],
                target: target.to_owned(),
            },
        },
        None => text,
    };
    Text {
        span,
        raw: value,
        inlines: vec![inline],
    }
}

/// Whether the words around a name speak of many: `before` from the start of the sentence, `behind` to its
/// end.
fn is_many(before: &str, behind: &str) -> bool {
    let near: Vec<&str> = words(before).collect();
    let collection_of = near.iter().rev().take(8).any(|word| MANY.contains(word));
    let mut following = words(behind);
    let first = following.next().unwrap_or_default();
    let second = following.next().unwrap_or_default();
    collection_of
        || MANY.contains(&first)
        || PLURALS.contains(&first)
        || (NOUNS.contains(&first) && MANY.contains(&second))
}

/// A type that stands in a sentence without any mark: a primitive, or a word before "object".
fn in_plain_text(
    prose: &Prose<'_>,
    part: Range<usize>,
    end: usize,
    before: &str,
    sink: &mut Sink,
) -> Option<TypeFacts> {
    let text = prose.seen.get(part.clone())?;
    let mut at = 0;
    for word in text.split(|c: char| c.is_whitespace() || c == ',') {
        let start = part.start + at;
        at += word.len() + 1;
        let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric());
        if trimmed.is_empty() {
            continue;
        }
        let offset = start + word.find(trimmed).unwrap_or(0);
        let name = offset..offset + trimmed.len();
        let behind = prose.lower.get(name.end..end).unwrap_or_default();
        let lower = trimmed.to_ascii_lowercase();
        let names_type = is_name(trimmed)
            && trimmed.starts_with(|c: char| c.is_ascii_lowercase())
            && trimmed.bytes().any(|byte| byte.is_ascii_uppercase())
            && words(behind).next().is_some_and(|word| NOUNS.contains(&word));
        if names_type || PRIMITIVES.contains(&lower.as_str()) {
            let before = format!(
                "{before}{}",
                prose.lower.get(part.start..name.start).unwrap_or_default()
            );
            return read(prose, name, None, &before, behind, sink);
        }
    }
    None
}
