//! The modules that only hold other modules.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::fluent;
use crate::emit::tokens::{ident, inner_docs};
use crate::resolve::{Fluent, Item, NamespacePlan, RequestModule, VersionPlan};

/// `v1.rs`.
pub(super) fn version(plan: &VersionPlan, fluent: Fluent) -> TokenStream {
    let docs = inner_docs(&[format!("Version {} of the service.", plan.version.as_str())]);
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
    let fluent = (!plan.fluent.modules.is_empty())
        .then(|| fluent::declaration(fluent))
        .flatten();
    quote!(#docs #fluent #models #requests)
}

/// `models.rs`: the types of the root namespace, and a module for each other namespace.
pub(super) fn models(namespaces: &[NamespacePlan]) -> TokenStream {
    let docs = inner_docs(&["Resources, complex types and enumerations.".to_owned()]);
    let children = namespaces
        .iter()
        .filter_map(|namespace| namespace.module.as_deref())
        .map(|module| {
            let module = ident(module);
            quote!(pub mod #module;)
        });
    let root = namespaces
        .iter()
        .find(|namespace| namespace.module.is_none())
        .map(types);
    quote!(#docs #(#children)* #root)
}

/// The module of a namespace other than the root.
pub(super) fn namespace(plan: &NamespacePlan) -> TokenStream {
    let docs = inner_docs(&[format!("The types of the namespace `{}`.", plan.name)]);
    let types = types(plan);
    quote!(#docs #types)
}

fn types(plan: &NamespacePlan) -> TokenStream {
    let modules = plan.files.iter().map(|file| {
        let module = ident(&file.module);
        quote!(mod #module;)
    });
    let exports = plan.files.iter().map(|file| {
        let module = ident(&file.module);
        let mut names: Vec<_> = file.items.iter().map(Item::name).collect();
        names.sort_unstable();
        let names = names.into_iter().map(ident);
        quote!(pub use self::#module::{#(#names),*};)
    });
    quote!(#(#modules)* #(#exports)*)
}

/// `requests.rs`.
pub(super) fn requests(modules: &[RequestModule]) -> TokenStream {
    let docs = inner_docs(&["Requests, a module for each type that they work on.".to_owned()]);
    let modules = modules.iter().map(|module| {
        let module = ident(&module.module);
        quote!(pub mod #module;)
    });
    quote!(#docs #(#modules)*)
}
