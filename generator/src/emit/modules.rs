//! The modules that only hold other modules.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::tokens::{ident, inner_doc};
use crate::emit::{areas, deprecation, steps, type_table};
use crate::resolve::plan::models::NamespacePlan;
use crate::resolve::plan::modules::ModuleId;
use crate::resolve::plan::{Items, VersionClient, VersionPlan};

/// `v1.rs`.
pub(super) fn version(runtime: &TokenStream, plan: &VersionPlan, client: VersionClient) -> TokenStream {
    let docs = inner_doc(&format!("Version {} of the service.", plan.version.as_str()));
    let models = plan
        .namespaces
        .iter()
        .any(|namespace| !namespace.files.is_empty())
        .then(|| {
            quote!(
                pub mod models;
            )
        });
    let requests = (!plan.requests.is_empty()).then(|| {
        quote!(
            pub mod requests;
        )
    });
    let steps = (!plan.steps.modules.is_empty()).then(|| {
        let entries = steps::entries(plan, client);
        quote! {
            pub mod steps;

            use #runtime::codegen as rt;

            #entries
        }
    });
    let allowance = deprecation::allowance(&plan.items);
    quote!(#docs #allowance #models #requests #steps)
}

/// `models.rs`: the types of the root namespace, and a module for each other namespace.
pub(super) fn models(runtime: &TokenStream, plan: &VersionPlan) -> TokenStream {
    let items = &plan.items;
    let docs = inner_doc("Resources, complex types and enumerations.");
    let (root, others): (Vec<_>, Vec<_>) = plan
        .namespaces
        .iter()
        .partition(|namespace| namespace.module == items.modules.models);
    let children = others.iter().map(|namespace| {
        let module = name(items, namespace.module);
        quote!(pub mod #module;)
    });
    let root = root.iter().map(|namespace| types(plan, namespace));
    let table = type_table::type_table(plan);
    quote!(#docs #(#children)* #(#root)* use #runtime::codegen as rt; #table)
}

/// The module of a namespace other than the root.
pub(super) fn namespace(version: &VersionPlan, plan: &NamespacePlan) -> TokenStream {
    let docs = inner_doc(&format!("The types of the namespace `{}`.", plan.name));
    let types = types(version, plan);
    quote!(#docs #types)
}

fn types(version: &VersionPlan, plan: &NamespacePlan) -> TokenStream {
    let items = &version.items;
    let modules = plan.files.iter().map(|file| {
        let condition = areas::condition(version, file.module, None);
        let module = name(items, file.module);
        quote!(#condition mod #module;)
    });
    let exports = plan.files.iter().map(|file| {
        let module = name(items, file.module);
        let exported = file.items.iter().map(|item| items.location(*item).name);
        let mut exported: Vec<&str> = exported.collect();
        exported.sort_unstable();
        let exported = exported.into_iter().map(ident);
        let condition = areas::condition(version, file.module, None);
        quote!(#condition pub use self::#module::{#(#exported),*};)
    });
    quote!(#(#modules)* #(#exports)*)
}

/// `requests.rs`.
pub(super) fn requests(plan: &VersionPlan) -> TokenStream {
    let docs = inner_doc("Requests, a module for each type that they work on.");
    let modules = plan.requests.iter().map(|requests| {
        let condition = areas::condition(plan, requests.module, None);
        let module = name(&plan.items, requests.module);
        quote!(#condition pub mod #module;)
    });
    quote!(#docs #(#modules)*)
}

/// The name of a module as its declaration has it.
pub(super) fn name(items: &Items, module: ModuleId) -> Ident {
    ident(&items.modules[module].name)
}
