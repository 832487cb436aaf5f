//! The URL of an example, held against the paths of its operation.

use std::borrow::Cow;
use std::iter;

use percent_encoding::percent_decode_str;

use crate::graph::{Method, PathTemplate, QueryOption, REF, Segment, ServiceUrl, is_misspelled_key};
use crate::resolve::plan::operations::{OperationPlan, PathPlan};

use filled::{Filled, filled};

mod filled;

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
        let is_plain = path.starts_with('/') && !["//", ", ", " ("].iter().any(|slip| path.contains(slip));
        let path = if is_plain {
            Cow::Borrowed(path)
        } else {
            // Arguments of functions may have blanks between them, and before them.
            let path = path.replace(", ", ",").replace(" (", "(");
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

    /// The path, and with its keys in parentheses as segments of their own, where it has such.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &str> {
        iter::once(&*self.path).chain(self.keyed.as_deref())
    }

    /// The address of the link to the object to which the URL leads; `None` where it is one.
    pub(super) fn as_link(&self) -> Option<Self> {
        let last = self.path.rsplit('/').next().unwrap_or_default();
        (!last.eq_ignore_ascii_case(REF)).then(|| Self {
            version: self.version,
            path: Cow::Owned(format!("{}/{REF}", self.path)),
            query: self.query.clone(),
            target: self.target,
            keyed: self.keyed.as_ref().map(|path| format!("{path}/{REF}")),
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
    // `$skiptoken` without a value is an option of its own, not a `$skip` of `token`.
    let mut options = QueryOption::ALL.into_iter().filter_map(rest);
    options.find(|_| value.is_empty() && is_misspelled_key(name))
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

#[cfg(test)]
mod tests {
    use super::ExampleUrl;

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
        let call = ExampleUrl::parse("/kites/countBetween (from=1, to=2)").unwrap();
        assert_eq!(call.path, "/kites/countBetween(from=1,to=2)");
        let token = ExampleUrl::parse("/users?$skiptoken&$top=5").unwrap();
        assert_eq!(token.spelled_query(), "?$skiptoken&$top=5");
        let link = plain_link("/groups/1/members/2");
        assert_eq!(link.as_deref(), Some("/groups/1/members/2/$ref"));
        assert_eq!(plain_link("/groups/1/members/$ref"), None);
        let plain = ExampleUrl::parse("graph.microsoft.com/beta/me").unwrap();
        assert_eq!((plain.version, &*plain.path), (Some("beta"), "/me"));
    }
}
