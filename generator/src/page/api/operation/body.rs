//! The body of an operation: what its page says, put right by its method and paths.
//!
//! The page of `POST …/$ref` describes the resource that is linked, though its address is all that is sent; the
//! facts stay as the page has them.

use super::super::grouping::Group;
use super::PageFacts;
use crate::graph::{MULTIPART, Method, OCTETS, Verb};
use crate::page::BodyFacts;
use crate::page::context::PageContext;
use crate::span::Spanned;

/// The body that a method of this kind sends.
pub(super) fn of_group(group: &Group, facts: &PageFacts, page: &PageContext<'_>) -> BodyFacts {
    let mut body = facts.body.clone();
    let has_meaning = body.ty.is_some() || !body.properties.is_empty();
    match group.method {
        Method::Get | Method::Head => {
            return BodyFacts::None;
        }
        Method::Delete if !has_meaning => {
            return BodyFacts::None;
        }
        _ => {}
    }
    let said = body.content_type.take();
    let content_type = facts.headers.content_type.clone().or(said);
    let is_json = facts.headers.json && facts.headers.content_type.is_none();
    if group.is_bytes() && !body.none && !is_json {
        body.content_type = content_type.or_else(|| Some(Spanned::new(OCTETS.to_owned(), group.span())));
    } else if !is_json {
        // The rows of a body in parts describe its parts; other rows are the properties of JSON.
        let is_in_parts = |ty: &Spanned<String>| ty.value.starts_with(MULTIPART);
        let has_rows = !body.properties.is_empty();
        body.content_type = content_type.filter(|ty| !has_rows || is_in_parts(ty));
    }
    // A POST that creates something sends a resource; any other POST sends the parameters of an action.
    let makes = matches!(
        page.title.value.verb(),
        Some(Verb::Create | Verb::Add | Verb::Post)
    );
    body.parameters |=
        group.method == Method::Post && body.ty.is_none() && !body.properties.is_empty() && !makes;
    if body.content_type.is_some() {
        body.none = false;
    }
    body.into_facts()
}
