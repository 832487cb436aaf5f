mod apart;
mod arguments;
mod beside;
mod from_examples;

use super::*;
use crate::page::api::{self, testing};
use crate::page::{BodyFacts, ContentFacts, SpelledType, TypeFacts};

fn operations(text: &str) -> (Vec<OperationFacts>, Vec<Code>) {
    testing::read(text, api::operations)
}

fn page(title: &str, lines: &str, rest: &str) -> String {
    format!("# {title}\n\n## HTTP request\n\n```http\n{lines}\n```\n\n{rest}\n")
}

fn type_name(ty: Option<&TypeFacts>) -> Option<(&str, bool)> {
    match ty {
        Some(TypeFacts {
            name: SpelledType::Named { name, .. },
            collection,
            ..
        }) => Some((name, *collection)),
        Some(TypeFacts { collection, .. }) => Some(("", *collection)),
        None => None,
    }
}

const RETURNS: &str = "## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of [directoryObject](../resources/directoryobject.md) objects in the response body.\n";

#[test]
fn options_in_the_path_are_required_where_all_paths_have_them() {
    let text = page(
        "List x",
        "GET /me/calendarView?startDateTime={start}&$top=5\nGET /me/calendar/calendarView?startDateTime={start}",
        &format!(
            "{RETURNS}\n## Query parameters\n\nThis method supports the `$select` OData query parameter.\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|startDateTime|String|The start.|\n"
        ),
    );
    let (operations, codes) = operations(&text);
    assert_eq!((operations.len(), codes), (1, vec![]));
    let query: Vec<_> = operations[0]
        .query
        .iter()
        .map(|option| (option.name.value.as_str(), option.required, option.ty.is_some()))
        .collect();
    assert_eq!(
        query,
        [
            ("startDateTime", Some(true), true),
            ("$top", Some(false), false),
            ("$select", Some(false), false),
        ]
    );
}

#[test]
fn values_of_described_parameters_are_examples() {
    let table = "## Function parameters\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|width|Int32|The desired width.|\n|mode|String|Possible values are: `Fit`, `Fill`.|\n|on|String|The only value is `reviewer`.|\n";
    let text = page(
        "x: image",
        "GET /charts/{id}/image(width=640,mode='Fit',on='reviewer',other=1)",
        &format!("{table}\n{RETURNS}"),
    );
    let (operations, codes) = operations(&text);
    assert_eq!(codes, [Code::RepairedPath, Code::RepairedPath]);
    assert_eq!(
        operations[0].paths[0].template.render(),
        "/charts/{id}/image(width={width},mode='{mode}',on='reviewer',other=1)"
    );
    assert_eq!(operations[0].path_parameters.len(), 3);
}

#[test]
fn parameters_of_the_query_and_of_the_path_are_told_apart_by_the_path() {
    let table = "## Query parameters\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|itemId|String|The item.|\n|format|String|The format.|\n";
    let (operations, _) = operations(&page("Get x", "GET /drive/items/{item-id}/content", table));
    assert_eq!(operations[0].path_parameters[0].name.value, "itemId");
    assert_eq!(operations[0].query[0].name.value, "format");
}

#[test]
fn the_page_of_a_reference_keeps_its_facts() {
    let body = "## Request body\n\nIn the request body, supply a JSON representation of [x](../resources/x.md) object.\n\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n";
    let (operations, codes) = operations(&page("Add x", "POST /groups/{id}/x/$ref", body));
    let body = &operations[0].body;
    assert_eq!((type_name(body.ty()), body.rows().len()), (Some(("x", false)), 1));
    assert_eq!(codes, []);
}

#[test]
fn links_that_are_read_are_no_resources() {
    let (operations, _) = operations(&page("List members", "GET /groups/{id}/members/$ref", RETURNS));
    assert_eq!(type_name(operations[0].response.ty()), Some(("", true)));
}

#[test]
fn bytes_are_sent_and_read_where_the_path_says_so() {
    let rest = "## Request headers\n\n|Header|Value|\n|:---|:---|\n|Content-Type|image/jpeg|\n\n## Request body\n\nInclude the photo.\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [photo](../resources/photo.md) object in the response body.\n";
    let (operations, _) = operations(&page(
        "Photo",
        "GET /me/photo/$value\nGET /me/photo\nPUT /me/photo/$value",
        rest,
    ));
    let [value, photo, put] = operations.as_slice() else {
        panic!("{}", operations.len())
    };
    assert!(matches!(value.response.content, ContentFacts::Stream));
    assert_eq!(type_name(photo.response.ty()), Some(("photo", false)));
    assert!(matches!(&put.body, BodyFacts::Bytes { content_type, .. } if content_type.value == "image/jpeg"));
    for read in [value, photo] {
        assert!(matches!(read.body, BodyFacts::None));
    }
}

