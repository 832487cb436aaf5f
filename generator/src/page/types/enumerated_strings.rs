//! Tables under headings that have the form of one of an enumeration, and are those of a property of type `String`.
//!
//! > ### wayKind values
//! >
//! > | Value | Description      |
//! > |:------|:-----------------|
//! > | River | It needs a boat. |

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::Primitive;
use crate::page::{EnumFacts, EnumMember, PropertyFacts, SpelledType};

use super::value_tables::linked;

/// Gives properties of type `String` the values that stand under *State enumeration*, which names the property `state` and
/// no type. Those under *state values* are the property's where it lists none itself, or lists some of them, and no row
/// names such a type; a row can also link to them.
pub(in crate::page) fn take_enumerations(properties: &mut [PropertyFacts], enums: &mut Vec<EnumFacts>) {
    let linked = linked(properties);
    let mut places = BTreeMap::new();
    for (place, property) in properties.iter().enumerate() {
        places.entry(property.name.value.to_lowercase()).or_insert(place);
    }
    let types = properties.iter().filter_map(|property| property.ty.named());
    let types: BTreeSet<String> = types.map(str::to_lowercase).collect();
    enums.retain_mut(|values| {
        let Some(section) = &values.section else {
            return true;
        };
        let name = values.name.value.to_lowercase();
        let is_enumeration = section.strip_suffix("-enumeration") == Some(&name);
        let is_values = section.strip_suffix("-values") == Some(&name);
        let by_name = places.get(&name).filter(|_| is_enumeration || is_values);
        let place = by_name
            .copied()
            .or_else(|| linked.get(section).copied().flatten());
        let Some(property) = place.and_then(|place| properties.get_mut(place)) else {
            return true;
        };
        let names_property = is_enumeration && by_name.is_some();
        let lists = |member: &EnumMember| {
            let mut listed = property.values.iter();
            listed.any(|value| value.name.value.eq_ignore_ascii_case(&member.name.value))
        };
        let says_same = property.values.is_empty() || values.members.iter().any(lists);
        let is_own = names_property || says_same && !types.contains(&name);
        if !is_own || property.ty.name != SpelledType::Primitive(Primitive::String) {
            return true;
        }
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

#[cfg(test)]
mod tests {
    use crate::page::tests::page_at;

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
    fn the_row_links_to_its_values() {
        let read = |heading: &str, rows: &str| {
            let text = format!(
                "# jar resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n{rows}\n\n\
                 ### {heading}\n\n|Value|Description|\n|:--|:--|\n|`open`|It is open.|\n|`shut`|It is shut.|\n"
            );
            let (page, codes) = page_at("v1.0/resources/x.md", &text);
            assert_eq!(codes, []);
            let of_rows = page.resource().unwrap().properties.iter();
            let of_rows: Vec<usize> = of_rows.map(|property| property.values.len()).collect();
            (of_rows, page.enums().len())
        };
        let linked = "|state|String|See [how it is](#how-a-jar-is).|";
        assert_eq!(read("How a jar is", linked), (vec![2], 0));
        // The values are those of two.
        let twice = format!("{linked}\n|before|String|See [how it was](#how-a-jar-is).|");
        assert_eq!(read("How a jar is", &twice), (vec![0, 0], 0));
        // The heading has the form of one of an enumeration.
        assert_eq!(read("state values", "|state|String|How it is.|"), (vec![2], 0));
        let by_link = "|lid|String|See [table](#state-values).|";
        assert_eq!(read("state values", by_link), (vec![2], 0));
        let listed = |values: &str| {
            read(
                "state values",
                &format!("|state|String|How it is. Possible values are: {values}.|"),
            )
        };
        assert_eq!(listed("`open`, `lost`"), (vec![3], 0));
        assert_eq!(listed("`lost`, `found`"), (vec![2], 1));
        let typed = "|state|String|How it is.|\n|before|state|How it was.|";
        assert_eq!(read("state values", typed), (vec![0, 0], 1));
        assert_eq!(read("state values", "|state|Int32|How it is.|"), (vec![0], 1));
    }
}
