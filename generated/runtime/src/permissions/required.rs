//! The permissions that a program needs for all that it calls.

use std::collections::BTreeSet;

use crate::permissions::called::CalledOperation;
use crate::permissions::list::PermissionKind;

/// The permissions that a program needs for a list of operations.
#[derive(Clone, Debug, Default)]
pub struct RequiredPermissions {
    /// The permissions, in alphabetical order. None of them can be left out.
    pub permissions: BTreeSet<&'static str>,
    /// Operations that this kind of caller cannot make.
    pub unsupported: Vec<CalledOperation>,
    /// Operations whose permissions are not documented.
    pub undocumented: Vec<CalledOperation>,
    /// Operations of which the pages leave it open which permissions they need: [`CalledOperation::permissions`] has
    /// the cases. None of them is among the permissions.
    pub open: Vec<CalledOperation>,
}

/// The permissions that suffice for all of the operations, as little privileged as the documentation allows.
///
/// Each operation asks for its least privileged permissions; then, the most privileged first, those that the others
/// make needless are left out. So no permission of the answer can be left out, and none is there because it would
/// serve several operations at once where lesser ones serve each.
///
/// Operations are requests, `&request`, which know their path, or metadata, `O::METADATA`, which stands for any path.
///
/// ```
/// use graph_runtime::operation::Metadata;
/// use graph_runtime::permissions::{PermissionKind, Permissions, required_permissions};
///
/// const fn operation(permissions: &'static str) -> Metadata {
///     Metadata {
///         permissions: Permissions::UNDOCUMENTED.application(permissions),
///         ..Metadata::V1
///     }
/// }
/// static READ: Metadata = operation("Device.Read.All, Device.ReadWrite.All");
/// static WRITE: Metadata = operation("Device.ReadWrite.All");
///
/// let required = required_permissions([&READ, &WRITE], PermissionKind::Application);
/// assert_eq!(required.permissions.into_iter().collect::<Vec<_>>(), ["Device.ReadWrite.All"]);
/// ```
pub fn required_permissions(
    operations: impl IntoIterator<Item = impl Into<CalledOperation>>,
    kind: PermissionKind,
) -> RequiredPermissions {
    let mut required = RequiredPermissions::default();
    let mut needs: Vec<Vec<&'static str>> = Vec::new();
    for operation in operations {
        let operation = operation.into();
        let mut lists: Vec<_> = operation.permissions().iter().map(|case| case.of(kind)).collect();
        lists.dedup();
        match lists.as_slice() {
            [Some(permissions)] if permissions.is_empty() => required.unsupported.push(operation),
            [Some(permissions)] => needs.push(permissions.iter().collect()),
            [None] => required.undocumented.push(operation),
            _ => required.open.push(operation),
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
fn privilege(permission: &str, needs: &[Vec<&'static str>]) -> usize {
    let places = needs.iter().filter_map(|need| {
        need.iter()
            .position(|entry| names(entry).any(|name| name == permission))
    });
    places.max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Metadata;
    use crate::permissions::{PermissionCase, PermissionList, Permissions};

    fn metadata(permissions: Option<&'static str>) -> &'static Metadata {
        Box::leak(Box::new(Metadata {
            permissions: Permissions {
                delegated_work: permissions.map(PermissionList::new),
                ..Permissions::UNDOCUMENTED
            },
            ..Metadata::V1
        }))
    }

    fn required(lists: &[Option<&'static str>]) -> RequiredPermissions {
        let operations = lists.iter().map(|list| metadata(*list));
        required_permissions(operations, PermissionKind::DelegatedWork)
    }

    #[test]
    fn the_least_privileged_is_taken() {
        let required = required(&[Some("A.Read, A.ReadWrite"), Some("B.Read")]);
        assert_eq!(required.permissions, BTreeSet::from(["A.Read", "B.Read"]));
    }

    #[test]
    fn what_another_covers_is_left_out() {
        let required = required(&[
            Some("A.Read, A.ReadWrite"),
            Some("A.ReadWrite"),
            Some("A.Read, All.Read"),
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
            Some("Policy.Read Application.Read, Directory.Read"),
            Some("Policy.Read"),
        ]);
        assert_eq!(
            required.permissions,
            BTreeSet::from(["Application.Read", "Policy.Read"])
        );
    }

    #[test]
    fn the_most_privileged_is_left_out_first() {
        let required = required(&[Some("Z.Read, A.ReadWrite"), Some("A.ReadWrite, Z.Read")]);
        assert_eq!(required.permissions.len(), 1, "one of the two serves both");
        let covered = required_permissions(
            [
                metadata(Some("A.Read")),
                metadata(Some("A.Write B.Write, A.Read")),
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
    fn permissions_are_those_of_the_path_and_open_where_the_pages_do_not_say() {
        const fn only(application: &'static str) -> Permissions {
            Permissions::UNDOCUMENTED.application(application)
        }
        static BY_PATH: Metadata = Metadata {
            paths: &["/events/{id}/files", "/messages/{id}/files"],
            permissions: only("Calendars.Read, Mail.Read"),
            permission_cases: &[
                PermissionCase {
                    subject: "event",
                    paths: &[0],
                    permissions: only("Calendars.Read"),
                },
                PermissionCase {
                    subject: "message",
                    paths: &[1],
                    permissions: only("Mail.Read"),
                },
            ],
            ..Metadata::V1
        };
        let on = |template: &str| {
            let called = CalledOperation::new(&BY_PATH, template);
            required_permissions([called], PermissionKind::Application)
        };
        assert_eq!(
            on("/messages/{messageId}/files").permissions,
            BTreeSet::from(["Mail.Read"])
        );
        assert_eq!(
            on("/events/{id}/files").permissions,
            BTreeSet::from(["Calendars.Read"])
        );
        assert_eq!(on("/posts/{id}/files").open.len(), 1);
        let any = required_permissions([&BY_PATH], PermissionKind::Application);
        assert_eq!((any.permissions.len(), any.open.len()), (0, 1));
    }

    #[test]
    fn what_cannot_be_told_is_told() {
        let required = required(&[None, Some(""), Some("A")]);
        assert_eq!((required.undocumented.len(), required.unsupported.len()), (1, 1));
        assert_eq!(required.permissions, BTreeSet::from(["A"]));
    }
}
