//! What the body of an action is.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use graph_test_pages::Fixture;

const CHEST: &str = "# chest resource type\n\nNamespace: microsoft.graph\n\nA chest.\n\n## Properties\n\
    |Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n|label|String|What stands on it.|\n";

/// A page of a request that makes a chest and takes a label.
fn making(title: &str, path: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nMakes one.\n\n## HTTP request\n\n``` http\nPOST {path}\n```\n\n\
         ## Request body\n\n|Property|Type|Description|\n|:---|:---|:---|\n|label|String|What stands on it.|\n\n\
         ## Response\n\nIf successful, this method returns a `201 Created` response code and a \
         [chest](../resources/chest.md) object in the response body.\n"
    )
}

#[test]
fn an_action_that_makes_something_takes_its_parameters() {
    let copy = making("chest: copy", "/chests/{id}/copy");
    let create = making("Create chest", "/chests");
    let pages = Fixture::of([
        ("v1.0/resources/chest.md", CHEST),
        ("v1.0/api/chest-copy.md", copy.as_str()),
        ("v1.0/api/chest-post.md", create.as_str()),
    ]);
    let analysis = Config::new(pages.path()).analyze_with(&()).unwrap();
    let is_chest = |title: &str| {
        let mut operations = analysis.model.operations.iter();
        let operation = operations
            .find(|operation| operation.title.text == title)
            .unwrap();
        operation.body.as_ref().unwrap().ty.is_some()
    };
    assert!(!is_chest("chest: copy"));
    assert!(is_chest("Create chest"));
}
