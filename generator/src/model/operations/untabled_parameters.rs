//! Parameters of actions that only prose names: what they are is known by their names.
//!
//! An action of a message takes a `comment` and a `message`. Where a table of another action has a parameter of the name,
//! it has the same type; else the type of the name is meant, or the one on which the properties of the name agree. Text that
//! JSON shows is a member of an enumeration where the object of the action has such a property of the name.

use std::collections::BTreeMap;

use unicase::Ascii;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Primitive, TypeName, is_annotation};
use crate::model::examples::name_consensus::NameConsensus;
use crate::model::store::{Input, Store};
use crate::model::types::TypeTable;
use crate::model::types::property_names::PropertyNames;
use crate::model::{Evidence, Property, ROOT_NAMESPACE, TypeRef, ValueType};

/// Finds the types of the parameters.
pub(in crate::model) fn infer_types(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let bodies = || {
        operations
            .iter()
            .filter_map(|draft| draft.operation.body.as_ref())
    };
    let rows = || bodies().flat_map(|body| &body.properties);
    if !rows().any(is_untabled) {
        return;
    }
    let tabled = bodies()
        .filter(|body| body.ty.is_none())
        .flat_map(|body| &body.properties);
    let mut known: BTreeMap<Ascii<String>, Option<ValueType>> = BTreeMap::new();
    for row in tabled.filter(|row| row.evidence == Evidence::Body && row.values.is_empty()) {
        let agreed = known
            .entry(Ascii::new(row.name.clone()))
            .or_insert_with(|| Some(row.ty.clone()));
        if agreed.as_ref() != Some(&row.ty) {
            *agreed = None;
        }
    }
    let consensus = NameConsensus::new(types, &PropertyNames::new(types.iter()));
    for draft in operations.iter_mut() {
        if let Some(body) = draft.operation.body.as_mut()
            && let Some(name) = body.ty.as_ref().and_then(|ty| ty.item.type_name())
            && types.contains(name)
        {
            take_from_type(types, name, &mut body.properties, sink);
            continue;
        }
        let owner = draft.operation.owner.as_ref();
        let rows = draft
            .operation
            .body
            .iter_mut()
            .flat_map(|body| &mut body.properties);
        for row in rows.filter(|row| is_untabled(row)) {
            let name = TypeName::new(format!("{ROOT_NAMESPACE}.{}", row.name));
            let found = known.get(&Ascii::new(row.name.clone())).cloned().flatten();
            let found = found
                .or_else(|| types.get(&name).map(|ty| TypeRef::Type(ty.name.clone()).into()))
                .or_else(|| consensus.agreed(&row.name));
            let found = match row.ty.item {
                TypeRef::Primitive(Primitive::Untyped) => found,
                TypeRef::Primitive(Primitive::String) => owner.and_then(|owner| word_of(types, owner, row)),
                _ => None,
            };
            if let Some(found) = found {
                row.ty = found;
            }
            let message = format!("no table has the parameter `{}`; read as {}", row.name, row.ty);
            sink.push(Diagnostic::new(Code::UntabledParameter, row.span, message));
        }
    }
}

/// Takes what the type of a body says of the properties that sentences name; a name that it does not have is left out.
fn take_from_type(types: &TypeTable, name: &TypeName, rows: &mut Vec<Property>, sink: &mut Diagnostics) {
    rows.retain_mut(|row| {
        if !is_untabled(row) || is_annotation(&row.name) {
            return true;
        }
        let mut own = types.chain(name).flat_map(|ty| &ty.properties);
        let Some(property) = own.find(|property| property.name == row.name) else {
            let message = format!(
                "a sentence says that `{}` is sent, and `{name}` has no such property",
                row.name
            );
            sink.push(Diagnostic::new(Code::UntabledParameter, row.span, message).help("it was left out"));
            return false;
        };
        row.ty = property.ty.clone();
        row.navigation = property.navigation;
        row.description.clone_from(&property.description);
        true
    });
}

/// The type of the property of the name that a type has, where it is no text and no object: an enumeration, or a type that
/// no page documents.
fn word_of(types: &TypeTable, owner: &TypeName, row: &Property) -> Option<ValueType> {
    let mut properties = types.chain(owner).flat_map(|ty| &ty.properties);
    let same = properties.find(|property| property.name == row.name && !property.navigation)?;
    let is_word = match &same.ty.item {
        TypeRef::Enum(_) => true,
        TypeRef::Type(name) => !types.contains(name),
        TypeRef::Primitive(_) => false,
    };
    (is_word && same.ty.cardinality == row.ty.cardinality).then(|| same.ty.clone())
}

fn is_untabled(row: &Property) -> bool {
    row.evidence == Evidence::Prose
}
