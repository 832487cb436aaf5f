//! How one module of the emitted crate names what stands in another.
//!
//! Paths are relative, so that the output can stand in any module of any crate.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens;
use crate::resolve::plan::Items;
use crate::resolve::plan::ids::{ItemId, ModuleId};
use crate::resolve::plan::modules::Location;

/// The paths from one module to others.
pub(in crate::emit) struct Paths<'p> {
    /// The items of the version.
    pub(in crate::emit) items: &'p Items,
    from: ModuleId,
    /// The modules that the module imports, and whether a path begins with them.
    imports: Vec<(ModuleId, Cell<bool>)>,
}

impl<'p> Paths<'p> {
    /// Paths in a module that imports nothing.
    pub(in crate::emit) fn new(items: &'p Items, from: ModuleId) -> Self {
        Self::importing(items, from, &[])
    }

    /// Paths in a module that imports other modules: those that [`Paths::imports`] lists in the end.
    pub(in crate::emit) fn importing(items: &'p Items, from: ModuleId, imports: &[ModuleId]) -> Self {
        Self {
            items,
            from,
            imports: imports.iter().map(|module| (*module, Cell::new(false))).collect(),
        }
    }

    /// The paths in the same module when nothing is imported, as links in documentation are written.
    pub(in crate::emit) fn without_imports(&self) -> Self {
        Self::new(self.items, self.from)
    }

    /// The path of an item.
    pub(in crate::emit) fn item(&self, item: impl Into<ItemId>) -> String {
        self.named(self.items.location(item.into()))
    }

    /// The path of an item as tokens.
    pub(in crate::emit) fn tokens(&self, item: impl Into<ItemId>) -> TokenStream {
        tokens::path(&self.item(item))
    }

    /// The path of what has a name in a module.
    pub(in crate::emit) fn named(&self, Location { module, name }: Location<'_>) -> String {
        if module == self.from {
            return name.to_owned();
        }
        let mut path = self.module(self.items.modules.exporting(module));
        path.push(name);
        path.join("::")
    }

    /// The imports that paths begin with, in the order in which they were given, each with the attribute.
    pub(in crate::emit) fn imports(&self, attribute: Option<&TokenStream>) -> TokenStream {
        let used = self.imports.iter().filter(|(_, used)| used.get());
        let lines = used.map(|(module, _)| {
            let path = self.relative(*module).join("::");
            let path = tokens::path(&path);
            quote!(#attribute use #path;)
        });
        quote!(#(#lines)*)
    }

    /// The path of a module: from an import that it stands in, or else from this module.
    fn module(&self, to: ModuleId) -> Vec<&str> {
        let modules = &self.items.modules;
        let import = self
            .imports
            .iter()
            .find(|(import, _)| modules.ancestors(to).any(|module| module == *import));
        let Some((import, used)) = import else {
            return self.relative(to);
        };
        used.set(true);
        let mut path = below(self.items, *import, to);
        path.insert(0, &modules[*import].name);
        path
    }

    /// The path of a module from this one.
    fn relative(&self, to: ModuleId) -> Vec<&str> {
        let modules = &self.items.modules;
        let is_around = |module: &ModuleId| modules.ancestors(to).any(|other| other == *module);
        let mut around = modules.ancestors(self.from).enumerate();
        let (ups, common) = around
            .find(|(_, module)| is_around(module))
            .unwrap_or((0, modules.version));
        let mut path = vec!["super"; ups];
        path.extend(below(self.items, common, to));
        path
    }
}

/// The names of the modules that lead from one module to another that stands in it.
pub(in crate::emit) fn below(items: &Items, from: ModuleId, to: ModuleId) -> Vec<&str> {
    let modules = &items.modules;
    let way = modules.ancestors(to).take_while(|module| *module != from);
    let mut names: Vec<&str> = way.map(|module| modules[module].name.as_str()).collect();
    names.reverse();
    names
}

/// The path of an item from the root of the emitted crate: `v1::models::User`.
pub fn from_root(items: &Items, item: ItemId) -> String {
    let Location { module, name } = items.location(item);
    let modules = &items.modules;
    let mut names: Vec<&str> = modules
        .ancestors(modules.exporting(module))
        .map(|module| modules[module].name.as_str())
        .collect();
    names.reverse();
    names.push(name);
    names.join("::")
}

/// The path of a module's file, with `/`: `v1/models/user.rs`.
pub(in crate::emit) fn file(items: &Items, module: ModuleId) -> String {
    let modules = &items.modules;
    let mut names: Vec<&str> = modules
        .ancestors(module)
        .map(|module| tokens::file_name(&modules[module].name))
        .collect();
    names.reverse();
    format!("{}.rs", names.join("/"))
}
