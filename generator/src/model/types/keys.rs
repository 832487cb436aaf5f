//! Which types have a key, beside those of which an annotation says so.

use std::collections::BTreeSet;

use crate::graph::{KEY, Method, TypeName};
use crate::model::names::index::namespace;
use crate::model::store::Input;
use crate::model::types::TypeTable;
use crate::model::{Property, Type};

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
