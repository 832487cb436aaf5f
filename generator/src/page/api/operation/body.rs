//! The body of an operation: what its page says, put right by its method and paths.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph::{MULTIPART, Method, OCTETS};
use crate::page::api::operation::grouping::Group;
use crate::page::api::operation::{AllOperations, PageFacts, bodiless};
use crate::page::api::permissions;
use crate::page::api::request::body::RowMeaning;
use crate::page::api::request::headers::ContentType;
use crate::page::context::PageContext;
use crate::page::sink::PageSink;
use crate::page::{BodyFacts, ExampleBody, ExampleFacts, ExampleRequest, OperationFacts};
use crate::rules::prose::Prose;
use crate::rules::required::is_for_creation;
use crate::span::Spanned;

/// The body that a method of this kind sends. What the page says of a body is about the operations beside a DELETE and
/// beside one that sends bytes, where there are any.
pub(super) fn of_group(
    group: &Group,
    examples: &[ExampleFacts],
    facts: &PageFacts,
    all: &AllOperations<'_>,
    page: &PageContext<'_>,
) -> BodyFacts {
    let mut body = facts.body.clone();
    match group.method {
        Method::Get | Method::Head => {
            return BodyFacts::None;
        }
        _ if bodiless::is_bodiless(group, &facts.bodiless) => return BodyFacts::None,
        Method::Delete if !body.is_described() || all.others_write(Method::Delete) && !send_any(examples) => {
            return BodyFacts::None;
        }
        _ => {}
    }
    // A path to any property takes texts, too: `/branding/{property name}`.
    if let Some(content_type) = bytes_of_examples(group, examples).filter(|_| !group.leads_to_property())
        && facts
            .examples
            .iter()
            .any(|example| sends_json_elsewhere(example, group))
    {
        return BodyFacts::Bytes {
            content_type,
            properties: Vec::new(),
        };
    }
    let sends_nothing = body.is_none();
    let said = body.content_type.take();
    let has_rows = !body.properties.is_empty();
    body.content_type = match &facts.headers.content_type {
        _ if all.are_several && group.is_bytes() && body.ty.is_some() => {
            Some(Spanned::new(OCTETS.to_owned(), group.span()))
        }
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
    let creates = page.title.value.says_creation();
    if group.method == Method::Post && body.ty.is_none() && has_rows && !creates {
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

/// The content type of the bytes that all examples of an operation send. Where another sends JSON, the page's table is about
/// that: `PATCH …/localizations/{id}` beside `PUT …/localizations/{id}/{backgroundImage | bannerLogo}` with an image.
fn bytes_of_examples(group: &Group, examples: &[ExampleFacts]) -> Option<Spanned<String>> {
    let requests = examples.iter().filter_map(|example| example.request.as_ref());
    let mut calls = requests.filter(|request| group.is_called_by(request));
    let content_type = |request: &ExampleRequest| {
        let is_text = matches!(request.body, ExampleBody::Text(_));
        let content_type = request.content_type().filter(|_| is_text)?;
        Some(Spanned::new(content_type.to_owned(), request.url.span()))
    };
    let first = content_type(calls.next()?)?;
    calls
        .all(|request| content_type(request).is_some())
        .then_some(first)
}

/// Whether an example calls another operation with JSON.
fn sends_json_elsewhere(example: &ExampleFacts, group: &Group) -> bool {
    let request = example.request.as_ref();
    request.is_some_and(|request| request.body.json().is_some() && !group.is_called_by(request))
}

/// Whether the request of an example has a body.
fn send_any(examples: &[ExampleFacts]) -> bool {
    let mut requests = examples.iter().filter_map(|example| example.request.as_ref());
    requests.any(|request| request.body != ExampleBody::None)
}

/// Reports the rows of a body that no operation of the page sends, and the permissions that count for none.
pub(super) fn report_unused(operations: &[OperationFacts], facts: &PageFacts, sink: &mut PageSink) {
    let paths = operations.iter().flat_map(|operation| &operation.paths);
    permissions::report_unused(&facts.permissions, paths.map(|path| &path.template), sink);
    let sends = |operation: &OperationFacts| !operation.body.rows().is_empty();
    if let Some(first) = facts.body.properties.first()
        && !operations.iter().any(sends)
    {
        let message = "the page describes a body, but its operations have none";
        sink.push(Diagnostic::new(Code::UnusedTable, first.span, message).help("the table was skipped"));
    }
}
