//! What the top of a page says is deprecated: what the page documents, or some of its properties.

use crate::graph::{Title, singular, without_notice};
use crate::markdown::{Block, Text};
use crate::rules::deprecated::{DeprecatedThing, deprecated, names_this_kind, thing};
use crate::rules::prose::Prose;
use crate::span::Spanned;

use crate::page::PropertyFacts;
use crate::page::sections::{Section, SectionKind, Sections};

/// Where the page says that what it documents is deprecated: the title, a note, which may be included, or the description.
///
/// Only a sentence about the page's own subject says so. A note whose file is called `todo-deprecate-…` is included where
/// something else is deprecated that was used with it, too. Below other headings it is one that speaks of "this API".
pub(in crate::page) fn of_page(title: &Spanned<Title>, sections: &Sections<'_>) -> Option<Spanned<String>> {
    let at_top = blocks(sections)
        .filter_map(Block::paragraph)
        .find_map(|text| said(text).filter(|found| is_of_page(&found.value, &title.value)));
    let below = || {
        let below = sections.outside_examples().skip(1);
        let mut texts =
            below.flat_map(|(_, section)| Section::all_blocks(section).filter_map(Block::paragraph));
        texts.find_map(|text| said(text).filter(|found| names_this_kind(&found.value)))
    };
    let said = at_top.or_else(below);
    let in_title = title.value.text.to_lowercase().contains("(deprecated)");
    said.or_else(|| in_title.then(|| Spanned::new("Deprecated.".to_owned(), title.span)))
}

/// What a text says is deprecated, without the label of the note.
fn said(text: &Text) -> Option<Spanned<String>> {
    let mut found = deprecated(&Prose::new(text))?;
    found.value = without_notice(&found.value).to_owned();
    Some(found)
}

/// Marks the rows that the top of the page says are deprecated: "The property `target` will be deprecated".
pub(in crate::page) fn mark_rows(sections: &Sections<'_>, rows: &mut [PropertyFacts]) {
    for text in blocks(sections).filter_map(Block::paragraph) {
        let prose = Prose::new(text);
        for sentence in prose.sentences() {
            let said = prose.locate(sentence.clone()).value;
            let said = without_notice(&said);
            let DeprecatedThing::Part { end } = thing(said) else {
                continue;
            };
            // What stands behind the statement takes their place.
            let names = prose
                .pieces_within(&sentence)
                .filter(|piece| piece.is_set_off())
                .filter(|piece| said.find(piece.text).is_some_and(|at| at < end));
            for name in names {
                if let Some(row) = rows.iter_mut().find(|row| row.name.value == name.text) {
                    row.deprecated.get_or_insert_with(|| said.to_owned());
                }
            }
        }
    }
}

/// What stands before the first heading.
fn blocks<'a>(sections: &Sections<'a>) -> impl Iterator<Item = &'a Block> {
    let top = sections.iter().find(|section| section.kind == SectionKind::Top);
    top.into_iter().flat_map(Section::all_blocks)
}

