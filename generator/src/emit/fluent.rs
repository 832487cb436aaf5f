//! The fluent layer: a struct a step, a method a way on or a request.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::requests::body_type;
use crate::emit::tokens::{docs, ident, scalar_type};
use crate::resolve::{
    ArgumentPlan, ArgumentType, CallPlan, Fluent, FluentModule, FluentPlan, StepLink, StepPlan,
};

/// `fluent.rs`: the client of a version, and the modules of the steps.
pub(super) fn root(runtime: &TokenStream, plan: &FluentPlan) -> TokenStream {
    let modules = plan.modules.iter().map(|module| {
        let module = ident(&module.module);
        quote!(pub mod #module;)
    });
    let links = plan.roots.iter().map(|link| {
        let module = ident(&link.module);
        let start = quote!(rt::client::Step::new(&self.0));
        method(link, &quote!(#module::), &start)
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

/// The attribute of the module, and the module.
pub(super) fn declaration(fluent: Fluent) -> Option<TokenStream> {
    match fluent {
        Fluent::None => None,
        Fluent::Feature => Some(quote!(
            #[cfg(feature = "client")]
            pub mod fluent;
        )),
        Fluent::Always => Some(quote!(
            pub mod fluent;
        )),
    }
}

/// The steps below a first segment.
pub(super) fn module(runtime: &TokenStream, plan: &FluentModule) -> TokenStream {
    let steps = plan.steps.iter().map(step);
    let mut calls = plan.steps.iter().flat_map(|step| &step.calls);
    let has_calls = calls.clone().next().is_some();
    let has_models = calls.any(|call| call.body.model().is_some());
    let requests = has_calls.then(|| {
        quote!(
            use super::super::requests;
        )
    });
    let models = has_models.then(|| {
        quote!(
            use super::super::models;
        )
    });
    let first = plan
        .steps
        .first()
        .map(|step| step.path.as_str())
        .unwrap_or_default();
    let about = format!(" Steps below `{first}`.");
    quote! {
        #![doc = #about]

        use #runtime::codegen as rt;
        #models
        #requests
        #(#steps)*
    }
}

fn step(plan: &StepPlan) -> TokenStream {
    let name = ident(&plan.name);
    let docs = docs(&[format!("`{}`", plan.path.replace('`', "'"))]);
    let links = plan.links.iter().map(|link| {
        // A place is not used up, so that it can be kept; with an argument the new place is a copy as it is.
        let start = if link.arguments.is_empty() {
            quote!(self.0.clone())
        } else {
            quote!(self.0)
        };
        method(link, &quote!(), &start)
    });
    let calls = plan.calls.iter().map(call);
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

fn method(link: &StepLink, module: &TokenStream, start: &TokenStream) -> TokenStream {
    let (name, target) = (ident(&link.method), ident(&link.target));
    let docs = docs(&[format!("`…{}`", link.segment.replace('`', "'"))]);
    let (parameters, values) = arguments(&link.arguments);
    quote! {
        #docs
        #[inline]
        pub fn #name(&self #(, #parameters)*) -> #module #target {
            #module #target(#start #(.argument(#values))*)
        }
    }
}

fn call(plan: &CallPlan) -> TokenStream {
    let (name, module, operation) = (ident(&plan.method), ident(&plan.module), ident(&plan.operation));
    let docs = docs(&plan.docs);
    let (parameters, values) = arguments(&plan.arguments);
    let required = plan.required.iter().map(|(_, argument)| {
        let argument = ident(argument);
        quote!(#argument: &str)
    });
    let body = body(plan);
    let sent = if body.is_some() { quote!(body) } else { quote!(()) };
    let body = body.map(|body| quote!(body: #body));
    let parameters: Vec<TokenStream> = parameters.into_iter().chain(required).chain(body).collect();
    let options = plan.required.iter().map(|(constant, argument)| {
        let (constant, argument) = (ident(constant), ident(argument));
        quote!(.with(requests::#module::#operation::#constant, #argument))
    });
    let index = Literal::usize_unsuffixed(plan.path);
    quote! {
        #docs
        #[inline]
        pub fn #name(&self #(, #parameters)*) -> rt::client::Call<requests::#module::#operation> {
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

fn body(plan: &CallPlan) -> Option<TokenStream> {
    let module = ident(&plan.module);
    let own = plan.body_struct.as_ref().map(|name| {
        let name = ident(name);
        quote!(requests::#module::#name)
    });
    body_type(&plan.body, own)
}
