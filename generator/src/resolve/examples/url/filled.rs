//! The values of a route's parameters in the path of a URL.

use std::borrow::Cow;

use super::decoded;
use crate::graph::{Argument, Part, PathTemplate, Segment};

/// A parameter of a path, or fixed text.
enum RoutePart<'r> {
    Text(Cow<'r, str>),
    Parameter(Position),
}

/// Where a parameter stands, which says what its value can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
    /// A segment, or a part of one.
    Segment,
    /// Several segments.
    Path,
    /// A string in quotes.
    Quoted,
    /// A literal in parentheses.
    Literal,
}

/// What stands for the parameters of a route.
pub(in crate::resolve::examples) struct Filled {
    /// The values, decoded, in the order of the parameters.
    pub(in crate::resolve::examples) values: Vec<String>,
    /// The path with the fixed text in the case of the route, still encoded.
    pub(in crate::resolve::examples) path: String,
}

/// Finds the values of a route's parameters in a path; `None` where the path is no instance of it. The case of
/// fixed text does not matter, as it does not for the service.
pub(super) fn filled(route: &PathTemplate, path: &str) -> Option<Filled> {
    let mut pieces = Vec::new();
    for segment in &route.segments {
        pieces.push(RoutePart::Text("/".into()));
        add_segment(segment, &mut pieces);
    }
    let mut spelled = Vec::new();
    if !fill(&pieces, path, &mut spelled) {
        return None;
    }
    let mut filled = Filled {
        values: Vec::new(),
        path: String::new(),
    };
    let mut spelled = spelled.into_iter();
    for piece in &pieces {
        match piece {
            RoutePart::Text(text) => filled.path.push_str(text),
            RoutePart::Parameter(position) => {
                let value = spelled.next()?;
                filled.path.push_str(value);
                let value = decoded(value);
                filled.values.push(match position {
                    Position::Quoted => value.replace("''", "'"),
                    _ => value,
                });
            }
        }
    }
    Some(filled)
}

fn add_segment<'r>(segment: &'r Segment, pieces: &mut Vec<RoutePart<'r>>) {
    match segment {
        Segment::Literal(text) => pieces.push(RoutePart::Text(text.into())),
        Segment::Parameter(_) => pieces.push(RoutePart::Parameter(Position::Segment)),
        Segment::Mixed(parts) => pieces.extend(parts.iter().map(|part| match part {
            Part::Text(text) => RoutePart::Text(text.into()),
            Part::Parameter(_) => RoutePart::Parameter(Position::Segment),
        })),
        Segment::Keyed { name, argument } => {
            pieces.push(RoutePart::Text(format!("{name}(").into()));
            add_argument(argument, pieces);
            pieces.push(RoutePart::Text(")".into()));
        }
        Segment::Function { name, arguments } => {
            pieces.push(RoutePart::Text(format!("{name}(").into()));
            for (index, (key, argument)) in arguments.iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
                pieces.push(RoutePart::Text(format!("{comma}{key}=").into()));
                add_argument(argument, pieces);
            }
            pieces.push(RoutePart::Text(")".into()));
        }
        Segment::ColonPath { before, closed, .. } => {
            add_segment(before, pieces);
            pieces.push(RoutePart::Text(":/".into()));
            pieces.push(RoutePart::Parameter(Position::Path));
            if *closed {
                pieces.push(RoutePart::Text(":".into()));
            }
        }
    }
}

fn add_argument<'r>(argument: &'r Argument, pieces: &mut Vec<RoutePart<'r>>) {
    match argument {
        Argument::Quoted(_) => add_quoted("", pieces),
        Argument::Typed { ty, .. } => add_quoted(ty, pieces),
        Argument::Bare(_) => pieces.push(RoutePart::Parameter(Position::Literal)),
        Argument::Literal(text) => pieces.push(RoutePart::Text(text.into())),
    }
}

fn add_quoted<'r>(before: &str, pieces: &mut Vec<RoutePart<'r>>) {
    pieces.push(RoutePart::Text(format!("{before}'").into()));
    pieces.push(RoutePart::Parameter(Position::Quoted));
    pieces.push(RoutePart::Text("'".into()));
}

/// Gives each parameter as little as lets the rest fit, one after another.
fn fill<'p>(pieces: &[RoutePart<'_>], path: &'p str, values: &mut Vec<&'p str>) -> bool {
    let Some((first, rest)) = pieces.split_first() else {
        return path.is_empty();
    };
    let position = match first {
        RoutePart::Text(text) => {
            return strip_prefix(path, text).is_some_and(|path| fill(rest, path, values));
        }
        RoutePart::Parameter(position) => *position,
    };
    let known = values.len();
    for end in ends(path, position, rest.first()) {
        let (value, behind) = path.split_at(end);
        values.push(value);
        if fill(rest, behind, values) {
            return true;
        }
        values.truncate(known);
    }
    false
}

