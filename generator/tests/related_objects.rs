//! What examples send of related objects beside the rows of a body: small checkouts of the documentation.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::graph::Primitive;
use generator::model::TypeRef;

#[path = "support/pages.rs"]
mod pages;

use pages::{ONE, analyze, api, codes, fence};

#[test]
fn what_is_bound_are_addresses_or_the_objects_themselves() {
    let table = "POST /devices\n```\n\n## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n\
        |name|String|Name.|\n\n```http";
    let bound = |value: &str| {
        let request = fence(&format!(
            "POST https://graph.microsoft.com/v1.0/devices\n\n{{\"name\": \"a\", \"parts@odata.bind\": {value}}}"
        ));
        let answer = fence("HTTP/1.1 200 OK\n\n{}");
        let analysis = analyze(&api(table, ONE, &(request + &answer)));
        let body = analysis.model.operations[0].body.as_ref().unwrap();
        let mut rows = body.properties.iter();
        let row = rows.find(|row| row.name == "parts@odata.bind").unwrap();
        assert_eq!(codes(&analysis), [], "{value}");
        (row.ty.item.clone(), row.ty.is_many())
    };
    let address = r#"["https://graph.microsoft.com/v1.0/phones/1"]"#;
    assert_eq!(bound(address), (TypeRef::Primitive(Primitive::String), true));
    let phone = TypeRef::Type("microsoft.graph.phone".into());
    let named = r##"[{"@odata.type": "#microsoft.graph.phone", "number": "1"}]"##;
    assert_eq!(bound(named), (phone, true));
    assert_eq!(
        bound(r#"{"number": "1"}"#),
        (TypeRef::Primitive(Primitive::Untyped), false)
    );
}

#[test]
fn an_update_changes_related_objects() {
    let table = "PATCH /devices/{id}\n```\n\n## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n\
        |name|String|Name.|\n\n```http";
    let request = fence(
        "PATCH https://graph.microsoft.com/v1.0/devices/1\n\n{\"parts@delta\": [{\"id\": \"1\", \"isActive\": false}]}",
    );
    let answer = fence("HTTP/1.1 204 No Content");
    let analysis = analyze(&api(table, ONE, &(request + &answer)));
    let body = analysis.model.operations[0].body.as_ref().unwrap();
    let row = body
        .properties
        .iter()
        .find(|row| row.name == "parts@delta")
        .unwrap();
    assert!(row.ty.item == TypeRef::Primitive(Primitive::Untyped) && row.ty.is_many());
    assert_eq!(codes(&analysis), []);
}
