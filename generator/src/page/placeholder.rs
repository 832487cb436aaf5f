//! PLACEHOLDER of branch `output` for `page::read`, which branch `pages` builds. Deleted at merge.
#![allow(missing_docs)]

use super::{Page, Primitive, PropertyFacts, ResourceFacts, TypeFacts, TypeName};
use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::markdown::{BlockKind, Document};
use crate::source::{SourceMap, Version};
use crate::span::{Located, Span};

pub fn read(sources: &SourceMap, document: &Document, sink: &mut Sink) -> Page {
    let file = sources.file(document.file);
    let heading = document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { level: 1, text } => Some(text.clone()),
        _ => None,
    });
    if heading.is_none() {
        let span = Span::new(document.file, 0, 3);
        sink.push(Diagnostic::new(
            Code::MissingTitle,
            span,
            "the page has no heading of level one",
        ));
    }
    let title = heading.map_or_else(
        || Located::new(String::new(), Span::new(document.file, 0, 0)),
        |text| Located::new(text.raw.clone(), text.span),
    );
    let row = document.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text.clone()),
        _ => None,
    });
    let resources = title
        .value
        .strip_suffix(" resource type")
        .zip(row)
        .map(|(name, text)| ResourceFacts {
            name: Located::new(name.to_owned(), title.span),
            annotated_name: None,
            bases: Vec::new(),
            derived: Vec::new(),
            is_abstract: false,
            open: false,
            key_property: None,
            methods: Vec::new(),
            properties: vec![PropertyFacts {
                name: Located::new("id".to_owned(), text.span),
                ty: TypeFacts {
                    name: TypeName::Primitive(Primitive::String),
                    collection: false,
                    span: text.span,
                },
                description: text.clone(),
                navigation: false,
                inherited_from: None,
                required: None,
                read_only: false,
                nullable: None,
                values: Vec::new(),
                deprecated: None,
                span: text.span,
            }],
            json: None,
        });
    Page {
        file: document.file,
        layout: document.layout,
        version: file.version.unwrap_or(Version::V1),
        title: title.clone(),
        namespace: None,
        description: Vec::new(),
        deprecated: None,
        resources: resources.into_iter().collect(),
        enums: Vec::new(),
        operations: Vec::new(),
        conceptual: false,
    }
}
