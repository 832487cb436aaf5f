//! The name of a type in a sentence: a link, bold, code, or a bare word.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::graph::PageName;
use crate::source::stem;
use crate::span::Spanned;

use super::prose::{self, Prose, Style, StyledPiece};

/// Words that may stand before the name of a type: "Inherits from the base class [identityUserFlow](…)".
const FILLERS: &[&str] = &[
    "the", "a", "an", "is", "base", "class", "type", "resource", "entity", "abstract",
];

/// A type that a sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The name, as spelled.
    pub(crate) name: Spanned<String>,
    /// The file that it links to, as [`linked_page`] has it.
    pub(crate) link: Option<String>,
}

/// The file that a link leads to, without folder, extension and fragment; `None` for a place on the same page.
pub(crate) fn linked_page(target: &str) -> Option<String> {
    let stem = stem(target.split(['#', '?']).next()?);
    (!stem.is_empty()).then(|| stem.to_owned())
}

/// The type that a sentence names at the start of a range: "inherits from" **here**.
pub(crate) fn first(prose: &Prose<'_>, range: Range<usize>) -> Option<Mention> {
    let mut at = range.start;
    while at < range.end {
        let rest = prose.seen.get(at..range.end)?;
        let skipped = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '*' | ':' | '`'))
                .len();
        if skipped > 0 {
            at += skipped;
            continue;
        }
        let piece = prose.piece_at(at)?;
        if piece.style != Style::Plain {
            return styled(prose, piece);
        }
        let end = rest.find(|c: char| !is_name_character(c)).unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches('.');
        if word.is_empty() {
            return None;
        }
        if FILLERS.contains(&word.to_ascii_lowercase().as_str())
            && !rest[end..].trim_matches(['.', ' ']).is_empty()
        {
            at += end;
            continue;
        }
        return is_bare_name(word, &rest[end..]).then(|| name(prose, at..at + word.len(), None))?;
    }
    None
}

/// All types that a range names by link or in bold: "inherited by [a](…), **b**, and [c](…)".
pub(crate) fn all(prose: &Prose<'_>, range: Range<usize>) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::new();
    let mut known = BTreeSet::new();
    let first = prose
        .pieces
        .partition_point(|piece| piece.seen.start < range.start);
    for piece in prose.pieces.iter().skip(first) {
        if piece.seen.end > range.end {
            break;
        }
        if matches!(piece.style, Style::Link(_) | Style::Strong | Style::Code)
            && let Some(found) = styled(prose, piece)
            && known.insert(found.name.value.clone())
        {
            out.push(found);
        }
    }
    out
}

fn styled(prose: &Prose<'_>, piece: &StyledPiece<'_>) -> Option<Mention> {
    let target = match piece.style {
        Style::Link(target) => Some(target),
        _ => None,
    };
    name(prose, piece.seen.clone(), target)
}

/// A name by its characters. Where a link's text is words, `[Conditional Access Session Control](…)`, they are
/// joined if they are the name of the file that the link leads to; else that name stands for them.
fn name(prose: &Prose<'_>, range: Range<usize>, target: Option<&str>) -> Option<Mention> {
    let found = prose.locate(range);
    let link = target.and_then(linked_page);
    let text = found.value.trim_matches(['*', '`', '#', '.', ',']);
    let name = if !text.is_empty() && text.chars().all(is_name_character) {
        text.to_owned()
    } else {
        of_words(text, link.as_deref()?)?
    };
    Some(Mention {
        name: Spanned::new(name, found.span),
        link,
    })
}

/// The name that the words of a link mean, by the file that it leads to.
fn of_words(text: &str, stem: &str) -> Option<String> {
    let stem_is_name = stem.chars().all(|c| is_name_character(c) || c == '-');
    joined_words(text, stem).or_else(|| stem_is_name.then(|| prose::collapse(stem)))
}

/// The words of a link as one name, `driveItem` for `[drive item](driveitem.md)`, if the file that it leads to is called so.
pub(crate) fn joined_words(text: &str, stem: &str) -> Option<String> {
    let mut name = String::new();
    for word in text.split_whitespace() {
        let mut letters = word.chars();
        let first = letters.next()?;
        if name.is_empty() {
            name.extend(first.to_lowercase());
        } else {
            name.extend(first.to_uppercase());
        }
        name.push_str(letters.as_str());
    }
    name.eq_ignore_ascii_case(PageName::new(stem).last())
        .then_some(name)
}

/// Whether a word without marks is the name of a type: it has a capital inside, or nothing follows it but the
/// end of the sentence or the word *type*.
fn is_bare_name(word: &str, behind: &str) -> bool {
    const PRONOUNS: &[&str] = &["here", "it", "that", "them", "there", "these", "this", "which"];
    if PRONOUNS.contains(&word.to_ascii_lowercase().as_str()) {
        return false;
    }
    let inner_capital = word.chars().skip(1).any(char::is_uppercase) && word.starts_with(char::is_alphabetic);
    let ends = behind.trim_start().starts_with(['.', ',', ')']) || behind.trim().is_empty();
    inner_capital || (ends && word.starts_with(char::is_alphabetic))
}

fn is_name_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.')
}
