//! The fluent layer: a struct for each step, with a method for each next step and for each request.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs;
use crate::emit::modules::name as module_name;
use crate::emit::paths::Paths;
use crate::emit::tokens::{doc_lines, ident, path};
use crate::emit::types::{body_type, scalar_type};
use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::fluent::{CallPlan, FluentModule, FluentPlan, StepLink, StepPlan};
use crate::resolve::plan::modules::Location;
use crate::resolve::plan::operations::{ArgumentPlan, ArgumentType};

/// `fluent.rs`: the client of a version, and the modules of the steps.
pub(super) fn root(runtime: &TokenStream, version: &VersionPlan) -> TokenStream {
    let (items, plan) = (&version.items, &version.fluent);
    let paths = Paths::new(items, items.modules.fluent);
    let modules = plan.modules.iter().map(|module| {
        let module = module_name(items, module.module);
        quote!(pub mod #module;)
    });
    let links = plan.roots.iter().map(|link| {
        let start = quote!(rt::client::Step::new(&self.0));
        method(link, plan, &paths, &start)
    });
    quote! {
        //! Requests along the documented paths: `client.users().id("…").messages().list()`.

        use #runtime::codegen as rt;

        #(#modules)*

        /// A client whose methods follow the documented paths.
        #[derive(Clone, Debug)]
        pub struct Client(rt::client::Client);

        impl Client {
            #(#links)*

            /// The client underneath, which sends any request.
            #[inline]
            pub fn inner(&self) -> &rt::client::Client {
                &self.0
            }
        }

        impl From<rt::client::Client> for Client {
            #[inline]
            fn from(client: rt::client::Client) -> Self {
                Self(client)
            }
        }
    }
}

/// The steps below a first segment.
pub(super) fn module(runtime: &TokenStream, version: &VersionPlan, plan: &FluentModule) -> TokenStream {
    let (items, fluent) = (&version.items, &version.fluent);
    let imports = [items.modules.models, items.modules.requests];
    let paths = Paths::importing(items, plan.module, &imports);
    let steps: Vec<TokenStream> = plan
        .steps
        .iter()
        .map(|id| step(&fluent.steps[*id], fluent, &paths))
        .collect();
    let imports = paths.imports();
    let first = plan.steps.first().map(|id| fluent.steps[*id].path.as_str());
    let about = format!(" Steps below `{}`.", first.unwrap_or_default());
    quote! {
        #![doc = #about]

        use #runtime::codegen as rt;
        #imports
        #(#steps)*
    }
}

fn step(plan: &StepPlan, fluent: &FluentPlan, paths: &Paths<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let docs = doc_lines(&[format!("`{}`", plan.path.replace('`', "'"))]);
    let links = plan.links.iter().map(|link| {
        // The method borrows the step, so that the caller can keep it. Adding an argument makes a copy anyway.
        let start = if link.arguments.is_empty() {
            quote!(self.0.clone())
        } else {
            quote!(self.0)
        };
        method(link, fluent, paths, &start)
    });
    let calls = plan.calls.iter().map(|plan| call(plan, paths));
    quote! {
        #docs
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct #name(pub(super) rt::client::Step);

        impl #name {
            #(#links)*
            #(#calls)*
        }
    }
}

fn method(link: &StepLink, fluent: &FluentPlan, paths: &Paths<'_>, start: &TokenStream) -> TokenStream {
    let name = ident(&link.method);
    let step = &fluent.steps[link.target];
    let target = path(&paths.named(Location {
        module: step.module,
        name: &step.name,
    }));
    let docs = doc_lines(&[format!("`…{}`", link.segment.replace('`', "'"))]);
    let (parameters, values) = arguments(&link.arguments);
    quote! {
        #docs
        #[inline]
        pub fn #name(&self #(, #parameters)*) -> #target {
            #target(#start #(.argument(#values))*)
        }
    }
}

fn call(plan: &CallPlan, paths: &Paths<'_>) -> TokenStream {
    let operation = &paths.items.operations[plan.operation];
    let name = ident(&plan.method);
    let docs = doc_lines(&docs::of_call(plan, paths));
    let marker = paths.tokens(plan.operation);
    let (parameters, values) = arguments(&plan.arguments);
    let required = operation.required().map(|(_, argument)| {
        let argument = ident(argument);
        quote!(#argument: &str)
    });
    let body = body_type(&operation.body, paths);
    let sent = if body.is_some() { quote!(body) } else { quote!(()) };
    let body = body.map(|body| quote!(body: #body));
    let parameters: Vec<TokenStream> = parameters.into_iter().chain(required).chain(body).collect();
    let options = operation.required().map(|(parameter, argument)| {
        let (constant, argument) = (ident(&parameter.constant), ident(argument));
        quote!(.with(#marker::#constant, #argument))
    });
    let index = Literal::usize_unsuffixed(plan.path);
    quote! {
        #docs
        #[inline]
        pub fn #name(&self #(, #parameters)*) -> rt::client::Call<#marker> {
            self.0 #(.argument(#values))* .call(#index, #sent) #(#options)*
        }
    }
}

/// The parameters of a method and the values that it passes on.
fn arguments(plans: &[ArgumentPlan]) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let parameter = |plan: &ArgumentPlan| {
        let name = ident(&plan.name);
        match plan.ty {
            ArgumentType::Text => quote!(#name: &str),
            ArgumentType::Scalar(scalar) => {
                let ty = scalar_type(scalar);
                quote!(#name: #ty)
            }
            ArgumentType::Literal => quote!(#name: rt::Argument<'_>),
        }
    };
    let value = |plan: &ArgumentPlan| {
        let name = ident(&plan.name);
        quote!(#name)
    };
    (
        plans.iter().map(parameter).collect(),
        plans.iter().map(value).collect(),
    )
}
