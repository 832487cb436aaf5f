//! The entries of `corrections.toml`.

use serde::Deserialize;
use toml::Spanned;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Cardinality, Primitive, TypeName, Version};
use crate::source::SourceMap;
use crate::span::{FileId, Span};

/// The well-formed entries of all inputs.
pub(in crate::model) struct Corrections(Vec<Correction>);

/// A well-formed entry.
pub(super) struct Correction {
    version: Version,
    /// The entry.
    pub(super) span: Span,
    pub(super) fact: CorrectedFact,
}

/// What an entry puts right.
pub(super) enum CorrectedFact {
    Property(CorrectedProperty),
    Base { ty: TypeName, base: TypeName },
    Flags { enumeration: TypeName, flags: bool },
}

/// What an entry puts right of a property; `None` leaves a fact as it is.
pub(super) struct CorrectedProperty {
    /// The type that lists the property.
    pub(super) owner: TypeName,
    pub(super) name: String,
    pub(super) item: Option<NamedType>,
    pub(super) cardinality: Option<Cardinality>,
    pub(super) new_name: Option<String>,
}

/// A type as an entry names it.
pub(super) enum NamedType {
    Primitive(Primitive),
    /// A type or an enumeration, if a page documents one of the name.
    OfService(TypeName),
}

impl Corrections {
    /// Reads the files. Reports, and leaves out, the entries that are not well-formed.
    pub(in crate::model) fn read(sources: &SourceMap, sink: &mut Diagnostics) -> Self {
        let mut read = Self(Vec::new());
        for (file, source) in sources.corrections() {
            match toml::from_str::<Tables>(&source.text) {
                Ok(tables) => {
                    read.add(file, tables.property, sink);
                    read.add(file, tables.types, sink);
                    read.add(file, tables.enums, sink);
                }
                Err(error) => {
                    let range = error.span().unwrap_or_default();
                    let span = Span::new(file, range.start, range.end);
                    let message = error.message().to_owned();
                    sink.push(Diagnostic::new(Code::BadCorrection, span, message));
                }
            }
        }
        read
    }

    fn add<E: Entry>(&mut self, file: FileId, entries: Vec<Spanned<E>>, sink: &mut Diagnostics) {
        for entry in entries {
            let span = Span::new(file, entry.span().start, entry.span().end);
            match correction(span, entry.into_inner()) {
                Ok(correction) => self.0.push(correction),
                Err(problem) => sink.push(Diagnostic::new(Code::BadCorrection, span, problem)),
            }
        }
    }

    /// The entries about a version.
    pub(super) fn of(&self, version: Version) -> impl Iterator<Item = &Correction> {
        self.0.iter().filter(move |entry| entry.version == version)
    }
}

/// Checks an entry, or says what is wrong with it.
fn correction(span: Span, entry: impl Entry) -> Result<Correction, String> {
    let version = entry
        .version()
        .parse::<Version>()
        .map_err(|error| error.to_string())?;
    if entry.reason().trim().is_empty() {
        return Err("a correction needs a reason".to_owned());
    }
    let fact = entry.fact()?;
    Ok(Correction { version, span, fact })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Tables {
    #[serde(default)]
    property: Vec<Spanned<PropertyEntry>>,
    #[serde(default, rename = "type")]
    types: Vec<Spanned<TypeEntry>>,
    #[serde(default, rename = "enum")]
    enums: Vec<Spanned<EnumEntry>>,
}

/// An entry as it stands in the file.
trait Entry {
    fn version(&self) -> &str;

    fn reason(&self) -> &str;

    /// What it puts right, or what is wrong with it.
    fn fact(self) -> Result<CorrectedFact, String>;
}

/// Corrects a property of a type.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PropertyEntry {
    /// The qualified name of the type that lists the property.
    #[serde(rename = "type")]
    owner: String,
    version: String,
    name: String,
    /// The right type: qualified, or `Edm.…`.
    set_type: Option<String>,
    set_collection: Option<bool>,
    set_name: Option<String>,
    reason: String,
}

impl Entry for PropertyEntry {
    fn version(&self) -> &str {
        &self.version
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn fact(self) -> Result<CorrectedFact, String> {
        Ok(CorrectedFact::Property(CorrectedProperty {
            owner: TypeName::new(self.owner),
            name: self.name,
            item: self.set_type.as_deref().map(NamedType::parse).transpose()?,
            cardinality: self.set_collection.map(Cardinality::of_list),
            new_name: self.set_name,
        }))
    }
}

impl NamedType {
    fn parse(name: &str) -> Result<Self, String> {
        if let Some(primitive) = Primitive::from_qualified(name) {
            return Ok(Self::Primitive(primitive));
        }
        let name = TypeName::new(name);
        if name.namespace() == Primitive::NAMESPACE {
            return Err(format!("there is no primitive type `{name}`"));
        }
        Ok(Self::OfService(name))
    }
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

impl Entry for TypeEntry {
    fn version(&self) -> &str {
        &self.version
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn fact(self) -> Result<CorrectedFact, String> {
        Ok(CorrectedFact::Base {
            ty: TypeName::new(self.name),
            base: TypeName::new(self.set_base),
        })
    }
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

impl Entry for EnumEntry {
    fn version(&self) -> &str {
        &self.version
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn fact(self) -> Result<CorrectedFact, String> {
        Ok(CorrectedFact::Flags {
            enumeration: TypeName::new(self.name),
            flags: self.set_flags,
        })
    }
}
