//! The labels of notices: `> [!NOTE]`, "Important:".

/// What a notice is called. The site has the words as classes of elements, markdown in capitals.
const NOTICES: &[&str] = &["Caution", "Important", "Note", "Tip", "Warning"];

/// The label that a word is, as it is spelled at the start of a sentence.
pub(crate) fn notice_of_word(word: &str) -> Option<&'static str> {
    let mut labels = NOTICES.iter().copied();
    labels.find(|label| word.eq_ignore_ascii_case(label))
}

/// What stands behind the label and the colon with which a text begins: "Note: …", "Notes: …".
pub(crate) fn behind_notice(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim();
    let one = label.strip_suffix('s').unwrap_or(label);
    notice_of_word(one).map(|_| rest.trim_start())
}

/// A text without the label of a notice: `[!CAUTION]`, "Caution:".
pub(crate) fn without_notice(text: &str) -> &str {
    let alert = text.strip_prefix("[!").and_then(|rest| rest.split_once(']'));
    let text = alert.map_or(text, |(_, rest)| rest.trim_start());
    behind_notice(text).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::without_notice;

    #[test]
    fn labels_are_cut() {
        for (text, rest) in [
            ("[!NOTE] It flies.", "It flies."),
            ("[!CAUTION]\nCaution: It flies.", "It flies."),
            ("Notes: it flies.", "it flies."),
            ("Kites: they fly.", "Kites: they fly."),
            ("It flies.", "It flies."),
        ] {
            assert_eq!(without_notice(text), rest);
        }
    }
}
