//! What the pages get wrong, put right in a table beside them.
//!
//! `corrections.toml` lies in the folder of the pages. Each entry names one fact, its right value, and the
//! reason. An entry that corrects nothing (any more) is an error, so that the table never outlives its causes.

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::{Model, Property, TypeRef};
use crate::page::Primitive;
use crate::source::{SourceMap, Version};
use crate::span::{FileId, Span};

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

/// Applies the tables of all inputs.
pub(super) fn apply(sources: &SourceMap, model: &mut Model, sink: &mut Sink) {
    for (file, source) in sources.corrections() {
        match toml::from_str(&source.text) {
            Ok(table) => apply_table(file, &table, model, sink),
            Err(error) => {
                let range = error.span().unwrap_or_default();
                let span = Span::new(file, range.start, range.end);
                sink.push(Diagnostic::new(
                    Code::BadCorrection,
                    span,
                    error.message().to_owned(),
                ));
            }
        }
    }
}

fn apply_table(file: FileId, table: &Table, model: &mut Model, sink: &mut Sink) {
    let mut corrector = Corrector { file, model, sink };
    for entry in &table.property {
        corrector.property(entry);
    }
    for entry in &table.types {
        corrector.base(entry);
    }
    for entry in &table.enums {
        corrector.flags(entry);
    }
}

struct Corrector<'a> {
    file: FileId,
    model: &'a mut Model,
    sink: &'a mut Sink,
}

impl Corrector<'_> {
    /// Reports an entry that does nothing.
    fn stale<T>(&mut self, entry: &Spanned<T>, why: String) {
        let span = Span::new(self.file, entry.span().start, entry.span().end);
        self.sink.push(
            Diagnostic::new(Code::StaleCorrection, span, why)
                .help("remove the entry, or name what it should correct"),
        );
    }

    /// Checks what every entry has in common, and gives its version.
    fn version<T>(&mut self, entry: &Spanned<T>, version: &str, reason: &str) -> Option<Version> {
        let known = Version::ALL.into_iter().find(|known| known.as_str() == version);
        let problem = if known.is_none() {
            format!("`{version}` is not a version; there are `v1.0` and `beta`")
        } else if reason.trim().is_empty() {
            "a correction needs a reason".to_owned()
        } else {
            return known;
        };
        let span = Span::new(self.file, entry.span().start, entry.span().end);
        self.sink
            .push(Diagnostic::new(Code::BadCorrection, span, problem));
        None
    }

    fn property(&mut self, spanned: &Spanned<PropertyEntry>) {
        let entry = spanned.get_ref();
        let Some(version) = self.version(spanned, &entry.version, &entry.reason) else {
            return;
        };
        let ty = entry.set_type.as_deref().map(|name| self.type_ref(version, name));
        let found = self
            .model
            .types
            .iter_mut()
            .find(|ty| ty.version == version && ty.name == entry.type_name)
            .and_then(|ty| {
                ty.properties
                    .iter_mut()
                    .find(|property| property.name == entry.name)
            });
        let Some(property) = found else {
            return self.stale(
                spanned,
                format!("`{}` has no property `{}`", entry.type_name, entry.name),
            );
        };
        let mut changed = false;
        let mut set = |change: &mut dyn FnMut(&mut Property) -> bool| changed |= change(property);
        if let Some(ty) = ty {
            set(&mut |property| std::mem::replace(&mut property.ty, ty.clone()) != ty);
        }
        if let Some(collection) = entry.set_collection {
            set(&mut |property| std::mem::replace(&mut property.collection, collection) != collection);
        }
        if let Some(name) = &entry.set_name {
            set(&mut |property| std::mem::replace(&mut property.name, name.clone()) != *name);
        }
        if !changed {
            self.stale(
                spanned,
                format!("`{}` of `{}` is so already", entry.name, entry.type_name),
            );
        }
    }

    fn base(&mut self, spanned: &Spanned<TypeEntry>) {
        let entry = spanned.get_ref();
        let Some(version) = self.version(spanned, &entry.version, &entry.reason) else {
            return;
        };
        let found = self
            .model
            .types
            .iter_mut()
            .find(|ty| ty.version == version && ty.name == entry.name);
        let Some(ty) = found else {
            return self.stale(spanned, format!("there is no type `{}`", entry.name));
        };
        if ty.base.replace(entry.set_base.clone()).as_ref() == Some(&entry.set_base) {
            self.stale(spanned, format!("`{}` has this base already", entry.name));
        }
    }

    fn flags(&mut self, spanned: &Spanned<EnumEntry>) {
        let entry = spanned.get_ref();
        let Some(version) = self.version(spanned, &entry.version, &entry.reason) else {
            return;
        };
        let found = self
            .model
            .enums
            .iter_mut()
            .find(|one| one.version == version && one.name == entry.name);
        let Some(one) = found else {
            return self.stale(spanned, format!("there is no enumeration `{}`", entry.name));
        };
        if std::mem::replace(&mut one.flags, entry.set_flags) == entry.set_flags {
            self.stale(spanned, format!("`{}` is so already", entry.name));
        }
    }

    fn type_ref(&self, version: Version, name: &str) -> TypeRef {
        if let Some(short) = name.strip_prefix("Edm.") {
            let primitive = Primitive::ALL
                .iter()
                .find(|primitive| primitive.as_str() == short);
            return TypeRef::Primitive(primitive.copied().unwrap_or(Primitive::Untyped));
        }
        let is_enum = self
            .model
            .enums
            .iter()
            .any(|one| one.version == version && one.name == name);
        if is_enum {
            TypeRef::Enum(name.to_owned())
        } else {
            TypeRef::Type(name.to_owned())
        }
    }
}
