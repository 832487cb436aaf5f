//! Which permission tables of a page are about which of its operations.

use std::collections::BTreeSet;

use crate::graph::{PathTemplate, PermissionFacts, tables_of_path};

/// The permission tables of a page that documents operations.
pub(in crate::page::api) struct PermissionTables<'t> {
    tables: &'t [PermissionFacts],
    /// The places of those that are about a path of the page.
    about_paths: BTreeSet<usize>,
}

impl<'t> PermissionTables<'t> {
    /// The tables of a page with these paths.
    pub(in crate::page::api) fn new<'p>(
        tables: &'t [PermissionFacts],
        paths: impl Iterator<Item = &'p PathTemplate>,
    ) -> Self {
        Self {
            tables,
            about_paths: places(tables, paths),
        }
    }

    /// The tables that are about one of these paths, which are those of an operation, and those of which it is not known
    /// what they are about.
    pub(in crate::page::api) fn of_operation<'p>(
        &self,
        paths: impl Iterator<Item = &'p PathTemplate>,
    ) -> Vec<PermissionFacts> {
        let own = places(self.tables, paths);
        let is_own = |index: &usize| own.contains(index) || !self.about_paths.contains(index);
        let own = self.tables.iter().enumerate();
        own.filter(|(index, _)| is_own(index))
            .map(|(_, table)| table.clone())
            .collect()
    }
}

fn places<'p>(tables: &[PermissionFacts], paths: impl Iterator<Item = &'p PathTemplate>) -> BTreeSet<usize> {
    if tables.len() < 2 {
        return BTreeSet::new();
    }
    paths.flat_map(|path| tables_of_path(tables, path)).collect()
}

#[cfg(test)]
mod tests {
    use super::PermissionTables;
    use crate::graph::{PathTemplate, PermissionFacts, Segment};

    #[test]
    fn an_operation_has_the_tables_about_its_own_paths() {
        let tables = ["kite", "crew", "harbour"].map(|subject| PermissionFacts {
            subject: Some(subject.to_owned()),
            ..PermissionFacts::default()
        });
        let paths = ["kites", "crews", "masts"].map(|name| PathTemplate {
            segments: vec![Segment::Literal(name.to_owned())],
        });
        let of_page = PermissionTables::new(&tables, paths[..2].iter());
        let subjects = |path: &PathTemplate| -> Vec<String> {
            let own = of_page.of_operation(std::iter::once(path));
            own.into_iter().filter_map(|table| table.subject).collect()
        };
        assert_eq!(subjects(&paths[0]), ["kite", "harbour"]);
        assert_eq!(subjects(&paths[1]), ["crew", "harbour"]);
        assert_eq!(subjects(&paths[2]), ["kite", "crew", "harbour"], "left open");
    }
}
