//! The type that a sentence names: "returns … a collection of [x](…) objects in the response body".

use std::ops::Range;

use crate::graph::{Primitive, WordContext, is_qualified_name};
use crate::markdown::Text;
use crate::page::cells::type_cell::{linked_type, read_type_cell};
use crate::page::sink::PageSink;
use crate::page::{SpelledType, TypeFacts};
use crate::rules::prose::{Prose, Style, StyledPiece};

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

/// Words after which any word before a noun is a type's name: "a JSON representation for the user object". In text
/// copied from the rendered site nothing else marks it. Articles and adjectives ([`NOT_NAMES`]) may stand behind.
const INTRODUCTIONS: &[&str] = &[
    "a new ",
    "array of ",
    "collection of ",
    "instance of ",
    "list of ",
    "representation for the ",
    "representation of ",
    "requested ",
    "response code and ",
    "the new ",
    "updated ",
];

/// "a `200 OK` response code and no object in the response body": the word before which nothing is named.
const NONE: &str = "no";

/// Words that stand where a type's name could stand, but never name a type.
const NOT_NAMES: &[&str] = &[
    "a",
    "an",
    "array",
    "collection",
    "created",
    "empty",
    "following",
    "json",
    "list",
    "new",
    "one",
    "requested",
    "same",
    "single",
    "string",
    "that",
    "the",
    "this",
    "updated",
    "used",
];

