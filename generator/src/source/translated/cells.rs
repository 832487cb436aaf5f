//! Writes the cells of types and permissions in English.

use super::words::Language;
use crate::source::stem;

/// A type cell in English: `[контакт](contact.md) коллекция` is `[contact](contact.md) collection`. `None` where it is as it
/// should be, or not understood.
pub(super) fn english_type(language: &Language, cell: &str) -> Option<String> {
    let (before, link, behind) = match link(cell) {
        Some((text, target, range)) => {
            let name = if text.is_ascii() {
                text
            } else {
                stem(target.split(['#', '?']).next()?)
            };
            let link = format!("[{name}]({target})");
            (
                cell.get(..range.start)?,
                Some((text, link)),
                cell.get(range.end..)?,
            )
        }
        None => (cell, None, ""),
    };
    let words = format!("{before} {behind}").to_lowercase();
    let is_collection = |text: &str| language.collection.iter().any(|word| text.contains(word));
    match link {
        Some((text, link)) => {
            let is_many =
                is_collection(&words) || words.contains("collection") || is_collection(&text.to_lowercase());
            Some(if is_many {
                format!("{link} collection")
            } else {
                link
            })
        }
        None => {
            let key = words.trim().trim_matches(['`', '*', '.', '。']).to_owned();
            let is_many = is_collection(&key);
            let one = language
                .collection
                .iter()
                .fold(key, |key, word| key.replace(word, " "));
            let mut parts = one
                .split_whitespace()
                .filter(|word| !language.particles.contains(word));
            let first = parts.next();
            let rest = parts.fold(first?.to_owned(), |name, word| format!("{name} {word}"));
            let name = language.word(&rest)?;
            Some(if is_many {
                format!("{name} collection")
            } else {
                name.to_owned()
            })
        }
    }
}

/// The first link of a cell or sentence: its text, its target and its range.
pub(super) fn link(text: &str) -> Option<(&str, &str, std::ops::Range<usize>)> {
    let middle = text.find("](")?;
    let start = text.get(..middle)?.rfind('[')?;
    let target = text.get(middle + 2..)?;
    let length = target.find(')')?;
    Some((
        text.get(start + 1..middle)?,
        target.get(..length)?,
        start..middle + 2 + length + 1,
    ))
}

/// A cell of permissions in English. Names of permissions are the same in all languages; a cell without one says that there
/// are none.
pub(super) fn permissions(cell: &str) -> String {
    let is_name = |word: &str| {
        word.contains('.')
            && word
                .split('.')
                .all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    let holds_name = cell
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .any(|word| is_name(word.trim_matches('.')));
    if holds_name {
        cell.replace(['、', '，', '；', ';'], ", ")
    } else {
        "Not supported.".to_owned()
    }
}
