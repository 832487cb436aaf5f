//! "In addition to the new **label** object, provide a JSON representation of the crate": what is described is sent as a part
//! of another object.

use super::prose::{Prose, StyledPiece};
use crate::graph::is_member_name;

/// Whether the prose says that the object is sent which has the described one in it.
pub(crate) fn is_part_of_whole(prose: &Prose<'_>) -> bool {
    let mut sentences = prose.sentences().into_iter();
    sentences.any(|sentence| {
        let lower = &prose.lower[sentence];
        let rest = lower.split_once("in addition to ").map(|(_, rest)| rest);
        rest.is_some_and(|rest| rest.contains("representation of") && rest.contains("instance"))
    })
}

/// The collection of whose items a row speaks: "For each label in the **labels** collection, specify its text."
pub(crate) fn collection_of_item<'p>(prose: &'p Prose<'_>) -> Option<&'p str> {
    let sentence = prose.sentences().into_iter().next()?;
    if !prose.lower[sentence.clone()]
        .trim_start()
        .starts_with("for each ")
    {
        return None;
    }
    let is_collection = |piece: &&StyledPiece<'_>| {
        let behind = prose.lower.get(piece.seen.end..sentence.end).unwrap_or_default();
        piece.is_set_off() && is_member_name(piece.text) && behind.trim_start().starts_with("collection")
    };
    let piece = prose.pieces_in(&sentence).iter().find(is_collection)?;
    Some(piece.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::text;

    #[test]
    fn a_sentence_says_that_the_whole_is_sent() {
        for (raw, expected) in [
            (
                "In a *new* instance, in addition to the new **label** object, provide a JSON representation of the properties to create such an instance.",
                true,
            ),
            ("Provide a JSON representation of the label.", false),
            ("In addition to the label, the color is sent.", false),
        ] {
            assert_eq!(is_part_of_whole(&Prose::new(&text(raw))), expected, "{raw}");
        }
    }

    #[test]
    fn a_row_of_an_item_names_the_collection() {
        for (raw, expected) in [
            (
                "For each label in the **labels** collection, specify the text. Required.",
                Some("labels"),
            ),
            ("The text of the **labels** collection.", None),
            ("For each label, the text.", None),
        ] {
            assert_eq!(collection_of_item(&Prose::new(&text(raw))), expected, "{raw}");
        }
    }
}
