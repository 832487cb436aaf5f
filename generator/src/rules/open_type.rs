//! "This resource is an open type that allows additional properties."

use super::prose::{Prose, Style};

/// Whether the prose says that values of the page's type may have properties beside those that are documented:
/// "is an open type", "An open complex type that holds …", "This open type allows …". Not where another thing is one ("The value is of the
/// [x](…) open type").
pub(crate) fn is_open(prose: &Prose<'_>) -> bool {
    const PHRASES: &[&str] = &[
        "an open type",
        "an open complex type",
        "an open entity type",
        "this open type",
        "this open complex type",
        "this open entity type",
    ];
    PHRASES.iter().any(|phrase| {
        prose.lower.match_indices(phrase).any(|(at, phrase)| {
            let behind = &prose.lower[at + phrase.len()..];
            // "an open type extension" is the name of something else.
            let ends = behind.trim_start().split(' ').next().unwrap_or_default();
            let is_whole = !behind.starts_with(char::is_alphanumeric);
            let before = prose.lower[..at].trim_end();
            let says = before.is_empty()
                || [" is", " as", "represents", "."]
                    .iter()
                    .any(|word| before.ends_with(word));
            let is_code = prose
                .piece_at(at)
                .is_some_and(|piece| matches!(piece.style, Style::Code));
            is_whole && says && !is_code && !ends.starts_with("extension")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn only_a_statement_about_the_type_makes_it_open() {
        for (description, expected) in [
            ("This resource is an open type that allows others.", true),
            ("An open complex type that holds a value.", true),
            ("It maps names to hints. It is an Open Type.", true),
            ("The keys can change, hence this is an [open type](x).", true),
            ("Holds hints. This open type allows other properties.", true),
            ("The properties of this open type are yours.", false),
            ("Properties of an open type can be defined by the client.", false),
            ("Represents an open type extension.", false),
            ("An open typed thing.", false),
        ] {
            assert_eq!(
                is_open(&Prose::new(&text(description))),
                expected,
                "{description}"
            );
        }
    }
}
