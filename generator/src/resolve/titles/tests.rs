use super::from_title;

#[test]
fn the_owner_and_fillers_are_left_out() {
    let name = |title| from_title(title, "deviceConfiguration");
    assert_eq!(name("List deviceConfigurations").as_deref(), Some("List"));
    assert_eq!(name("assign action").as_deref(), Some("Assign"));
    assert_eq!(name("message: forward").as_deref(), Some("Forward"));
    assert_eq!(
        name("Create deviceConfiguration (preview)").as_deref(),
        Some("Create")
    );
    assert_eq!(
        name("getOmaSettingPlainTextValue function").as_deref(),
        Some("GetOmaSettingPlainTextValue")
    );
    assert_eq!(name("deviceConfiguration"), None);
    assert_eq!(name("Use this very long sentence to do the thing"), None);
}

#[test]
fn a_preposition_goes_with_the_owner_that_it_leads_to() {
    let cases = [
        ("List members of a team", "team", "ListMembers"),
        (
            "Get conversationMember in a chat",
            "chat",
            "GetConversationMember",
        ),
        ("Remove member from channel", "channel", "RemoveMember"),
        ("Copy a DriveItem", "driveItem", "Copy"),
        (
            "Create a sharing link for a DriveItem",
            "driveItem",
            "CreateSharingLink",
        ),
        (
            "List appRoleAssignments granted to a user",
            "user",
            "ListAppRoleAssignmentsGrantedTo",
        ),
    ];
    for (title, owner, expected) in cases {
        assert_eq!(from_title(title, owner).as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn the_owner_is_found_in_several_words_and_without_its_first() {
    let cases = [
        ("Add directory role member", "directoryRole", "AddMember"),
        ("List members of a directory role", "directoryRole", "ListMembers"),
        ("Get a group setting", "groupSetting", "Get"),
        ("Get ChartAxis", "workbookChartAxis", "Get"),
        ("Update chartaxistitle", "workbookChartAxisTitle", "Update"),
        ("List NamedItemCollection", "workbookNamedItem", "List"),
        (
            "Publish an education assignment",
            "educationAssignment",
            "Publish",
        ),
        (
            "List assignment resources",
            "educationAssignment",
            "ListResources",
        ),
        ("Get a site resource", "site", "Get"),
        ("Create child folder", "mailFolder", "CreateChildFolder"),
        (
            "Send replies to a message in a channel",
            "chatMessage",
            "SendRepliesInChannel",
        ),
    ];
    for (title, owner, expected) in cases {
        assert_eq!(from_title(title, owner).as_deref(), Some(expected), "{title}");
    }
}
