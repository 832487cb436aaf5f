//! "The `@odata.type` property must be included in the body."

use std::ops::Range;

use crate::graph::ODATA_TYPE;
use crate::span::Span;

use super::named_required::{CONDITIONAL_BEGINNINGS, CONDITIONS, is_said_of_all};
use super::prose::{Prose, StyledPiece};

/// Where a sentence stands that may call the type of the body required.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TypeSentence {
    /// Under the heading of the body.
    AboutBody,
    /// Elsewhere, so that it is about the body only where it says so.
    Elsewhere,
}

/// The place of a sentence that calls the type of the body required: "The `@odata.type` property must be included in the
/// body.", "You must supply the `"@odata.type": "#microsoft.graph.kite"` line in the request body.", "In the request body,
/// set the `@odata.type` property to the kind of kite."
pub(crate) fn required_type(prose: &Prose<'_>, stands: TypeSentence) -> Option<Span> {
    let mut sentences = prose.sentences().into_iter();
    let is_about_type = |sentence: &Range<usize>| {
        let lower = &prose.lower[sentence.clone()];
        let names_type = |piece: &&StyledPiece<'_>| piece.is_set_off() && piece.text.contains(ODATA_TYPE);
        let mut named = prose.pieces_within(sentence).filter(names_type).peekable();
        let is_named = named.peek().is_some();
        let is_required = is_named && is_said_of_all(lower)
            || named.any(|piece| is_asked_for(lower, piece.seen.start - sentence.start));
        is_required && (stands == TypeSentence::AboutBody || lower.contains("body"))
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
    use super::{TypeSentence, required_type};
    use crate::rules::prose::Prose;
    use crate::rules::text;

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
            (
                "You must supply the **@odata.type** property to tell the kite.",
                false,
            ),
        ] {
            let text = text(sentence);
            assert_eq!(
                required_type(&Prose::new(&text), TypeSentence::Elsewhere).is_some(),
                expected,
                "{sentence}"
            );
        }
    }

    #[test]
    fn a_sentence_under_the_heading_of_the_body_is_about_it() {
        let text = text("You must supply the **@odata.type** property to tell the kite.");
        assert!(required_type(&Prose::new(&text), TypeSentence::AboutBody).is_some());
    }
}
