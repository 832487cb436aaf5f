//! Tables of the values of a property under a heading that names the property.
//!
//! > ## DisplayAs options
//! >
//! > | Value        | Description                    |
//! > |:-------------|:-------------------------------|
//! > | **default**  | Use the default rendering.     |
//!
//! The heading is the property's name, or ends with it before the word *options* or *property values*: `sortBy
//! options`, `Group visibility options`, `DecimalPlaces`, `type property values`. The values belong to the property;
//! unlike those under `### x values` they name no enumeration.

use crate::markdown::BlockKind;
use crate::page::sink::PageSink;

use super::columns::{ColumnRole, Columns};
use super::context::PageContext;
use super::sections::SectionKind;
use super::{PropertyFacts, SpelledType, enums};

/// Adds the values that such tables list to the properties whose rows list no values.
pub(super) fn read(page: &PageContext<'_>, properties: &mut [PropertyFacts], sink: &mut PageSink) {
    for section in page.sections.iter() {
        if section.kind != SectionKind::Other {
            continue;
        }
        let Some(property) = named(&section.heading_text(), properties) else {
            continue;
        };
        for block in section.all_blocks() {
            let BlockKind::Table(table) = &block.kind else {
                continue;
            };
            let columns = Columns::read(&table.header);
            let is_list = columns.first() == Some(ColumnRole::Value) && columns.has(ColumnRole::Description);
            if is_list && property.values.is_empty() && !matches!(property.ty.name, SpelledType::Unknown(_)) {
                property.values = enums::members(table, &columns, sink);
            }
        }
    }
}

/// The property that a heading names.
fn named<'p>(heading: &str, properties: &'p mut [PropertyFacts]) -> Option<&'p mut PropertyFacts> {
    let heading = heading.trim_end_matches([':', '.']).to_lowercase();
    let before = [" options", " property values"]
        .iter()
        .find_map(|suffix| heading.strip_suffix(suffix));
    let name = match before {
        Some(rest) => rest.rsplit(' ').next()?,
        None => heading.as_str(),
    };
    properties
        .iter_mut()
        .find(|property| property.name.value.to_lowercase() == name)
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
        ] {
            let (found, codes) = values(heading, "Value");
            assert_eq!((found.join(","), codes), ("default,friendly".to_owned(), vec![]));
        }
    }

    #[test]
    fn other_headings_and_tables_name_no_values() {
        assert_eq!(values("How to display", "Value").0, Vec::<String>::new());
        assert_eq!(values("displayAs options", "Reason").0, Vec::<String>::new());
    }
}
