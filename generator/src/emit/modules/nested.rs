//! All modules in one file, for a build script whose crate takes it in by `include!`.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::ident;
use crate::emit::{EmittedFile, FileTask, version_files};
use crate::resolve::plan::ids::ModuleId;
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
    let root = version.items.modules.version;
    let files = Files {
        by_module: version_files(plan, version, client).into_iter().collect(),
    };
    let name = ident(&version.items.modules[root].name);
    let content = files.body(root);
    quote!(pub mod #name #content)
}

/// The files of a version by their modules.
struct Files<'p> {
    by_module: BTreeMap<ModuleId, FileTask<'p>>,
}

impl Files<'_> {
    /// What stands behind the name of a module: its file between braces, in which the modules that it declares have theirs.
    fn body(&self, module: ModuleId) -> TokenStream {
        let Some(task) = self.by_module.get(&module) else {
            return quote!(;);
        };
        let content = task.tokens(&|module| self.body(module));
        quote!({ #content })
    }
}
