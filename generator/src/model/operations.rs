//! Operations: what API pages say, with the names resolved.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::JSON;
use crate::markdown::Passage;
use crate::model::enums::member;
use crate::model::names::index::{Index, namespace};
use crate::model::operations::operation_owner::Owners;
use crate::model::store::{Draft, Input, Store};
use crate::model::types::TypeTable;
use crate::model::types::merge::property;
use crate::model::{
    Body, Evidence, Operation, OperationPath, Parameter, Property, Response, ResponseContent, ValueType,
};
use crate::page::{BodyFacts, ContentFacts, OperationFacts, Page, ParameterFacts, ResponseFacts, RowKind};

mod answered_name;
pub(super) mod bodies_with_parts;
pub(super) mod body_by_place;
mod infer_body_and_response;
pub(super) mod inferences;
mod link_body;
pub(super) mod method_in_examples;
pub(super) mod operation_owner;
pub(super) mod property_requests;
mod raw_body;
pub(super) mod same_request;
pub(super) mod untabled_parameters;

/// Adds all operations of one version, in the order of the pages.
pub(super) fn collect<'p>(input: &Input<'p>, store: &mut Store<'p>, _: &mut Diagnostics) {
    let reader = OperationReader {
        input,
        owners: Owners::new(&input.index, &input.pages),
        types: &store.types,
    };
    let drafts = input.operations().map(|(page, facts)| Draft {
        operation: reader.operation(page, facts),
        examples: facts.examples.iter().collect(),
    });
    store.operations = drafts.collect();
}

/// Puts the operations in the order of their paths, methods and pages.
pub(super) fn sort(_: &Input<'_>, store: &mut Store<'_>, _: &mut Diagnostics) {
    store.operations.sort_by_cached_key(|Draft { operation, .. }| {
        (
            operation.paths[0].template.render(),
            operation.method,
            operation.page,
        )
    });
}

/// Makes operations of what pages say, with what is known of types.
struct OperationReader<'m, 'p> {
    input: &'m Input<'p>,
    owners: Owners,
    types: &'m TypeTable,
}

impl OperationReader<'_, '_> {
    fn operation(&self, page: &Page, facts: &OperationFacts) -> Operation {
        let Self { input, owners, types } = self;
        let Input { sources, index, .. } = input;
        let body = body(index, types, page, facts);
        let mut response = response(index, page, &facts.response);
        answered_name::complete(&mut response, types, facts);
        let parameters = |facts: &[ParameterFacts]| -> Vec<Parameter> {
            facts
                .iter()
                .map(|facts| parameter(index, facts, namespace(page)))
                .collect()
        };
        let owner = owners.of(sources, index, page, body.as_ref(), &response);
        Operation {
            title: page.title.value.clone(),
            page: page.file,
            version: page.version(),
            method: facts.method,
            paths: paths(facts),
            owner,
            description: page.description.clone(),
            query: parameters(&facts.query),
            unsupported_options: facts
                .unsupported_options
                .iter()
                .map(|option| option.value)
                .collect(),
            headers: parameters(&facts.headers),
            path_parameters: parameters(&facts.path_parameters),
            raw_body: None,
            body,
            response,
            permissions: facts.permissions.clone(),
            clouds: facts.clouds.clone(),
            roles: facts.roles.iter().map(|role| role.value.clone()).collect(),
            answered_headers: facts.answered_headers.clone(),
            page_size: facts.page_size,
            examples: Vec::new(),
            deprecated: deprecation(page, facts),
        }
    }
}

/// The sentence that deprecates an operation: the page, or all its paths.
fn deprecation(page: &Page, facts: &OperationFacts) -> Option<String> {
    let of_page = page.deprecated.as_ref().map(|sentence| &sentence.value);
    let of_paths = || {
        let mut paths = facts.paths.iter().map(|path| path.deprecated.as_ref());
        let first = paths.next()??;
        paths.all(|path| path.is_some()).then_some(first)
    };
    of_page.or_else(of_paths).cloned()
}

/// A query option, header or path parameter.
fn parameter(index: &Index, facts: &ParameterFacts, namespace: &str) -> Parameter {
    Parameter {
        name: facts.name.value.clone(),
        ty: facts.ty.as_ref().map(|ty| index.value_type(ty, namespace)),
        required: facts.required == Some(true),
        values: facts.values.iter().map(member).collect(),
        default: facts.default.clone(),
        description: facts
            .description
            .as_ref()
            .map(Passage::of_text)
            .unwrap_or_default(),
        span: facts.name.span,
    }
}

/// The paths, each once: a page may document one several times, with different options.
fn paths(facts: &OperationFacts) -> Vec<OperationPath> {
    let mut known = BTreeSet::new();
    let paths = facts.paths.iter();
    paths
        .filter(|path| known.insert(path.template.render()))
        .map(|path| OperationPath {
            documented: path.documented.value.clone(),
            template: path.template.clone(),
            deprecated: path.deprecated.clone(),
            span: path.documented.span,
        })
        .collect()
}

fn body(index: &Index, types: &TypeTable, page: &Page, facts: &OperationFacts) -> Option<Body> {
    let (said, properties, content_type) = match &facts.body {
        BodyFacts::Unsaid | BodyFacts::None => return None,
        BodyFacts::Parameters(rows) if rows.is_empty() => return None,
        BodyFacts::Parameters(rows) => (None, rows, JSON),
        BodyFacts::Object { ty, properties } => (ty.as_ref(), properties, JSON),
        BodyFacts::Bytes {
            content_type,
            properties,
        } => (None, properties, content_type.value.as_str()),
    };
    let ty = said.map(|ty| index.value_type(ty, namespace(page)));
    // A table of properties belongs to the type that the lead-in names; where that is documented nowhere and
    // has no table either, the body is parameters.
    let is_known = |ty: &ValueType| ty.item.type_name().is_none_or(|name| types.contains(name));
    let has_table = properties.iter().any(|row| row.kind != RowKind::Untabled);
    let ty = ty.filter(|ty| !has_table || is_known(ty));
    Some(Body {
        properties: properties
            .iter()
            .map(|row| Property {
                evidence: match row.kind {
                    RowKind::Untabled => Evidence::Prose,
                    RowKind::Property | RowKind::Relationship => Evidence::Body,
                },
                ..property(index, row, namespace(page))
            })
            .collect(),
        is_part: facts.body_is_part,
        ..Body::new(ty, content_type)
    })
}

fn response(index: &Index, page: &Page, facts: &ResponseFacts) -> Response {
    let content = match &facts.content {
        ContentFacts::Stream => ResponseContent::Bytes,
        ContentFacts::Count => ResponseContent::Count,
        ContentFacts::Empty => ResponseContent::Empty,
        ContentFacts::Unsaid => ResponseContent::Unsaid,
        ContentFacts::Value(ty) => ResponseContent::of(index.value_type(ty, namespace(page))),
    };
    Response {
        status: facts.status.clone(),
        content,
    }
}

/// Reports requests that two pages document.
pub(super) fn report_duplicates(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let mut first = BTreeMap::new();
    for Draft { operation, .. } in &store.operations {
        for path in &operation.paths {
            let key = operation.key(path);
            let (page, span) = *first.entry(key).or_insert((operation.page, path.span));
            if page != operation.page {
                let text = format!(
                    "`{} {}` is documented on two pages",
                    operation.method.as_str(),
                    path.documented
                );
                sink.push(
                    Diagnostic::new(Code::DuplicateOperation, path.span, text).label(span, "first here"),
                );
            }
        }
    }
}
