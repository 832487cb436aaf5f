//! What the pages get wrong, put right in a table beside them.
//!
//! `corrections.toml` lies in the folder of the pages. Each entry names one fact, its right value, and the
//! reason. An entry that corrects nothing (any more) is an error, so that the table never outlives its causes.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::TypeName;
use crate::model::TypeRef;
use crate::model::corrections::entries::{CorrectedFact, CorrectedProperty, NamedType};
use crate::model::corrections::rows::RowsByName;
use crate::model::store::{Enums, Input, Store};
use crate::model::types::TypeTable;

pub(super) mod entries;
mod rows;

/// Applies the entries of the version.
pub(super) fn apply(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let mut rows = RowsByName::default();
    for entry in input.corrections.of(input.version) {
        let done = match &entry.fact {
            CorrectedFact::Property(corrected) => correct_property(corrected, store, &mut rows),
            CorrectedFact::Base { ty, base } => correct_base(ty, base, &mut store.types),
            CorrectedFact::Flags { enumeration, flags } => {
                correct_flags(enumeration, *flags, &mut store.enums)
            }
        };
        if let Err(why) = done {
            sink.push(
                Diagnostic::new(Code::StaleCorrection, entry.span, why)
                    .help("remove the entry, or name what it should correct"),
            );
        }
    }
}

/// Corrects a property, or says why the entry does nothing.
fn correct_property(
    corrected: &CorrectedProperty,
    store: &mut Store<'_>,
    rows: &mut RowsByName,
) -> Result<(), String> {
    let CorrectedProperty {
        owner,
        name,
        item,
        cardinality,
        new_name,
    } = corrected;
    let item = item.as_ref().map(|named| type_ref(store, named)).transpose()?;
    let property = store.types.get_mut(owner).and_then(|ty| {
        let row = rows.take(ty, name, new_name.as_deref())?;
        ty.properties.get_mut(row)
    });
    let Some(property) = property else {
        return Err(format!("`{owner}` has no property `{name}`"));
    };
    let before = (property.ty.clone(), property.name.clone());
    if let Some(item) = item {
        property.ty.item = item;
    }
    if let Some(cardinality) = cardinality {
        property.ty.cardinality = *cardinality;
    }
    if let Some(new_name) = new_name {
        property.name.clone_from(new_name);
    }
    if (&before.0, &before.1) == (&property.ty, &property.name) {
        return Err(format!("`{name}` of `{owner}` is so already"));
    }
    Ok(())
}

/// The type that an entry names. A type that no page documents would leave the values untyped.
fn type_ref(store: &Store<'_>, named: &NamedType) -> Result<TypeRef, String> {
    let name = match named {
        NamedType::Primitive(primitive) => return Ok(TypeRef::Primitive(*primitive)),
        NamedType::OfService(name) => name,
    };
    let enumeration = store
        .enums
        .get(name)
        .map(|known| TypeRef::Enum(known.name.clone()));
    let ty = || {
        store
            .types
            .get(name)
            .map(|known| TypeRef::Type(known.name.clone()))
    };
    enumeration
        .or_else(ty)
        .ok_or_else(|| format!("there is no type or enumeration `{name}`"))
}

/// Corrects the base of a type, or says why the entry does nothing.
fn correct_base(name: &TypeName, base: &TypeName, types: &mut TypeTable) -> Result<(), String> {
    if types.derives(base, name) {
        return Err(format!("`{base}` derives from `{name}`"));
    }
    let Some(base) = types.get(base).map(|base| base.name.clone()) else {
        return Err(format!("there is no type `{base}`"));
    };
    let Some(ty) = types.get_mut(name) else {
        return Err(format!("there is no type `{name}`"));
    };
    if ty.base.as_ref() == Some(&base) {
        return Err(format!("`{name}` has this base already"));
    }
    ty.base = Some(base);
    Ok(())
}

/// Corrects whether an enumeration is a set of flags, or says why the entry does nothing.
fn correct_flags(name: &TypeName, flags: bool, enums: &mut Enums) -> Result<(), String> {
    let Some(enumeration) = enums.get_mut(name) else {
        return Err(format!("there is no enumeration `{name}`"));
    };
    if enumeration.flags == flags {
        return Err(format!("`{name}` is so already"));
    }
    enumeration.flags = flags;
    Ok(())
}
