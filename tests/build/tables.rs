//! Rust that names all models and examples of `docs-input`.

use std::fmt::Write;

use generator::emit;
use generator::model::Operation;
use generator::page::ExampleBody;
use generator::pipeline::Analysis;
use generator::resolve::plan::ids::ItemId;
use generator::resolve::plan::operations::{BodyPlan, OperationPlan, ResponsePlan};
use generator::resolve::plan::{Plan, VersionPlan};
use serde_json::Value;

/// A call of the macro `models!` with the path and the wire name of every model and holder, and one of
/// `requests!` with the path of every operation's marker.
pub(crate) fn models(plan: &Plan) -> String {
    let mut models = "models! {\n".to_owned();
    let mut requests = "requests! {\n".to_owned();
    for version in &plan.versions {
        for item in version.models() {
            if !matches!(item, ItemId::Enum(_)) {
                let path = emit::path_from_root(&version.items, item);
                // Writing to a string does not fail.
                let _ = writeln!(models, "generated::{path},");
            }
        }
        for (path, _) in operations(version) {
            let _ = writeln!(requests, "{path},");
        }
    }
    format!("{models}}}\n{requests}}}\n")
}

/// The markers of a version's operations by their paths.
fn operations(version: &VersionPlan) -> impl Iterator<Item = (String, &OperationPlan)> {
    version.operations().map(|(id, operation)| {
        let path = emit::path_from_root(&version.items, ItemId::Operation(id));
        (format!("generated::{path}"), operation)
    })
}

/// A constant with all examples whose body is JSON: the place, the type that reads it, the JSON.
pub(crate) fn examples(analysis: &Analysis) -> String {
    let mut typed = "const EXAMPLES: &[Example] = &[\n".to_owned();
    let mut untyped = "const UNTYPED: &[&str] = &[\n".to_owned();
    for operation in &analysis.model.operations {
        let (path, plan) = planned(analysis, operation);
        for example in &operation.examples {
            if let Some(request) = &example.request
                && let ExampleBody::Json(json) = &request.body
                // A link is only sent; what of it differs from the page is no part of it.
                && plan.body != BodyPlan::Reference
            {
                let place = analysis.sources.path_and_line(request.url.span());
                let is_typed = matches!(
                    plan.body,
                    BodyPlan::Model(_)
                        | BodyPlan::Models(_)
                        | BodyPlan::Update(_)
                        | BodyPlan::Own(_)
                        | BodyPlan::Json
                );
                let table = if is_typed { &mut typed } else { &mut untyped };
                add(table, is_typed, &place, &path, "Body", &json.value);
            }
            if let Some(response) = &example.response
                && let ExampleBody::Json(json) = &response.body
            {
                let place = analysis.sources.path_and_line(response.status.span);
                let is_typed = !matches!(plan.response, ResponsePlan::None | ResponsePlan::Bytes);
                let table = if is_typed { &mut typed } else { &mut untyped };
                add(
                    table,
                    is_typed,
                    &place,
                    &path,
                    "Response",
                    unwrapped(plan, &json.value),
                );
            }
        }
    }
    format!("{typed}];\n{untyped}];\n")
}

fn add(table: &mut String, is_typed: bool, place: &str, path: &str, side: &str, json: &Value) {
    let _ = if is_typed {
        let ty = format!("<{path} as generated::runtime::Operation>::{side}");
        writeln!(
            table,
            "Example {{ place: {place:?}, json: {:?}, rewrite: rewrite::<{ty}> }},",
            json.to_string()
        )
    } else {
        writeln!(table, "{:?},", format!("{place}: {side} of {path}"))
    };
}

/// Many examples wrap the one object of the response in `{"value": …}`, as the service does not.
fn unwrapped<'j>(plan: &OperationPlan, json: &'j Value) -> &'j Value {
    match (&plan.response, json) {
        (ResponsePlan::Model(_), Value::Object(entries)) if entries.len() == 1 => entries
            .get("value")
            .filter(|value| value.is_object())
            .unwrap_or(json),
        _ => json,
    }
}

/// The request that the pages' operation became: of the same method and path, and where several pages share
/// these, the one of the same page.
fn planned<'a>(analysis: &'a Analysis, operation: &Operation) -> (String, &'a OperationPlan) {
    let page = &analysis.sources.file(operation.page).path;
    let stem = page.rsplit('/').next().and_then(|name| name.split('.').next());
    let stem = format!("/{}?", stem.unwrap_or_default().to_lowercase());
    let paths: Vec<String> = operation
        .paths
        .iter()
        .map(|path| path.template.render())
        .collect();
    let version = analysis
        .plan
        .versions
        .iter()
        .find(|plan| plan.version == operation.version);
    let same = version.into_iter().flat_map(operations).filter(|(_, plan)| {
        plan.method == operation.method && plan.paths.iter().any(|path| paths.contains(&path.route.render()))
    });
    let mut same: Vec<_> = same.collect();
    same.sort_by_key(|(_, plan)| !plan.documentation.as_ref().is_some_and(|url| url.contains(&stem)));
    match same.into_iter().next() {
        Some(found) => found,
        None => panic!("no request was planned for {page}"),
    }
}
