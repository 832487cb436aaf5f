//! "The **displayName** and **mailNickname** properties are required."

use super::prose::Prose;
use crate::graph::is_member_name;

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
pub(crate) fn named_required(prose: &Prose<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let lower = &prose.lower[sentence.clone()];
        let is_needed = NEEDED.iter().any(|words| lower.contains(words));
        let begins = lower.trim_start();
        let is_conditional = CONDITIONS.iter().any(|words| lower.contains(words))
            || CONDITIONAL_BEGINNINGS.iter().any(|word| begins.starts_with(word));
        if !is_needed || is_conditional {
            continue;
        }
        let set_off = prose.pieces_within(&sentence).filter(|piece| piece.is_set_off());
        let names = set_off
            .map(|piece| piece.text)
            .filter(|text| is_member_name(text));
        found.extend(names.map(str::to_owned));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::named_required;
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
            assert_eq!(named_required(&Prose::new(&text)), names, "{sentence}");
        }
    }
}
