//! The roles of which a signed-in person needs one: those that sentences name, and lists and tables behind a sentence that
//! announces them.

mod sentence;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::Verb;
use crate::markdown::{Block, BlockKind, Table, Text};
use crate::page::cells::columns::header_key;
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::rules::prose::{Prose, Style};
use crate::span::Spanned;

/// Ways to announce a list of roles, in lower case, in a sentence that speaks of roles.
const ANNOUNCES_ROLES: &[&str] = &[
    "least privileged role",
    "least privileged built-in role",
    "least-privileged built-in role",
    "least privilege necessary",
    "at least one of the following",
];

/// What a paragraph says of the list or the table behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announced {
    /// "must have at least one of the following roles": each item or cell names roles.
    Roles,
    /// "must be assigned a supported role through one of the following options": some items begin with a role.
    Options,
}

/// Reads the roles that stand above the examples, the least privileged ones where the page tells.
pub(super) fn read(page: &PageContext<'_>, sink: &mut PageSink) -> Vec<Spanned<String>> {
    let access = match page.title.value.verb() {
        Some(Verb::Get | Verb::List) => Access::Read,
        _ => Access::Write,
    };
    let mut found = Vec::new();
    let mut asks = None;
    for (index, section) in page.sections.outside_examples() {
        let is_of_permissions = page.sections.belongs_to(index, &SectionKind::Permissions);
        let mut announced = None;
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Paragraph(text) => {
                    let prose = Prose::new(text);
                    let named = sentence::named(&prose, is_of_permissions);
                    announced = announcement(&prose)
                        .or((is_of_permissions && goes_on(&prose)).then_some(Announced::Roles))
                        .filter(|_| named.is_empty());
                    found.extend(named);
                    asks = asks.or_else(|| is_of_permissions.then(|| asking(&prose))?);
                }
                BlockKind::List { items, .. } => match announced.take() {
                    Some(Announced::Roles) => {
                        found.extend(items.iter().flat_map(|item| of_item(item, access)));
                    }
                    Some(Announced::Options) => found.extend(of_options(items)),
                    None => {}
                },
                BlockKind::Table(table) if announced.take() == Some(Announced::Roles) => {
                    let roles = of_table(table).unwrap_or_default();
                    if !roles.is_empty() {
                        table.rows.iter().for_each(|row| sink.used(row.span));
                    }
                    found.extend(roles);
                }
                _ => {}
            }
        }
    }
    let mut known = BTreeSet::new();
    found.retain(|role| known.insert(role.value.clone()));
    if let Some(sentence) = asks.filter(|_| found.is_empty()) {
        let message = "a person needs a role for this, and none that is named was read";
        sink.push(Diagnostic::new(Code::UnknownRole, sentence.span, message));
    }
    found
}

/// The first sentence of a paragraph that asks for a role.
fn asking(prose: &Prose<'_>) -> Option<Spanned<String>> {
    let mut sentences = prose.sentences().into_iter();
    let first = sentences.find(|sentence| sentence::asks_for_role(&prose.lower[sentence.clone()]));
    first.map(|sentence| prose.locate(sentence))
}

/// Whether a table behind a paragraph lists the roles that the paragraph announces.
pub(in crate::page::api) fn is_list(before: &Text, table: &Table) -> bool {
    announcement(&Prose::new(before)) == Some(Announced::Roles) && of_table(table).is_some()
}

/// What a request does with objects, by which lists of roles tell two cases apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
}

/// Whether a paragraph says that roles follow, and how.
fn announcement(prose: &Prose<'_>) -> Option<Announced> {
    let says_roles = prose.lower.contains("role");
    let mut sentences = prose.sentences().into_iter();
    if says_roles && ANNOUNCES_ROLES.iter().any(|words| prose.lower.contains(words))
        || sentences.any(|sentence| is_one_of_roles(&prose.lower[sentence]))
    {
        return Some(Announced::Roles);
    }
    (says_roles && prose.lower.contains("one of the following options")).then_some(Announced::Options)
}

/// "Additional roles that have access:" The more privileged ones need no listing behind the least privileged.
fn goes_on(prose: &Prose<'_>) -> bool {
    let lower = prose.lower.trim_end();
    lower.ends_with(':') && lower.contains("roles ") && !lower.contains("more privileged")
}

/// "to belong to one of the following directory roles", "must be assigned the following minimum role".
fn is_one_of_roles(sentence: &str) -> bool {
    const WORDS: &[&str] = &[
        "one of the following ",
        "one of these ",
        "assigned the following ",
        "admins with the following ",
        "administrators with the following ",
        "users with the following ",
    ];
    let behind = WORDS.iter().find_map(|words| sentence.split_once(words));
    behind.is_some_and(|(_, roles)| {
        roles
            .split([':', ','])
            .next()
            .is_some_and(|kind| kind.contains("role"))
    })
}

/// How many words the name of a role has at most.
const MOST_WORDS: usize = 6;

