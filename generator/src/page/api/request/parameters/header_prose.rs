//! Headers that only the prose of the query section names: "To filter, send the **ConsistencyLevel** header set to
//! `eventual`".

use std::ops::Range;

use crate::graph::{is_header_name, is_own_header};
use crate::page::ParameterFacts;
use crate::rules::prose::Prose;
use crate::span::Spanned;

/// The words that a name of a header stands before or behind.
const NOUNS: &[&str] = &["header", "request header"];

/// Ways to say that a header does nothing here, in lower case.
const WITHOUT_EFFECT: &[&str] = &[
    "not impacted",
    "not affected",
    "n't impacted",
    "n't affected",
    "is ignored",
    "not supported",
    "n't supported",
];

/// The headers that a paragraph names.
pub(super) fn read(prose: &Prose<'_>) -> Vec<ParameterFacts> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        if WITHOUT_EFFECT
            .iter()
            .any(|words| prose.lower[sentence.clone()].contains(words))
        {
            continue;
        }
        for piece in prose.pieces_in(&sentence) {
            if !piece.is_set_off() || !is_beside_noun(prose, piece.seen.clone()) {
                continue;
            }
            // `Prefer: outlook.timezone` and `ConsistencyLevel=eventual` hold the value, too.
            let name = piece.text.split([':', '=']).next().unwrap_or_default().trim();
            let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && is_header_name(name);
            if !is_name || is_own_header(name) {
                continue;
            }
            found.push(ParameterFacts {
                description: prose.description(&sentence),
                ..ParameterFacts::named(Spanned::new(
                    name.to_owned(),
                    prose.locate(piece.seen.clone()).span,
                ))
            });
        }
    }
    found
}

fn is_beside_noun(prose: &Prose<'_>, seen: Range<usize>) -> bool {
    let before = prose.lower.get(..seen.start).unwrap_or_default();
    let before = before.trim_end_matches([' ', ',', '\n']);
    let behind = prose.lower.get(seen.end..).unwrap_or_default().trim_start();
    NOUNS.iter().any(|noun| behind.starts_with(noun)) || before.ends_with("header")
}
