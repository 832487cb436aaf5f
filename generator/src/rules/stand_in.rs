//! Whether a text stands for a value rather than being one.

use crate::rules::placeholder::{Placeholder, placeholder};

/// What authors write for a value that they do not make up: "String (timestamp)", "Integer", "`string-value`",
/// "`<date>`", "`{id}`", "a | b". To be asked only of a text that the type does not take.
pub(crate) fn stands_for_a_value(text: &str) -> bool {
    let text = text.trim();
    let is_enclosed = |open: char, close: char| text.starts_with(open) && text.ends_with(close);
    is_enclosed('<', '>')
        || is_enclosed('{', '}')
        || text.split_once('<').is_some_and(|(_, rest)| rest.contains('>'))
        || text.split("-value").nth(1).is_some_and(is_number)
        || text.starts_with("base64")
        || text.ends_with(" value")
        || text.ends_with("...")
        || text.ends_with('\u{2026}')
        || !matches!(placeholder(text), Placeholder::Example)
}

/// The empty end of `id-value`, the `-1` of `id-value-1`.
fn is_number(end: &str) -> bool {
    let digits = end.trim_start_matches('-');
    digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::stands_for_a_value;

    #[test]
    fn placeholders_are_told_from_values() {
        for text in [
            "String (timestamp)",
            "Integer",
            "string-value",
            "Created By value",
            "skuId-value-1",
            "base64YWJj",
            "iVBORw0KGgo<<--removed-->>=",
            "<date>",
            "{id}",
            "notStarted | running",
            "microsoft.graph.identitySet",
            "eyJ0...",
        ] {
            assert!(stands_for_a_value(text), "{text}");
        }
        for text in [
            "compliant",
            "2017-01-01",
            "12",
            "true",
            "00:00",
            "the-value-of-it",
            "1 < 2",
        ] {
            assert!(!stands_for_a_value(text), "{text}");
        }
    }
}
