//! Documented examples, held against the typed requests and responses.
//!
//! An example is a proof: the typed request must be able to say exactly what the example sends, and the typed
//! response must read all of what it answers. What disagrees is a diagnostic at its place in the page; it shows
//! that the page contradicts itself, or that a rule of this generator is missing.
//!
//! The JSON was parsed when the page was read. It is walked along the planned types here, and each primitive
//! value goes through the code of the runtime that reads it in the SDK.

mod locate;
mod placeholder;
mod request;
mod response;
pub(super) mod sample;
mod scalar;
mod types;
mod url;
mod walk;

use crate::diagnostic::{Code, Diagnostic, Sink};
use crate::page::{ExampleBody, ExampleFacts};
use crate::resolve::plan::{Aside, ExamplePlan, NamespacePlan, OperationPlan, WireBody};
use crate::source::SourceMap;
use crate::span::Span;

use types::Types;
use url::ExampleUrl;
use walk::Walk;

/// Checks the examples of one version.
pub(super) struct Examples<'p> {
    types: Types<'p>,
    sources: &'p SourceMap,
}

impl<'p> Examples<'p> {
    pub(super) fn new(sources: &'p SourceMap, namespaces: &'p [NamespacePlan]) -> Self {
        Self {
            types: Types::new(namespaces),
            sources,
        }
    }

    /// What the operation makes of its examples. What disagrees goes to the sink too.
    pub(super) fn plan(
        &self,
        plan: &OperationPlan,
        examples: &[ExampleFacts],
        sink: &mut Sink,
    ) -> Vec<ExamplePlan> {
        let plans = examples.iter().filter_map(|facts| self.one(plan, facts));
        plans
            .inspect(|example| {
                for finding in &example.findings {
                    sink.push(finding.clone());
                }
            })
            .collect()
    }

    fn one(&self, plan: &OperationPlan, facts: &ExampleFacts) -> Option<ExamplePlan> {
        let url = facts.request.as_ref();
        let url = url.and_then(|request| ExampleUrl::parse(&request.url.value));
        let of_request = facts.request.as_ref().map(|request| request.url.span);
        let of_response = facts.response.as_ref().map(|response| response.status.span);
        let mut example = ExamplePlan {
            title: facts.title.clone(),
            span: of_request.or(of_response)?,
            call: None,
            request: None,
            response: None,
            aside: aside(facts, url.is_some()),
            findings: Vec::new(),
        };
        if matches!(example.aside, Some(Aside::Error | Aside::Elsewhere)) {
            return Some(example);
        }
        let mut checker = Checker {
            types: &self.types,
            sources: self.sources,
            findings: Vec::new(),
            has_placeholder: false,
            is_open: false,
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

fn wire_body(body: &ExampleBody) -> WireBody {
    match body {
        ExampleBody::None => WireBody::Empty,
        ExampleBody::Json(json) => WireBody::Json(json.value.clone()),
        ExampleBody::Broken(text) | ExampleBody::Text(text) => WireBody::Text(text.clone()),
    }
}
