//! Documented examples, held against the typed requests and responses.
//!
//! An example is a proof: the typed request must be able to send exactly what the example sends, and the typed
//! response must read everything that the example answers. Each disagreement is a diagnostic at its place in the page;
//! it shows that the page contradicts itself, or that a rule of this generator is missing.
//!
//! The JSON was parsed when the page was read. Here it is compared with the planned types, and each primitive value
//! goes through the code of the runtime that reads it in the SDK.

mod base64_body;
mod binding;
mod by_type;
mod called_operation;
mod called_path;
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

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ExampleBody, ExampleFacts, Operation};
use crate::resolve::names::{self, Scope, UniqueNames};
use crate::resolve::operations::Requests;
use crate::resolve::plan::Items;
use crate::resolve::plan::arena::ArenaMap;
use crate::resolve::plan::examples::{
    EmptyBody, ExampleCall, ExamplePlan, OperationExamples, SkipReason, WireBody,
};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::models::NamespacePlan;
use crate::resolve::plan::operations::{BodyPlan, OperationPlan};
use crate::resolve::plan::steps::StepsPlan;
use crate::resolve::types::registry::Registry;
use crate::source::SourceMap;
use crate::span::Span;

use base64_body::Base64Body;
use called_operation::{Called, Paths};
use repair::Repair;
use request::RequestReading;
use sample::sample;
use types::Types;
use url::ExampleUrl;
use walk::BodyWalk;

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
    let ids = requests.modules.iter().flat_map(|module| &module.operations);
    let operations: Vec<(OperationId, &OperationPlan)> =
        ids.map(|id| (*id, &items.operations[*id])).collect();
    let mut checked = CheckedExamples::new(&operations, requests, &types, steps, registry.sources);
    for (id, _) in &operations {
        let findings = checked.of_called[*id]
            .iter()
            .flat_map(|example| &example.findings);
        findings.for_each(|finding| sink.push(finding.clone()));
    }
    let sending = empty_body::sending_pages(&operations, requests);
    let mut test_modules = test_modules(items, requests);
    items.operations.map(|id, plan| {
        let documented = std::mem::take(&mut checked.of_called[id]);
        let sample = sample(plan, &documented, &checked.of_page_alone[id]);
        let empty_body = sending
            .contains(&plan.page)
            .then(|| empty_body::reason(plan, sample.as_ref(), &documented))
            .flatten();
        if let Some(reason) = empty_body {
            report_empty_body(plan, requests.documented.get(&id), reason, sink);
        }
        OperationExamples {
            sample,
            empty_body,
            documented,
            test_module: test_modules.remove(&id).unwrap_or_default(),
        }
    })
}

/// The examples of all pages, held against operations.
struct CheckedExamples {
    /// Held against the operation that they call.
    of_called: ArenaMap<OperationPlan, Vec<ExamplePlan>>,
    /// Held against an operation of their page, though they call another one, on a path that no page documents: what is
    /// sent there may serve as the example of the page's own request.
    of_page_alone: ArenaMap<OperationPlan, Vec<ExamplePlan>>,
}

impl CheckedExamples {
    fn new(
        operations: &[(OperationId, &OperationPlan)],
        requests: &Requests<'_>,
        types: &Types<'_>,
        steps: &StepsPlan,
        sources: &SourceMap,
    ) -> Self {
        let items = types.items;
        let paths = Paths::new(operations, items, steps);
        let mut checked = Self {
            of_called: items.operations.map(|_, _| Vec::new()),
            of_page_alone: items.operations.map(|_, _| Vec::new()),
        };
        for (own, plan) in operations {
            let documented = requests.documented.get(own);
            for facts in documented.iter().flat_map(|operation| &operation.examples) {
                let request = facts.request.as_ref();
                let url = request.and_then(|request| ExampleUrl::new(&request.url));
                let call = match request.zip(url.as_ref()) {
                    Some((request, url)) => paths.called(*own, request, url),
                    None => Called::nowhere(*own),
                };
                let called = call.operation;
                let called_plan = &items.operations[called];
                let Some(mut example) = example_plan(call, facts, url.as_ref(), types, sources) else {
                    continue;
                };
                let is_by_type = |call: &ExampleCall| !call.is_documented(called_plan);
                if let Some(url) = &url
                    && called != *own
                    && example.call.as_ref().is_some_and(is_by_type)
                {
                    let call = paths.called_as(*own, url);
                    let of_page = example_plan(call, facts, Some(url), types, sources);
                    checked.of_page_alone[*own].extend(of_page);
                }
                if plan.page != called_plan.page {
                    let title = &called_plan.title;
                    let message = format!("the example calls an operation of another page: {title}");
                    let note = Diagnostic::new(Code::ExampleOfOther, example.span, message);
                    example.findings.insert(0, note);
                }
                checked.of_called[called].push(example);
            }
        }
        checked
    }
}

