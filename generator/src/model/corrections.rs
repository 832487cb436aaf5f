//! What the pages get wrong, put right in a table beside them.
//!
//! `corrections.toml` lies in the folder of the pages. Each entry names one fact, its right value, and the
//! reason. An entry that corrects nothing (any more) is an error, so that the table never outlives its causes.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Primitive, TypeName};
use crate::model::corrections::entries::{EnumEntry, PropertyEntry, TypeEntry, place};
use crate::model::corrections::rows::Rows;
use crate::model::store::{Input, Store};
use crate::model::{Property, TypeRef};

pub(super) mod entries;
mod rows;

/// Applies the entries of the version.
pub(super) fn apply(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let version = input.version.as_str();
    let mut rows = Rows::default();
    for (file, table) in input.corrections.tables() {
        let mut stale = |span, why| {
            sink.push(
                Diagnostic::new(Code::StaleCorrection, span, why)
                    .help("remove the entry, or name what it should correct"),
            );
        };
        for spanned in &table.property {
            let entry = spanned.get_ref();
            if entry.version == version
                && let Err(why) = correct_property(entry, store, &mut rows)
            {
                stale(place(file, spanned), why);
            }
        }
        for spanned in &table.types {
            let entry = spanned.get_ref();
            if entry.version == version
                && let Err(why) = correct_base(entry, store)
            {
                stale(place(file, spanned), why);
            }
        }
        for spanned in &table.enums {
            let entry = spanned.get_ref();
            if entry.version == version
                && let Err(why) = correct_flags(entry, store)
            {
                stale(place(file, spanned), why);
            }
        }
    }
}

/// Corrects a property, or says why the entry does nothing.
fn correct_property(entry: &PropertyEntry, store: &mut Store<'_>, rows: &mut Rows) -> Result<(), String> {
    let ty = entry.set_type.as_deref().map(|name| type_ref(store, name));
    let owner = store.types.get_mut(&TypeName::new(entry.type_name.as_str()));
    let property = owner.and_then(|ty| {
        let row = rows.take(ty, &entry.name, entry.set_name.as_deref())?;
        ty.properties.get_mut(row)
    });
    let Some(property) = property else {
        return Err(format!("`{}` has no property `{}`", entry.type_name, entry.name));
    };
    let before = (property.ty.clone(), property.collection, property.name.clone());
    if let Some(ty) = ty {
        property.ty = ty;
    }
    if let Some(collection) = entry.set_collection {
        property.collection = collection;
    }
    if let Some(name) = &entry.set_name {
        property.name.clone_from(name);
    }
    let Property {
        ty, collection, name, ..
    } = property;
    if (&before.0, before.1, &before.2) == (&*ty, *collection, &*name) {
        return Err(format!("`{}` of `{}` is so already", entry.name, entry.type_name));
    }
    Ok(())
}

/// Corrects the base of a type, or says why the entry does nothing.
fn correct_base(entry: &TypeEntry, store: &mut Store<'_>) -> Result<(), String> {
    let name = TypeName::new(entry.name.as_str());
    let derives = store
        .types
        .derives(&TypeName::new(entry.set_base.as_str()), &name);
    let Some(ty) = store.types.get_mut(&name) else {
        return Err(format!("there is no type `{}`", entry.name));
    };
    let base = TypeName::new(entry.set_base.as_str());
    if derives {
        return Err(format!("`{}` derives from `{}`", entry.set_base, entry.name));
    }
    if ty.base.replace(base.clone()) == Some(base) {
        return Err(format!("`{}` has this base already", entry.name));
    }
    Ok(())
}

/// Corrects whether an enumeration is a set of flags, or says why the entry does nothing.
fn correct_flags(entry: &EnumEntry, store: &mut Store<'_>) -> Result<(), String> {
    let Some(enumeration) = store.enums.get_mut(&TypeName::new(entry.name.as_str())) else {
        return Err(format!("there is no enumeration `{}`", entry.name));
    };
    if std::mem::replace(&mut enumeration.flags, entry.set_flags) == entry.set_flags {
        return Err(format!("`{}` is so already", entry.name));
    }
    Ok(())
}

fn type_ref(store: &Store<'_>, name: &str) -> TypeRef {
    if let Some(short) = name.strip_prefix("Edm.") {
        let primitive = Primitive::ALL
            .iter()
            .find(|primitive| primitive.as_str() == short);
        return TypeRef::Primitive(primitive.copied().unwrap_or(Primitive::Untyped));
    }
    let name = TypeName::new(name);
    if store.enums.contains_key(&name) {
        TypeRef::Enum(name)
    } else {
        TypeRef::Type(name)
    }
}
