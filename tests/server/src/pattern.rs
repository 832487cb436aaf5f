//! Paths of requests against the templates of the documentation.

use crate::pages::{Part, PathTemplate, Segment};

/// A path whose segments fit a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Matched {
    /// The segments: fixed text as the documentation spells it, arguments as the request has them.
    pub(crate) segments: Vec<String>,
    /// How many segments are fixed text. Of two templates that fit, the one with more is the better match.
    pub(crate) literals: usize,
}

/// The segments of the service that begin with `$`.
const OWN_SEGMENTS: [&str; 6] = ["$batch", "$count", "$entity", "$metadata", "$ref", "$value"];

/// Whether the service refuses a segment because it begins with `$`, encoded or not, and is none of the service's own. In
/// parentheses such a name is a key, and is taken.
pub(crate) fn is_reserved(segment: &str) -> bool {
    segment.starts_with('$') && !OWN_SEGMENTS.contains(&segment)
}

/// Writes keys in parentheses as segments of their own: `users('1')` is `users/1`. Arguments of functions have names,
/// and stay.
pub(crate) fn split_keys(segments: Vec<String>) -> Vec<String> {
    let mut split = Vec::with_capacity(segments.len());
    for segment in segments {
        let key = segment
            .split_once("('")
            .and_then(|(name, rest)| Some((name, rest.strip_suffix("')")?)))
            .filter(|(name, _)| !name.is_empty() && name.chars().all(char::is_alphanumeric));
        match key {
            Some((name, key)) => split.extend([name.to_owned(), key.replace("''", "'")]),
            None => split.push(segment),
        }
    }
    split
}

/// Matches a path, whose segments are decoded, against a template; `None` where it does not fit.
pub(crate) fn match_path(template: &PathTemplate, path: &[String]) -> Option<Matched> {
    let mut matched = Matched::default();
    let mut rest = path;
    for segment in &template.segments {
        let count = match_segment(segment, rest, &mut matched)?;
        rest = rest.get(count..)?;
    }
    rest.is_empty().then_some(matched)
}

/// Matches the beginning of a path against a segment of a template. Adds what fits, and returns how many segments of the path
/// that is; `None` where it does not fit.
pub(crate) fn match_segment(segment: &Segment, path: &[String], matched: &mut Matched) -> Option<usize> {
    if let Segment::ColonPath { before, closed, .. } = segment {
        let count = colon_path(before, *closed, path)?;
        matched.segments.extend_from_slice(path.get(..count)?);
        return Some(count);
    }
    let first = path.first().filter(|first| fits(segment, first))?;
    match segment {
        // A function whose parentheses the page leaves out keeps its arguments.
        Segment::Literal(text) if !first.ends_with(')') => {
            matched.literals += 1;
            matched.segments.push(text.clone());
        }
        _ => matched.segments.push(first.clone()),
    }
    Some(1)
}

/// How many segments `root:/a/b:` takes.
fn colon_path(before: &Segment, closed: bool, path: &[String]) -> Option<usize> {
    let first = path.first()?.strip_suffix(':')?;
    if !first.is_empty() && !fits(before, first) {
        return None;
    }
    if !closed {
        return (path.len() > 1).then_some(path.len());
    }
    let last = path.iter().skip(1).position(|segment| segment.ends_with(':'))?;
    Some(last + 2)
}

fn fits(segment: &Segment, text: &str) -> bool {
    match segment {
        Segment::Literal(literal) => {
            text.split('(')
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(literal))
                || text.eq_ignore_ascii_case(literal)
        }
        Segment::Parameter(_) => !text.is_empty(),
        Segment::Mixed(parts) => fits_parts(parts, text),
        Segment::Keyed { name, .. } | Segment::Function { name, .. } => {
            let Some((called, arguments)) = text.split_once('(') else {
                return false;
            };
            called.eq_ignore_ascii_case(name) && arguments.ends_with(')')
        }
        Segment::ColonPath { .. } => false,
    }
}