/// Reports that the call in the documentation of a request sends nothing.
fn report_empty_body(
    plan: &OperationPlan,
    documented: Option<&Cow<'_, Operation>>,
    reason: EmptyBody,
    sink: &mut Diagnostics,
) {
    let Some(path) = documented.and_then(|operation| operation.paths.first()) else {
        return;
    };
    let message = format!(
        "the example of `{}` sends nothing: {}",
        plan.title,
        reason.reason()
    );
    sink.push(Diagnostic::new(Code::EmptyExample, path.span, message));
}

/// The names of the modules of tests, one for each operation. None is that of the module around it.
fn test_modules(items: &Items, requests: &Requests<'_>) -> BTreeMap<OperationId, String> {
    let mut named = BTreeMap::new();
    for module in &requests.modules {
        let around = items.modules[module.module].name.as_str();
        let mut names = UniqueNames::with(Scope::Modules, [around]);
        for id in &module.operations {
            let name = names::snake(&items.operations[*id].name);
            named.insert(*id, names.take(&name));
        }
    }
    named
}

/// An example, held against the operation that it calls; `None` where the page shows neither request nor answer.
fn example_plan(
    called: Called<'_>,
    facts: &ExampleFacts,
    url: Option<&ExampleUrl<'_>>,
    types: &Types<'_>,
    sources: &SourceMap,
) -> Option<ExamplePlan> {
    let plan = &types.items.operations[called.operation];
    let span = facts.span()?;
    let mut example = ExamplePlan {
        title: facts.title.clone(),
        name: facts.request.as_ref().and_then(|request| request.name.clone()),
        span,
        place: sources.path_and_line(span),
        call: None,
        partial_body: None,
        request: None,
        response: None,
        skipped: skip_reason(facts, url).or_else(|| abridged_body(types.items, plan, facts)),
        shows_more: false,
        findings: Vec::new(),
    };
    if matches!(example.skipped, Some(SkipReason::Error | SkipReason::Elsewhere)) {
        return Some(example);
    }
    let mut checker = Checker {
        types,
        sources,
        findings: Vec::new(),
        has_placeholder: false,
        shows_more: false,
    };
    if let Some(request) = &facts.request
        && let Some(url) = url
    {
        let RequestReading { call, body, wire } = checker.request(called, request, url);
        example.call = call;
        example.partial_body = body;
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
    sources: &'c SourceMap,
    findings: Vec<Diagnostic>,
    has_placeholder: bool,
    /// Whether it shows properties or parameters that only examples show.
    shows_more: bool,
}

impl Checker<'_, '_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, span, message));
    }

    /// Takes over what a walk found; returns what is to be put right in its body.
    fn take(&mut self, walk: BodyWalk<'_, '_>) -> Vec<Repair> {
        self.findings.extend(walk.findings.diagnostics);
        self.has_placeholder |= walk.findings.has_placeholder;
        self.shows_more |= walk.shows_more;
        walk.findings.repairs
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
    if !facts.succeeds() {
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

/// Whether a request that makes or changes an object is shown without it, or only the beginning of what it sends in
/// base64; the parameters of an action can all be optional.
fn abridged_body(items: &Items, plan: &OperationPlan, facts: &ExampleFacts) -> Option<SkipReason> {
    let request = facts.request.as_ref()?;
    let is_object = match &plan.body {
        BodyPlan::Model(_) | BodyPlan::Update(_) => true,
        BodyPlan::Own(id) => items.structs[*id].graph_name.is_some(),
        _ => false,
    };
    let is_left_out = request.body == ExampleBody::None && request.method == plan.method && is_object;
    let is_cut = || {
        let ExampleBody::Text(shown) = &request.body else {
            return false;
        };
        plan.body.is_base64() && matches!(Base64Body::read(shown), Base64Body::Cut(_))
    };
    (is_left_out || is_cut()).then_some(SkipReason::Abridged)
}

fn wire_body(body: &ExampleBody) -> WireBody {
    match body {
        ExampleBody::None => WireBody::Empty,
        ExampleBody::Json(json) => WireBody::Json(json.value.clone()),
        ExampleBody::Broken(text) | ExampleBody::Text(text) => WireBody::Text(text.clone()),
    }
}
