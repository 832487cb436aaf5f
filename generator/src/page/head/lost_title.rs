//! A title for pages that lost theirs: text copied from the rendered site begins after the title.
//!
//! The title has the form that titles of pages have, `chat resource type`, so it is read like any other title.

use std::collections::BTreeMap;

use crate::graph::{Verb, is_identifier, preferred};
use crate::markdown::{BlockKind, Document, Fence, Text};
use crate::rules::prose::{self, Prose};
use crate::source::SourceMap;
use crate::span::{Span, Spanned};

use crate::page::sections::{Section, SectionKind, Sections};

/// The title of a page that has the sections of a type: *Properties*, *Relationships*, *Members*, *JSON
/// representation*.
///
/// The name is that in the representation's `@odata.type`; else the end of the file's name, in the spelling that
/// the page has for it; for loose pages first the type that *Get*, *Create* or *Update* in the table of methods
/// return.
pub(in crate::page) fn of_type(
    sources: &SourceMap,
    document: &Document,
    sections: &Sections<'_>,
) -> Option<Spanned<String>> {
    let has = |kind: SectionKind| sections.of_kind(&kind).next().is_some();
    let has_properties = has(SectionKind::Properties) || has(SectionKind::Relationships);
    let has_members = has(SectionKind::Members);
    if has(SectionKind::HttpRequest) || !(has_properties || has_members || has(SectionKind::Json)) {
        return None;
    }
    let name = of_representation(sections).or_else(|| {
        let of_file = of_file(sources, document);
        // In a tree of the documentation files are named after types; a copied text may lie in any file.
        let is_named = sources.file(document.file).folder.is_some();
        let named = of_file.clone().filter(|_| is_named);
        named.or_else(|| of_methods(sections)).or(of_file)
    })?;
    let noun = if has_members && !has_properties {
        "enum type"
    } else {
        "resource type"
    };
    Some(name.map(|name| format!("{name} {noun}")))
}

/// The title of a page of an action or function: the end of its file's name, in the spelling of the path.
/// `POST /users/{id}/revokeSignInSessions` in `user-revokesigninsessions` is *user: revokeSignInSessions*. Where a
/// verb stands before the end, it is an operation on a relationship: `group-list-members` is *List members*.
pub(in crate::page) fn of_path(
    sources: &SourceMap,
    document: &Document,
    sections: &Sections<'_>,
) -> Option<Spanned<String>> {
    let page_name = sources.file(document.file).page_name();
    let (before, end) = page_name.split_last()?;
    let owner = before.last();
    fences(sections, &SectionKind::HttpRequest).find_map(|fence| {
        fence.lines.iter().find_map(|line| {
            let (_, path) = line.value.trim().split_once(' ')?;
            let path = path.split(['(', '?', ' ']).next()?;
            let name = path.rsplit(['/', '.']).next()?;
            let is_same = name.eq_ignore_ascii_case(end) && type_name(name).is_some();
            let title = || match Verb::from_synonym(owner) {
                // A page `group-post-members` is that of the method, whose title says what the request makes.
                Some(Verb::Post) => format!("{} {name}", Verb::Create.as_str()),
                Some(verb) => format!("{} {name}", verb.as_str()),
                None => format!("{owner}: {name}"),
            };
            is_same.then(|| Spanned::new(title(), line.span))
        })
    })
}

/// The title of a page of another operation: "Create a new deviceConfigurationDeviceStatus object." is on the page
/// *Create deviceConfigurationDeviceStatus*.
pub(in crate::page) fn of_sentence(text: &Text) -> Option<Spanned<String>> {
    let prose = Prose::new(text);
    let sentence = prose.sentences().into_iter().next()?;
    let located = prose.locate(sentence);
    let words: Vec<&str> = located
        .value
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let (first, rest) = words.split_first()?;
    if let Some(verb) = Verb::from_synonym(first) {
        let is_name = |word: &&&str| {
            word.chars().skip(1).any(char::is_uppercase) && word.starts_with(char::is_alphabetic)
        };
        let before_noun = rest
            .windows(2)
            .find(|pair| {
                matches!(
                    pair,
                    [_, "object" | "objects" | "resource" | "resources" | "entity"]
                )
            })
            .and_then(|pair| pair.first());
        // "Get a list of the user objects" is *List users*.
        let of_many = rest
            .iter()
            .take(3)
            .any(|word| matches!(*word, "list" | "collection"));
        let verb = if verb == Verb::Get && of_many {
            Verb::List
        } else {
            verb
        };
        if let Some(name) = rest.iter().find(is_name).or(before_noun) {
            return Some(Spanned::new(format!("{} {name}", verb.as_str()), located.span));
        }
    }
    let sentence = located.value.trim_end_matches('.');
    (sentence.len() <= 80).then(|| Spanned::new(sentence.to_owned(), located.span))
}

