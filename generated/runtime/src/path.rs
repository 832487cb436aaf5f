//! Paths: templates and the arguments that fill them.

pub(crate) mod argument;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::path::argument::Argument;

/// What is encoded in a segment: all but the unreserved characters of RFC 3986 and a few that Microsoft
/// Graph's ids are full of and that mean nothing in a path. `$` is encoded, lest an id be taken for `$value`;
/// `:` since it begins and ends a path of OneDrive; `(`, `)` and `'` since they make a function.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@')
    .remove(b'!')
    .remove(b',')
    .remove(b'=');

/// What is encoded in a literal of OData between parentheses, besides the quotes around it. `:` is kept for times;
/// `,` and `=` are encoded, since they separate the arguments.
const LITERAL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@')
    .remove(b':');

/// An argument does not fit the place that it has in a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PathError {
    /// The template has more or fewer placeholders.
    #[error("`{template}` takes {expected} arguments, not {actual}")]
    ArgumentCount {
        /// Template of the path.
        template: String,
        /// Number of placeholders.
        expected: usize,
        /// Number of arguments.
        actual: usize,
    },
    /// An empty id would address another resource: the collection.
    #[error("the argument `{0}` is empty")]
    Empty(String),
    /// `.` and `..` address another resource, however they are encoded: URL parsers take `%2e` for a dot.
    #[error("the argument `{0}` is `.` or `..`, which no path can hold as a name")]
    DotSegment(String),
    /// The value has no text: a time with a year of more than four digits.
    #[error("the argument `{0}` has no text in OData")]
    NoText(String),
}

/// A path below a version of the service: the template, and what fills its placeholders.
#[derive(Clone)]
pub(crate) struct Path {
    /// The first segment of the URL, `v1.0`.
    pub(crate) version: &'static str,
    pub(crate) template: String,
    pub(crate) arguments: Vec<Argument<'static>>,
}

impl Path {
    /// A path that begins with this segment.
    pub(crate) fn new(
        version: &'static str,
        template: impl Into<String>,
        arguments: &[Argument<'_>],
    ) -> Self {
        Self {
            version,
            template: template.into(),
            arguments: owned(arguments).collect(),
        }
    }

    /// The path that ends here: the colon behind an item's path is there only where more follows.
    pub(crate) fn ended(mut self) -> Self {
        if self.template.ends_with("}:") {
            self.template.pop();
        }
        self
    }

    /// The path that goes on with a segment.
    pub(crate) fn to(&self, segment: &str, arguments: &[Argument<'_>]) -> Self {
        let mut template = String::with_capacity(self.template.len() + segment.len() + 1);
        template.push_str(&self.template);
        // The path of an item and the path from there on are one: `root:/{folder}:` and `:/{file}:`.
        let segment = match segment.strip_prefix(':') {
            Some(on) if template.ends_with("}:") => {
                template.pop();
                on
            }
            _ => segment,
        };
        // What a program names may come without the slash.
        if !segment.is_empty() && !segment.starts_with(['/', ':', '?']) {
            template.push('/');
        }
        template.push_str(segment);
        let mut all = Vec::with_capacity(self.arguments.len() + arguments.len());
        all.extend_from_slice(&self.arguments);
        all.extend(owned(arguments));
        Self {
            version: self.version,
            template,
            arguments: all,
        }
    }

    /// The path with the arguments in it.
    pub(crate) fn expand(&self) -> Result<String, PathError> {
        expand(&self.template, &self.arguments)
    }
}

fn owned(arguments: &[Argument<'_>]) -> impl Iterator<Item = Argument<'static>> {
    arguments.iter().cloned().map(Argument::into_owned)
}

/// Whether two templates differ in no more than the names of their placeholders and the case of letters, which the
/// service does not mind.
pub(crate) fn is_same_template(one: &str, other: &str) -> bool {
    let (one, other) = (pieces(one), pieces(other));
    one.len() == other.len()
        && one.iter().zip(&other).all(|pieces| match pieces {
            (Piece::Placeholder { .. }, Piece::Placeholder { .. }) => true,
            (Piece::Text(one), Piece::Text(other)) => one.eq_ignore_ascii_case(other),
            _ => false,
        })
}

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    Placeholder { name: &'t str, position: Position },
}

/// The position of a placeholder in its template. It says how the argument is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// A whole segment behind one of fixed text: `/users/{id}`.
    Key,
    /// Another segment, or a part of one: `/{id}`, `/roleId={id}`.
    Segment,
    /// Several segments of a path of OneDrive or SharePoint: `/root:/{path}:/content`.
    Path,
    /// A string between quotes in parentheses: `(name='{name}')`.
    Quoted,
    /// A literal in parentheses: `(date={date})`.
    Literal,
    /// A value after `?`.
    Query,
}

/// Fills the placeholders of a template.
fn expand(template: &str, arguments: &[Argument<'_>]) -> Result<String, PathError> {
    let pieces = pieces(template);
    let expected = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Placeholder { .. }))
        .count();
    if expected != arguments.len() {
        return Err(PathError::ArgumentCount {
            template: template.to_owned(),
            expected,
            actual: arguments.len(),
        });
    }
    let mut arguments = arguments.iter();
    let mut path = String::with_capacity(template.len() + 32);
    for piece in pieces {
        match piece {
            Piece::Text(text) => path.push_str(text),
            Piece::Placeholder { name, position } => {
                // As many as counted.
                if let Some(argument) = arguments.next() {
                    push_argument(&mut path, name, position, argument)?;
                }
            }
        }
    }
    // A dot segment can also come of text and an argument: `.{x}`.
    let before_query = path.split('?').next().unwrap_or_default();
    match before_query.split('/').find(|segment| is_dots(segment)) {
        Some(segment) => Err(PathError::DotSegment(segment.to_owned())),
        None => Ok(path),
    }
}

fn is_dots(segment: &str) -> bool {
    segment == "." || segment == ".."
}

fn push_argument(
    path: &mut String,
    name: &str,
    position: Position,
    argument: &Argument<'_>,
) -> Result<(), PathError> {
    let text = match position {
        Position::Literal => argument.literal(),
        _ => argument.text(),
    };
    let text = text.ok_or_else(|| PathError::NoText(name.to_owned()))?;
    match position {
        // The service takes a segment that begins with `$` for one of its own, such as `$value`, even when it is
        // encoded. A key in parentheses is none.
        Position::Key if text.starts_with('$') => {
            path.truncate(path.trim_end_matches('/').len());
            path.push_str("('");
            path.extend(utf8_percent_encode(&text.replace('\'', "''"), LITERAL));
            path.push_str("')");
        }
        Position::Key | Position::Segment => push_segment(path, name, &text)?,
        Position::Path => {
            let inner = text.strip_prefix('/').unwrap_or(&text);
            let inner = inner.strip_suffix('/').unwrap_or(inner);
            for (index, segment) in inner.split('/').enumerate() {
                if index > 0 {
                    path.push('/');
                }
                push_segment(path, name, segment)?;
            }
        }
        Position::Quoted => path.extend(utf8_percent_encode(&text.replace('\'', "''"), LITERAL)),
        Position::Literal if text.is_empty() => return Err(PathError::Empty(name.to_owned())),
        Position::Literal => match quoted(&text) {
            Some((prefix, inner)) => {
                path.push_str(prefix);
                path.push('\'');
                path.extend(utf8_percent_encode(inner, LITERAL));
                path.push('\'');
            }
            None => path.extend(utf8_percent_encode(&text, LITERAL)),
        },
        Position::Query => path.extend(utf8_percent_encode(&text, crate::query::query_string::VALUE)),
    }
    Ok(())
}

fn push_segment(path: &mut String, name: &str, text: &str) -> Result<(), PathError> {
    if text.is_empty() {
        return Err(PathError::Empty(name.to_owned()));
    }
    if is_dots(text) {
        return Err(PathError::DotSegment(name.to_owned()));
    }
    path.extend(utf8_percent_encode(text, SEGMENT));
    Ok(())
}

/// The type prefix and the inside of a literal in quotes: `'a'`, `duration'PT1S'`. The quotes stay readable.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let (prefix, rest) = text.split_once('\'')?;
    let inner = rest.strip_suffix('\'')?;
    prefix
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric())
        .then_some((prefix, inner))
}

