//! All modules in one file, for a build script whose crate takes it in by `include!`.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::tokens::ident;
use super::{EmittedFile, FileTask, version_files};
use crate::resolve::plan::modules::{ModuleId, Modules};
use crate::resolve::plan::{Plan, VersionClient, VersionPlan};

/// One file that holds every module in its parent: `pub mod v1 { … } pub mod beta { … }`.
///
/// What stands behind a feature of the emitted crate is left out: the crate that takes the file in has features of its
/// own.
pub fn single_file(plan: &Plan) -> EmittedFile {
    let mut versions: Vec<&VersionPlan> = plan.versions.iter().collect();
    versions.sort_by_key(|version| version.name());
    EmittedFile {
        path: "the file of all modules".to_owned(),
        source: None,
        tokens: versions
            .iter()
            .map(|version| version_module(plan, version))
            .collect(),
    }
}

fn version_module(plan: &Plan, version: &VersionPlan) -> TokenStream {
    let client = match plan.client {
        VersionClient::Feature => VersionClient::None,
        other => other,
    };
    let modules = &version.items.modules;
    let mut files = Files {
        modules,
        by_name: BTreeMap::new(),
    };
    let mut root = None;
    for (module, task) in version_files(plan, version, client) {
        if module == modules.version {
            root = Some(task);
        } else {
            files.by_name.insert(files.key(module), (module, task));
        }
    }
    let name = ident(&modules[modules.version].name);
    let content = root.map(|task| files.content(modules.version, &task));
    quote!(pub mod #name { #content })
}

/// The files of a version by the modules that declare them.
struct Files<'p> {
    modules: &'p Modules,
    /// By the parent and the name of the module.
    by_name: BTreeMap<(Option<ModuleId>, String), (ModuleId, FileTask<'p>)>,
}

impl<'p> Files<'p> {
    fn key(&self, module: ModuleId) -> (Option<ModuleId>, String) {
        let plan = &self.modules[module];
        (plan.parent, plan.name.clone())
    }

    /// The module of a name that a module declares.
    fn declared(&self, module: ModuleId, name: &str) -> Option<&(ModuleId, FileTask<'p>)> {
        self.by_name.get(&(Some(module), name.to_owned()))
    }

    /// What a module's file holds, in which each module that it declares has its content between braces in place of the `;`.
    fn content(&self, module: ModuleId, task: &FileTask<'_>) -> TokenStream {
        let mut content = TokenStream::new();
        let (mut is_mod, mut declared) = (false, None::<&(ModuleId, FileTask<'p>)>);
        for token in task.emit().tokens {
            if let Some((id, task)) = declared.take()
                && matches!(&token, TokenTree::Punct(end) if end.as_char() == ';')
            {
                let inner = self.content(*id, task);
                content.extend(quote!({ #inner }));
                continue;
            }
            if is_mod && let TokenTree::Ident(name) = &token {
                declared = self.declared(module, &name.to_string());
            }
            is_mod = matches!(&token, TokenTree::Ident(keyword) if keyword == "mod");
            content.extend([token]);
        }
        content
    }
}
