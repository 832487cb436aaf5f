//! "A kite is identified by its **colour** property."

use super::prose::Prose;

/// The property by which an object is found, where a sentence says so.
pub(crate) fn identifying_property<'p>(prose: &'p Prose<'_>) -> Option<&'p str> {
    const WORDS: &str = "identified by its ";
    let behind = prose.lower.find(WORDS)? + WORDS.len();
    let named = prose.piece_at(behind).filter(|piece| piece.is_set_off())?;
    let is_property = prose.lower[named.seen.end..].trim_start().starts_with("property");
    is_property.then_some(named.text)
}

#[cfg(test)]
mod tests {
    use super::identifying_property;
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn sentences_name_the_key() {
        for (sentence, expected) in [
            (
                "Read a kite. The **kite** is identified by its **colour** property.",
                Some("colour"),
            ),
            ("A kite is identified by its `colour` property.", Some("colour")),
            ("The folder is identified by its well-known name `kites`.", None),
            ("A kite is identified by its **colour**.", None),
            ("The **colour** property is red.", None),
        ] {
            let text = text(sentence);
            assert_eq!(identifying_property(&Prose::new(&text)), expected, "{sentence}");
        }
    }
}
