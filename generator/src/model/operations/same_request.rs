//! The response of a request whose own page does not say it, taken from another page that documents the same request.
//!
//! "Get a message with an extended property" is `GET /me/messages/{id}` with an option; the page of the message says
//! what comes back.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::RequestKey;
use crate::model::ResponseContent;
use crate::model::store::{Input, Store};
use crate::model::types::TypeTable;
use crate::span::Span;

/// How many answers of other pages are held against all others; no request of the service has half as many.
const MAX_ANSWERS: usize = 64;

/// Gives untyped responses the type that all other pages with the same method and path agree on, or from which the types
/// of the others derive: a page about event messages reads a message, too.
pub(in crate::model) fn adopt(_: &Input<'_>, store: &mut Store<'_>, sink: &mut Diagnostics) {
    let Store {
        types, operations, ..
    } = store;
    let types = &*types;
    let drafts = operations;
    let operations = || drafts.iter().map(|draft| &draft.operation);
    let mut known: BTreeMap<RequestKey, Vec<(ResponseContent, Span)>> = BTreeMap::new();
    for operation in operations().filter(|operation| operation.response.content.type_name().is_some()) {
        for path in &operation.paths {
            let of_path = known.entry(operation.key(path)).or_default();
            of_path.push((operation.response.content.clone(), path.span));
        }
    }
    for operation in drafts.iter_mut().map(|draft| &mut draft.operation) {
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
        let answers: Vec<(&ResponseContent, Span, Span)> = answers.flatten().collect();
        let is_general = |(content, ..): &&(&ResponseContent, Span, Span)| {
            let mut others = answers.iter();
            others.all(|(other, ..)| is_kind_of(types, other, content))
        };
        // Few pages document one request; those that say of it the same come first.
        let Some((content, here, there)) = answers.iter().take(MAX_ANSWERS).find(is_general).copied() else {
            continue;
        };
        let message = "the page does not say what comes back; another page of the same request does";
        sink.push(Diagnostic::new(Code::SameRequest, here, message).label(there, "here"));
        operation.response.content = content.clone();
    }
}

/// Whether an answer is another one, or one whose type derives from that of the other.
fn is_kind_of(types: &TypeTable, answer: &ResponseContent, base: &ResponseContent) -> bool {
    let are_alike = matches!(
        (answer, base),
        (ResponseContent::One(_), ResponseContent::One(_))
            | (ResponseContent::Many(_), ResponseContent::Many(_))
    );
    let names = answer.type_name().zip(base.type_name());
    answer == base || are_alike && names.is_some_and(|(name, base)| types.derives(name, base))
}
