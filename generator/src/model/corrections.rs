//! What the pages get wrong, put right in a table beside them.
//!
//! `corrections.toml` lies in the folder of the pages. Each entry names one fact, its right value, and the
//! reason. An entry that corrects nothing (any more) is an error, so that the table never outlives its causes.

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Primitive, TypeName, Version};
use crate::model::build::{Input, Store};
use crate::model::{Property, TypeRef};
use crate::source::SourceMap;
use crate::span::{FileId, Span};

/// The tables of all inputs, with the files that they stand in.
pub(super) struct Corrections(Vec<(FileId, Table)>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Table {
    #[serde(default)]
    property: Vec<Spanned<PropertyEntry>>,
    #[serde(default, rename = "type")]
    types: Vec<Spanned<TypeEntry>>,
    #[serde(default, rename = "enum")]
    enums: Vec<Spanned<EnumEntry>>,
}

/// Corrects a property of a type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PropertyEntry {
    /// The qualified name of the type that lists the property.
    #[serde(rename = "type")]
    type_name: String,
    version: String,
    name: String,
    /// The right type: qualified, or `Edm.…`.
    set_type: Option<String>,
    set_collection: Option<bool>,
    set_name: Option<String>,
    reason: String,
}

/// Corrects a type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct TypeEntry {
    name: String,
    version: String,
    set_base: String,
    reason: String,
}

/// Corrects an enumeration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct EnumEntry {
    name: String,
    version: String,
    set_flags: bool,
    reason: String,
}

impl Corrections {
    /// Reads the tables, and reports the entries that can be none.
    pub(super) fn read(sources: &SourceMap, sink: &mut Diagnostics) -> Self {
        let mut tables = Vec::new();
        for (file, source) in sources.corrections() {
            match toml::from_str::<Table>(&source.text) {
                Ok(mut table) => {
                    let mut is_sound =
                        |span, version: &str, reason: &str| is_sound(span, version, reason, sink);
                    table.property.retain(|entry| {
                        let PropertyEntry { version, reason, .. } = entry.get_ref();
                        is_sound(place(file, entry), version, reason)
                    });
                    table.types.retain(|entry| {
                        let TypeEntry { version, reason, .. } = entry.get_ref();
                        is_sound(place(file, entry), version, reason)
                    });
                    table.enums.retain(|entry| {
                        let EnumEntry { version, reason, .. } = entry.get_ref();
                        is_sound(place(file, entry), version, reason)
                    });
                    tables.push((file, table));
                }
                Err(error) => {
                    let range = error.span().unwrap_or_default();
                    let span = Span::new(file, range.start, range.end);
                    let message = error.message().to_owned();
                    sink.push(Diagnostic::new(Code::BadCorrection, span, message));
                }
            }
        }
        Self(tables)
    }
}

/// Whether an entry names a version and gives a reason.
fn is_sound(span: Span, version: &str, reason: &str, sink: &mut Diagnostics) -> bool {
    let problem = if !Version::ALL.iter().any(|known| known.as_str() == version) {
        format!("`{version}` is not a version; there are `v1.0` and `beta`")
    } else if reason.trim().is_empty() {
        "a correction needs a reason".to_owned()
    } else {
        return true;
    };
    sink.push(Diagnostic::new(Code::BadCorrection, span, problem));
    false
}

fn place<T>(file: FileId, entry: &Spanned<T>) -> Span {
    Span::new(file, entry.span().start, entry.span().end)
}

/// Applies the entries of the version.
pub(super) fn apply(input: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let version = input.version.as_str();
    for (file, table) in &input.corrections.0 {
        let mut stale = |span, why| {
            sink.push(
                Diagnostic::new(Code::StaleCorrection, span, why)
                    .help("remove the entry, or name what it should correct"),
            );
        };
        for spanned in &table.property {
            let entry = spanned.get_ref();
            if entry.version == version
                && let Err(why) = correct_property(entry, store)
            {
                stale(place(*file, spanned), why);
            }
        }
        for spanned in &table.types {
            let entry = spanned.get_ref();
            if entry.version == version
                && let Err(why) = correct_base(entry, store)
            {
                stale(place(*file, spanned), why);
            }
        }
        for spanned in &table.enums {
            let entry = spanned.get_ref();
            if entry.version == version
                && let Err(why) = correct_flags(entry, store)
            {
                stale(place(*file, spanned), why);
            }
        }
    }
}

/// Corrects a property, or says why the entry does nothing.
fn correct_property(entry: &PropertyEntry, store: &mut Store<'_>) -> Result<(), String> {
    let ty = entry.set_type.as_deref().map(|name| type_ref(store, name));
    let owner = store.types.get_mut(&TypeName::new(entry.type_name.as_str()));
    let property = owner.and_then(|ty| {
        let mut properties = ty.properties.iter_mut();
        properties.find(|property| property.name == entry.name)
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
    let Some(ty) = store.types.get_mut(&TypeName::new(entry.name.as_str())) else {
        return Err(format!("there is no type `{}`", entry.name));
    };
    let base = TypeName::new(entry.set_base.as_str());
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