/// The type that a part of a text names first, and whether it speaks of many.
pub(in crate::page::api) fn find(
    prose: &Prose<'_>,
    range: Range<usize>,
    sink: &mut PageSink,
) -> Option<TypeFacts> {
    let mut before = String::new();
    for piece in prose.pieces_in(&range) {
        let seen = piece.seen.clone();
        let part = seen.start.max(range.start)..seen.end.min(range.end);
        let behind = prose.lower.get(part.end..range.end).unwrap_or_default();
        let mut link = None;
        // "a `true` value is returned in the response body"
        let is_returned = || {
            let mut words = words(&before).chain(words(behind));
            words.any(|word| word.starts_with("return"))
        };
        if piece.style == Style::Code && matches!(piece.text, "true" | "false") && is_returned() {
            return Some(TypeFacts {
                name: SpelledType::Primitive(Primitive::Boolean),
                collection: false,
                span: prose.locate(part).span,
            });
        }
        let is_name = match piece.style {
            Style::Link(target) => {
                link = Some(target);
                is_resource_link(target, piece.text)
            }
            Style::Strong | Style::Code => {
                is_qualified_name(piece.text.trim())
                    && words(behind).next().is_some_and(|word| NOUNS.contains(&word))
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

/// Words between the types of a choice.
const BETWEEN_CHOICES: &[&str] = &["a", "an", "either", "new", "object", "or", "resource", "the"];

/// The types that a part of a text names with the first one as a choice: "an `[ipLocation]` or `[countryLocation]` object".
pub(in crate::page::api) fn alternatives(
    prose: &Prose<'_>,
    range: Range<usize>,
    first: &TypeFacts,
    sink: &mut PageSink,
) -> Vec<TypeFacts> {
    let part_of = |seen: &Range<usize>| seen.start.max(range.start)..seen.end.min(range.end);
    let pieces = prose.pieces_in(&range);
    let is_first = |piece: &StyledPiece<'_>| prose.locate(part_of(&piece.seen)).span == first.span;
    let behind = pieces.iter().position(is_first).map_or(pieces.len(), |at| at + 1);
    let mut found = Vec::new();
    let mut is_choice = false;
    // What stands between two types, and the next one.
    for pair in pieces.get(behind..).unwrap_or_default().chunks(2) {
        let [between, next] = pair else { break };
        let Style::Link(target) = next.style else { break };
        let between = prose.lower.get(part_of(&between.seen)).unwrap_or_default();
        if !words(between).all(|word| BETWEEN_CHOICES.contains(&word)) || !is_resource_link(target, next.text)
        {
            break;
        }
        is_choice |= words(between).any(|word| word == "or");
        found.extend(read(prose, part_of(&next.seen), Some(target), "", "", sink));
    }
    found.retain(|ty| is_choice && ty.name != first.name);
    found
}

/// Whether a link leads to a resource rather than to an operation, a topic or an error.
fn is_resource_link(target: &str, text: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let elsewhere = path.starts_with("http") || path.starts_with("/graph/") || path.contains("/api/");
    if path.contains("/resources/") {
        return true;
    }
    !elsewhere && !path.contains("/concepts/") && is_qualified_name(text.trim())
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
    sink: &mut PageSink,
) -> Option<TypeFacts> {
    let place = prose.locate(name);
    let mut ty = match link {
        Some(target) => TypeFacts {
            name: linked_type(&place.value, target)?,
            collection: false,
            span: place.span,
        },
        None => read_type_cell(&Text::parse(&place.value, place.span), sink),
    };
    if matches!(ty.name, SpelledType::Unknown(_)) {
        return None;
    }
    ty.collection |= is_many(before, behind);
    Some(ty)
}

/// Whether the words around a name speak of many: `before` from the start of the sentence, `behind` to its
/// end.
fn is_many(before: &str, behind: &str) -> bool {
    // "For the list of properties, see [x]" speaks of one x.
    let before = before.replace("list of properties", "properties");
    let near: Vec<&str> = words(&before).collect();
    let collection_of = near.iter().rev().take(8).any(|word| MANY.contains(word));
    let mut following = words(behind);
    let first = following.next().unwrap_or_default();
    let second = following.next().unwrap_or_default();
    collection_of
        || MANY.contains(&first)
        || PLURALS.contains(&first)
        || (NOUNS.contains(&first) && MANY.contains(&second))
}

/// How many adjectives stand before a type's name.
const MAX_ADJECTIVES: usize = 8;

/// The text before the adjectives at its end: `… response code and an updated `.
fn without_adjectives(mut text: &str) -> &str {
    for _ in 0..MAX_ADJECTIVES {
        let trimmed = text.trim_end();
        let Some(shorter) = NOT_NAMES
            .iter()
            .find_map(|word| trimmed.strip_suffix(word).filter(|rest| rest.ends_with(' ')))
        else {
            return text;
        };
        text = shorter;
    }
    text
}

/// A type that stands in a sentence without any mark: a primitive, or a word before "object".
fn in_plain_text(
    prose: &Prose<'_>,
    part: Range<usize>,
    end: usize,
    before: &str,
    sink: &mut PageSink,
) -> Option<TypeFacts> {
    let text = prose.seen.get(part.clone())?;
    let mut at = part.start;
    for word in text.split_inclusive(|c: char| c.is_whitespace() || c == ',') {
        let start = at;
        at += word.len();
        let trimmed = word.trim_matches(|c: char| !c.is_alphanumeric());
        if trimmed.is_empty() {
            continue;
        }
        let offset = start + word.find(trimmed).unwrap_or(0);
        let name = offset..offset + trimmed.len();
        let behind = prose.lower.get(name.end..end).unwrap_or_default();
        let lower = trimmed.to_ascii_lowercase();
        let ahead = prose.lower.get(part.start..name.start).unwrap_or_default();
        // "a JSON representation for the user object": between these words, any word is a type's name.
        let behind_adjectives = without_adjectives(ahead);
        let introduced = INTRODUCTIONS
            .iter()
            .any(|words| ahead.ends_with(words) || behind_adjectives.ends_with(words))
            && lower != NONE
            && !NOT_NAMES.contains(&&*lower);
        let is_spelled_so = trimmed.starts_with(|c: char| c.is_ascii_lowercase())
            && trimmed.bytes().any(|byte| byte.is_ascii_uppercase());
        let names_type = is_qualified_name(trimmed)
            && (introduced || is_spelled_so)
            && words(behind).next().is_some_and(|word| NOUNS.contains(&word));
        if names_type || Primitive::from_word_in(WordContext::Prose, trimmed).is_some() {
            let before = format!(
                "{before}{}",
                prose.lower.get(part.start..name.start).unwrap_or_default()
            );
            return read(prose, name, None, &before, behind, sink);
        }
    }
    None
}
