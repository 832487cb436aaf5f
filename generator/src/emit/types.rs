//! Types of the emitted crate and of the runtime as tokens.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::paths::Paths;
use crate::emit::tokens::ident;
use crate::graph::QueryOption;
use crate::resolve::plan::models::{FieldType, Indirection, Kind, Scalar};
use crate::resolve::plan::operations::BodyPlan;

/// The type of a field, inside its `Option`.
pub(super) fn field_type(ty: FieldType, paths: &Paths<'_>) -> TokenStream {
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
pub(super) fn element_type(kind: Kind, paths: &Paths<'_>) -> TokenStream {
    match kind {
        Kind::Scalar(scalar) => scalar_type(scalar),
        Kind::Enum(id) => paths.tokens(id),
        Kind::Object(ty) => paths.tokens(ty),
        Kind::Flags(id) => {
            let name = paths.tokens(id);
            quote!(rt::Flags<#name>)
        }
    }
}

/// A primitive type.
pub(super) fn scalar_type(scalar: Scalar) -> TokenStream {
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
pub(super) fn slot(ty: FieldType) -> Ident {
    let name = match (ty.kind, ty.collection) {
        (Kind::Object(_), false) => "Object",
        (Kind::Object(_), true) => "Objects",
        (Kind::Enum(_) | Kind::Flags(_), false) => "Enum",
        (Kind::Enum(_) | Kind::Flags(_), true) => "Enums",
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

/// The type of a body; `None` where none is sent.
pub(super) fn body_type(body: &BodyPlan, paths: &Paths<'_>) -> Option<TokenStream> {
    match body {
        BodyPlan::None => None,
        BodyPlan::Model(ty) => Some(paths.tokens(*ty)),
        BodyPlan::Models(ty) => {
            let ty = paths.tokens(*ty);
            Some(quote!(Vec<#ty>))
        }
        BodyPlan::Changes(ty) => {
            let ty = paths.tokens(*ty);
            Some(quote!(rt::Changes<#ty>))
        }
        BodyPlan::Own(id) => Some(paths.tokens(*id)),
        BodyPlan::Json => Some(quote!(rt::Value)),
        BodyPlan::Reference => Some(quote!(rt::Reference)),
        BodyPlan::Bytes(_) => Some(quote!(Vec<u8>)),
    }
}

/// The name of a query option in the runtime.
pub(super) fn option_name(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Count => "Count",
        QueryOption::Expand => "Expand",
        QueryOption::Filter => "Filter",
        QueryOption::OrderBy => "OrderBy",
        QueryOption::Search => "Search",
        QueryOption::Select => "Select",
        QueryOption::Skip => "Skip",
        QueryOption::Top => "Top",
    }
}

/// The method of a request that sets a query option.
pub(super) fn option_method(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Count => "count",
        QueryOption::Expand => "expand",
        QueryOption::Filter => "filter",
        QueryOption::OrderBy => "order_by",
        QueryOption::Search => "search",
        QueryOption::Select => "select",
        QueryOption::Skip => "skip",
        QueryOption::Top => "top",
    }
}
