//! The permissions of a request, by path.

use std::collections::BTreeSet;

use crate::graph::{ByCaller, PermissionNote, PermissionSet, PermissionTables, Ways};
use crate::model::Operation;
use crate::resolve::operations::duplicate_operations::MergedOperation;
use crate::resolve::plan::permissions::{PermissionCase, PermissionPlan};
use crate::span::Spanned;

/// What the pages of a request say of its permissions.
pub(in crate::resolve) struct RequestPermissions<'a> {
    /// The permissions of all cases.
    pub(in crate::resolve) all: PermissionPlan,
    /// The cases, where there are several.
    pub(in crate::resolve) cases: Vec<PermissionCase>,
    /// What footnotes say of them.
    pub(in crate::resolve) notes: Vec<PermissionNote>,
    /// The pages that name others than the page that leads.
    pub(in crate::resolve) differing: Vec<(&'a Operation, PermissionPlan)>,
}

/// A page of a request that says anything of its permissions.
struct DocumentedPermissions<'a> {
    page: &'a Operation,
    /// The shapes of the paths that it documents.
    shapes: BTreeSet<String>,
    /// The permissions of its tables, in their order.
    tables: Vec<PermissionPlan>,
    /// What the tables are about.
    about: PermissionTables<'a>,
}

impl<'a> DocumentedPermissions<'a> {
    fn of_page(page: &'a Operation) -> Option<Self> {
        let tables = page.permissions.iter();
        let tables: Vec<PermissionPlan> = tables.map(|table| of_callers(&table.callers)).collect();
        tables.iter().any(is_documented).then(|| Self {
            page,
            shapes: page.paths.iter().map(|path| path.template.shape()).collect(),
            tables,
            about: PermissionTables::new(&page.permissions, page.paths.iter().map(|path| &path.template)),
        })
    }
}

/// The permissions of a request: for each path those of the first page that documents it, and on that page those of the
/// tables that are about the path.
pub(in crate::resolve) fn plan<'a>(merged: &MergedOperation<'a>) -> RequestPermissions<'a> {
    let documents = merged.documents.iter();
    let documents: Vec<DocumentedPermissions<'a>> = documents
        .filter_map(|page| DocumentedPermissions::of_page(page))
        .collect();
    let mut cases = Cases::default();
    let mut notes: Vec<PermissionNote> = Vec::new();
    for (index, path) in merged.operation.paths.iter().enumerate() {
        let shape = path.template.shape();
        let documenting = documents.iter().find(|document| document.shapes.contains(&shape));
        let Some(document) = documenting.or(documents.first()) else {
            continue;
        };
        let facts = &document.page.permissions;
        for table in document.about.of_path(&path.template) {
            cases.add(facts[table].subject.as_deref(), &document.tables[table], index);
            for note in &facts[table].notes {
                if !notes.contains(note) {
                    notes.push(note.clone());
                }
            }
        }
    }
    let all = cases.union();
    let mut of_pages = documents
        .iter()
        .map(|document| (document.page, union(&document.tables)));
    let leading = of_pages.next();
    let mut differing: Vec<(&Operation, PermissionPlan)> = Vec::new();
    for (page, permissions) in of_pages {
        let is_known = differing.iter().any(|(known, _)| known.page == page.page);
        let is_leading = leading
            .as_ref()
            .is_some_and(|(_, leading)| *leading == permissions);
        if !is_known && !is_leading {
            differing.push((page, permissions));
        }
    }
    RequestPermissions {
        all,
        notes,
        cases: cases.several(),
        differing,
    }
}

/// The permissions of a request that stands for those of several types, on so many paths: those of all cases, and a case for
/// each where they differ.
pub(super) fn of_types<'p>(
    of_types: impl Iterator<Item = (Option<&'p str>, &'p PermissionPlan)>,
    paths: usize,
) -> (PermissionPlan, Vec<PermissionCase>) {
    let mut cases = Cases::default();
    for (subject, permissions) in of_types {
        (0..paths).for_each(|path| cases.add(subject, permissions, path));
    }
    (cases.union(), cases.several())
}

/// Whether the permissions of any kind of caller are documented.
pub(in crate::resolve) fn is_documented(permissions: &PermissionPlan) -> bool {
    permissions.iter().any(Ways::is_documented)
}

/// The cases of permissions, while they are collected.
#[derive(Default)]
pub(in crate::resolve) struct Cases(Vec<PermissionCase>);

impl Cases {
    /// Adds a table that is about a path. Tables with the same permissions are one case.
    pub(in crate::resolve) fn add(
        &mut self,
        subject: Option<&str>,
        permissions: &PermissionPlan,
        path: usize,
    ) {
        if !is_documented(permissions) {
            return;
        }
        let cases = &mut self.0;
        let place = cases.iter().position(|case| case.permissions == *permissions);
        let place = place.unwrap_or_else(|| {
            cases.push(PermissionCase {
                subjects: Vec::new(),
                paths: BTreeSet::new(),
                permissions: permissions.clone(),
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

    /// The permissions of all cases.
    fn union(&self) -> PermissionPlan {
        union(self.0.iter().map(|case| &case.permissions))
    }

    /// The cases, where there are several.
    pub(in crate::resolve) fn several(self) -> Vec<PermissionCase> {
        if self.0.len() > 1 { self.0 } else { Vec::new() }
    }
}

/// The permissions without their places.
fn of_callers(callers: &ByCaller<Ways<Spanned<PermissionSet>>>) -> PermissionPlan {
    callers.map(|ways| ways.map(|way| way.value.clone()))
}

/// The permissions of all of them, each once, in their order.
fn union<'p>(all: impl IntoIterator<Item = &'p PermissionPlan>) -> PermissionPlan {
    let mut union = PermissionPlan::default();
    for permissions in all {
        for (known, more) in union.iter_mut().zip(permissions.iter()) {
            let new = more.list().iter().filter(|way| !known.list().contains(way));
            let new = new.cloned().collect();
            if more.is_documented() {
                known.add(Ways::of(new));
            }
        }
    }
    union
}