/// Whether a text is the name of a role, `Catalog owner`, `eDiscovery Manager`, and neither `Note:`, a sentence, nor a
/// permission.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    let begins = match letters.next() {
        Some(first) if first.is_lowercase() => letters.next().is_some_and(char::is_uppercase),
        first => first.is_some_and(char::is_uppercase),
    };
    let ends = text.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    begins && ends && !text.contains('.') && text.split_whitespace().count() <= MOST_WORDS
}

/// The roles of an item of a list: the one that it begins with, "User Administrator - for users without a role", or those
/// behind the case that it begins with, "For read operations: Global Reader, or Security Reader".
fn of_item(item: &[Block], access: Access) -> Vec<Spanned<String>> {
    let Some(text) = item.iter().find_map(Block::paragraph) else {
        return Vec::new();
    };
    let prose = Prose::new(text);
    if CASES
        .iter()
        .any(|words| prose.lower.trim_start().starts_with(words))
    {
        let Some(colon) = prose.seen.find(':') else {
            return Vec::new();
        };
        let case = &prose.lower[..colon];
        let is_of_other = match access {
            Access::Read => case.contains("write"),
            Access::Write => case.contains("read"),
        };
        return if is_of_other {
            Vec::new()
        } else {
            listed(&prose, colon + 1..prose.sentence_end(colon + 1))
        };
    }
    let first = beginning(&prose);
    if !first.is_empty() {
        return first;
    }
    let end = [" - ", " – ", ":", ".", " ("]
        .iter()
        .filter_map(|mark| prose.seen.find(mark))
        .min();
    let name = prose.locate(0..end.unwrap_or(prose.seen.len()));
    Vec::from_iter(is_name(&name.value).then_some(name))
}

/// The names that are set off at the start of an item: "*Kite Reader* and *Crew Reader*, for all who fly".
fn beginning(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for piece in &prose.pieces {
        match piece.style {
            Style::Strong | Style::Emphasis if is_name(piece.text) => {
                found.push(prose.locate(piece.seen.clone()));
            }
            Style::Plain if matches!(piece.text.trim_matches([' ', ',']), "" | "and" | "or") => {}
            _ => break,
        }
    }
    found
}

/// How items begin that say in which case the roles behind the colon are needed, in lower case.
const CASES: &[&str] = &["for ", "to ", "when ", "if "];

/// The names between commas, *and* and *or* in a part of a text.
fn listed(prose: &Prose<'_>, range: Range<usize>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut from = range.start;
    for part in prose.seen[range].split_inclusive(',') {
        let mut at = from;
        from += part.len();
        for word in part.split(" or ").flat_map(|part| part.split(" and ")) {
            let begin = at + prose.seen[at..from].find(word).unwrap_or_default();
            at = begin + word.len();
            let name = word.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';'));
            let name = ["or ", "and "]
                .iter()
                .find_map(|word| name.strip_prefix(word))
                .unwrap_or(name);
            let begin = begin + word.find(name).unwrap_or_default();
            if is_name(name) {
                found.push(prose.locate(begin..begin + name.len()));
            }
        }
    }
    found
}

/// The roles with which the items of a list begin in bold or italics; first those that are the least privileged option.
fn of_options(items: &[Vec<Block>]) -> Vec<Spanned<String>> {
    let mut least = Vec::new();
    let mut others = Vec::new();
    for text in items
        .iter()
        .filter_map(|item| item.iter().find_map(Block::paragraph))
    {
        let prose = Prose::new(text);
        let mut pieces = prose.pieces.iter().filter(|piece| !piece.text.trim().is_empty());
        let set_off = pieces
            .next()
            .filter(|piece| matches!(piece.style, Style::Strong | Style::Emphasis));
        let Some(role) = set_off.map(|piece| prose.locate(piece.seen.clone())) else {
            continue;
        };
        if is_name(&role.value) {
            let is_least = prose.lower.contains("least privileged");
            if is_least { &mut least } else { &mut others }.push(role);
        }
    }
    least.append(&mut others);
    least
}

/// The roles that the cells of a table name, a line each; `None` where a cell holds anything else. Where headers say which
/// columns have roles, the others tell what the roles are for.
fn of_table(table: &Table) -> Option<Vec<Spanned<String>>> {
    let is_of_roles = |header: &Text| {
        let key = header_key(header);
        let kind = key.strip_suffix('s').unwrap_or(&key).strip_suffix("role");
        kind.is_some_and(|kind| kind.is_empty() || sentence::is_kind(kind.trim_end()))
    };
    let columns = table.header.cells.iter().map(is_of_roles);
    let columns: Vec<bool> = columns.collect();
    let all = !columns.contains(&true);
    let cells = table.rows.iter().flat_map(|row| {
        let cells = row
            .cells
            .iter()
            .zip(columns.iter().chain(std::iter::repeat(&false)));
        cells
            .filter(|(_, has_roles)| all || **has_roles)
            .map(|(cell, _)| cell)
    });
    let mut found = Vec::new();
    for cell in cells {
        let prose = Prose::new(cell);
        let mut start = 0;
        for line in prose.seen.split('\n') {
            let role = prose.locate(start..start + line.len());
            start += line.len() + 1;
            if role.value.is_empty() {
                continue;
            }
            if !is_name(&role.value) {
                return None;
            }
            found.push(role);
        }
    }
    Some(found)
}
