//! The documented examples as a test of the emitted crate.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::{Speller, raw};
use crate::emit::tokens::{ident, inner_docs};
use crate::resolve::{ExamplePlan, OperationPlan, RequestModule, ResponsePlan, WireBody, WireResponse};

/// Whether a module has anything to test.
fn has_examples(module: &RequestModule) -> bool {
    module
        .operations
        .iter()
        .any(|plan| examples(plan).next().is_some())
}

/// The examples that agree and hold a request.
fn examples(plan: &OperationPlan) -> impl Iterator<Item = &ExamplePlan> {
    let agreeing = plan.examples.iter().filter(|example| example.agrees());
    agreeing.filter(|example| example.call.is_some() && example.request.is_some())
}

/// The modules of requests that have examples.
pub(in crate::emit) fn tested(modules: &[RequestModule]) -> impl Iterator<Item = &RequestModule> {
    modules.iter().filter(|module| has_examples(module))
}

/// The file of a version: the modules, and a function that visits them all.
pub(in crate::emit) fn version(version: &str, modules: &[RequestModule]) -> TokenStream {
    let docs = inner_docs(&[format!("The documented examples of `{version}`.")]);
    let names: Vec<_> = tested(modules).map(|module| ident(&module.module)).collect();
    quote! {
        #docs
        use super::example::{Failure, Visitor};
        #(mod #names;)*
        /// Visits all examples.
        pub(crate) fn visit<V: Visitor>(visitor: &mut V) -> Result<(), Failure> {
            #(#names::visit(visitor)?;)*
            Ok(())
        }
    }
}

/// The file of a module of requests.
pub(in crate::emit) fn module(emitted: &str, version: &str, module: &RequestModule) -> TokenStream {
    let docs = inner_docs(&[format!(
        "The documented examples of `{version}::requests::{}`.",
        module.module
    )]);
    let mut speller = Speller::new(false);
    let mut visits = Vec::new();
    let mut has_answer = false;
    for plan in &module.operations {
        for (index, example) in examples(plan).enumerate() {
            if let Some(visit) = visit(&mut speller, plan, index, example) {
                visits.push(visit);
                has_answer |= answered(example).is_some();
            }
        }
    }
    let answer = has_answer.then(|| quote!(Answer,));
    let (emitted, version, name) = (ident(emitted), ident(version), ident(&module.module));
    let models = (!speller.models.is_empty()).then(|| quote!(use #emitted::#version::models;));
    let runtime = (!speller.runtime.is_empty()).then(|| {
        quote!(
            use graph_runtime::codegen as rt;
        )
    });
    quote! {
        #docs
        use super::super::example::{#answer Example, Failure, Visitor};
        #models
        use #emitted::#version::requests::#name as requests;
        #runtime
        pub(crate) fn visit<V: Visitor>(visitor: &mut V) -> Result<(), Failure> {
            #(#visits)*
            Ok(())
        }
    }
}

/// What is answered, unless it is a redirect, which is followed by whoever sends the request.
fn answered(example: &ExamplePlan) -> Option<&WireResponse> {
    example.response.as_ref().filter(|response| response.status < 300)
}

fn visit(
    speller: &mut Speller,
    plan: &OperationPlan,
    index: usize,
    example: &ExamplePlan,
) -> Option<TokenStream> {
    let call = speller.call(plan, example.call.as_ref()?)?;
    let request = example.request.as_ref()?;
    let title = if index == 0 {
        plan.title.clone()
    } else {
        format!("{}, example {}", plan.title, index + 1)
    };
    let (method, target) = (request.method, &request.target);
    let target = if target.starts_with('/') {
        target.clone()
    } else {
        format!("/{target}")
    };
    let pairs = |headers: &[(String, String)]| {
        let pairs = headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(&[#(#pairs),*])
    };
    let (headers, body) = (pairs(&request.headers), body(&request.body));
    let answer = match answered(example) {
        None => quote!(None),
        Some(response) => {
            let (status, body) = (Token::u16_unsuffixed(response.status), self::body(&response.body));
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
    Some(quote! {
        visitor.#method_name(
            &Example {
                title: #title,
                method: #method,
                target: #target,
                headers: #headers,
                body: #body,
                answer: #answer,
            },
            #call,
        );
    })
}

fn body(body: &WireBody) -> TokenStream {
    match body {
        WireBody::Empty => quote!(""),
        WireBody::Json(value) => raw(&serde_json::to_string_pretty(value).unwrap_or_default()),
        WireBody::Text(text) => raw(text),
    }
}
