//! "Specify either a comment or the **body** property of the `message` parameter."

use std::ops::Range;

use super::prose::Prose;
use crate::graph::is_member_name;
use crate::span::Spanned;

/// A parameter of an action that prose names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedParameter {
    /// The name.
    pub(crate) name: Spanned<String>,
    /// The sentence that names it.
    pub(crate) sentence: Range<usize>,
}

/// The parameters that prose names: a name in code or in bold beside the word "parameter", and a word that is the
/// alternative to one. What a sentence says of a URL or of a query is not sent with the body.
pub(crate) fn named_parameters(prose: &Prose<'_>) -> Vec<NamedParameter> {
    let mut found: Vec<NamedParameter> = Vec::new();
    for sentence in prose.sentences() {
        let lower = &prose.lower[sentence.clone()];
        if lower.contains("url") || lower.contains("query") {
            continue;
        }
        let marked = prose.pieces_within(&sentence).filter(|piece| {
            piece.is_set_off() && is_member_name(piece.text) && is_beside_word(prose, &piece.seen)
        });
        let mut names: Vec<Range<usize>> = marked.map(|piece| piece.seen.clone()).collect();
        if !names.is_empty() {
            names.extend(alternative(lower).map(|at| sentence.start + at.start..sentence.start + at.end));
        }
        for name in names {
            let name = prose.locate(name);
            if !found.iter().any(|known| known.name.value == name.value) {
                found.push(NamedParameter {
                    name,
                    sentence: sentence.clone(),
                });
            }
        }
    }
    found.sort_by_key(|parameter| parameter.name.span.start);
    found
}

/// Whether the word "parameter" stands right before or behind a name.
fn is_beside_word(prose: &Prose<'_>, name: &Range<usize>) -> bool {
    let behind = prose.lower[name.end..].trim_start();
    let before = prose.lower[..name.start].trim_end();
    let before = before.strip_suffix('s').unwrap_or(before);
    behind.starts_with("parameter") || before.ends_with("parameter")
}

/// The word in "either a comment or", in a sentence in lower case.
fn alternative(sentence: &str) -> Option<Range<usize>> {
    let (before, behind) = sentence.split_once("either a ")?;
    let (word, _) = behind.split_once(" or ")?;
    let start = before.len() + "either a ".len();
    is_member_name(word).then(|| start..start + word.len())
}

#[cfg(test)]
mod tests {
    use super::named_parameters;
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn names_stand_beside_the_word() {
        for (sentence, names) in [
            (
                "Give either a remark or the **body** property of the `letter` parameter.",
                &["remark", "letter"][..],
            ),
            (
                "Give either the `toCrew` parameter or the **toCrew** property of the `letter` parameter. Not both.",
                &["toCrew", "letter"],
            ),
            (
                "You may _optionally_ include the `keepsLogs` parameter in a JSON body, as follows.",
                &["keepsLogs"],
            ),
            ("Set the parameter **depth** to 5.", &["depth"]),
            ("The parameters `depth` and `speed` are in knots.", &["depth"]),
            ("Use the `depth` query parameter.", &[]),
            ("The `depth` parameter in the URL says how deep.", &[]),
            ("Use the `$top` parameter.", &[]),
            ("The **Depth** parameter.", &[]),
            ("Either a letter or a remark.", &[]),
            ("The **letter** property.", &[]),
        ] {
            let text = text(sentence);
            let found = named_parameters(&Prose::new(&text));
            let found: Vec<&str> = found.iter().map(|found| found.name.value.as_str()).collect();
            assert_eq!(found, names, "{sentence}");
        }
    }
}
