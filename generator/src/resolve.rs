//! PLACEHOLDER of branch `output`: replaced at merge.
#![allow(missing_docs)]

use crate::diagnostic::Sink;
use crate::model::Model;
use crate::source::{SourceMap, Version};

#[derive(Clone, Debug)]
pub struct Settings {
    pub runtime: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            runtime: "graph_runtime".to_owned(),
        }
    }
}

#[derive(Debug, Default)]
pub struct Plan {
    pub files: Vec<PlannedFile>,
}

#[derive(Debug)]
pub struct PlannedFile {
    pub path: String,
    pub items: Vec<String>,
}

pub fn resolve(_: &SourceMap, model: &Model, _: &Settings, _: &mut Sink) -> Plan {
    let mut files = Vec::new();
    for (version, module) in [(Version::V1, "v1"), (Version::Beta, "beta")] {
        let names: Vec<String> = model
            .types
            .iter()
            .filter(|ty| ty.version == version)
            .map(|ty| ty.name.rsplit('.').next().unwrap_or_default().to_lowercase())
            .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase()))
            .collect();
        if names.is_empty() {
            continue;
        }
        files.push(PlannedFile {
            path: format!("{module}.rs"),
            items: vec!["pub mod models;".to_owned()],
        });
        let items = names
            .iter()
            .map(|name| format!("mod {name}; pub use {name}::*;"))
            .collect();
        files.push(PlannedFile {
            path: format!("{module}/models.rs"),
            items,
        });
        for name in names {
            let items = vec![format!(
                "/// A model.\npub struct T{name} {{ /// Key.\n pub id: Option<String> }}"
            )];
            files.push(PlannedFile {
                path: format!("{module}/models/{name}.rs"),
                items,
            });
        }
    }
    Plan { files }
}
