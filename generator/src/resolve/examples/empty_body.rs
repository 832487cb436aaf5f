//! Why the call in the documentation of a request sends nothing.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::graph::is_annotation;
use crate::model::{ExampleBody, ExampleFacts};
use crate::resolve::examples::sample::has_values;
use crate::resolve::operations::Requests;
use crate::resolve::plan::examples::{EmptyBody, ExampleCall, ExamplePlan, SkipReason, WireBody};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::{BodyPlan, OperationPlan};
use crate::span::FileId;

/// The pages on which an example sends JSON. Where a page shows none, nobody expects a body.
pub(super) fn sending_pages(
    operations: &[(OperationId, &OperationPlan)],
    requests: &Requests<'_>,
) -> BTreeSet<FileId> {
    let sends_json = |facts: &ExampleFacts| {
        let request = facts.request.as_ref();
        request.is_some_and(|request| matches!(request.body, ExampleBody::Json(_)))
    };
    let sending = operations.iter().filter(|(id, _)| {
        let documented = requests.documented.get(id);
        documented.is_some_and(|operation| operation.examples.iter().any(sends_json))
    });
    sending.map(|(_, plan)| plan.page).collect()
}

/// Why the call that is shown sends nothing, where the request has a body of named values. `documented` are the examples
/// that the pages have of the request.
pub(super) fn reason(
    plan: &OperationPlan,
    shown: Option<&ExampleCall>,
    documented: &[ExamplePlan],
) -> Option<EmptyBody> {
    let is_typed = matches!(
        plan.body,
        BodyPlan::Own(_) | BodyPlan::Model(_) | BodyPlan::Models(_) | BodyPlan::Update(_)
    );
    let body = shown.and_then(|call| call.body.as_ref());
    if !is_typed || body.is_some_and(has_values) {
        return None;
    }
    let sent = documented.iter().filter_map(|example| {
        let Some(WireBody::Json(Value::Object(map))) = example.request.as_ref().map(|request| &request.body)
        else {
            return None;
        };
        (!map.is_empty()).then_some((example, map))
    });
    let reasons = sent.map(|(example, map)| {
        if map.keys().all(|name| is_annotation(name)) {
            EmptyBody::TypeAlone
        } else if example.skipped == Some(SkipReason::Placeholder) {
            EmptyBody::Placeholder
        } else {
            EmptyBody::Unfit
        }
    });
    let nothing = if documented.is_empty() {
        EmptyBody::NoExample
    } else {
        EmptyBody::LeftOut
    };
    Some(reasons.max().unwrap_or(nothing))
}
