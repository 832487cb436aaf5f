//! Which documented paths a path fits.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::pages::{Model, Operation, PathTemplate, Segment, Version};
use crate::pattern::{Matched, match_path};

/// A path of an operation.
pub(crate) struct Route<'d> {
    pub(crate) operation: &'d Operation,
    pub(crate) template: Cow<'d, PathTemplate>,
    pub(crate) matched: Matched,
    /// Whether no page documents the operation for the path: it is one of the type that stands there.
    pub(crate) is_by_type: bool,
}

impl Route<'_> {
    /// How well the path fits: the more fixed text, the better, and what a page says goes before what follows from it.
    pub(super) fn fitness(&self) -> (usize, bool) {
        (self.matched.literals, !self.is_by_type)
    }
}

/// Where a documented path stands in the model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RouteId {
    operation: usize,
    path: usize,
}

impl RouteId {
    /// All documented paths, in the order of the model.
    pub(crate) fn all(model: &Model) -> impl Iterator<Item = Self> {
        let operations = model.operations.iter().enumerate();
        operations.flat_map(|(operation, of)| (0..of.paths.len()).map(move |path| Self { operation, path }))
    }

    /// The operation and its path.
    pub(crate) fn of(self, model: &Model) -> (&Operation, &PathTemplate) {
        let operation = &model.operations[self.operation];
        (operation, &operation.paths[self.path].template)
    }
}

/// The documented paths, by version and the fixed name with which they begin; empty for those that begin with none.
#[derive(Debug)]
pub(crate) struct Index(BTreeMap<(Version, String), Vec<RouteId>>);

impl Index {
    pub(crate) fn new(model: &Model) -> Self {
        let mut index: BTreeMap<_, Vec<RouteId>> = BTreeMap::new();
        for route in RouteId::all(model) {
            let (operation, template) = route.of(model);
            let first = template.segments.first().and_then(first_name).unwrap_or_default();
            let key = (operation.version, first.to_ascii_lowercase());
            index.entry(key).or_default().push(route);
        }
        Self(index)
    }

    /// The documented paths that a path fits, whatever their method.
    pub(crate) fn routes<'d>(&self, model: &'d Model, version: Version, path: &[String]) -> Vec<Route<'d>> {
        let first = path.first().map(String::as_str).unwrap_or_default();
        let first = first.split(['(', ':']).next().unwrap_or_default();
        let of = |name: String| self.0.get(&(version, name)).into_iter().flatten();
        of(first.to_ascii_lowercase())
            .chain(of(String::new()))
            .filter_map(|route| {
                let (operation, template) = route.of(model);
                Some(Route {
                    operation,
                    template: Cow::Borrowed(template),
                    matched: match_path(template, path)?,
                    is_by_type: false,
                })
            })
            .collect()
    }
}

/// The fixed name of a first segment.
fn first_name(segment: &Segment) -> Option<&str> {
    match segment {
        Segment::Literal(name) | Segment::Keyed { name, .. } | Segment::Function { name, .. } => Some(name),
        Segment::ColonPath { before, .. } => first_name(before),
        Segment::Parameter(_) | Segment::Mixed(_) => None,
    }
}
