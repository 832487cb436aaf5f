//! The table of all types with their bases. A model looks up in it whether an object that names another type is derived
//! from its own.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::ident;
use crate::resolve::plan::ids::ItemId;
use crate::resolve::plan::modules::Location;
use crate::resolve::plan::{Items, VersionPlan};

/// The name of the table.
const NAME: &str = "TYPES";

/// Where the table stands: in the module of all models.
pub(in crate::emit) fn location(items: &Items) -> Location<'static> {
    Location {
        module: items.modules.models,
        name: NAME,
    }
}

/// The table.
pub(in crate::emit) fn type_table(plan: &VersionPlan) -> TokenStream {
    let structs = &plan.items.structs;
    let models = plan.models().filter_map(|item| match item {
        ItemId::Struct(id) => Some(&structs[id]),
        _ => None,
    });
    let rows = models.map(|model| {
        let base = model.base.map_or("", |base| structs[base].name_in_tables());
        let name = model.name_in_tables();
        quote!(#name: #base;)
    });
    let name = ident(NAME);
    quote! {
        rt::type_table! {
            #name;
            #(#rows)*
        }
    }
}
