//! Rust names. A name is born here and never changed after.
//!
//! The service writes names in camel case with acronyms, digits and now and then blanks or punctuation. Words are
//! found where case changes; what is not a letter or digit ends a word. A digit stays with the word before it.
//!
//! [`snake`] and [`pascal`] spell a name; [`UniqueNames::take`] makes it the name of one item: it is not taken in its
//! [`Scope`], neither by another item nor by Rust, the runtime or the file system.

mod unique;

use crate::graph::capitalized;

pub(super) use unique::{Given, Scope, UniqueNames, key, part_of};

/// Keywords, strict and reserved, of all editions.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Whether a word in small letters is a keyword.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Keywords that cannot be written as raw identifiers.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "_"];

/// The words of a name, in lower case.
///
/// `deviceConfiguration` has two; `macOSLobApp` has `mac`, `os`, `lob`, `app`: the last capital of a run begins
/// the next word when a small letter follows. One small letter before a run of capitals belongs to it: `iOS`.
pub(super) fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(at + 1);
        let starts = letter.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_numeric())
                || (before.is_some_and(|before| before.is_uppercase())
                    && after.is_some_and(|after| after.is_lowercase())));
        let joins = word.len() == 1 && at == 1 && after.is_some_and(|after| after.is_uppercase());
        if starts && !joins && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.extend(letter.to_lowercase());
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// A name for fields, methods, modules and arguments: `r#type`, `self_`, `_1`.
pub(super) fn snake(name: &str) -> String {
    let words = words(name)
        .into_iter()
        .map(|word| ascii(&word))
        .collect::<Vec<_>>()
        .join("_");
    let name = leading_digit(if words.is_empty() {
        "empty".to_owned()
    } else {
        words
    });
    if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if is_keyword(&name) {
        format!("r#{name}")
    } else {
        name
    }
}

/// The name of a constant, from one in snake case.
pub(super) fn constant(snake: &str) -> String {
    snake.trim_start_matches("r#").to_ascii_uppercase()
}

/// A name for types and variants.
pub(super) fn pascal(name: &str) -> String {
    // Digits that begin a word would join those that end the word before it (`v4_0` and `v40`), so the break
    // between them is kept.
    let mut joined = String::new();
    for word in words(name).into_iter().map(|word| ascii(&word)) {
        let digits_meet =
            joined.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            joined.push('_');
        }
        joined.push_str(&capitalized(&word));
    }
    leading_digit(if joined.is_empty() {
        "Empty".to_owned()
    } else {
        joined
    })
}

/// Letters beyond ASCII are legal in Rust and a burden to type; they become their code point.
fn ascii(word: &str) -> String {
    let letters = word.chars().map(|letter| match letter.is_ascii() {
        true => letter.to_string(),
        false => format!("u{:x}", u32::from(letter)),
    });
    letters.collect()
}

fn leading_digit(name: String) -> String {
    if name.starts_with(|letter: char| letter.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_case_changes() {
        assert_eq!(words("deviceConfiguration"), ["device", "configuration"]);
        assert_eq!(words("macOSLobApp"), ["mac", "os", "lob", "app"]);
        assert_eq!(
            words("windows10CompliancePolicy"),
            ["windows10", "compliance", "policy"]
        );
        assert_eq!(words("iOS"), ["ios"]);
        assert_eq!(words("eDiscovery"), ["e", "discovery"]);
        assert_eq!(words("JIS B4"), ["jis", "b4"]);
        assert_eq!(words("v4_0"), ["v4", "0"]);
        assert_eq!(words("@odata.type"), ["odata", "type"]);
    }

    #[test]
    fn fields_avoid_keywords() {
        assert_eq!(snake("type"), "r#type");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("displayName"), "display_name");
        assert_eq!(snake("2fa"), "_2fa");
        assert_eq!(snake("*"), "empty");
    }

    #[test]
    fn digits_of_two_words_stay_apart() {
        assert_eq!(pascal("v4_0"), "V4_0");
        assert_eq!(pascal("v40"), "V40");
        assert_eq!(pascal("10.13"), "_10_13");
    }
}
