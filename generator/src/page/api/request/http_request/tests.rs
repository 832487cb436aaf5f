use super::*;
use crate::page::api::operation::grouping;
use crate::page::api::testing::read;

fn lines(text: &str) -> (Vec<String>, Vec<Code>) {
    let (lines, codes) = read(text, request_lines);
    let lines = lines
        .into_iter()
        .map(|line| format!("{} {}", line.method.as_str(), line.path.documented.value))
        .collect();
    (lines, codes)
}

/// A page with one fence under *HTTP request*.
fn page(fence: &str) -> String {
    format!("# Get x\n\n## HTTP request\n\n```http\n{fence}\n```\n\n## Request headers\n")
}

#[test]
fn several_lines_and_several_fences() {
    let text = "# Get x\n\n## HTTP Request\n<!-- { \"blockType\": \"ignored\" } -->\n``` http\nGET /me\n\nGET /users/{id}\n```\n\nThen:\n\n```http\nGET /x/y\n```\n";
    assert_eq!(
        lines(text),
        (
            vec![
                "GET /me".to_owned(),
                "GET /users/{id}".to_owned(),
                "GET /x/y".to_owned()
            ],
            vec![]
        )
    );
}

#[test]
fn use_cases_below_the_heading_and_in_lists() {
    let text = "# List\n\n## HTTP requests\n\n### For applications\n\n```http\nGET /a\n```\n\n### For users\n\n- Users:\n\n  <!-- { \"blockType\": \"ignored\" } -->\n  ```http\n  GET /b\n  ```\n\n### Path parameters\n\n```http\nGET /no\n```\n";
    assert_eq!(lines(text).0, ["GET /a", "GET /b"]);
}

#[test]
fn a_page_without_the_heading() {
    // chat-post-members.md: behind the permissions.
    let text = "# Add\n\n## Permissions\n\nText.\n\n<!-- { \"blockType\": \"ignored\"} -->\n```http\nPOST /chats/{chat-id}/members\n```\n\n## Examples\n\n### Request\n```http\nPOST https://graph.microsoft.com/v1.0/chats/1/members\n```\n";
    assert_eq!(lines(text).0, ["POST /chats/{chat-id}/members"]);
    // site-get.md: below headings of use cases.
    let text = "# Get\n\n## Access a group team site\n\n```http\nGET /groups/{group-id}/sites/root\n```\n\n## Example\n\n```http\nGET /sites/1\n```\n";
    assert_eq!(lines(text).0, ["GET /groups/{group-id}/sites/root"]);
}

#[test]
fn use_cases_beside_the_one_with_the_heading() {
    let text = |case: &str| {
        format!(
            "# List shelves\n\n## List the shelves of a room\n\n### HTTP request\n\n```http\nGET /rooms/{{roomId}}/shelves\n```\n\n{case}\n\n## Response\n\nIf successful, this method returns a `200 OK` response code.\n"
        )
    };
    let own = "GET /rooms/{roomId}/shelves";
    let case = "## List my shelves\n\n```http\nGET /me/shelves\n```";
    assert_eq!(
        lines(&text(case)),
        (vec![own.to_owned(), "GET /me/shelves".to_owned()], vec![])
    );
    let request = "<!-- { \"blockType\": \"request\", \"name\": \"mine\" } -->";
    let case = format!("## My own\n\n{request}\n```http\nGET /me/shelves\n```");
    assert_eq!(lines(&text(&case)).0, [own, "GET /me/shelves"]);
    for other in [
        "## Remarks\n\n```http\nGET /cellars/{id}\n```",
        "## List my shelves\n\n<!-- { \"blockType\": \"ignored\" } -->\n```http\nGET /me/shelves\n```",
        "## List my shelves\n\n```http\nPOST /me/shelves\n```",
        "## List a part\n\n```http\nGET /rooms/7/shelves?$top=5\n```",
        "## List my shelves\n\n```http\nGET https://graph.microsoft.com/v1.0/me/shelves\n```",
        "## Response\n\n### List my shelves\n\n```http\nGET /me/shelves\n```",
    ] {
        assert_eq!(lines(&text(other)).0, [own], "{other}");
    }
}

#[test]
fn the_introduction_leads_further_than_the_heading() {
    let text = "# Get leaf\n\nTo get the text of a leaf:\n\n```\nGET /leaves/{id}\nGET /leaves/{id}/text[?marked=true]\nGET /trees/{id}\n```\n\n## HTTP request\n\n```http\nGET /leaves/{id}\n```\n";
    let (lines, codes) = read(text, request_lines);
    let paths: Vec<String> = lines.iter().map(|line| line.path.template.render()).collect();
    assert_eq!(
        (paths, codes),
        (
            vec!["/leaves/{id}".to_owned(), "/leaves/{id}/text".to_owned()],
            vec![]
        )
    );
    assert!(lines[1].path.query[0].optional);
}

#[test]
fn other_lines_in_the_fence() {
    assert_eq!(
        lines(&page(
            "GET /me/joinedTeams\nor\nGET /users/{id | user-principal-name}/joinedTeams"
        )),
        (
            vec![
                "GET /me/joinedTeams".to_owned(),
                "GET /users/{id | user-principal-name}/joinedTeams".to_owned()
            ],
            vec![]
        )
    );
    let body = "POST /me/drive/items/{id}/invite\nContent-Type: application/json\n\n{\n  \"a\": \"GET\"\n}\n\nPOST /drives/{id}/items/{id}/invite";
    assert_eq!(lines(&page(body)).0.len(), 2);
    assert_eq!(lines(&page("DELETE/identity/x")).0, ["DELETE /identity/x"]);
    assert_eq!(
        lines(&page("GET /x\nwhatever this is")).1,
        [Code::UnknownRequestLine]
    );
    assert_eq!(
        lines(&page("GET ** Collection URI for microsoft.graph.x not found")).1,
        [Code::NoOperation, Code::BadPath]
    );
    assert_eq!(lines("# Get x\n\nText.\n").1, [Code::NoOperation]);
}

