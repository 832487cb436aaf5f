pub(super) mod fixtures;
mod rules;

use self::fixtures::{candidates_of, names_of, object, request};
use crate::graph::Primitive;
use crate::model::{Operation, ResponseContent, TypeRef};

/// Checks the best names of requests: owner, title, request, name.
fn check(cases: &[(&str, &str, &str, &str)]) {
    for (owner, title, line, expected) in cases {
        assert_eq!(
            names_of(owner, title, line, false).best(),
            *expected,
            "{title}: {line}"
        );
    }
}

#[test]
fn an_action_or_function_has_its_own_name() {
    check(&[
        (
            "driveItem",
            "Send a sharing invitation",
            "POST /drive/items/{id}/invite",
            "Invite",
        ),
        (
            "driveItem",
            "Upload large files with an upload session",
            "POST /drive/items/{id}/createUploadSession",
            "CreateUploadSession",
        ),
        (
            "driveItem",
            "Create a sharing link for a DriveItem",
            "POST /drive/items/{id}/createLink",
            "CreateLink",
        ),
        (
            "driveItem",
            "Search for a DriveItems within a drive",
            "GET /drive/root/search()",
            "Search",
        ),
        (
            "driveItem",
            "Track changes for a Drive",
            "GET /drive/root/delta",
            "Delta",
        ),
        (
            "workbookRange",
            "Get Range",
            "GET /workbook/worksheets/{id}/range()",
            "Get",
        ),
    ]);
}

#[test]
fn what_is_posted_to_a_place_keeps_its_title() {
    check(&[
        (
            "post",
            "Add attachment",
            "POST /groups/{id}/threads/{id}/reply",
            "AddAttachment",
        ),
        (
            "site",
            "Follow site",
            "POST /users/{id}/followedSites/add",
            "Follow",
        ),
        (
            "workbook",
            "Create table",
            "POST /workbook/tables/add",
            "CreateTable",
        ),
        (
            "channel",
            "Reply to a message",
            "POST /channels/{id}/messages",
            "ReplyToMessage",
        ),
    ]);
    let line = "POST /applications/{id}/owner";
    let made = request("application", "Register owner", line, 201, object());
    assert_eq!(candidates_of(&made, false).best(), "RegisterOwner");
}

#[test]
fn what_an_action_works_on_is_named_unless_it_is_the_owner() {
    check(&[
        (
            "chat",
            "teamsAppInstallation: upgrade",
            "POST /chats/{id}/installedApps/{id}/upgrade",
            "UpgradeInstalledApp",
        ),
        (
            "directory",
            "Restore deleted item",
            "POST /directory/deletedItems/{id}/restore",
            "RestoreDeletedItem",
        ),
        ("event", "event: accept", "POST /me/events/{id}/accept", "Accept"),
    ]);
}

#[test]
fn at_its_own_place_the_owner_is_all_that_a_verb_needs() {
    check(&[
        (
            "permission",
            "Get sharing permission for a file or folder",
            "GET /drive/items/{id}/permissions/{id}",
            "Get",
        ),
        (
            "listItem",
            "Create a new item in a list",
            "POST /lists/{id}/items",
            "Create",
        ),
        (
            "listItem",
            "Enumerate items in a list",
            "GET /lists/{id}/items",
            "List",
        ),
        (
            "chatMessage",
            "Send chatMessage in a channel or a chat",
            "POST /channels/{id}/messages",
            "Send",
        ),
        (
            "conditionalAccessPolicy",
            "List policies",
            "GET /conditionalAccess/policies",
            "List",
        ),
        (
            "session",
            "List callRecord sessions",
            "GET /callRecords/{id}/sessions",
            "List",
        ),
        (
            "drive",
            "List available drives",
            "GET /groups/{id}/drives",
            "ListAvailable",
        ),
        (
            "team",
            "Create team from group",
            "PUT /groups/{id}/team",
            "CreateFromGroup",
        ),
    ]);
}

