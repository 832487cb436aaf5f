//! Documented examples, held against the typed requests and responses.
//!
//! An example is a proof: the typed request must be able to say exactly what the example sends, and the typed
//! response must read all of what it answers. What disagrees is a diagnostic at its place in the page; it shows
//! that the page contradicts itself, or that a rule of this generator is missing.
//!
//! The JSON was parsed when the page was read. It is walked along the planned types here, and each primitive
//! value goes through the code of the runtime that reads it in the SDK.

mod callee;
mod repair;
mod request;
mod response;
mod sample;
mod scalar;
mod types;
mod url;
mod walk;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ExampleBody, ExampleFacts};
use crate::resolve::plan::{
    Aside, BodyPlan, ExamplePlan, NamespacePlan, OperationPlan, RequestModule, WireBody,
};
use crate::source::SourceMap;
use crate::span::Span;

use repair::Repair;
use sample::sample;
use types::Types;
use url::ExampleUrl;
use walk::Walk;

/// Checks the examples of one version.
pub(super) struct Examples<'p> {
    namespaces: &'p [NamespacePlan],
    sources: &'p SourceMap,
}

impl<'p> Examples<'p> {
    pub(super) fn new(sources: &'p SourceMap, namespaces: &'p [NamespacePlan]) -> Self {
        Self { namespaces, sources }
    }

    /// Gives each operation the examples that call it. `documented` are those of its own pages, in the order of
    /// the operations. What disagrees goes to the sink too.
    pub(super) fn plan(
        &self,
        modules: &mut [RequestModule],
        documented: &[Vec<ExampleFacts>],
        sink: &mut Diagnostics,
    ) {
        let plans: Vec<&OperationPlan> = modules.iter().flat_map(|module| &module.operations).collect();
        let types = Types::new(self.namespaces, &plans);
        let mut planned: Vec<Vec<ExamplePlan>> = vec![Vec::new(); plans.len()];
        for (own, examples) in documented.iter().enumerate() {
            for facts in examples {
                let other = callee::other(&plans, own, facts);
                let called = other.unwrap_or(own);
                let (Some(plan), Some(of_plan)) = (plans.get(called), planned.get_mut(called)) else {
                    continue;
                };
                let Some(mut example) = self.one(plan, facts, &types) else {
                    continue;
                };
                let is_of_page = |own: &&OperationPlan| own.documentation == plan.documentation;
                if !plans.get(own).is_some_and(is_of_page) {
                    let message = format!("the example calls an operation of another page: {}", plan.title);
                    let note = Diagnostic::new(Code::ExampleCallee, example.span, message);
                    example.findings.insert(0, note);
                }
                of_plan.push(example);
            }
        }
        let operations = modules.iter_mut().flat_map(|module| &mut module.operations);
        for (operation, examples) in operations.zip(planned) {
            for finding in examples.iter().flat_map(|example| &example.findings) {
                sink.push(finding.clone());
            }
            operation.examples = examples;
            operation.sample = sample(operation);
        }
    }

    fn one<'t>(
        &self,
        plan: &'t OperationPlan,
        facts: &ExampleFacts,
        types: &Types<'t>,
    ) -> Option<ExamplePlan> {
        let url = facts.request.as_ref();
        let url = url.and_then(|request| ExampleUrl::parse(&request.url.value));
        let mut example = ExamplePlan {
            title: facts.title.clone(),
            span: facts.place()?,
            call: None,
            request: None,
            response: None,
            aside: aside(facts, url.is_some()).or_else(|| leaves_body_out(plan, facts)),
            shows_more: false,
            findings: Vec::new(),
        };
        if matches!(example.aside, Some(Aside::Error | Aside::Elsewhere)) {
            return Some(example);
        }
        let mut checker = Checker {
            types,
            sources: self.sources,
            findings: Vec::new(),
            has_placeholder: false,
            is_open: false,
            shows_more: false,
            repairs: Vec::new(),
        };
        if let Some(request) = &facts.request
            && let Some(url) = &url
        {
            let (call, wire) = checker.request(plan, request, url);
            example.call = call;
            example.request = Some(wire);
        }
        if let Some(response) = &facts.response {
            example.response = Some(checker.response(plan, response));
        }
        if example.aside.is_none() && checker.has_placeholder {
            example.aside = Some(Aside::Placeholder);
        }
        example.shows_more = checker.shows_more;
        example.findings = checker.findings;
        Some(example)
    }
}

/// Checks one example.
struct Checker<'c, 'p> {
    types: &'c Types<'p>,
    sources: &'c SourceMap,
    findings: Vec<Diagnostic>,
    has_placeholder: bool,
    is_open: bool,
    shows_more: bool,
    /// What is to be put right in the body that was looked at last.
    repairs: Vec<Repair>,
}

impl Checker<'_, '_> {
    fn report(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.findings.push(Diagnostic::new(code, span, message));
    }

    /// Takes over what a walk found.
    fn take(&mut self, walk: Walk<'_, '_>) {
        self.findings.extend(walk.findings);
        self.has_placeholder |= walk.has_placeholder;
        self.is_open |= walk.is_open;
        self.shows_more |= walk.shows_more;
        self.repairs = walk.repairs;
    }

    /// Puts right in a body what was found wrong in a way that leaves no doubt of what is meant.
    fn repair(&mut self, body: &mut WireBody) {
        let WireBody::Json(json) = body else { return };
        // What is inside is found after what is around it, and by the names that stand there.
        for repair in self.repairs.drain(..).rev() {
            repair.apply(json);
        }
    }
}

/// Why an example proves nothing, as far as that can be seen without the types. `to_service`: whether its request
/// goes to the service.
fn aside(facts: &ExampleFacts, to_service: bool) -> Option<Aside> {
    let bodies = || {
        let request = facts.request.as_ref().map(|request| &request.body);
        let response = facts.response.as_ref().map(|response| &response.body);
        request.into_iter().chain(response)
    };
    let is_sketch = |body: &ExampleBody| matches!(body, ExampleBody::Json(json) if json.sketch);
    if facts
        .response
        .as_ref()
        .is_some_and(|response| response.status.value >= 400)
    {
        Some(Aside::Error)
    } else if facts.request.is_some() && !to_service {
        Some(Aside::Elsewhere)
    } else if bodies().any(|body| matches!(body, ExampleBody::Broken(_))) {
        Some(Aside::Broken)
    } else if bodies().any(is_sketch) {
        Some(Aside::Sketch)
    } else {
        None
    }
}

/// Whether a request that makes or changes an object is shown without it; the parameters of an action can all be
/// optional.
fn leaves_body_out(plan: &OperationPlan, facts: &ExampleFacts) -> Option<Aside> {
    let request = facts.request.as_ref()?;
    let is_object = match &plan.body {
        BodyPlan::Model(_) | BodyPlan::Changes(_) => true,
        BodyPlan::Struct => plan
            .body_struct
            .as_ref()
            .is_some_and(|body| !body.graph_name.is_empty()),
        _ => false,
    };
    let is_left_out = request.body == ExampleBody::None && request.method == plan.method && is_object;
    is_left_out.then_some(Aside::Sketch)
}

fn wire_body(body: &ExampleBody) -> WireBody {
    match body {
        ExampleBody::None => WireBody::Empty,
        ExampleBody::Json(json) => WireBody::Json(json.value.clone()),
        ExampleBody::Broken(text) | ExampleBody::Text(text) => WireBody::Text(text.clone()),
    }
}
