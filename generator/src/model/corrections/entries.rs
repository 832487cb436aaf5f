//! The entries of `corrections.toml`.

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::Version;
use crate::source::SourceMap;
use crate::span::{FileId, Span};

/// The tables of all inputs, with the files that they stand in.
pub(in crate::model) struct Corrections(Vec<(FileId, Table)>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Table {
    #[serde(default)]
    pub(super) property: Vec<Spanned<PropertyEntry>>,
    #[serde(default, rename = "type")]
    pub(super) types: Vec<Spanned<TypeEntry>>,
    #[serde(default, rename = "enum")]
    pub(super) enums: Vec<Spanned<EnumEntry>>,
}

/// Corrects a property of a type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PropertyEntry {
    /// The qualified name of the type that lists the property.
    #[serde(rename = "type")]
    pub(super) type_name: String,
    pub(super) version: String,
    pub(super) name: String,
    /// The right type: qualified, or `Edm.…`.
    pub(super) set_type: Option<String>,
    pub(super) set_collection: Option<bool>,
    pub(super) set_name: Option<String>,
    pub(super) reason: String,
}

/// Corrects a type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TypeEntry {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) set_base: String,
    pub(super) reason: String,
}

/// Corrects an enumeration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct EnumEntry {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) set_flags: bool,
    pub(super) reason: String,
}

impl Corrections {
    /// Reads the tables, and reports the entries that can be none.
    pub(in crate::model) fn read(sources: &SourceMap, sink: &mut Diagnostics) -> Self {
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

    /// The tables, with the files that they stand in.
    pub(super) fn tables(&self) -> impl Iterator<Item = (FileId, &Table)> {
        self.0.iter().map(|(file, table)| (*file, table))
    }
}

/// Whether an entry names a version and gives a reason.
fn is_sound(span: Span, version: &str, reason: &str, sink: &mut Diagnostics) -> bool {
    let problem = if let Err(error) = version.parse::<Version>() {
        error.to_string()
    } else if reason.trim().is_empty() {
        "a correction needs a reason".to_owned()
    } else {
        return true;
    };
    sink.push(Diagnostic::new(Code::BadCorrection, span, problem));
    false
}

pub(super) fn place<T>(file: FileId, entry: &Spanned<T>) -> Span {
    Span::new(file, entry.span().start, entry.span().end)
}
