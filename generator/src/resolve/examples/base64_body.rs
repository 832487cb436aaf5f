//! Bodies of examples in base64, which a typed request is given as the text itself.

use graph_runtime::types::Binary;

/// What a body in base64 holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Base64Body {
    /// All of its text.
    Whole(String),
    /// The beginning of its text: the page leaves out the rest.
    Cut(String),
    /// It is no base64, or not that of a text.
    Other,
}

impl Base64Body {
    /// Reads what a page shows. Blanks and the ends of lines mean nothing, and behind dots the rest is left out.
    pub(super) fn read(shown: &str) -> Self {
        let shown = compact(shown);
        let written = shown.trim_end_matches(['.', '…']);
        let groups = written.get(..written.len() / GROUP * GROUP);
        let bytes = groups.and_then(|groups| Binary::from_base64(groups).ok());
        match bytes.map(|bytes| String::from_utf8(bytes.into_inner())) {
            Some(Ok(text)) if groups == Some(&shown) => Self::Whole(text),
            Some(Ok(text)) if !text.is_empty() => Self::Cut(text),
            _ => Self::Other,
        }
    }
}

/// The characters that stand for three bytes.
const GROUP: usize = 4;

/// The text without blanks and ends of lines.
pub(super) fn compact(shown: &str) -> String {
    shown.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::Base64Body::{self, Cut, Other, Whole};

    #[test]
    fn what_is_left_out_is_told_from_what_is_no_base64() {
        for (shown, expected) in [
            ("RnJvbTog\nYQ==\n", Whole("From: a".to_owned())),
            ("", Whole(String::new())),
            ("RnJvbTog...", Cut("From: ".to_owned())),
            ("RnJvbTogY", Cut("From: ".to_owned())),
            ("RnJvbTog\nY…", Cut("From: ".to_owned())),
            ("From: a", Other),
            ("/////w==", Other),
            ("ж", Other),
        ] {
            assert_eq!(Base64Body::read(shown), expected, "{shown}");
        }
    }
}
