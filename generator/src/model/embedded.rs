//! Requests that make or change an object together with a part of it.
//!
//! The page about extended properties documents `POST /me/events` with "a JSON body of each
//! multiValueLegacyExtendedProperty object in the collection property of the resource instance": what is sent is an
//! *event*, as the page of events says, with that collection in it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::types::{Types, chain, derives};
use crate::model::{Body, Operation, Property, ResponseContent, TypeRef};
use crate::page::{ExampleRequest, Method, NO_CONTENT, Primitive};
use crate::span::{FileId, Span};

/// What another page sends by a request.
struct Known {
    page: FileId,
    ty: String,
    /// What it answers.
    response: ResponseContent,
    span: Span,
}

/// Gives such requests the body of the whole, a request for each type of it.
pub(super) fn embed(operations: &mut Vec<Operation>, types: &Types, sink: &mut Sink) {
    let mut known: BTreeMap<(Method, String), Vec<Known>> = BTreeMap::new();
    for operation in &*operations {
        if let Some(ty) = sent(operation) {
            for path in &operation.paths {
                let of_path = known
                    .entry((operation.method, path.template.shape()))
                    .or_default();
                of_path.push(Known {
                    page: operation.page,
                    ty: ty.to_owned(),
                    response: operation.response.content.clone(),
                    span: path.span,
                });
            }
        }
    }
    *operations = std::mem::take(operations)
        .into_iter()
        .flat_map(|operation| split(operation, &known, types, sink))
        .collect();
}

/// The type of what an operation makes or changes.
fn sent(operation: &Operation) -> Option<&str> {
    let body = operation.body.as_ref().filter(|body| !body.collection)?;
    match (&body.ty, operation.method) {
        (Some(TypeRef::Type(name)), Method::Post | Method::Patch | Method::Put) => Some(name),
        _ => None,
    }
}

/// The operation, with the paths taken out of it whose requests send a whole; these are operations of their own.
fn split(
    mut operation: Operation,
    known: &BTreeMap<(Method, String), Vec<Known>>,
    types: &Types,
    sink: &mut Sink,
) -> Vec<Operation> {
    let Some(part) = sent(&operation).map(str::to_lowercase) else {
        return vec![operation];
    };
    let mut wholes: BTreeMap<&str, Operation> = BTreeMap::new();
    let (page, method) = (operation.page, operation.method);
    let mut rest = Vec::new();
    for path in std::mem::take(&mut operation.paths) {
        let others = known.get(&(method, path.template.shape()));
        let is_whole =
            |other: &&Known| other.page != page && !are_related(types, &other.ty.to_lowercase(), &part);
        let mut others = others.into_iter().flatten().filter(is_whole);
        let found = others.find_map(|other| Some((other, collection_of(types, &other.ty, &part)?)));
        let Some((other, property)) = found else {
            rest.push(path);
            continue;
        };
        let message = format!("a `{}` with its `{}` is sent here", other.ty, property.name);
        sink.push(
            Diagnostic::new(Code::SameRequest, path.span, message)
                .label(other.span, "by the page of this request"),
        );
        let whole = wholes
            .entry(&other.ty)
            .or_insert_with(|| whole(&operation, other, property));
        whole.paths.push(path);
    }
    operation.paths = rest;
    let rest = Some(operation).filter(|operation| !operation.paths.is_empty());
    let mut all: Vec<Operation> = rest.into_iter().chain(wholes.into_values()).collect();
    assign_examples(&mut all);
    all
}

/// Whether one type is the other, or derives from it, by their keys; such pages speak of the same object.
fn are_related(types: &Types, one: &str, other: &str) -> bool {
    derives(types, one, other) || derives(types, other, one)
}

/// The property of a type that holds the parts: its type is that of the part, or a base of it.
fn collection_of<'t>(types: &'t Types, whole: &str, part: &str) -> Option<&'t Property> {
    let is_of_part = |property: &&Property| {
        let TypeRef::Type(name) = &property.ty else {
            return false;
        };
        property.collection && derives(types, part, &name.to_lowercase())
    };
    let key = whole.to_lowercase();
    let mut properties = chain(types, &key).flat_map(|ty| &ty.properties);
    properties.find(is_of_part)
}

/// The operation, which has no paths yet, where it sends a whole.
fn whole(operation: &Operation, other: &Known, property: &Property) -> Operation {
    // The page of the whole calls what is made by requests of its own read-only; here it is sent.
    let part = vec![Property {
        read_only: false,
        ..property.clone()
    }];
    // A change of an existing object is about the part alone.
    let (properties, shown) = match operation.method {
        Method::Patch => (part, Vec::new()),
        _ => (Vec::new(), part),
    };
    let mut whole = operation.clone();
    whole.body = Some(Body {
        ty: Some(TypeRef::Type(other.ty.clone())),
        collection: false,
        content_type: "application/json".to_owned(),
        properties,
        shown,
    });
    // The page of the part says little of what comes back: "similar to the response from creating just an event".
    let untyped = ResponseContent::One(TypeRef::Primitive(Primitive::Untyped));
    let is_silent = whole.response.content == untyped || whole.response.content == ResponseContent::None;
    if is_silent && !whole.response.status.contains(&NO_CONTENT) {
        whole.response.content = other.response.clone();
    }
    whole
}

/// Leaves each example with the operation that it calls.
fn assign_examples(operations: &mut [Operation]) {
    let Some(first) = operations.first() else { return };
    let examples = first.examples.clone();
    for operation in &mut *operations {
        operation.examples.clear();
    }
    for example in examples {
        let path = example.request.as_ref().and_then(ExampleRequest::path);
        let calls = |operation: &Operation| {
            let mut paths = operation.paths.iter();
            path.as_ref()
                .is_some_and(|path| paths.any(|known| known.template.matches(path)))
        };
        let called = operations.iter().position(calls).unwrap_or_default();
        if let Some(operation) = operations.get_mut(called) {
            operation.examples.push(example);
        }
    }
}
