//! "The **displayName** and **mailNickname** properties are required."

use super::prose::{Prose, Style};

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
    "if ",
    " when ",
    "when ",
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

/// The names in code or in bold that a sentence calls required.
pub(crate) fn named_required(prose: &Prose<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let lower = &prose.lower[sentence.clone()];
        let is_needed = NEEDED.iter().any(|words| lower.contains(words));
        if !is_needed || CONDITIONS.iter().any(|words| holds(lower, words)) {
            continue;
        }
        let marked = prose.pieces_within(&sentence);
        let marked = marked.filter(|piece| matches!(piece.style, Style::Code | Style::Strong));
        found.extend(
            marked
                .map(|piece| piece.text)
                .filter(|text| is_name(text))
                .map(str::to_owned),
        );
    }
    found
}

/// Whether words stand in a sentence; a word that begins without a blank begins the sentence.
fn holds(sentence: &str, words: &str) -> bool {
    match words {
        "if " | "when " => sentence.trim_start().starts_with(words),
        _ => sentence.contains(words),
    }
}

fn is_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric())
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
