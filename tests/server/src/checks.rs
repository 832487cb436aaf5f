//! What the service refuses before it does anything.

mod body;
mod names;

use http::header;

use crate::error::GraphError;
use crate::pages::{ExampleRequest, Operation, Parameter, QueryOption};
use crate::service::Asked;

pub(crate) use self::body::check_body;
pub(crate) use self::names::check_names;

/// Refuses a request that lacks a header which it must have, or does not say what its body is.
pub(crate) fn check_headers(asked: &Asked<'_>) -> Result<(), GraphError> {
    if !asked.body.is_empty() && !asked.headers.contains_key(header::CONTENT_TYPE) {
        let message = "A request with a body must have the header Content-Type.";
        return Err(GraphError::bad_request(message));
    }
    let operation = asked.route.operation;
    let lacks = |header: &&Parameter| {
        header.required
            && !asked.headers.contains_key(&header.name)
            && shown_requests(operation).all(|shown| has_header(shown, &header.name))
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
pub(crate) fn check_options(asked: &Asked<'_>) -> Result<(), GraphError> {
    for (key, _) in url::form_urlencoded::parse(asked.query.as_bytes()) {
        let option = QueryOption::of_key(&key).filter(|_| key.starts_with('$'));
        let is_denied =
            option.is_some_and(|option| asked.route.operation.unsupported_options.contains(&option));
        if is_denied {
            let message = format!("The query option '{key}' is not supported for this request.");
            return Err(GraphError::bad_request(message));
        }
    }
    Ok(())
}

/// The requests that the page of an operation shows. What it shows the service takes, whatever else the pages say.
fn shown_requests(operation: &Operation) -> impl Iterator<Item = &ExampleRequest> {
    let examples = operation.examples.iter();
    examples.filter_map(|example| example.request.as_ref())
}
