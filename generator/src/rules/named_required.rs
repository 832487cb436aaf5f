//! "The **displayName** and **mailNickname** properties are required.", "**owner** must be specified when you create a team.",
//! "The **topic** property is optional."

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
const CONDITIONAL_BEGINNINGS: &[&str] = &["for ", "if ", "when "];

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
fn is_said_of_all(sentence: &str) -> bool {
    let begins = sentence.trim_start();
    NEEDED.iter().any(|words| sentence.contains(words))
        && !CONDITIONS.iter().any(|words| sentence.contains(words))
        && !CONDITIONAL_BEGINNINGS.iter().any(|word| begins.starts_with(word))
}

/// The place of a sentence that calls the type of the body required: "The `@odata.type` property must be included in the
/// body.", "You must supply the `"@odata.type": "#microsoft.graph.kite"` line in the request body.", "In the request body,
/// set the `@odata.type` property to the kind of kite."
pub(crate) fn required_type(prose: &Prose<'_>) -> Option<Span> {
    let mut sentences = prose.sentences().into_iter();
    let is_about_type = |sentence: &Range<usize>| {
        let lower = &prose.lower[sentence.clone()];
        let names_type = |piece: &&StyledPiece<'_>| piece.is_set_off() && piece.text.contains(ODATA_TYPE);
        let mut named = prose.pieces_within(sentence).filter(names_type).peekable();
        let is_named = named.peek().is_some();
        let is_required = is_named && is_said_of_all(lower)
            || named.any(|piece| is_asked_for(lower, piece.seen.start - sentence.start));
        is_required && lower.contains("body")
    };
    let sentence = sentences.find(is_about_type)?;
    Some(prose.locate(sentence).span)
}

/// The verbs by which a sentence asks for what it names behind, in lower case.
const ASKS: &[&str] = &["include", "provide", "set", "specify", "supply", "use"];

/// Words behind a name that make a request for it hold in some cases only.
const CONDITIONS_BEHIND: &[&str] = &[" if ", " when ", "unless"];

/// Whether a sentence in lower case asks for what it names at `at`: "In the body, … and set the `tail`". A verb in the middle
/// of a clause asks for nothing: "The samples set the `tail`".
fn is_asked_for(sentence: &str, at: usize) -> bool {
    let (before, behind) = sentence.split_at(at);
    let words = before.trim_end();
    let words = words.strip_suffix(" the").unwrap_or(words).trim_end();
    let clause = ASKS.iter().find_map(|verb| words.strip_suffix(verb));
    let begins_clause = clause.is_some_and(|before| {
        let before = before.trim_end();
        before.is_empty() || before.ends_with(',') || before.ends_with(" and") || before.ends_with(" must")
    });
    let begins = sentence.trim_start();
    begins_clause
        && !CONDITIONS.iter().any(|words| before.contains(words))
        && !CONDITIONS_BEHIND.iter().any(|words| behind.contains(words))
        && !CONDITIONAL_BEGINNINGS.iter().any(|word| begins.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::{
        announces_required, named_optional, named_required, named_required_to_create, required_item,
        required_type,
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
            (
                "In the request body, supply a kite, and set the `@odata.type` property to the kind that it is of.",
                true,
            ),
            ("In the request body, use `@odata.type` to tell the kite.", true),
            ("Specify the `@odata.type` in the body.", true),
            ("For red kites, set `@odata.type` in the body.", false),
            ("In the body, set `@odata.type` when the kite is red.", false),
            ("The samples of the body set `@odata.type`.", false),
            ("Use the `tail` of the body.", false),
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