/// Where the value of a parameter can end: before what comes next, or at the end.
fn ends<'p>(
    path: &'p str,
    position: Position,
    next: Option<&RoutePart<'_>>,
) -> impl Iterator<Item = usize> + use<'p> {
    let limit = match position {
        Position::Segment => path.find('/').unwrap_or(path.len()),
        Position::Path | Position::Quoted => path.len(),
        // A comma or parenthesis in quotes ends nothing.
        Position::Literal if path.starts_with(['\'', '"']) => path.len(),
        Position::Literal => path.find([',', ')']).unwrap_or(path.len()),
    };
    let may_be_empty = position == Position::Quoted;
    let stop = match next {
        None => None,
        Some(RoutePart::Text(text)) => text.chars().next(),
        Some(RoutePart::Parameter(_)) => Some('\0'),
    };
    path.char_indices()
        .map(|(at, _)| at)
        .chain([path.len()])
        .take_while(move |at| *at <= limit)
        .filter(move |at| *at > 0 || may_be_empty)
        .filter(move |at| match stop {
            None => *at == path.len(),
            Some('\0') => true,
            Some(stop) => path[*at..].starts_with(stop) || path[*at..].starts_with('%'),
        })
}

fn strip_prefix<'p>(path: &'p str, prefix: &str) -> Option<&'p str> {
    if let Some(head) = path.get(..prefix.len())
        && head.eq_ignore_ascii_case(prefix)
    {
        return Some(&path[prefix.len()..]);
    }
    // Quotes and parentheses may be encoded: `%27`.
    let mut rest = path;
    for c in prefix.chars() {
        rest = match rest.get(..3) {
            Some(code) if code.starts_with('%') => decoded(code)
                .eq_ignore_ascii_case(c.encode_utf8(&mut [0; 4]))
                .then(|| &rest[3..])?,
            _ => {
                let found = rest.chars().next()?;
                found
                    .eq_ignore_ascii_case(&c)
                    .then(|| &rest[found.len_utf8()..])?
            }
        };
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::filled;
    use crate::graph::{Argument, Part, PathTemplate, Segment};

    fn literal(text: &str) -> Segment {
        Segment::Literal(text.to_owned())
    }

    fn parameter() -> Segment {
        Segment::Parameter("id".to_owned())
    }

    fn match_with(segments: Vec<Segment>, path: &str) -> Option<Vec<String>> {
        filled(&PathTemplate { segments }, path).map(|filled| filled.values)
    }

    #[test]
    fn parameters_take_segments() {
        let route = || vec![literal("users"), parameter(), literal("messages"), parameter()];
        let path = "/Users/a%2Fb/messages/AAMk=";
        assert_eq!(match_with(route(), path).unwrap(), ["a/b", "AAMk="]);
        let template = PathTemplate { segments: route() };
        assert_eq!(
            filled(&template, path).unwrap().path,
            "/users/a%2Fb/messages/AAMk="
        );
        assert_eq!(match_with(route(), "/users/a/messages"), None);
        assert_eq!(match_with(route(), "/users/a/b/messages/c"), None);
        let mixed = Segment::Mixed(vec![
            Part::Parameter("host".to_owned()),
            Part::Text(",".to_owned()),
            Part::Parameter("site".to_owned()),
        ]);
        assert_eq!(match_with(vec![mixed], "/a.com,1").unwrap(), ["a.com", "1"]);
    }

    #[test]
    fn colon_paths_take_several() {
        let colon = |closed| Segment::ColonPath {
            before: Box::new(literal("root")),
            parameter: "path".to_owned(),
            closed,
        };
        let found = match_with(vec![colon(true), literal("content")], "/root:/a/b.txt:/content");
        assert_eq!(found.unwrap(), ["a/b.txt"]);
        assert_eq!(match_with(vec![colon(false)], "/root:/a/b").unwrap(), ["a/b"]);
    }

    #[test]
    fn arguments_of_functions_lose_their_quotes() {
        let function = || Segment::Function {
            name: "f".to_owned(),
            arguments: vec![
                ("a".to_owned(), Argument::Quoted("a".to_owned())),
                ("b".to_owned(), Argument::Bare("b".to_owned())),
            ],
        };
        assert_eq!(
            match_with(vec![function()], "/f(a='x''y',b=5)").unwrap(),
            ["x'y", "5"]
        );
        assert_eq!(
            match_with(vec![function()], "/f(a=%27x%27,b=5)").unwrap(),
            ["x", "5"]
        );
        assert_eq!(
            match_with(vec![function()], "/f(a='x,y)',b='z,')").unwrap(),
            ["x,y)", "'z,'"]
        );
    }
}
