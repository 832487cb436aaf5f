//! The roles that a sentence names of which a person must have one.
//!
//! Before the word: "must be assigned the *Global Reader* or *Kite Administrator* directory role", "Either the Kite admin
//! role or the Global admin role is required". Behind it: "must have an administrator role, such as Kite Administrator".
//! Or set off in a sentence about the least privileged ones: "*Global Reader* is the least privileged role".

use std::ops::Range;

use super::{CASES, MOST_WORDS, is_name, is_one_of_roles, listed};
use crate::graph::capitalized;
use crate::rules::prose::{Prose, Style, collapse};
use crate::span::Spanned;

/// Ways to say that the role which is set off in a sentence is enough, in lower case.
const LEAST: &[&str] = &[
    "least privileged role",
    "least-privileged role",
    "only privileged role",
    "only role supported",
    "only supported role",
];

/// Ways to say that a person has a role that is named behind, in lower case: "must be assigned at least the *X* role".
const ASSIGNED: &[&str] = &[
    "assigned the ",
    "assigned with the ",
    "assigned at least the ",
    "be in the ",
    "belong to the ",
];

/// Ways to say that a role is needed, in lower case.
const NEEDS: &[&str] = &[
    "must",
    "need",
    // Pages spell the rest of *required* in other ways, too: "is requied".
    "requi",
    "only users",
    "should be assigned",
    "should have",
];

/// Words for a kind of role, which stand between its name and the word, in lower case.
const KINDS: &[&str] = &[
    "directory",
    "built-in",
    "microsoft entra",
    "microsoft entra id",
    "entra",
    "azure ad",
    "azure active directory",
    "microsoft purview",
    "microsoft 365",
    "rbac",
];

/// Last words of names that begin with a capital, where they have none of their own: "the Global admin role".
const OFFICES: &[&str] = &["admin", "administrator", "reader", "service", "writer"];

/// Words before `administrator role` that tell no role from another.
const NO_KINDS: &[&str] = &[
    "appropriate",
    "certain",
    "corresponding",
    "eligible",
    "following",
    "higher",
    "limited",
    "other",
    "privileged",
    "required",
    "such",
    "supported",
    "these",
];

/// Whether words before *role* say what kind of role it is, as the header of a column does: "Least privileged role".
pub(super) fn is_kind(words: &str) -> bool {
    KINDS.contains(&words)
        || ["privileged", "supported", "required"]
            .iter()
            .any(|kind| words.ends_with(kind))
}

/// Whether a sentence says that a person needs a role, whatever its name. `said` is in lower case.
pub(super) fn asks_for_role(said: &str) -> bool {
    let needs = NEEDS.iter().any(|word| said.contains(word))
        // "An account assigned with the *X* role will be able to …"
        || said.trim_start().starts_with("an account assigned ");
    needs && !is_of_others(said) && role_words(said).next().is_some()
}

/// Whether a sentence is about the users whom a request changes: "Changing a phone number is only allowed on users who are
/// assigned one of the following roles: …"
fn is_of_others(said: &str) -> bool {
    ["allowed on users", "of users who"]
        .iter()
        .any(|words| said.contains(words))
}

/// The roles that the sentences of a paragraph name. In a section about permissions, each role that is needed is one of
/// the person; elsewhere only where a sentence says that the person is assigned it.
pub(super) fn named(prose: &Prose<'_>, is_of_permissions: bool) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut is_announced = false;
    for sentence in prose.sentences() {
        let said = prose.lower.get(sentence.clone()).unwrap_or_default();
        if is_of_others(said) {
            continue;
        }
        let is_one_of = is_one_of_roles(said);
        // "… one of the following roles. <ul><li>For groups: *X*</li>": an item of HTML is a line of the paragraph.
        let begins_case = CASES.iter().any(|words| said.trim_start().starts_with(words));
        let is_item = is_announced && begins_case && said.contains(':');
        is_announced = is_one_of || is_item;
        found
            .extend(administrators(said).map(|name| Spanned::new(name, prose.locate(sentence.clone()).span)));
        let before = found.len();
        let must_be = said.contains("user must be a ") || said.contains("user must be an ");
        let is_least = LEAST.iter().any(|words| said.contains(words));
        if is_least || must_be || is_one_of || is_item {
            let set_off = prose.pieces_within(&sentence).filter(|piece| match piece.style {
                Style::Strong | Style::Emphasis => !must_be,
                Style::Link(target) => must_be && target.contains("admin-roles"),
                Style::Plain | Style::Code | Style::Break => false,
            });
            let names = set_off.map(|piece| prose.locate(piece.seen.clone()));
            found.extend(names.filter(|name| is_name(&name.value)));
        }
        let colon = said.find(':').filter(|_| is_one_of && found.len() == before);
        if let Some(colon) = colon {
            found.extend(listed(prose, sentence.start + colon + 1..sentence.end));
        }
        if found.len() > before || !asks_for_role(said) {
            continue;
        }
        let assigned = ASSIGNED.iter().filter_map(|words| said.find(words)).min();
        if let Some(at) = assigned.or(is_of_permissions.then_some(0)) {
            found.extend(beside_word(prose, sentence.start + at..sentence.end));
        }
    }
    found
}

