use crate::diagnostic::Code;
use crate::page::api::{operations, testing};
use crate::page::{ContentFacts, OperationFacts};

fn page(lines: &str, example: &str, answer: &str) -> (Vec<OperationFacts>, Vec<Code>) {
    let text = format!(
        "# List x\n\n## HTTP request\n\n```http\n{lines}\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of [x](../resources/x.md) objects in the response body.\n\n## Example\n\n```http\n{example}\n```\n\n```http\n{answer}\n```\n"
    );
    testing::read(&text, operations)
}

fn paths(operations: &[OperationFacts]) -> Vec<Vec<String>> {
    let of_one = |operation: &OperationFacts| {
        let paths = operation.paths.iter();
        paths.map(|path| path.template.render()).collect()
    };
    operations.iter().map(of_one).collect()
}

#[test]
fn the_signed_in_user_is_an_alias() {
    let (operations, codes) = page(
        "GET /users/{id}/ownedDevices",
        "GET https://graph.microsoft.com/v1.0/me/ownedDevices",
        "HTTP/1.1 200 OK",
    );
    assert_eq!(
        paths(&operations),
        [["/users/{id}/ownedDevices", "/me/ownedDevices"]]
    );
    assert_eq!(codes, [Code::ExampleOnlyPath]);
}

#[test]
fn an_item_of_a_drive_has_other_addresses() {
    for (documented, requested, added) in [
        (
            "/me/drive/items/{id}/workbook/names",
            "/me/drive/root/workbook/names",
            "/me/drive/root/workbook/names",
        ),
        (
            "/me/drive/items/{id}/children",
            "/drive/root:/Documents/a:/children",
            "/drive/root:/{item-path}:/children",
        ),
        (
            "/drives/{drive-id}/items/{id}",
            "/drives/1/root:/a.txt",
            "/drives/{drive-id}/root:/{item-path}",
        ),
        ("/drive/items/{id}", "/me/drive/items/1", "/me/drive/items/{id}"),
        (
            "/me/drive/root/search(q='{q}')",
            "/me/drive/search(q='a')",
            "/me/drive/search(q='{q}')",
        ),
        (
            "/education/users/{id}/rubrics",
            "/education/me/rubrics",
            "/education/me/rubrics",
        ),
        ("/x/{id}/logo/{property name}", "/x/1/logo", "/x/{id}/logo"),
    ] {
        let (operations, _) = page(
            &format!("GET {documented}"),
            &format!("GET https://graph.microsoft.com/v1.0{requested}"),
            "HTTP/1.1 200 OK",
        );
        assert_eq!(
            paths(&operations).concat().get(1).map(String::as_str),
            Some(added),
            "{requested}"
        );
    }
}

#[test]
fn casts_and_counts_are_operations_of_their_own() {
    let (operations, _) = page(
        "GET /groups/{id}/members",
        "GET https://graph.microsoft.com/v1.0/groups/1/members/microsoft.graph.user",
        "HTTP/1.1 200 OK",
    );
    assert_eq!(
        paths(&operations),
        [
            ["/groups/{id}/members"],
            ["/groups/{id}/members/microsoft.graph.user"]
        ]
    );
    let (operations, _) = page(
        "GET /groups/{id}/members",
        "GET https://graph.microsoft.com/v1.0/groups/1/members/$count",
        "HTTP/1.1 200 OK",
    );
    assert_eq!(paths(&operations)[1], ["/groups/{id}/members/$count"]);
    let (operations, _) = page(
        "GET /groups/{id}/photos/{size}",
        "GET https://graph.microsoft.com/v1.0/groups/1/photos/48x48/$value",
        "HTTP/1.1 200 OK",
    );
    assert_eq!(paths(&operations)[1], ["/groups/{id}/photos/{size}/$value"]);
}

