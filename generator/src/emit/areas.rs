//! Areas: the `#[cfg]` of what is there only with the feature of an area.

use proc_macro2::TokenStream;
use quote::quote;

use crate::resolve::plan::VersionPlan;
use crate::resolve::plan::ids::ModuleId;

/// The `#[cfg]` of an item that names `module`: the item is there if one of the features is on that bring the module.
///
/// `around` is the module in which the item stands; `None` for one that does not depend on features. There is no `#[cfg]`
/// where each feature that brings `around` brings `module`, too.
pub(super) fn condition(version: &VersionPlan, module: ModuleId, around: Option<ModuleId>) -> TokenStream {
    match version.areas.features(module, around)[..] {
        [] => TokenStream::new(),
        [feature] => quote!(#[cfg(feature = #feature)]),
        ref features => quote!(#[cfg(any(#(feature = #features),*))]),
    }
}
