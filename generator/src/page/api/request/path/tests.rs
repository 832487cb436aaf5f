use super::*;
use crate::graph::{Argument, Part, Segment, alternatives};
use crate::span::{FileId, Span};

mod templates;

pub(super) fn located(text: &str) -> Spanned<String> {
    Spanned::new(text.to_owned(), Span::new(FileId(0), 100, 100 + text.len()))
}

/// The parsed path and the codes of what was pushed.
pub(super) fn parse(text: &str) -> (Option<ParsedPath>, Vec<Code>) {
    let mut sink = PageSink::default();
    let parsed = parse_path(&located(text), &mut sink);
    let codes = sink.codes();
    (parsed, codes)
}

/// The rendering; the text must be read without any diagnostic.
#[track_caller]
fn clean(text: &str) -> String {
    let (parsed, codes) = parse(text);
    assert_eq!(codes, [], "{text}");
    parsed.unwrap().template.render()
}

/// The rendering; the text must be read with one repair.
#[track_caller]
fn repaired(text: &str) -> String {
    let (parsed, codes) = parse(text);
    assert_eq!(codes, [Code::RepairedPath], "{text}");
    parsed.unwrap().template.render()
}

fn segments(text: &str) -> Vec<Segment> {
    parse(text).0.unwrap().template.segments
}

fn query(text: &str) -> Vec<(String, String)> {
    let options = parse(text).0.unwrap().query;
    options
        .into_iter()
        .map(|option| (option.name, option.value))
        .collect()
}

#[test]
fn well_formed_paths_stay_as_they_are() {
    for path in [
        "/deviceManagement/deviceConfigurations/{deviceConfigurationId}/deviceStatuses",
        "/directory/deletedItems/microsoft.graph.application",
        "/directory/administrativeUnits/{id}/members/{id}/$ref",
        "/me/events/{id}/attachments/{id}/$value",
        "/contacts/{id}/transitiveReports/$count",
        "/education/classes/{id}/assignmentCategories/$entity",
        "/me/drive/root:/{item-path}:/workbook/worksheets/{id|name}/charts/{name}",
        "/me/drive/items/{parent-id}:/{filename}:/content",
        "/sites/{hostname}:/{relative-path}",
        "/drives/{drive-id}/root/search(q='{search-text}')",
        "/reports/getEmailActivityUserDetail(date={date_value})",
        "/identityGovernance/accessReviews/definitions/filterByCurrentUser(on='reviewer')",
        "/me/drive/items/{id}/workbook/worksheets/{id|name}/charts/{name}/image(width=640,height=480,fittingMode='fit')",
        "/me/outlook/supportedTimeZones(TimeZoneStandard=microsoft.graph.timeZoneStandard'{timezone_format}')",
        "/directoryRoles/roleTemplateId={roleTemplateId}/members/$ref",
        "/sites/{hostname},{spsite-id},{spweb-id}/lists",
        "/users/{userId}/settings/shiftPreferences/{tenant id}",
        "/generateDownloadUri()",
        "/programs('{programId}')",
    ] {
        assert_eq!(clean(path), path);
    }
}

#[test]
fn alternatives_lose_their_blanks_and_keep_their_names() {
    assert_eq!(
        clean("/users/{id | userPrincipalName}/events/{id}"),
        "/users/{id|userPrincipalName}/events/{id}"
    );
    assert_eq!(
        alternatives("id|userPrincipalName").collect::<Vec<_>>(),
        ["id", "userPrincipalName"]
    );
    assert_eq!(alternatives("tenant id").collect::<Vec<_>>(), ["tenant id"]);
    assert_eq!(
        repaired("/users/{user-id} | user-principal-name/chats/{chat-id}/members/{membership-id}"),
        "/users/{user-id|user-principal-name}/chats/{chat-id}/members/{membership-id}"
    );
}

#[test]
fn other_spellings_of_a_parameter_become_braces() {
    assert_eq!(
        clean("/me/drive/items/{id}/workbook/worksheets/{id|name}/range(<address>)/format/protection"),
        "/me/drive/items/{id}/workbook/worksheets/{id|name}/range({address})/format/protection"
    );
    assert_eq!(
        clean("/worksheets/range(address='<address>')"),
        "/worksheets/range(address='{address}')"
    );
    assert_eq!(clean("/users/<id>/manager"), "/users/{id}/manager");
    assert_eq!(
        repaired("/teams/(team-id)/channels/{channel-id}/messages/{message-id}"),
        "/teams/{team-id}/channels/{channel-id}/messages/{message-id}"
    );
    assert_eq!(
        clean("/range/columnsAfter(count=n)"),
        "/range/columnsAfter(count={count})"
    );
    assert_eq!(
        clean("/me/reminderView(startDateTime=startDateTime-value,endDateTime=endDateTime-value)"),
        "/me/reminderView(startDateTime={startDateTime},endDateTime={endDateTime})"
    );
    assert_eq!(
        clean("/filterByCurrentUser(on='parameterValue')"),
        "/filterByCurrentUser(on='{on}')"
    );
    assert_eq!(
        clean("/crates(uniqueName='uniqueName')"),
        "/crates(uniqueName='{uniqueName}')"
    );
    assert_eq!(
        clean("/range/resizedRange(deltaRows={n}, deltaColumns={n})"),
        "/range/resizedRange(deltaRows={n},deltaColumns={n})"
    );
}

