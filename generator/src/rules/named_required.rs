//! "The **displayName** and **mailNickname** properties are required."

use std::ops::Range;

use super::prose::{Prose, StyledPiece};
use crate::graph::{ODATA_TYPE, is_member_name};
use crate::span::{Span, Spanned};

/// Ways to say that what a sentence names must be sent, in lower case.
const NEEDED: &[&str] = &[
    "is required",
    "are required",
    "is a required",
    "are mandatory",
    "is mandatory",
    "must be specified",
    "must be supplied",
    "must be provided",
    "must be included",
    "must specify",
    "must supply",
    "must provide",
    "must include",
    "must contain",
];

/// Words that make a sentence hold in some cases only, or of one of several, or of something that is not sent.
const CONDITIONS: &[&str] = &[
    " if ",
    " when ",
    "unless",
    " only ",
    "either",
    " or ",
    "at least one",
    "one of",
    " not ",
    "n't ",
    "header",
    "query",
    "permission",
    "role",
    " for ",
    "example",
];

/// Words that do so at the begin of a sentence.
const CONDITIONAL_BEGINNINGS: &[&str] = &["if ", "when "];

/// The names in code or in bold that a sentence calls required.
pub(crate) fn named_required(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        if !is_said_of_all(&prose.lower[sentence.clone()]) {
            continue;
        }
        let set_off = prose.pieces_within(&sentence).filter(|piece| piece.is_set_off());
        let names = set_off.filter(|piece| is_member_name(piece.text));
        found.extend(names.map(|piece| prose.locate(piece.seen.clone())));
    }
    found
}

/// Whether a sentence in lower case says that something must be sent, whatever the case is.
fn is_said_of_all(sentence: &str) -> bool {
    let begins = sentence.trim_start();
    NEEDED.iter().any(|words| sentence.contains(words))
        && !CONDITIONS.iter().any(|words| sentence.contains(words))
        && !CONDITIONAL_BEGINNINGS.iter().any(|word| begins.starts_with(word))
}

/// The place of a sentence that calls the type of the body required: "The `@odata.type` property must be included in the
/// body.", "You must supply the `"@odata.type": "#microsoft.graph.kite"` line in the request body."
pub(crate) fn required_type(prose: &Prose<'_>) -> Option<Span> {
    let mut sentences = prose.sentences().into_iter();
    let is_about_type = |sentence: &Range<usize>| {
        let lower = &prose.lower[sentence.clone()];
        let names_type = |piece: &StyledPiece<'_>| piece.is_set_off() && piece.text.contains(ODATA_TYPE);
        lower.contains("body") && is_said_of_all(lower) && prose.pieces_within(sentence).any(names_type)
    };
    let sentence = sentences.find(is_about_type)?;
    Some(prose.locate(sentence).span)
}

#[cfg(test)]
mod tests {
    use super::{named_required, required_type};
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn names_that_a_sentence_calls_required() {
        for (sentence, names) in [
            (
                "The **sail** and **mast** properties are required.",
                &["sail", "mast"][..],
            ),
            (
                "The body must contain **sail**, which is a required property.",
                &["sail"],
            ),
            (
                "The following fields are required: `sail`, `mast`.",
                &["sail", "mast"],
            ),
            (
                "You must specify the **sail** property. The **mast** is optional.",
                &["sail"],
            ),
            ("The **sail** property is required if the kite has one.", &[]),
            ("Either **sail** or **mast** must be specified.", &[]),
            ("When **sail** is set, **mast** is required.", &[]),
            ("The `Kite.Read` permission is required.", &[]),
            ("**Note**: a sail is required.", &[]),
            ("The **sail** property.", &[]),
        ] {
            let text = text(sentence);
            let found = named_required(&Prose::new(&text));
            let found: Vec<&str> = found.iter().map(|name| name.value.as_str()).collect();
            assert_eq!(found, names, "{sentence}");
        }
    }

    #[test]
    fn sentences_require_the_type_of_the_body() {
        for (sentence, expected) in [
            (
                "The `@odata.type` property with a value of `#microsoft.graph.kite` must be included in the body.",
                true,
            ),
            (
                "You must supply the `\"@odata.type\" : \"#microsoft.graph.kite\"` line in the request body to tell the kite.",
                true,
            ),
            (
                "A request body without the correct `@odata.type` returns an error.",
                false,
            ),
            (
                "If the kite is red, the `@odata.type` property must be included in the body.",
                false,
            ),
            ("The **@odata.type** property must be included in the URL.", false),
        ] {
            let text = text(sentence);
            assert_eq!(
                required_type(&Prose::new(&text)).is_some(),
                expected,
                "{sentence}"
            );
        }
    }
}
