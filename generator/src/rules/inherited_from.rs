//! "Inherited from [entity](entity.md)" in the description of a property.

use crate::span::Spanned;

use super::prose::Prose;
use super::type_reference;

/// How many times the words of one description are followed up.
const MAX_PLACES: usize = 8;

/// The type that a row says it was inherited from. It may be an ancestor rather than the base type. "Inherited
/// property" names none, and "permissions inherited from a parent folder" are something else.
pub(crate) fn inherited_from(prose: &Prose<'_>) -> Option<Spanned<String>> {
    const PHRASE: &str = "inherited from";
    let mut places = prose.lower.match_indices(PHRASE).take(MAX_PLACES);
    places.find_map(|(at, _)| {
        // Descriptions lack full stops: "Default is false Inherited from [x](x.md)".
        let before = prose.seen[..at].trim_end();
        let begins =
            prose.seen[at..].starts_with('I') || before.is_empty() || before.ends_with(['.', '*', '(']);
        if !begins {
            return None;
        }
        let end = prose.sentence_end(at);
        type_reference::first(prose, at + PHRASE.len()..end).map(|mention| mention.name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn a_statement_names_the_type_that_declares_the_property() {
        for (description, expected) in [
            (" Inherited from [entity](../resources/entity.md)", Some("entity")),
            (
                "Key of the entity. Inherited from [deviceConfiguration](x.md). Possible values are: `a`.",
                Some("deviceConfiguration"),
            ),
            (
                "Default is false Inherited from [windowsInformationProtection](x.md)",
                Some("windowsInformationProtection"),
            ),
            ("Read-only. Inherited from **baseItem**.", Some("baseItem")),
            ("Inherited from deviceConfiguration", Some("deviceConfiguration")),
            (
                "**TODO: Add Description** Inherited from [entity](x.md)",
                Some("entity"),
            ),
            ("Inherited property.", None),
            (
                "The permissions that are inherited from [the parent](parent.md).",
                None,
            ),
        ] {
            let source = text(description);
            let found = inherited_from(&Prose::new(&source)).map(|name| name.value);
            assert_eq!(found.as_deref(), expected, "{description}");
        }
    }
}
