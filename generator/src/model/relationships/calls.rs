//! Functions and actions, which look like relationships in a path.
//!
//! The titles of their pages tell most of them: `driveItem: delta`. Others have the title of a task, "Create a sharing
//! link for a DriveItem" of `POST …/createLink`; what else the pages say of the name tells these.

use crate::graph::{DELTA, Method, PageName, PathTemplate, Segment, Verb};
use crate::model::Operation;

/// Whether the last name of a path is that of a function or an action. `page_name`: that of its page.
pub(super) fn is_call(operation: &Operation, template: &PathTemplate, page_name: &PageName) -> bool {
    let Some(name) = template.last_literal() else {
        return false;
    };
    name.eq_ignore_ascii_case(DELTA)
        || match by_page_name(page_name, name) {
            Some(PageNameSays::Called) => true,
            Some(PageNameSays::ReadOrChanged) => false,
            None => takes_parameters(operation) || has_arguments(operation, name),
        }
}

/// What the name of a page says of the name at its end.
enum PageNameSays {
    /// `driveitem-createlink`
    Called,
    /// `driveitem-list-children`: a verb stands in between.
    ReadOrChanged,
}

fn by_page_name(page_name: &PageName, name: &str) -> Option<PageNameSays> {
    let (before, last) = page_name.split_last()?;
    if !last.eq_ignore_ascii_case(name) {
        return None;
    }
    Some(match Verb::from_synonym(before.last()) {
        Some(_) => PageNameSays::ReadOrChanged,
        None => PageNameSays::Called,
    })
}

/// Whether a request sends parameters rather than an object.
fn takes_parameters(operation: &Operation) -> bool {
    let body = operation
        .body
        .as_ref()
        .filter(|_| operation.method == Method::Post);
    body.is_some_and(|body| body.ty.is_none() && !body.properties.is_empty())
}

/// Whether another path of the operation gives arguments to the name: `range(address='…')` beside `range`.
fn has_arguments(operation: &Operation, name: &str) -> bool {
    let mut paths = operation.paths.iter();
    paths.any(|path| {
        matches!(path.template.segments.last(),
            Some(Segment::Function { name: called, .. }) if called.eq_ignore_ascii_case(name))
    })
}
