//! "The following request adds an existing crate to the depot.", "Creating a new crate": of which of two requests a text
//! speaks.
//!
//! Some pages document side by side what is done with an object that there is already and what makes a new one. Each of
//! their headings and paragraphs says of which it speaks by one of two words.

use super::prose::Prose;

/// One of two requests that a page tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// That which makes an object: "in a *new* instance".
    New,
    /// That about an object which there is already: "in an *existing* instance".
    Existing,
}

/// The request of which a text speaks; `None` where it speaks of none or of both: "in a new or existing instance".
pub(crate) fn case(prose: &Prose<'_>) -> Option<Case> {
    case_of_words(&prose.lower)
}

/// The request of which a text in lower case speaks.
pub(crate) fn case_of_words(lower: &str) -> Option<Case> {
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let (new, existing) = words.fold((false, false), |(new, existing), word| {
        (new || word == "new", existing || word == "existing")
    });
    match (new, existing) {
        (true, false) => Some(Case::New),
        (false, true) => Some(Case::Existing),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn one_of_two_words_tells_of_which_request_a_text_speaks() {
        for (raw, expected) in [
            ("Create a label in a new crate", Some(Case::New)),
            ("Permissions to create a *new* crate", Some(Case::New)),
            ("Create a label in an existing crate", Some(Case::Existing)),
            ("Adding an _existing_ crate, lid, or label", Some(Case::Existing)),
            ("Create a label in a new or existing crate.", None),
            ("The following is the syntax of the requests.", None),
            ("A newer crate replaces one that already exists.", None),
        ] {
            assert_eq!(case(&Prose::new(&text(raw))), expected, "{raw}");
        }
    }
}
