//! Types that are used and documented nowhere.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::store::{Input, Store};
use crate::model::{Operation, Property, TypeRef};
use crate::span::Span;

/// Reports each use of a type that no page documents. Its values stay untyped JSON.
pub(in crate::model) fn report(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types,
        enums,
        operations,
        ..
    } = store;
    let mut check = |ty: &TypeRef, span: Span, of: &str| {
        if let TypeRef::Type(name) | TypeRef::Enum(name) = ty
            && !types.contains(name)
            && !enums.contains_key(name)
        {
            let message = format!("no page documents `{name}`, the type of {of}");
            sink.push(Diagnostic::new(Code::UnknownType, span, message).help("its values are kept as JSON"));
        }
    };
    let of_types = types.iter().flat_map(|ty| &ty.properties);
    let bodies = operations
        .iter()
        .filter_map(|draft| draft.operation.body.as_ref());
    let of_bodies = bodies.flat_map(|body| &body.properties);
    for Property { name, ty, span, .. } in of_types.chain(of_bodies) {
        check(&ty.item, *span, &format!("`{name}`"));
    }
    for operation in operations.iter().map(|draft| &draft.operation) {
        let Some(place) = operation.paths.first() else {
            continue;
        };
        for (ty, of) in sent_and_answered(operation) {
            check(ty, place.span, of);
        }
    }
}

/// The types of an operation's body and response.
fn sent_and_answered(operation: &Operation) -> impl Iterator<Item = (&TypeRef, &'static str)> {
    let body = operation.body.as_ref().and_then(|body| body.ty.as_ref());
    let body = body.map(|ty| (&ty.item, "the request's body"));
    let response = operation.response.content.item();
    body.into_iter().chain(response.map(|ty| (ty, "the response")))
}
