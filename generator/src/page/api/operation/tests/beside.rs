//! Operations that stand beside the one that the page is about.

use crate::graph::Method;
use crate::page::BodyFacts;
use crate::page::api::operation::tests::{operations, page, type_name};

const BODY: &str = "## Request body\n\nIn the request body, supply a JSON representation of the [jar](../resources/jar.md) object.\n\n|Property|Type|Description|\n|:---|:---|:---|\n|label|String|The label.|\n";

#[test]
fn a_delete_beside_an_update_sends_nothing() {
    let text = page("Update jar", "PATCH /jars/{id}\nDELETE /jars/{id}", BODY);
    let (operations, codes) = operations(&text);
    assert_eq!(codes, vec![]);
    let sent = operations
        .iter()
        .map(|operation| (operation.method, type_name(operation.body.ty())));
    assert_eq!(
        sent.collect::<Vec<_>>(),
        [(Method::Patch, Some(("jar", false))), (Method::Delete, None)]
    );
}

#[test]
fn a_delete_alone_sends_what_its_page_describes() {
    let text = page("Delete jar", "DELETE /jars/{id}", BODY);
    let (operations, _) = operations(&text);
    assert_eq!(type_name(operations[0].body.ty()), Some(("jar", false)));
}

#[test]
fn bytes_beside_an_update_are_not_its_object() {
    let text = page(
        "Update jar",
        "PATCH /jars/{id}\nPUT /jars/{id}/photo/$value",
        BODY,
    );
    let (operations, _) = operations(&text);
    assert_eq!(type_name(operations[0].body.ty()), Some(("jar", false)));
    assert!(matches!(operations[1].body, BodyFacts::Bytes { .. }));
}

#[test]
fn bytes_that_only_examples_show_are_not_the_object_of_the_table() {
    let examples = "## Examples\n\n### Example 1\n\n```http\nPUT https://graph.microsoft.com/v1.0/jars/1/lid\nContent-Type: image/jpeg\n\n<Image>\n```\n\n### Example 2\n\n```http\nPATCH https://graph.microsoft.com/v1.0/jars/1\nContent-Type: application/json\n\n{\n  \"label\": \"Plums\"\n}\n```\n";
    let text = page(
        "Update jar",
        "PATCH /jars/{id}\nPUT /jars/{id}/{lid | bottom}",
        &format!("{BODY}\n{examples}"),
    );
    let (operations, codes) = operations(&text);
    assert_eq!(codes, vec![]);
    assert_eq!(type_name(operations[0].body.ty()), Some(("jar", false)));
    let BodyFacts::Bytes {
        content_type,
        properties,
    } = &operations[1].body
    else {
        panic!("{:?}", operations[1].body);
    };
    assert_eq!(content_type.value, "image/jpeg");
    assert!(properties.is_empty());
}
