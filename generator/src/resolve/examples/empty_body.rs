//! Why the call in the documentation of a request sends nothing.

use serde_json::Value;

use crate::resolve::examples::sample::says_something;
use crate::resolve::plan::examples::{EmptyBody, ExampleCall, ExamplePlan, SkipReason, WireBody};
use crate::resolve::plan::operations::{BodyPlan, OperationPlan};

/// Why the call that is shown sends nothing, where the request has a body of named values. `documented` are the examples
/// that the pages have of the request.
pub(super) fn reason(
    plan: &OperationPlan,
    shown: Option<&ExampleCall>,
    documented: &[ExamplePlan],
) -> Option<EmptyBody> {
    let is_typed = matches!(
        plan.body,
        BodyPlan::Own(_) | BodyPlan::Model(_) | BodyPlan::Models(_) | BodyPlan::Changes(_)
    );
    let body = shown.and_then(|call| call.body.as_ref());
    if !is_typed || body.is_some_and(says_something) {
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
        if map.keys().all(|name| name.contains('@')) {
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
