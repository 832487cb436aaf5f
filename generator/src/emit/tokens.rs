//! Names, paths, types and documentation as tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::resolve::{FieldType, Kind, Scalar, Scope, Wrap};

/// An identifier of the plan, which may be raw.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A path such as `super::call_records::Session` or `::graph_runtime`.
pub(super) fn path(path: &str) -> TokenStream {
    let (root, path) = match path.strip_prefix("::") {
        Some(path) => (Some(quote!(::)), path),
        None => (None, path),
    };
    let segments = path.split("::").map(ident);
    quote!(#root #(#segments)::*)
}

/// The file of a module: raw identifiers lose their mark.
pub(super) fn file_name(module: &str) -> &str {
    module.strip_prefix("r#").unwrap_or(module)
}

/// `/// …` lines. Whatever a page says stays inside string literals, from which the formatter makes comments.
pub(super) fn docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = line.replace(['\n', '\r'], " ");
        if line.is_empty() { line } else { format!(" {line}") }
    });
    quote!(#(#[doc = #lines])*)
}

/// `//! …` lines.
pub(super) fn inner_docs(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        if line.is_empty() {
            line.clone()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#![doc = #lines])*)
}

/// The type of a field, inside its `Option`.
pub(super) fn field_type(ty: &FieldType, scope: &Scope) -> TokenStream {
    let one = match &ty.kind {
        Kind::Scalar(scalar) => scalar_type(*scalar),
        Kind::Enum(name) | Kind::Model(name) => path(&name.relative(scope)),
        Kind::Flags(name) => {
            let name = path(&name.relative(scope));
            quote!(rt::Flags<#name>)
        }
    };
    let inner = if ty.collection { quote!(Vec<#one>) } else { one };
    match ty.wrap {
        Wrap::Plain => inner,
        Wrap::Boxed => quote!(Box<#inner>),
        Wrap::Related => quote!(rt::Related<#inner>),
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
        Scalar::String => quote!(String),
        Scalar::TimeOfDay => quote!(rt::Time),
    }
}

/// The variant of the runtime's slots that holds a field.
pub(super) fn slot(ty: &FieldType) -> Ident {
    let name = match (&ty.kind, ty.collection) {
        (Kind::Model(_), false) => "Object",
        (Kind::Model(_), true) => "Objects",
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
            Scalar::String => "String",
            Scalar::TimeOfDay => "TimeOfDay",
        },
    };
    ident(name)
}