/// The fences in the sections of a kind.
fn fences<'s, 'd: 's>(
    sections: &'s Sections<'d>,
    kind: &'s SectionKind,
) -> impl Iterator<Item = &'d Fence> + use<'s, 'd> {
    let blocks = sections
        .of_kind(kind)
        .flat_map(|(_, section)| section.all_blocks());
    blocks.filter_map(|block| match &block.kind {
        BlockKind::Fence(fence) => Some(fence),
        _ => None,
    })
}

/// The type that the representation says it is of. Keys of objects inside of it belong to other types.
fn of_representation(sections: &Sections<'_>) -> Option<Spanned<String>> {
    let lines = &fences(sections, &SectionKind::Json).next()?.lines;
    let own = lines
        .iter()
        .skip_while(|line| line.value.trim().is_empty())
        .enumerate()
        .take_while(|(index, line)| {
            let inner = if *index == 0 {
                line.value.trim_start().trim_start_matches('{')
            } else {
                &line.value
            };
            !inner.contains(['{', '['])
        });
    own.map(|(_, line)| line).find_map(|line| {
        let (_, value) = line.value.split_once("\"@odata.type\"")?;
        let value = value.trim_start().strip_prefix(':')?.split('"').nth(1)?;
        Some(Spanned::new(type_name(value)?.to_owned(), line.span))
    })
}

/// The last part of a name, if it is one.
fn type_name(value: &str) -> Option<&str> {
    let name = value.rsplit(['.', '#']).next()?;
    is_identifier(name).then_some(name)
}

/// The type `x` in a row `Get x | x | …` of the table of methods. Lists and actions of a page may be of others.
fn of_methods(sections: &Sections<'_>) -> Option<Spanned<String>> {
    let tables = sections
        .of_kind(&SectionKind::Methods)
        .flat_map(|(_, section): (usize, &Section<'_>)| section.all_blocks());
    let rows = tables.flat_map(|block| match &block.kind {
        BlockKind::Table(table) => table.rows.as_slice(),
        _ => &[],
    });
    rows.filter_map(|row| {
        let [method, returns, ..] = &row.cells[..] else {
            return None;
        };
        let method = prose::plain(method);
        let (verb, name) = method.split_once(' ')?;
        let is_own = ["get", "create", "update"]
            .iter()
            .any(|own| verb.eq_ignore_ascii_case(own));
        let returned = prose::plain(returns);
        let same = name.trim().eq_ignore_ascii_case(returned.trim());
        (is_own && same).then(|| {
            Spanned::new(
                type_name(returned.trim()).unwrap_or_default().to_owned(),
                row.span,
            )
        })
    })
    .find(|name| !name.value.is_empty())
}

/// The end of the file's name, `accessreviewscope` or `intune-shared-compliancestatus`, in the spelling that
/// stands in the text of the page where one does. A copied text may lie in a file whose name tells nothing.
fn of_file(sources: &SourceMap, document: &Document) -> Option<Spanned<String>> {
    let file = sources.file(document.file);
    let page_name = file.page_name();
    let end = page_name.last();
    let digits = end.bytes().filter(u8::is_ascii_digit).count();
    if type_name(end).is_none() || end.len() < 2 || digits * 3 > end.len() {
        return None;
    }
    let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
    let words = file
        .text
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
        .filter(|word| word.eq_ignore_ascii_case(end));
    for word in words {
        *spellings.entry(word).or_default() += 1;
    }
    let spelled = preferred(spellings).unwrap_or(end);
    let start = Span::new(document.file, 0, 0);
    Some(Spanned::new(spelled.to_owned(), start))
}

#[cfg(test)]
mod tests;
