//! Open enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs;
use crate::emit::docs::deprecation;
use crate::emit::modules::paths::Paths;
use crate::emit::tokens::{doc_lines, ident};
use crate::resolve::plan::models::EnumPlan;

pub(in crate::emit) fn open_enum(plan: &EnumPlan, paths: &Paths<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let enum_docs = doc_lines(&docs::lines(&plan.docs, paths));
    let unrecognized = ident(&plan.unrecognized);
    let variants = plan.variants.iter().map(|variant| {
        let docs = doc_lines(&docs::lines(&variant.docs, paths));
        let name = ident(&variant.name);
        let deprecated = deprecation::attribute(variant.deprecated.as_deref());
        quote!(#docs #deprecated #name)
    });
    let rows = plan.variants.iter().map(|variant| {
        let (json, name) = (&variant.json, ident(&variant.name));
        quote!(#name = #json;)
    });
    let flags = plan.flags.then(|| quote!(, flags));
    quote! {
        #enum_docs
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version of the SDK does not know.
            #unrecognized(rt::Unrecognized<Self>),
        }

        rt::open_enum! {
            #name, unrecognized: #unrecognized #flags;
            #(#rows)*
        }
    }
}
