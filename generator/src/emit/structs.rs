//! Models: a struct, and its fields as slots.
//!
//! The slots of a model lead to all models that it is related to, and in Microsoft Graph that is half of them. So
//! they are compiled once, with the crate. As `#[inline]` functions they were compiled again for each program that uses
//! any of them, and a program with ten requests took 50 s of processor time. The bodies of requests lead to nothing
//! else, and most programs use few of them, so they are `#[inline]`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs;
use crate::emit::paths::Paths;
use crate::emit::tokens::{doc_lines, ident};
use crate::emit::types::{field_type, slot};
use crate::resolve::plan::models::{StructPlan, StructRole};

pub(super) fn model(plan: &StructPlan, paths: &Paths<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let additional = ident(&plan.additional);
    let struct_docs = doc_lines(&docs::lines(&plan.docs, paths));
    let fields = plan.fields.iter().map(|field| {
        let docs = doc_lines(&docs::lines(&field.docs, paths));
        let (name, ty) = (ident(&field.name), field_type(field.ty, paths));
        if plan.role == StructRole::Update {
            quote!(#docs pub #name: rt::Patch<#ty>)
        } else {
            quote!(#docs pub #name: Option<#ty>)
        }
    });
    let graph_name = &plan.graph_name;
    let json_names = plan.fields.iter().map(|field| &field.json);
    let write_type = plan.write_type;
    let arms = |of: &str, borrow: TokenStream| -> TokenStream {
        let of = ident(of);
        let arms = plan.fields.iter().enumerate().map(|(index, field)| {
            let (index, slot, name) = (
                Literal::usize_unsuffixed(index),
                if plan.role == StructRole::Update {
                    ident("Patch")
                } else {
                    slot(field.ty)
                },
                ident(&field.name),
            );
            quote!(#index => rt::#of::#slot(#borrow self.#name),)
        });
        quote!(#(#arms)* _ => rt::#of::None,)
    };
    let (slots, slot_refs) = (arms("SlotMut", quote!(&mut)), arms("SlotRef", quote!(&)));
    // A match needs an arm beside the one for everything else.
    let (index, slots, slot_refs) = if plan.fields.is_empty() {
        (
            quote!(_index),
            quote!(rt::SlotMut::None),
            quote!(rt::SlotRef::None),
        )
    } else {
        (
            quote!(index),
            quote!(match index { #slots }),
            quote!(match index { #slot_refs }),
        )
    };
    let inline = match plan.role {
        StructRole::Model => None,
        StructRole::Body | StructRole::Update => Some(quote!(#[inline])),
    };
    quote! {
        #struct_docs
        #[derive(Default)]
        pub struct #name {
            #(#fields,)*
            /// Properties that this version of the SDK does not know; they are kept and written back.
            pub #additional: rt::Additional,
        }

        impl rt::Model for #name {
            #inline
            fn schema(&self) -> &'static rt::Schema {
                &rt::Schema {
                    name: #graph_name,
                    fields: &[#(#json_names),*],
                    write_type: #write_type,
                }
            }
            #inline
            fn slot(&mut self, #index: usize) -> rt::SlotMut<'_> {
                #slots
            }
            #inline
            fn slot_ref(&self, #index: usize) -> rt::SlotRef<'_> {
                #slot_refs
            }
            #inline
            fn additional(&self) -> &rt::Additional {
                &self.#additional
            }
            #inline
            fn additional_mut(&mut self) -> &mut rt::Additional {
                &mut self.#additional
            }
        }

        rt::impl_model!(#name);
    }
}
