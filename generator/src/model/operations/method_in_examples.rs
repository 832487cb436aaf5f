//! Requests that all examples of a page send with another method than its request line has.
//!
//! The page that creates an external item says `POST /connections/{id}/items` and shows `PUT …/items/{item-id}`. The page
//! alone does not tell which of the two the service takes, so that both can be called.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Method, PathTemplate, Segment, singular};
use crate::model::store::{DocumentedPaths, Draft, Input, Store};
use crate::model::{Operation, OperationPath};
use crate::page::{ExampleFacts, ExampleRequest};

/// Adds the requests, each beside the one of the request line. The examples are theirs.
pub(in crate::model) fn add(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let known = DocumentedPaths::new(&store.operations);
    let mut added = Vec::new();
    for Draft { operation, examples } in &mut store.operations {
        let Some(request) = sent_otherwise(operation, examples) else {
            continue;
        };
        let Some(paths) = paths(operation, request, &known) else {
            continue;
        };
        let (sent, said) = (request.method.as_str(), operation.method.as_str());
        let message = format!("the examples send a {sent}, the request line says {said}");
        let mut note = Diagnostic::new(Code::ExampleOnlyMethod, request.url.span(), message);
        if let Some(line) = operation.paths.first() {
            note = note.label(line.span, "the request line");
        }
        sink.push(note.help("it was added as a request of its own"));
        added.push(Draft {
            operation: Operation {
                method: request.method,
                paths,
                ..operation.clone()
            },
            examples: std::mem::take(examples),
        });
    }
    store.operations.extend(added);
}

/// The first request of the examples, where all of them write with one method that is not that of the operation.
fn sent_otherwise<'p>(operation: &Operation, examples: &[&'p ExampleFacts]) -> Option<&'p ExampleRequest> {
    let mut requests = examples.iter().map(|example| example.request.as_ref());
    let first = requests.next()??;
    let is_other = first.method != operation.method && first.method.writes() && operation.method.writes();
    let agree = requests.all(|request| request.is_some_and(|request| request.method == first.method));
    (is_other && agree).then_some(first)
}

/// The paths of the request: those of the request line, or the items of the collections to which they lead. `None` where
/// the request is on neither, or another page documents it.
fn paths(
    operation: &Operation,
    request: &ExampleRequest,
    known: &DocumentedPaths,
) -> Option<Vec<OperationPath>> {
    let requested = request.url.path()?;
    if known.has(request.method, requested) {
        return None;
    }
    let lines = || operation.paths.iter().map(|path| path.template.clone());
    let items = || lines().map(item);
    let is_requested = |path: PathTemplate| path.matches(requested);
    let templates: Vec<PathTemplate> = if lines().any(is_requested) {
        lines().collect()
    } else if operation.method == Method::Post && items().any(is_requested) {
        items().collect()
    } else {
        return None;
    };
    let path = |template: PathTemplate| OperationPath {
        documented: template.render(),
        template,
        deprecated: None,
        span: request.url.span(),
    };
    Some(templates.into_iter().map(path).collect())
}

/// The path of an item of a collection.
fn item(mut collection: PathTemplate) -> PathTemplate {
    let name = match collection.segments.last() {
        Some(Segment::Literal(name)) => format!("{}-id", singular(name)),
        _ => "id".to_owned(),
    };
    collection.segments.push(Segment::Parameter(name));
    collection
}
