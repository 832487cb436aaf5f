//! "It returns a `202 Accepted` response code and a `Location` header."

use super::prose::Prose;

/// The headers of answers that programs read, and how the sentences spell them.
const HEADERS: &[(&str, &str)] = &[
    ("etag", "ETag"),
    ("location", "Location"),
    ("operation-location", "Operation-Location"),
    ("retry-after", "Retry-After"),
    ("warning", "Warning"),
];

/// What stands behind the name.
const BEHIND: &[&str] = &[" header", ": header", " response header", " http header"];

/// The header of a name, whatever its case.
pub(crate) fn header_of_answer(name: &str) -> Option<&'static str> {
    let known = HEADERS
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name.trim()));
    known.map(|(_, header)| *header)
}

/// The headers that a text about an answer names, in the order of the list.
pub(crate) fn answered_headers(prose: &Prose<'_>) -> Vec<&'static str> {
    let is_named = |name: &str| {
        prose.lower.match_indices(name).any(|(at, _)| {
            let before = prose.lower.get(..at).unwrap_or_default();
            let behind = prose.lower.get(at + name.len()..).unwrap_or_default();
            let begins = !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
            begins && BEHIND.iter().any(|words| behind.starts_with(words))
        })
    };
    let named = HEADERS.iter().filter(|(key, _)| is_named(key));
    named.map(|(_, header)| *header).collect()
}

#[cfg(test)]
mod tests {
    use super::answered_headers;
    use crate::rules::prose::Prose;
    use crate::rules::text;

    #[test]
    fn sentences_name_the_headers_of_an_answer() {
        for (sentence, expected) in [
            ("It returns `202 Accepted` and a `Location` header.", "Location"),
            (
                "It returns `201 Created` and a Location: header with its address.",
                "Location",
            ),
            ("It returns an `Operation-Location` header.", "Operation-Location"),
            (
                "Look at the `Retry-After` response header and the `Location` header.",
                "Location Retry-After",
            ),
            ("The answer of the provider is in a warning header.", "Warning"),
            ("It returns the location of the kite.", ""),
            ("No `Authorization` header is needed.", ""),
        ] {
            let text = text(sentence);
            assert_eq!(
                answered_headers(&Prose::new(&text)).join(" "),
                expected,
                "{sentence}"
            );
        }
    }
}
