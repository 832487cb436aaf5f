//! All modules in one file, for a build script whose crate takes it in by `include!`.

use std::collections::BTreeMap;

use syn::{Item, token};

use super::{EmitError, FileTask, version_files};
use crate::resolve::plan::modules::{ModuleId, Modules};
use crate::resolve::plan::{Plan, VersionClient, VersionPlan};

/// One file that holds every module in its parent: `pub mod v1 { … } pub mod beta { … }`.
///
/// What stands behind a feature of the emitted crate is left out: the crate that takes the file in has features of its
/// own.
///
/// # Errors
///
/// Fails if emitted code does not parse, which no input may bring about.
pub fn single_file(plan: &Plan) -> Result<syn::File, EmitError> {
    let mut versions: Vec<&VersionPlan> = plan.versions.iter().collect();
    versions.sort_by_key(|version| version.name());
    let modules = versions.iter().map(|version| version_module(plan, version));
    Ok(syn::File {
        attrs: Vec::new(),
        items: modules.collect::<Result<_, _>>()?,
        shebang: None,
        frontmatter: None,
    })
}

fn version_module(plan: &Plan, version: &VersionPlan) -> Result<Item, EmitError> {
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
    let name = super::tokens::ident(&modules[modules.version].name);
    let mut item: syn::ItemMod = syn::parse_quote!(pub mod #name {});
    if let Some(task) = root {
        files.fill(&mut item, modules.version, &task)?;
    }
    Ok(Item::Mod(item))
}

/// The files of a version by the modules that declare them.
struct Files<'p> {
    modules: &'p Modules,
    /// By the parent and the name of the module.
    by_name: BTreeMap<(Option<ModuleId>, &'p str), (ModuleId, FileTask<'p>)>,
}

impl<'p> Files<'p> {
    fn key(&self, module: ModuleId) -> (Option<ModuleId>, &'p str) {
        let plan = &self.modules[module];
        (plan.parent, &plan.name)
    }

    /// Puts the content of a module's file between its braces, and so on for the modules that it declares.
    fn fill(&self, item: &mut syn::ItemMod, module: ModuleId, task: &FileTask<'_>) -> Result<(), EmitError> {
        let mut file = task.emit()?.file;
        for inner in &mut file.items {
            if let Item::Mod(inner) = inner
                && let name = inner.ident.to_string()
                && let Some((id, task)) = self.by_name.get(&(Some(module), name.as_str()))
            {
                self.fill(inner, *id, task)?;
            }
        }
        item.attrs.append(&mut file.attrs);
        item.content = Some((token::Brace::default(), file.items));
        item.semi = None;
        Ok(())
    }
}