#[test]
fn what_is_posted_to_an_action_are_parameters() {
    let body = "## Request body\n\nIn the request body, provide the following required properties.\n\n|Property|Type|Description|\n|:---|:---|:---|\n|keyId|Guid|The key.|\n";
    let body_of = |title: &str, line: &str| operations(&page(title, line, body)).0[0].body.clone();
    let removed = body_of("application: removeKey", "POST /x/{id}/removeKey");
    assert!(matches!(removed, BodyFacts::Parameters(_)));
    for sent in [
        body_of("Create x", "POST /x"),
        body_of("Update x", "PATCH /x/{id}"),
    ] {
        assert!(matches!(sent, BodyFacts::Object { .. }));
    }
}

#[test]
fn casts_at_the_end_of_a_path_name_the_type() {
    let lines =
        "GET /directory/deletedItems/microsoft.graph.user\nGET /directory/deletedItems/microsoft.graph.group";
    let (operations, _) = operations(&page("List", lines, RETURNS));
    let types: Vec<_> = operations
        .iter()
        .map(|operation| type_name(operation.response.ty()))
        .collect();
    assert_eq!(
        types,
        [
            Some(("microsoft.graph.user", true)),
            Some(("microsoft.graph.group", true))
        ]
    );
}

#[test]
fn an_element_of_a_collection_is_not_the_collection() {
    let (operations, codes) = operations(&page("List", "GET /used\nGET /used/{id}/resource", RETURNS));
    assert_eq!(
        type_name(operations[0].response.ty()),
        Some(("directoryObject", true))
    );
    assert_eq!(type_name(operations[1].response.ty()), Some(("", false)));
    assert_eq!(codes, [Code::UnknownResponse]);
}

fn with_example(title: &str, body: &str) -> (Option<(String, bool)>, Vec<Code>) {
    let rest =
        format!("{RETURNS}\n## Example\n\n```http\nGET /x\n```\n\n```http\nHTTP/1.1 200 OK\n\n{body}\n```\n");
    let (operations, codes) = operations(&page(title, "GET /x", &rest));
    let ty = type_name(operations[0].response.ty()).map(|(name, many)| (name.to_owned(), many));
    (ty, codes)
}

#[test]
fn the_sentence_decides_unless_title_and_example_agree_against_it() {
    let many = Some(("directoryObject".to_owned(), true));
    assert_eq!(with_example("List x", "{\"id\": 1}"), (many.clone(), vec![]));
    assert_eq!(
        with_example("Get x", "{\"value\": {\"id\": 1}}"),
        (many.clone(), vec![])
    );
    assert_eq!(with_example("x: check", "{\"id\": 1}"), (many, vec![]));
    let one = Some(("directoryObject".to_owned(), false));
    assert_eq!(
        with_example("Get x", "{\"id\": 1}"),
        (one, vec![Code::AnnotationMismatch])
    );
}

#[test]
fn examples_speak_where_the_page_has_no_sentence() {
    let rest = "## Example\n\n### Response\n\n<!-- {\"blockType\": \"response\", \"@odata.type\": \"Collection(microsoft.graph.x)\"} -->\n```http\nHTTP/1.1 200 OK\n\n{\"value\": []}\n```\n";
    let (operations, _) = operations(&page("List x", "GET /x", rest));
    assert_eq!(
        type_name(operations[0].response.ty()),
        Some(("microsoft.graph.x", true))
    );
    assert_eq!(operations[0].response.status, [200]);
}

#[test]
fn what_is_read_without_a_known_type_is_untyped() {
    let rest = "## Response\n\nIf successful, this method returns a `200 OK` response code.\n";
    let (got, codes) = operations(&page("Get x", "GET /x/{id}", rest));
    assert_eq!(type_name(got[0].response.ty()), Some(("", false)));
    assert_eq!(codes, [Code::UnknownResponse]);
    // What a writing method returns need not be anything.
    let (posted, codes) = operations(&page("x: do", "POST /x/{id}/do", rest));
    assert_eq!((type_name(posted[0].response.ty()), codes), (None, vec![]));
}

#[test]
fn examples_go_to_the_operation_that_they_show() {
    let example = |line: &str| format!("### Request\n\n```http\n{line}\n```\n\n");
    let rest = format!(
        "## Examples\n\n{}{}{}",
        example("GET https://graph.microsoft.com/v1.0/me/messages/AAMk/$value"),
        example("GET https://graph.microsoft.com/v1.0/me/messages/AAMk?$select=id"),
        example("GET https://graph.microsoft.com/v1.0/something/else")
    );
    let (operations, _) = operations(&page(
        "Get",
        "GET /me/messages/{id}\nGET /me/messages/{id}/$value",
        &rest,
    ));
    let counts: Vec<_> = operations
        .iter()
        .map(|operation| operation.examples.len())
        .collect();
    assert_eq!(counts, [2, 1]);
}