/// Whether a text has the fixed pieces of a segment, and something in each parameter between them.
fn fits_parts(parts: &[Part], text: &str) -> bool {
    match parts.split_first() {
        None => text.is_empty(),
        Some((Part::Text(fixed), rest)) => text
            .strip_prefix(fixed)
            .is_some_and(|text| fits_parts(rest, text)),
        Some((Part::Parameter(_), rest)) => text
            .char_indices()
            .map(|(index, character)| index + character.len_utf8())
            .any(|end| text.get(end..).is_some_and(|text| fits_parts(rest, text))),
    }
}

#[cfg(test)]
mod tests {
    use crate::pages::{Argument, Part, PathTemplate, Segment};

    use super::{is_reserved, match_path, split_keys};

    fn literal(text: &str) -> Segment {
        Segment::Literal(text.to_owned())
    }

    fn matched(segments: &[Segment], path: &str) -> Option<(Vec<String>, usize)> {
        let template = PathTemplate {
            segments: segments.to_vec(),
        };
        let path: Vec<String> = path.split('/').map(str::to_owned).collect();
        match_path(&template, &path).map(|matched| (matched.segments, matched.literals))
    }

    #[test]
    fn literals_and_ids() {
        let template = [
            literal("users"),
            Segment::Parameter("id".to_owned()),
            literal("messages"),
        ];
        let (segments, literals) = matched(&template, "Users/adele@contoso.com/messages").unwrap();
        assert_eq!(
            (segments.join("/").as_str(), literals),
            ("users/adele@contoso.com/messages", 2)
        );
        for path in [
            "users",
            "users/1",
            "users//messages",
            "users/1/messages/2",
            "groups/1/messages",
        ] {
            assert_eq!(matched(&template, path), None, "{path}");
        }
    }

    #[test]
    fn keys_in_parentheses_are_segments() {
        let split = |path: &str| split_keys(path.split('/').map(str::to_owned).collect()).join("/");
        assert_eq!(
            split("users('$a''b@c.com')/messages"),
            "users/$a'b@c.com/messages"
        );
        for path in [
            "range(address='A1')",
            "users/1",
            "getText()",
            "('a')",
            "root:/a('b')c",
        ] {
            assert_eq!(split(path), path);
        }
    }

    #[test]
    fn names_that_the_service_takes_for_its_own() {
        assert!(is_reserved("$abc@contoso.com"));
        for segment in ["$value", "$ref", "a$b", "users('$abc')"] {
            assert!(!is_reserved(segment), "{segment}");
        }
    }

    #[test]
    fn functions_with_and_without_their_parentheses() {
        let function = Segment::Function {
            name: "range".to_owned(),
            arguments: vec![("address".to_owned(), Argument::Quoted("address".to_owned()))],
        };
        assert!(matched(std::slice::from_ref(&function), "range(address='A1')").is_some());
        assert!(matched(&[function], "range").is_none());
        let (segments, literals) = matched(&[literal("getText")], "getText(id='1')").unwrap();
        assert_eq!((segments[0].as_str(), literals), ("getText(id='1')", 0));
    }

    #[test]
    fn fixed_text_beside_holes() {
        let (text, parameter) = (
            |text: &str| Part::Text(text.to_owned()),
            |name: &str| Part::Parameter(name.to_owned()),
        );
        let site = Segment::Mixed(vec![parameter("host"), text(","), parameter("site")]);
        let role = Segment::Mixed(vec![text("roleId="), parameter("id")]);
        for (segment, path, is_match) in [
            (&site, "contoso.com,1", true),
            (&site, "contoso.com", false),
            (&site, ",1", false),
            (&role, "roleId=7", true),
            (&role, "roleId=", false),
        ] {
            assert_eq!(
                matched(std::slice::from_ref(segment), path).is_some(),
                is_match,
                "{path}"
            );
        }
    }

    #[test]
    fn paths_of_items() {
        let item = |closed| Segment::ColonPath {
            before: Box::new(literal("root")),
            parameter: "path".to_owned(),
            closed,
        };
        assert!(matched(&[item(false)], "root:/a/b").is_some());
        assert!(matched(&[item(true), literal("children")], "root:/a/b:/children").is_some());
        assert!(matched(&[item(true), literal("children")], "root:/a/b/children").is_none());
        assert!(matched(&[item(false)], "root:").is_none());
    }
}
