//! Which types have a key, beside those of which an annotation says so.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Cardinality, KEY, Method, Segment, TypeName};
use crate::markdown::Passage;
use crate::model::names::index::namespace;
use crate::model::store::Input;
use crate::model::types::TypeTable;
use crate::model::{Property, Type};
use crate::page::{Page, PathFacts};
use crate::rules::identified_by::identifying_property;
use crate::rules::prose::Prose;

/// Marks the types that have an `id` of their own which is read-only. The service sets such an `id`, as it does for
/// objects with an address. It is no key where an object is a property of another, which names what it refers to, or a line
/// of what a function reports.
pub(super) fn take_read_only_ids(input: &Input<'_>, types: &mut TypeTable) {
    let properties = types.iter().flat_map(|ty| &ty.properties);
    let values = properties.filter(|property| !property.navigation);
    let mut without_key: BTreeSet<TypeName> = values
        .filter_map(|property| property.ty.item.type_name().cloned())
        .collect();
    without_key.extend(reported(input));
    for ty in types.iter_mut() {
        let is_of_service = !ty.pages.is_empty() && !without_key.contains(&ty.name);
        ty.entity |= is_of_service && has_read_only_id(ty);
    }
}

/// Marks the types of which one object is read at a path that ends in its key, where nothing else says that they have one:
/// `GET /teams/{id}/openShifts/{openShiftId}`. Their key is the `id` of the root, unless the page names another.
pub(super) fn take_addressed(input: &Input<'_>, types: &mut TypeTable, sink: &mut Diagnostics) {
    let mut found = false;
    for (page, operation) in input.operations() {
        let is_of_object =
            |path: &&PathFacts| path.template.ends_in_key() && !path.template.ends_in_property_name();
        let addressed = operation.paths.iter().find(is_of_object);
        let answer = operation
            .response
            .ty()
            .filter(|ty| ty.cardinality() != Cardinality::Many);
        let (Method::Get, Some(path), Some(answer)) = (operation.method, addressed, answer) else {
            continue;
        };
        let ty = input.index.type_ref(answer, namespace(page));
        let Some(ty) = ty.type_name().and_then(|name| types.get_mut(name)) else {
            continue;
        };
        if ty.entity || ty.pages.is_empty() {
            continue;
        }
        let message = format!(
            "a path ends in the key of `{}`, and its page does not say that it has one",
            ty.name
        );
        sink.push(
            Diagnostic::new(Code::PathOnly, path.documented.span, message).help("it was read as an entity"),
        );
        // `/pages/{number}`
        let is_named = match path.template.segments.last() {
            Some(Segment::Parameter(key)) => ty
                .properties
                .iter()
                .any(|row| row.name != KEY && row.name == *key),
            _ => false,
        };
        ty.entity = true;
        ty.base = ty
            .base
            .take()
            .or_else(|| (!is_named && !names_key(page)).then(TypeName::root));
        found = true;
    }
    if found {
        spread(types);
    }
}

/// Whether the introduction of a page says which property is the key of what it reads.
fn names_key(page: &Page) -> bool {
    let texts = Passage::texts(&page.description);
    texts
        .into_iter()
        .any(|text| identifying_property(&Prose::new(text)).is_some())
}

/// Whether name and type of a property are those of a key.
pub(in crate::model) fn can_be_key(property: &Property) -> bool {
    property.name == KEY && property.ty.item.can_be_key() && !property.ty.is_many()
}

fn has_read_only_id(ty: &Type) -> bool {
    let is_of_own = |property: &Property| property.read_only && property.inherited_from.is_none();
    let mut keys = ty.properties.iter().filter(|property| can_be_key(property));
    keys.any(is_of_own)
}

/// The types with which functions answer.
fn reported<'i>(input: &'i Input<'_>) -> impl Iterator<Item = TypeName> + 'i {
    let functions = input.pages.iter().filter(|page| page.title.value.is_of_call());
    functions.flat_map(|page| {
        let reads = page.operations().iter();
        let reads = reads.filter(|operation| operation.method == Method::Get);
        reads.filter_map(|operation| {
            let ty = input.index.type_ref(operation.response.ty()?, namespace(page));
            ty.type_name().cloned()
        })
    })
}

/// Marks each type that has an entity among its bases as an entity.
pub(super) fn spread(types: &mut TypeTable) {
    for name in types.names() {
        let entity = types.chain(&name).any(|ty| ty.entity);
        if let Some(ty) = types.get_mut(&name) {
            ty.entity = entity;
        }
    }
}
