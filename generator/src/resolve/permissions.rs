//! The permissions of a request, chosen from the tables of its page.

use std::collections::BTreeSet;

use crate::graph::{PermissionFacts, singular};
use crate::model::Operation;
use crate::resolve::names::words;
use crate::resolve::plan::operations::PermissionPlan;
use crate::span::Spanned;

/// The tables that are about a request. A page can have a table for each of several resources, "device", "group
/// event"; such a table counts for the paths that name its resource. Where no table names a resource of the path, all
/// tables count.
pub(super) fn relevant(operation: &Operation) -> Vec<&PermissionFacts> {
    let tables = &operation.permissions;
    let fixed: Vec<String> = operation
        .paths
        .iter()
        .flat_map(|path| path.template.fixed_names())
        .map(|word| singular(word).to_lowercase())
        .collect();
    let is_about = |table: &&PermissionFacts| {
        let last = table
            .subject
            .as_deref()
            .map(words)
            .and_then(|words| words.last().cloned());
        last.is_some_and(|last| fixed.contains(&singular(&last)))
    };
    let about: Vec<&PermissionFacts> = tables.iter().filter(is_about).collect();
    if about.is_empty() {
        tables.iter().collect()
    } else {
        about
    }
}

/// The permissions of all tables, each once, in the order of the page.
pub(super) fn plan(tables: &[&PermissionFacts]) -> PermissionPlan {
    let collect = |list: fn(&PermissionFacts) -> Option<&Vec<Spanned<String>>>| -> Option<Vec<String>> {
        let mut all = None;
        let mut known = BTreeSet::new();
        for names in tables.iter().filter_map(|table| list(table)) {
            let all: &mut Vec<String> = all.get_or_insert_default();
            let new = names.iter().filter(|name| known.insert(name.value.as_str()));
            all.extend(new.map(|name| name.value.clone()));
        }
        all
    };
    PermissionPlan {
        delegated_work: collect(|table| table.delegated_work.as_ref()),
        delegated_personal: collect(|table| table.delegated_personal.as_ref()),
        application: collect(|table| table.application.as_ref()),
    }
}
