//! Media types as headers and prose spell them: `application/json; odata.metadata=none`.

/// The header whose value is the media type of a body, in lower case.
pub const CONTENT_TYPE: &str = "content-type";

/// The kinds of media types of which the pages speak.
const KINDS: &[&str] = &["application", "audio", "image", "multipart", "text", "video"];

/// Whether a word is a media type: `text/html`, `image/*`.
pub fn is_media_type(word: &str) -> bool {
    word.split_once('/')
        .is_some_and(|(kind, subtype)| KINDS.contains(&kind) && !subtype.is_empty() && !subtype.contains('/'))
}

/// A media type without its parameters, which are those of one body: `multipart/form-data; boundary=abc`.
pub fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether a media type is one of JSON: `application/json`, `application/scim+json`.
pub fn is_json(media_type: &str) -> bool {
    essence(media_type).to_ascii_lowercase().contains("json")
}

/// The media type that headers give a body.
pub fn content_type<'h>(headers: impl IntoIterator<Item = (&'h String, &'h String)>) -> Option<&'h str> {
    let mut headers = headers.into_iter();
    let (_, value) = headers.find(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE))?;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::{essence, is_json};

    #[test]
    fn parameters_are_no_part_of_the_type() {
        assert_eq!(essence("text/plain; charset=utf-8"), "text/plain");
        assert!(is_json("Application/JSON;odata.metadata=none"));
        assert!(!is_json("text/plain; note=json"));
    }
}
