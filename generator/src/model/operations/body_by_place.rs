//! What is sent to a place that another page reads, where the page of the request names no type.
//!
//! "In the request body, supply a name for the kite": a POST to a collection adds one of its objects, and a PATCH or PUT
//! changes the object that stands there. What no request reads is no collection but an action, `…/names/add`, and rows or
//! examples that have no name of the type are parameters.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{JSON, Method, PartKey, TypeName, name_of_member};
use crate::model::places::{Place, Places};
use crate::model::store::{Draft, Input, Store};
use crate::model::types::property_names::PropertyNames;
use crate::model::{Body, Operation, TypeRef, ValueType};

/// Takes the types of the places.
pub(in crate::model) fn take(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types,
        operations,
        places,
        ..
    } = store;
    let names = PropertyNames::new(types.iter());
    let known = KnownRequests::new(operations);
    for draft in operations {
        let Some(name) = changed_at(&draft.operation, places, &known).filter(|name| types.contains(name))
        else {
            continue;
        };
        let is_of_type = |member: &str| names.spelled(name, name_of_member(member)).is_some();
        if !members(draft).any(is_of_type) {
            continue;
        }
        let Some(body) = draft.operation.body.as_mut() else {
            continue;
        };
        body.ty = Some(ValueType::one(TypeRef::Type(name.clone())));
        if let Some(path) = draft.operation.paths.first() {
            let message = format!("a `{name}` is sent here, as other pages say of this path");
            sink.push(Diagnostic::new(Code::PathOnly, path.span, message));
        }
    }
}

/// What all pages say of requests.
struct KnownRequests {
    /// The paths of those that read.
    read: BTreeSet<Vec<PartKey>>,
    /// Those that send what has a type. A page that documents one of them, too, is about a special case of it: "Add members"
    /// of a group by an update with links.
    typed: BTreeSet<(Method, Vec<PartKey>)>,
}

impl KnownRequests {
    fn new(operations: &[Draft<'_>]) -> Self {
        let mut known = Self {
            read: BTreeSet::new(),
            typed: BTreeSet::new(),
        };
        for Draft { operation, .. } in operations {
            let is_typed = operation.body.as_ref().and_then(Body::type_name).is_some();
            for path in &operation.paths {
                if operation.method == Method::Get {
                    known.read.insert(path.template.keys());
                }
                if is_typed {
                    known.typed.insert((operation.method, path.template.keys()));
                }
            }
        }
        known
    }
}

/// The type of the objects that an operation creates or changes by its paths, where its page says nothing of what is sent
/// but that it is JSON, and no other page says more of the request.
fn changed_at<'p>(operation: &Operation, places: &'p Places, known: &KnownRequests) -> Option<&'p TypeName> {
    let body = operation.body.as_ref()?;
    if !is_open(body) || operation.title.is_of_call() {
        return None;
    }
    let keys = operation.paths.iter().map(|path| path.template.keys());
    let keys: Vec<Vec<PartKey>> = keys.collect();
    if keys
        .iter()
        .any(|keys| known.typed.contains(&(operation.method, keys.clone())))
    {
        return None;
    }
    let of_path = keys
        .into_iter()
        .filter(|keys| known.read.contains(keys))
        .filter_map(|keys| places.get(&keys));
    let mut changed = of_path.map(|place| match (operation.method, place) {
        (Method::Post, Place::Collection(many)) => Some(&many.item),
        (Method::Patch | Method::Put, Place::Object(name)) => Some(name),
        _ => None,
    });
    let first = changed.next()??;
    changed.all(|other| other == Some(first)).then_some(first)
}

/// Whether a body is JSON of which no type is known.
fn is_open(body: &Body) -> bool {
    let is_untyped = |ty: &ValueType| !ty.is_many() && ty.item.is_untyped();
    body.content_type == JSON && !body.is_part && body.ty.as_ref().is_none_or(is_untyped)
}

/// The names in the table of the body, or, where there is none, those that examples send.
fn members<'d>(draft: &'d Draft<'_>) -> impl Iterator<Item = &'d str> {
    let body = draft.operation.body.iter();
    let mut listed = body.flat_map(|body| &body.properties).peekable();
    let has_table = listed.peek().is_some();
    let requests = draft
        .examples
        .iter()
        .filter_map(|example| example.request.as_ref());
    let sent = requests
        .filter(move |_| !has_table)
        .filter_map(|request| request.body.json()?.as_object())
        .flat_map(|object| object.keys().map(String::as_str));
    listed.map(|row| row.name.as_str()).chain(sent)
}
