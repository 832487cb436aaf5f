//! The grammar of documented paths: `GET /users/{id | userPrincipalName}/messages/{id}/$value?$select=id`.
//!
//! A path is parsed once, here, into a [`PathTemplate`] with the query options that the page wrote behind it.
//! What is odd but has one meaning is repaired with a `repaired-path` note: host and version in front, no
//! slash at the start, a slash at the end, `//`, `<id>` and `(id)` for `{id}`, unbalanced braces and
//! parentheses, `{id}$ref`, an ellipsis for more levels of folders. What has no meaning (`** Collection URI
//! for x not found`) is a `bad-path` error and no path.

mod arguments;
mod name;
mod query;
mod scan;
mod url;

#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{PathTemplate, Segment, Version};
use crate::page::sink::PageSink;
use crate::span::Spanned;

pub(in crate::page::api) use self::query::QueryPair;
pub use self::url::RequestUrl;

/// A documented path, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::page) struct ParsedPath {
    /// The path and query as the page spells them, without comment and `HTTP/1.1`.
    pub(in crate::page) documented: Spanned<String>,
    /// The path.
    pub(in crate::page) template: PathTemplate,
    /// The query options behind `?`.
    pub(in crate::page::api) query: Vec<QueryPair>,
}

/// The longest line that is read as a path. The longest in the documentation has 300 bytes.
pub(in crate::page) const MAX_LENGTH: usize = 2_000;

/// Reads what stands behind the method in a line such as `GET /me/drive/root:/{item-path}:/content`.
///
/// Returns `None` and pushes a `bad-path` error where the text is not a path of the service.
pub(in crate::page) fn parse_path(raw: &Spanned<String>, sink: &mut PageSink) -> Option<ParsedPath> {
    let (start, text) = without_trailer(&raw.value);
    let documented = Spanned::new(text.to_owned(), raw.span.slice(start, start + text.len()));
    match parse_text(text) {
        Ok(parsed) => {
            if let Some(message) = parsed.repairs.message() {
                let template = parsed.template.render();
                sink.push(
                    Diagnostic::new(Code::RepairedPath, documented.span, message)
                        .help(format!("read as `{template}`")),
                );
            }
            if parsed.template.parameters().contains(&"undefined") {
                let message = "the path names a parameter `undefined`";
                sink.push(Diagnostic::new(Code::Placeholder, documented.span, message));
            }
            Some(ParsedPath {
                documented,
                template: parsed.template,
                query: parsed.query,
            })
        }
        Err(message) => {
            sink.push(Diagnostic::new(Code::BadPath, documented.span, message));
            None
        }
    }
}

/// What [`parse_text`] makes of a path.
struct ParsedText {
    template: PathTemplate,
    query: Vec<QueryPair>,
    repairs: Repairs,
}

fn parse_text(text: &str) -> Result<ParsedText, &'static str> {
    if text.is_empty() {
        return Err("no path stands behind the method");
    }
    if text.len() > MAX_LENGTH {
        return Err("the path is longer than any path of the service");
    }
    if text.starts_with('*') {
        return Err("a message of the documentation's generator stands where a path belongs");
    }
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return Err("the path holds a control character");
    }
    let mut repairs = Repairs::default();
    let path = without_origin(text, &mut repairs)?;
    let scanned = scan::segments(path, &mut repairs)?;
    let segments = without_version(scanned.segments, &mut repairs);
    if segments.is_empty() {
        return Err("the path has no segment");
    }
    Ok(ParsedText {
        template: PathTemplate { segments },
        query: match scanned.bracketed {
            true => query::bracketed_options(scanned.query, &mut repairs),
            false => query::options(scanned.query, &mut repairs),
        },
        repairs,
    })
}

/// Cuts ` HTTP/1.1` and comments at the end; returns the rest and where it starts.
fn without_trailer(line: &str) -> (usize, &str) {
    let start = line.len() - line.trim_start().len();
    let end = [" HTTP/", "\tHTTP/", " //", "\t//", " # ", "\t# ", " <!--"]
        .iter()
        .filter_map(|mark| line.find(mark))
        .min()
        .unwrap_or(line.len());
    let text = line.get(start..end).unwrap_or_default().trim_end();
    (start, text)
}

/// Cuts scheme and host.
fn without_origin<'a>(text: &'a str, repairs: &mut Repairs) -> Result<&'a str, &'static str> {
    let bare = text.trim_start_matches('/');
    let lower = bare.get(..8).unwrap_or(bare).to_ascii_lowercase();
    let host_and_path = if lower.starts_with("https://") {
        bare.get(8..)
    } else if lower.starts_with("http://") {
        bare.get(7..)
    } else if lower.starts_with("graph.mi") && !text.starts_with('/') {
        Some(bare)
    } else {
        None
    };
    match host_and_path {
        Some(rest) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !host.to_ascii_lowercase().contains("graph") {
                return Err("the URL leads to another host than Microsoft Graph");
            }
            repairs.add("the host was cut");
            Ok(path)
        }
        None if text.starts_with('/') => Ok(text),
        None => {
            repairs.add("a slash was put in front");
            Ok(text)
        }
    }
}

/// Cuts versions at the start: `/v1.0/me`, `/beta/teams/{id}`.
fn without_version(mut segments: Vec<Segment>, repairs: &mut Repairs) -> Vec<Segment> {
    let is_version = |segment: &Segment| matches!(segment, Segment::Literal(text) if Version::is_named(text));
    let versions = segments.iter().take_while(|segment| is_version(segment)).count();
    if versions > 0 {
        repairs.add("the version was cut");
        segments.drain(..versions);
    }
    segments
}

/// What was put right in a path. Each thing is said once.
#[derive(Debug, Default)]
struct Repairs(Vec<&'static str>);

impl Repairs {
    fn add(&mut self, what: &'static str) {
        if !self.0.contains(&what) {
            self.0.push(what);
        }
    }

    /// All repairs as one sentence; `None` where there was none.
    fn message(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.join(", "))
    }
}
