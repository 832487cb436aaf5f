//! The documented requests get the documented responses.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generator::model::{Model, Operation, ResponseContent};
use generator::page::{ExampleRequest, ExampleResponse};
use graph_test_server::{Service, Settings};
use http::StatusCode;
use serde_json::Value;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs-input");

#[path = "shared/examples.rs"]
mod examples;

use examples::{send, with_ids};

/// Whether a value has all that another has; its lists have the same objects, and may have more.
fn covers(all: &Value, part: &Value) -> bool {
    match (all, part) {
        (Value::Object(all), Value::Object(part)) => part
            .iter()
            .filter(|(name, _)| {
                // The links of the server have tokens of its own, and it has no more objects than the pages show.
                ![
                    "@odata.context",
                    "@odata.count",
                    "@odata.nextLink",
                    "@odata.deltaLink",
                    "uploadUrl",
                    "expirationDateTime",
                ]
                .contains(&name.as_str())
            })
            .all(|(name, value)| all.get(name).is_some_and(|all| covers(all, value))),
        (Value::Array(all), Value::Array(part)) => {
            // Nothing has been removed yet.
            let mut there = part.iter().filter(|value| value.get("@removed").is_none());
            there.all(|value| all.iter().any(|all| covers(all, value)))
        }
        _ => all == part,
    }
}

/// What is wrong with the answer to a request; nothing where it is as documented.
fn difference(
    service: &Service,
    model: &Model,
    operation: &Operation,
    request: &ExampleRequest,
    response: &ExampleResponse,
) -> Option<String> {
    let url = with_ids(service, model, request, response);
    let (status, body) = send(
        service,
        request.method.as_str(),
        &url,
        &request.headers,
        &request.body,
    );
    let asked = format!("{} {url}", request.method.as_str());
    if status.as_u16() != response.status.value {
        return Some(format!(
            "{asked}: {status}, not {}: {body}",
            response.status.value
        ));
    }
    let documented = response.body.json()?;
    // Some pages wrap an object, as the service does not.
    let mut documented = match (&operation.response.content, documented.get("value")) {
        (ResponseContent::One(_), Some(inner @ Value::Object(_))) => inner.clone(),
        _ => documented.clone(),
    };
    // An object that the pages show already cannot be created under the same id.
    if status == StatusCode::CREATED
        && let Some(documented) = documented.as_object_mut()
    {
        documented.remove("id");
    }
    (!covers(&body, &documented)).then(|| format!("{asked}: {body:#} lacks something of {documented:#}"))
}

#[test]
fn each_example_is_answered_as_its_page_says() {
    let service = Service::new(Settings::new(PAGES)).unwrap();
    let model = generator::Config::new(PAGES).analyze_with(&()).unwrap().model;
    let examples: Vec<_> = model
        .operations
        .iter()
        .flat_map(|operation| operation.examples.iter().map(move |example| (operation, example)))
        .filter_map(|(operation, example)| {
            Some((operation, example.request.as_ref()?, example.response.as_ref()?))
        })
        // The tokens on the pages are those of another service.
        .filter(|(_, request, _)| !request.url.as_str().contains("token="))
        .collect();
    assert!(examples.len() > 110, "{}", examples.len());
    let differences: Vec<String> = examples
        .into_iter()
        .filter_map(|(operation, request, response)| {
            // What one changes is not so for the others.
            service.reset();
            difference(&service, &model, operation, request, response)
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
}
