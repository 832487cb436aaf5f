//! Bytes that can be sent in place of JSON.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{Version, is_json};
use crate::model::examples::documented_calls;
use crate::model::{Body, RawBody};
use crate::page::{ExampleBody, OperationFacts};

/// What the page says of such bytes, or an example shows.
pub(super) fn infer(
    version: Version,
    facts: &OperationFacts,
    body: Option<&Body>,
    sink: &mut Diagnostics,
) -> Option<RawBody> {
    if let Some(raw) = &facts.raw_body {
        return Some(RawBody {
            content_type: raw.content_type.value.clone(),
            name: raw.name.clone(),
            is_base64: raw.is_base64,
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
        is_base64: false,
    })
}
