//! Operations: what API pages say, with the names resolved.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{JSON, Version, is_json};
use crate::markdown::Passage;
use crate::model::examples::documented_calls;
use crate::model::examples::typed::TypedExample;
use crate::model::names::index::{Index, namespace};
use crate::model::operations::infer_body_and_response::OperationInference;
use crate::model::operations::operation_owner::Owners;
use crate::model::store::{Draft, Input, Store};
use crate::model::types::TypeTable;
use crate::model::types::merge::property;
use crate::model::types::property_names::PropertyNames;
use crate::model::{
    Body, Evidence, Operation, OperationPath, Parameter, Property, RawBody, Response, ResponseContent,
    ValueType,
};
use crate::page::{
    BodyFacts, ContentFacts, ExampleBody, OperationFacts, Page, ParameterFacts, ResponseFacts, RowKind,
};

mod answered_name;
pub(super) mod bodies_with_parts;
pub(super) mod infer_body_and_response;
mod link_body;
pub(super) mod method_in_examples;
pub(super) mod operation_owner;
pub(super) mod property_requests;
pub(super) mod same_request;
pub(super) mod untabled_parameters;

/// Adds all operations of one version, in the order of the pages.
pub(super) fn collect<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    let reader = OperationReader {
        input,
        owners: Owners::new(&input.index, &input.pages),
        types: &store.types,
        names: PropertyNames::new(store.types.iter()),
    };
    for page in &input.pages {
        for facts in page.operations().iter().filter(|facts| !facts.paths.is_empty()) {
            let examples = store.examples.on_page_of(store.operations.len());
            store.operations.push(Draft {
                operation: reader.operation(examples, page, facts, sink),
                examples: facts.examples.iter().collect(),
            });
        }
    }
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
    names: PropertyNames<'m>,
}

impl OperationReader<'_, '_> {
    fn operation(
        &self,
        examples: &[TypedExample<'_>],
        page: &Page,
        facts: &OperationFacts,
        sink: &mut Diagnostics,
    ) -> Operation {
        let Self {
            input,
            owners,
            types,
            names,
        } = self;
        let Input { sources, index, .. } = input;
        let mut body = body(index, types, page, &facts.body);
        let mut response = response(index, page, &facts.response);
        answered_name::complete(&mut response, types, facts);
        let parameters = |facts: &[ParameterFacts]| -> Vec<Parameter> {
            facts
                .iter()
                .map(|facts| parameter(index, facts, namespace(page)))
                .collect()
        };
        let owner = owners.of(sources, index, page, body.as_ref(), &response);
        let titled = operation_owner::named_by_title(index, page);
        let inference = OperationInference {
            types,
            names,
            owner: owner.as_ref(),
            titled: titled.as_ref(),
            examples,
            facts,
            title: &page.title.value,
            version: page.version(),
        };
        inference.infer_response_type(&mut response, sink);
        inference.take_common_bases(
            body.as_mut(),
            &mut response,
            &|ty| index.type_ref(ty, namespace(page)),
            sink,
        );
        inference.take_agreed_types(body.as_mut(), &mut response, sink);
        property_requests::read(index, page, facts, types, &mut response, sink);
        inference.infer_body(&mut body, &response, sink);
        inference.correct_response_type(&mut response, body.as_ref(), sink);
        inference.take_named_types(body.as_mut(), &mut response, sink);
        link_body::correct(&mut body, facts, examples);
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
            raw_body: raw_body(page.version(), facts, body.as_ref(), sink),
            body,
            response,
            permissions: facts.permissions.clone(),
            clouds: facts.clouds.clone(),
            roles: facts.roles.iter().map(|role| role.value.clone()).collect(),
            examples: Vec::new(),
            deprecated: page.deprecated.as_ref().map(|sentence| sentence.value.clone()),
        }
    }
}

/// A query option, header or path parameter.
fn parameter(index: &Index, facts: &ParameterFacts, namespace: &str) -> Parameter {
    Parameter {
        name: facts.name.value.clone(),
        ty: facts.ty.as_ref().map(|ty| index.value_type(ty, namespace)),
        required: facts.required,
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
            span: path.documented.span,
        })
        .collect()
}

fn body(index: &Index, types: &TypeTable, page: &Page, facts: &BodyFacts) -> Option<Body> {
    let (said, properties, content_type) = match facts {
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
    let ty = ty.filter(|ty| properties.is_empty() || is_known(ty));
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
        ..Body::new(ty, content_type)
    })
}

/// Bytes that can be sent in place of JSON: what the page says of them, or an example shows.
fn raw_body(
    version: Version,
    facts: &OperationFacts,
    body: Option<&Body>,
    sink: &mut Diagnostics,
) -> Option<RawBody> {
    if let Some(raw) = &facts.raw_body {
        return Some(RawBody {
            content_type: raw.content_type.value.clone(),
            name: raw.name.clone(),
        });
    }
    body.filter(|body| is_json(&body.content_type))?;
    let requests = documented_calls(facts, version).filter_map(|example| example.request.as_ref());
    let (request, content_type) = requests
        .filter(|request| matches!(request.body, ExampleBody::Text(_)))
        .find_map(|request| Some((request, request.content_type()?)))?;
    let message = format!("`{content_type}` is sent here, where the page speaks of JSON only");
    sink.push(Diagnostic::new(
        Code::ExampleOnlyBody,
        request.url.span(),
        message,
    ));
    Some(RawBody {
        content_type: content_type.to_owned(),
        name: None,
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
