//! The values of a route's parameters in the path of a URL.

use std::borrow::Cow;

use crate::graph::{Argument, Part, PathTemplate, Segment, percent_decoded};

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

/// How many pairs of a part of a route and a place in a path are looked at.
const MOST: usize = 1 << 22;

/// What stands for the parameters of a route.
pub(in crate::resolve::examples) struct Filled {
    /// The values, decoded, in the order of the parameters.
    pub(in crate::resolve::examples) values: Vec<String>,
    /// The path with the fixed text in the case of the route, still encoded.
    pub(in crate::resolve::examples) path: String,
}

/// Finds the values of a route's parameters in a path; `None` where the path is no instance of it. Each parameter takes as
/// little as lets the rest fit, one after another. The case of fixed text does not matter, as it does not for the service.
pub(super) fn filled(route: &PathTemplate, path: &str) -> Option<Filled> {
    let mut parts = Vec::new();
    for segment in &route.segments {
        parts.push(RoutePart::Text("/".into()));
        add_segment(segment, &mut parts);
    }
    let behind = ends_that_fit(&parts, path)?;
    let mut filled = Filled {
        values: Vec::new(),
        path: String::new(),
    };
    let mut at = 0;
    for (part, fitting_ends) in parts.iter().zip(behind) {
        match part {
            RoutePart::Text(text) => {
                filled.path.push_str(text);
                at = path.len() - strip_prefix(&path[at..], text)?.len();
            }
            RoutePart::Parameter(position) => {
                let end = (position.least_end(at)..=path.len()).find(|end| fitting_ends[*end])?;
                let value = &path[at..end];
                filled.path.push_str(value);
                let value = percent_decoded(value);
                filled.values.push(match position {
                    Position::Quoted => value.replace("''", "'"),
                    _ => value,
                });
                at = end;
            }
        }
    }
    Some(filled)
}

/// For each part of a route, from which places of the path on all parts behind it fit; `None` where the route does not fit
/// at all.
///
/// The parts are looked at from the last to the first, which takes time by their number and the length of the path. To try
/// the ends of one parameter after another, for each end those of the next, would take time without bound. No service takes
/// a path for which [`MOST`] is too little.
fn ends_that_fit(parts: &[RoutePart<'_>], path: &str) -> Option<Vec<Vec<bool>>> {
    // Mostly the fixed text before the first parameter tells.
    let fixed = parts.iter().map_while(|part| match part {
        RoutePart::Text(text) => Some(text),
        RoutePart::Parameter(_) => None,
    });
    fixed
        .into_iter()
        .try_fold(path, |rest, text| strip_prefix(rest, text))?;
    if parts.len().saturating_mul(path.len()) > MOST {
        return None;
    }
    let mut behind = Vec::with_capacity(parts.len());
    let mut reachable: Vec<bool> = (0..=path.len()).map(|at| at == path.len()).collect();
    for part in parts.iter().rev() {
        let here = match part {
            RoutePart::Text(text) => (0..=path.len())
                .map(|at| {
                    let rest = path.get(at..).and_then(|rest| strip_prefix(rest, text));
                    rest.is_some_and(|rest| reachable[path.len() - rest.len()])
                })
                .collect(),
            RoutePart::Parameter(position) => position.starts_that_fit(path, &reachable),
        };
        behind.push(std::mem::replace(&mut reachable, here));
    }
    behind.reverse();
    reachable[0].then_some(behind)
}

impl Position {
    /// The first place at which a value can end that begins at a place.
    fn least_end(self, at: usize) -> usize {
        // A string in quotes may be empty.
        if self == Self::Quoted { at } else { at + 1 }
    }

    /// From which places of a path on a value fits, where what is behind it fits from `behind` on.
    fn starts_that_fit(self, path: &str, behind: &[bool]) -> Vec<bool> {
        let ends_value = |byte: u8| match self {
            Self::Segment => byte == b'/',
            Self::Literal => matches!(byte, b',' | b')'),
            Self::Path | Self::Quoted => false,
        };
        let mut fits = vec![false; behind.len()];
        // The first place from here on where the rest fits, and the last one where a value that begins here can end.
        let (mut next, mut limit) = (None, path.len());
        for at in (0..behind.len()).rev() {
            let byte = path.as_bytes().get(at).copied();
            if byte.is_some_and(ends_value) {
                limit = at;
            }
            // A comma or parenthesis in quotes ends nothing.
            let is_quoted = self == Self::Literal && matches!(byte, Some(b'\'' | b'"'));
            let limit = if is_quoted { path.len() } else { limit };
            if self == Self::Quoted && behind[at] {
                next = Some(at);
            }
            fits[at] = path.is_char_boundary(at) && next.is_some_and(|end| end <= limit);
            if behind[at] {
                next = Some(at);
            }
        }
        fits
    }
}

fn add_segment<'r>(segment: &'r Segment, route: &mut Vec<RoutePart<'r>>) {
    match segment {
        Segment::Literal(text) => route.push(RoutePart::Text(text.into())),
        Segment::Parameter(_) => route.push(RoutePart::Parameter(Position::Segment)),
        Segment::Mixed(parts) => route.extend(parts.iter().map(|part| match part {
            Part::Text(text) => RoutePart::Text(text.into()),
            Part::Parameter(_) => RoutePart::Parameter(Position::Segment),
        })),
        Segment::Keyed { name, argument } => {
            route.push(RoutePart::Text(format!("{name}(").into()));
            add_argument(argument, route);
            route.push(RoutePart::Text(")".into()));
        }
        Segment::Function { name, arguments } => {
            route.push(RoutePart::Text(format!("{name}(").into()));
            for (index, (key, argument)) in arguments.iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
                route.push(RoutePart::Text(format!("{comma}{key}=").into()));
                add_argument(argument, route);
            }
            route.push(RoutePart::Text(")".into()));
        }
        Segment::ColonPath { before, closed, .. } => {
            add_segment(before, route);
            route.push(RoutePart::Text(":/".into()));
            route.push(RoutePart::Parameter(Position::Path));
            if *closed {
                route.push(RoutePart::Text(":".into()));
            }
        }
    }
}

