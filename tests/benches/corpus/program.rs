//! Programs that use the SDK: what it costs whoever depends on it.

use std::fmt::Write;

use generator::emit;
use generator::resolve::plan::VersionPlan;
use generator::resolve::plan::fluent::{CallPlan, StepLink};
use generator::resolve::plan::models::StructRole;
use generator::resolve::plan::modules::ItemId;
use generator::resolve::plan::operations::{
    ArgumentPlan, ArgumentType, BodyPlan, OperationId, OperationPlan, ResponsePlan,
};

/// How many operations a program uses.
pub(crate) const OPERATIONS: usize = 10;

/// An operation with its id.
type Named<'p> = (OperationId, &'p OperationPlan);

/// Ten operations that are spread over the documentation: lists, objects, creations, updates, and actions or
/// deletions, two of each.
pub(crate) fn choose(version: &VersionPlan) -> Vec<Named<'_>> {
    let all: Vec<Named<'_>> = version
        .operations()
        .filter(|(id, plan)| is_plain(plan) && call(version, *id).is_some())
        .collect();
    let is_page = |plan: &OperationPlan| matches!(plan.response, ResponsePlan::Page(_));
    let is_object = |plan: &OperationPlan| matches!(plan.response, ResponsePlan::Model(_));
    let sends = |plan: &OperationPlan| matches!(plan.body, BodyPlan::Model(_) | BodyPlan::Own(_));
    let updates = |plan: &OperationPlan| {
        let own = plan.body.own();
        own.is_some_and(|id| version.items.structs[id].role == StructRole::Update)
    };
    let kinds: [&dyn Fn(&OperationPlan) -> bool; 5] = [
        &|plan| is_page(plan) && !sends(plan),
        &|plan| is_object(plan) && !sends(plan),
        &|plan| is_object(plan) && sends(plan) && !updates(plan),
        &updates,
        &|plan| plan.response == ResponsePlan::None && !sends(plan),
    ];
    let each = OPERATIONS / kinds.len();
    let mut chosen = Vec::new();
    for kind in kinds {
        let of_kind: Vec<Named<'_>> = all.iter().copied().filter(|(_, plan)| kind(plan)).collect();
        let step = of_kind.len() / (each + 1);
        chosen.extend((1..=each).filter_map(|at| of_kind.get(at * step)));
    }
    assert_eq!(chosen.len(), OPERATIONS);
    chosen
}

/// Whether a call needs nothing but text and a body that has a default value.
fn is_plain(plan: &OperationPlan) -> bool {
    let is_text =
        |arguments: &[ArgumentPlan]| arguments.iter().all(|argument| argument.ty == ArgumentType::Text);
    plan.paths.first().is_some_and(|path| is_text(&path.arguments))
        && plan
            .parameters
            .iter()
            .all(|parameter| parameter.argument.is_none())
        && matches!(plan.body, BodyPlan::None | BodyPlan::Model(_) | BodyPlan::Own(_))
}

/// The methods that lead from the client to the first path of an operation.
fn call(version: &VersionPlan, operation: OperationId) -> Option<String> {
    let calls = version.fluent.steps.values().flat_map(|step| &step.calls);
    calls
        .filter(|call| call.operation == operation && call.path == 0)
        .find_map(|call| chain(version, call))
}

/// A program that makes the requests, and reads and prints their responses; no client is in it.
pub(crate) fn sans_io(package: &str, version: &VersionPlan, operations: &[Named<'_>]) -> String {
    let mut text = String::from(
        "//! Ten requests without a client.\n\nuse graph_runtime::http;\nuse std::error::Error;\n\n\
         fn main() -> Result<(), Box<dyn Error>> {\n    let body = std::env::args().next().unwrap_or_default();\n",
    );
    for (id, plan) in operations {
        let marker = emit::path_from_root(&version.items, ItemId::Operation(*id));
        let path = &plan.paths[0];
        let arguments = values(&path.arguments, sends(&plan.body));
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "    let request = {package}::{marker}::{}({arguments});\n    \
             println!(\"{{:?}}\", request.to_http(\"https://graph.microsoft.com\")?);\n    \
             let response = http::Response::new(body.clone().into_bytes());\n    \
             println!(\"{{:?}}\", request.read_response(&response)?);",
            path.constructor
        );
    }
    text.push_str("    Ok(())\n}\n");
    text
}

/// A program that sends the requests through the fluent layer.
pub(crate) fn fluent(package: &str, version: &VersionPlan, operations: &[Named<'_>]) -> String {
    let mut text = format!(
        "//! Ten requests through the client.\n\nuse {package}::v1::fluent::Client;\nuse graph_runtime::client;\nuse std::pin::pin;\nuse std::task::{{Context, Waker}};\n\n\
         async fn calls(client: &Client) -> Result<(), client::Error> {{\n"
    );
    for (id, _) in operations {
        if let Some(call) = call(version, *id) {
            let _ = writeln!(text, "    println!(\"{{:?}}\", client{call}.await?);");
        }
    }
    text.push_str(
        "    Ok(())\n}\n\nfn main() -> Result<(), Box<dyn std::error::Error>> {\n    \
         let client = Client::from(client::Client::builder().token(\"t\").build()?);\n    \
         let mut context = Context::from_waker(Waker::noop());\n    \
         println!(\"{:?}\", pin!(calls(&client)).poll(&mut context));\n    Ok(())\n}\n",
    );
    text
}

/// The methods that lead from the client to a call.
fn chain(version: &VersionPlan, call: &CallPlan) -> Option<String> {
    let mut roots = version.fluent.roots.iter();
    roots.find_map(|root| below(version, root, call, 0))
}

fn below(version: &VersionPlan, link: &StepLink, call: &CallPlan, depth: usize) -> Option<String> {
    // No documented path is as long; a step that leads back to itself ends here.
    const DEEPEST: usize = 12;
    if depth > DEEPEST
        || link
            .arguments
            .iter()
            .any(|argument| argument.ty != ArgumentType::Text)
    {
        return None;
    }
    let step = &version.fluent.steps[link.target];
    let here = step.calls.iter().find(|other| std::ptr::eq(*other, call));
    let rest = match here {
        Some(call) => {
            let body = &version.items.operations[call.operation].body;
            format!(".{}({})", call.method, values(&call.arguments, sends(body)))
        }
        None => step
            .links
            .iter()
            .find_map(|link| below(version, link, call, depth + 1))?,
    };
    Some(format!(
        ".{}({}){rest}",
        link.method,
        values(&link.arguments, false)
    ))
}

fn sends(body: &BodyPlan) -> bool {
    *body != BodyPlan::None
}

/// Values for arguments that are text, and for a body.
fn values(arguments: &[ArgumentPlan], has_body: bool) -> String {
    let mut values = vec!["\"x\""; arguments.len()];
    if has_body {
        values.push("Default::default()");
    }
    values.join(", ")
}
