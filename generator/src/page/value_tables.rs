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

use crate::graph::Primitive;
use crate::markdown::BlockKind;
use crate::page::sink::PageSink;

use super::columns::{ColumnRole, Columns};
use super::context::PageContext;
use super::sections::SectionKind;
use super::{EnumFacts, EnumMember, PropertyFacts, SpelledType, enums};

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

/// Gives properties of type `String` the values that stand under *State enumeration*, which names the property `state` and
/// no type.
pub(super) fn take_enumerations(properties: &mut [PropertyFacts], enums: &mut Vec<EnumFacts>) {
    enums.retain_mut(|values| {
        let name = values.name.value.to_lowercase();
        if values.section.as_ref() != Some(&format!("{name}-enumeration")) {
            return true;
        }
        let of_name = properties.iter_mut().find(|property| {
            property.name.value.to_lowercase() == name
                && property.ty.name == SpelledType::Primitive(Primitive::String)
        });
        let Some(property) = of_name else { return true };
        // What the row lists, too, stays where the table leaves it out.
        let mut members = std::mem::take(&mut values.members);
        for listed in property.values.drain(..) {
            let is_listed = |member: &EnumMember| member.name.value.eq_ignore_ascii_case(&listed.name.value);
            if !members.iter().any(is_listed) {
                members.push(listed);
            }
        }
        property.values = members;
        false
    });
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
    fn an_enumeration_of_a_property_is_no_type() {
        let text = "# jar resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|labels|Collection(String)|Its labels.|\n\
             |state|String|Its state. Possible values are: `open`, `lost`.|\n\n\
             ## State enumeration\n\n|Value|Description|\n|:--|:--|\n|`open`|It is open.|\n|`shut`|It is shut.|\n\n\
             ## Labels enumeration\n\n|Label|Details|\n|:--|:--|\n|`new`|It is new.|\n|`old`|It is old.|\n\n\
             ## lid enumeration\n\n|Value|Description|\n|:--|:--|\n|`on`|Closed.|\n";
        let (page, codes) = page_at("v1.0/resources/x.md", text);
        let values = |property: usize| -> Vec<&str> {
            let values = &page.resource().unwrap().properties[property].values;
            values.iter().map(|value| value.name.value.as_str()).collect()
        };
        let enums: Vec<&str> = page
            .enums()
            .iter()
            .map(|facts| facts.name.value.as_str())
            .collect();
        assert_eq!(
            (values(0), enums, codes),
            (vec!["new", "old"], vec!["lid"], vec![])
        );
        assert_eq!(values(1), ["open", "shut", "lost"]);
    }

    #[test]
    fn other_headings_and_tables_name_no_values() {
        assert_eq!(values("How to display", "Value").0, Vec::<String>::new());
        assert_eq!(values("displayAs options", "Reason").0, Vec::<String>::new());
    }
}
