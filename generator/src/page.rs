//! What one file says: the facts of a resource page, an enumeration page, an API page.
//!
//! Names are spelled as the page spells them; which type a name means is the question of `model`.

use crate::coverage::Coverage;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Title, TypeKind};
use crate::markdown::Document;
use crate::source::SourceMap;
use crate::span::{Span, Spanned};

use annotations::Annotations;
use context::PageContext;
use head::kind::PageKind;
use sections::Sections;
use sink::PageSink;

mod annotations;
mod api;
mod cells;
mod context;
mod coverage;
mod facts;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod grammars;
mod head;
mod json;
mod sections;
mod sink;
mod types;

pub use api::request::path::RequestUrl;
pub use facts::operation::{
    AnnotatedType, BodyFacts, ContentFacts, ExampleBody, ExampleFacts, ExampleJson, ExampleRequest,
    ExampleResponse, OperationFacts, ParameterFacts, PathFacts, RawBodyFacts, ResponseFacts,
};
pub use facts::{
    BaseClaim, BaseEvidence, DerivedClaim, EnumFacts, EnumMember, MethodFacts, Page, PageContent,
    PropertyFacts, ResourceFacts, RowKind, SpelledType, TypeFacts,
};
pub use head::age::{PageAge, RevisionDate};
pub(crate) use json::{JsonStep, Outline};

/// Reads the facts of a page from its tree. What is missing, guessed or not understood is reported; a page
/// that yields nothing at all is reported by `model`, which knows whether other pages make up for it.
pub fn read(sources: &SourceMap, document: &Document, diagnostics: &mut Diagnostics) -> Page {
    // The diagnostics of the markdown stage explain unread items too, so the coverage check must see them.
    let mut sink = PageSink {
        diagnostics: std::mem::take(diagnostics),
        coverage: Coverage::default(),
    };
    let page = read_page(sources, document, &mut sink);
    *diagnostics = sink.diagnostics;
    page
}

fn read_page(sources: &SourceMap, document: &Document, sink: &mut PageSink) -> Page {
    let sections = Sections::new(document);
    let head::Top {
        namespace,
        description,
    } = head::top(document, &sections);
    let title =
        head::title(sources, document, &sections, &description, sink).map(|title| Title::parse(&title));
    let kind = head::kind::kind(sources, document, &title.value, &sections);
    let context = PageContext {
        title: &title,
        description: &description,
        sections: &sections,
        annotations: &Annotations::read(&sections, sink),
    };
    let content = read_content(kind, &context, sink);
    let mut page = Page {
        file: document.file,
        layout: document.layout,
        age: PageAge::of(document),
        told_version: head::version(sources, document),
        deprecated: head::deprecation::of_page(&title, &sections),
        coverage: Vec::new(),
        namespace: namespace
            .or_else(|| annotated_namespace(&content))
            .or_else(|| head::said_namespace(sources, document)),
        title,
        description,
        content,
    };
    // A page in the layout of types can turn out to be one about concepts.
    let kind = match page.content {
        PageContent::Concepts => PageKind::Conceptual,
        _ => kind,
    };
    page.coverage = coverage::check(&sections, kind, page.operations(), sink);
    page
}

/// Reports the pages whose version nothing tells: once, since a set of such pages has none anywhere.
pub fn report_assumed_versions(pages: &[Page], sink: &mut Diagnostics) {
    let mut assumed = pages.iter().filter(|page| page.told_version.is_none());
    let Some(first) = assumed.next() else { return };
    let message = match assumed.count() {
        0 => "nothing tells which version this page documents".to_owned(),
        1 => "nothing tells which version this page and another one document".to_owned(),
        more => format!("nothing tells which version this page and {more} others document"),
    };
    let help = "v1.0 is assumed; say it with `--version-of PATH=VERSION` or in `docs.toml`, or put the pages below a folder \
                named `v1.0` or `beta`";
    sink.push(Diagnostic::new(Code::UnknownVersion, Span::new(first.file, 0, 0), message).help(help));
}

/// What a page of this kind documents.
fn read_content(kind: PageKind, page: &PageContext<'_>, sink: &mut PageSink) -> PageContent {
    match kind {
        PageKind::Type => read_type(page, sink),
        PageKind::Api => {
            let enums = types::enums::read(page, None, sink);
            let operations = api::operations(page, sink);
            if operations.is_empty() {
                enumerations(enums).unwrap_or(PageContent::NotRead)
            } else {
                PageContent::Operations {
                    types: api::described_types(page, &operations, sink),
                    operations,
                    enums,
                }
            }
        }
        PageKind::Conceptual => {
            enumerations(types::enums::read(page, None, sink)).unwrap_or(PageContent::Concepts)
        }
        PageKind::Unknown => {
            let message = "it cannot be told whether this page documents a type or an operation";
            sink.push(Diagnostic::new(Code::UnknownPageKind, page.title.span, message));
            PageContent::NotRead
        }
    }
}

/// The type or the enumerations that a page in the layout of types documents.
fn read_type(page: &PageContext<'_>, sink: &mut PageSink) -> PageContent {
    let title = &page.title.value;
    let subject = title
        .documented_type()
        .map(|(name, kind)| (Spanned::new(name, page.title.span), kind));
    if let Some((name, TypeKind::Enumeration)) = &subject {
        let enums = types::enums::read(page, Some(name), sink);
        return enumerations(enums).unwrap_or(PageContent::NotRead);
    }
    let mut enums = types::enums::read(page, None, sink);
    let names_type = subject.is_some();
    let name = subject.map(|(name, _)| name);
    if let Some(mut resource) = types::resource::read(page, name, sink) {
        types::enumerated_strings::take_enumerations(&mut resource.properties, &mut enums);
        let resource = Box::new(resource);
        return PageContent::Type { resource, enums };
    }
    if let Some(content) = enumerations(enums) {
        return content;
    }
    if title.claims_type() {
        let message = format!("`{}` names no type", title.text);
        sink.push(Diagnostic::new(Code::BadName, page.title.span, message).help("the page was skipped"));
    } else if types::resource::lists_properties(page) {
        // The page lists the properties of a type, whose name is lost.
        return PageContent::NotRead;
    }
    if names_type {
        PageContent::NotRead
    } else {
        PageContent::Concepts
    }
}

/// A page of these enumerations; `None` where there are none.
fn enumerations(enums: Vec<EnumFacts>) -> Option<PageContent> {
    (!enums.is_empty()).then_some(PageContent::Enumerations(enums))
}

/// The namespace of a page that names none: that of the type in its annotation.
fn annotated_namespace(content: &PageContent) -> Option<Spanned<String>> {
    let PageContent::Type { resource, .. } = content else {
        return None;
    };
    let name = resource.annotated_name.as_ref()?;
    let (namespace, _) = name.value.trim_start_matches('#').rsplit_once('.')?;
    Some(Spanned::new(namespace.to_owned(), name.span))
}

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;
