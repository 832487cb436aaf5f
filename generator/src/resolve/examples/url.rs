//! The URL of an example, held against the paths of its operation.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::graph::{Argument, Method, Part, PathTemplate, QueryOption, Segment, ServiceUrl};
use crate::resolve::plan::operations::{OperationPlan, PathPlan};

/// What the address of a link ends with.
const LINK: &str = "/$ref";

/// The URL of an example, taken apart.
pub(super) struct ExampleUrl<'u> {
    /// The version in it, as spelled.
    pub(super) version: Option<&'u str>,
    /// The path behind the version, with its first slash; still encoded.
    pub(super) path: Cow<'u, str>,
    /// The query options, decoded, in the order of the URL.
    pub(super) query: Vec<(String, String)>,
    /// Path and query as spelled.
    pub(super) target: &'u str,
    /// The path with the keys in parentheses as segments of their own, where it has such.
    keyed: Option<String>,
}

impl<'u> ExampleUrl<'u> {
    /// Takes a URL apart; `None` where it leads to another host than the service's.
    pub(super) fn parse(url: &'u str) -> Option<Self> {
        let ServiceUrl { version, target } = ServiceUrl::parse(url)?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.trim_end().trim_end_matches('/');
        let is_plain = path.starts_with('/') && !path.contains("//") && !path.contains(", ");
        let path = if is_plain {
            Cow::Borrowed(path)
        } else {
            // Arguments of functions may have blanks between them.
            let path = path.replace(", ", ",");
            let segments = path.split('/').filter(|segment| !segment.is_empty());
            Cow::Owned(segments.fold(String::new(), |path, segment| path + "/" + segment))
        };
        let query = query
            .split(['&', '?'])
            .map(str::trim)
            .filter(|pair| !pair.is_empty())
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
            .map(|(name, value)| (decoded(name), decoded(value)))
            .collect();
        Some(Self {
            version,
            query,
            target,
            keyed: keys_as_segments(&path),
            path,
        })
    }

    /// The query with its question mark as spelled, but for a `=` that is left out.
    pub(super) fn spelled_query(&self) -> String {
        let query = self.target.find('?').map_or("", |at| &self.target[at..]);
        let mut query = query.to_owned();
        for (name, value) in &self.query {
            if let Some((option, rest)) = without_sign(name, value) {
                query = query.replacen(name, &format!("{}={rest}", option.key()), 1);
            }
        }
        query
    }

    /// Finds the values of a route's parameters in the path; `None` where the path is no instance of the route. A
    /// key can stand in parentheses, which is another spelling of the same address.
    pub(super) fn fill(&self, route: &PathTemplate) -> Option<Filled> {
        if !self.can_begin(route) {
            return None;
        }
        filled(route, &self.path).or_else(|| filled(route, self.keyed.as_deref()?))
    }

    /// The address of the link to the object to which the URL leads; `None` where it is one.
    pub(super) fn as_link(&self) -> Option<Self> {
        let is_link = self.path.to_ascii_lowercase().ends_with(LINK);
        (!is_link).then(|| Self {
            version: self.version,
            path: Cow::Owned(format!("{}{LINK}", self.path)),
            query: self.query.clone(),
            target: self.target,
            keyed: self.keyed.as_ref().map(|path| format!("{path}{LINK}")),
        })
    }

    /// Whether it leads to an object, while the operation removes links to such objects: only the end `/$ref` is missing.
    pub(super) fn leaves_link_out(&self, plan: &OperationPlan) -> bool {
        if plan.method != Method::Delete {
            return false;
        }
        let link = self.as_link();
        let is_link = |path: &PathPlan| link.as_ref().is_some_and(|link| link.fill(&path.route).is_some());
        plan.paths.iter().all(|path| self.fill(&path.route).is_none()) && plan.paths.iter().any(is_link)
    }

    /// Whether the first segments agree, as far as they are fixed text; most routes are told apart by that.
    fn can_begin(&self, route: &PathTemplate) -> bool {
        let Some(Segment::Literal(first)) = route.segments.first() else {
            return true;
        };
        let start = self.path.trim_start_matches('/').get(..first.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(first)) || self.path.contains('%')
    }
}

/// The option and the value of a pair of a query that leaves out the `=` between them: `$orderbydisplayName`.
pub(super) fn without_sign<'q>(name: &'q str, value: &str) -> Option<(QueryOption, &'q str)> {
    let rest = |option: QueryOption| Some((option, name.strip_prefix(option.key())?));
    let mut options = QueryOption::ALL.into_iter().filter_map(rest);
    options.find(|(_, rest)| value.is_empty() && !rest.is_empty())
}

/// A path with the keys in parentheses as segments of their own: `/me/events('1')` is `/me/events/1`. `None` where
/// it has no such keys.
fn keys_as_segments(path: &str) -> Option<String> {
    let segment = |segment: &str| {
        let (name, key) = segment.strip_suffix("')")?.split_once("('")?;
        let is_key = !name.is_empty() && !key.is_empty() && !key.contains('\'');
        is_key.then(|| format!("{name}/{key}"))
    };
    let segments: Vec<Cow<'_, str>> = path
        .split('/')
        .map(|spelled| segment(spelled).map_or(Cow::Borrowed(spelled), Cow::Owned))
        .collect();
    let has_keys = segments.iter().any(|segment| matches!(segment, Cow::Owned(_)));
    has_keys.then(|| segments.join("/"))
}

/// The text without percent-encoding.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

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
pub(super) struct Filled {
    /// The values, decoded, in the order of the parameters.
    pub(super) values: Vec<String>,
    /// The path with the fixed text in the case of the route, still encoded.
    pub(super) path: String,
}

/// Finds the values of a route's parameters in a path; `None` where the path is no instance of it. The case of
/// fixed text does not matter, as it does not for the service.
fn filled(route: &PathTemplate, path: &str) -> Option<Filled> {
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
    use super::{ExampleUrl, filled};
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

    fn plain_link(url: &str) -> Option<String> {
        Some(ExampleUrl::parse(url)?.as_link()?.path.into_owned())
    }

    #[test]
    fn a_url_is_taken_apart() {
        let url =
            ExampleUrl::parse("https://graph.microsoft.com/v1.0/users//a%20b/?$top=5&$filter=a%20eq%20'b=c'");
        let url = url.unwrap();
        assert_eq!((url.version, &*url.path), (Some("v1.0"), "/users/a%20b"));
        assert_eq!(
            url.query,
            [
                ("$top".to_owned(), "5".to_owned()),
                ("$filter".to_owned(), "a eq 'b=c'".to_owned())
            ]
        );
        let relative = ExampleUrl::parse("/me/messages").unwrap();
        assert_eq!((relative.version, &*relative.path), (None, "/me/messages"));
        assert!(ExampleUrl::parse("https://upload.example.com/x").is_none());
        let slip = ExampleUrl::parse("/users?$orderbydisplayName&$count=true").unwrap();
        assert_eq!(slip.spelled_query(), "?$orderby=displayName&$count=true");
        let link = plain_link("/groups/1/members/2");
        assert_eq!(link.as_deref(), Some("/groups/1/members/2/$ref"));
        assert_eq!(plain_link("/groups/1/members/$ref"), None);
        let plain = ExampleUrl::parse("graph.microsoft.com/beta/me").unwrap();
        assert_eq!((plain.version, &*plain.path), (Some("beta"), "/me"));
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
