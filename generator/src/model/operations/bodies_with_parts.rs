//! Requests that make or change an object together with a part of it.
//!
//! The page about extended properties documents `POST /me/events` with "a JSON body of each
//! multiValueLegacyExtendedProperty object in the collection property of the resource instance": what is sent is an
//! *event*, as the page of events says, with that collection in it. Where the collection stands deeper, as for
//! `POST /groups/{id}/threads` in the posts of the thread, what is sent is just what the other page says.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{JSON, Method, NO_CONTENT, PermissionTables, RequestKey, TypeName};
use crate::model::store::{Draft, Input, Store};
use crate::model::types::TypeTable;
use crate::model::{Body, Operation, Property, Response, ResponseContent, TypeRef, ValueType};
use crate::page::ExampleFacts;
use crate::span::{FileId, Span};

/// The same request as another page documents it.
struct DocumentedRequest {
    page: FileId,
    body: Body,
    /// The response that the other page documents.
    response: Response,
    span: Span,
}

/// Gives these requests the whole object as their body; each type of whole object gets a request of its own.
pub(in crate::model) fn embed(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let mut known: BTreeMap<RequestKey, Vec<DocumentedRequest>> = BTreeMap::new();
    for Draft { operation, .. } in &*operations {
        if let Some(body) = sent(operation) {
            for path in &operation.paths {
                let of_path = known.entry(operation.key(path)).or_default();
                of_path.push(DocumentedRequest {
                    page: operation.page,
                    body: body.clone(),
                    response: operation.response.clone(),
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

/// What an operation makes or changes, or the parameters of an action.
fn sent(operation: &Operation) -> Option<&Body> {
    let body = operation.body.as_ref().filter(|body| !body.is_many());
    body.filter(|_| operation.method.writes())
}

/// Splits an operation: the paths on which a whole object is sent become operations of their own.
fn split<'p>(
    draft: Draft<'p>,
    known: &BTreeMap<RequestKey, Vec<DocumentedRequest>>,
    types: &TypeTable,
    sink: &mut Diagnostics,
) -> Vec<Draft<'p>> {
    let Draft {
        mut operation,
        examples,
    } = draft;
    let Some(part) = part_of(&operation).cloned() else {
        leave_part_out(&mut operation, sink);
        return vec![Draft { operation, examples }];
    };
    let all_paths = operation.paths.clone();
    let mut wholes: BTreeMap<Option<&TypeName>, Operation> = BTreeMap::new();
    let page = operation.page;
    let mut rest = Vec::new();
    for path in std::mem::take(&mut operation.paths) {
        let others = known.get(&operation.key(&path));
        let is_whole = |other: &&DocumentedRequest| {
            let ty = other.body.type_name();
            other.page != page && ty.is_none_or(|ty| !are_related(types, ty, &part))
        };
        let others = others.into_iter().flatten().filter(is_whole);
        let holder = |other| Some((other, holder_of(types, &operation, other, &part)?));
        let Some((other, holder)) = most_general(types, others.filter_map(holder)) else {
            rest.push(path);
            continue;
        };
        let property = holder.property();
        let message = match other.body.type_name() {
            Some(ty) => format!("a `{ty}` with its `{}` is sent here", property.name),
            None => format!("`{}` is sent here, as a parameter", property.name),
        };
        sink.push(
            Diagnostic::new(Code::SameRequest, path.span, message)
                .label(other.span, "by the page of this request"),
        );
        let whole = wholes
            .entry(other.body.type_name())
            .or_insert_with(|| whole(&operation, other, holder, types));
        whole.paths.push(path);
    }
    operation.paths = rest;
    leave_part_out(&mut operation, sink);
    let tables = operation.permissions.clone();
    let tables = PermissionTables::new(&tables, all_paths.iter().map(|path| &path.template));
    let rest = Some(operation).filter(|operation| !operation.paths.is_empty());
    let operations = rest.into_iter().chain(wholes.into_values());
    let operations = operations.map(|operation| Operation {
        permissions: tables.of_operation(operation.paths.iter().map(|path| &path.template)),
        ..operation
    });
    assign_examples(operations, examples)
}

/// The type of the part that an operation sends: that of its body, or that of the only row of a body whose page names no
/// type, or says that another object is sent around it.
fn part_of(operation: &Operation) -> Option<&TypeName> {
    let body = sent(operation)?;
    let row = match body.properties.as_slice() {
        [row] if row.ty.is_many() => row.ty.item.type_name(),
        _ => None,
    };
    let is_in_row = body.is_part || body.ty.is_none() && operation.method == Method::Patch;
    row.filter(|_| is_in_row).or_else(|| body.type_name())
}

/// Makes the body of an operation an object of what it answers, or one of which nothing is known, where its page says that
/// what it describes is a part of that object, and no other page tells what the object is.
fn leave_part_out(operation: &mut Operation, sink: &mut Diagnostics) {
    let (Some(path), Some(body)) = (operation.paths.first(), operation.body.as_mut()) else {
        return;
    };
    if !body.is_part {
        return;
    }
    let message = "the page describes a part of what is sent here, and no page the whole";
    let whole = match &operation.response.content {
        ResponseContent::One(ty) => ty.clone(),
        _ => TypeRef::UNTYPED,
    };
    sink.push(
        Diagnostic::new(Code::SameRequest, path.span, message)
            .help(format!("read as `{}`", whole.qualified())),
    );
    *body = Body::new(Some(whole.into()), JSON);
}

/// Whether one type is the other, or derives from it; such pages speak of the same object.
fn are_related(types: &TypeTable, one: &TypeName, other: &TypeName) -> bool {
    types.derives(one, other) || types.derives(other, one)
}

/// The page whose type the types of the others derive from: an update of a message is one of an event message, too.
fn most_general<'t>(
    types: &TypeTable,
    mut holders: impl Iterator<Item = (&'t DocumentedRequest, PartHolder<'t>)>,
) -> Option<(&'t DocumentedRequest, PartHolder<'t>)> {
    let first = holders.next()?;
    Some(holders.fold(first, |best, other| {
        let (of_best, of_other) = (best.0.body.type_name(), other.0.body.type_name());
        match of_best
            .zip(of_other)
            .is_some_and(|(best, other)| best != other && types.derives(best, other))
        {
            true => other,
            false => best,
        }
    }))
}

/// Where the parts stand in what is sent.
#[derive(Clone, Copy)]
enum PartHolder<'t> {
    /// In this property of the object.
    Own(&'t Property),
    /// In what this property or parameter holds.
    Within(&'t Property),
}

impl<'t> PartHolder<'t> {
    fn property(self) -> &'t Property {
        match self {
            Self::Own(property) | Self::Within(property) => property,
        }
    }
}

/// Through how many objects the way to the parts leads at most: the posts of the threads of a conversation.
const MAX_HOPS: usize = 2;

/// Where the parts stand in the body that another page documents.
fn holder_of<'t>(
    types: &'t TypeTable,
    operation: &Operation,
    other: &'t DocumentedRequest,
    part: &TypeName,
) -> Option<PartHolder<'t>> {
    let ty = other.body.type_name();
    if let Some(property) = ty.and_then(|ty| collection_of(types, ty, part)) {
        return Some(PartHolder::Own(property));
    }
    // A change of an existing object is about the part alone.
    if operation.method == Method::Patch {
        return None;
    }
    let of_type = ty.into_iter().flat_map(|ty| types.properties(ty));
    let mut holders = of_type
        .filter(|property| property.ty.is_many())
        .chain(&other.body.properties);
    let leads = |holder: &&Property| {
        let item = holder.ty.item.type_name();
        item.is_some_and(|item| leads_to(types, item, part, MAX_HOPS))
    };
    holders.find(leads).map(PartHolder::Within)
}

/// Whether objects of a type hold the parts, themselves or in their collections.
fn leads_to(types: &TypeTable, ty: &TypeName, part: &TypeName, hops: usize) -> bool {
    if collection_of(types, ty, part).is_some() {
        return true;
    }
    let Some(hops) = hops.checked_sub(1) else {
        return false;
    };
    let mut items = types.properties(ty).filter(|property| property.ty.is_many());
    items.any(|property| {
        let item = property.ty.item.type_name();
        item.is_some_and(|item| leads_to(types, item, part, hops))
    })
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
fn whole(
    operation: &Operation,
    other: &DocumentedRequest,
    holder: PartHolder<'_>,
    types: &TypeTable,
) -> Operation {
    let mut whole = operation.clone();
    let sent = other.body.type_name();
    let sent = sent.map(|ty| ValueType::one(TypeRef::Type(ty.clone())));
    whole.body = Some(match holder {
        PartHolder::Own(property) => {
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
            Body {
                properties,
                example_properties,
                ..Body::new(sent, JSON)
            }
        }
        PartHolder::Within(_) => other.body.clone(),
    });
    // The page of the part says little of what comes back: "similar to the response from creating just an event".
    let is_silent = match &whole.response.content {
        ResponseContent::Unsaid | ResponseContent::Empty => true,
        // An example may answer the object of another path.
        ResponseContent::One(item) => {
            let answered = item.type_name().zip(other.body.type_name());
            item.is_untyped()
                || answered.is_some_and(|(answered, whole)| {
                    !are_related(types, answered, whole) && !is_part(operation, answered)
                })
        }
        ResponseContent::Many(_) | ResponseContent::Bytes | ResponseContent::Count => false,
    };
    if is_silent && !whole.response.status.contains(&NO_CONTENT) {
        whole.response.content = other.response.content.clone();
    }
    // "The operation returns the same response code that it returns without the extension."
    let mut of_other = other.response.status.iter();
    if !other.response.status.is_empty() && of_other.all(|status| whole.response.status.contains(status)) {
        whole.response.status.clone_from(&other.response.status);
    }
    whole
}

/// Whether a type is that of the part.
fn is_part(operation: &Operation, ty: &TypeName) -> bool {
    part_of(operation) == Some(ty)
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
