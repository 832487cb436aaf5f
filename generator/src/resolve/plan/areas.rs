//! The areas in the plan: parts of a version that a program can do without.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::plan::ids::ModuleId;

/// A part of a version: all below a first segment of a path, or what no request names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaPlan {
    /// The feature of the emitted crate.
    pub feature: String,
    /// The first segments of its paths, `/users`; none for the types that no request names.
    pub roots: Vec<String>,
}

/// The place of an area in the list of a version.
pub type AreaIndex = usize;

/// The areas of a version, and which modules they need.
#[derive(Clone, Debug, Default)]
pub struct AreasPlan {
    /// The areas.
    pub areas: Vec<AreaPlan>,
    /// The areas that need a module. One that is missing is always there.
    pub(in crate::resolve) modules: BTreeMap<ModuleId, BTreeSet<AreaIndex>>,
}

impl AreasPlan {
    /// The features of which one brings a module, where there is a module `around` what names it: empty where that is not
    /// there without it, or it is always there.
    pub fn features(&self, module: ModuleId, around: Option<ModuleId>) -> Vec<&str> {
        let Some(needed) = self.modules.get(&module) else {
            return Vec::new();
        };
        let around = around.and_then(|around| self.modules.get(&around));
        if around.is_some_and(|around| around.is_subset(needed)) {
            return Vec::new();
        }
        needed
            .iter()
            .map(|area| self.areas[*area].feature.as_str())
            .collect()
    }
}