#[test]
fn headers_of_the_fence_are_added_to_those_of_the_table() {
    let rest = "## Request headers\n\n|Header|Value|\n|:---|:---|\n|If-Match|The tag. Required.|\n";
    let text = page(
        "x",
        "POST /x\nContent-Type: application/json\nPrefer: respond-async\nif-match: {etag}",
        rest,
    );
    let headers = &operations(&text).0[0].headers;
    let names: Vec<_> = headers.iter().map(|header| header.name.value.as_str()).collect();
    assert_eq!(names, ["If-Match", "Prefer"]);
}

#[test]
fn arguments_of_a_function_may_stand_under_its_body() {
    let body = "## Request body\n\nIn the request body, provide a JSON object with the following parameters.\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|anotherRange|string|The other range.|\n";
    let path = "GET /workbook/range/boundingRect(anotherRange='<address>')";
    let body = format!("{body}\n{RETURNS}");
    let (found, codes) = operations(&page("Range: boundingRect", path, &body));
    let parameter = &found[0].path_parameters[0];
    assert_eq!(
        (parameter.name.value.as_str(), parameter.ty.is_some(), codes),
        ("anotherRange", true, vec![])
    );
    // Where no path has them, one that has is added.
    let (found, codes) = operations(&page(
        "Range: boundingRect",
        "GET /workbook/range/boundingRect",
        &body,
    ));
    let paths: Vec<String> = found[0].paths.iter().map(|path| path.template.render()).collect();
    assert_eq!(
        paths,
        [
            "/workbook/range/boundingRect",
            "/workbook/range/boundingRect(anotherRange='{anotherRange}')"
        ]
    );
    assert_eq!(found[0].path_parameters[0].name.value, "anotherRange");
    assert_eq!(codes, [Code::RepairedPath]);
    // A GET with rows of options is no function.
    for (title, path) in [
        ("Get rows", "GET /workbook/rows/{id}"),
        ("List rows", "GET /workbook/rows"),
        ("Rows: delta", "GET /workbook/rows"),
    ] {
        let (found, codes) = operations(&page(title, path, &body));
        assert_eq!(
            (found[0].paths.len(), codes),
            (1, vec![Code::UnusedTable]),
            "{title}"
        );
    }
    let options = body.replace("anotherRange", "$filter");
    let (found, _) = operations(&page(
        "Range: boundingRect",
        "GET /workbook/range/boundingRect",
        &options,
    ));
    assert_eq!(found[0].paths.len(), 1);
}

#[test]
fn what_a_path_expands_is_not_what_it_returns() {
    let text = page(
        "List manager",
        "GET /me/manager\nGET /me?$expand=manager($levels=1)",
        "## Response\n\nIf successful, this method returns a `200 OK` response code and a [directoryObject](../resources/directoryobject.md) object in the response body.\n",
    );
    let (operations, codes) = operations(&text);
    let types: Vec<_> = operations
        .iter()
        .map(|found| type_name(found.response.ty()))
        .collect();
    assert_eq!(types, [Some(("directoryObject", false)), Some(("", false))]);
    assert_eq!(codes, [Code::UnknownResponse]);
}

#[test]
fn bytes_that_another_path_returns_are_not_what_this_one_returns() {
    let text = page(
        "Get attachment",
        "GET /me/attachments/{id}\nGET /me/attachments/{id}/$value",
        "## Response\n\nIf successful, this method returns a `200 OK` response code. The response body includes an [attachment](../resources/attachment.md) object, or the raw bytes of the attachment.\n",
    );
    let (operations, _) = operations(&text);
    let returned: Vec<_> = operations
        .iter()
        .map(|found| {
            (
                type_name(found.response.ty()),
                matches!(found.response.content, ContentFacts::Stream),
            )
        })
        .collect();
    assert_eq!(returned, [(Some(("attachment", false)), false), (None, true)]);
}

#[test]
fn objects_of_the_example_outvote_a_primitive_of_the_sentence() {
    let text = page(
        "directoryObject: getByIds",
        "POST /directoryObjects/getByIds",
        "## Response\n\nIf successful, this method returns a `200 OK` response code and a string collection object in the response body.\n\n## Example\n\n### Response\n\n<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.directoryObject\", \"isCollection\": true } -->\n```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{\"value\": [{\"id\": \"1\"}]}\n```\n",
    );
    let (operations, codes) = operations(&text);
    let ty = type_name(operations[0].response.ty());
    assert_eq!(ty, Some(("microsoft.graph.directoryObject", true)));
    assert_eq!(codes, [Code::AnnotationMismatch]);
}

#[test]
fn head_answers_without_a_body() {
    let text = page("Get x", "GET /x/{id}\nHEAD /x/{id}", RETURNS);
    let (operations, _) = operations(&text);
    let head = operations
        .iter()
        .find(|operation| operation.method == Method::Head)
        .unwrap();
    assert!(matches!(head.response.content, ContentFacts::Empty));
}
