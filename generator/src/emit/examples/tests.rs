//! The documented examples as a test of the emitted crate.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{ExpressionWriter, Naming, Root, raw};
use crate::emit::docs::deprecation;
use crate::emit::docs::rustdoc::plain;
use crate::emit::tokens::{ident, inner_doc};
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::examples::{ExamplePlan, WireBody, WireRequest};
use crate::resolve::plan::ids::OperationId;
use crate::resolve::plan::operations::{OperationPlan, RequestModule, ResponsePlan};

/// The modules of requests that have examples.
pub(in crate::emit) fn tested(version: &VersionPlan) -> impl Iterator<Item = &RequestModule> {
    let modules = version.requests.iter();
    modules.filter(|module| tested_operations(version, module).next().is_some())
}

/// The requests of a module that have examples.
pub(in crate::emit) fn tested_operations(
    version: &VersionPlan,
    module: &RequestModule,
) -> impl Iterator<Item = OperationId> {
    let ids = module.operations.iter().copied();
    ids.filter(|id| version.examples[*id].tested().next().is_some())
}

/// The file of a version: the modules, and a function that visits them all.
pub(in crate::emit) fn version(version: &VersionPlan) -> TokenStream {
    let docs = format!("The documented examples of `{}`.", version.name());
    let modules = &version.items.modules;
    let names = tested(version).map(|requests| modules[requests.module].name.as_str());
    let visited = visited(
        &docs,
        deprecation::allowance(&version.items).as_ref(),
        names.collect(),
    );
    let operations = version.operations();
    let count = operations.map(|(id, _)| version.examples[id].tested().count());
    let count = Literal::usize_unsuffixed(count.sum());
    quote! {
        #visited
        /// How many examples there are: those that agree and hold a request.
        pub(crate) const EXAMPLES: usize = #count;
    }
}

/// The file of a module of requests: a module for each request, and a function that visits them all.
pub(in crate::emit) fn module(version: &VersionPlan, module: &RequestModule) -> TokenStream {
    let name = &version.items.modules[module.module].name;
    let docs = format!(
        "The documented examples of `{}::requests::{name}`.",
        version.name()
    );
    let tested = tested_operations(version, module);
    visited(
        &docs,
        None,
        tested
            .map(|id| version.examples[id].test_module.as_str())
            .collect(),
    )
}

/// Modules, and a function that visits the examples of them all.
fn visited(docs: &str, allowance: Option<&TokenStream>, names: Vec<&str>) -> TokenStream {
    let docs = inner_doc(docs);
    let visitor = ident(if names.is_empty() { "_visitor" } else { "visitor" });
    let names: Vec<_> = names.into_iter().map(ident).collect();
    quote! {
        #docs
        #allowance
        use crate::example::{Failure, Visitor};
        #(mod #names;)*
        /// Visits all examples.
        pub(crate) fn visit<V: Visitor>(#visitor: &mut V) -> Result<(), Failure> {
            #(#names::visit(#visitor)?;)*
            Ok(())
        }
    }
}

/// The file of a request.
pub(in crate::emit) fn operation(emitted: &str, plan: &VersionPlan, id: OperationId) -> TokenStream {
    let request = &plan.items.operations[id];
    let (version, module) = (plan.name(), &plan.items.modules[request.module].name);
    let docs = inner_doc(&format!(
        "The documented examples of `{version}::requests::{module}::{}`.",
        request.name
    ));
    let mut writer = ExpressionWriter::new(plan, request.module, Naming::Qualified, Root::Version);
    let mut visits = Vec::new();
    let mut has_answer = false;
    for (index, (example, call, sent)) in plan.examples[id].tested().enumerate() {
        let Some(call) = writer.call(id, call) else {
            continue;
        };
        let place = NumberedExample { index, example };
        visits.push(visit(request, &place, sent, &call));
        has_answer |= example.tested_answer().is_some();
    }
    let answer = has_answer.then(|| quote!(Answer,));
    let (emitted, version, module) = (ident(emitted), ident(version), ident(module));
    let steps = writer.steps.then(|| quote!(use #emitted::#version;));
    let requests = (!writer.requests.is_empty()).then(|| {
        quote!(
            use #emitted::#version::requests::#module as requests;
        )
    });
    let models = (!writer.models.is_empty()).then(|| quote!(use #emitted::#version::models;));
    let runtime = (!writer.runtime.is_empty()).then(|| {
        quote!(
            use ::graph_runtime::codegen as rt;
        )
    });
    let binds = writer.binds.then(|| {
        quote!(
            use ::graph_runtime::Model as _;
        )
    });
    quote! {
        #docs
        use crate::example::{#answer Example, Failure, Visitor};
        #steps
        #models
        #requests
        #runtime
        #binds
        pub(crate) fn visit<V: Visitor>(visitor: &mut V) -> Result<(), Failure> {
            #(#visits)*
            Ok(())
        }
    }
}

/// An example with its number among those of its request.
struct NumberedExample<'p> {
    index: usize,
    example: &'p ExamplePlan,
}

fn visit(
    plan: &OperationPlan,
    at: &NumberedExample<'_>,
    request: &WireRequest,
    call: &TokenStream,
) -> TokenStream {
    let NumberedExample { index, example } = at;
    let title = match index {
        0 => plain(&plan.title),
        _ => format!("{}, example {}", plain(&plan.title), index + 1),
    };
    let place = &example.place;
    let (method, target) = (request.method, &request.target);
    let pairs = |headers: &[(String, String)]| {
        let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(&[#(#pairs),*])
    };
    let (headers, body) = (pairs(&request.headers), body(&request.body));
    let answer = match example.tested_answer() {
        None => quote!(None),
        Some(response) => {
            let (status, body) = (
                Literal::u16_unsuffixed(response.status),
                self::body(&response.body),
            );
            let (headers, open) = (
                pairs(&response.headers),
                ident(if response.open { "true" } else { "false" }),
            );
            quote!(Some(Answer { status: #status, headers: #headers, body: #body, open: #open }))
        }
    };
    let method_name = ident(match plan.response {
        ResponsePlan::Model(_) | ResponsePlan::Page(_) | ResponsePlan::Value(_) => "model",
        _ => "other",
    });
    quote! {
        visitor.#method_name(
            &Example {
                title: #title,
                place: #place,
                method: #method,
                target: #target,
                headers: #headers,
                body: #body,
                answer: #answer,
            },
            #call,
        );
    }
}

fn body(body: &WireBody) -> TokenStream {
    match body {
        WireBody::Empty => quote!(""),
        WireBody::Json(value) => raw(&serde_json::to_string_pretty(value).unwrap_or_default()),
        WireBody::Text(text) => raw(text),
    }
}
