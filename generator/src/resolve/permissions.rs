//! The permissions of a request, by path.

use std::collections::BTreeSet;

use crate::graph::{PermissionFacts, PermissionNote, tables_of_path};
use crate::model::Operation;
use crate::resolve::duplicate_operations::MergedOperation;
use crate::resolve::plan::operations::{PermissionCase, PermissionPlan};
use crate::span::Spanned;

/// What the pages of a request say of its permissions.
pub(super) struct RequestPermissions<'a> {
    /// The permissions of all cases.
    pub(super) all: PermissionPlan,
    /// The cases, where there are several.
    pub(super) cases: Vec<PermissionCase>,
    /// What footnotes say of them.
    pub(super) notes: Vec<PermissionNote>,
    /// The pages that name others than the page that leads.
    pub(super) differing: Vec<(&'a Operation, PermissionPlan)>,
}

/// The permissions of a request: for each path those of the first page that documents it, and on that page those of the
/// tables that are about the path.
pub(super) fn plan<'a>(merged: &MergedOperation<'a>) -> RequestPermissions<'a> {
    let documents = || merged.documents.iter().filter(|page| has_permissions(page));
    let shapes = |page: &Operation| page.paths.iter().map(|path| path.template.shape()).collect();
    let of_pages: Vec<(&Operation, BTreeSet<String>)> =
        documents().map(|page| (*page, shapes(page))).collect();
    let mut cases: Vec<PermissionCase> = Vec::new();
    let mut notes: Vec<PermissionNote> = Vec::new();
    for (index, path) in merged.operation.paths.iter().enumerate() {
        let shape = path.template.shape();
        let documenting = of_pages.iter().find(|(_, shapes)| shapes.contains(&shape));
        let Some((page, _)) = documenting.or(of_pages.first()) else {
            continue;
        };
        for table in tables_of_path(&page.permissions, &path.template) {
            let table = &page.permissions[table];
            add(&mut cases, table, index);
            for note in &table.notes {
                if !notes.contains(note) {
                    notes.push(note.clone());
                }
            }
        }
    }
    let all = union(&cases.iter().map(|case| &case.permissions).collect::<Vec<_>>());
    let leading = documents().next().map(|page| of_page(page));
    let others = documents().skip(1).map(|page| (*page, of_page(page)));
    let mut differing: Vec<(&Operation, PermissionPlan)> = Vec::new();
    for (page, permissions) in others {
        let is_known = differing.iter().any(|(known, _)| known.page == page.page);
        if !is_known && Some(&permissions) != leading.as_ref() {
            differing.push((page, permissions));
        }
    }
    RequestPermissions {
        all,
        notes,
        cases: if cases.len() > 1 { cases } else { Vec::new() },
        differing,
    }
}

fn has_permissions(page: &Operation) -> bool {
    page.permissions
        .iter()
        .any(|table| of_table(table) != PermissionPlan::default())
}

/// Adds a table that is about a path. Tables with the same permissions are one case.
fn add(cases: &mut Vec<PermissionCase>, table: &PermissionFacts, path: usize) {
    let permissions = of_table(table);
    if permissions == PermissionPlan::default() {
        return;
    }
    let subject = table.subject.as_deref().map(subject);
    let place = cases.iter().position(|case| case.permissions == permissions);
    let place = place.unwrap_or_else(|| {
        cases.push(PermissionCase {
            subjects: Vec::new(),
            paths: BTreeSet::new(),
            permissions,
        });
        cases.len() - 1
    });
    let case = &mut cases[place];
    case.paths.insert(path);
    if let Some(subject) = subject
        && !case.subjects.iter().any(|known| known == subject)
    {
        case.subjects.push(subject.to_owned());
    }
}

/// What a table is for: "Permissions for channel" has the word "for" already.
fn subject(subject: &str) -> &str {
    let start = subject
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("for "));
    start.and(subject.get(4..)).unwrap_or(subject)
}

/// The permissions of all tables of a page.
fn of_page(page: &Operation) -> PermissionPlan {
    let tables: Vec<PermissionPlan> = page.permissions.iter().map(of_table).collect();
    union(&tables.iter().collect::<Vec<_>>())
}

fn of_table(table: &PermissionFacts) -> PermissionPlan {
    let names = |list: &Option<Vec<Spanned<String>>>| -> Option<Vec<String>> {
        let mut known = BTreeSet::new();
        let names = list.as_ref()?.iter().map(|name| name.value.clone());
        Some(names.filter(|name| known.insert(name.clone())).collect())
    };
    PermissionPlan {
        delegated_work: names(&table.delegated_work),
        delegated_personal: names(&table.delegated_personal),
        application: names(&table.application),
    }
}

/// The permissions of all of them, each once, in their order.
fn union(all: &[&PermissionPlan]) -> PermissionPlan {
    let collect = |list: fn(&PermissionPlan) -> Option<&Vec<String>>| -> Option<Vec<String>> {
        let mut found: Option<Vec<String>> = None;
        for names in all.iter().filter_map(|plan| list(plan)) {
            let found = found.get_or_insert_default();
            let new: Vec<String> = names
                .iter()
                .filter(|name| !found.contains(name))
                .cloned()
                .collect();
            found.extend(new);
        }
        found
    };
    PermissionPlan {
        delegated_work: collect(|plan| plan.delegated_work.as_ref()),
        delegated_personal: collect(|plan| plan.delegated_personal.as_ref()),
        application: collect(|plan| plan.application.as_ref()),
    }
}
