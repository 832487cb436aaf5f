//! What changed between two editions of the pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generator::Config;
use generator::report::changes::{Changes, Verdict};
use graph_test_pages::Fixture;

/// A page of a lamp with the rows of its properties.
fn lamp(rows: &str) -> (&'static str, String) {
    let page = format!(
        "# lamp resource type\n\nNamespace: microsoft.graph\n\nA lamp.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Its key.|\n{rows}"
    );
    ("v1.0/resources/lamp.md", page)
}

/// A page that gets a lamp.
fn get(response: &str) -> (&'static str, String) {
    let page = format!(
        "# Get lamp\n\nNamespace: microsoft.graph\n\nGets a lamp.\n\n## HTTP request\n``` http\nGET /lamps/{{lampId}}\n```\n\n## Response\n\n{response}\n"
    );
    ("v1.0/api/lamp-get.md", page)
}

fn changes<const A: usize, const B: usize>(old: [(&str, String); A], new: [(&str, String); B]) -> Changes {
    let (old, new) = (Fixture::of(old), Fixture::of(new));
    let plan = |pages: &Fixture| Config::new(pages.path()).analyze_with(&()).unwrap().plan;
    Changes::between(&plan(&old), &plan(&new)).unwrap()
}

const OBJECT: &str = "If successful, this method returns a `200 OK` response code and a [lamp](../resources/lamp.md) object in the response body.";
const NOTHING: &str = "If successful, this method returns a `204 No Content` response code.";

#[test]
fn what_is_gone_or_declared_otherwise_is_a_major_change() {
    let old = [
        lamp("|watts|Int32|Power.|\n|shade|String|Its colour.|\n"),
        get(OBJECT),
    ];
    let new = [
        lamp("|watts|Double|Power.|\n|bulbs|String collection|What gives light.|\n"),
        get(NOTHING),
    ];
    expect_test::expect![[r#"
        major: 3 gone, 3 changed, 3 new
          v1::models::Lamp
            - SHADE: Property "shade"
            - shade: Option<String>
            ~ watts: Option<i32> → Option<f64>
            + BULBS: Property "bulbs"
            + bulbs: Option<Vec<String>>
          v1::requests::lamp::Get
            ~ request: Get(()) -> models::Lamp, rt::query::OfObject → Get(()) -> (), rt::query::Nothing
        - v1::steps::Lamp
          v1::steps::Lamps
            ~ id: fn id(&self, lamp_id: &str) -> Lamp<C> → fn id(&self, lamp_id: &str) -> LampsItem<C>
        + v1::steps::LampsItem
    "#]]
    .assert_eq(&changes(old, new).to_string());
}

#[test]
fn what_is_new_is_a_minor_change() {
    let old = [lamp("")];
    let rows = "|watts|Int32|Power. Supports `$filter` (`eq`).|\n|shade|String|Its colour. (deprecated)|\n";
    let new = [lamp(rows), get(OBJECT)];
    let changes = changes(old, new);
    assert_eq!(changes.verdict(), Verdict::Minor);
    expect_test::expect![[r#"
        minor: 0 gone, 0 changed, 11 new
        + v1::Graph
        + v1::lamps
          v1::models::Lamp
            + SHADE: Property "shade"
            + WATTS: Property "watts"
            + shade: Option<String>
            + watts: Option<i32>
        + v1::request
        + v1::requests::lamp::Get
        + v1::steps::Lamp
        + v1::steps::Lamps
        + v1::steps::ServiceRoot
    "#]]
    .assert_eq(&changes.to_string());
}

#[test]
fn other_words_are_a_patch() {
    let changes = changes(
        [lamp("|watts|Int32|Power.|\n")],
        [lamp("|watts|Int32|How bright it is.|\n")],
    );
    assert_eq!(changes.to_string(), "patch: 0 gone, 0 changed, 0 new\n");
}

#[test]
fn the_document_has_the_verdict_and_the_items() {
    let changes = changes([lamp("|shade|String|Its colour.|\n")], [lamp("")]);
    let document: serde_json::Value = serde_json::from_str(&changes.to_json().unwrap()).unwrap();
    assert_eq!(document["verdict"], "major");
    assert_eq!(
        document["items"]["v1::models::Lamp"]["changed"][1]["name"],
        "shade"
    );
}
