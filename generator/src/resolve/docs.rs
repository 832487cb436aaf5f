//! Documentation of items: what the pages say, with the addresses and items that their links lead to.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::graph::{PageName, Version};
use crate::model::{Inline, InlineKind, Passage, Text, around_include};
use crate::model::{Member, Operation, Property};
use crate::resolve::operations::permissions::RequestPermissions;
use crate::resolve::plan::docs::{
    DocBlock, DocInline, DocsPlan, LinkTarget, PageReference, PermissionTable, Sentence,
};
use crate::resolve::plan::ids::ItemId;
use crate::resolve::types::registry::{EnumEntry, Registry, TypeEntry};
use crate::source::{Folder, stem};
use crate::span::{FileId, Span};

/// Where the reference is published.
const SITE: &str = "https://learn.microsoft.com/graph/api";

/// The root of the site, from which the paths of links count.
const ROOT: &str = "https://learn.microsoft.com";

/// Plans the documentation of a version's items.
pub(super) struct Docs<'r, 'a> {
    registry: &'r Registry<'a>,
    /// What the page of a name documents.
    by_page: BTreeMap<PageName, ItemId>,
}

impl<'r, 'a> Docs<'r, 'a> {
    /// Looks up which items the pages document.
    pub(super) fn new(registry: &'r Registry<'a>) -> Self {
        let of_type = |entry: &'r TypeEntry<'a>| {
            let pages = entry.ty.pages.iter();
            pages.map(|page| (*page, ItemId::Struct(entry.id)))
        };
        let types = registry.types.values().flat_map(of_type);
        let enums = registry.enums.values();
        let enums = enums.filter_map(|entry| Some((entry.enumeration.page?, ItemId::Enum(entry.id))));
        let by_page = types
            .chain(enums)
            .map(|(page, item)| (registry.sources.file(page).page_name(), item))
            .collect();
        Self { registry, by_page }
    }

    /// The address of a page on the site; `None` for a loose page, whose name says nothing.
    pub(super) fn url(&self, page: FileId) -> Option<String> {
        let file = self.registry.sources.file(page);
        let folder = match file.folder? {
            Folder::Api => "",
            Folder::Resources => "resources/",
            Folder::Includes | Folder::Concepts => return None,
        };
        Some(self.page_url(folder, file.page_name().as_str()))
    }

    fn page_url(&self, folder: &str, stem: &str) -> String {
        let view = match self.registry.version {
            Version::V1 => "graph-rest-1.0",
            Version::Beta => "graph-rest-beta",
        };
        let stem: String = stem
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
            .collect();
        format!("{SITE}/{folder}{}?view={view}", stem.to_lowercase())
    }

    /// The documentation of a model.
    pub(super) fn of_type(&self, entry: &TypeEntry<'_>) -> DocsPlan {
        let ty = entry.ty;
        let mut docs = self.docs(&ty.description, Sentence::Type(ty.name.to_string()));
        if ty.is_abstract
            && let Some(polymorphic) = &entry.polymorphic
        {
            docs.remarks.push(Sentence::SentAsDerived(polymorphic.id));
        }
        let short = ty.name.short();
        docs.pages = ty
            .pages
            .iter()
            .filter_map(|page| self.page(*page, short, ty.span))
            .collect();
        if ty.pages.is_empty() {
            docs.pages.extend(self.naming_page(ty.span));
        }
        docs
    }

    /// The documentation of an enumeration.
    pub(super) fn of_enum(&self, entry: &EnumEntry<'_>) -> DocsPlan {
        let found = entry.enumeration;
        let mut docs = self.docs(&found.description, Sentence::Enumeration(found.name.to_string()));
        let title = found.name.short();
        docs.pages.extend(match (&found.section, found.page) {
            (_, Some(page)) => self.page(page, title, found.span),
            (Some(section), None) => self.url(found.span.file).map(|url| PageReference::Documented {
                title: title.to_owned(),
                url: format!("{url}#{section}"),
                place: self.registry.sources.path_and_line(found.span),
            }),
            (None, None) => self.naming_page(found.span),
        });
        docs
    }

    /// The documentation of a property; `described` is the row that describes it best, and `inherited` the type that
    /// declares it, where it is a base type.
    pub(super) fn property(
        &self,
        property: &Property,
        described: &Property,
        inherited: Option<&TypeEntry<'_>>,
    ) -> DocsPlan {
        let description = match inherited {
            // Where the page says so itself, once is enough.
            Some(_) => Cow::Owned(described.description_without_base()),
            None => Cow::Borrowed(described.description.as_slice()),
        };
        let mut docs = self.docs(&description, Sentence::Undescribed);
        docs.remarks
            .extend(property.is_example_only().then_some(Sentence::ExampleOnly));
        let declaring = inherited.map(|declaring| Sentence::InheritedFrom(declaring.id));
        docs.remarks.extend(declaring);
        docs
    }

    /// The documentation of a property of a body. It says that the property must be sent, whichever part of the page says so.
    pub(super) fn property_of_body(&self, property: &Property) -> DocsPlan {
        let mut docs = self.property(property, property, None);
        let is_said_elsewhere = property.required == Some(true) && !property.speaks_of_need();
        docs.remarks
            .extend(is_said_elsewhere.then_some(Sentence::Required));
        docs
    }

    /// The documentation of a member of an enumeration.
    pub(super) fn member(&self, member: &Member) -> DocsPlan {
        let mut docs = self.docs(&member.description, Sentence::Member(member.name.clone()));
        docs.remarks
            .extend(member.example_only.then_some(Sentence::ExampleOnly));
        docs
    }

