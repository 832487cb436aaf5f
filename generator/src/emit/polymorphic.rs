//! Polymorphic types: a value of a type or of one derived from it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs;
use crate::emit::paths::Paths;
use crate::emit::tokens::{doc_lines, ident};
use crate::emit::types::{element_type, field_type};
use crate::resolve::plan::models::{FieldType, Indirection, Kind, PolymorphicPlan, Scalar};

pub(super) fn polymorphic(plan: &PolymorphicPlan, paths: &Paths<'_>) -> TokenStream {
    let structs = &paths.items.structs;
    let base_plan = &structs[plan.base];
    let name = ident(&plan.name);
    let enum_docs = doc_lines(&docs::of_polymorphic(plan, base_plan));
    let base = (
        ident(&base_plan.name),
        paths.tokens(plan.base),
        &base_plan.graph_name,
    );
    let derived = plan.derived.iter().map(|derived| {
        (
            ident(&derived.variant),
            paths.tokens(derived.ty),
            &structs[derived.ty].graph_name,
        )
    });
    let all: Vec<_> = std::iter::once(base.clone()).chain(derived).collect();
    let base_variant = &base.0;
    let variants = all.iter().skip(1).map(|(variant, ty, graph_name)| {
        let docs = doc_lines(&[format!("`{graph_name}`.")]);
        quote!(#docs #variant(Box<#ty>))
    });
    let types = all
        .iter()
        .map(|(variant, _, graph_name)| quote!((#graph_name, || Self::#variant(Default::default()))));
    let held = all
        .iter()
        .map(|(variant, ..)| quote!(Self::#variant(value) => &**value,));
    let value_mut = all
        .iter()
        .map(|(variant, ..)| quote!(Self::#variant(value) => &mut **value,));
    let conversions = all.iter().map(|(variant, ty, _)| {
        quote! {
            impl From<#ty> for #name {
                #[inline]
                fn from(value: #ty) -> Self {
                    Self::#variant(Box::new(value))
                }
            }
        }
    });
    let getters = base_plan.fields.iter().enumerate().map(|(index, field)| {
        let docs = doc_lines(&docs::lines(&field.docs, paths));
        let name = ident(&field.name);
        let (ty, field_is, lent) = borrowed(field.ty, paths);
        let index = Literal::usize_unsuffixed(index);
        quote! {
            #docs
            #[inline]
            pub fn #name(&self) -> Option<#ty> {
                rt::base_field #field_is (self, #index) #lent
            }
        }
    });
    let getters = (!base_plan.fields.is_empty()).then(|| quote!(impl #name { #(#getters)* }));
    quote! {
        #enum_docs
        #[non_exhaustive]
        pub enum #name {
            /// The type itself, or a derived type that this version of the SDK does not know, whose other
            /// properties are in `additional`.
            #base_variant(Box<#base_variant>),
            #(#variants,)*
        }

        #getters

        impl rt::Polymorphic for #name {
            const TYPES: &'static [(&'static str, fn() -> Self)] = &[#(#types),*];
            fn value(&self) -> &dyn rt::Model {
                match self { #(#held)* }
            }
            fn value_mut(&mut self) -> &mut dyn rt::Model {
                match self { #(#value_mut)* }
            }
        }

        rt::impl_polymorphic!(#name);

        #(#conversions)*
    }
}

/// The type that a getter returns, what must be said of the field, and how the one comes from a reference to the
/// other: text as `&str`, a list as a slice, a small value as it is.
fn borrowed(ty: FieldType, paths: &Paths<'_>) -> (TokenStream, TokenStream, TokenStream) {
    let whole = field_type(ty, paths);
    if ty.collection && ty.indirection == Indirection::None {
        let element = element_type(ty.kind, paths);
        return (
            quote!(&[#element]),
            quote!(::<_, Vec<_>>),
            quote!(.map(Vec::as_slice)),
        );
    }
    match ty.kind {
        Kind::Scalar(Scalar::String) => (quote!(&str), quote!(), quote!(.map(String::as_str))),
        Kind::Scalar(
            Scalar::Bool
            | Scalar::Date
            | Scalar::DateTime
            | Scalar::Double
            | Scalar::Guid
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::TimeOfDay,
        ) => (whole, quote!(), quote!(.copied())),
        _ => (quote!(&#whole), quote!(), quote!()),
    }
}
