//! Polymorphic types: a value of a type or of one derived from it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs;
use crate::emit::docs::deprecation;
use crate::emit::models::structs::element_type;
use crate::emit::modules::paths::Paths;
use crate::emit::tokens::{doc_lines, ident};
use crate::graph::Scalar;
use crate::resolve::plan::models::{FieldType, Kind, PolymorphicPlan};

pub(in crate::emit) fn polymorphic(plan: &PolymorphicPlan, paths: &Paths<'_>) -> TokenStream {
    let structs = &paths.items.structs;
    let base_plan = &structs[plan.base];
    let name = ident(&plan.name);
    let enum_docs = doc_lines(&docs::of_polymorphic(plan, base_plan));
    let base = (
        ident(&base_plan.name),
        paths.tokens(plan.base),
        base_plan.name_in_tables(),
    );
    let derived = plan.derived.iter().map(|derived| {
        (
            ident(&derived.variant),
            paths.tokens(derived.ty),
            structs[derived.ty].name_in_tables(),
        )
    });
    let all: Vec<_> = std::iter::once(base.clone()).chain(derived).collect();
    let base_variant = &base.0;
    let variants = all.iter().skip(1).map(|(variant, ty, graph_name)| {
        let docs = doc_lines(&[format!("`{graph_name}`.")]);
        quote!(#docs #variant(Box<#ty>))
    });
    let rows = all
        .iter()
        .map(|(variant, ty, graph_name)| quote!(#variant(#ty) = #graph_name;));
    let getters = base_plan.fields.iter().enumerate().map(|(index, field)| {
        let docs = doc_lines(&docs::lines(&field.docs, paths));
        let (name, lent) = (ident(&field.name), lent(field.ty, paths));
        let index = Literal::usize_unsuffixed(index);
        let deprecated = deprecation::attribute(field.deprecated.as_deref());
        quote!(#docs #deprecated #index #name: #lent;)
    });
    let getters = (!base_plan.fields.is_empty()).then(|| quote!(rt::getters! { #name; #(#getters)* }));
    quote! {
        #enum_docs
        #[non_exhaustive]
        pub enum #name {
            /// The type itself, or a derived type that this version of the SDK does not know, whose other
            /// properties are in `additional`.
            #base_variant(Box<#base_variant>),
            #(#variants,)*
        }

        rt::polymorphic! {
            #name;
            #(#rows)*
        }

        #getters
    }
}

/// The type that a getter returns: a text or a list as a slice, a small value as it is, all others as references.
fn lent(ty: FieldType, paths: &Paths<'_>) -> TokenStream {
    let element = element_type(ty.kind, paths);
    if ty.collection {
        return quote!(&[#element]);
    }
    match ty.kind {
        Kind::Scalar(Scalar::String) => quote!(&str),
        Kind::Scalar(
            Scalar::Bool
            | Scalar::Date
            | Scalar::DateTime
            | Scalar::Double
            | Scalar::Guid
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::TimeOfDay,
        ) => element,
        _ => quote!(&#element),
    }
}
