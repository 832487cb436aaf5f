//! Requests for one property of an object: `/me/mailboxSettings/timeZone` on the page of `/me/mailboxSettings`.
//!
//! The sentence of such a page speaks of the object; what comes back is the property.

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::index::{Index, namespace};
use crate::model::types::{Types, chain};
use crate::model::{Response, ResponseContent, TypeRef};
use crate::page::{Method, OperationFacts, Page, Segment};

/// Takes the type of the property to which the paths of a reading operation lead, where another operation of the
/// page reads the object.
pub(super) fn read(
    index: &Index,
    page: &Page,
    facts: &OperationFacts,
    types: &Types,
    response: &mut Response,
    sink: &mut Sink,
) {
    let Some(end) = end(facts).filter(|_| facts.method == Method::Get) else {
        return;
    };
    let Some(object) = page.operations.iter().find(|other| reads_object_of(other, facts)) else {
        return;
    };
    let Some(TypeRef::Type(name)) = object
        .response
        .ty
        .as_ref()
        .map(|ty| index.type_ref(ty, namespace(page)))
    else {
        return;
    };
    let key = name.to_lowercase();
    let mut properties = chain(types, &key).flat_map(|ty| &ty.properties);
    let found = properties.find(|property| !property.navigation && property.name.eq_ignore_ascii_case(end));
    let Some(property) = found else { return };
    if let Some(path) = facts.paths.first() {
        let message = format!("the path leads to `{end}` of `{name}`; its type is what comes back");
        sink.push(
            Diagnostic::new(Code::PropertyPath, path.documented.span, message)
                .label(property.span, "the property is described here"),
        );
    }
    response.content = match property.collection {
        true => ResponseContent::Many(property.ty.clone()),
        false => ResponseContent::One(property.ty.clone()),
    };
}

/// The fixed text in which all paths of an operation end.
fn end(facts: &OperationFacts) -> Option<&str> {
    let mut ends = facts
        .paths
        .iter()
        .map(|path| match path.template.segments.last() {
            Some(Segment::Literal(last)) => Some(last.as_str()),
            _ => None,
        });
    let end = ends.next().flatten()?;
    ends.all(|other| other == Some(end)).then_some(end)
}

/// Whether all paths of an operation lead one segment further than paths of another.
fn reads_object_of(object: &OperationFacts, part: &OperationFacts) -> bool {
    let is_object = |segments: &[Segment]| {
        let mut paths = object.paths.iter();
        paths.any(|path| path.template.segments == segments)
    };
    object.method == part.method
        && part.paths.iter().all(|path| {
            let above = path.template.segments.split_last();
            above.is_some_and(|(_, above)| is_object(above))
        })
}
