//! "The **displayName** and **mailNickname** properties are required.", "**owner** must be specified when you create a team.",
//! "The **topic** property is optional."

use std::ops::Range;

use super::prose::{Prose, StyledPiece};
use crate::graph::is_member_name;
use crate::span::Spanned;

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
pub(in crate::rules) const CONDITIONS: &[&str] = &[
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

/// Words that are set off to stress them, and are no names then: "**either** … **or** …", "The body **must** contain …".
const STRESSED: &[&str] = &[
    "either",
    "for",
    "if",
    "mandatory",
    "must",
    "not",
    "only",
    "or",
    "required",
    "unless",
    "when",
];

/// Words that do so at the begin of a sentence.
pub(in crate::rules) const CONDITIONAL_BEGINNINGS: &[&str] = &["for ", "if ", "when "];

/// The names in code or in bold that a sentence calls required.
pub(crate) fn named_required(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        if !is_said_of_all(&without_names(prose, &sentence)) {
            continue;
        }
        let names = prose.pieces_within(&sentence).filter(is_name);
        found.extend(names.map(|piece| prose.locate(piece.seen.clone())));
    }
    found
}

/// Whether a paragraph ends in a sentence by which the names in the list behind it must be sent: "You must include the
/// following properties:".
pub(crate) fn announces_required(prose: &Prose<'_>) -> bool {
    let Some(last) = prose.sentences().pop() else {
        return false;
    };
    let said = without_names(prose, &last);
    let announces = ANNOUNCEMENTS.iter().any(|words| said.contains(words));
    announces && said.trim_end().ends_with(':') && is_said_of_all(&said)
}

/// How a sentence speaks of the list behind it, in lower case.
const ANNOUNCEMENTS: &[&str] = &[
    "following properties",
    "following property",
    "following parameters",
    "following fields",
    "following values",
];

/// The name with which an item of a list of required names begins, or which it is: "**sail** - Its sail.", "sail".
pub(crate) fn required_item(prose: &Prose<'_>) -> Option<Spanned<String>> {
    let first = prose.pieces.iter().find(|piece| !piece.text.trim().is_empty())?;
    let is_alone = || prose.seen.trim() == first.text.trim();
    let is_name = is_member_name(first.text.trim()) && (first.is_set_off() || is_alone());
    (is_name && !prose.lower.contains("optional")).then(|| prose.locate(first.seen.clone()))
}

/// Whether a piece is set off as a name.
fn is_name(piece: &&StyledPiece<'_>) -> bool {
    piece.is_set_off() && is_member_name(piece.text) && !STRESSED.contains(&piece.text)
}

/// A sentence in lower case, with an `x` for each byte of the names that are set off: **userRole** speaks of no role.
fn without_names(prose: &Prose<'_>, sentence: &Range<usize>) -> String {
    let mut said = prose.lower[sentence.clone()].to_owned();
    for piece in prose.pieces_within(sentence).filter(is_name) {
        let place = piece.seen.start - sentence.start..piece.seen.end - sentence.start;
        said.replace_range(place, &"x".repeat(piece.seen.len()));
    }
    said
}

/// Words behind which a sentence says that the creation of an object needs what it names, in lower case.
const CREATIONS: &[&str] = &[
    " when you create ",
    " when creating ",
    " to create ",
    " for creating ",
];

/// The names in code or in bold that a sentence calls required for the creation of an object.
pub(crate) fn named_required_to_create(prose: &Prose<'_>) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let lower = without_names(prose, &sentence);
        let Some(end) = CREATIONS.iter().filter_map(|words| lower.find(words)).min() else {
            continue;
        };
        let is_said = is_said_of_all(&lower[..end]) && !lower[end..].contains(" if ");
        if is_said {
            let needed = sentence.start..sentence.start + end;
            let names = prose.pieces_within(&needed).filter(is_name);
            found.extend(names.map(|piece| prose.locate(piece.seen.clone())));
        }
    }
    found
}

