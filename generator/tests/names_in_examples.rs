//! What examples tell of names: how members are spelled, which property is the key, of which namespace a type is.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use graph_test_pages::Fixture;

#[path = "support/pages.rs"]
mod pages;

use pages::{ONE, analyze, api, fence};

#[test]
fn all_examples_together_spell_a_member_that_prose_lists() {
    let members = |states: &[&str]| {
        let request = fence("GET https://graph.microsoft.com/v1.0/devices/1");
        let example = |state: &&str| {
            let answer = fence(&format!("HTTP/1.1 200 OK\n\n{{\"state\": \"{state}\"}}"));
            format!("## Example\n\n{request}{answer}")
        };
        let examples: String = states.iter().map(example).collect();
        let model = analyze(&api("GET /devices/{id}", ONE, &examples)).model;
        let states = model
            .enums
            .iter()
            .find(|known| known.name == "microsoft.graph.deviceState");
        let members = states.unwrap().members.iter();
        members.map(|member| member.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(members(&["on"]), ["on", "off"]);
    assert_eq!(members(&["oN"]), ["oN", "off"]);
    assert_eq!(members(&["On"]), ["on", "off"], "one example, with a capital");
    assert_eq!(members(&["On", "On"]), ["On", "off"]);
    assert_eq!(members(&["On", "on"]), ["on", "off"], "they differ");
}

#[test]
fn the_key_of_an_annotated_type_can_stand_in_examples_alone() {
    let resource = |annotation: &str| {
        let crate_page = format!(
            "# crate resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n\
             |:---|:---|:---|\n|label|String|Label.|\n\n## JSON representation\n\n<!-- {{ \"blockType\": \"resource\", \
             {annotation}\"@odata.type\": \"microsoft.graph.crate\" }} -->\n```json\n{{\"label\": \"String\"}}\n```\n"
        );
        let request = fence("GET https://graph.microsoft.com/v1.0/rack/crate");
        let answer = fence("HTTP/1.1 200 OK\n\n{\"id\": \"k-a\", \"label\": \"a\"}");
        let page = api(
            "GET /rack/crate",
            "a [crate](../resources/crate.md) object",
            &(request + &answer),
        );
        let fixture = Fixture::of([
            ("v1.0/resources/crate.md", crate_page.as_str()),
            ("v1.0/resources/device.md", pages::DEVICE),
            ("v1.0/api/crate-get.md", page.as_str()),
        ]);
        let model = Config::new(fixture.path()).analyze_with(&()).unwrap().model;
        let found = model.types.iter().find(|ty| ty.name == "microsoft.graph.crate");
        let found = found.unwrap();
        (
            found.base.as_ref().map(ToString::to_string),
            found.properties.iter().any(|row| row.name == "id"),
        )
    };
    assert_eq!(
        resource("\"keyProperty\": \"id\", "),
        (Some("microsoft.graph.entity".to_owned()), false)
    );
    assert_eq!(resource(""), (None, true));
}

#[test]
fn a_type_without_a_page_is_of_the_namespace_that_examples_show() {
    let namespace = |shown: &[&str]| {
        let kite = "# kite resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n\
            |:---|:---|:---|\n|id|String|Key. Read-only.|\n|tail|kiteTail|Its tail.|\n";
        let request = fence("GET https://graph.microsoft.com/v1.0/kites/1");
        let example = |name: &&str| {
            let answer = format!("{{\"id\": \"1\", \"tail\": {{\"@odata.type\": \"#{name}\"}}}}");
            format!(
                "## Example\n\n{request}{}",
                fence(&format!("HTTP/1.1 200 OK\n\n{answer}"))
            )
        };
        let examples: String = shown.iter().map(example).collect();
        let page = api(
            "GET /kites/{id}",
            "a [kite](../resources/kite.md) object",
            &examples,
        );
        let fixture = Fixture::of([
            ("v1.0/resources/kite.md", kite),
            ("v1.0/api/kite-get.md", page.as_str()),
        ]);
        let model = Config::new(fixture.path()).analyze_with(&()).unwrap().model;
        let kite = model.types.iter().find(|ty| ty.name == "microsoft.graph.kite");
        let tail = kite.unwrap().properties.iter().find(|row| row.name == "tail");
        tail.unwrap().ty.item.qualified()
    };
    let root = "microsoft.graph.kiteTail";
    assert_eq!(namespace(&[root]), root);
    assert_eq!(
        namespace(&["microsoft.graph.kites.kiteTail"]),
        "microsoft.graph.kites.kiteTail"
    );
    assert_eq!(
        namespace(&["microsoft.graph.kites.kiteTail", "microsoft.graph.birds.kiteTail"]),
        root,
        "they differ"
    );
}
