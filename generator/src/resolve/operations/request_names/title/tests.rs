use super::TitlePhrase;
use crate::model::ResponseContent;
use crate::resolve::operations::request_names::context::Context;
use crate::resolve::operations::request_names::tests::fixtures::{request, with};

/// The words that are left of a title.
fn left(title: &str, owner: &str) -> Option<String> {
    left_at(title, owner, "POST /places")
}

/// The words that are left of the title of a request.
fn left_at(title: &str, owner: &str, line: &str) -> Option<String> {
    let operation = request(owner, title, line, 200, ResponseContent::Empty);
    with(&operation, false, |request| {
        let phrase = TitlePhrase::read(&Context::new(request));
        phrase.map(|phrase| phrase.words.join(" "))
    })
}

#[test]
fn the_owner_and_fillers_are_left_out() {
    let left = |title| left(title, "deviceConfiguration");
    let left_at = |title, line| left_at(title, "deviceConfiguration", line);
    assert_eq!(left("List deviceConfigurations").as_deref(), Some("list"));
    assert_eq!(
        left_at("assign action", "POST /configurations/{id}/assign").as_deref(),
        Some("assign")
    );
    assert_eq!(left("message: forward").as_deref(), Some("forward"));
    assert_eq!(left("message: preview").as_deref(), Some("preview"));
    assert_eq!(
        left("Create deviceConfiguration (preview)").as_deref(),
        Some("create")
    );
    assert_eq!(
        left_at(
            "getOmaSettingPlainTextValue function",
            "GET /configurations/getOmaSettingPlainTextValue()"
        )
        .as_deref(),
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
        ("GET", "Listing versions", "list versions"),
        ("POST", "Creating versions", "create versions"),
        ("GET", "Getting versions", "get versions"),
        ("POST", "Adding versions", "add versions"),
        ("GET", "Accessing versions", "get versions"),
        ("GET", "Setting versions", "setting versions"),
        ("GET", "Training versions", "training versions"),
        ("GET", "String versions", "string versions"),
        ("GET", "Enumerate versions", "list versions"),
        ("PATCH", "Patch versions", "update versions"),
        ("POST", "Publish versions", "publish versions"),
    ];
    for (method, title, expected) in cases {
        let line = format!("{method} /items/{{id}}/versions");
        assert_eq!(
            left_at(title, "item", &line).as_deref(),
            Some(expected),
            "{title}"
        );
    }
}

#[test]
fn what_the_end_of_the_path_is_goes_only_with_its_name() {
    let cases = [
        ("List excludes collection of item", "list excludes"),
        ("List the collection of excludes", "list collection of excludes"),
        ("Get exclude method", "get exclude method"),
        ("List item collection", "list"),
        ("List item collection owners", "list collection owners"),
    ];
    for (title, expected) in cases {
        let left = left_at(title, "item", "GET /items/{id}/excludes");
        assert_eq!(left.as_deref(), Some(expected), "{title}");
    }
}
