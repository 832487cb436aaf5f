//! "Deprecated", "will be deprecated".

use crate::span::Spanned;

use super::prose::Prose;

/// The sentence that says that the thing described is deprecated, or going to be: "(deprecated)", "Deprecated
/// -- use `driveItem` instead.", "This property will be deprecated in July 2019". Not a value of that name, and
/// not a property that tells whether something else is deprecated.
pub(crate) fn deprecated(prose: &Prose<'_>) -> Option<Spanned<String>> {
    prose
        .sentences()
        .into_iter()
        .find(|sentence| says(&prose.lower[sentence.clone()]))
        .map(|sentence| prose.locate(sentence))
}

fn says(sentence: &str) -> bool {
    const PHRASES: &[&str] = &[
        " is deprecated",
        " are deprecated",
        " has been deprecated",
        " have been deprecated",
        " be deprecated",
        " being deprecated",
        " is now deprecated",
        " is obsolete",
    ];
    const OTHERS: &[&str] = &["whether ", "indicates if ", "true if ", "flag to ", "possible "];
    let words = sentence.trim_matches(|c: char| !c.is_alphanumeric());
    if OTHERS.iter().any(|other| words.contains(other)) {
        return false;
    }
    let begins = words
        .strip_prefix("deprecated")
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    begins
        || sentence.contains("(deprecated")
        || sentence.contains("[deprecated]")
        || PHRASES.iter().any(|phrase| sentence.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn statements() {
        for (description, expected) in [
            (
                "Used to access the item. Deprecated -- use `driveItem` instead.",
                Some("Deprecated -- use driveItem instead."),
            ),
            (
                "\\[Deprecated\\] Configuring this setting has no effect.",
                Some("[Deprecated] Configuring this setting has no effect."),
            ),
            (
                "AAD Device ID - to be deprecated",
                Some("AAD Device ID - to be deprecated"),
            ),
            (
                "This property will be deprecated in July 2019.",
                Some("This property will be deprecated in July 2019."),
            ),
            (
                "Possible states are **InDevelopment**, **Available**, and **Deprecated**.",
                None,
            ),
            ("Indicates whether the control is deprecated.", None),
            ("Flag to indicate if a control is deprecated.", None),
        ] {
            let source = text(description);
            let found = deprecated(&Prose::new(&source)).map(|sentence| sentence.value);
            assert_eq!(found.as_deref(), expected, "{description}");
        }
    }
}
