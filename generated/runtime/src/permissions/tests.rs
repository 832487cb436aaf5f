use super::*;

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
fn permissions_print_with_the_least_privileged_first() {
    let permissions = Permissions {
        delegated_work: Some(PermissionList::new("Mail.Read, Mail.ReadWrite User.Read")),
        delegated_personal: Some(PermissionList::new("")),
        application: None,
    };
    assert_eq!(
        permissions.to_string(),
        "delegated: Mail.Read or Mail.ReadWrite and User.Read; \
         delegated with a personal account: not supported"
    );
}

#[test]
fn what_cannot_be_told_is_told() {
    let required = required(&[None, Some(""), Some("A")]);
    assert_eq!((required.undocumented.len(), required.unsupported.len()), (1, 1));
    assert_eq!(required.permissions, BTreeSet::from(["A"]));
}