    /// The documentation of a request that several pages document.
    pub(super) fn of_operation(
        &self,
        operation: &Operation,
        documents: &[&Operation],
        permissions: &RequestPermissions<'_>,
    ) -> DocsPlan {
        let mut docs = self.docs(
            &operation.description,
            Sentence::Title(operation.title.text.clone()),
        );
        docs.permissions = permission_tables(operation, permissions);
        docs.permission_notes.clone_from(&permissions.notes);
        let differing = permissions.differing.iter();
        docs.other_permissions = differing
            .filter_map(|(other, named)| Some((self.operation_page(other)?, named.clone())))
            .collect();
        docs.pages = documents
            .iter()
            .filter_map(|document| self.operation_page(document))
            .collect();
        docs.pages.dedup();
        docs
    }

    fn docs(&self, description: &[Passage], fallback: Sentence) -> DocsPlan {
        DocsPlan::new(self.description(description), fallback)
    }

    /// A page about an item, which was read at a place.
    fn page(&self, page: FileId, title: &str, read: Span) -> Option<PageReference> {
        let sources = &self.registry.sources;
        self.url(page).map(|url| PageReference::Documented {
            title: title.to_owned(),
            url,
            place: if read.file == page {
                sources.path_and_line(read)
            } else {
                sources.file(page).path.clone()
            },
        })
    }

    /// The page of an operation.
    fn operation_page(&self, operation: &Operation) -> Option<PageReference> {
        let read = operation.paths.first()?.span;
        self.page(operation.page, &operation.title.text, read)
    }

    /// The page that names what has no page of its own; none where the place is empty.
    fn naming_page(&self, named: Span) -> Option<PageReference> {
        let url = (named.start < named.end)
            .then(|| self.url(named.file))
            .flatten()?;
        Some(PageReference::Named {
            page: self.registry.sources.file(named.file).page_name().to_string(),
            url,
        })
    }

    /// Paragraphs and lists. A paragraph that only announces what is no part of the description, such as a table,
    /// is left out.
    pub(super) fn description(&self, passages: &[Passage]) -> Vec<DocBlock> {
        let mut blocks = Vec::new();
        for (at, passage) in passages.iter().enumerate() {
            match passage {
                Passage::Paragraph(text) => {
                    let list_follows = matches!(passages.get(at + 1), Some(Passage::List { .. }));
                    if list_follows || !text.raw.trim_end().ends_with(':') {
                        blocks.push(DocBlock::Paragraph(self.text(text)));
                    }
                }
                Passage::List { kind, items } => blocks.push(DocBlock::List {
                    kind: *kind,
                    items: items.iter().map(|item| self.description(item)).collect(),
                }),
            }
        }
        blocks
    }

    fn text(&self, text: &Text) -> Vec<DocInline> {
        self.inlines(&text.inlines, text.span.file)
    }

    /// The pieces of a text; `page` is the page that has it.
    fn inlines(&self, inlines: &[Inline], page: FileId) -> Vec<DocInline> {
        let mut out = Vec::new();
        let mut rest = inlines;
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            if let [link, end, ..] = behind
                && let Some((head, tail)) = around_include(&first.kind, &link.kind, &end.kind)
            {
                out.extend([head, tail].map(|text| DocInline::Text(text.to_owned())));
                rest = &behind[2..];
            } else {
                out.push(self.inline(&first.kind, page));
            }
        }
        out
    }

    fn inline(&self, kind: &InlineKind, page: FileId) -> DocInline {
        match kind {
            InlineKind::Text(text) => DocInline::Text(text.clone()),
            InlineKind::Code(code) => DocInline::Code(code.clone()),
            InlineKind::Strong(inner) => DocInline::Strong(self.inlines(inner, page)),
            InlineKind::Emphasis(inner) => DocInline::Emphasis(self.inlines(inner, page)),
            InlineKind::Link { text, target } => DocInline::Link {
                text: self.inlines(text, page),
                target: self.target(target, page),
            },
            InlineKind::Image(alternative) => DocInline::Image(alternative.clone()),
            InlineKind::Html(tag) => DocInline::Html(tag.clone()),
            InlineKind::Break => DocInline::Break,
        }
    }

    /// Where a link of a page leads: to an item, to the site, or nowhere. `page` is the page that has the link.
    fn target(&self, target: &str, page: FileId) -> Option<LinkTarget> {
        let target = target.trim();
        if target.starts_with("https://") || target.starts_with("http://") {
            return Some(LinkTarget::Url(target.to_owned()));
        }
        // A path from the root of the site: `/graph/…`, `/azure/…`.
        if target.starts_with('/') && !target.starts_with("//") {
            return Some(LinkTarget::Url(format!("{ROOT}{target}")));
        }
        let (path, fragment) = target
            .split_once('#')
            .map_or((target, None), |(path, fragment)| (path, Some(fragment)));
        if !path.ends_with(".md") {
            return None;
        }
        let stem = stem(path);
        if fragment.is_none()
            && let Some(item) = self.by_page.get(&PageName::new(stem))
        {
            return Some(LinkTarget::Item(*item));
        }
        let own_folder = self.registry.sources.file(page).folder;
        let beside = || own_folder == Some(Folder::Resources);
        let in_resources = path.contains("resources/") || (!path.contains("api/") && beside());
        let folder = if in_resources { "resources/" } else { "" };
        let known = path.contains("../") || own_folder.is_some();
        known.then(|| LinkTarget::Url(self.page_url(folder, stem)))
    }
}

/// The permissions, for a request of which any are documented: a table, or one for each case.
fn permission_tables(operation: &Operation, permissions: &RequestPermissions<'_>) -> Vec<PermissionTable> {
    PermissionTable::of_cases(&permissions.all, &permissions.cases, |case| {
        let paths = case.paths.iter().filter_map(|index| operation.paths.get(*index));
        paths.map(|path| path.template.render()).collect()
    })
}
