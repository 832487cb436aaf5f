//! "Flag enum", `IsFlags`.

use super::prose::Prose;

/// Whether the prose says that several members of an enumeration can hold at once: "Flag enum to determine …",
/// "marked with the `IsFlags` attribute", "bitmask".
pub(crate) fn is_flags(prose: &Prose<'_>) -> bool {
    const PHRASES: &[&str] = &[
        "flag enum",
        "flags enum",
        "flagged enum",
        "isflags",
        "bitmask",
        "bit mask",
        "bitwise",
        "multivalued enum",
        "multi-valued enum",
        "multi-value enum",
        "multi-valued flag",
        "enum is multivalued",
        "enum is multi-valued",
        "enumeration is multivalued",
        "enumeration is multi-valued",
    ];
    PHRASES.iter().any(|phrase| prose.lower.contains(phrase))
}

/// Whether a description says that its property holds several members of its type at once: "This property is
/// multi-valued and the same task can apply to both categories." "A comma-separated list of the parts to copy."
/// "Multivalued." Where the type is a collection, that is another word for it.
pub(crate) fn is_multi_valued(prose: &Prose<'_>) -> bool {
    const PHRASES: &[&str] = &[
        "property is multi-valued",
        "property is multivalued",
        "is a multi-valued property",
        "is a multivalued property",
        "can be multivalued",
        "can be multi-valued",
        "comma-separated list of",
        "comma separated list of",
        "separated by comma",
        "separated by a comma",
        "separated with comma",
    ];
    const SENTENCES: &[&str] = &["multivalued", "multi-valued"];
    let is_sentence = |sentence: std::ops::Range<usize>| {
        let said = prose.lower.get(sentence).unwrap_or_default();
        SENTENCES.contains(&said.trim_matches(|letter: char| !letter.is_alphabetic())) || lists_values(said)
    };
    PHRASES.iter().any(|phrase| prose.lower.contains(phrase))
        || prose.sentences().into_iter().any(is_sentence)
}

/// Whether a sentence in lower case says that values stand in a list: "Given as comma-separated values." Text files of
/// such values are something else.
fn lists_values(sentence: &str) -> bool {
    const LISTS: &[&str] = &["comma-separated values", "comma separated values"];
    const FILES: &[&str] = &["file with", "file of", "csv"];
    LISTS.iter().any(|words| sentence.contains(words)) && !FILES.iter().any(|words| sentence.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn a_statement_says_that_values_can_be_combined() {
        let says = |raw: &str| is_flags(&Prose::new(&text(raw)));
        assert!(says(
            "Flag enum representing the allowed macOS system extension types."
        ));
        assert!(says("This enumeration is marked with the `IsFlags` attribute."));
        assert!(says("What it is for. The **boatUse** enum is multivalued."));
        assert!(!says("Specifies which flags are shown."));
    }
    #[test]
    fn properties_with_several_values() {
        let says = |raw: &str| is_multi_valued(&Prose::new(&text(raw)));
        assert!(says(
            "What it is for: `a`, `b`. This property is multi-valued and may hold both."
        ));
        assert!(says("A comma-separated list of the parts to copy."));
        assert!(says("What it is for: `a`, `b`. Multivalued."));
        assert!(says("The kinds. Values are separated by commas."));
        assert!(says("The kinds, as comma-separated values."));
        assert!(!says("A file with comma-separated values."));
        assert!(!says("One value of several multi-valued attributes."));
    }
}
