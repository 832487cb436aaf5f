//! Tells pages about types, pages about operations and pages about concepts apart.

use crate::graph::Title;
use crate::markdown::Document;
use crate::source::{Folder, SourceMap};

use crate::page::sections::{SectionKind, Sections};

/// What a page documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::page) enum PageKind {
    /// Operations.
    Api,
    /// A type, an enumeration, or several of them.
    Type,
    /// Concepts.
    Conceptual,
    /// It cannot be told.
    Unknown,
}

/// The kind of a page. The folder decides; for loose pages the front matter; without either the sections.
/// A page of a type that stands in the folder of the operations is known by its title and its sections.
pub(in crate::page) fn kind(
    sources: &SourceMap,
    document: &Document,
    title: &Title,
    sections: &Sections<'_>,
) -> PageKind {
    let has = |wanted: &[SectionKind]| sections.iter().any(|section| wanted.contains(&section.kind));
    let has_request = has(&[SectionKind::HttpRequest]);
    let is_type = !has_request && title.documented_type().is_some() && has(TYPE_SECTIONS);
    let doc_type = document
        .front_matter("doc_type")
        .map(|value| value.value.to_lowercase())
        .unwrap_or_default();
    let is_conceptual = doc_type.contains("conceptual");
    match sources.file(document.file).folder {
        Some(Folder::Api) if is_type => PageKind::Type,
        Some(Folder::Api) => PageKind::Api,
        Some(Folder::Resources) if is_conceptual => PageKind::Conceptual,
        Some(Folder::Resources) => PageKind::Type,
        Some(Folder::Includes | Folder::Concepts) => PageKind::Conceptual,
        None if doc_type.starts_with("api") && !is_type => PageKind::Api,
        None if doc_type.starts_with("resource") || doc_type.starts_with("enum") => PageKind::Type,
        None if is_conceptual => PageKind::Conceptual,
        None if has_request => PageKind::Api,
        None if is_type
            || has(&[SectionKind::Members, SectionKind::Json])
            || title.documented_type().is_some() =>
        {
            PageKind::Type
        }
        None if has(API_SECTIONS) => PageKind::Api,
        None if has(&[SectionKind::Properties, SectionKind::Relationships]) => PageKind::Type,
        None => PageKind::Unknown,
    }
}

/// Sections that only pages of types have.
const TYPE_SECTIONS: &[SectionKind] = &[
    SectionKind::Properties,
    SectionKind::Relationships,
    SectionKind::Members,
    SectionKind::Json,
];

/// Sections that only pages of operations have. Pages about concepts speak of permissions, too.
const API_SECTIONS: &[SectionKind] = &[
    SectionKind::RequestBody,
    SectionKind::Headers,
    SectionKind::Query,
    SectionKind::FunctionParameters,
    SectionKind::PathParameters,
    SectionKind::Response,
];
