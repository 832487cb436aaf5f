//! What is sent to link an object: `{"@odata.id": "…"}`, its address, whatever the page describes.
//!
//! Pages of `POST …/$ref` mostly describe the object that is to be linked: "supply a JSON representation of a
//! directoryObject object".

use crate::graph::{JSON, ODATA_ID};
use crate::model::examples::typed::{TypedExample, sent_bodies};
use crate::model::{Body, Evidence, Property, TypeRef};
use crate::page::OperationFacts;

/// Takes the address in place of what the page describes.
pub(super) fn correct(body: &mut Option<Body>, facts: &OperationFacts, examples: &[TypedExample<'_>]) {
    let link = facts.paths.iter().find(|path| path.template.is_link());
    let Some(link) = link.filter(|_| facts.method.writes() && !shows_no_address(examples, body.as_ref()))
    else {
        return;
    };
    let rows = body.iter_mut().flat_map(|body| body.properties.drain(..));
    let described = rows.into_iter().find(|row| row.name == ODATA_ID);
    let address = described.unwrap_or_else(|| Property {
        evidence: Evidence::Path,
        ..Property::new(ODATA_ID, TypeRef::STRING, link.documented.span)
    });
    *body = Some(Body {
        properties: vec![Property {
            required: Some(true),
            ..address
        }],
        ..Body::new(None, JSON)
    });
}

/// Whether all examples send something other than an address, and the page lists the properties that are sent. A page
/// that names a type instead describes the object that is to be linked.
fn shows_no_address(examples: &[TypedExample<'_>], body: Option<&Body>) -> bool {
    if !body.is_some_and(|body| body.ty.is_none() && !body.properties.is_empty()) {
        return false;
    }
    let mut sent = sent_bodies(examples).peekable();
    sent.peek().is_some() && sent.all(|(_, body)| !body.contains_key(ODATA_ID))
}
