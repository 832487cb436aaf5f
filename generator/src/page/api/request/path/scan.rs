//! Splits a path into its segments.

use crate::graph::{Part, Segment};
use crate::page::api::request::path::{Repairs, arguments, name};

/// The segments of a path and what follows them.
pub(super) struct Scanned<'a> {
    pub(super) segments: Vec<Segment>,
    /// What stands behind `?`.
    pub(super) query: &'a str,
    /// Whether the query stands in brackets, which is how manuals say that something may be left out:
    /// `/content[?includeIDs=true]`.
    pub(super) bracketed: bool,
}

/// A segment, before those around a `:` are joined.
struct ScannedSegment {
    segment: Segment,
    /// Whether a `:` ends it.
    colon: bool,
}

/// What ends a segment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SegmentEnd {
    /// A slash. An empty segment before it is a fault of the page.
    Slash,
    /// Something else.
    Other,
}

/// Reads segments up to `?`, prose or the end.
pub(super) fn segments<'a>(path: &'a str, repairs: &mut Repairs) -> Result<Scanned<'a>, &'static str> {
    let mut scanner = Scanner {
        rest: path,
        pieces: Vec::new(),
        parts: Vec::new(),
        bracketed: false,
        repairs,
    };
    scanner.run();
    let Scanner {
        rest,
        pieces,
        bracketed,
        ..
    } = scanner;
    if pieces
        .iter()
        .any(|piece| matches!(&piece.segment, Segment::Literal(text) if text == ".."))
    {
        return Err("the path leads upwards");
    }
    let segments = join_colons(pieces, repairs);
    Ok(Scanned {
        segments,
        query: rest,
        bracketed,
    })
}

struct Scanner<'a, 'r> {
    rest: &'a str,
    pieces: Vec<ScannedSegment>,
    /// The segment that is being read.
    parts: Vec<Part>,
    /// Whether a bracket stands before the query.
    bracketed: bool,
    repairs: &'r mut Repairs,
}

