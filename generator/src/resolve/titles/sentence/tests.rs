use super::Sentence;

/// The words that are left of a title.
fn left(title: &str, owner: &str) -> Option<String> {
    Sentence::read(title, owner, "verb").map(|sentence| sentence.words.join(" "))
}

#[test]
fn the_owner_and_fillers_are_left_out() {
    let left = |title| left(title, "deviceConfiguration");
    assert_eq!(left("List deviceConfigurations").as_deref(), Some("list"));
    assert_eq!(left("assign action").as_deref(), Some("assign"));
    assert_eq!(left("message: forward").as_deref(), Some("forward"));
    assert_eq!(left("message: preview").as_deref(), Some("preview"));
    assert_eq!(
        left("Create deviceConfiguration (preview)").as_deref(),
        Some("create")
    );
    assert_eq!(
        left("getOmaSettingPlainTextValue function").as_deref(),
        Some("get oma setting plain text value")
    );
    assert_eq!(left("deviceConfiguration"), None);
    assert_eq!(left("Use this very long sentence to do the thing"), None);
}

#[test]
fn a_preposition_goes_with_the_owner_that_it_leads_to() {
    let cases = [
        ("List members of a team", "team", "list members"),
        (
            "Get conversationMember in a chat",
            "chat",
            "get conversation member",
        ),
        ("Remove member from channel", "channel", "remove member"),
        ("Search for sites", "site", "search"),
        (
            "Create a sharing link for a DriveItem",
            "driveItem",
            "create sharing link",
        ),
        (
            "List appRoleAssignments granted to a user",
            "user",
            "list app role assignments",
        ),
        (
            "List classifications collection of application",
            "application",
            "list classifications",
        ),
    ];
    for (title, owner, expected) in cases {
        assert_eq!(left(title, owner).as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn the_owner_is_found_in_several_words_and_without_some() {
    let cases = [
        ("Add directory role member", "directoryRole", "add member"),
        ("Get a group setting", "groupSetting", "get"),
        ("Get ChartAxis", "workbookChartAxis", "get"),
        ("Update chartaxistitle", "workbookChartAxisTitle", "update"),
        ("List NamedItemCollection", "workbookNamedItem", "list"),
        ("List ChartPointsCollection", "workbookChartPoint", "list"),
        (
            "Publish an education assignment",
            "educationAssignment",
            "publish",
        ),
        (
            "List assignment resources",
            "educationAssignment",
            "list resources",
        ),
        ("Get a site resource", "site", "get"),
        ("List subscribedSkus", "subscribedSku", "list"),
        ("List termsAndConditionses", "termsAndConditions", "list"),
        ("Create open extension", "openTypeExtension", "create"),
        (
            "Create multi-value extended property",
            "multiValueLegacyExtendedProperty",
            "create",
        ),
        (
            "Create or replace a historyItem",
            "activityHistoryItem",
            "create or replace",
        ),
        (
            "Get a delegated permission grant (oAuth2PermissionGrant)",
            "oAuth2PermissionGrant",
            "get",
        ),
        ("Create child folder", "mailFolder", "create child folder"),
        (
            "Send replies to a message in a channel",
            "chatMessage",
            "send replies in channel",
        ),
    ];
    for (title, owner, expected) in cases {
        assert_eq!(left(title, owner).as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn gerunds_and_rare_verbs_become_the_usual_imperative() {
    let cases = [
        ("Listing versions", "list versions"),
        ("Creating versions", "create versions"),
        ("Getting versions", "get versions"),
        ("Adding versions", "add versions"),
        ("Accessing versions", "get versions"),
        ("Working with versions", "verb versions"),
        ("String versions", "string versions"),
        ("Enumerate versions", "list versions"),
        ("Patch versions", "update versions"),
        ("Publish versions", "publish versions"),
    ];
    for (title, expected) in cases {
        assert_eq!(left(title, "item").as_deref(), Some(expected), "{title}");
    }
}
