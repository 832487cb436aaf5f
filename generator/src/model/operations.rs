//! Operations: what API pages say, with the names resolved.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::model::embedded;
use crate::model::index::{Index, namespace};
use crate::model::owner::Owners;
use crate::model::part;
use crate::model::property::{parameter, property};
use crate::model::same_path;
use crate::model::types::Types;
use crate::model::witness::Witness;
use crate::model::{Body, Operation, OperationPath, Parameter, RawBody, Response, ResponseContent, TypeRef};
use crate::page::{
    BodyFacts, ExampleBody, OperationFacts, Page, ParameterFacts, PathTemplate, ResponseFacts,
};
use crate::source::SourceMap;

/// All operations of one version, in the order of the pages.
pub(super) fn collect(
    sources: &SourceMap,
    index: &Index,
    pages: &[&Page],
    types: &Types,
    sink: &mut Sink,
) -> Vec<Operation> {
    let owners = Owners::new(index, pages);
    let mut operations = Vec::new();
    for page in pages {
        for facts in page.operations.iter().filter(|facts| !facts.paths.is_empty()) {
            operations.push(operation(sources, index, &owners, types, page, facts, sink));
        }
    }
    part::add_shown(&mut operations, types, sink);
    embedded::embed(&mut operations, types, sink);
    report_twins(&operations, sink);
    same_path::adopt(&mut operations, sink);
    operations
}

fn operation(
    sources: &SourceMap,
    index: &Index,
    owners: &Owners,
    types: &Types,
    page: &Page,
    facts: &OperationFacts,
    sink: &mut Sink,
) -> Operation {
    let mut body = body(index, types, page, &facts.body);
    let mut response = response(index, page, &facts.response);
    let parameters = |facts: &[ParameterFacts]| -> Vec<Parameter> {
        facts
            .iter()
            .map(|facts| parameter(index, facts, namespace(page)))
            .collect()
    };
    let owner = owners.of(
        sources,
        index,
        page,
        body.as_ref().and_then(|body| body.ty.as_ref()),
        &response,
    );
    let witness = Witness {
        types,
        owner: owner.as_deref(),
        version: page.version,
        facts,
    };
    witness.response(&mut response, sink);
    part::read(index, page, facts, types, &mut response, sink);
    witness.body(&mut body, &response, sink);
    witness.correct(&mut response, body.as_ref(), sink);
    witness.name(body.as_mut(), &mut response, sink);
    Operation {
        name: page.title.value.clone(),
        page: page.file,
        version: page.version,
        method: facts.method,
        paths: facts
            .paths
            .iter()
            .map(|path| OperationPath {
                documented: path.documented.value.clone(),
                template: path.template.clone(),
                span: path.documented.span,
            })
            .collect(),
        owner,
        description: page.description.clone(),
        query: parameters(&facts.query),
        headers: parameters(&facts.headers),
        path_parameters: parameters(&facts.path_parameters),
        raw_body: raw_body(facts, body.as_ref(), sink),
        body,
        response,
        permissions: facts.permissions.clone(),
        examples: facts.examples.clone(),
        deprecated: page.deprecated.as_ref().map(|sentence| sentence.value.clone()),
    }
}

fn body(index: &Index, types: &Types, page: &Page, facts: &BodyFacts) -> Option<Body> {
    if facts.none {
        return None;
    }
    let ty = facts
        .ty
        .as_ref()
        .filter(|_| !facts.parameters)
        .map(|ty| index.type_ref(ty, namespace(page)));
    let raw = facts.content_type.as_ref();
    if ty.is_none() && facts.properties.is_empty() && raw.is_none() {
        return None;
    }
    // A table of properties belongs to the type that the lead-in names; where that is documented nowhere and
    // has no table either, the body is parameters.
    let ty = ty.filter(|ty| match ty {
        TypeRef::Type(name) => types.contains_key(&name.to_lowercase()) || facts.properties.is_empty(),
        _ => true,
    });
    Some(Body {
        ty: ty.filter(|_| raw.is_none()),
        collection: facts.ty.as_ref().is_some_and(|ty| ty.collection),
        content_type: raw.map_or_else(|| "application/json".to_owned(), |raw| raw.value.clone()),
        properties: facts
            .properties
            .iter()
            .map(|row| property(index, row, namespace(page)))
            .collect(),
        shown: Vec::new(),
    })
}

/// Bytes that can be sent in place of JSON: what the page says of them, or an example shows.
fn raw_body(facts: &OperationFacts, body: Option<&Body>, sink: &mut Sink) -> Option<RawBody> {
    if let Some(raw) = &facts.body.raw {
        return Some(RawBody {
            content_type: raw.content_type.value.clone(),
            name: raw.name.clone(),
        });
    }
    body.filter(|body| body.content_type.contains("json"))?;
    let requests = facts
        .examples
        .iter()
        .filter_map(|example| example.request.as_ref());
    let (request, content_type) = requests
        .filter(|request| matches!(request.body, ExampleBody::Text(_)) && request.method == facts.method)
        .filter(|request| {
            let path = request.path();
            let is_called =
                |path: &PathTemplate| facts.paths.iter().any(|known| known.template.matches(path));
            path.as_ref().is_some_and(is_called)
        })
        .find_map(|request| Some((request, request.content_type()?)))?;
    let message = format!("`{content_type}` is sent here, where the page speaks of JSON only");
    sink.push(Diagnostic::new(Code::ShownBody, request.url.span, message));
    Some(RawBody {
        content_type: content_type.to_owned(),
        name: None,
    })
}

fn response(index: &Index, page: &Page, facts: &ResponseFacts) -> Response {
    let content = match &facts.ty {
        _ if facts.stream => ResponseContent::Bytes,
        _ if facts.empty => ResponseContent::None,
        None => ResponseContent::None,
        Some(ty) => part::content(index.type_ref(ty, namespace(page)), ty.collection),
    };
    Response {
        status: facts.status.clone(),
        content,
    }
}

/// Two pages that document one request.
fn report_twins(operations: &[Operation], sink: &mut Sink) {
    let mut first = BTreeMap::new();
    for operation in operations {
        for path in &operation.paths {
            let key = (operation.method, path.template.shape());
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
