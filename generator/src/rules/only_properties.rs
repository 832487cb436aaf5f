//! "Only the **colour** property can be updated.", "specifying only the **colour** property".

use super::prose::Prose;
use crate::graph::is_member_name;
use crate::span::Spanned;

/// Ways to say that what a sentence names can be sent, in lower case.
const SENT: &[&str] = &[
    "can be updated",
    "can be modified",
    "can be changed",
    "may be updated",
    "specifying only",
    "supply only",
    "provide only",
];

/// The words before the names.
const ONLY: &str = "only the ";

/// The properties in bold or in code beside which the prose says that nothing is sent.
pub(crate) fn only_properties(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let lower = &prose.lower[sentence.clone()];
        let Some(at) = lower
            .find(ONLY)
            .filter(|_| SENT.iter().any(|words| lower.contains(words)))
        else {
            continue;
        };
        let names_from = sentence.start + at + ONLY.len();
        let behind = &prose.lower[names_from..sentence.end];
        let Some(noun) = behind.find(" propert") else {
            continue;
        };
        let names_to = names_from + noun;
        let names: Vec<_> = prose
            .pieces_in(&(names_from..names_to))
            .iter()
            .filter(|piece| piece.is_set_off() && is_member_name(piece.text))
            .map(|piece| Spanned::new(piece.text.to_owned(), prose.locate(piece.seen.clone()).span))
            .collect();
        // "Only the first **colour** property": other words than the names tell more.
        let begins_with_name = names
            .first()
            .is_some_and(|first| behind.starts_with(&first.value.to_lowercase()));
        if begins_with_name {
            found.extend(names);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn sentences_name_the_only_properties_that_are_sent() {
        for (raw, expected) in [
            ("Only the **colour** property can be updated.", &["colour"][..]),
            (
                "Update a kite. Only the `colour` and **tail** properties can be modified this way.",
                &["colour", "tail"],
            ),
            (
                "Supply a [kite](kite.md) object, specifying only the **colour** property.",
                &["colour"],
            ),
            ("Only the **colour** property is returned by default.", &[]),
            ("Only the owner of the **kite** can be changed.", &[]),
            (
                "Only the kite that has the **colour** property can be updated.",
                &[],
            ),
        ] {
            let source = text(raw);
            let names: Vec<String> = only_properties(&Prose::new(&source))
                .into_iter()
                .map(|name| name.value)
                .collect();
            assert_eq!(names, expected, "{raw}");
        }
    }
}
