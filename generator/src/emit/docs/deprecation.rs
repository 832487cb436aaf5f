//! `#[deprecated]`, for what the pages call so.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::rustdoc::escape;
use crate::resolve::plan::Items;

/// The attribute of an item that a page calls deprecated, with what the page says of it. The compiler prints the note, and
/// rustdoc reads it as Markdown.
pub(in crate::emit) fn attribute(said: Option<&str>) -> Option<TokenStream> {
    let said = said?;
    let says_more = !said.trim_end_matches('.').eq_ignore_ascii_case("deprecated");
    Some(if says_more {
        let note = escape(said);
        quote!(#[deprecated(note = #note)])
    } else {
        quote!(#[deprecated])
    })
}

/// The attribute of a version in which something is deprecated. The tables and requests of the version name it without a
/// warning; programs that use it get one.
pub(in crate::emit) fn allowance(items: &Items) -> Option<TokenStream> {
    let structs = items.structs.iter().any(|(_, plan)| {
        plan.deprecated.is_some() || plan.fields.iter().any(|field| field.deprecated.is_some())
    });
    let mut members = items.enums.iter().flat_map(|(_, plan)| &plan.variants);
    let mut operations = items.operations.iter();
    let has_any = structs
        || members.any(|member| member.deprecated.is_some())
        || operations.any(|(_, plan)| plan.deprecated.is_some());
    has_any.then(|| quote!(#![allow(deprecated)]))
}
