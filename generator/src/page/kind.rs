//! What kind of page it is, and what its title names.

use crate::markdown::Document;
use crate::source::{Folder, SourceMap};
use crate::span::Spanned;

use super::sections::{SectionKind, Sections};

/// What a page documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageKind {
    /// Operations.
    Api,
    /// A type, an enumeration, or several of them.
    Type,
    /// Concepts.
    Conceptual,
    /// It cannot be told.
    Unknown,
}

/// What a title such as `chat resource type` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A type.
    Resource,
    /// An enumeration.
    Enumeration,
}

/// The ends of titles, in lower case, longest first where one ends another.
const TITLES: &[(&str, Subject)] = &[
    (" enumeration type", Subject::Enumeration),
    (" enum type", Subject::Enumeration),
    (" enumeration", Subject::Enumeration),
    (" enum", Subject::Enumeration),
    (" values", Subject::Enumeration),
    (" resource type", Subject::Resource),
    (" resouce type", Subject::Resource),
    (" resource types", Subject::Resource),
    (" complex type", Subject::Resource),
    (" complextype", Subject::Resource),
    (" entity type", Subject::Resource),
    (" facet type", Subject::Resource),
    (" resource", Subject::Resource),
    (" facet", Subject::Resource),
    (" entity", Subject::Resource),
    (" type", Subject::Resource),
];

/// The name in a title and what it is the name of; `None` where the title is not of this form. Notes in
/// parentheses, `(deprecated)`, are no part of it.
pub(super) fn subject(title: &Spanned<String>) -> Option<(Spanned<String>, Subject)> {
    let text = title.value.trim_start_matches('#').trim();
    let text = text.split('(').next().unwrap_or(text).trim_end();
    let lower = text.to_ascii_lowercase();
    let (suffix, subject) = TITLES.iter().find(|(suffix, _)| lower.ends_with(suffix))?;
    let name = type_name(&text[..text.len() - suffix.len()])?;
    // *Enum values* is the page of many enumerations.
    if matches!(name.to_ascii_lowercase().as_str(), "enum" | "enumeration") {
        return None;
    }
    Some((Spanned::new(name, title.span), *subject))
}

/// Whether a title has the form of one that names a type or an enumeration, though what it names may be no name.
/// Titles of several words, `Outlook item resource type`, are those of overviews.
pub(super) fn claims_type(title: &Spanned<String>) -> bool {
    let lower = title.value.to_ascii_lowercase();
    TITLES
        .iter()
        .find_map(|(suffix, _)| lower.strip_suffix(suffix))
        .is_some_and(|name| !name.trim().contains(char::is_whitespace))
}

fn type_name(text: &str) -> Option<String> {
    let name = text
        .trim()
        .trim_matches(['`', '*', '"', '\''])
        .replace("\\_", "_");
    let is_name = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.');
    is_name.then_some(name)
}

/// The kind: the folder decides; for loose pages the front matter; where that is silent, too, the sections.
/// A page of a type that stands in the folder of the operations is known by its title and its sections.
pub(super) fn kind(
    sources: &SourceMap,
    document: &Document,
    title: &Spanned<String>,
    sections: &Sections<'_>,
) -> PageKind {
    let has = |wanted: &[SectionKind]| sections.iter().any(|section| wanted.contains(&section.kind));
    let has_request = has(&[SectionKind::HttpRequest]);
    let is_type = !has_request && matches!(subject(title), Some((_, _))) && has(TYPE_SECTIONS);
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
        Some(Folder::Includes) => PageKind::Conceptual,
        None if doc_type.starts_with("api") && !is_type => PageKind::Api,
        None if doc_type.starts_with("resource") || doc_type.starts_with("enum") => PageKind::Type,
        None if is_conceptual => PageKind::Conceptual,
        None if has_request => PageKind::Api,
        None if is_type || has(&[SectionKind::Members, SectionKind::Json]) || subject(title).is_some() => {
            PageKind::Type
        }
        None if has(&[SectionKind::Permissions, SectionKind::RequestBody]) => PageKind::Api,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};

    #[test]
    fn titles() {
        for (title, name, of) in [
            ("chat resource type", "chat", Subject::Resource),
            ("media resouce type", "media", Subject::Resource),
            ("timeZoneBase complex type", "timeZoneBase", Subject::Resource),
            ("Audio facet", "Audio", Subject::Resource),
            (
                "complianceStatus enum type",
                "complianceStatus",
                Subject::Enumeration,
            ),
            ("alertStatus values", "alertStatus", Subject::Enumeration),
            (
                "#teamsAppInstalledState enum type",
                "teamsAppInstalledState",
                Subject::Enumeration,
            ),
            (
                "calendarSharingMessage resource type (deprecated)",
                "calendarSharingMessage",
                Subject::Resource,
            ),
        ] {
            let title = Spanned::new(title.to_owned(), Span::new(FileId(0), 0, 1));
            let (found, subject) = subject(&title).unwrap();
            assert_eq!((found.value.as_str(), subject), (name, of));
        }
        for title in [
            "Azure AD overview",
            "Working with users in Microsoft Graph",
            "Outlook item resource type",
            "Enum values",
        ] {
            let title = Spanned::new(title.to_owned(), Span::new(FileId(0), 0, 1));
            assert_eq!(subject(&title), None);
        }
    }
}
