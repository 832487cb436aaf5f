//! Programs that use the SDK: what it costs whoever depends on it.

use std::fmt::Write;

use generator::resolve::plan::VersionPlan;
use generator::resolve::plan::ids::OperationId;
use generator::resolve::plan::models::StructRole;
use generator::resolve::plan::operations::{
    ArgumentPlan, ArgumentType, BodyPlan, OperationPlan, ResponsePlan,
};
use generator::resolve::plan::steps::Way;

/// How many operations a program uses.
pub(crate) const OPERATIONS: usize = 10;

/// An operation with its id.
type Named<'p> = (OperationId, &'p OperationPlan);

/// Ten operations that are spread over the documentation: lists, objects, creations, updates, and actions or
/// deletions, two of each.
pub(crate) fn choose(version: &VersionPlan) -> Vec<Named<'_>> {
    let all: Vec<Named<'_>> = version
        .operations()
        .filter(|(id, plan)| is_plain(plan) && way(version, *id).is_some())
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
    plan.parameters
        .iter()
        .all(|parameter| parameter.argument.is_none())
        && matches!(plan.body, BodyPlan::None | BodyPlan::Model(_) | BodyPlan::Own(_))
}

/// How an operation is called on its first path, where all arguments are text.
fn way<'p>(version: &'p VersionPlan, operation: OperationId) -> Option<Way<'p>> {
    let path = version.items.operations[operation].paths.first()?;
    let is_text = |argument: &ArgumentPlan| argument.ty == ArgumentType::Text;
    let way = version.steps.way(&path.route, operation)?;
    let is_text = way.arguments().all(is_text);
    is_text.then_some(way)
}

/// The methods that lead to an operation, and its call: `users().id("x").list()`.
fn chain(version: &VersionPlan, operation: OperationId) -> Option<String> {
    let way = way(version, operation)?;
    let link = |(method, arguments): (&String, &Vec<ArgumentPlan>)| {
        format!("{method}({}).", values(arguments, false))
    };
    let links = way.links.iter().map(|link| (&link.method, &link.arguments));
    let links: String = links.map(link).collect();
    let body = &version.items.operations[operation].body;
    let values = values(&way.call.arguments, sends(body));
    Some(format!("{links}{}({values})", way.call.method))
}

/// A program that makes the requests, and reads and prints their responses; no client is in it.
pub(crate) fn sans_io(package: &str, version: &VersionPlan, operations: &[Named<'_>]) -> String {
    let mut text = String::from(
        "//! Ten requests without a client.\n\nuse graph_runtime::http;\nuse std::error::Error;\n\n\
         fn main() -> Result<(), Box<dyn Error>> {\n    let body = std::env::args().next().unwrap_or_default();\n",
    );
    for (id, _) in operations {
        if let Some(call) = chain(version, *id) {
            // Writing to a string does not fail.
            let _ = writeln!(
                text,
                "    let request = {package}::v1::{call};\n    \
                 println!(\"{{:?}}\", request.to_http(\"https://graph.microsoft.com\")?);\n    \
                 let response = http::Response::new(body.clone().into_bytes());\n    \
                 println!(\"{{:?}}\", request.read_response(response)?);"
            );
        }
    }
    text.push_str("    Ok(())\n}\n");
    text
}

/// A program that sends the requests with a client.
pub(crate) fn with_client(package: &str, version: &VersionPlan, operations: &[Named<'_>]) -> String {
    let mut text = format!(
        "//! Ten requests through the client.\n\nuse {package}::v1::Graph;\nuse graph_runtime::client;\nuse std::pin::pin;\nuse std::task::{{Context, Waker}};\n\n\
         async fn calls(client: &Client) -> Result<(), client::Error> {{\n"
    );
    for (id, _) in operations {
        if let Some(call) = chain(version, *id) {
            let _ = writeln!(text, "    println!(\"{{:?}}\", client.{call}.await?);");
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
