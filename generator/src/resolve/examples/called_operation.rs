//! The operation that an example calls.
//!
//! Some pages show requests that other pages document: the page of a range's format sets its font, the page of an
//! extension creates an event. Such an example proves something about the operation that it calls, so it belongs to
//! that operation. One that no page documents can be said by the type of what stands there. An example that calls no
//! operation belongs to the operation of its page, and disagrees.

use crate::model::{ExampleBody, ExampleFacts};
use crate::resolve::examples::by_type;
use crate::resolve::examples::documented_paths::DocumentedPaths;
use crate::resolve::examples::url::ExampleUrl;
use crate::resolve::plan::Items;
use crate::resolve::plan::operations::{BodyPlan, OperationId, OperationPlan};
use crate::resolve::plan::steps::StepsPlan;

/// The operation that an example calls, where it is not the one of its page.
pub(super) fn other(
    documented: &DocumentedPaths<'_>,
    items: &Items,
    steps: &StepsPlan,
    own: OperationId,
    example: &ExampleFacts,
) -> Option<OperationId> {
    let request = example.request.as_ref()?;
    let url = ExampleUrl::parse(request.url.as_str())?;
    let own_plan = &items.operations[own];
    let is_own = own_plan.method == request.method
        && own_plan.paths.iter().any(|path| url.fill(&path.route).is_some());
    if is_own && takes_body(own_plan, &request.body) {
        return None;
    }
    let mut called = documented.like(request.method, &url);
    called.retain(|(_, path)| url.fill(&path.route).is_some());
    // The path with the fewest parameters is the one that is meant: `/me/messages`, not `/{id}/messages`. Where several fit
    // equally well, `min_by_key` takes the first.
    let best = called.into_iter().min_by_key(|(id, path)| {
        let takes_body = takes_body(&items.operations[*id], &request.body);
        (!takes_body, path.arguments.len())
    });
    if let Some((id, _)) = best {
        let is_better = !is_own || takes_body(&items.operations[id], &request.body);
        return is_better.then_some(id);
    }
    if url.leaves_link_out(own_plan) {
        return None;
    }
    let said = by_type::paths(steps, items, request.method, &url);
    let said = said.iter().map(|path| path.operation);
    let fitting = said.filter(|id| takes_body(&items.operations[*id], &request.body));
    let fitting: Vec<OperationId> = fitting.collect();
    if fitting.contains(&own) {
        return None;
    }
    fitting.first().copied()
}

/// Whether a body is of the kind that an operation sends.
fn takes_body(plan: &OperationPlan, body: &ExampleBody) -> bool {
    let sends_bytes = matches!(plan.body, BodyPlan::Bytes(_));
    match body {
        ExampleBody::Text(_) => sends_bytes,
        ExampleBody::Json(_) => !sends_bytes,
        ExampleBody::None | ExampleBody::Broken(_) => true,
    }
}
