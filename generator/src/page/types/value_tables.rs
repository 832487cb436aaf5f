//! Tables of the values of a property under a heading that names the property.
//!
//! > ## DisplayAs options
//! >
//! > | Value        | Description                    |
//! > |:-------------|:-------------------------------|
//! > | **default**  | Use the default rendering.     |
//!
//! The heading is the property's name, or ends with it before the word *options* or *property values*: `sortBy
//! options`, `Group visibility options`, `DecimalPlaces`, `type property values`, `result status`. The values belong to the property;
//! unlike those under `### x values` they name no enumeration.
//!
//! Or the sentence before the table names the property:
//!
//! > The following values are allowed for the **type** parameter.
//!
//! Or the header of the column: `Action value`. Or the row of the property links to the heading: "See [how it
//! went](#outcome-status)."

use std::collections::{BTreeMap, BTreeSet};

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{BlockKind, Table, Text};
use crate::page::sink::PageSink;
use crate::rules::prose::Prose;

use crate::page::cells::columns::{ColumnRole, Columns, header_key};
use crate::page::context::PageContext;
use crate::page::sections::SectionKind;
use crate::page::types::{enums, value_lists};
use crate::page::{EnumMember, PropertyFacts, SpelledType};

/// Adds the values that such tables list to the properties whose rows list no others.
pub(in crate::page) fn read(page: &PageContext<'_>, properties: &mut [PropertyFacts], sink: &mut PageSink) {
    let linked = linked(properties);
    for section in page.sections.iter() {
        let heading = match section.kind {
            SectionKind::Other => section.heading_text(),
            SectionKind::RequestBody => String::new(),
            _ => continue,
        };
        let by_heading = named(&heading, properties);
        let by_link = linked.get(&enums::fragment(&heading)).copied().flatten();
        let mut by_sentence = None;
        let mut of_list = by_heading.filter(|_| names_property(&heading));
        for block in section.all_blocks() {
            match &block.kind {
                BlockKind::Paragraph(text) => by_sentence = announced_by(&Prose::new(text), properties),
                BlockKind::Table(table) => {
                    let place = by_sentence.take().or(by_heading).or(by_link);
                    let place = place.or_else(|| named_by_header(table, properties));
                    if let Some(place) = place.filter(|_| has_values(table)) {
                        take_values(&mut properties[place], table, sink);
                    } else if place.is_none() && has_values(table) && names_property(&heading) {
                        let message = "the values are those of no property that the page has a row for";
                        sink.push(Diagnostic::new(Code::UnusedTable, table.header.span, message));
                    }
                }
                // Only the first list: those within it are no values.
                BlockKind::List { items, .. } => {
                    let place = of_list.take();
                    let property = place.and_then(|place| properties.get_mut(place));
                    property
                        .into_iter()
                        .for_each(|property| value_lists::take(property, items));
                }
                _ => {}
            }
        }
    }
}

/// The fragments to which rows link, each with the place of the property; without a place where several do, or where the
/// property has a type that cannot have values.
pub(super) fn linked(properties: &[PropertyFacts]) -> BTreeMap<String, Option<usize>> {
    let mut linked: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (place, property) in properties.iter().enumerate() {
        for fragment in fragments(property) {
            let place = can_have_values(property).then_some(place);
            linked
                .entry(fragment)
                .and_modify(|known| *known = known.filter(|known| place == Some(*known)))
                .or_insert(place);
        }
    }
    linked
}

/// The fragments of this page to which the row of a property links.
fn fragments(property: &PropertyFacts) -> impl Iterator<Item = String> {
    let targets = property.description.links().map(|(_, target)| target);
    targets.filter_map(|target| Some(target.strip_prefix('#')?.to_lowercase()))
}