/// The names in code or in bold of which a sentence says that they are optional, and nothing else.
pub(crate) fn named_optional(prose: &Prose<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let lower = prose.lower[sentence.clone()].trim_end().trim_end_matches('.');
        let said = [" is optional", " are optional"];
        let Some(subject) = said.iter().find_map(|words| lower.strip_suffix(words)) else {
            continue;
        };
        let subject = sentence.start..sentence.start + subject.len();
        let names: Vec<&str> = prose
            .pieces_within(&subject)
            .filter(|piece| piece.is_set_off() && is_member_name(piece.text))
            .map(|piece| piece.text)
            .collect();
        let words = prose.lower[subject].split(|letter: char| letter.is_whitespace() || letter == ',');
        let mut words = words.filter(|word| !word.is_empty());
        let is_known = |word: &str| {
            BESIDE_NAMES.contains(&word) || names.iter().any(|name| name.eq_ignore_ascii_case(word))
        };
        if words.all(is_known) {
            found.extend(names.into_iter().map(str::to_owned));
        }
    }
    found
}

/// What may stand beside the names in the subject of a sentence.
const BESIDE_NAMES: &[&str] = &[
    "the",
    "and",
    "both",
    "property",
    "properties",
    "parameter",
    "parameters",
    "field",
    "fields",
];

/// Whether a sentence in lower case says that something must be sent, whatever the case is.
pub(in crate::rules) fn is_said_of_all(sentence: &str) -> bool {
    let begins = sentence.trim_start();
    NEEDED.iter().any(|words| sentence.contains(words))
        && !CONDITIONS.iter().any(|words| sentence.contains(words))
        && !CONDITIONAL_BEGINNINGS.iter().any(|word| begins.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::{
        announces_required, named_optional, named_required, named_required_to_create, required_item,
    };
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
            (
                "You must include the **sail**, **crewRole** and **mast** properties.",
                &["sail", "crewRole", "mast"],
            ),
            ("The body **must** contain the **sail**.", &["sail"]),
            ("The **role** of the **sail** is **not** required.", &[]),
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
    fn a_list_has_the_required_names() {
        for (sentence, expected) in [
            ("You must include the following properties:", true),
            ("Send it. The following properties are required:", true),
            ("You can include the following properties:", false),
            (
                "If it has a sail, you must include the following properties:",
                false,
            ),
            ("The following properties are required.", false),
            ("You must include the following headers:", false),
        ] {
            let text = text(sentence);
            assert_eq!(announces_required(&Prose::new(&text)), expected, "{sentence}");
        }
        for (item, name) in [
            ("**sail**", Some("sail")),
            ("sail", Some("sail")),
            ("`sail`: The sail.", Some("sail")),
            ("**sail** (optional)", None),
            ("The **sail**.", None),
        ] {
            let text = text(item);
            let found = required_item(&Prose::new(&text)).map(|name| name.value);
            assert_eq!(found.as_deref(), name, "{item}");
        }
    }

    #[test]
    fn names_that_the_creation_needs() {
        for (sentence, names) in [
            (
                "The **sail** and **mast** are required when you create a kite.",
                &["sail", "mast"][..],
            ),
            ("You must specify **sail** when creating a **kite**.", &["sail"]),
            ("The **sail** is required to create a kite if it has one.", &[]),
            ("If it has one, **sail** is required to create a kite.", &[]),
            ("The **sail** is required when you update a kite.", &[]),
            ("The **sail** is used to create a kite.", &[]),
        ] {
            let text = text(sentence);
            let found = named_required_to_create(&Prose::new(&text));
            let found: Vec<&str> = found.iter().map(|name| name.value.as_str()).collect();
            assert_eq!(found, names, "{sentence}");
        }
    }

    #[test]
    fn names_that_a_sentence_calls_optional() {
        for (sentence, names) in [
            ("The **sail** property is optional.", &["sail"][..]),
            (
                "Send it. `sail`, `mast` and `rope` are optional.",
                &["sail", "mast", "rope"],
            ),
            ("The **mast** of the **sail** is optional.", &[]),
            ("The **sail** is optional if there is a **mast**.", &[]),
            ("The **sail** is not optional.", &[]),
            ("The body is optional.", &[]),
        ] {
            let text = text(sentence);
            assert_eq!(named_optional(&Prose::new(&text)), names, "{sentence}");
        }
    }
}
