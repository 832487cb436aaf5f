//! The content type of a body that is not JSON.

use crate::graph::{MULTIPART, OCTETS, is_json, is_media_type};
use crate::page::RawBodyFacts;
use crate::rules::prose::Prose;
use crate::span::Spanned;

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

/// The content type that a text names, where JSON is not among those it names.
///
/// "Content-Type | image/jpeg. Required.", "The contents of the request body should be the binary stream of
/// the file to be uploaded."
pub(in crate::page::api) fn in_prose(prose: &Prose<'_>) -> Option<Spanned<String>> {
    let mut found = None;
    for (start, word) in words(&prose.lower) {
        if !is_media_type(word) {
            continue;
        }
        if is_json(word) {
            return None;
        }
        if found.is_none() {
            let place = prose.locate(start..start + word.len());
            found = Some(Spanned::new(word.to_owned(), place.span));
        }
    }
    found.or_else(|| {
        let (start, length) = BYTES
            .iter()
            .find_map(|words| Some((prose.lower.find(words)?, words.len())))?;
        let place = prose.locate(start..start + length);
        Some(Spanned::new(OCTETS.to_owned(), place.span))
    })
}

/// What can be sent in place of JSON, where a text names both.
///
/// "Use `application/json` for a JSON object and `text/plain` for MIME content."
pub(in crate::page::api) fn beside_json(prose: &Prose<'_>) -> Option<RawBodyFacts> {
    let types = || words(&prose.lower).filter(|(_, word)| is_media_type(word));
    if !types().any(|(_, word)| is_json(word)) {
        return None;
    }
    // A body in parts needs a mark between them, and `image/*` is no type that could be sent.
    let can_be_sent = |word: &str| !is_json(word) && !word.starts_with(MULTIPART) && !word.contains('*');
    let (start, word) = types().find(|(_, word)| can_be_sent(word))?;
    let end = start + word.len();
    let place = prose.locate(start..end);
    let behind = prose.seen.get(end..).unwrap_or_default();
    let mut behind = behind.split_whitespace();
    let name = (behind.next() == Some("for"))
        .then(|| behind.next())
        .flatten()
        .filter(|name| name.chars().all(char::is_alphanumeric));
    Some(RawBodyFacts {
        content_type: Spanned::new(word.to_owned(), place.span),
        name: name.map(str::to_owned),
        is_base64: false,
    })
}

/// The words of a text with their offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_mark = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '+' | '.' | '*'));
    let mut end = 0;
    text.split_inclusive(is_mark).map(move |word| {
        let start = end;
        end += word.len();
        (start, word.trim_end_matches(is_mark).trim_end_matches('.'))
    })
}
