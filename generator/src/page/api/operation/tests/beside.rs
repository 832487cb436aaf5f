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
