//! "Inherited from [entity](entity.md)" in the description of a property.

use crate::markdown::{Inline, InlineKind, Passage, Text};
use crate::span::Spanned;

use super::prose::Prose;
use super::type_reference;

/// The words behind which the name of the type stands, with the capital with which a statement begins.
const STATEMENT: &str = "Inherited from ";

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

/// A description without the statement, for a reader who is told the same elsewhere.
pub(crate) fn without_statement(description: &[Passage]) -> Vec<Passage> {
    let shortened = description.iter().map(|passage| match passage {
        Passage::Paragraph(text) => Passage::Paragraph(Text {
            inlines: without_words(text.inlines.to_vec()).into(),
            ..text.clone()
        }),
        Passage::List { .. } => passage.clone(),
    });
    shortened
        .filter(|passage| passage.text().is_none_or(|text| !text.inlines.is_empty()))
        .collect()
}

/// Takes the words and the name out, and the full stop behind them.
fn without_words(mut inlines: Vec<Inline>) -> Vec<Inline> {
    let Some(at) = inlines.windows(2).position(is_statement) else {
        return inlines;
    };
    inlines.remove(at + 1);
    if let Some(behind) = text_at(&mut inlines, at + 1) {
        *behind = behind.trim_start_matches('.').trim_start().to_owned();
        if behind.trim().is_empty() {
            inlines.remove(at + 1);
        }
    }
    let is_last = at + 1 == inlines.len();
    if let Some(said) = text_at(&mut inlines, at) {
        said.truncate(said.len() - STATEMENT.len());
        if is_last {
            said.truncate(said.trim_end().len());
        }
        if said.is_empty() {
            inlines.remove(at);
        }
    }
    inlines
}

/// Whether a text ends with the words, and a name stands behind it.
fn is_statement(pair: &[Inline]) -> bool {
    let [said, name] = pair else {
        return false;
    };
    let is_name = matches!(
        name.kind,
        InlineKind::Link { .. } | InlineKind::Code(_) | InlineKind::Strong(_) | InlineKind::Emphasis(_)
    );
    // Not "permissions inherited from a parent folder".
    is_name
        && matches!(&said.kind, InlineKind::Text(said)
            if said.ends_with(STATEMENT) || said.eq_ignore_ascii_case(STATEMENT))
}

fn text_at(inlines: &mut [Inline], at: usize) -> Option<&mut String> {
    match &mut inlines.get_mut(at)?.kind {
        InlineKind::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    fn shortened(description: &str) -> Option<String> {
        let passages = without_statement(&Passage::of_text(&text(description)));
        let paragraph = passages.first()?.text()?;
        let pieces = paragraph.inlines.iter().map(|inline| match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => text.as_str(),
            _ => "*",
        });
        Some(pieces.collect())
    }

    #[test]
    fn a_statement_is_left_out() {
        for (description, left) in [
            (
                "The key. Inherited from [entity](e.md). Read-only.",
                Some("The key. Read-only."),
            ),
            ("The key. Inherited from [entity](e.md)", Some("The key.")),
            ("The key. Inherited from **entity**.", Some("The key.")),
            (
                "Valid values 4 to 14 Inherited from [x](x.md)",
                Some("Valid values 4 to 14"),
            ),
            ("inherited from [x](x.md). Writable.", Some("Writable.")),
            ("Inherited from `entity`", None),
            (
                "Permissions inherited from [x](x.md)",
                Some("Permissions inherited from *"),
            ),
            ("Inherited property.", Some("Inherited property.")),
            ("[x](x.md)", Some("*")),
        ] {
            assert_eq!(shortened(description).as_deref(), left, "{description}");
        }
    }

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
