//! "This is an abstract type."

use super::prose::{Prose, Style};

/// Ways to say that there are objects of derived types only, in lower case.
const NOT_INSTANTIATED: &[&str] = &[
    "cannot instantiate",
    "can't instantiate",
    "cannot be instantiated directly",
    "can't be instantiated directly",
];

/// Whether the prose says that the type of the page is abstract: "An abstract class", "This is an abstract
/// type that will never be instantiated", "The **baseItem** resource is an abstract resource". Not another
/// type ("derived from the [extension](…) abstract type"), and nothing else that is abstract ("an abstract
/// definition").
pub(crate) fn is_abstract(prose: &Prose<'_>) -> bool {
    const NOUNS: &[&str] = &[
        "type",
        "base",
        "class",
        "superclass",
        "resource",
        "entity",
        "complex",
    ];
    if NOT_INSTANTIATED.iter().any(|words| prose.lower.contains(words)) || is_never_used(prose) {
        return true;
    }
    prose.lower.match_indices("abstract").any(|(at, word)| {
        let before = prose.lower[..at].trim_end();
        let after = prose.lower[at + word.len()..].trim_start();
        let of_other = before
            .len()
            .checked_sub(1)
            .and_then(|last| prose.piece_at(last))
            .is_some_and(|piece| matches!(piece.style, Style::Link(_) | Style::Strong | Style::Code));
        let is_word = prose.lower[at + word.len()..].starts_with(|c: char| !c.is_alphanumeric())
            || at + word.len() == prose.lower.len();
        let noun = after
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let is_said = before.ends_with(" is") || before == "is";
        is_word && !of_other && (NOUNS.contains(&noun) || (is_said && ends_statement(after, noun)))
    })
}

/// Whether nothing that could be abstract stands behind "is abstract": the sentence ends, or goes on with its next clause.
fn ends_statement(after: &str, next: &str) -> bool {
    after.is_empty() || after.starts_with(['.', ',', ';']) || matches!(next, "and" | "but" | "so")
}

/// "This superclass can't be used directly.", said of a type and not of a property.
fn is_never_used(prose: &Prose<'_>) -> bool {
    prose.sentences().into_iter().any(|sentence| {
        let lower = &prose.lower[sentence];
        let subject = [
            "can't be used directly",
            "cannot be used directly",
            "can\u{2019}t be used directly",
        ]
        .iter()
        .find_map(|words| lower.split_once(words));
        subject.is_some_and(|(subject, _)| {
            let words = subject.split(|letter: char| !letter.is_alphanumeric());
            let nouns = ["class", "resource", "superclass", "type"];
            subject.trim_start().starts_with("this ") && words.into_iter().any(|word| nouns.contains(&word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn only_a_statement_about_the_type_makes_it_abstract() {
        for (description, expected) in [
            (
                "Represents an abstract base type for policy types to inherit from.",
                true,
            ),
            ("This is an abstract type that will never be instantiated.", true),
            (
                "You cannot instantiate a kite directly; you must make a subclass.",
                true,
            ),
            ("An abstract class containing the base properties.", true),
            ("The **baseItem** resource is an abstract resource.", true),
            ("This superclass is abstract, and you cannot create it.", true),
            ("This superclass is abstract and nobody sets it.", true),
            (
                "This superclass can't be used directly in the crew property.",
                true,
            ),
            ("The property can't be used directly.", false),
            ("What it shows is abstract art.", false),
            (
                "It derives from the [extension](extension.md) abstract type.",
                false,
            ),
            ("Represents an abstract definition for a task.", false),
            ("Abstraction of a device.", false),
        ] {
            assert_eq!(
                is_abstract(&Prose::new(&text(description))),
                expected,
                "{description}"
            );
        }
    }
}