/// The place of the property of which a paragraph says that its values follow.
fn announced_by(prose: &Prose<'_>, properties: &[PropertyFacts]) -> Option<usize> {
    let sentence = prose.sentences().into_iter().next()?;
    let lower = &prose.lower[sentence.clone()];
    if !lower.contains("following") || !lower.contains("values") {
        return None;
    }
    let mut named = prose.pieces_within(&sentence).filter(|piece| {
        let is_beside = |words: &str| {
            ["parameter", "property"]
                .iter()
                .any(|noun| words.starts_with(noun))
        };
        let behind = prose.lower[piece.seen.end..].trim_start();
        piece.is_set_off() && is_beside(behind)
    });
    let name = named.next()?.text;
    index_of(properties, |property| property.name.value == name)
}

/// Whether the first column of a table has values, and the second says what they mean.
fn has_values(table: &Table) -> bool {
    let columns = Columns::read(&table.header);
    let first = table.header.cells.first().map(header_key).unwrap_or_default();
    let names_values = columns.first() == Some(ColumnRole::Value)
        || NOUNS_OF_VALUES.iter().any(|noun| first.ends_with(noun));
    names_values && columns.has(ColumnRole::Description) && !columns.has(ColumnRole::Type)
}

/// Takes the values of a table, if the row of the property lists no others; only their descriptions, if the row lists all of
/// them, however they are cased, and more.
fn take_values(property: &mut PropertyFacts, table: &Table, sink: &mut PageSink) {
    let members = enums::members(table, &Columns::read(&table.header), sink);
    let is_listed = |value: &EnumMember| members.iter().any(|member| member.name.value == value.name.value);
    if property.values.iter().all(is_listed) {
        property.values = members;
        return;
    }
    let mut described: BTreeMap<String, Option<Text>> = members
        .into_iter()
        .map(|member| (member.name.value.to_lowercase(), member.description))
        .collect();
    let known: BTreeSet<String> = property
        .values
        .iter()
        .map(|value| value.name.value.to_lowercase())
        .collect();
    if !described.keys().all(|name| known.contains(name)) {
        let message = format!(
            "the table has other values than the row of `{}`",
            property.name.value
        );
        sink.push(Diagnostic::new(Code::UnusedTable, table.header.span, message));
        return;
    }
    for value in &mut property.values {
        let description = described.remove(&value.name.value.to_lowercase()).flatten();
        value.description = value.description.take().or(description);
    }
}

/// What stands behind the name of a property in the header of a column of its values, in lower case: `Action value`,
/// `type property`.
const NOUNS_OF_VALUES: &[&str] = &[" value", " values", " property"];

/// The place of the property that the header of the first column names.
fn named_by_header(table: &Table, properties: &[PropertyFacts]) -> Option<usize> {
    let header = header_key(table.header.cells.first()?);
    let name = NOUNS_OF_VALUES
        .iter()
        .find_map(|noun| header.strip_suffix(noun))?;
    index_of(properties, |property| property.name.value.to_lowercase() == name)
}

/// Whether a heading says that the values of a property follow: `roles property values`.
fn names_property(heading: &str) -> bool {
    heading
        .trim_end_matches([':', '.'])
        .to_lowercase()
        .ends_with(" property values")
}

/// The place of the property that a heading names.
fn named(heading: &str, properties: &[PropertyFacts]) -> Option<usize> {
    let heading = heading.trim_end_matches([':', '.']).to_lowercase();
    let before = [" options", " property values", " status", " statuses"]
        .iter()
        .find_map(|suffix| heading.strip_suffix(suffix));
    let name = match before {
        Some(rest) => rest.rsplit(' ').next()?,
        None => heading.as_str(),
    };
    index_of(properties, |property| {
        Ascii::new(property.name.value.as_str()) == Ascii::new(name)
    })
}

/// The index of the property that is meant, if it has a type that can have values.
fn index_of(properties: &[PropertyFacts], is_meant: impl Fn(&PropertyFacts) -> bool) -> Option<usize> {
    properties
        .iter()
        .position(|property| is_meant(property) && can_have_values(property))
}