impl<'a> Scanner<'a, '_> {
    fn run(&mut self) {
        if let Some(rest) = self.rest.strip_prefix('/') {
            self.rest = rest;
        }
        while let Some(c) = self.rest.chars().next() {
            let behind = self.rest.get(c.len_utf8()..).unwrap_or_default();
            match c {
                '/' => {
                    self.finish(SegmentEnd::Slash);
                    self.rest = behind;
                    if matches!(self.rest.trim_start().chars().next(), None | Some('?')) {
                        self.repairs.add("the slash at the end was cut");
                    }
                }
                '?' => {
                    self.finish(SegmentEnd::Other);
                    self.rest = behind;
                    return;
                }
                '[' if behind.starts_with('?') => {
                    self.bracketed = true;
                    self.rest = behind;
                }
                '{' | '<' => self.parameter(c, behind),
                '(' => self.parentheses(behind),
                '|' => self.alternative(behind),
                c if c.is_whitespace() => {
                    if !self.blank() {
                        break;
                    }
                }
                '$' if matches!(self.parts.last(), Some(Part::Parameter(_))) => {
                    self.repairs.add("a slash was put before `$`");
                    self.finish(SegmentEnd::Other);
                    self.text(c, behind);
                }
                c if c.is_alphanumeric() || "-_.$@~!*+=,;%&:…".contains(c) => self.text(c, behind),
                _ => {
                    self.repairs.add("marks that no path has were dropped");
                    self.rest = behind;
                }
            }
        }
        self.finish(SegmentEnd::Other);
        self.rest = "";
    }

    fn text(&mut self, c: char, behind: &'a str) {
        if let Some(Part::Text(text)) = self.parts.last_mut() {
            text.push(c);
        } else {
            self.parts.push(Part::Text(c.to_string()));
        }
        self.rest = behind;
    }

    /// `{id}`, `<id>`; `{id/` ends at the slash.
    fn parameter(&mut self, open: char, behind: &'a str) {
        let close = if open == '{' { '}' } else { '>' };
        let closed = behind
            .find([close, open])
            .filter(|&end| behind.get(end..).is_some_and(|rest| rest.starts_with(close)));
        let name = match closed {
            Some(end) => {
                self.rest = behind.get(end + 1..).unwrap_or_default();
                behind.get(..end)
            }
            None => {
                self.repairs.add("a brace that is not closed was closed");
                let end = behind.find(['/', '?', '(', open]).unwrap_or(behind.len());
                self.rest = behind.get(end..).unwrap_or_default();
                behind.get(..end)
            }
        };
        let name = name::normalize(name.unwrap_or_default(), self.repairs);
        self.parts.push(Part::Parameter(name));
    }

    /// `(a={a})` behind a name; `(id)` alone.
    fn parentheses(&mut self, behind: &'a str) {
        let (inside, rest) = arguments::extent(behind, self.repairs);
        self.rest = rest;
        let name = match self.parts.as_slice() {
            [] => String::new(),
            [Part::Text(text)] => text.clone(),
            _ => {
                self.repairs.add("a slash was put before a parenthesis");
                self.finish(SegmentEnd::Other);
                String::new()
            }
        };
        self.parts.clear();
        let mut segment = arguments::call(name, inside, self.repairs);
        self.name_key(&mut segment);
        let (colon, rest) = match self.rest.strip_prefix(':') {
            Some(rest) => (true, rest),
            None => (false, self.rest),
        };
        self.rest = rest;
        self.pieces.push(ScannedSegment { segment, colon });
        match self.rest.chars().next() {
            Some('/') => self.rest = self.rest.get(1..).unwrap_or_default(),
            Some(c) if c != '?' && !c.is_whitespace() => {
                self.repairs.add("a slash was put behind a parenthesis");
            }
            _ => {}
        }
    }

    /// Joins a key without a name to the name before it: `/shelves/(code='{code}')` has a slash too many.
    fn name_key(&mut self, segment: &mut Segment) {
        let Segment::Function { name, .. } = segment else {
            return;
        };
        if let Some(ScannedSegment {
            segment: Segment::Literal(before),
            colon: false,
        }) = self.pieces.last()
            && name.is_empty()
        {
            name.clone_from(before);
            self.pieces.pop();
            self.repairs.add("the slash before a key was dropped");
        }
    }

    /// `{user-id} | user-principal-name`: another name of the same parameter.
    fn alternative(&mut self, behind: &'a str) {
        let Some(Part::Parameter(parameter)) = self.parts.last_mut() else {
            self.repairs.add("marks that no path has were dropped");
            self.rest = behind;
            return;
        };
        let text = behind.trim_start().trim_start_matches(['{', '<']);
        let end = text.find(['/', '?', '}', '>', '(', '|']).unwrap_or(text.len());
        let other = text.get(..end).unwrap_or_default();
        self.rest = text.get(end..).unwrap_or_default().trim_start_matches(['}', '>']);
        self.repairs.add("an alternative outside the braces was taken in");
        let joined = format!("{parameter}|{other}");
        *parameter = name::normalize(&joined, self.repairs);
    }

    /// A blank outside braces. Returns whether the path goes on behind it.
    fn blank(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let goes_on = match rest.chars().next() {
            Some('|') => matches!(self.parts.last(), Some(Part::Parameter(_))),
            Some('/' | '?' | '(') => true,
            _ => false,
        };
        if goes_on {
            self.repairs.add("a blank was dropped");
        } else if !rest.is_empty() {
            self.repairs.add("the text behind the path was cut");
        }
        self.rest = rest;
        goes_on
    }

    /// Ends the segment that is being read.
    fn finish(&mut self, end: SegmentEnd) {
        let mut parts = std::mem::take(&mut self.parts);
        let mut colon = false;
        if let Some(Part::Text(text)) = parts.last_mut()
            && text.ends_with(':')
        {
            text.pop();
            colon = true;
            if text.is_empty() {
                parts.pop();
            }
        }
        let segment = match parts.as_slice() {
            [] if colon => Segment::Literal(String::new()),
            [] => {
                if end == SegmentEnd::Slash && !self.pieces.is_empty() {
                    self.repairs.add("an empty segment was dropped");
                }
                return;
            }
            [Part::Text(text)] if text == "..." || text == "…" => {
                // "…/childFolders/{id}/.../messages": any number of levels. The path with one level is right.
                self.repairs.add("an ellipsis was dropped");
                return;
            }
            [Part::Text(text)] if text == "." => {
                self.repairs.add("an empty segment was dropped");
                return;
            }
            [Part::Text(text)] if is_sample_id(text) || is_sample_host(text) => {
                self.repairs.add("an id stands where a placeholder belongs");
                Segment::Parameter("id".to_owned())
            }
            [Part::Text(text)] => Segment::Literal(text.clone()),
            [Part::Parameter(name)] => Segment::Parameter(name.clone()),
            _ => Segment::Mixed(parts),
        };
        self.pieces.push(ScannedSegment { segment, colon });
    }
}

