//! Values that are described behind the list of their names: "Possible values are: `low`, `high`. `low` means near the ground."
//! and "… `low`, `high`. <ul><li>`low`: Near the ground.</li></ul>".

use std::collections::BTreeMap;

use crate::markdown::Text;

use super::list::description_of;
use super::{PossibleValue, Prose, html};

/// The verbs by which a sentence tells what the value before them means.
const VERBS: &[&str] = &["indicates ", "means ", "signifies ", "represents "];

/// Gives the values without a description the one that stands behind their list.
pub(super) fn describe(prose: &Prose<'_>, values: &mut [PossibleValue]) {
    if values.iter().all(|value| value.description.is_some()) {
        return;
    }
    let mut undescribed: BTreeMap<String, Option<&mut PossibleValue>> = BTreeMap::new();
    for value in values {
        let name = value.name.value.clone();
        let open = Some(value).filter(|value| value.description.is_none());
        undescribed.entry(name).or_insert(open);
    }
    let items = html::read_list(prose);
    // A list of which an item is no value is one of other things.
    let are_values = items
        .iter()
        .all(|item| undescribed.contains_key(&item.name.value));
    let items = items.into_iter().filter(|_| are_values);
    let of_items = items.map(|item| (item.name.value, item.description));
    for (name, description) in of_items.chain(sentences(prose)) {
        if let Some(value) = undescribed.get_mut(&name).and_then(Option::take) {
            value.description = description;
        }
    }
}

/// The names with which sentences begin that say what the name means, with the rest of the sentence.
fn sentences(prose: &Prose<'_>) -> Vec<(String, Option<Text>)> {
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let mut pieces = prose
            .pieces_within(&sentence)
            .skip_while(|piece| piece.text.trim().is_empty());
        let Some(first) = pieces.next().filter(|piece| piece.is_set_off()) else {
            continue;
        };
        let behind = prose.lower[first.seen.end..sentence.end].trim_start();
        if VERBS.iter().any(|verb| behind.starts_with(verb)) {
            let description = description_of(prose, first.seen.end..sentence.end);
            found.push((first.text.to_owned(), description));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::possible_values::tests::full;

    #[test]
    fn values_are_described_behind_their_list() {
        let some = |text: &str| Some(text.to_owned());
        for description in [
            "Possible values are: `low`, `high`, and `top`. <br/><ul><li>`low`: near the ground</li><li>`high`: above</li></ul>",
            "The possible values are: `low`, `high`, `top`. <ul><li>`high` - above</li><li>`low` - near the ground</li></ul>",
        ] {
            let expected = [
                ("low".to_owned(), None, some("near the ground")),
                ("high".to_owned(), None, some("above")),
                ("top".to_owned(), None, None),
            ];
            assert_eq!(full(description), expected, "{description}");
        }
        assert_eq!(
            full(
                "Possible values are: `low`, `high`. `low` indicates the kite is near the ground. `high` is safe. `tail` means it has one."
            ),
            [
                (
                    "low".to_owned(),
                    None,
                    some("indicates the kite is near the ground.")
                ),
                ("high".to_owned(), None, None)
            ]
        );
        assert_eq!(
            full(
                "Possible values are: `low`, `high`. It has: <ul><li>`low`: a string</li><li>`tail`: a tail</li></ul>"
            ),
            [("low".to_owned(), None, None), ("high".to_owned(), None, None)]
        );
        assert_eq!(
            full("Valid values could be `low` (near the ground), `high`, or a number of metres."),
            [
                ("low".to_owned(), None, some("near the ground")),
                ("high".to_owned(), None, None)
            ]
        );
    }
}
