//! The modules of the emitted crate, and where items stand in them.

use crate::resolve::plan::arena::{Arena, Planned};
use crate::resolve::plan::ids::{ModuleId, kinds};

/// A module of the emitted crate.
#[derive(Clone, Debug)]
pub struct ModulePlan {
    /// The name in Rust, which may be raw.
    pub name: String,
    /// The module that declares it; `None` for the module of the version.
    pub parent: Option<ModuleId>,
    /// How others reach its items.
    pub visibility: Visibility,
}

impl Planned for ModulePlan {
    type Kind = kinds::Module;
}

/// How the items of a module are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Through the module.
    Public,
    /// Through the parent, which exports them as its own: the module is private.
    ReExported,
}

/// The modules of a version.
#[derive(Clone, Debug)]
pub struct Modules {
    modules: Arena<ModulePlan>,
    /// The module of the version, `v1`.
    pub version: ModuleId,
    /// The models of the root namespace; the modules of other namespaces and the files of types stand in it.
    pub models: ModuleId,
    /// The modules of requests stand in it.
    pub requests: ModuleId,
    /// The modules of the steps stand in it.
    pub steps: ModuleId,
}

impl Modules {
    /// The modules that each version has.
    pub(in crate::resolve) fn new(version: &str) -> Self {
        let mut modules = Arena::default();
        let mut add = |name: &str, parent| {
            modules.add(ModulePlan {
                name: name.to_owned(),
                parent,
                visibility: Visibility::Public,
            })
        };
        let version = add(version, None);
        let models = add("models", Some(version));
        let requests = add("requests", Some(version));
        let steps = add("steps", Some(version));
        Self {
            modules,
            version,
            models,
            requests,
            steps,
        }
    }

    /// Adds a module below another.
    pub(in crate::resolve) fn add(
        &mut self,
        parent: ModuleId,
        name: String,
        visibility: Visibility,
    ) -> ModuleId {
        self.modules.add(ModulePlan {
            name,
            parent: Some(parent),
            visibility,
        })
    }

    /// The module from which others take the items of a module: itself, or the parent that exports them.
    pub fn exporting(&self, module: ModuleId) -> ModuleId {
        let plan = &self[module];
        match (plan.visibility, plan.parent) {
            (Visibility::ReExported, Some(parent)) => parent,
            _ => module,
        }
    }

    /// A module and those around it, up to that of the version, which is the last.
    pub fn ancestors(&self, module: ModuleId) -> impl Iterator<Item = ModuleId> {
        std::iter::successors(Some(module), |at| self[*at].parent)
    }
}

impl std::ops::Index<ModuleId> for Modules {
    type Output = ModulePlan;

    fn index(&self, id: ModuleId) -> &ModulePlan {
        &self.modules[id]
    }
}

/// Where an item stands and what it is called there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location<'p> {
    /// The module in which the item is written.
    pub module: ModuleId,
    /// The name in Rust.
    pub name: &'p str,
}