/// Whether a sentence about deprecation is about the page's own subject.
fn is_of_page(sentence: &str, title: &Title) -> bool {
    match thing(sentence) {
        DeprecatedThing::This => true,
        DeprecatedThing::Part { .. } | DeprecatedThing::Unknown => false,
        // "The shelf API is deprecated", on the page of shelves or of another thing.
        DeprecatedThing::Named(words) => {
            let letters = title
                .text
                .to_lowercase()
                .replace(|letter: char| !letter.is_alphanumeric(), "");
            let mut words = words.iter().filter(|word| word.len() > 2);
            words.any(|word| letters.contains(singular(word).as_str()))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::markdown;
    use crate::page::tests::page_at;
    use crate::source::{SourceFile, SourceMap};

    /// What the page says of itself and of its rows.
    fn deprecated(note: &str) -> (Option<String>, Vec<String>) {
        let text = format!(
            "# rack resource type\n\n{note}\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|room|String|Where.|\n|place|String|Where, too.|\n"
        );
        let (page, _) = page_at("v1.0/resources/rack.md", &text);
        let resource = page.resource().unwrap();
        let rows = resource.properties.iter().filter(|row| row.deprecated.is_some());
        let rows = rows.map(|row| row.name.value.clone()).collect();
        (page.deprecated.clone().map(|said| said.value), rows)
    }

    #[test]
    fn a_note_below_another_heading_speaks_of_this_thing() {
        for (note, is_of_page) in [
            (
                "> [!CAUTION]\n> This API is deprecated and will stop returning data on May 2, 2027.",
                true,
            ),
            ("> **Note:** This resource is deprecated.", true),
            ("**Note:** These APIs will be deprecated.", true),
            (
                "> **Note:** Effective May 2027, this API will no longer be supported and should not be used.",
                true,
            ),
            (
                "> **Note:** Since May 2027, that API will no longer be supported.",
                false,
            ),
            ("This shelf is deprecated.", false),
            ("> The racks API is deprecated.", false),
            ("This property is deprecated.", false),
        ] {
            let (page, _) = deprecated(&format!("A rack.\n\n## Remarks\n\n{note}"));
            assert_eq!(page.is_some(), is_of_page, "{note}");
            let (page, _) = deprecated(&format!("A rack.\n\n## Example\n\n{note}"));
            assert_eq!(page, None, "{note}");
        }
        let (page, _) = deprecated("> The `/rooms/{id}/racks` endpoint is deprecated.");
        assert_eq!(page, None, "one of its paths");
    }

    #[test]
    fn the_sentence_tells_what_is_deprecated() {
        for note in [
            "This resource is deprecated.",
            "> [!CAUTION]\n> The **rack** entity is deprecated. Use shelves.",
            "The racks API is deprecated and will be removed.",
            "The API will be deprecated.",
            "Deprecated. Use shelves.",
        ] {
            let (page, rows) = deprecated(note);
            assert!(page.is_some() && rows.is_empty(), "{note}");
        }
        for note in [
            "The Intune Graph API is deprecated.",
            "The `/racks` path is deprecated. Use `/shelves`.",
            "The **Rack.Read** permission is deprecated.",
            "Properties of this resource have been renamed, the original property being deprecated.",
            "A rack that has been deprecated.",
        ] {
            assert_eq!(deprecated(note), (None, vec![]), "{note}");
        }
        for (note, names) in [
            (
                "> The property `room` will be deprecated and replaced by `place`.",
                &["room"][..],
            ),
            ("The **room** property is deprecated. Use **place**.", &["room"]),
            (
                "> **Note:** The `room` and `place` properties are deprecated.",
                &["room", "place"],
            ),
        ] {
            let (page, rows) = deprecated(note);
            assert_eq!(
                (page, rows.as_slice()),
                (
                    None,
                    names
                        .iter()
                        .map(|name| (*name).to_owned())
                        .collect::<Vec<_>>()
                        .as_slice()
                ),
                "{note}"
            );
        }
    }

    /// What a page of racks says that includes a note.
    fn with_note(note: &str) -> Option<String> {
        let page = "# rack resource type\n\n[!INCLUDE [note](../includes/rack-deprecate-shared.md)]\n\n## Properties\n\nNone\n";
        let path = "v1.0/resources/rack.md";
        let sources = SourceMap::new(vec![
            SourceFile::new(path, page),
            SourceFile::new("v1.0/includes/rack-deprecate-shared.md", note),
        ]);
        let mut sink = Diagnostics::new();
        let document = markdown::read(&sources, sources.find(path).unwrap(), &mut sink);
        let page = crate::page::read(&sources, &document, &mut sink);
        page.deprecated.map(|said| said.value)
    }

    #[test]
    fn an_included_note_says_no_more_than_its_sentences() {
        let own = "> [!CAUTION]\n> The racks API is deprecated.";
        assert_eq!(with_note(own).as_deref(), Some("The racks API is deprecated."));
        for other in [
            "> [!CAUTION]\n> Apps that use this feature with [crates](crate.md) should be updated, as the set built on crates is deprecated.",
            "> [!CAUTION]\n> The endpoint has moved.",
        ] {
            assert_eq!(with_note(other), None, "{other}");
        }
    }
}
