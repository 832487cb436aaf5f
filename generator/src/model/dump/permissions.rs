//! Permissions in the dump.

use serde::Serialize;

use crate::graph::{Caller, PermissionFacts, PermissionSet, PermissionTables, Ways};
use crate::model::Operation;
use crate::span::Spanned;

/// The permissions of a table, or of all tables of a page.
#[derive(Serialize)]
pub(super) struct PermissionsDump<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    /// The templates of the paths that the table is about, where they are not all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    path: Vec<String>,
    #[serde(flatten)]
    callers: CallersDump<'a>,
    /// The permissions that are needed together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    combinations: Vec<Vec<&'a str>>,
    /// What footnotes say of some of the permissions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteDump<'a>>,
}

/// The permissions of each kind of caller, each once; what is needed together is not told from what is enough.
#[derive(Serialize)]
struct CallersDump<'a> {
    delegated_work: Option<Vec<&'a str>>,
    delegated_personal: Option<Vec<&'a str>>,
    application: Option<Vec<&'a str>>,
}

impl<'a> CallersDump<'a> {
    /// The permissions of all tables, in the order of the page.
    fn of(tables: &'a [PermissionFacts]) -> Self {
        let of = |caller: Caller| {
            let ways = tables.iter().map(|table| &table.callers[caller]);
            let documented: Vec<_> = ways.filter(|ways| ways.is_documented()).collect();
            (!documented.is_empty()).then(|| each_once(documented.into_iter().flat_map(Ways::list)))
        };
        Self {
            delegated_work: of(Caller::Work),
            delegated_personal: of(Caller::Personal),
            application: of(Caller::Application),
        }
    }
}

/// A footnote.
#[derive(PartialEq, Eq, Serialize)]
struct NoteDump<'a> {
    permissions: &'a [String],
    text: &'a str,
}

/// A table.
fn dump_permissions(table: &PermissionFacts) -> PermissionsDump<'_> {
    PermissionsDump {
        subject: table.subject.as_deref(),
        path: Vec::new(),
        callers: CallersDump::of(std::slice::from_ref(table)),
        combinations: combinations(table),
        notes: table
            .notes
            .iter()
            .map(|note| NoteDump {
                permissions: &note.permissions,
                text: &note.text,
            })
            .collect(),
    }
}

/// The tables of an operation, each with the paths that it is about.
pub(super) fn permissions_by_path(operation: &Operation) -> Vec<PermissionsDump<'_>> {
    let tables = &operation.permissions;
    let templates = || operation.paths.iter().map(|path| &path.template);
    let about = PermissionTables::new(tables, templates());
    let of_paths: Vec<Vec<usize>> = templates().map(|path| about.of_path(path)).collect();
    let dump = |(index, table)| {
        let about = || of_paths.iter().map(|tables| tables.contains(&index));
        let paths = operation
            .paths
            .iter()
            .zip(about())
            .filter(|(_, is_about)| *is_about);
        PermissionsDump {
            path: if about().all(|is_about| is_about) {
                Vec::new()
            } else {
                paths.map(|(path, _)| path.template.render()).collect()
            },
            ..dump_permissions(table)
        }
    };
    tables.iter().enumerate().map(dump).collect()
}

/// The names in all sets, each once.
fn each_once<'a>(sets: impl Iterator<Item = &'a Spanned<PermissionSet>>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for name in sets.flat_map(|set| set.value.names()) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

fn combinations(table: &PermissionFacts) -> Vec<Vec<&str>> {
    let sets = table.callers.iter().flat_map(Ways::list);
    let mut combinations: Vec<Vec<&str>> = sets
        .map(|set| set.value.names().iter().map(String::as_str).collect::<Vec<_>>())
        .filter(|names| names.len() > 1)
        .collect();
    combinations.sort_unstable();
    combinations.dedup();
    combinations
}

/// The permissions of all tables of a page, each once, in the order of the page.
pub(super) fn all_permissions(tables: &[PermissionFacts]) -> PermissionsDump<'_> {
    let mut all = PermissionsDump {
        subject: None,
        path: Vec::new(),
        callers: CallersDump::of(tables),
        combinations: Vec::new(),
        notes: Vec::new(),
    };
    for table in tables {
        let table = dump_permissions(table);
        all.combinations.extend(table.combinations);
        for note in table.notes {
            if !all.notes.contains(&note) {
                all.notes.push(note);
            }
        }
    }
    all.combinations.sort_unstable();
    all.combinations.dedup();
    all
}
