//! Permissions in the dump.

use serde::Serialize;

use crate::graph::{PermissionFacts, tables_of_path};
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
    delegated_work: Option<Vec<&'a str>>,
    delegated_personal: Option<Vec<&'a str>>,
    application: Option<Vec<&'a str>>,
    /// The permissions that are needed together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    combinations: Vec<Vec<&'a str>>,
    /// What footnotes say of some of the permissions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<NoteDump<'a>>,
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
        delegated_work: borrowed(table.delegated_work.as_deref()),
        delegated_personal: borrowed(table.delegated_personal.as_deref()),
        application: borrowed(table.application.as_deref()),
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
    let of_paths: Vec<Vec<usize>> = operation
        .paths
        .iter()
        .map(|path| tables_of_path(tables, &path.template))
        .collect();
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

/// Each permission once, those that are needed together one by one.
fn borrowed(list: Option<&[Spanned<String>]>) -> Option<Vec<&str>> {
    list.map(|list| {
        let mut names = Vec::new();
        for name in list.iter().flat_map(|name| name.value.split(' ')) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    })
}

fn combinations(table: &PermissionFacts) -> Vec<Vec<&str>> {
    let lists = [
        &table.delegated_work,
        &table.delegated_personal,
        &table.application,
    ];
    let entries = lists.into_iter().flatten().flatten();
    let mut combinations: Vec<Vec<&str>> = entries
        .map(|entry| entry.value.split(' ').collect::<Vec<_>>())
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
        delegated_work: None,
        delegated_personal: None,
        application: None,
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
        for (into, from) in [
            (&mut all.delegated_work, table.delegated_work),
            (&mut all.delegated_personal, table.delegated_personal),
            (&mut all.application, table.application),
        ] {
            let Some(from) = from else { continue };
            let into = into.get_or_insert_default();
            for name in from {
                if !into.contains(&name) {
                    into.push(name);
                }
            }
        }
    }
    all.combinations.sort_unstable();
    all.combinations.dedup();
    all
}
