//! What can be a name: of a member, of a type, of a header.

/// Whether a text can be the name of a property or of a type without a namespace: a simple identifier of OData.
pub fn is_identifier(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether a text is an identifier as members of objects and of enumerations are spelled: `displayName`.
pub(crate) fn is_member_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_lowercase()) && is_identifier(text)
}

/// Whether a text is one identifier, or several with dots between them: `microsoft.graph.user`.
pub(crate) fn is_qualified_name(text: &str) -> bool {
    text.split('.').all(is_identifier)
}

/// The longest name that a header has in any page, generously.
const MOST_LETTERS_OF_HEADER: usize = 80;

/// Whether a text can be the name of a header.
pub(crate) fn is_header_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    !text.is_empty() && text.len() <= MOST_LETTERS_OF_HEADER && text.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{is_header_name, is_identifier, is_member_name, is_qualified_name};

    #[test]
    fn names_are_told_from_other_text() {
        for (text, found) in [
            ("displayName", [true, true, true]),
            ("ediscoveryCase", [true, true, true]),
            ("Office_365", [true, false, true]),
            ("_bits", [true, false, true]),
            ("microsoft.graph.user", [false, false, true]),
            ("microsoft..user", [false, false, false]),
            ("3d", [false, false, false]),
            ("a name", [false, false, false]),
            ("", [false, false, false]),
        ] {
            let is = [is_identifier(text), is_member_name(text), is_qualified_name(text)];
            assert_eq!(is, found, "{text}");
        }
    }

    #[test]
    fn names_of_headers_have_hyphens() {
        assert!(is_header_name("If-Match"));
        assert!(!is_header_name("If Match") && !is_header_name(""));
    }
}
