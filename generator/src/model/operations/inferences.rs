//! The passes that find out what operations send and answer where their pages leave that open, or contradict themselves.
//!
//! They run behind the pass that adds the operations, in the order of their functions here, and each looks at the page
//! and the examples of one operation.

use std::cell::OnceCell;

use crate::diagnostic::Diagnostics;
use crate::model::Operation;
use crate::model::names::index::namespace;
use crate::model::operations::infer_body_and_response::OperationInference;
use crate::model::operations::{link_body, property_requests, raw_body};
use crate::model::store::{Input, Store};

/// Finds the types of answers that no page names, by the properties in examples.
pub(in crate::model) fn answers_by_properties<'p>(
    input: &Input<'p>,
    store: &mut Store<'p>,
    sink: &mut Diagnostics,
) {
    each(input, store, sink, |inference, operation, sink| {
        inference.infer_response_type(&mut operation.response, sink);
    });
}

/// Takes the common base of types that a sentence, or a row of a body, names as a choice.
pub(in crate::model) fn common_bases<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    each(input, store, sink, |inference, operation, sink| {
        let resolve = |ty: &_| input.index.type_ref(ty, namespace(inference.page));
        inference.take_common_bases(operation.body.as_mut(), &mut operation.response, &resolve, sink);
        inference.take_bases_of_rows(operation.body.as_mut(), &resolve);
    });
}

/// Takes the types on which the rest of a page agrees against its sentence.
pub(in crate::model) fn agreed_types<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    each(input, store, sink, |inference, operation, sink| {
        inference.take_agreed_types(operation.body.as_mut(), &mut operation.response, sink);
    });
}

/// Takes the types of properties that requests read by themselves.
pub(in crate::model) fn answers_of_property_requests<'p>(
    input: &Input<'p>,
    store: &mut Store<'p>,
    sink: &mut Diagnostics,
) {
    each(input, store, sink, |inference, operation, sink| {
        let OperationInference {
            page, facts, types, ..
        } = *inference;
        property_requests::read(&input.index, page, facts, types, &mut operation.response, sink);
    });
}

/// Completes bodies by the properties of types and by examples.
pub(in crate::model) fn bodies<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    each(input, store, sink, |inference, operation, sink| {
        inference.infer_body(&mut operation.body, &operation.response, sink);
    });
}

/// Corrects the types of answers to those whose properties examples show.
pub(in crate::model) fn corrected_answers<'p>(
    input: &Input<'p>,
    store: &mut Store<'p>,
    sink: &mut Diagnostics,
) {
    each(input, store, sink, |inference, operation, sink| {
        inference.correct_response_type(&mut operation.response, operation.body.as_ref(), sink);
    });
}

/// Takes the types that objects in examples name.
pub(in crate::model) fn named_types<'p>(input: &Input<'p>, store: &mut Store<'p>, sink: &mut Diagnostics) {
    each(input, store, sink, |inference, operation, sink| {
        inference.take_named_types(operation.body.as_mut(), &mut operation.response, sink);
    });
}

/// Makes bodies of links of the addresses that they send.
pub(in crate::model) fn bodies_of_links<'p>(
    input: &Input<'p>,
    store: &mut Store<'p>,
    sink: &mut Diagnostics,
) {
    each(input, store, sink, |inference, operation, _| {
        link_body::correct(&mut operation.body, inference.facts, inference.examples);
    });
}

/// Finds the bytes that can be sent in place of JSON.
pub(in crate::model) fn bytes_beside_json<'p>(
    input: &Input<'p>,
    store: &mut Store<'p>,
    sink: &mut Diagnostics,
) {
    each(input, store, sink, |inference, operation, sink| {
        let OperationInference { page, facts, .. } = *inference;
        operation.raw_body = raw_body::infer(page.version(), facts, operation.body.as_ref(), sink);
    });
}

/// Runs an inference for each operation.
fn each<'p>(
    input: &Input<'p>,
    store: &mut Store<'p>,
    sink: &mut Diagnostics,
    infer: impl Fn(&OperationInference<'_, 'p>, &mut Operation, &mut Diagnostics),
) {
    let Store {
        types,
        operations,
        examples,
        ..
    } = store;
    let names = OnceCell::new();
    for (position, ((page, facts), draft)) in input.operations().zip(operations).enumerate() {
        let inference = OperationInference {
            types,
            names: &names,
            owner: draft.operation.owner.clone(),
            index: &input.index,
            titled: OnceCell::new(),
            examples: examples.on_page_of(position),
            facts,
            page,
        };
        infer(&inference, &mut draft.operation, sink);
    }
}
