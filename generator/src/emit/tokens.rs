//! Names, paths and documentation as tokens.

pub(in crate::emit) mod line;
pub(in crate::emit) mod piece;
pub(in crate::emit) mod text;
pub(in crate::emit) mod tree;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// An identifier of the plan, which may be raw.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()),
        None => Ident::new(name, Span::call_site()),
    }
}

/// A path such as `crate::emit::call_records::Session` or `::graph_runtime`.
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
pub(super) fn doc_lines(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| {
        let line = line.replace(['\n', '\r'], " ");
        if line.is_empty() { line } else { format!(" {line}") }
    });
    quote!(#(#[doc = #lines])*)
}

/// A `//! …` line.
pub(super) fn inner_doc(line: &str) -> TokenStream {
    let line = format!(" {line}");
    quote!(#![doc = #line])
}