/// The roles that stand before each *role* of a part of a text, and those behind it that are examples.
fn beside_word(prose: &Prose<'_>, part: Range<usize>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut from = part.start;
    for word in role_words(&prose.lower[part.clone()]) {
        let (start, end) = (part.start + word.start, part.start + word.end);
        found.extend(before_word(prose, from..start));
        let behind = prose.lower[end..part.end].trim_start_matches([',', ' ']);
        let example = ["such as ", "for example ", "for example, ", "of "]
            .iter()
            .find_map(|words| behind.strip_prefix(words));
        if let Some(example) = example {
            found.extend(listed(prose, part.end - example.len()..part.end));
        }
        from = end;
    }
    found
}

/// Where *role* or *roles* stand as words of their own: not `role-based`, `role assignment`, `Privileged role administrator`.
fn role_words(lower: &str) -> impl Iterator<Item = Range<usize>> {
    lower.match_indices("role").filter_map(|(at, word)| {
        let rest = &lower[at + word.len()..];
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let end = lower.len() - rest.len();
        let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let is_word = !lower[..at].ends_with(goes_on) && !rest.starts_with(goes_on);
        let is_of_name = [" administrator", " assignment", " reader"]
            .iter()
            .any(|next| rest.starts_with(next));
        (is_word && !is_of_name).then_some(at..end)
    })
}

/// The names that end before the word *role*, from left to right: "the *Kite Reader*, Crew Reader, or global administrator".
fn before_word(prose: &Prose<'_>, before: Range<usize>) -> Vec<Spanned<String>> {
    let text = &prose.seen[before.clone()];
    let mut end = text.trim_end().len();
    while let Some(kind) = KINDS.iter().find_map(|kind| without_last(&text[..end], kind)) {
        end = kind;
    }
    let mut names = Vec::new();
    // The name that is read, from right to left.
    let mut name = end..end;
    let mut rest = &text[..end];
    while let Some(word) = rest.split_whitespace().next_back() {
        rest = &rest[..rest.trim_end().len() - word.len()];
        let bare = word.trim_end_matches(',');
        if bare.len() < word.len() {
            names.push(std::mem::replace(&mut name, rest.len()..rest.len()));
        }
        // A name can have an *And*, and a sentence begins with *Either*.
        let joins = matches!(bare, "or" | "and");
        let is_article = ["the", "a", "an", "either"]
            .iter()
            .any(|word| bare.eq_ignore_ascii_case(word));
        if bare.is_empty() || joins || is_article {
            names.push(std::mem::replace(&mut name, rest.len()..rest.len()));
        } else if can_precede(bare, &text[name.clone()]) {
            let end = if name.is_empty() {
                rest.len() + bare.len()
            } else {
                name.end
            };
            name = rest.len()..end;
        } else {
            // A phrase in lower case is a name where it is all that stands between an article and the word.
            if !is_name(&text[name.clone()]) {
                name = end..end;
            }
            break;
        }
    }
    names.push(name);
    let located = |name: Range<usize>| {
        let place = before.start + name.start..before.start + name.end;
        Some(Spanned::new(full_name(&text[name])?, prose.locate(place).span))
    };
    names.into_iter().rev().filter_map(located).collect()
}

/// Whether a word can stand before the words of a name that were read.
fn can_precede(word: &str, name: &str) -> bool {
    let is_office = |word: &str| OFFICES.contains(&word);
    let mut words = name.split_whitespace();
    let is_lower = |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    if is_office(word) || is_name(word) {
        // One word more than a name has tells that it is none, and a text of capitals alone is gone through once.
        words.clone().count() <= MOST_WORDS && words.all(|word| is_office(word) || is_name(word))
    } else {
        is_lower(word) && !name.is_empty() && words.clone().count() < 4 && words.all(is_lower)
    }
}

/// A name as the words before *role* give it, `None` where they are none: "an administrator role".
fn full_name(words: &str) -> Option<String> {
    if is_name(words) {
        return Some(collapse(words));
    }
    let mut kind = words.split_whitespace();
    let tells = kind.next_back().is_some_and(|office| office.starts_with("admin"))
        && kind.clone().next().is_some()
        && !kind
            .clone()
            .any(|word| NO_KINDS.contains(&word) || OFFICES.contains(&word));
    tells.then(|| in_capitals(words.split_whitespace()))
}

fn in_capitals<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(capitalized).collect::<Vec<_>>().join(" ")
}

/// Where a text ends without this word, or these words, at its end.
fn without_last(text: &str, words: &str) -> Option<usize> {
    let at = text.len().checked_sub(words.len())?;
    let last = text.get(at..)?;
    let begins = text[..at].chars().next_back().is_none_or(char::is_whitespace);
    (begins && last.eq_ignore_ascii_case(words)).then(|| text[..at].trim_end().len())
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
    named.then(|| in_capitals(kind.into_iter().chain(["administrator"])))
}
