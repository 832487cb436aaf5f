//! Open enumerations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs;
use crate::emit::paths::Paths;
use crate::emit::tokens::{doc_lines, ident};
use crate::resolve::plan::models::EnumPlan;

pub(super) fn open_enum(plan: &EnumPlan, paths: &Paths<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let enum_docs = doc_lines(&docs::lines(&plan.docs, paths));
    let unrecognized = ident(&plan.unrecognized);
    let variants = plan.variants.iter().map(|variant| {
        let docs = doc_lines(&docs::lines(&variant.docs, paths));
        let name = ident(&variant.name);
        quote!(#docs #name)
    });
    let members = plan.variants.iter().map(|variant| {
        let (json, name) = (&variant.json, ident(&variant.name));
        quote!((#json, Self::#name))
    });
    let texts = plan.variants.iter().map(|variant| {
        let (json, name) = (&variant.json, ident(&variant.name));
        quote!(Self::#name => #json)
    });
    quote! {
        #enum_docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version of the SDK does not know.
            #unrecognized(rt::Unrecognized<Self>),
        }

        impl rt::OpenEnum for #name {
            const MEMBERS: &'static [(&'static str, Self)] = &[#(#members),*];
            #[inline]
            fn from_unrecognized(value: rt::Unrecognized<Self>) -> Self {
                Self::#unrecognized(value)
            }
            #[inline]
            fn as_str(&self) -> &str {
                match self {
                    #(#texts,)*
                    Self::#unrecognized(value) => value.as_str(),
                }
            }
        }

        rt::impl_open_enum!(#name);
    }
}
