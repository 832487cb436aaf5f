//! Functions and actions, which look like relationships in a path.
//!
//! The titles of their pages tell most of them: `driveItem: delta`. Others have the title of a task, "Create a sharing
//! link for a DriveItem" of `POST …/createLink`; what else the pages say of the name tells these.

use crate::graph::{DELTA, Method, PathTemplate, Segment, Verb};
use crate::model::Operation;

/// Whether the last name of a path is that of a function or an action. `stem`: the name of the page's file.
pub(super) fn is_call(operation: &Operation, template: &PathTemplate, stem: &str) -> bool {
    let Some(name) = template.last_literal() else {
        return false;
    };
    name.eq_ignore_ascii_case(DELTA)
        || match by_file_name(stem, name) {
            Some(FileNameSays::Called) => true,
            Some(FileNameSays::ReadOrChanged) => false,
            None => takes_parameters(operation) || has_arguments(operation, name),
        }
}

/// What the name of a file says of the name at its end.
enum FileNameSays {
    /// `driveitem-createlink`
    Called,
    /// `driveitem-list-children`: a verb stands in between.
    ReadOrChanged,
}

fn by_file_name(stem: &str, name: &str) -> Option<FileNameSays> {
    let mut parts = stem.rsplit(['-', '_']);
    let last = parts.next()?;
    let before = parts.next().filter(|_| last.eq_ignore_ascii_case(name))?;
    Some(match Verb::from_synonym(before) {
        Some(_) => FileNameSays::ReadOrChanged,
        None => FileNameSays::Called,
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