#[test]
fn the_verb_is_that_of_the_request() {
    check(&[
        (
            "group",
            "List members",
            "GET /groups/{id}/members/$count",
            "CountMembers",
        ),
        (
            "device",
            "Create registeredOwner",
            "POST /devices/{id}/registeredOwners/$ref",
            "AddRegisteredOwner",
        ),
        (
            "group",
            "Delete acceptedSender",
            "DELETE /groups/{id}/acceptedSenders/$ref",
            "RemoveAcceptedSender",
        ),
        ("user", "List manager", "GET /me/manager", "GetManager"),
        (
            "userActivity",
            "Get user activities",
            "GET /me/activities",
            "List",
        ),
        (
            "drive",
            "List items that were shared with the signed-in user",
            "GET /me/drive/sharedItems",
            "ListSharedItems",
        ),
        (
            "unit",
            "List members",
            "GET /units/{id}/members/$ref",
            "ListMemberRefs",
        ),
    ]);
}

#[test]
fn a_list_of_plain_values_is_a_list() {
    let tags = ResponseContent::Many(TypeRef::Primitive(Primitive::String));
    let request = request("room", "Get tags", "GET /rooms/{id}/tags", 200, tags);
    assert_eq!(candidates_of(&request, false).best(), "ListTags");
}

#[test]
fn the_noun_has_the_number_of_the_place() {
    check(&[
        (
            "application",
            "List assigned tokenPolicy",
            "GET /applications/{id}/tokenPolicies",
            "ListAssignedTokenPolicies",
        ),
        (
            "userFlow",
            "Create attributeAssignments",
            "POST /flows/{id}/attributeAssignments",
            "CreateAttributeAssignment",
        ),
        (
            "item",
            "Get thumbnails",
            "GET /items/{id}/thumbnails/{id}",
            "GetThumbnail",
        ),
        (
            "policy",
            "Create condition in excludes collection",
            "POST /policies/{id}/excludes",
            "CreateConditionInExcludes",
        ),
    ]);
}

#[test]
fn a_noun_does_not_repeat_the_owner() {
    check(&[
        (
            "planner",
            "Create plannerPlan",
            "POST /planner/plans",
            "CreatePlan",
        ),
        (
            "educationClass",
            "Create educationAssignment",
            "POST /education/classes/{id}/assignments",
            "CreateAssignment",
        ),
        (
            "group",
            "Create conversation thread",
            "POST /groups/{id}/threads",
            "CreateConversationThread",
        ),
    ]);
}

#[test]
fn a_page_of_several_requests_names_each_after_its_place() {
    let best = |title, line| names_of("legacyProperty", title, line, true).best().to_owned();
    assert_eq!(best("Get legacyProperty", "GET /me/events/{id}"), "GetEvent");
    assert_eq!(best("Get legacyProperty", "GET /me/events"), "ListEvents");
    assert_eq!(best("Get legacyProperty", "GET /me/photo/$value"), "GetValue");
    assert_eq!(
        best("List members", "GET /me/members/microsoft.graph.user"),
        "ListMembersAsUser"
    );
    assert_eq!(best("Get legacyProperty", "GET /me/legacyProperties/{id}"), "Get");
}

/// A request that makes something at a place whose name need not say what.
fn grant(line: &str) -> Operation {
    request("principal", "Grant an assignment", line, 201, object())
}

#[test]
fn a_place_adds_only_what_the_title_does_not_say() {
    let best = |title, line| names_of("device", title, line, true).best().to_owned();
    assert_eq!(
        best("Get transitive groups", "GET /devices/{id}/transitiveMemberOf"),
        "GetTransitiveGroupsMemberOf"
    );
    assert_eq!(
        best("Get mail settings", "GET /me/mailSettings/repliesSetting"),
        "GetMailSettingsRepliesSetting"
    );
    assert_eq!(
        best(
            "Update localized device",
            "PUT /devices/{id}/localizations/{locale}"
        ),
        "UpdateLocalized"
    );
    assert_eq!(
        best("Update local device", "PUT /devices/{id}/locations/{location}"),
        "UpdateLocalLocation"
    );
}

#[test]
fn of_two_titles_the_one_that_the_path_says_is_the_better() {
    let says = |line| candidates_of(&grant(line), false).title_names_place;
    assert!(says("POST /principals/{id}/assignments"));
    assert!(!says("POST /principals/{id}/assignedTo"));
}
