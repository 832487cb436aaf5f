//! Programs that use the SDK: what it costs whoever depends on it.

use std::fmt::Write;

use generator::resolve::{
    ArgumentPlan, ArgumentType, BodyPlan, CallPlan, FluentPlan, OperationPlan, ResponsePlan, StepLink,
    VersionPlan,
};

/// How many operations a program uses.
pub(crate) const OPERATIONS: usize = 10;

/// An operation with the module that it is in.
type Named<'p> = (&'p str, &'p OperationPlan);

/// Ten operations that are spread over the documentation: lists, objects, creations, updates, and actions or
/// deletions, two of each.
pub(crate) fn choose(version: &VersionPlan) -> Vec<Named<'_>> {
    let all: Vec<Named<'_>> = version
        .requests
        .iter()
        .flat_map(|module| {
            module
                .operations
                .iter()
                .map(|operation| (module.module.as_str(), operation))
        })
        .filter(|named| is_plain(named.1) && call(&version.fluent, *named).is_some())
        .collect();
    let is_page = |plan: &OperationPlan| matches!(plan.response, ResponsePlan::Page(_));
    let is_object = |plan: &OperationPlan| matches!(plan.response, ResponsePlan::Model(_));
    let sends = |plan: &OperationPlan| matches!(plan.body, BodyPlan::Model(_) | BodyPlan::Struct);
    let kinds: [&dyn Fn(&OperationPlan) -> bool; 5] = [
        &|plan| is_page(plan) && !sends(plan),
        &|plan| is_object(plan) && !sends(plan),
        &|plan| is_object(plan) && sends(plan) && plan.body_struct.as_ref().is_none_or(|body| !body.patch),
        &|plan| plan.body_struct.as_ref().is_some_and(|body| body.patch),
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
        && matches!(plan.body, BodyPlan::None | BodyPlan::Model(_) | BodyPlan::Struct)
}

/// The methods that lead from the client to the first path of an operation.
fn call(fluent: &FluentPlan, (module, plan): Named<'_>) -> Option<String> {
    let calls = fluent
        .modules
        .iter()
        .flat_map(|module| &module.steps)
        .flat_map(|step| &step.calls);
    calls
        .filter(|call| call.module == module && call.operation == plan.name && call.path == 0)
        .find_map(|call| chain(fluent, call))
}

/// A program that makes the requests, and reads and prints their responses; no client is in it.
pub(crate) fn sans_io(package: &str, operations: &[Named<'_>]) -> String {
    let mut text = format!(
        "//! Ten requests without a client.\n\nuse graph_runtime::http;\nuse {package}::v1::requests;\nuse std::error::Error;\n\n\
         fn main() -> Result<(), Box<dyn Error>> {{\n    let body = std::env::args().next().unwrap_or_default();\n"
    );
    for (module, plan) in operations {
        let path = &plan.paths[0];
        let arguments = values(&path.arguments, sends(&plan.body));
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "    let request = requests::{module}::{}::{}({arguments});\n    \
             println!(\"{{:?}}\", request.to_http(\"https://graph.microsoft.com\")?);\n    \
             let response = http::Response::new(body.clone().into_bytes());\n    \
             println!(\"{{:?}}\", request.read_response(&response)?);",
            plan.name, path.constructor
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
    for named in operations {
        if let Some(call) = call(&version.fluent, *named) {
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
fn chain(fluent: &FluentPlan, call: &CallPlan) -> Option<String> {
    fluent.roots.iter().find_map(|root| below(fluent, root, call, 0))
}

fn below(fluent: &FluentPlan, link: &StepLink, call: &CallPlan, depth: usize) -> Option<String> {
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
    let module = fluent
        .modules
        .iter()
        .find(|module| module.module == link.module)?;
    let step = module.steps.iter().find(|step| step.name == link.target)?;
    let here = step.calls.iter().find(|other| std::ptr::eq(*other, call));
    let rest = match here {
        Some(call) => format!(".{}({})", call.method, values(&call.arguments, sends(&call.body))),
        None => step
            .links
            .iter()
            .find_map(|link| below(fluent, link, call, depth + 1))?,
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
