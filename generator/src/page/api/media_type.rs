//! The content type of a body that is not JSON.

use crate::rules::prose::Prose;
use crate::span::Located;

/// Ways to say that the body is bytes, in lower case.
const BYTES: &[&str] = &[
    "binary data",
    "binary stream",
    "binary content",
    "binary file",
    "bytes of the file",
    "contents of the file",
    "file contents",
    "raw bytes",
];

/// The content type of bytes of which nothing else is known.
pub(super) const OCTETS: &str = "application/octet-stream";

/// The content type that a text names, where JSON is not among those it names.
///
/// "Content-Type | image/jpeg. Required.", "The contents of the request body should be the binary stream of
/// the file to be uploaded."
pub(super) fn in_prose(prose: &Prose<'_>) -> Option<Located<String>> {
    let mut found = None;
    for (start, word) in words(&prose.lower) {
        if !is_media_type(word) {
            continue;
        }
        if word.contains("json") {
            return None;
        }
        if found.is_none() {
            let place = prose.locate(start..start + word.len());
            found = Some(Located::new(word.to_owned(), place.span));
        }
    }
    found.or_else(|| {
        let (start, length) = BYTES
            .iter()
            .find_map(|words| Some((prose.lower.find(words)?, words.len())))?;
        let place = prose.locate(start..start + length);
        Some(Located::new(OCTETS.to_owned(), place.span))
    })
}

/// The words of a text with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '+' | '.' | '*');
    let mut at = 0;
    text.split(move |c: char| !is_part(c)).map(move |word| {
        let start = at;
        // Every separator is one character; its width is not known here, so the offset is found again.
        let offset = text
            .get(start..)
            .and_then(|rest| rest.find(word))
            .map_or(start, |found| start + found);
        at = offset + word.len();
        (offset, word.trim_end_matches('.'))
    })
}

fn is_media_type(word: &str) -> bool {
    const KINDS: &[&str] = &["application", "text", "image", "audio", "video", "multipart"];
    word.split_once('/')
        .is_some_and(|(kind, subtype)| KINDS.contains(&kind) && !subtype.is_empty() && !subtype.contains('/'))
}