#[test]
fn host_version_and_stray_slashes_are_cut() {
    for spelled in [
        "https://graph.microsoft.com/v1.0/sites/{site-id}/lists",
        "https://graph.microsoft.com/V1.0/sites/{site-id}/lists/",
        "graph.microsoft.com/beta/sites/{site-id}/lists",
        "/beta/sites/{site-id}/lists",
        "/v1.0/sites/{site-id}/lists",
        "sites/{site-id}/lists",
        "/sites//{site-id}/lists",
        "/sites/{site-id}/lists/",
        "/sites/{site-id} /lists",
        "/sites/{site-id}/./lists",
    ] {
        assert_eq!(repaired(spelled), "/sites/{site-id}/lists", "{spelled}");
    }
}

#[test]
fn broken_braces_and_parentheses_are_closed() {
    assert_eq!(
        repaired("/groups/{group-id/members"),
        "/groups/{group-id}/members"
    );
    assert_eq!(
        repaired("/groups/{group-id/members/{id}"),
        "/groups/{group-id}/members/{id}"
    );
    assert_eq!(repaired("/groups/{id}}/members"), "/groups/{id}/members");
    assert_eq!(
        repaired("/worksheets/{id|name}/range(address='<address>'/entireRow"),
        "/worksheets/{id|name}/range(address='{address}')/entireRow"
    );
    assert_eq!(
        repaired("/servicePrincipals/{id}/tokenLifetimePolicies/{id}$ref"),
        "/servicePrincipals/{id}/tokenLifetimePolicies/{id}/$ref"
    );
    assert_eq!(repaired("/users/'{id}'/manager"), "/users/{id}/manager");
    assert_eq!(
        repaired("/directoryRoles/(roleTemplateId='{roleTemplateId}')/members"),
        "/directoryRoles(roleTemplateId='{roleTemplateId}')/members"
    );
    assert_eq!(
        repaired("/worksheets/range(address={a})(index={n})"),
        "/worksheets/range(address={a})/(index={n})"
    );
}

#[test]
fn an_ellipsis_stands_for_more_levels() {
    assert_eq!(
        repaired("/me/mailFolders/{id}/childFolders/{id}/.../messages/{id}"),
        "/me/mailFolders/{id}/childFolders/{id}/messages/{id}"
    );
}

#[test]
fn a_sample_id_is_a_placeholder() {
    assert_eq!(
        repaired("/education/classes/acdefc6b-2dc6-4e71-b1e9-6d9810ab1793/assignmentDefaults"),
        "/education/classes/{id}/assignmentDefaults"
    );
}

#[test]
fn a_sample_host_is_a_placeholder() {
    assert_eq!(
        repaired("/domains/contoso.com/serviceConfigurationRecords"),
        "/domains/{id}/serviceConfigurationRecords"
    );
    assert_eq!(repaired("/sites/contoso.sharepoint.com"), "/sites/{id}");
    let kept = "/officeConfiguration/clientConfigurations/microsoft.management.services.api.updatePriorities";
    assert_eq!(clean(kept), kept);
}

#[test]
fn the_query_is_taken_apart() {
    assert_eq!(
        query("/security/alerts?$filter={property} eq '{property-value}'&$top=5"),
        [
            (
                "$filter".to_owned(),
                "{property} eq '{property-value}'".to_owned()
            ),
            ("$top".to_owned(), "5".to_owned())
        ]
    );
    assert_eq!(
        query("/groups/{id}/acceptedSenders/$ref?$id=https://graph.microsoft.com/v1.0/users/{user-id}"),
        [(
            "$id".to_owned(),
            "https://graph.microsoft.com/v1.0/users/{user-id}".to_owned()
        )]
    );
    assert_eq!(
        query("/me/events?$filter=Extensions/any(f:f/id eq '{a&b}')&$expand=Extensions($filter=id eq '{x}')")
            .len(),
        2
    );
    assert_eq!(
        clean("/me/onlineMeetings?$filter=JoinWebUrl%20eq%20'{joinWebUrl}'"),
        "/me/onlineMeetings"
    );
    assert_eq!(
        repaired("/communications/onlineMeetings/?$filter=VideoTeleconferenceId%20eq%20'{id}'"),
        "/communications/onlineMeetings"
    );
    assert_eq!(
        query("/onenote/pages/{id}/content[?includeIDs=true]"),
        [("includeIDs".to_owned(), "true".to_owned())]
    );
    assert_eq!(
        query("/x?requiresReview:{Boolean}"),
        [("requiresReview".to_owned(), "{Boolean}".to_owned())]
    );
    assert_eq!(query("/x?"), []);
}

#[test]
fn the_documented_spelling_and_its_place_are_kept() {
    let (parsed, codes) = parse("  /users/{id | name}/events HTTP/1.1  ");
    assert_eq!(codes, []);
    let documented = parsed.unwrap().documented;
    assert_eq!(documented.value, "/users/{id | name}/events");
    assert_eq!((documented.span.start, documented.span.end), (102, 127));

    let (parsed, codes) = parse("/me/events // all of them");
    assert_eq!(
        (parsed.unwrap().documented.value.as_str(), codes),
        ("/me/events", vec![])
    );
    assert_eq!(repaired("/me/events or the path of a group"), "/me/events");
}

#[test]
fn what_is_no_path_is_an_error() {
    for text in [
        "",
        "/",
        "** Collection URI for microsoft.management.services.api.x not found",
        "https://bot.contoso.com/api/calls",
        "/me/../users",
        "/me\u{1}",
    ] {
        let (parsed, codes) = parse(text);
        assert_eq!((parsed, codes), (None, vec![Code::BadPath]), "{text}");
    }
    let long = format!("/{}", "a".repeat(3_000));
    assert_eq!(parse(&long).1, [Code::BadPath]);
}

#[test]
fn a_parameter_without_meaning_is_reported() {
    let (parsed, codes) = parse("/charts/{id}/series/{undefined}/points");
    assert_eq!(codes, [Code::Placeholder]);
    assert_eq!(parsed.unwrap().template.parameters(), ["id", "undefined"]);
}
