//! The roles of which a signed-in person needs one: those that sentences name, and lists and tables behind a sentence that
//! announces them.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::graph::{Verb, capitalized};
use crate::markdown::{Block, BlockKind, Table, Text};
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::rules::prose::{Prose, Style, StyledPiece};
use crate::span::Spanned;

/// Ways to announce a list of roles, in lower case, in a sentence that speaks of roles.
const ANNOUNCES_ROLES: &[&str] = &[
    "least privileged role",
    "least privileged built-in role",
    "least-privileged built-in role",
    "least privilege necessary",
    "at least one of the following",
];

/// Ways to say that the role which is set off in a sentence is enough, in lower case.
const LEAST: &[&str] = &["least privileged role", "only privileged role"];

/// Ways to say that a person has a role that is set off behind, in lower case: "must be assigned at least the *X* role".
const ASSIGNED: &[&str] = &[
    "assigned the ",
    "assigned with the ",
    "assigned at least the ",
    "be in the ",
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
    for (_, section) in page.sections.outside_examples() {
        let mut announced = None;
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Paragraph(text) => {
                    let prose = Prose::new(text);
                    let named = named(&prose);
                    announced = announcement(&prose).filter(|_| named.is_empty());
                    found.extend(named);
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
    found
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

/// "to belong to one of the following directory roles", "must be assigned the following minimum role".
fn is_one_of_roles(sentence: &str) -> bool {
    let behind = sentence.split_once("one of the following ");
    let behind = behind.or_else(|| sentence.split_once("assigned the following "));
    behind.is_some_and(|(_, roles)| {
        roles
            .split([':', ','])
            .next()
            .is_some_and(|kind| kind.contains("role"))
    })
}

/// The roles that are set off in a sentence about the least privileged ones, and those that a sentence links to which says
/// that a person must have them, or one of them: "The user needs to belong to the `[Global Administrator](/roles)` directory
/// role.", "The signed in user must be a `[Printer Administrator](/roles#printer-administrator)`." Or that stand before the
/// word: "must be assigned the *Global Administrator* role".
fn named(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut is_announced = false;
    for sentence in prose.sentences() {
        let said = prose.lower.get(sentence.clone()).unwrap_or_default();
        let belongs = said.contains("belong to the ") && said.contains(" directory role");
        let must_be = said.contains("user must be a ") || said.contains("user must be an ");
        let needs = ["must", "need", "require"].iter().any(|word| said.contains(word))
            // "An account assigned with the *X* role will be able to …"
            || said.trim_start().starts_with("an account assigned ");
        let assigned = ASSIGNED
            .iter()
            .filter_map(|words| Some(said.find(words)? + words.len()));
        let assigned = assigned.min();
        let is_assigned = needs && assigned.is_some();
        // "**Note:** … must be assigned the *X* role"
        let is_behind =
            |piece: &StyledPiece<'_>| assigned.is_some_and(|at| sentence.start + at <= piece.seen.start);
        let is_one_of = is_one_of_roles(said);
        // "… one of the following roles. <ul><li>For groups: *X*</li>": an item of HTML is a line of the paragraph.
        let begins_case = CASES.iter().any(|words| said.trim_start().starts_with(words));
        let is_item = is_announced && begins_case && said.contains(':');
        is_announced = is_one_of || is_item;
        found
            .extend(administrators(said).map(|name| Spanned::new(name, prose.locate(sentence.clone()).span)));
        if !LEAST.iter().any(|words| said.contains(words))
            && !belongs
            && !must_be
            && !is_assigned
            && !is_one_of
            && !is_item
        {
            continue;
        }
        let before_role = |end: usize| {
            let behind = prose.lower.get(end..sentence.end).unwrap_or_default();
            behind.contains("role")
        };
        let set_off = prose.pieces_within(&sentence).filter(|piece| match piece.style {
            Style::Strong | Style::Emphasis if is_assigned => is_behind(piece) && before_role(piece.seen.end),
            Style::Strong | Style::Emphasis => !must_be,
            Style::Link(target) => belongs || (must_be && target.contains("admin-roles")),
            Style::Plain | Style::Code | Style::Break => false,
        });
        let names = set_off.map(|piece| prose.locate(piece.seen.clone()));
        let before = found.len();
        found.extend(names.filter(|name| is_name(&name.value)));
        if let Some(at) = assigned.filter(|_| needs && found.len() == before) {
            found.extend(before_word(prose, sentence.start + at..sentence.end));
        }
    }
    found
}

/// The roles that stand before the word without being set off: "must be assigned the Attribute Definition Administrator
/// [directory role](/roles)". `behind`: what follows "assigned the".
fn before_word(prose: &Prose<'_>, behind: Range<usize>) -> Vec<Spanned<String>> {
    const KINDS: &[&str] = &[
        " directory role",
        " Azure AD role",
        " Microsoft Entra role",
        " built-in role",
        " role",
    ];
    let end = KINDS
        .iter()
        .filter_map(|kind| prose.seen[behind.clone()].find(kind))
        .min();
    let names = end.map(|end| listed(prose, behind.start..behind.start + end));
    let begins_all = |name: &Spanned<String>| {
        let mut words = name.value.split(' ');
        words.all(|word| word.starts_with(|letter: char| letter.is_ascii_uppercase()))
    };
    names.unwrap_or_default().into_iter().filter(begins_all).collect()
}

/// The role that a sentence names without setting it off: "Only global administrators can call this API.", "The account must
/// be a global administrator of the tenant."
fn administrators(sentence: &str) -> Option<String> {
    let only = || {
        let (_, behind) = sentence.split_once("only ")?;
        Some(behind.split_once("administrators can ")?.0)
    };
    let must = || {
        let (_, behind) = sentence
            .split_once("must be a ")
            .or_else(|| sentence.split_once("must be an "))?;
        Some(behind.split_once("administrator")?.0)
    };
    let kind: Vec<&str> = only().or_else(must)?.split_whitespace().collect();
    let is_kind = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let named = (1..=3).contains(&kind.len()) && kind.iter().all(is_kind) && !kind.contains(&"of");
    let words = kind.into_iter().chain(["administrator"]);
    named.then(|| words.map(capitalized).collect::<Vec<_>>().join(" "))
}

/// Whether a text is the name of a role, `Catalog owner`, `eDiscovery Manager`, and neither `Note:`, a sentence, nor a
/// permission.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    let begins = match letters.next() {
        Some(first) if first.is_lowercase() => letters.next().is_some_and(char::is_uppercase),
        first => first.is_some_and(char::is_uppercase),
    };
    let ends = text.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    begins && ends && !text.contains('.') && text.split_whitespace().count() <= 6
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
    let end = [" - ", " – ", ":", ".", " ("]
        .iter()
        .filter_map(|mark| prose.seen.find(mark))
        .min();
    let name = prose.locate(0..end.unwrap_or(prose.seen.len()));
    Vec::from_iter(is_name(&name.value).then_some(name))
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

/// The roles with which the items of a list begin in bold or italics; the least privileged ones where items say so.
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
    if least.is_empty() { others } else { least }
}

/// The roles that the cells of a table name, a line each; `None` where a cell holds anything else.
fn of_table(table: &Table) -> Option<Vec<Spanned<String>>> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
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
