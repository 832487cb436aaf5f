//! What documented examples say of types and operations.
//!
//! [`typed`] reads each example into a tree of values with the declarations that they stand for: first before bases are
//! inferred, against what tables say, and anew when operations and relationships are known. All else here is a short
//! function over that tree.

use crate::diagnostic::Diagnostics;
use crate::graph::{Method, PathTemplate, Version};
use crate::model::ResponseContent;
use crate::model::examples::typed::ExampleEvidence;
use crate::model::examples::typed::typing::{Declaration, DeclaredBody, Typing};
use crate::model::names::index::namespace;
use crate::model::store::{Draft, Input, Store};
use crate::page::{ExampleFacts, OperationFacts};

pub(super) mod cardinality;
pub(super) mod members;
pub(super) mod name_consensus;
pub(crate) mod object_type;
pub(crate) mod reading;
pub(crate) mod scalar;
pub(crate) mod typed;
pub(super) mod unlisted_properties;

/// Reads the examples of all pages against the rows of types, with what the pages say of bodies and answers. The
/// position of an operation is the one that `operations::collect` will give it.
pub(super) fn read_against_rows<'p>(input: &Input<'p>, store: &mut Store<'p>, _: &mut Diagnostics) {
    let mut typing = Typing::new(&store.types);
    for (operation, (page, facts)) in input.operations().enumerate() {
        let sent = facts.body.ty();
        let sent = sent.map(|ty| input.index.type_ref(ty, namespace(page)));
        let answered = facts.response.ty();
        let answered = answered.map(|ty| ResponseContent::of(input.index.value_type(ty, namespace(page))));
        let declaration = Declaration {
            operation,
            sent: sent.as_ref().map_or(DeclaredBody::Unknown, DeclaredBody::Value),
            answered: &answered.unwrap_or_default(),
        };
        let paths: Vec<&PathTemplate> = facts.paths.iter().map(|path| &path.template).collect();
        for example in &facts.examples {
            let evidence = evidence(example, page.version(), facts.method, &paths);
            typing.add(&declaration, example, evidence);
        }
    }
    store.examples = typing.finish();
}

/// Reads the examples of all operations against what is known of types, bodies and answers.
pub(super) fn read_against_operations<'p>(_: &Input<'p>, store: &mut Store<'p>, _: &mut Diagnostics) {
    let mut typing = Typing::new(&store.types);
    for (position, Draft { operation, examples }) in store.operations.iter().enumerate() {
        let sent = match &operation.body {
            None => DeclaredBody::Unknown,
            Some(body) => match &body.ty {
                Some(ty) => DeclaredBody::Value(&ty.item),
                None => DeclaredBody::Parameters(&body.properties),
            },
        };
        let declaration = Declaration {
            operation: position,
            sent,
            answered: &operation.response.content,
        };
        let paths: Vec<&PathTemplate> = operation.paths.iter().map(|path| &path.template).collect();
        for example in examples {
            let evidence = evidence(example, operation.version, operation.method, &paths);
            typing.add(&declaration, example, evidence);
        }
    }
    store.examples = typing.finish();
}

/// The examples on the page of an operation that are evidence for all that it sends and answers.
pub(super) fn documented_calls(
    facts: &OperationFacts,
    version: Version,
) -> impl Iterator<Item = &ExampleFacts> {
    let paths: Vec<&PathTemplate> = facts.paths.iter().map(|path| &path.template).collect();
    let examples = facts.examples.iter();
    examples.filter(move |example| evidence(example, version, facts.method, &paths) == ExampleEvidence::Call)
}

/// What an example is evidence for. Some examples of a page call an operation of another page, or the other version of
/// the service, or fail; they say nothing of what this operation sends and answers.
fn evidence(
    example: &ExampleFacts,
    version: Version,
    method: Method,
    paths: &[&PathTemplate],
) -> ExampleEvidence {
    let calls = example.request.as_ref().is_none_or(|request| {
        let is_version = request.url.version().is_none_or(|sent| sent == version);
        is_version && request.calls(method, paths.iter().copied())
    });
    match example.succeeds() && calls {
        true => ExampleEvidence::Call,
        false => ExampleEvidence::Names,
    }
}
