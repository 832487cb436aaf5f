//! The response of a request whose own page does not say it, taken from another page that documents the same request.
//!
//! "Get a message with an extended property" is `GET /me/messages/{id}` with an option; the page of the message says
//! what comes back.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::RequestKey;
use crate::model::ResponseContent;
use crate::model::store::{Input, Store};
use crate::span::Span;

/// Gives untyped responses the type that all other pages with the same method and path agree on.
pub(in crate::model) fn adopt(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let operations = || store.operations.iter().map(|draft| &draft.operation);
    let mut known: BTreeMap<RequestKey, Vec<(ResponseContent, Span)>> = BTreeMap::new();
    for operation in operations().filter(|operation| operation.response.content.type_name().is_some()) {
        for path in &operation.paths {
            let of_path = known.entry(operation.key(path)).or_default();
            of_path.push((operation.response.content.clone(), path.span));
        }
    }
    for operation in store.operations.iter_mut().map(|draft| &mut draft.operation) {
        if !operation.response.content.is_untyped() {
            continue;
        }
        let answers = operation.paths.iter().filter_map(|path| {
            let others = known.get(&operation.key(path))?;
            Some(
                others
                    .iter()
                    .map(move |(content, there)| (content, path.span, *there)),
            )
        });
        let mut answers = answers.flatten();
        let Some((content, here, there)) = answers.next() else {
            continue;
        };
        if !answers.all(|(other, ..)| other == content) {
            continue;
        }
        let message = "the page does not say what comes back; another page of the same request does";
        sink.push(Diagnostic::new(Code::SameRequest, here, message).label(there, "here"));
        operation.response.content = content.clone();
    }
}
