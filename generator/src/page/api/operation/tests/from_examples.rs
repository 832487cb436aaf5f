use crate::page::api::operation::tests::*;

#[test]
fn an_example_that_fits_no_path_belongs_to_the_operation_whose_paths_end_as_it_does() {
    let example = |url: &str, body: &str| {
        format!(
            "### Request\n\n```http\nGET https://graph.microsoft.com/v1.0{url}\n```\n\n### Response\n\n{body}"
        )
    };
    let answer = "```http\nHTTP/1.1 200 OK\n\n{\"id\": \"1\"}\n```\n\n";
    let text = page(
        "Get photo",
        "GET /kite/{id}/photo/$value\nGET /kite/{id}/photo",
        &format!(
            "{RETURNS}\n## Examples\n\n{}\nWithout a photo:\n\n{answer}{}",
            example("/kite/1/photo", answer),
            example("/kites/1/photo", answer),
        ),
    );
    let (operations, _) = operations(&text);
    let counts: Vec<usize> = operations
        .iter()
        .map(|operation| operation.examples.len())
        .collect();
    assert_eq!(counts, [0, 3]);
}

#[test]
fn paths_tell_apart_what_sections_say_of_the_bytes_and_of_the_object() {
    let text = page(
        "Get photo",
        "GET /kite/{id}/photo/$value\nGET /kite/{id}/photos\nGET /kite/{id}/photos/{size}",
        "## Response\n\n### Response for getting the photo\n\nIf successful, this method returns a `200 OK` response code and binary data.\n\n### Response for getting what is known of it\n\nIf successful, this method returns a `200 OK` response code and a [kitePhoto](../resources/kitephoto.md) object.\n",
    );
    let (operations, codes) = operations(&text);
    assert_eq!(codes, []);
    let responses: Vec<_> = operations
        .iter()
        .map(|operation| {
            let content = &operation.response.content;
            let ty = match content {
                ContentFacts::Value(ty) => type_name(Some(ty)),
                _ => None,
            };
            (
                operation.response.status.as_slice(),
                matches!(content, ContentFacts::Stream),
                ty,
            )
        })
        .collect();
    assert_eq!(
        responses,
        [
            (&[200][..], true, None),
            (&[200], false, Some(("kitePhoto", true))),
            (&[200], false, Some(("kitePhoto", false))),
        ]
    );
}

#[test]
fn an_object_beside_its_properties_is_no_list() {
    let text = page(
        "Get branding",
        "GET /depots/{id}/branding\nGET /depots/{id}/branding/{property name}",
        "## Response\n\nIf successful, this method returns a `200 OK` response code and a [branding](../resources/branding.md) object in the response body.\n",
    );
    let (operations, _) = operations(&text);
    let ContentFacts::Value(ty) = &operations[0].response.content else {
        panic!("{:?}", operations[0].response)
    };
    assert_eq!(type_name(Some(ty)), Some(("branding", false)));
}

#[test]
fn rows_about_the_path_belong_to_the_operations_that_have_the_parameter() {
    let table =
        "## Path parameters\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|size|String|How large.|\n";
    let text = page(
        "Get photo",
        "GET /me/photo/$value\nGET /me/photos/{size}",
        &format!("{table}\n{RETURNS}"),
    );
    let (operations, _) = operations(&text);
    let of_path = operations.iter().map(|operation| &operation.path_parameters);
    let rows: Vec<Vec<(&str, bool)>> = of_path
        .map(|rows| {
            rows.iter()
                .map(|row| (row.name.value.as_str(), row.required == Some(true)))
                .collect()
        })
        .collect();
    assert_eq!(rows, [vec![], vec![("size", true)]]);
}

#[test]
fn a_link_and_an_annotation_that_agree_name_the_type() {
    for (link, expected) in [
        ("kitestat", "microsoft.graph.kiteStat"),
        ("kitestats", "kiteStats"),
    ] {
        let text = page(
            "Get kite stats",
            "GET /kites/{id}/stats",
            &format!(
                "## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of [kiteStats](../resources/{link}.md) objects.\n\n## Example\n\n### Response\n\n<!-- {{ \"blockType\": \"response\", \"@type\": \"Collection(microsoft.graph.kiteStat)\" }} -->\n\n```http\nHTTP/1.1 200 OK\n\n{{\"value\": [{{\"id\": \"1\"}}]}}\n```\n"
            ),
        );
        let (operations, _) = operations(&text);
        let ContentFacts::Value(ty) = &operations[0].response.content else {
            panic!("{:?}", operations[0].response)
        };
        assert_eq!(type_name(Some(ty)), Some((expected, true)));
    }
}

#[test]
fn parameters_that_only_an_example_sends_are_those_of_an_action() {
    let example = "## Example\n\n### Request\n\n```http\nPOST https://graph.microsoft.com/v1.0/kites/1/lend\n\n{\"until\": \"1\", \"tails\": [2]}\n```\n";
    for (title, expected) in [("kite: lend", &["tails", "until"][..]), ("Lend a kite", &[])] {
        let text = page(
            title,
            "POST /kites/{id}/lend",
            &format!("## Request body\n\nPass the tails along with the end of the time.\n\n{example}"),
        );
        let (operations, _) = operations(&text);
        let rows = operations[0].body.rows();
        let names: Vec<&str> = rows.iter().map(|row| row.name.value.as_str()).collect();
        assert_eq!(names, expected, "{title}");
    }
}

#[test]
fn a_list_and_an_annotation_or_a_path_outvote_one_object_of_the_sentence() {
    let answer = |path: &str, annotation: &str| {
        let rest = format!(
            "## Response\n\nIf successful, this method returns a `200 OK` response code and a [gust](../resources/gust.md) object in the response body.\n\n## Example\n\n### Response\n\n<!-- {{ \"blockType\": \"response\", \"@type\": \"{annotation}\" }} -->\n```http\nHTTP/1.1 200 OK\nContent-type: application/json\n\n{{\"value\": [{{\"speed\": 1}}, {{\"speed\": 2}}]}}\n```\n"
        );
        let (operations, _) = operations(&page("Get gusts", &format!("GET /kite/{path}"), &rest));
        match &operations[0].response.content {
            ContentFacts::Value(ty) => ty.collection,
            other => panic!("{other:?}"),
        }
    };
    assert!(answer("weather", "Collection(microsoft.graph.gust)"));
    assert!(answer("gusts", "microsoft.graph.gust"));
    assert!(!answer("weather", "microsoft.graph.gust"));
    assert!(!answer("gusts/{id}", "microsoft.graph.gust"));
}
