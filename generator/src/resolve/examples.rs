//! Documented examples, held against the typed requests and responses.
//!
//! An example is a proof: the typed request must be able to send exactly what the example sends, and the typed
//! response must read everything that the example answers. Each disagreement is a diagnostic at its place in the page;
//! it shows that the page contradicts itself, or that a rule of this generator is missing.
//!
//! The JSON was parsed when the page was read. Here it is compared with the planned types, and each primitive value
//! goes through the code of the runtime that reads it in the SDK.

mod by_type;
mod called_operation;
mod documented_paths;
mod empty_body;
mod findings;
mod repair;
mod request;
mod request_body;
mod response;
mod sample;
mod scalar;
mod types;
mod url;
mod walk;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ExampleBody, ExampleFacts};
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::operations::Requests;
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::ArenaMap;
use crate::resolve::plan::examples::{
    BodyLiteral, ExampleCall, ExamplePlan, OperationExamples, SkipReason, WireBody,
};
use crate::resolve::plan::models::NamespacePlan;
use crate::resolve::plan::operations::{BodyPlan, OperationId, OperationPlan};
use crate::resolve::plan::steps::StepsPlan;
use crate::resolve::registry::Registry;
use crate::source::SourceMap;
use crate::span::Span;

use documented_paths::DocumentedPaths;
use repair::Repair;
use sample::sample;
use types::Types;
use url::ExampleUrl;
use walk::Walk;

/// What the examples of a version's pages make of each operation that they call. What disagrees goes to the sink too.
pub(super) fn plan(
    registry: &Registry<'_>,
    items: &Items,
    namespaces: &[NamespacePlan],
    requests: &Requests<'_>,
    steps: &StepsPlan,
    sink: &mut Diagnostics,
) -> ArenaMap<OperationPlan, OperationExamples> {
    let documented = registry.types.values().map(|entry| entry.ty);
    let types = Types::new(items, namespaces, documented);
    let ids: Vec<OperationId> = requests
        .modules
        .iter()
        .flat_map(|module| module.operations.iter().copied())
        .collect();
    let operations: Vec<(OperationId, &OperationPlan)> =
        ids.into_iter().map(|id| (id, &items.operations[id])).collect();
    let paths = DocumentedPaths::new(&operations);
    let mut planned = items.operations.map(|_, _| Vec::new());
    let mut lent = items.operations.map(|_, _| Vec::new());
    for (own, plan) in &operations {
        let documented = requests.documented.get(own);
        for facts in documented.iter().flat_map(|operation| &operation.examples) {
            let called = called_operation::other(&paths, items, steps, *own, facts).unwrap_or(*own);
            let called_plan = &items.operations[called];
            let Some(mut example) = example_plan(called, facts, &types, steps, registry.sources) else {
                continue;
            };
            let is_by_type = |call: &ExampleCall| !call.is_documented(called_plan);
            if called != *own && example.call.as_ref().is_some_and(is_by_type) {
                // The page has it for its own request, too: what is sent may serve as the example of that one.
                lent[*own].extend(example_plan(*own, facts, &types, steps, registry.sources));
            }
            if plan.documentation != called_plan.documentation {
                let title = &called_plan.title;
                let message = format!("the example calls an operation of another page: {title}");
                let note = Diagnostic::new(Code::ExampleOfOther, example.span, message);
                example.findings.insert(0, note);
            }
            planned[called].push(example);
        }
    }
    for (id, _) in &operations {
        for finding in planned[*id]
            .iter()
            .flat_map(|example: &ExamplePlan| &example.findings)
        {
            sink.push(finding.clone());
        }
    }
    let sending = empty_body::sending_pages(&operations, requests);
    let mut test_modules = test_modules(items, requests);
    items.operations.map(|id, plan| {
        let documented = std::mem::take(&mut planned[id]);
        let sample = sample(plan, &documented, &lent[id]);
        let shows_json = sending.contains(plan.documentation.as_str());
        let empty_body = empty_body::reason(plan, sample.as_ref(), &documented).filter(|_| shows_json);
        let path = requests
            .documented
            .get(&id)
            .and_then(|operation| operation.paths.first());
        if let (Some(reason), Some(path)) = (empty_body, path) {
            let message = format!(
                "the example of `{}` sends nothing: {}",
                plan.title,
                reason.reason()
            );
            sink.push(Diagnostic::new(Code::EmptyExample, path.span, message));
        }
        OperationExamples {
            sample,
            empty_body,
            documented,
            test_module: test_modules.remove(&id).unwrap_or_default(),
        }
    })
}

/// The names of the modules of tests, one for each operation. None is that of the module around it.
fn test_modules(items: &Items, requests: &Requests<'_>) -> BTreeMap<OperationId, String> {
    let mut named = BTreeMap::new();
    for module in &requests.modules {
        let around = items.modules[module.module].name.as_str();
        let mut names = UniqueNames::with(Scope::Modules, [around]);
        for id in &module.operations {
            let name = names::snake(&items.operations[*id].name);
            named.insert(*id, names.take(&name).0);
        }
    }
    named
}

