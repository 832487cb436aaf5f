//! Permissions of operations, and those that a program needs.

use std::collections::BTreeSet;

use crate::operation::Metadata;

/// Permissions of an operation, for each kind of caller: the least privileged first. Any one entry is enough.
///
/// Permissions that are needed together are one entry, written as OAuth writes scopes (RFC 6749, 3.3): with a blank
/// between them. `None` is "not documented", an empty list is "not supported".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permissions {
    /// An app on behalf of a user with a work or school account.
    pub delegated_work: Option<&'static [&'static str]>,
    /// An app on behalf of a user with a personal Microsoft account.
    pub delegated_personal: Option<&'static [&'static str]>,
    /// An app on its own behalf.
    pub application: Option<&'static [&'static str]>,
}

impl Permissions {
    /// The documentation says nothing.
    pub const UNDOCUMENTED: Self = Self {
        delegated_work: None,
        delegated_personal: None,
        application: None,
    };

    /// The permissions for a kind of caller.
    #[must_use]
    pub const fn of(&self, kind: PermissionKind) -> Option<&'static [&'static str]> {
        match kind {
            PermissionKind::DelegatedWork => self.delegated_work,
            PermissionKind::DelegatedPersonal => self.delegated_personal,
            PermissionKind::Application => self.application,
        }
    }
}

/// On whose behalf a program calls the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PermissionKind {
    /// A user with a work or school account.
    DelegatedWork,
    /// A user with a personal Microsoft account.
    DelegatedPersonal,
    /// The program itself.
    Application,
}

/// The permissions that a program needs for a list of operations.
#[derive(Clone, Debug, Default)]
pub struct RequiredPermissions {
    /// The permissions, in alphabetical order. None of them can be left out.
    pub permissions: BTreeSet<&'static str>,
    /// Operations that this kind of caller cannot make.
    pub unsupported: Vec<&'static Metadata>,
    /// Operations whose permissions are not documented.
    pub undocumented: Vec<&'static Metadata>,
}

/// The permissions that suffice for all of the operations, as little privileged as the documentation allows.
///
/// Each operation asks for its least privileged permissions; then, the most privileged first, those that the others
/// make needless are left out. So no permission of the answer can be left out, and none is there because it would
/// serve several operations at once where lesser ones serve each.
///
/// ```
/// use graph_runtime::{Metadata, PermissionKind, Permissions, required_permissions};
///
/// const fn operation(permissions: &'static [&'static str]) -> Metadata {
///     Metadata {
///         permissions: Permissions { application: Some(permissions), ..Permissions::UNDOCUMENTED },
///         ..Metadata::V1
///     }
/// }
/// static READ: Metadata = operation(&["Device.Read.All", "Device.ReadWrite.All"]);
/// static WRITE: Metadata = operation(&["Device.ReadWrite.All"]);
///
/// let required = required_permissions([&READ, &WRITE], PermissionKind::Application);
/// assert_eq!(required.permissions.into_iter().collect::<Vec<_>>(), ["Device.ReadWrite.All"]);
/// ```
pub fn required_permissions(
    operations: impl IntoIterator<Item = &'static Metadata>,
    kind: PermissionKind,
) -> RequiredPermissions {
    let mut required = RequiredPermissions::default();
    let mut needs: Vec<&'static [&'static str]> = Vec::new();
    for metadata in operations {
        match metadata.permissions.of(kind) {
            None => required.undocumented.push(metadata),
            Some([]) => required.unsupported.push(metadata),
            Some(permissions) => needs.push(permissions),
        }
    }
    let least = needs.iter().filter_map(|need| need.first());
    required.permissions = least.flat_map(|entry| names(entry)).collect();
    let mut by_privilege: Vec<&'static str> = required.permissions.iter().copied().collect();
    by_privilege.sort_by_key(|permission| std::cmp::Reverse(privilege(permission, &needs)));
    for permission in by_privilege {
        required.permissions.remove(permission);
        let granted = |entry: &&'static str| names(entry).all(|name| required.permissions.contains(name));
        if !needs.iter().all(|need| need.iter().any(granted)) {
            required.permissions.insert(permission);
        }
    }
    required
}

/// The permissions that an entry holds.
fn names(entry: &'static str) -> impl Iterator<Item = &'static str> {
    entry.split(' ').filter(|name| !name.is_empty())
}

/// How far back a permission stands in any list: the farther, the more it gives.
fn privilege(permission: &str, needs: &[&'static [&'static str]]) -> usize {
    let places = needs.iter().filter_map(|need| {
        need.iter()
            .position(|entry| names(entry).any(|name| name == permission))
    });
    places.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata(permissions: Option<&'static [&'static str]>) -> &'static Metadata {
        Box::leak(Box::new(Metadata {
            permissions: Permissions {
                delegated_work: permissions,
                ..Permissions::UNDOCUMENTED
            },
            ..Metadata::V1
        }))
    }

    fn required(lists: &[Option<&'static [&'static str]>]) -> RequiredPermissions {
        let operations = lists.iter().map(|list| metadata(*list));
        required_permissions(operations, PermissionKind::DelegatedWork)
    }

    #[test]
    fn the_least_privileged_is_taken() {
        let required = required(&[Some(&["A.Read", "A.ReadWrite"]), Some(&["B.Read"])]);
        assert_eq!(required.permissions, BTreeSet::from(["A.Read", "B.Read"]));
    }

    #[test]
    fn what_another_covers_is_left_out() {
        let required = required(&[
            Some(&["A.Read", "A.ReadWrite"]),
            Some(&["A.ReadWrite"]),
            Some(&["A.Read", "All.Read"]),
        ]);
        assert_eq!(
            required.permissions,
            BTreeSet::from(["A.Read", "A.ReadWrite"]),
            "the third operation takes no `A.ReadWrite`"
        );
    }

    #[test]
    fn permissions_that_are_needed_together_come_together() {
        let required = required(&[
            Some(&["Policy.Read Application.Read", "Directory.Read"]),
            Some(&["Policy.Read"]),
        ]);
        assert_eq!(
            required.permissions,
            BTreeSet::from(["Application.Read", "Policy.Read"])
        );
    }

    #[test]
    fn the_most_privileged_is_left_out_first() {
        let required = required(&[Some(&["Z.Read", "A.ReadWrite"]), Some(&["A.ReadWrite", "Z.Read"])]);
        assert_eq!(required.permissions.len(), 1, "one of the two serves both");
        let covered = required_permissions(
            [
                metadata(Some(&["A.Read"])),
                metadata(Some(&["A.Write B.Write", "A.Read"])),
            ],
            PermissionKind::DelegatedWork,
        );
        assert_eq!(
            covered.permissions,
            BTreeSet::from(["A.Read"]),
            "the second takes `A.Read` too"
        );
    }

    #[test]
    fn what_cannot_be_told_is_told() {
        let required = required(&[None, Some(&[]), Some(&["A"])]);
        assert_eq!((required.undocumented.len(), required.unsupported.len()), (1, 1));
        assert_eq!(required.permissions, BTreeSet::from(["A"]));
    }
}
