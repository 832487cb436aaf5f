//! Paths that no page documents, and that the steps say by the type of what stands there.
//!
//! `DELETE /me/calendar` is on no page, but a calendar stands at `/me/calendar`, and a calendar can be deleted. The plan of
//! the steps knows which operation is called there.

use crate::graph::{Method, PathTemplate, Segment};
use crate::resolve::examples::url::ExampleUrl;
use crate::resolve::plan::Items;
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::ArgumentPlan;
use crate::resolve::plan::steps::{StepsPlan, Way};

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
    let ways = steps.ways_of_url(&segments).into_iter();
    let of_method = ways.filter(|way| items.operations[way.call.operation].method == method);
    of_method
        .map(|way| TypedPath {
            operation: way.call.operation,
            route: route(&way, &segments),
            arguments: way.arguments().cloned().collect(),
        })
        .collect()
}

/// The path that a way says, its fixed text as in the URL.
fn route(way: &Way<'_>, segments: &[&str]) -> PathTemplate {
    let parameters = way.links.iter().map(|link| link.parameter.as_deref());
    // The call adds fixed text.
    let parameters = parameters.chain(std::iter::repeat(None));
    let segments = segments.iter().zip(parameters);
    let segments = segments.map(|(text, parameter)| match parameter {
        // A URL may have a placeholder that is spelled as the parameter is.
        Some(name) => Segment::Parameter(name.to_owned()),
        None => Segment::Literal((*text).to_owned()),
    });
    PathTemplate {
        segments: segments.collect(),
    }
}