/// Cuts a template at its placeholders. A `{` without its `}` is text.
fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut context = Context::default();
    let mut rest = template;
    while let Some((text, (name, after))) = rest
        .split_once('{')
        .and_then(|(text, tail)| Some((text, tail.split_once('}')?)))
    {
        context.read(text);
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces.push(Piece::Placeholder {
            name,
            position: context.position(after),
        });
        context.before = '}';
        context.before_slash = '}';
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// What the text of a template up to a placeholder says of the position of the placeholder.
#[derive(Default)]
struct Context {
    parentheses: usize,
    quoted: bool,
    query: bool,
    /// The last character.
    before: char,
    /// The character before the last one.
    before_slash: char,
    /// Whether the path of an item has begun, with a colon and a slash, and no colon has ended it.
    in_item_path: bool,
    /// Whether the last character is the colon that ended such a path.
    has_ended: bool,
}

impl Context {
    fn read(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\'' => self.quoted = !self.quoted,
                '(' if !self.quoted => self.parentheses += 1,
                ')' if !self.quoted => self.parentheses = self.parentheses.saturating_sub(1),
                '?' if !self.quoted => self.query = true,
                '/' if self.before == ':' && !self.has_ended => self.in_item_path = true,
                _ => {}
            }
            self.has_ended = c == ':' && self.in_item_path;
            self.in_item_path &= !self.has_ended;
            self.before_slash = self.before;
            self.before = c;
        }
    }

    /// The position of a placeholder with this text after it.
    fn position(&self, after: &str) -> Position {
        let is_whole = self.before == '/' && (after.is_empty() || after.starts_with('/'));
        if self.query {
            Position::Query
        } else if self.quoted {
            Position::Quoted
        } else if self.parentheses > 0 {
            Position::Literal
        } else if self.before == '/' && self.in_item_path {
            Position::Path
        } else if is_whole && self.before_slash.is_ascii_alphanumeric() {
            Position::Key
        } else {
            Position::Segment
        }
    }
}

#[cfg(test)]
mod tests;
