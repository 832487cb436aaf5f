//! The modules that only hold other modules.

pub(in crate::emit) mod declaration;
pub(in crate::emit) mod nested;
pub(in crate::emit) mod paths;

use proc_macro2::TokenStream;
use quote::quote;

use self::declaration::{ModuleBody, declaration};
use crate::emit::docs::deprecation;
use crate::emit::models::type_table;
use crate::emit::tokens::{ident, inner_doc};
use crate::emit::{areas, steps};
use crate::resolve::plan::models::NamespacePlan;
use crate::resolve::plan::{VersionClient, VersionPlan};

/// `v1.rs`.
pub(super) fn version(
    runtime: &TokenStream,
    plan: &VersionPlan,
    client: VersionClient,
    body: ModuleBody<'_>,
) -> TokenStream {
    let items = &plan.items;
    let docs = inner_doc(&format!("Version {} of the service.", plan.version.as_str()));
    let models = plan
        .namespaces
        .iter()
        .any(|namespace| !namespace.files.is_empty())
        .then(|| declaration(items, items.modules.models, body));
    let requests = (!plan.requests.is_empty()).then(|| declaration(items, items.modules.requests, body));
    let steps = (!plan.steps.modules.is_empty()).then(|| {
        let entries = steps::entries(plan, client);
        let steps = declaration(items, items.modules.steps, body);
        quote! {
            #steps

            use #runtime::codegen as rt;

            #entries
        }
    });
    let allowance = deprecation::allowance(&plan.items);
    quote!(#docs #allowance #models #requests #steps)
}

/// `models.rs`: the types of the root namespace, and a module for each other namespace.
pub(super) fn models(runtime: &TokenStream, plan: &VersionPlan, body: ModuleBody<'_>) -> TokenStream {
    let items = &plan.items;
    let docs = inner_doc("Resources, complex types and enumerations.");
    let (root, others): (Vec<_>, Vec<_>) = plan
        .namespaces
        .iter()
        .partition(|namespace| namespace.module == items.modules.models);
    let children = others
        .iter()
        .map(|namespace| declaration(items, namespace.module, body));
    let root = root.iter().map(|namespace| types(plan, namespace, body));
    let table = type_table::type_table(plan);
    quote!(#docs #(#children)* #(#root)* use #runtime::codegen as rt; #table)
}

/// The module of a namespace other than the root.
pub(super) fn namespace(version: &VersionPlan, plan: &NamespacePlan, body: ModuleBody<'_>) -> TokenStream {
    let docs = inner_doc(&format!("The types of the namespace `{}`.", plan.name));
    let types = types(version, plan, body);
    quote!(#docs #types)
}

fn types(version: &VersionPlan, plan: &NamespacePlan, body: ModuleBody<'_>) -> TokenStream {
    let items = &version.items;
    let modules = plan.files.iter().map(|file| {
        let condition = areas::condition(version, file.module, None);
        let module = declaration(items, file.module, body);
        quote!(#condition #module)
    });
    let exports = plan.files.iter().map(|file| {
        let module = ident(&items.modules[file.module].name);
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
pub(super) fn requests(plan: &VersionPlan, body: ModuleBody<'_>) -> TokenStream {
    let docs = inner_doc("Requests, a module for each type that they work on.");
    let modules = plan.requests.iter().map(|requests| {
        let condition = areas::condition(plan, requests.module, None);
        let module = declaration(&plan.items, requests.module, body);
        quote!(#condition #module)
    });
    quote!(#docs #(#modules)*)
}