fn add_argument<'r>(argument: &'r Argument, route: &mut Vec<RoutePart<'r>>) {
    match argument {
        Argument::Quoted(_) => add_quoted("", route),
        Argument::Typed { ty, .. } => add_quoted(ty, route),
        Argument::Bare(_) => route.push(RoutePart::Parameter(Position::Literal)),
        Argument::Literal(text) => route.push(RoutePart::Text(text.into())),
    }
}

fn add_quoted<'r>(before: &str, route: &mut Vec<RoutePart<'r>>) {
    route.push(RoutePart::Text(format!("{before}'").into()));
    route.push(RoutePart::Parameter(Position::Quoted));
    route.push(RoutePart::Text("'".into()));
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
            Some(code) if code.starts_with('%') => percent_decoded(code)
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
    fn many_parameters_in_one_segment_take_no_longer_than_their_number() {
        let parameter = || Part::Parameter("p".to_owned());
        let hyphen = || Part::Text("-".to_owned());
        let mixed = (0..40).flat_map(|_| [parameter(), hyphen()]);
        let route = vec![Segment::Mixed(mixed.collect()), literal("end")];
        let path = format!("/{}", "x-".repeat(400));
        assert_eq!(match_with(route.clone(), &path), None);
        let found = match_with(route.clone(), &format!("{path}/end")).unwrap();
        assert_eq!(found[..39], ["x"; 39]);
        assert_eq!(found[39], "x-".repeat(361).trim_end_matches('-'));
        let endless = format!("/{}", "x-".repeat(1 << 20));
        assert_eq!(match_with(route, &endless), None);
        let adjacent = vec![Segment::Mixed((0..60).map(|_| parameter()).collect())];
        assert_eq!(match_with(adjacent, &format!("/{}", "x".repeat(59))), None);
    }

    #[test]
    fn a_path_may_have_what_closes_it() {
        let colon = Segment::ColonPath {
            before: Box::new(literal("root")),
            parameter: "path".to_owned(),
            closed: true,
        };
        let route = vec![colon, literal("content"), parameter()];
        let found = match_with(route, "/root:/a:/b:/content/5");
        assert_eq!(found.unwrap(), ["a:/b", "5"]);
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
