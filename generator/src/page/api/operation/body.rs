//! The body of an operation: what its page says, put right by its method and paths.
//!
//! The page of `POST …/$ref` describes the resource that is linked, though its address is all that is sent; the
//! facts stay as the page has them.

use super::super::body::RowMeaning;
use super::super::grouping::Group;
use super::super::parameters::ContentType;
use super::PageFacts;
use crate::graph::{MULTIPART, Method, OCTETS, Verb};
use crate::page::BodyFacts;
use crate::page::context::PageContext;
use crate::rules::prose::Prose;
use crate::rules::required::is_for_creation;
use crate::span::Spanned;

/// The body that a method of this kind sends.
pub(super) fn of_group(group: &Group, facts: &PageFacts, page: &PageContext<'_>) -> BodyFacts {
    let mut body = facts.body.clone();
    match group.method {
        Method::Get | Method::Head => {
            return BodyFacts::None;
        }
        Method::Delete if !body.is_described() => {
            return BodyFacts::None;
        }
        _ => {}
    }
    let sends_nothing = body.is_none();
    let said = body.content_type.take();
    let has_rows = !body.properties.is_empty();
    body.content_type = match &facts.headers.content_type {
        ContentType::Json => None,
        of_header => {
            let content_type = of_header.other().cloned().or(said);
            if group.is_bytes() && !sends_nothing {
                content_type.or_else(|| Some(Spanned::new(OCTETS.to_owned(), group.span())))
            } else {
                // The rows of a body in parts describe its parts; other rows are the properties of JSON.
                let is_in_parts = |ty: &Spanned<String>| ty.value.starts_with(MULTIPART);
                content_type.filter(|ty| !has_rows || is_in_parts(ty))
            }
        }
    };
    // A POST that creates something sends a resource; any other POST sends the parameters of an action.
    let makes = matches!(
        page.title.value.verb(),
        Some(Verb::Create | Verb::Add | Verb::Post)
    );
    if group.method == Method::Post && body.ty.is_none() && has_rows && !makes {
        body.rows = RowMeaning::Parameters;
    }
    if group.method == Method::Patch {
        for row in &mut body.properties {
            if row.required == Some(true) && is_for_creation(&Prose::new(&row.description)) {
                row.required = None;
            }
        }
    }
    body.into_facts()
}
