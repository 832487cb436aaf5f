//! What stands behind the feature of an area.

use proc_macro2::TokenStream;
use quote::quote;

use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::modules::ModuleId;

/// The condition under which a module is there, for what names it from the module `around`, or where there is no such
/// module from one that is always there. Nothing where it is there whenever the other is.
pub(super) fn condition(version: &VersionPlan, module: ModuleId, around: Option<ModuleId>) -> TokenStream {
    match version.areas.features(module, around)[..] {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        ref features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}
