//! What one file says: the facts of a resource page, an enumeration page, an API page.
//!
//! Names are spelled as the page spells them; which type a name means is the question of `model`.

use crate::coverage::Coverage;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Title, TypeKind};
use crate::markdown::Document;
use crate::source::SourceMap;
use crate::span::Spanned;

use context::PageContext;
use kind::PageKind;
use sections::Sections;
use sink::PageSink;

mod annotations;
mod api;
mod columns;
mod context;
mod coverage;
mod edition;
mod enums;
mod facts;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod grammars;
mod head;
mod json;
mod kind;
mod lost_title;
mod methods;
mod name_cell;
mod operation_facts;
mod property_row;
mod representation;
mod resource;
mod sections;
mod sink;
mod type_cell;
mod value_tables;

pub use edition::Edition;
pub use facts::{
    BaseClaim, BaseEvidence, DerivedClaim, EnumFacts, EnumMember, MethodFacts, Page, PropertyFacts,
    ResourceFacts, RowKind, TypeFacts, TypeName,
};
pub(crate) use json::{Outline, Step};
pub use operation_facts::{
    BodyFacts, ContentFacts, ExampleBody, ExampleFacts, ExampleJson, ExampleRequest, ExampleResponse,
    OperationFacts, ParameterFacts, PathFacts, RawBodyFacts, ResponseFacts,
};

/// Reads the facts of a page from its tree. What is missing, guessed or not understood is reported; a page
/// that yields nothing at all is reported by `model`, which knows whether other pages make up for it.
pub fn read(sources: &SourceMap, document: &Document, diagnostics: &mut Diagnostics) -> Page {
    // What was found in the markdown of the page is a reason for an item that was not read, too.
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
    let version = head::version(sources, document, sink);
    let head::Top {
        namespace,
        description,
    } = head::top(document, &sections);
    let title =
        head::title(sources, document, &sections, &description, sink).map(|title| Title::parse(&title));
    let kind = kind::kind(sources, document, &title.value, &sections);
    let context = PageContext {
        title: &title,
        description: &description,
        sections: &sections,
    };
    let mut resources = Vec::new();
    let mut enums = Vec::new();
    let mut operations = Vec::new();
    match kind {
        PageKind::Type => {
            let subject = title
                .value
                .documented_type()
                .map(|(name, kind)| (Spanned::new(name, title.span), kind));
            let own_enum = match &subject {
                Some((name, TypeKind::Enumeration)) => Some(name),
                _ => None,
            };
            enums = enums::read(&context, own_enum, sink);
            if own_enum.is_none() {
                let name = subject.map(|(name, _)| name);
                resources.extend(resource::read(&context, name, sink));
                if resources.is_empty() && enums.is_empty() && title.value.claims_type() {
                    let message = format!("`{}` names no type", title.value.text);
                    sink.push(
                        Diagnostic::new(Code::BadName, title.span, message).help("the page was skipped"),
                    );
                }
            }
        }
        PageKind::Api => {
            enums = enums::read(&context, None, sink);
            operations = api::read(&context, sink);
        }
        PageKind::Conceptual => enums = enums::read(&context, None, sink),
        PageKind::Unknown => {
            let message = "it cannot be told whether this page documents a type or an operation";
            sink.push(Diagnostic::new(Code::UnknownPageKind, title.span, message));
        }
    }
    let nothing = resources.is_empty() && enums.is_empty() && operations.is_empty();
    let namespace = namespace.or_else(|| resources.first().and_then(annotated_namespace));
    let conceptual = kind == PageKind::Conceptual
        || (kind == PageKind::Type
            && nothing
            && title.value.documented_type().is_none()
            // What lists properties and names no type is no page about concepts, but for one that was reported.
            && (title.value.claims_type() || !resource::lists_properties(&context)));
    let kind = if conceptual { PageKind::Conceptual } else { kind };
    Page {
        file: document.file,
        layout: document.layout,
        edition: Edition::of(document),
        version,
        deprecated: head::deprecation(document, &title, &sections),
        conceptual,
        coverage: coverage::check(&sections, kind, &operations, sink),
        namespace,
        title,
        description,
        resources,
        enums,
        operations,
    }
}

/// The namespace of a page that names none: that of the type in its annotation.
fn annotated_namespace(resource: &ResourceFacts) -> Option<Spanned<String>> {
    let name = resource.annotated_name.as_ref()?;
    let (namespace, _) = name.value.trim_start_matches('#').rsplit_once('.')?;
    Some(Spanned::new(namespace.to_owned(), name.span))
}

#[cfg(test)]
mod corpus_tests;
#[cfg(test)]
mod tests;
