//! Models: a struct, the types of its fields, and the table of them.
//!
//! The slots of a model lead to all models that it is related to, and in Microsoft Graph that is half of them. So
//! they are compiled once, with the crate. As `#[inline]` functions they were compiled again for each program that uses
//! any of them, and a program with ten requests took 50 s of processor time. The bodies of requests lead to nothing
//! else, and most programs use few of them, so they are `#[inline]`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::docs;
use crate::emit::docs::deprecation;
use crate::emit::models::type_table;
use crate::emit::modules::paths::Paths;
use crate::emit::requests::query_options;
use crate::emit::tokens::{self, doc_lines, ident};
use crate::graph::Scalar;
use crate::resolve::plan::models::{FieldPlan, FieldType, Indirection, Kind, StructPlan, StructRole};

pub(in crate::emit) fn model(plan: &StructPlan, paths: &Paths<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let additional = ident(&plan.additional);
    let struct_docs = doc_lines(&docs::lines(&plan.docs, paths));
    let fields = plan.fields.iter().map(|field| {
        let docs = doc_lines(&docs::lines(&field.docs, paths));
        let (name, ty) = (ident(&field.name), field_type(field.ty, paths));
        let deprecated = deprecation::attribute(field.deprecated.as_deref());
        if plan.role == StructRole::Update {
            quote!(#docs #deprecated pub #name: rt::Patch<#ty>)
        } else {
            quote!(#docs #deprecated pub #name: Option<#ty>)
        }
    });
    let deprecated = deprecation::attribute(plan.deprecated.as_deref());
    let table = table(plan, paths);
    quote! {
        #struct_docs
        #deprecated
        pub struct #name {
            #(#fields,)*
            /// Properties that this version of the SDK does not know; they are kept and written back.
            pub #additional: rt::Additional,
        }

        #table
    }
}

/// The table of the runtime that makes a struct a model.
fn table(plan: &StructPlan, paths: &Paths<'_>) -> TokenStream {
    let (name, additional) = (ident(&plan.name), ident(&plan.additional));
    let (graph_name, write_type) = (plan.name_in_tables(), plan.write_type);
    let types = plan.checks_type.then(|| {
        let types = tokens::path(&paths.named(type_table::location(paths.items)));
        quote!(types: #types,)
    });
    let inline = match plan.role {
        StructRole::Model => None,
        StructRole::Body | StructRole::Update => Some(quote!(#[inline])),
    };
    let from = plan.made_of.map(|model| {
        let model = paths.tokens(model);
        quote!(, from: #model)
    });
    let rows = plan.fields.iter().enumerate().map(|(index, field)| {
        let index = Literal::usize_unsuffixed(index);
        let (name, slot, json) = (ident(&field.name), slot_of(field, plan.role), &field.json);
        let constant = (plan.role == StructRole::Model).then(|| {
            let constant = ident(&field.constant);
            let supports = query_options::of_constant(&field.supports);
            let deprecated = deprecation::attribute(field.deprecated.as_deref());
            quote!(, #deprecated #constant #supports)
        });
        quote!(#index #name: #slot = #json #constant;)
    });
    quote! {
        rt::model! {
            #inline #name = #graph_name, write_type: #write_type, #types additional: #additional #from;
            #(#rows)*
        }
    }
}

/// The slot of a field in a struct with this role.
fn slot_of(field: &FieldPlan, role: StructRole) -> Ident {
    match role {
        StructRole::Model | StructRole::Body => slot(field.ty),
        StructRole::Update => ident("Patch"),
    }
}

/// The type of a field, inside its `Option`.
pub(in crate::emit) fn field_type(ty: FieldType, paths: &Paths<'_>) -> TokenStream {
    let element = element_type(ty.kind, paths);
    let inner = if ty.collection {
        quote!(Vec<#element>)
    } else {
        element
    };
    match ty.indirection {
        Indirection::None => inner,
        Indirection::Boxed => quote!(Box<#inner>),
        Indirection::Related => quote!(rt::Related<#inner>),
    }
}

/// The type of one value, or of an element of a list.
pub(in crate::emit) fn element_type(kind: Kind, paths: &Paths<'_>) -> TokenStream {
    match kind {
        Kind::Scalar(scalar) => scalar_type(scalar),
        Kind::Enum(id) => {
            let name = paths.tokens(id);
            if paths.items.enums[id].flags {
                quote!(rt::Flags<#name>)
            } else {
                name
            }
        }
        Kind::Object(ty) => paths.tokens(ty),
    }
}

/// A primitive type.
pub(in crate::emit) fn scalar_type(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Binary => quote!(rt::Binary),
        Scalar::Bool => quote!(bool),
        Scalar::Date => quote!(rt::Date),
        Scalar::DateTime => quote!(rt::OffsetDateTime),
        Scalar::Decimal => quote!(rt::Decimal),
        Scalar::Double => quote!(f64),
        Scalar::Duration => quote!(rt::Duration),
        Scalar::Guid => quote!(rt::Uuid),
        Scalar::Int32 => quote!(i32),
        Scalar::Int64 => quote!(i64),
        Scalar::Json => quote!(rt::Value),
        Scalar::Reference => quote!(rt::Reference),
        Scalar::String => quote!(String),
        Scalar::TimeOfDay => quote!(rt::Time),
    }
}

/// The variant of the runtime's slots that holds a field.
fn slot(ty: FieldType) -> Ident {
    let name = match (ty.kind, ty.collection) {
        (Kind::Object(_), false) => "Object",
        (Kind::Object(_), true) => "Objects",
        (Kind::Enum(_), false) => "Enum",
        (Kind::Enum(_), true) => "Enums",
        (Kind::Scalar(Scalar::String), true) => "Strings",
        (Kind::Scalar(_), true) => "Scalars",
        (Kind::Scalar(scalar), false) => match scalar {
            Scalar::Binary => "Binary",
            Scalar::Bool => "Bool",
            Scalar::Date => "Date",
            Scalar::DateTime => "DateTime",
            Scalar::Decimal => "Decimal",
            Scalar::Double => "Double",
            Scalar::Duration => "Duration",
            Scalar::Guid => "Guid",
            Scalar::Int32 => "Int32",
            Scalar::Int64 => "Int64",
            Scalar::Json => "Json",
            Scalar::Reference => "Reference",
            Scalar::String => "String",
            Scalar::TimeOfDay => "TimeOfDay",
        },
    };
    ident(name)
}
