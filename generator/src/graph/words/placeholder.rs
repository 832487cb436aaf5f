//! "String (timestamp)", "notStarted | running", "microsoft.graph.identitySet": the placeholders that stand for
//! values in a JSON representation.

use crate::graph::types::cardinality::Cardinality;
use crate::graph::types::primitive::{Primitive, WordContext};
use crate::graph::words::identifier::is_qualified_name;

/// What a placeholder says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder<'a> {
    /// The name of a type: as spelled, or that of the primitive type that a note such as `(timestamp)` names.
    Type {
        /// The name.
        name: &'a str,
        /// Whether it stood in `Collection(…)`.
        collection: bool,
    },
    /// All values that are possible: `notStarted | running`.
    Values(Vec<&'a str>),
    /// Any other text is an example of a value.
    Example,
}

/// Reads a placeholder.
pub(crate) fn placeholder(text: &str) -> Placeholder<'_> {
    let text = text.trim();
    if text.contains('|') {
        return values(text);
    }
    let text = match text.split_once(':') {
        // `"feedback": "@odata.type: microsoft.graph.alertFeedback"`
        Some(("@odata.type", name)) => name.trim(),
        _ => text,
    };
    if let Some(inner) = text
        .strip_prefix("Collection(")
        .or_else(|| text.strip_prefix("collection("))
    {
        return type_or_example(inner.trim_end_matches(')'), Cardinality::Many);
    }
    // `"[String]"`: the brackets of a collection stand inside of the quotes.
    if let Some(inner) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        return type_or_example(inner, Cardinality::Many);
    }
    // `Dictionary(Edm.String, microsoft.graph.x)`: an object whose keys nobody lists.
    if text.to_ascii_lowercase().starts_with("dictionary(") {
        return Placeholder::Type {
            name: "Edm.Untyped",
            collection: false,
        };
    }
    if let Some(at) = text.find("Edm.") {
        let name = &text[at..];
        let end = name
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
            .unwrap_or(name.len());
        return type_or_example(&name[..end], Cardinality::One);
    }
    if let Some((word, note)) = text.split_once('(') {
        // The note tells more than the word before it: `String (timestamp)`.
        let note = note.trim_end_matches(')').trim();
        if let Some(primitive) = Primitive::from_word(note) {
            return Placeholder::Type {
                name: primitive.as_str(),
                collection: false,
            };
        }
        return type_or_example(word.trim(), Cardinality::One);
    }
    type_or_example(text, Cardinality::One)
}

/// The name of a type, if a text is one. In a collection any word is, since no example of a value is written so.
fn type_or_example(text: &str, cardinality: Cardinality) -> Placeholder<'_> {
    let collection = cardinality.is_many();
    let name = text.trim().trim_start_matches('#');
    let lower = name.to_ascii_lowercase();
    let qualified = lower.starts_with("microsoft.graph.") || lower.starts_with("edm.");
    if is_qualified_name(name)
        && (qualified || collection || Primitive::from_word_in(WordContext::Placeholder, name).is_some())
    {
        return Placeholder::Type { name, collection };
    }
    Placeholder::Example
}

/// The values of a list; an example where it is cut off: `account | created | ...`.
fn values(text: &str) -> Placeholder<'_> {
    let values: Vec<&str> = text.split('|').map(str::trim).collect();
    let is_value = |value: &&str| {
        value.starts_with(|c: char| c.is_ascii_alphanumeric())
            && value
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    };
    if values.iter().all(is_value) {
        Placeholder::Values(values)
    } else {
        Placeholder::Example
    }
}

/// What authors write for a value that they do not make up: "String (timestamp)", "Integer", "`string-value`",
/// "`<date>`", "`{id}`", "a | b". To be asked only of a text that the type does not take.
pub(crate) fn is_placeholder(text: &str) -> bool {
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
    use super::*;

    #[test]
    fn a_placeholder_names_a_type() {
        for (text, expected) in [
            ("String", "String"),
            ("string (identifier)", "string"),
            ("String (timestamp)", "DateTimeOffset"),
            ("String (ISO 8601 duration)", "Duration"),
            ("microsoft.graph.identitySet", "microsoft.graph.identitySet"),
            ("#microsoft.graph.mediaConfig", "microsoft.graph.mediaConfig"),
            (
                "@odata.type: microsoft.graph.alertStatus",
                "microsoft.graph.alertStatus",
            ),
            ("<Unknown Primitive Type Edm.Stream>", "Edm.Stream"),
            ("guid", "guid"),
            ("Dictionary(Edm.String, microsoft.graph.x)", "Edm.Untyped"),
        ] {
            let name = expected;
            assert_eq!(
                placeholder(text),
                Placeholder::Type {
                    name,
                    collection: false
                },
                "{text}"
            );
        }
        for (text, name) in [
            ("Collection(microsoft.graph.x)", "microsoft.graph.x"),
            ("[String]", "String"),
        ] {
            let collection = true;
            assert_eq!(
                placeholder(text),
                Placeholder::Type { name, collection },
                "{text}"
            );
        }
    }

    #[test]
    fn lists_and_examples() {
        assert_eq!(
            placeholder("notStarted | running"),
            Placeholder::Values(vec!["notStarted", "running"])
        );
        for text in [
            "account | created | ...",
            "2018-10-01T00:00:00Z",
            "MSGraph Sample",
            "",
            "red",
        ] {
            assert_eq!(placeholder(text), Placeholder::Example, "{text}");
        }
    }

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
            assert!(is_placeholder(text), "{text}");
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
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
