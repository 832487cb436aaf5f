//! The key of the object that a request sends, where the caller does not choose it: the service assigns it to a new object,
//! and the path names the object that is changed.

use serde_json::{Map, Value};

use crate::graph::{KEY, Method};
use crate::model::{Operation, Property};

/// Whether a property of a body is a key that the caller does not send. Tables of all properties have it, and types whose
/// pages do not call it read-only. Where the page requires it, or its example sends it, the service wants to have it, as
/// in a schema extension. Where no example shows what creates an object, the pages leave it open.
pub(super) fn is_assigned(operation: &Operation, property: &Property) -> bool {
    if !property.name.eq_ignore_ascii_case(KEY) || property.required == Some(true) {
        return false;
    }
    let body = operation.body.as_ref();
    let sends_object = || body.is_some_and(|body| body.type_name().is_some());
    let is_object_shown = || sends_object() && sent_objects(operation).next().is_some();
    (operation.method == Method::Patch || is_object_shown()) && !is_sent(operation, &property.name)
}

/// Whether any example sends a property.
pub(super) fn is_sent(operation: &Operation, property: &str) -> bool {
    sent_objects(operation).any(|object| object.contains_key(property))
}

/// The objects that the examples of a request send.
fn sent_objects(operation: &Operation) -> impl Iterator<Item = &Map<String, Value>> {
    let examples = operation.examples.iter();
    let requests = examples.filter_map(|example| example.request.as_ref());
    requests.filter_map(|request| request.body.json()?.as_object())
}
