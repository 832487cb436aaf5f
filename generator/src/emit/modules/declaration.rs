//! Declarations of modules, whose content is a file of its own or stands between braces.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::ident;
use crate::resolve::plan::Items;
use crate::resolve::plan::ids::ModuleId;
use crate::resolve::plan::modules::Visibility;

/// What stands behind the name of a declared module: `;` where it is a file of its own, or its content.
pub(in crate::emit) type ModuleBody<'b> = &'b dyn Fn(ModuleId) -> TokenStream;

/// The declaration of a module.
pub(in crate::emit) fn declaration(items: &Items, module: ModuleId, body: ModuleBody<'_>) -> TokenStream {
    let plan = &items.modules[module];
    let visibility = (plan.visibility == Visibility::Public).then(|| quote!(pub));
    let (name, body) = (ident(&plan.name), body(module));
    quote!(#visibility mod #name #body)
}
