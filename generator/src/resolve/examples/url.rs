//! The URL of an example, held against the paths of its operation.

use std::borrow::Cow;
use std::iter;

use crate::graph::{
    Method, PathTemplate, QueryOption, REF, Segment, ServiceUrl, is_misspelled_key, is_qualified_name,
    short_name,
};
use crate::model::RequestUrl;
use crate::resolve::plan::operations::{OperationPlan, PathPlan};

use filled::{Filled, filled};

mod filled;

/// The URL of an example with the spellings of its path.
pub(super) struct ExampleUrl<'u> {
    /// The address as it stands in the page.
    pub(super) address: ServiceUrl<'u>,
    /// The path behind the version, with its first slash; still encoded.
    pub(super) path: Cow<'u, str>,
    /// The query options, decoded, in the order of the URL.
    pub(super) query: Vec<(String, String)>,
    /// The path with the keys in parentheses as segments of their own, where it has such.
    keyed: Option<String>,
    /// The path with the short name of an action at its end, where it has the qualified one.
    unqualified: Option<String>,
}

impl<'u> ExampleUrl<'u> {
    /// The URL of a request; `None` where it leads to another host than the service's.
    pub(super) fn new(url: &'u RequestUrl) -> Option<Self> {
        let address = url.address()?;
        let path = address.path();
        Some(Self {
            address,
            query: address.options().collect(),
            keyed: keys_as_segments(&path),
            unqualified: with_short_name(&path),
            path,
        })
    }

    /// The query with its question mark as spelled, but for a `=` that is left out.
    pub(super) fn spelled_query(&self) -> String {
        let mut query = self.address.query().to_owned();
        for (name, value) in &self.query {
            if let Some((option, rest)) = without_sign(name, value) {
                query = query.replacen(name, &format!("{}={rest}", option.key()), 1);
            }
        }
        query
    }

    /// Finds the values of a route's parameters in the path; `None` where the path is no instance of the route. A
    /// key can stand in parentheses, and the name of an action can be qualified: other spellings of the same address.
    pub(super) fn fill(&self, route: &PathTemplate) -> Option<Filled> {
        if !self.can_begin(route) {
            return None;
        }
        filled(route, &self.path)
            .or_else(|| filled(route, self.keyed.as_deref()?))
            .or_else(|| filled(route, self.called_on(route)?))
    }

    /// The path with the short name of the action with which the route ends. A type to which a path narrows is
    /// qualified as well: `members/microsoft.graph.user` is no member of the key `user`.
    fn called_on(&self, route: &PathTemplate) -> Option<&str> {
        let Some(Segment::Literal(action)) = route.segments.last() else {
            return None;
        };
        let path = self.unqualified.as_deref()?;
        let (_, name) = path.rsplit_once('/')?;
        name.eq_ignore_ascii_case(action).then_some(path)
    }

    /// The path, and with its keys in parentheses as segments of their own or the short name of its action, where it has
    /// such.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &str> {
        iter::once(&*self.path)
            .chain(self.keyed.as_deref())
            .chain(self.unqualified.as_deref())
    }

    /// The address of the link to the object to which the URL leads; `None` where it is one.
    pub(super) fn as_link(&self) -> Option<Self> {
        let last = self.path.rsplit('/').next().unwrap_or_default();
        (!last.eq_ignore_ascii_case(REF)).then(|| Self {
            address: self.address,
            path: Cow::Owned(format!("{}/{REF}", self.path)),
            query: self.query.clone(),
            keyed: self.keyed.as_ref().map(|path| format!("{path}/{REF}")),
            unqualified: None,
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

/// A path with the short name of what it ends with: `/calls/1/microsoft.graph.end` is `/calls/1/end`. `None` where that
/// has no qualified name.
fn with_short_name(path: &str) -> Option<String> {
    let (before, last) = path.rsplit_once('/')?;
    let is_qualified = is_qualified_name(last) && short_name(last) != last;
    is_qualified.then(|| format!("{before}/{}", short_name(last)))
}

#[cfg(test)]
mod tests {
    use super::ExampleUrl;
    use crate::graph::{PathTemplate, Segment};
    use crate::model::RequestUrl;
    use crate::span::{FileId, Span, Spanned};

    fn request_url(url: &str) -> RequestUrl {
        RequestUrl::parse(Spanned::new(url.to_owned(), Span::new(FileId(0), 0, 0)))
    }

    #[test]
    fn a_left_out_sign_is_put_back() {
        for (url, query) in [
            (
                "/users?$orderbydisplayName&$count=true",
                "?$orderby=displayName&$count=true",
            ),
            ("/users?$skiptoken&$top=5", "?$skiptoken&$top=5"),
        ] {
            let url = request_url(url);
            assert_eq!(ExampleUrl::new(&url).unwrap().spelled_query(), query);
        }
    }

    #[test]
    fn an_action_can_have_its_qualified_name() {
        let fills = |segments: &[&str], url: &str| {
            let segment = |text: &&str| match *text {
                "*" => Segment::Parameter("id".to_owned()),
                text => Segment::Literal(text.to_owned()),
            };
            let route = PathTemplate {
                segments: segments.iter().map(segment).collect(),
            };
            ExampleUrl::new(&request_url(url)).unwrap().fill(&route).is_some()
        };
        let action = ["kites", "*", "fly"];
        assert!(fills(&action, "/kites/1/fly"));
        assert!(fills(&action, "/kites/1/microsoft.graph.fly"));
        assert!(fills(&action, "/kites/1/microsoft.graph.Fly"));
        assert!(!fills(&action, "/kites/1/microsoft.graph.land"));
        assert!(!fills(&action, "/kites/1/.fly"));
        // A type to which the path narrows.
        let cast = "/kites/1/pilots/microsoft.graph.user";
        let path = |url: &str| {
            let route = ["kites", "*", "pilots", "*"];
            let segments = route.map(|text| match text {
                "*" => Segment::Parameter("id".to_owned()),
                text => Segment::Literal(text.to_owned()),
            });
            let route = PathTemplate {
                segments: segments.to_vec(),
            };
            Some(ExampleUrl::new(&request_url(url))?.fill(&route)?.values)
        };
        assert!(path(cast).is_none_or(|values| !values.contains(&"user".to_owned())));
    }

    #[test]
    fn an_object_has_a_link() {
        let link = |url: &str| Some(ExampleUrl::new(&request_url(url))?.as_link()?.path.into_owned());
        let of_member = link("/groups/1/members/2");
        assert_eq!(of_member.as_deref(), Some("/groups/1/members/2/$ref"));
        assert_eq!(link("/groups/1/members/$ref"), None);
        assert_eq!(link("https://upload.example.com/x"), None);
    }
}
