//! Rows that sentences add to the table of a body, or take out of it.

use std::collections::BTreeSet;

use crate::coverage::IgnoreReason;
use crate::graph::{ODATA_TYPE, Primitive};
use crate::markdown::Block;
use crate::page::api::request::body::BodyStatements;
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::sink::PageSink;
use crate::page::{PropertyFacts, RowKind, SpelledType, TypeFacts};
use crate::rules::part_of_whole::collection_of_item;
use crate::rules::prose::Prose;
use crate::rules::required_type::{TypeSentence, required_type};
use crate::span::Spanned;

/// Takes out the rows about the items of what another row holds: they are properties of the type of that row.
pub(super) fn take_out_items(rows: &mut Vec<PropertyFacts>, sink: &mut PageSink) {
    let names: BTreeSet<String> = rows.iter().map(|row| row.name.value.clone()).collect();
    let items = rows.extract_if(.., |row| {
        let prose = Prose::new(&row.description);
        let collection = collection_of_item(&prose);
        collection.is_some_and(|name| name != row.name.value && names.contains(name))
    });
    for row in items {
        sink.ignored(row.span, IgnoreReason::RowOfItem);
    }
}

/// Takes the only properties that are sent by a sentence, where no table lists any.
pub(super) fn add_named(statements: &mut BodyStatements, names: Vec<Spanned<String>>) {
    if statements.ty.is_none() || !statements.properties.is_empty() {
        return;
    }
    for name in names {
        let ty = TypeFacts::untyped(name.span);
        let row = PropertyFacts::named(name, ty, RowKind::Untabled);
        statements.properties.push(row);
    }
}

/// Adds the type that a sentence of the page requires in the body, wherever it stands.
pub(super) fn add_type(page: &PageContext<'_>, statements: &mut BodyStatements) {
    let mut rows = statements.properties.iter();
    if !statements.is_described() || rows.any(|row| row.name.value == ODATA_TYPE) {
        return;
    }
    let mut sections = page.sections.outside_examples();
    let said = sections.find_map(|(index, section)| {
        let stands = match page.sections.belongs_to(index, &SectionKind::RequestBody) {
            true => TypeSentence::AboutBody,
            false => TypeSentence::Elsewhere,
        };
        let mut texts = section.all_blocks().filter_map(Block::paragraph);
        texts.find_map(|text| required_type(&Prose::new(text), stands))
    });
    if let Some(span) = said {
        let name = Spanned::new(ODATA_TYPE.to_owned(), span);
        let ty = TypeFacts {
            name: SpelledType::Primitive(Primitive::String),
            ..TypeFacts::untyped(span)
        };
        statements.properties.push(PropertyFacts {
            required: Some(true),
            ..PropertyFacts::named(name, ty, RowKind::Untabled)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};

    /// The rows of an update with this text about its body, each with whether it is required.
    fn rows(body: &str) -> Vec<(String, Option<bool>)> {
        let page = format!(
            "# Update kite\n\n## HTTP request\n\n```http\nPATCH /kites/{{id}}\n```\n\n## Request body\n\nSupply the values of the [kite](../resources/kite.md) object.\n\n{body}\n\n## Response\n\nIf successful, this method returns a `204 No Content` response code.\n"
        );
        let (operations, codes) = testing::read(&page, operation::operations);
        assert_eq!(codes, [], "{body}");
        let rows = operations[0].body.rows().iter();
        rows.map(|row| (row.name.value.clone(), row.required)).collect()
    }

    #[test]
    fn a_sentence_names_the_only_properties() {
        let table = "|Property|Type|Description|\n|:---|:---|:---|\n|tail|String|The tail.|\n";
        let only = "Only the **colour** property can be updated.";
        assert_eq!(rows(only), [("colour".to_owned(), None)]);
        assert_eq!(rows(&format!("{only}\n\n{table}")), [("tail".to_owned(), None)]);
    }

    #[test]
    fn a_sentence_requires_the_type() {
        let sentence = "**Note:** The `@odata.type` property with a value of `#microsoft.graph.kite` must be included in the body.";
        assert_eq!(rows(sentence), [("@odata.type".to_owned(), Some(true))]);
        let short = "You must supply the **@odata.type** property to tell the kite.";
        assert_eq!(rows(short), [("@odata.type".to_owned(), Some(true))]);
        assert_eq!(rows("The `@odata.type` property tells which kite it is."), []);
    }

    #[test]
    fn rows_of_items_are_those_of_their_type() {
        let item = |name: &str| {
            format!("|{name}|String|For each label in the **labels** collection, specify this. Required.|\n")
        };
        let table = "|Property|Type|Description|\n|:---|:---|:---|\n";
        let labels = "|labels|[label](../resources/label.md) collection|The labels.|\n";
        let with_labels = format!("{table}{labels}{}{}", item("text"), item("size"));
        assert_eq!(rows(&with_labels), [("labels".to_owned(), None)]);
        let alone = format!("{table}{}", item("text"));
        assert_eq!(rows(&alone), [("text".to_owned(), Some(true))]);
    }
}
