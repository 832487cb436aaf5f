//! "Currently, only `Email` is supported.", "`Group` is the only supported value."

use crate::graph::operator_of_word;

use super::PossibleValue;
use crate::rules::prose::{Prose, Style, StyledPiece};

/// The words of a clause that says nothing but which values are supported, in lower case.
const WORDS: &[&str] = &[
    "",
    "and",
    "are",
    "at",
    "can",
    "currently",
    "four",
    "is",
    "moment",
    "note",
    "now",
    "only",
    "or",
    "right",
    "support",
    "supported",
    "supports",
    "that",
    "the",
    "this",
    "three",
    "time",
    "two",
    "value",
    "values",
];

/// The values of such a clause; empty where the prose has none. What is said of the operators of a filter is about no value.
pub(super) fn read(prose: &Prose<'_>) -> Vec<PossibleValue> {
    for sentence in prose.sentences() {
        let text = &prose.lower[sentence.clone()];
        if !text.contains("only") || !text.contains("support") {
            continue;
        }
        // "The kind of owner; `Group` is the only supported value."
        let start = sentence.end - text.rsplit(';').next().map_or(0, str::len);
        let clause = start..sentence.end;
        let values: Vec<&StyledPiece<'_>> = prose
            .pieces_within(&clause)
            .filter(|piece| piece.style == Style::Code)
            .collect();
        let mut around = prose
            .pieces_in(&clause)
            .iter()
            .filter(|piece| piece.style != Style::Code);
        let says_nothing_else = around.all(|piece| {
            let (from, to) = (piece.seen.start.max(clause.start), piece.seen.end.min(clause.end));
            let mut words = prose.lower[from..to].split(|letter: char| !letter.is_alphanumeric());
            words.all(|word| WORDS.contains(&word))
        });
        let clause = &prose.lower[clause];
        let is_clause = says_nothing_else && clause.contains("only") && clause.contains("support");
        let is_value =
            |piece: &&StyledPiece<'_>| !piece.text.starts_with('$') && operator_of_word(piece.text).is_none();
        if is_clause && !values.is_empty() && values.iter().all(is_value) {
            let value = |piece: &StyledPiece<'_>| PossibleValue {
                name: prose.locate(piece.seen.clone()),
                number: None,
                description: None,
            };
            return values.into_iter().map(value).collect();
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn a_clause_says_which_values_alone_are_supported() {
        for (description, expected) in [
            ("How it is sent. Only `Email` is supported.", &["Email"][..]),
            (
                "Currently, only `Email` and `Fax` are supported.",
                &["Email", "Fax"],
            ),
            (
                "The owner; `Group` is currently the only supported value.",
                &["Group"],
            ),
            (
                "What is done. Currently supports only two values: `none` or `assign`.",
                &["none", "assign"],
            ),
            ("Only `weekly` on **pattern** is supported.", &[]),
            ("Only numbers are supported.", &[]),
            ("Only `eq` is supported.", &[]),
            ("Only `$filter` is supported.", &[]),
            ("Only supported on `drive`.", &[]),
        ] {
            let source = text(description);
            let found = read(&Prose::new(&source));
            let names: Vec<&str> = found.iter().map(|value| value.name.value.as_str()).collect();
            assert_eq!(names, expected, "{description}");
        }
    }
}