/// An example, held against the operation that it calls; `None` where the page shows neither request nor answer.
fn example_plan(
    called: OperationId,
    facts: &ExampleFacts,
    types: &Types<'_>,
    steps: &StepsPlan,
    sources: &SourceMap,
) -> Option<ExamplePlan> {
    let plan = &types.items.operations[called];
    let url = facts.request.as_ref();
    let url = url.and_then(|request| ExampleUrl::parse(&request.url.value));
    let span = facts.place()?;
    let mut example = ExamplePlan {
        title: facts.title.clone(),
        name: facts.request.as_ref().and_then(|request| request.name.clone()),
        span,
        place: sources.place(span),
        call: None,
        partial_body: None,
        request: None,
        response: None,
        skipped: skip_reason(facts, url.as_ref()).or_else(|| leaves_body_out(types.items, plan, facts)),
        shows_more: false,
        findings: Vec::new(),
    };
    if matches!(example.skipped, Some(SkipReason::Error | SkipReason::Elsewhere)) {
        return Some(example);
    }
    let mut checker = Checker {
        types,
        steps,
        sources,
        findings: Vec::new(),
        has_placeholder: false,
        is_open: false,
        shows_more: false,
        repairs: Vec::new(),
        partial_body: None,
    };
    if let Some(request) = &facts.request
        && let Some(url) = &url
    {
        let (call, wire) = checker.request(called, request, url);
        example.call = call;
        example.partial_body = checker.partial_body.take();
        example.request = Some(wire);
    }
    if let Some(response) = &facts.response {
        let route = example.call.as_ref().map(|call| &call.route);
        example.response = Some(checker.response(plan, route, response));
    }
    if example.skipped.is_none() && checker.has_placeholder {
        example.skipped = Some(SkipReason::Placeholder);
    }
    example.shows_more = checker.shows_more;
    example.findings = checker.findings;
    Some(example)
}

/// Checks one example.
struct Checker<'c, 'p> {
    types: &'c Types<'p>,
    steps: &'c StepsPlan,
    sources: &'c SourceMap,
    findings: Vec<Diagnostic>,
    has_placeholder: bool,
    is_open: bool,
    shows_more: bool,
    /// What is to be put right in the body that was looked at last.
    repairs: Vec<Repair>,
    /// The body of the request as far as it can be sent, where it is not all that the example sends.
    partial_body: Option<BodyLiteral>,
}

impl Checker<'_, '_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, span, message));
    }

    /// Takes over what a walk found.
    fn take(&mut self, walk: Walk<'_, '_>) {
        self.findings.extend(walk.findings.diagnostics);
        self.has_placeholder |= walk.findings.has_placeholder;
        self.is_open |= walk.is_open;
        self.shows_more |= walk.shows_more;
        self.repairs = walk.findings.repairs;
    }

    /// Corrects the mistakes in a body whose correction is beyond doubt.
    fn repair(&mut self, body: &mut WireBody) {
        let WireBody::Json(json) = body else { return };
        // An outer object is visited before the values in it, and their places are told by the names as documented; so
        // the last mistake is corrected first.
        for repair in self.repairs.drain(..).rev() {
            repair.apply(json);
        }
    }
}

/// Why an example proves nothing, as far as that can be seen without the types. It has no URL where its request goes to
/// another host than the service's.
fn skip_reason(facts: &ExampleFacts, url: Option<&ExampleUrl<'_>>) -> Option<SkipReason> {
    let bodies = || {
        let request = facts.request.as_ref().map(|request| &request.body);
        let response = facts.response.as_ref().map(|response| &response.body);
        request.into_iter().chain(response)
    };
    let is_abridged = |body: &ExampleBody| matches!(body, ExampleBody::Json(json) if json.abridged);
    if facts
        .response
        .as_ref()
        .is_some_and(|response| response.status.value >= 400)
    {
        Some(SkipReason::Error)
    } else if facts.request.is_some() && url.is_none() {
        Some(SkipReason::Elsewhere)
    } else if bodies().any(|body| matches!(body, ExampleBody::Broken(_))) {
        Some(SkipReason::Broken)
    } else if bodies().any(is_abridged) {
        Some(SkipReason::Abridged)
    } else {
        None
    }
}

/// Whether a request that makes or changes an object is shown without it; the parameters of an action can all be
/// optional.
fn leaves_body_out(items: &Items, plan: &OperationPlan, facts: &ExampleFacts) -> Option<SkipReason> {
    let request = facts.request.as_ref()?;
    let is_object = match &plan.body {
        BodyPlan::Model(_) | BodyPlan::Update(_) => true,
        BodyPlan::Own(id) => !items.structs[*id].graph_name.is_empty(),
        _ => false,
    };
    let is_left_out = request.body == ExampleBody::None && request.method == plan.method && is_object;
    is_left_out.then_some(SkipReason::Abridged)
}

fn wire_body(body: &ExampleBody) -> WireBody {
    match body {
        ExampleBody::None => WireBody::Empty,
        ExampleBody::Json(json) => WireBody::Json(json.value.clone()),
        ExampleBody::Broken(text) | ExampleBody::Text(text) => WireBody::Text(text.clone()),
    }
}