#[test]
fn functions_may_be_called_with_other_arguments() {
    let (operations, _) = page(
        "GET /x/{id}/rowsAbove",
        "GET https://graph.microsoft.com/v1.0/x/1/rowsAbove(count=2)",
        "HTTP/1.1 200 OK",
    );
    assert_eq!(paths(&operations).concat()[1], "/x/{id}/rowsAbove(count={count})");
    let (operations, _) = page(
        "GET /x/{id}/rowsAbove(count={n})",
        "GET https://graph.microsoft.com/v1.0/x/1/rowsAbove",
        "HTTP/1.1 200 OK",
    );
    assert_eq!(paths(&operations).concat()[1], "/x/{id}/rowsAbove");
    let (operations, codes) = page(
        "GET /x/{id}/range(<address>)",
        "GET https://graph.microsoft.com/v1.0/x/1/range(address='A1:B2')",
        "HTTP/1.1 200 OK",
    );
    assert_eq!(paths(&operations), [["/x/{id}/range(address='{address}')"]]);
    assert!(codes.contains(&Code::RepairedPath));
}

#[test]
fn another_resource_is_no_alias() {
    for requested in ["/groups/1/y", "/x/1", "/x/1/z"] {
        let example = format!("GET https://graph.microsoft.com/v1.0{requested}");
        let (operations, codes) = page("GET /x/{id}/y", &example, "HTTP/1.1 200 OK");
        assert_eq!(
            (paths(&operations), codes),
            (vec![vec!["/x/{id}/y".to_owned()]], vec![]),
            "{requested}"
        );
    }
}

#[test]
fn options_headers_and_status_of_examples_count() {
    let (operations, codes) = page(
        "GET /x?$expand={y}",
        "GET https://graph.microsoft.com/v1.0/x?$OrderBy=a&mode=b\nPrefer: c\nContent-Length: 0",
        "HTTP/1.1 206 Partial Content",
    );
    let query = operations[0].query.iter();
    let query: Vec<_> = query
        .map(|option| (option.name.value.as_str(), option.required == Some(true)))
        .collect();
    assert_eq!(query, [("$expand", false), ("$orderby", false), ("mode", false)]);
    let headers: Vec<_> = operations[0]
        .headers
        .iter()
        .map(|header| header.name.value.as_str())
        .collect();
    assert_eq!(headers, ["Prefer"]);
    assert_eq!(operations[0].response.status, [200, 206]);
    assert_eq!(codes, [Code::ExampleOnlyStatus]);
    let (operations, _) = page(
        "GET /x",
        "GET https://graph.microsoft.com/v1.0/x?$top=a",
        "HTTP/1.1 400 Bad Request",
    );
    assert!(operations[0].query.is_empty(), "a refused request proves nothing");
}

#[test]
fn the_bytes_of_a_property_are_an_operation_of_their_own() {
    let text = "# Get x\n\n## HTTP request\n\n```http\nGET /x/{id}\nGET /x/{id}/content\n```\n\n## Response\n\n\
         If successful, this method returns a `200 OK` response code and an [x](../resources/x.md) object in the response body.\n\n\
         ## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x/1/notes\n```\n\n\
         <!-- {\"blockType\": \"response\", \"@odata.type\": \"stream\"} -->\n```http\nHTTP/1.1 200 OK\nContent-type: text/plain\n\nabc\n```\n";
    let (found, codes) = testing::read(text, operations);
    assert_eq!(
        paths(&found),
        [["/x/{id}"], ["/x/{id}/content"], ["/x/{id}/notes"]]
    );
    assert!(matches!(found[2].response.content, ContentFacts::Stream));
    assert_eq!(codes, [Code::ExampleOnlyPath]);
}

#[test]
fn arguments_that_are_cut_short_are_a_slip() {
    let documented = "/x/count(startDateTime={startDateTime},endDateTime={endDateTime})";
    let called = |arguments: &str| {
        let (operations, _) = page(
            &format!("GET {documented}"),
            &format!("GET https://graph.microsoft.com/v1.0/x/count({arguments})"),
            "HTTP/1.1 200 OK",
        );
        paths(&operations)
    };
    assert_eq!(called("startDate=2023-01-01,endDate=2023-01-31"), [[documented]]);
    assert_eq!(
        called("startDate=2023-01-01,endDateTime=2023-01-31"),
        [[documented]]
    );
    assert_ne!(called("start=2023-01-01,last=2023-01-31"), [[documented]]);
}
