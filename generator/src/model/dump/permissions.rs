//! Permissions in the dump.

use serde::Serialize;

use crate::graph::PermissionFacts;
use crate::span::Spanned;

/// The permissions of a table, or of all tables of a page.
#[derive(Serialize)]
pub(super) struct PermissionsDump<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    delegated_work: Option<Vec<&'a str>>,
    delegated_personal: Option<Vec<&'a str>>,
    application: Option<Vec<&'a str>>,
    /// The permissions that are needed together.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    combinations: Vec<Vec<&'a str>>,
}

/// A table.
pub(super) fn dump_permissions(table: &PermissionFacts) -> PermissionsDump<'_> {
    PermissionsDump {
        subject: table.subject.as_deref(),
        delegated_work: borrowed(table.delegated_work.as_deref()),
        delegated_personal: borrowed(table.delegated_personal.as_deref()),
        application: borrowed(table.application.as_deref()),
        combinations: combinations(table),
    }
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
        delegated_work: None,
        delegated_personal: None,
        application: None,
        combinations: Vec::new(),
    };
    for table in tables {
        let table = dump_permissions(table);
        all.combinations.extend(table.combinations);
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