fn can_have_values(property: &PropertyFacts) -> bool {
    !matches!(property.ty.name, SpelledType::Unknown(_))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::page::tests::page_at;

    fn values(heading: &str, header: &str) -> (Vec<String>, Vec<Code>) {
        let text = format!(
            "# columns resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|displayAs|String|How.|\n\n\
             ## {heading}\n\n|{header}|Description|\n|:--|:--|\n|**default**|The default.|\n|**friendly**|A friendly one.|\n"
        );
        let (page, codes) = page_at("v1.0/resources/x.md", &text);
        let values = &page.resource().unwrap().properties[0].values;
        (
            values.iter().map(|value| value.name.value.clone()).collect(),
            codes,
        )
    }

    #[test]
    fn a_heading_names_the_property() {
        for heading in [
            "DisplayAs options",
            "displayAs",
            "Column displayAs options:",
            "displayAs property values",
            "displayAs status",
        ] {
            let (found, codes) = values(heading, "Value");
            assert_eq!((found.join(","), codes), ("default,friendly".to_owned(), vec![]));
        }
    }

    #[test]
    fn a_sentence_names_the_property() {
        let values = |sentence: &str| {
            let text = format!(
                "# Create link\n\n## HTTP request\n\n```http\nPOST /kites/{{id}}/createLink\n```\n\n## Request body\n\n\
                 |Property|Type|Description|\n|:--|:--|:--|\n|type|String|What it is for. Either `view` or `edit`.|\n\n\
                 ### Kinds of links\n\n{sentence}\n\n|Type value|Description|\n|:--|:--|\n|`view`|To look.|\n|`edit`|To write.|\n|`embed`|To show.|\n"
            );
            let (page, codes) = page_at("v1.0/api/x.md", &text);
            assert_eq!(codes, []);
            let rows = page.operations()[0].body.rows();
            let values = rows[0]
                .values
                .iter()
                .map(|value| (value.name.value.clone(), value.description.is_some()));
            values.collect::<Vec<_>>()
        };
        let all = ["view", "edit", "embed"].map(|name| (name.to_owned(), true));
        assert_eq!(
            values("The following values are allowed for the **type** parameter."),
            all
        );
        // The header names it, too.
        assert_eq!(values("There are links of these kinds."), all);
    }

    #[test]
    fn other_headings_and_tables_name_no_values() {
        assert_eq!(values("How to display", "Value").0, Vec::<String>::new());
        assert_eq!(values("displayAs options", "Reason").0, Vec::<String>::new());
    }

    #[test]
    fn a_header_names_the_property() {
        let read = |row: &str| {
            let text = format!(
                "# Fly kite\n\n## HTTP request\n\n```http\nPOST /kites/{{id}}/fly\n```\n\n## Request body\n\n\
                 |Parameter|Type|Description|\n|:--|:--|:--|\n|way|flightWay|Possible values are: `{row}`.|\n\n\
                 What each way means:\n\n|Way value|Description|Where|\n|:--|:--|:--|\n|Low|Near the ground.|All|\n"
            );
            let (page, codes) = page_at("v1.0/api/x.md", &text);
            let rows = page.operations()[0].body.rows();
            let values = rows[0].values.iter();
            let values = values.map(|value| (value.name.value.clone(), value.description.is_some()));
            (values.collect::<Vec<_>>(), codes)
        };
        let described = vec![("low".to_owned(), true), ("high".to_owned(), false)];
        assert_eq!(read("low`, `high"), (described, vec![]));
        let (values, codes) = read("high`, `higher");
        assert_eq!((values.len(), codes), (2, vec![Code::UnusedTable]));
    }

    #[test]
    fn values_of_no_property_are_reported() {
        let (found, codes) = values("roles property values", "Value");
        assert_eq!((found, codes), (vec![], vec![Code::UnusedTable]));
    }
}
