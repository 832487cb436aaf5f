//! Paths that no page documents, and that the steps say by the type of what stands there.
//!
//! `DELETE /me/calendar` is on no page, but a calendar stands at `/me/calendar`, and a calendar can be deleted. The plan of
//! the steps knows which operation is called there.

use std::collections::BTreeSet;

use crate::graph::{Method, PathTemplate, Segment};
use crate::resolve::examples::url::ExampleUrl;
use crate::resolve::plan::Items;
use crate::resolve::plan::operations::{ArgumentPlan, OperationId};
use crate::resolve::plan::steps::{StepId, StepLink, StepsPlan};

/// A path on which the steps say an operation.
pub(super) struct TypedPath {
    pub(super) operation: OperationId,
    pub(super) route: PathTemplate,
    pub(super) arguments: Vec<ArgumentPlan>,
}

/// The paths that the steps say and of which a URL is an instance, with all operations of a method that can be called
/// there.
pub(super) fn paths(
    steps: &StepsPlan,
    items: &Items,
    method: Method,
    url: &ExampleUrl<'_>,
) -> Vec<TypedPath> {
    let segments: Vec<&str> = url.path.split('/').skip(1).collect();
    let mut search = Search {
        steps,
        route: Vec::new(),
        seen: BTreeSet::new(),
        found: Vec::new(),
    };
    search.from(None, &segments);
    let found = search.found.into_iter();
    let of_method = found.filter(|(operation, _)| items.operations[*operation].method == method);
    of_method
        .filter_map(|(operation, route)| {
            let way = steps.way(&route, operation)?;
            Some(TypedPath {
                operation,
                arguments: way.arguments().cloned().collect(),
                route,
            })
        })
        .collect()
}

/// Follows the steps along the segments of a path, each as fixed text or as the value of a parameter.
struct Search<'p> {
    steps: &'p StepsPlan,
    /// The way so far.
    route: Vec<Segment>,
    /// The steps that were looked at, each with the number of segments behind it: one way to them is enough, and there
    /// can be as many as two for each segment.
    seen: BTreeSet<(Option<StepId>, usize)>,
    found: Vec<(OperationId, PathTemplate)>,
}

impl Search<'_> {
    fn from(&mut self, here: Option<StepId>, rest: &[&str]) {
        if !self.seen.insert((here, rest.len())) {
            return;
        }
        let steps = self.steps;
        if let Some(step) = here {
            let key = rest.join("/").to_ascii_lowercase();
            let calls = steps.steps[step].calls.iter();
            for call in calls.filter(|call| call.key == key) {
                let behind = rest.iter().map(|text| Segment::Literal((*text).to_owned()));
                let segments = self.route.iter().cloned().chain(behind).collect();
                self.found.push((call.operation, PathTemplate { segments }));
            }
        }
        let Some((text, rest)) = rest.split_first() else {
            return;
        };
        let literal = Segment::Literal((*text).to_owned());
        let links = here.map_or(&steps.roots, |step| &steps.steps[step].links);
        let parameter = |link: &StepLink| {
            let name = link.segment.strip_prefix("/{")?.strip_suffix('}')?;
            Some((Segment::Parameter(name.to_owned()), link.target))
        };
        // Fixed text goes before the value of a parameter. A URL may have a placeholder that is spelled as the parameter is.
        let fixed = links
            .iter()
            .filter(|link| parameter(link).is_none() && link.key == literal.shape());
        let fixed = fixed.map(|link| (literal.clone(), link.target));
        for (segment, target) in fixed.chain(links.iter().filter_map(parameter)) {
            self.route.push(segment);
            self.from(Some(target), rest);
            self.route.pop();
        }
    }
}
