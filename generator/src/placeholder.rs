//! PLACEHOLDER of branch `output`: stands for the stages that other branches build. Deleted at merge.
#![allow(missing_docs, clippy::missing_errors_doc, clippy::ptr_arg)]

use std::path::PathBuf;

use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::markdown::{Document, Layout};
use crate::model::{Model, Type};
use crate::page::Page;
use crate::source::{SourceFile, SourceMap, Version};
use crate::span::{FileId, Located, Span};

#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    #[error("{path}: there is no such file or folder")]
    Missing { path: PathBuf },
    #[error("{path}: holds no page")]
    Empty { path: PathBuf },
}

pub fn load(inputs: &[PathBuf], sink: &mut Sink) -> Result<SourceMap, SourceError> {
    let mut files = Vec::new();
    let mut broken = Vec::new();
    for input in inputs {
        if !input.exists() {
            return Err(SourceError::Missing { path: input.clone() });
        }
        for entry in walkdir::WalkDir::new(input)
            .sort_by_file_name()
            .into_iter()
            .flatten()
        {
            let is_page = entry
                .path()
                .extension()
                .is_some_and(|ext| ext == "md" || ext == "txt");
            if !is_page {
                continue;
            }
            let bytes = std::fs::read(entry.path()).unwrap_or_default();
            let below = entry.path().strip_prefix(input).unwrap_or(entry.path());
            let path = below.to_string_lossy().replace('\\', "/");
            if std::str::from_utf8(&bytes).is_err() {
                broken.push(path.clone());
            }
            files.push(SourceFile::new(path, &String::from_utf8_lossy(&bytes)));
        }
    }
    if files.is_empty() {
        return Err(SourceError::Empty {
            path: inputs.first().cloned().unwrap_or_default(),
        });
    }
    let map = SourceMap::new(files);
    for path in broken {
        if let Some(file) = map.find(&path) {
            sink.push(Diagnostic::new(
                Code::NotUtf8,
                Span::new(file, 0, 0),
                "the file is not UTF-8",
            ));
        }
    }
    Ok(map)
}

pub fn read_document(_: &SourceMap, file: FileId, _: &mut Sink) -> Document {
    Document {
        file,
        layout: Layout::Markdown,
        front_matter: Vec::new(),
        blocks: Vec::new(),
    }
}

pub fn read_page(sources: &SourceMap, document: &Document, sink: &mut Sink) -> Page {
    let file = sources.file(document.file);
    let title = file
        .text
        .lines()
        .find_map(|line| line.strip_prefix("# "))
        .unwrap_or_else(|| {
            sink.push(Diagnostic::new(
                Code::MissingTitle,
                Span::new(document.file, 0, 3),
                "the page has no heading of level one",
            ));
            ""
        });
    Page {
        file: document.file,
        layout: document.layout,
        version: file.version.unwrap_or(Version::V1),
        title: Located::new(title.to_owned(), Span::new(document.file, 0, 1)),
        namespace: None,
        description: Vec::new(),
        deprecated: None,
        resources: Vec::new(),
        enums: Vec::new(),
        operations: Vec::new(),
        conceptual: false,
    }
}

pub fn build(_: &SourceMap, pages: &[Page], _: &mut Sink) -> Model {
    let types = pages
        .iter()
        .filter_map(|page| {
            page.title
                .value
                .strip_suffix(" resource type")
                .map(|name| (page, name))
        })
        .map(|(page, name)| Type {
            name: format!("microsoft.graph.{name}"),
            version: page.version,
            entity: true,
            base: None,
            is_abstract: false,
            open: false,
            description: String::new(),
            page: Some(page.file),
            span: page.title.span,
            properties: Vec::new(),
            deprecated: None,
        })
        .collect();
    Model {
        types,
        ..Model::default()
    }
}

pub fn dump(model: &Model, _: &SourceMap, _: &[Diagnostic]) -> impl Serialize {
    let types: Vec<_> = model
        .types
        .iter()
        .map(|ty| serde_json::json!({ "name": ty.name }))
        .collect();
    serde_json::json!({ "types": types, "enums": [], "operations": [], "diagnostics": [] })
}
