//! Bulleted lists of the values of a property under a heading that names the property.
//!
//! > ## Type property values
//! > - PowerPoint
//! > - Word

use crate::markdown::{Block, Text};
use crate::page::{EnumMember, PropertyFacts};
use crate::rules::prose::plain;
use crate::span::Spanned;

/// How many words the name of a value has at most.
const MAX_WORDS: usize = 3;

/// Gives the values of a list to a property that has none yet.
pub(super) fn take(property: &mut PropertyFacts, items: &[Vec<Block>]) {
    if property.values.is_empty() {
        property.values = values(items);
    }
}

/// The values of a list: each item names one and says nothing else. Empty where an item is anything else.
fn values(items: &[Vec<Block>]) -> Vec<EnumMember> {
    let values: Option<Vec<EnumMember>> = items
        .iter()
        .map(|item| match item.as_slice() {
            [block] => value(block.paragraph()?),
            _ => None,
        })
        .collect();
    values.unwrap_or_default()
}

fn value(text: &Text) -> Option<EnumMember> {
    let name = plain(text);
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '-');
    let is_name = name.starts_with(char::is_alphanumeric) && name.chars().all(is_letter);
    (is_name && name.split(' ').count() <= MAX_WORDS).then(|| EnumMember {
        name: Spanned::new(name, text.span),
        value: None,
        deprecated: None,
        description: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::page::tests::page_at;

    fn values(heading: &str, items: &str) -> Vec<String> {
        let text = format!(
            "# kite resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|way|String|How it flies.|\n\n\
             ## {heading}\n\nThese are known.\n\n{items}\n"
        );
        let (page, codes) = page_at("v1.0/resources/x.md", &text);
        assert_eq!(codes, []);
        let values = page.resource().unwrap().properties[0].values.iter();
        values.map(|value| value.name.value.clone()).collect()
    }

    #[test]
    fn the_items_below_the_name_of_a_property_are_its_values() {
        assert_eq!(
            values("Way property values", "- Low\n- Near Ground"),
            ["Low", "Near Ground"]
        );
        assert_eq!(
            values("Way property values", "- `low`\n- `high`"),
            ["low", "high"]
        );
    }

    #[test]
    fn other_lists_are_no_values() {
        let none: &[&str] = &[];
        assert_eq!(values("Ways to fly", "- Low\n- High"), none);
        assert_eq!(values("Way property values", "- Low.\n- See it fly."), none);
        assert_eq!(values("Way property values", "- Low\n  - Lower\n- High"), none);
    }
}
