//! The name of a type in a sentence: a link, bold, code, or a bare word.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::span::Located;

use super::prose::{self, Piece, Prose, Style};

/// Words that may stand before the name of a type: "Inherits from the base class [identityUserFlow](…)".
const FILLERS: &[&str] = &[
    "the", "a", "an", "is", "base", "class", "type", "resource", "entity", "abstract",
];

/// The type that a sentence names at the start of a range: "inherits from" **here**.
pub(crate) fn first(prose: &Prose<'_>, range: Range<usize>) -> Option<Located<String>> {
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
pub(crate) fn all(prose: &Prose<'_>, range: Range<usize>) -> Vec<Located<String>> {
    let mut out: Vec<Located<String>> = Vec::new();
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
            && known.insert(found.value.clone())
        {
            out.push(found);
        }
    }
    out
}

fn styled(prose: &Prose<'_>, piece: &Piece<'_>) -> Option<Located<String>> {
    let target = match piece.style {
        Style::Link(target) => Some(target),
        _ => None,
    };
    name(prose, piece.seen.clone(), target)
}

/// A name by its characters. Where a link's text is words, `[Conditional Access Session Control](…)`, they are
/// joined if they are the name of the file that the link leads to; else that name stands for them.
fn name(prose: &Prose<'_>, range: Range<usize>, target: Option<&str>) -> Option<Located<String>> {
    let mut found = prose.locate(range);
    let text = found.value.trim_matches(['*', '`', '#', '.', ',']);
    if !text.is_empty() && text.chars().all(is_name_character) {
        found.value = text.to_owned();
        return Some(found);
    }
    let path = target?.split(['#', '?']).next()?;
    let file = path.rsplit('/').next()?;
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let joined: String = text.split_whitespace().collect();
    let stem_is_name = !stem.is_empty() && stem.chars().all(|c| is_name_character(c) || c == '-');
    found.value = if joined.eq_ignore_ascii_case(stem) {
        let mut characters = joined.chars();
        let first = characters.next()?;
        first.to_lowercase().chain(characters).collect()
    } else if stem_is_name {
        prose::collapse(stem)
    } else {
        return None;
    };
    Some(found)
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
