//! The operation that an example calls.
//!
//! Some pages show requests that other pages document: the page of a range's format sets its font, the page of an
//! extension creates an event. Such an example proves something about the operation that it calls, so it belongs to
//! that operation. One that no page documents can be said by the type of what stands there. An example that calls no
//! operation belongs to the operation of its page, and disagrees.

use crate::model::{ExampleBody, ExampleFacts, ExampleRequest};
use crate::resolve::examples::by_type;
use crate::resolve::examples::url::ExampleUrl;
use crate::resolve::plan::Items;
use crate::resolve::plan::operations::{BodyPlan, OperationId, OperationPlan, PathPlan};
use crate::resolve::plan::steps::StepsPlan;

/// The operation that an example calls, where it is not the one of its page.
pub(super) fn other(
    operations: &[(OperationId, &OperationPlan)],
    items: &Items,
    steps: &StepsPlan,
    own: OperationId,
    example: &ExampleFacts,
) -> Option<OperationId> {
    let request = example.request.as_ref()?;
    let url = ExampleUrl::parse(&request.url.value)?;
    let own_plan = &items.operations[own];
    let own_call = call(own_plan, request, &url);
    if own_call.as_ref().is_some_and(|call| call.takes_body) {
        return None;
    }
    let calls = operations.iter();
    let calls = calls.filter_map(|(id, plan)| Some((call(plan, request, &url)?, *id)));
    // Of several that fit equally well, `min_by_key` takes the first.
    if let Some((best, id)) = calls.min_by_key(|(call, _)| (!call.takes_body, call.parameters)) {
        return (own_call.is_none() || best.takes_body).then_some(id);
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

/// How an operation can be called with what an example sends.
struct Call {
    /// Whether the body is of the kind that the operation sends.
    takes_body: bool,
    /// How many parameters the path has. Of several paths the one with the fewest is meant: `/me/messages`, not
    /// `/{id}/messages`.
    parameters: usize,
}

fn call(plan: &OperationPlan, request: &ExampleRequest, url: &ExampleUrl<'_>) -> Option<Call> {
    if plan.method != request.method {
        return None;
    }
    let is_called = |path: &&PathPlan| url.fill(&path.route).is_some();
    let called = plan.paths.iter().filter(is_called);
    Some(Call {
        takes_body: takes_body(plan, &request.body),
        parameters: called.map(|path| path.arguments.len()).min()?,
    })
}

fn takes_body(plan: &OperationPlan, body: &ExampleBody) -> bool {
    let sends_bytes = matches!(plan.body, BodyPlan::Bytes(_));
    match body {
        ExampleBody::Text(_) => sends_bytes,
        ExampleBody::Json(_) => !sends_bytes,
        ExampleBody::None | ExampleBody::Broken(_) => true,
    }
}
