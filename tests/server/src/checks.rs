//! Checks of a request against its page, before anything is done: headers, options, body, names of properties.

mod body;
mod names;

use http::header::{self, HeaderMap};

use crate::error::GraphError;
use crate::pages::{ExampleRequest, Operation, Parameter};
use crate::service::RoutedRequest;

pub(crate) use self::body::check_body;
pub(crate) use self::names::check_names;

/// Refuses a request that lacks a header which it must have, or does not say what its body is.
pub(crate) fn check_headers(routed: &RoutedRequest<'_>) -> Result<(), GraphError> {
    if !routed.body.is_empty() && !routed.headers.contains_key(header::CONTENT_TYPE) {
        let message = "A request with a body must have the header Content-Type.";
        return Err(GraphError::bad_request(message));
    }
    let operation = routed.route.operation;
    let lacks = |header: &&Parameter| {
        header.required
            && !routed.headers.contains_key(&header.name)
            && example_requests(operation).all(|shown| has_header(shown, &header.name))
    };
    match operation.headers.iter().find(lacks) {
        Some(missing) => Err(GraphError::bad_request(format!(
            "The request must have the header {}.",
            missing.name
        ))),
        None => Ok(()),
    }
}

fn has_header(shown: &ExampleRequest, name: &str) -> bool {
    let mut names = shown.headers.keys();
    names.any(|known| known.eq_ignore_ascii_case(name))
}

/// Refuses a query option that the page says is not supported.
pub(crate) fn check_options(routed: &RoutedRequest<'_>) -> Result<(), GraphError> {
    for (key, _) in url::form_urlencoded::parse(routed.query.as_bytes()) {
        // The service knows an option by its name in any case, and `search` is none.
        let mut denied = routed.route.operation.unsupported_options.iter();
        if denied.any(|denied| denied.eq_ignore_ascii_case(&key)) {
            let message = format!("The query option '{key}' is not supported for this request.");
            return Err(GraphError::bad_request(message));
        }
    }
    Ok(())
}

/// Refuses a request that changes an object, if its `If-Match` is not the entity tag of the object: the caller does not
/// know the object as it is now. Passes where the object has no tag.
pub(crate) fn check_if_match(headers: &HeaderMap, tag: Option<&str>) -> Result<(), GraphError> {
    let expected = headers.get(header::IF_MATCH).and_then(|tag| tag.to_str().ok());
    match (expected, tag) {
        (Some(expected), Some(tag)) if expected != "*" && expected != tag => {
            Err(GraphError::precondition_failed())
        }
        _ => Ok(()),
    }
}

/// The documented requests of an operation. The service takes what they send, whatever else the pages say.
fn example_requests(operation: &Operation) -> impl Iterator<Item = &ExampleRequest> {
    let examples = operation.examples.iter();
    examples.filter_map(|example| example.request.as_ref())
}
