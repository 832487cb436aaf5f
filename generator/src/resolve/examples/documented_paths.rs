//! The documented paths of all requests, looked up by a URL: there are thousands, and thousands of examples ask.

use std::collections::{BTreeMap, BTreeSet};

use crate::graph::{Method, PathTemplate, Segment, percent_decoded};
use crate::resolve::examples::url::ExampleUrl;
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::{OperationPlan, PathPlan};

/// The documented paths of a version's requests.
pub(super) struct DocumentedPaths<'p> {
    /// In the order of the requests.
    paths: Vec<(OperationId, &'p PathPlan)>,
    /// By method, where among the nodes its paths begin.
    roots: BTreeMap<Method, usize>,
    nodes: Vec<Node>,
}

/// What is behind some segments.
#[derive(Default)]
struct Node {
    /// By fixed text.
    fixed: BTreeMap<String, usize>,
    /// Behind a parameter that is a segment.
    parameter: Option<usize>,
    /// The paths that end here.
    ending: Vec<usize>,
    /// The paths that go on with a segment of which more must be looked at.
    going_on: Vec<usize>,
}

impl<'p> DocumentedPaths<'p> {
    pub(super) fn new(requests: &[(OperationId, &'p OperationPlan)]) -> Self {
        let mut documented = Self {
            paths: Vec::new(),
            roots: BTreeMap::new(),
            nodes: Vec::new(),
        };
        for (id, plan) in requests {
            for path in &plan.paths {
                documented.add(plan.method, &path.route);
                documented.paths.push((*id, path));
            }
        }
        documented
    }

    fn add(&mut self, method: Method, route: &PathTemplate) {
        let nodes = &mut self.nodes;
        let path = self.paths.len();
        let mut here = *self.roots.entry(method).or_insert(nodes.len());
        nodes.resize_with(nodes.len().max(here + 1), Node::default);
        for segment in &route.segments {
            let new = nodes.len();
            let next = match segment {
                Segment::Literal(text) => *nodes[here].fixed.entry(key(text)).or_insert(new),
                Segment::Parameter(_) => *nodes[here].parameter.get_or_insert(new),
                Segment::Mixed(_)
                | Segment::Keyed { .. }
                | Segment::Function { .. }
                | Segment::ColonPath { .. } => {
                    nodes[here].going_on.push(path);
                    return;
                }
            };
            nodes.resize_with(nodes.len().max(next + 1), Node::default);
            here = next;
        }
        nodes[here].ending.push(path);
    }

    /// The paths of which a URL can be an instance, in the order of the requests. Fixed text and whole parameters are
    /// looked at; what else a path has is told by [`ExampleUrl::fill`].
    pub(super) fn like(&self, method: Method, url: &ExampleUrl<'_>) -> Vec<(OperationId, &'p PathPlan)> {
        let mut found: BTreeSet<usize> = BTreeSet::new();
        for path in url.spellings() {
            let mut here: Vec<usize> = self.roots.get(&method).copied().into_iter().collect();
            for segment in path.split('/').skip(1) {
                let key = key(segment);
                let nodes = here.iter().map(|node| &self.nodes[*node]);
                found.extend(nodes.clone().flat_map(|node| &node.going_on));
                let next = nodes.flat_map(|node| node.fixed.get(&key).into_iter().chain(&node.parameter));
                here = next.copied().collect();
            }
            found.extend(here.iter().flat_map(|node| &self.nodes[*node].ending));
        }
        found.into_iter().map(|path| self.paths[path]).collect()
    }
}

/// What tells fixed text from other: the letters without case, be they encoded or not.
fn key(text: &str) -> String {
    percent_decoded(text).to_ascii_lowercase()
}