/// Whether a page shows an id where a parameter belongs: `/education/classes/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793`. Now and
/// then a digit of such an id was lost.
fn is_sample_id(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    matches!(parts[..], [6..=8, 3 | 4, 3 | 4, 3 | 4, 10..=12])
        && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// Whether a page shows the name of a host where a parameter belongs: `/domains/contoso.com/serviceConfigurationRecords`,
/// `/sites/contoso.sharepoint.com`. Names of types and of actions have dots too, but end otherwise.
fn is_sample_host(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    matches!(text.rsplit_once('.'), Some((_, "com" | "net" | "org"))) && text.split('.').all(is_label)
}

/// Makes one segment of `root:` and `{item-path}` (or `{item-path}:`).
fn join_colons(pieces: Vec<ScannedSegment>, repairs: &mut Repairs) -> Vec<Segment> {
    let mut segments = Vec::with_capacity(pieces.len());
    // The colon behind a call is dropped.
    let is_call_itself =
        |segment: &Segment| matches!(segment, Segment::Keyed { .. } | Segment::Function { .. });
    let last_colon = pieces
        .iter()
        .rposition(|piece| piece.colon && !is_call_itself(&piece.segment));
    let mut pieces = pieces.into_iter().enumerate().peekable();
    while let Some((index, ScannedSegment { segment, colon })) = pieces.next() {
        if !colon {
            segments.push(segment);
            continue;
        }
        let parameter = pieces.next_if(|(_, next)| matches!(next.segment, Segment::Parameter(_)));
        segments.push(match parameter.map(|(_, parameter)| parameter) {
            Some(ScannedSegment {
                segment: Segment::Parameter(parameter),
                colon: closed,
            }) => {
                // `root:/{item-path}/preview` has no colon before what is asked of the item.
                let is_open = last_colon == Some(index);
                let goes_on = is_open && pieces.peek().is_some_and(|(_, next)| is_call(&next.segment));
                if goes_on {
                    repairs.add("a colon behind the path of an item was added");
                }
                Segment::ColonPath {
                    before: Box::new(segment),
                    parameter,
                    closed: closed || goes_on,
                }
            }
            // The page gives an example instead of a parameter: `root:/Documents/a.txt:/content`.
            _ => with_colon(segment),
        });
    }
    segments
}

/// Whether a segment names what is asked of the item before it, rather than another folder on the way to it.
fn is_call(segment: &Segment) -> bool {
    match segment {
        Segment::Literal(text) => !text.contains('.') || segment.cast().is_some(),
        Segment::Function { .. } => true,
        Segment::Parameter(_) | Segment::Mixed(_) | Segment::Keyed { .. } | Segment::ColonPath { .. } => {
            false
        }
    }
}

/// The segment with a `:` at its end.
fn with_colon(segment: Segment) -> Segment {
    match segment {
        Segment::Literal(text) => Segment::Literal(format!("{text}:")),
        Segment::Parameter(name) => Segment::Mixed(vec![Part::Parameter(name), Part::Text(":".to_owned())]),
        Segment::Mixed(mut parts) => {
            match parts.last_mut() {
                Some(Part::Text(text)) => text.push(':'),
                _ => parts.push(Part::Text(":".to_owned())),
            }
            Segment::Mixed(parts)
        }
        // A call takes no item path; what follows is addressed as below any other segment.
        call @ (Segment::Keyed { .. } | Segment::Function { .. } | Segment::ColonPath { .. }) => call,
    }
}