#[test]
fn header_lines_belong_to_the_line_above() {
    let (lines, codes) = read(
        &page("POST /x\nPrefer: respond-async\nworkbook-session-id: {id}"),
        request_lines,
    );
    assert_eq!(codes, []);
    let headers: Vec<_> = lines[0].headers.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(headers, ["Prefer", "workbook-session-id"]);
}

#[test]
fn code_in_other_languages_is_skipped() {
    let text = "# Get\n\n## HTTP request\n\n```http\nGET /shares/{id}\n```\n\n```csharp\nGET /no\n```\n";
    assert_eq!(lines(text), (vec!["GET /shares/{id}".to_owned()], vec![]));
    // educationroot-list-schools.md of 2020.
    let text = "# List\n\n## HTTP request\n\n``` http get /education/schools\n```\n";
    assert_eq!(lines(text).0, ["GET /education/schools"]);
}

#[test]
fn an_example_under_the_heading_is_an_instance_of_what_is_documented() {
    let text = "# x: delta\n\n## HTTP request\n\n```http\nGET /me/lists/{id}/tasks/delta\n```\n\n## Example\n\n### HTTP Request\n\n```http\nGET https://graph.microsoft.com/v1.0/me/lists/gDb==/tasks/delta?$deltatoken=w0\nPrefer: x=2\n```\n";
    let (lines, _) = read(text, request_lines);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1].path.template, lines[0].path.template);
    assert_eq!(lines[1].path.query, []);
}

#[test]
fn too_many_operations_are_cut() {
    let fence: String = (0..600).map(|index| format!("GET /x{index}\n")).collect();
    let (lines, codes) = lines(&page(&fence));
    assert_eq!((lines.len(), codes.len()), (500, 100));
}

/// The paths of each group.
fn groups(fence: &str) -> Vec<Vec<String>> {
    let (lines, _) = read(&page(fence), request_lines);
    grouping::group(lines)
        .into_iter()
        .map(|group| {
            group
                .lines
                .iter()
                .map(|line| line.path.template.render())
                .collect()
        })
        .collect()
}

#[test]
fn aliases_are_one_operation() {
    for fence in [
        "GET /me\nGET /users/{id}",
        "GET /me/calendar\nGET /me/calendars/{id}\nGET /me/calendarGroups/{id}/calendars/{id}",
        "GET /mobileApps/{mobileAppId}\nGET /mobileApps/{mobileAppId}/userStatuses/{mobileAppInstallStatusId}/app",
        "GET /worksheets/{id|name}/range(address='<address>')\nGET /tables/{id|name}/range",
        "GET /security/alerts\nGET /security/alerts?$top=1",
        "GET /drives/{id}/root:/{path}:/content\nGET /me/drive/items/{id}/content",
    ] {
        assert_eq!(groups(fence).len(), 1, "{fence}");
    }
}

#[test]
fn what_differs_in_kind_is_an_operation_of_its_own() {
    for fence in [
        "PATCH /x/{id}\nPUT /x/{id}",
        "GET /messages/{id}\nGET /messages/{id}/$value",
        "GET /groups/{id}/members\nGET /groups/{id}/members/$ref",
        "GET /visibleView/rows\nGET /visibleView/range",
        "GET /me/insights/used\nGET /me/insights/used/{id}/resource",
        "GET /me/events\nGET /me/events/{id}",
    ] {
        assert_eq!(groups(fence).len(), 2, "{fence}");
    }
    // Paths that agree in their last segment are one group, though others stand between them.
    assert_eq!(
        groups(
            "GET /me/used\nGET /me/used/{id}/resource\nGET /users/{id}/used\nGET /users/{id}/used/{id}/resource"
        ),
        [
            ["/me/used", "/users/{id}/used"],
            ["/me/used/{id}/resource", "/users/{id}/used/{id}/resource"]
        ]
    );
}

#[test]
fn a_path_in_lower_case_is_spelled_as_the_title() {
    let templates = |title: &str, line: &str| -> (Vec<String>, Vec<Code>) {
        let text = page(line).replace("# Get x", &format!("# {title}"));
        let (lines, codes) = read(&text, request_lines);
        (
            lines.iter().map(|line| line.path.template.render()).collect(),
            codes,
        )
    };
    assert_eq!(
        templates("jar: openByIds", "POST /jars/openbyids"),
        (vec!["/jars/openByIds".to_owned()], vec![Code::RepairedPath])
    );
    assert_eq!(
        templates("jar: findLids", "GET /jars/findlids(colour='{colour}')").0,
        ["/jars/findLids(colour='{colour}')"]
    );
    for (title, line, path) in [
        ("jar: OpenByIds", "POST /jars/openbyids", "/jars/openbyids"),
        ("jar: openByIds", "POST /jars/OpenByIds", "/jars/OpenByIds"),
        ("jar: openByIds", "POST /jars/open", "/jars/open"),
        ("List openJars", "GET /openjars", "/openjars"),
    ] {
        assert_eq!(templates(title, line), (vec![path.to_owned()], vec![]), "{title}");
    }
}
