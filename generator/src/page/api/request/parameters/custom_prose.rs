//! Parameters of the query that only prose names: "Use the `plan` query parameter, which can be `A` or `B`".

use std::ops::Range;

use crate::graph::{is_member_name, option_of_code};
use crate::page::api::request::parameters::option_clauses::is_denial;
use crate::page::{EnumMember, ParameterFacts};
use crate::rules::prose::{Prose, StyledPiece};
use crate::span::Spanned;

/// The words behind a name, or before it.
const NOUNS: &[&str] = &["query parameter", "query string parameter"];

/// How the names of parameters begin that are spelled as annotations.
const ANNOTATION: &str = "@microsoft.graph.";

/// The parameters that a paragraph names, but for the options of OData and what it says is not supported.
pub(super) fn read(prose: &Prose<'_>) -> Vec<ParameterFacts> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        if is_denial(prose, &sentence) {
            continue;
        }
        let is_required = prose.lower[sentence.clone()].contains("requires ");
        let marked = prose.pieces_in(&sentence).iter();
        let marked = marked.filter(|piece| piece.is_set_off());
        let marked: Vec<&StyledPiece<'_>> = marked.collect();
        // What joins names stands between them, and the noun behind the last: "the `from` and `to` query parameters".
        let mut is_named = false;
        let mut behind = None;
        let mut of_sentence = Vec::new();
        for piece in marked.into_iter().rev() {
            // `withLogs=true` shows the value, too.
            let name = piece.text.split('=').next().unwrap_or_default();
            let is_joined = behind.is_some_and(|next| joins(&prose.lower[piece.seen.end..next]));
            is_named = is_name(name) && (is_beside_noun(prose, &piece.seen) || (is_named && is_joined));
            behind = Some(piece.seen.start);
            if is_named {
                let name = Spanned::new(name.to_owned(), prose.locate(piece.seen.clone()).span);
                of_sentence.push(ParameterFacts {
                    description: prose.description(&sentence),
                    required: Some(is_required),
                    values: values(prose, piece.seen.end..sentence.end),
                    ..ParameterFacts::named(name)
                });
            }
        }
        found.extend(of_sentence.into_iter().rev());
    }
    found
}

/// Whether a text is the name of a parameter, and not of an option, with or without its dollar sign. The service has some
/// that are spelled as annotations: `@microsoft.graph.conflictBehavior`.
fn is_name(text: &str) -> bool {
    let text = text.strip_prefix(ANNOTATION).unwrap_or(text);
    is_member_name(text) && option_of_code(text).is_none()
}

/// Whether a text between two names does nothing but join them.
fn joins(between: &str) -> bool {
    matches!(between.trim(), "," | "and" | "or" | ", and" | ", or")
}

fn is_beside_noun(prose: &Prose<'_>, name: &Range<usize>) -> bool {
    let behind = prose.lower.get(name.end..).unwrap_or_default().trim_start();
    let before = prose.lower.get(..name.start).unwrap_or_default().trim_end();
    NOUNS
        .iter()
        .any(|noun| behind.starts_with(noun) || before.ends_with(noun))
}

/// What stands between the noun and the values of a parameter, in lower case.
const ANNOUNCES_VALUES: &[&str] = &["with the values ", "with values ", "which can be ", "can be "];

/// The values of a parameter that a sentence lists behind its name, where they are several: "the `plan` query parameter with
/// values `A` or `B`".
fn values(prose: &Prose<'_>, behind: Range<usize>) -> Vec<EnumMember> {
    let rest = prose.lower[behind.clone()].trim_start();
    let rest = NOUNS
        .iter()
        .find_map(|noun| rest.strip_prefix(noun))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches([',', ' ']);
    let list = ANNOUNCES_VALUES.iter().find_map(|words| rest.strip_prefix(words));
    let Some(list) = list else {
        return Vec::new();
    };
    let mut end = behind.end - list.len();
    let mut found = Vec::new();
    for piece in prose.pieces_within(&(end..behind.end)) {
        if !piece.is_set_off() {
            continue;
        }
        let between = &prose.lower[end..piece.seen.start];
        let is_joined = if found.is_empty() {
            between.is_empty()
        } else {
            joins(between)
        };
        if !is_joined {
            break;
        }
        end = piece.seen.end;
        found.push(EnumMember {
            name: Spanned::new(piece.text.to_owned(), prose.locate(piece.seen.clone()).span),
            value: None,
            description: None,
            deprecated: None,
        });
    }
    // One value alone is an example of what can be sent.
    if found.len() < 2 {
        found.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn parameters_stand_beside_the_noun() {
        for (sentence, names) in [
            (
                "Use the `plan` query parameter, which can be `A` or `B`.",
                &["plan"][..],
            ),
            (
                "Send the optional query parameter `withLogs` to get logs.",
                &["withLogs"],
            ),
            ("Use the **plan** query string parameter.", &["plan"]),
            (
                "This method supports the `@microsoft.graph.retryBehavior` query parameter.",
                &["@microsoft.graph.retryBehavior"],
            ),
            ("Add the `withLogs=true` query parameter.", &["withLogs"]),
            (
                "It requires the `from`, `until` and `zone` query parameters.",
                &["from", "until", "zone"],
            ),
            ("Of `from` the `zone` query parameter is a part.", &["zone"]),
            ("Use the `filter` query parameter.", &[]),
            ("Use the `$top` query parameter.", &[]),
            ("The `plan` query parameter isn't supported.", &[]),
            ("The **plan** property can be a query parameter.", &[]),
        ] {
            let text = text(sentence);
            let found = read(&Prose::new(&text));
            let found: Vec<&str> = found.iter().map(|found| found.name.value.as_str()).collect();
            assert_eq!(found, names, "{sentence}");
        }
    }

    #[test]
    fn values_stand_behind_the_name() {
        for (sentence, values) in [
            (
                "Use the `plan` query parameter, which can be `A` or `B`, not `C`.",
                &["A", "B"][..],
            ),
            (
                "Use the `plan` query parameter with values `A`, `B`, or `C` to choose.",
                &["A", "B", "C"],
            ),
            ("The query parameter `plan` can be `A` or `B`.", &["A", "B"]),
            ("Use the `plan` query parameter with values `A` to choose.", &[]),
            ("Use the `plan` query parameter for `A` or `B`.", &[]),
        ] {
            let text = text(sentence);
            let found = read(&Prose::new(&text));
            let [plan] = found.as_slice() else {
                panic!("{sentence}: {found:?}");
            };
            let found: Vec<&str> = plan
                .values
                .iter()
                .map(|value| value.name.value.as_str())
                .collect();
            assert_eq!(found, values, "{sentence}");
        }
    }
}
