//! Requests that make or change an object together with a part of it.
//!
//! The page about extended properties documents `POST /me/events` with "a JSON body of each
//! multiValueLegacyExtendedProperty object in the collection property of the resource instance": what is sent is an
//! *event*, as the page of events says, with that collection in it.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{JSON, Method, NO_CONTENT, RequestKey, TypeName};
use crate::model::store::{Draft, Input, Store};
use crate::model::types::TypeTable;
use crate::model::{Body, Operation, Property, ResponseContent, TypeRef, ValueType};
use crate::page::ExampleFacts;
use crate::span::{FileId, Span};

/// The same request as another page documents it.
struct DocumentedRequest {
    page: FileId,
    ty: TypeName,
    /// The response that the other page documents.
    response: ResponseContent,
    span: Span,
}

/// Gives these requests the whole object as their body; each type of whole object gets a request of its own.
pub(in crate::model) fn embed(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let mut known: BTreeMap<RequestKey, Vec<DocumentedRequest>> = BTreeMap::new();
    for Draft { operation, .. } in &*operations {
        if let Some(ty) = sent(operation) {
            for path in &operation.paths {
                let of_path = known.entry(operation.key(path)).or_default();
                of_path.push(DocumentedRequest {
                    page: operation.page,
                    ty: ty.clone(),
                    response: operation.response.content.clone(),
                    span: path.span,
                });
            }
        }
    }
    *operations = std::mem::take(operations)
        .into_iter()
        .flat_map(|draft| split(draft, &known, types, sink))
        .collect();
}

/// The type of what an operation makes or changes.
fn sent(operation: &Operation) -> Option<&TypeName> {
    let body = operation.body.as_ref().filter(|body| !body.is_many())?;
    body.type_name().filter(|_| operation.method.writes())
}

/// Splits an operation: the paths on which a whole object is sent become operations of their own.
fn split<'p>(
    draft: Draft<'p>,
    known: &BTreeMap<RequestKey, Vec<DocumentedRequest>>,
    types: &TypeTable,
    sink: &mut Diagnostics,
) -> Vec<Draft<'p>> {
    let Some(part) = sent(&draft.operation).cloned() else {
        return vec![draft];
    };
    let Draft {
        mut operation,
        examples,
    } = draft;
    let mut wholes: BTreeMap<&TypeName, Operation> = BTreeMap::new();
    let page = operation.page;
    let mut rest = Vec::new();
    for path in std::mem::take(&mut operation.paths) {
        let others = known.get(&operation.key(&path));
        let is_whole =
            |other: &&DocumentedRequest| other.page != page && !are_related(types, &other.ty, &part);
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
    assign_examples(rest.into_iter().chain(wholes.into_values()), examples)
}

/// Whether one type is the other, or derives from it; such pages speak of the same object.
fn are_related(types: &TypeTable, one: &TypeName, other: &TypeName) -> bool {
    types.derives(one, other) || types.derives(other, one)
}

/// The property of a type that holds the parts: its type is that of the part, or a base of it.
fn collection_of<'t>(types: &'t TypeTable, whole: &TypeName, part: &TypeName) -> Option<&'t Property> {
    let is_of_part = |property: &&Property| {
        let item = property.ty.item.type_name();
        property.ty.is_many() && item.is_some_and(|item| types.derives(part, item))
    };
    types.properties(whole).find(is_of_part)
}

/// A copy of the operation that sends the whole object. The caller sets its paths.
fn whole(operation: &Operation, other: &DocumentedRequest, property: &Property) -> Operation {
    // The page of the whole object may call the part read-only, but this request sends it.
    let part = vec![Property {
        read_only: false,
        ..property.clone()
    }];
    // A change of an existing object is about the part alone.
    let (properties, example_properties) = match operation.method {
        Method::Patch => (part, Vec::new()),
        _ => (Vec::new(), part),
    };
    let mut whole = operation.clone();
    let sent = ValueType::one(TypeRef::Type(other.ty.clone()));
    whole.body = Some(Body {
        properties,
        example_properties,
        ..Body::new(Some(sent), JSON)
    });
    // The page of the part says little of what comes back: "similar to the response from creating just an event".
    let is_silent = match &whole.response.content {
        ResponseContent::Unsaid | ResponseContent::Empty => true,
        ResponseContent::One(item) => item.is_untyped(),
        ResponseContent::Many(_) | ResponseContent::Bytes | ResponseContent::Count => false,
    };
    if is_silent && !whole.response.status.contains(&NO_CONTENT) {
        whole.response.content = other.response.clone();
    }
    whole
}

/// Gives each example to the operation that it calls.
fn assign_examples<'p>(
    operations: impl Iterator<Item = Operation>,
    examples: Vec<&'p ExampleFacts>,
) -> Vec<Draft<'p>> {
    let mut drafts: Vec<Draft<'p>> = operations
        .map(|operation| Draft {
            operation,
            examples: Vec::new(),
        })
        .collect();
    for example in examples {
        let path = example.request.as_ref().and_then(|request| request.url.path());
        let calls = |draft: &Draft<'_>| {
            let mut paths = draft.operation.paths.iter();
            path.is_some_and(|path| paths.any(|known| known.template.matches(path)))
        };
        let called = drafts.iter().position(calls).unwrap_or_default();
        if let Some(draft) = drafts.get_mut(called) {
            draft.examples.push(example);
        }
    }
    drafts
}
