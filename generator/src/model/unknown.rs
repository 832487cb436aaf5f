//! Types that are used and documented nowhere.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::{Model, Operation, Property, ResponseContent, TypeRef};
use crate::source::Version;
use crate::span::Span;

/// Reports each use of a type that no page documents. Its values stay untyped JSON.
pub(super) fn report(model: &Model, sink: &mut Sink) {
    let types = model.types.iter().map(|ty| (ty.version, ty.name.as_str()));
    let enums = model.enums.iter().map(|one| (one.version, one.name.as_str()));
    let known: BTreeSet<(Version, &str)> = types.chain(enums).collect();
    let mut check = |version: Version, ty: &TypeRef, span: Span, of: &str| {
        if let TypeRef::Type(name) | TypeRef::Enum(name) = ty
            && !known.contains(&(version, name.as_str()))
        {
            let message = format!("no page documents `{name}`, the type of {of}");
            sink.push(Diagnostic::new(Code::UnknownType, span, message).help("its values are kept as JSON"));
        }
    };
    let of_types = model
        .types
        .iter()
        .flat_map(|ty| ty.properties.iter().map(|row| (ty.version, row)));
    let of_bodies = model.operations.iter().flat_map(|operation| {
        let rows = operation.body.iter().flat_map(|body| &body.properties);
        rows.map(|row| (operation.version, row))
    });
    for (version, Property { name, ty, span, .. }) in of_types.chain(of_bodies) {
        check(version, ty, *span, &format!("`{name}`"));
    }
    for operation in &model.operations {
        let Some(place) = operation.paths.first() else {
            continue;
        };
        for (ty, of) in sent_and_answered(operation) {
            check(operation.version, ty, place.span, of);
        }
    }
}

/// The types of an operation's body and response.
fn sent_and_answered(operation: &Operation) -> impl Iterator<Item = (&TypeRef, &'static str)> {
    let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    let response = match &operation.response.content {
        ResponseContent::One(ty) | ResponseContent::Many(ty) => Some(ty),
        ResponseContent::None | ResponseContent::Bytes => None,
    };
    let body = body.map(|ty| (ty, "the request's body"));
    body.into_iter().chain(response.map(|ty| (ty, "the response")))
}
