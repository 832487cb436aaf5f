//! The key of the object that an update changes. The path names it.

use crate::graph::{KEY, Method};
use crate::model::{Operation, Property};

/// Whether a row of an update is the key by which the path names the object. Tables of all properties have it, and a key
/// cannot be changed. Where the page requires it, or its example sends it, the service wants to have it.
pub(super) fn is_in_path(operation: &Operation, row: &Property) -> bool {
    let is_key = operation.method == Method::Patch && row.name.eq_ignore_ascii_case(KEY);
    let requests = operation
        .examples
        .iter()
        .filter_map(|example| example.request.as_ref());
    let mut bodies = requests.filter_map(|request| request.body.json()?.as_object());
    let mut is_sent = || bodies.any(|body| body.contains_key(&row.name));
    is_key && row.required != Some(true) && !is_sent()
}
