//! The lines of HTTP in fences: request line, status, header, body.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{Method, is_header_name};
use crate::page::json;
use crate::page::sink::PageSink;
use crate::span::Spanned;

/// A line in a request's fence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// `GET /me`, also `DELETE/identity/x`; what stands behind the method.
    Operation(Method, Spanned<String>),
    /// `Prefer: odata.maxpagesize={x}`; the name.
    Header(Spanned<String>),
    /// The start of a JSON body.
    Body,
    /// "or" between two operations.
    Separator,
    /// A comment, or the mark of a fence inside the fence.
    Comment,
    /// Nothing.
    Blank,
    /// Anything else.
    Unknown,
}

/// Says what a line is, by its first characters.
pub(super) fn classify(line: &Spanned<String>) -> Line {
    let text = line.value.trim();
    if text.is_empty() {
        return Line::Blank;
    }
    if let Some((method, path)) = request(line) {
        return Line::Operation(method, path);
    }
    if json::begins_whole(text) {
        return Line::Body;
    }
    if text.starts_with(['#', '`']) || text.starts_with("//") || text.starts_with("<!--") {
        return Line::Comment;
    }
    if matches!(
        text.to_ascii_lowercase().trim_matches(['-', ' ', '.', ':', '*']),
        "or" | "and" | "" | "..."
    ) {
        return Line::Separator;
    }
    match header(line) {
        Some((name, _)) => Line::Header(name),
        None => Line::Unknown,
    }
}

/// Marks that stand before a method by mistake: `+GET /me` is left of a comparison of two versions of the page.
const STRAY_MARKS: &[char] = &['+', '-', '*', '>', '•'];

/// The method and what stands behind it, where a line is a request line.
pub(in crate::page) fn request(line: &Spanned<String>) -> Option<(Method, Spanned<String>)> {
    let blanks = line.value.len() - line.value.trim_start().len();
    request_at(line, blanks).or_else(|| request_at(line, stray_marks(line)?.end))
}

/// The place of the marks before a request line that do not belong there.
fn stray_marks(line: &Spanned<String>) -> Option<Range<usize>> {
    let text = line.value.trim_start();
    let start = line.value.len() - text.len();
    let behind = text.trim_start_matches(STRAY_MARKS).trim_start();
    let end = line.value.len() - behind.len();
    let (word, path) = behind.split_once(' ')?;
    let is_request = Method::from_word(word).is_some_and(|method| method.as_str() == word)
        && (path.trim_start().starts_with('/') || path.trim_start().starts_with("https://"));
    (end > start && is_request).then_some(start..end)
}

/// Reports the marks before a request line that do not belong there.
pub(in crate::page) fn report_stray_marks(line: &Spanned<String>, sink: &mut PageSink) {
    if let Some(marks) = stray_marks(line) {
        let span = line.span.slice(marks.start, marks.end);
        let message = "marks stand before the method";
        sink.push(Diagnostic::new(Code::RepairedPath, span, message).help("they were dropped"));
    }
}

fn request_at(line: &Spanned<String>, start: usize) -> Option<(Method, Spanned<String>)> {
    let text = line.value.get(start..)?;
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let method = Method::from_word(word)?;
    let shift = rest.len() - rest.trim_start().len();
    let path = rest.trim();
    // `Get the user` is prose; `GET users` and `get /users` are not.
    let in_capitals = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_path = path.starts_with('/') || path.to_ascii_lowercase().starts_with("http");
    let first = path.split_whitespace().next().unwrap_or_default();
    let is_relative =
        in_capitals && shift > 0 && (first == path || first.contains('/') || first.starts_with("**"));
    if path.is_empty() || !(is_path || is_relative) {
        return None;
    }
    let offset = start + end + shift;
    let span = line.span.slice(offset, offset + path.len());
    Some((method, Spanned::new(path.to_owned(), span)))
}

/// The name and value in `Name: value`.
pub(in crate::page) fn header(line: &Spanned<String>) -> Option<(Spanned<String>, String)> {
    let (name, value) = line.value.split_once(':')?;
    let start = name.len() - name.trim_start().len();
    let name = name.trim();
    is_header_name(name).then(|| {
        let span = line.span.slice(start, start + name.len());
        (Spanned::new(name.to_owned(), span), value.trim().to_owned())
    })
}

/// The code in a line with the status of an answer: `HTTP/1.1 200 OK`, `HTTP 201 Created`, `HTTP code: 201 Created`,
/// `400 Bad Request`.
pub(in crate::page) fn status(line: &Spanned<String>) -> Option<Spanned<u16>> {
    let text = line.value.trim();
    let upper = text.to_ascii_uppercase();
    let is_protocol = upper.starts_with("HTTP/") || upper.starts_with("HTTP ");
    let words = text.split_whitespace().take(if is_protocol { 3 } else { 1 });
    let word = words
        .into_iter()
        .find(|word| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()))?;
    let status = word.parse().ok().filter(|status| (100..600).contains(status))?;
    // A line that begins with a number alone is a status only with a reason behind it.
    if !is_protocol && text.len() == word.len() {
        return None;
    }
    let start = line.value.find(word)?;
    Some(Spanned::new(status, line.span.slice(start, start + word.len())))
}

#[cfg(test)]
mod tests {
    use super::{request, status};
    use crate::span::Spanned;

    #[test]
    fn marks_before_the_method() {
        for (line, path) in [
            ("+GET /jars", Some("/jars")),
            (
                " - POST https://graph.microsoft.com/v1.0/jars",
                Some("https://graph.microsoft.com/v1.0/jars"),
            ),
            ("GET /jars", Some("/jars")),
            ("+get /jars", None),
            ("+GET the jars", None),
            ("+jars", None),
        ] {
            let line = Spanned::new(line.to_owned(), crate::rules::text(line).span);
            let found = request(&line).map(|(_, path)| path.value);
            assert_eq!(found.as_deref(), path, "{}", line.value);
        }
    }

    #[test]
    fn status_lines() {
        for (line, code) in [
            ("HTTP/1.1 200 OK", Some(200)),
            ("HTTP/1.1 422", Some(422)),
            ("HTTP 201 Created", Some(201)),
            ("HTTP code: 201 Created", Some(201)),
            ("400 Bad Request", Some(400)),
            ("HTTP/2 204 No Content", Some(204)),
            ("200", None),
            ("HTTP/1.1 OK", None),
            ("{", None),
        ] {
            let line = Spanned::new(line.to_owned(), crate::rules::text(line).span);
            assert_eq!(status(&line).map(|code| code.value), code, "{}", line.value);
        }
    }
}
