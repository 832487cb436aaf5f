//! Which parts of a version stand behind the features of areas.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::config::{OutputForm, Package};
use generator::{Config, Output};
use graph_test_pages::Fixture;

/// The page of a type with a key, and with properties.
fn resource(name: &str, rows: &[&str]) -> String {
    let rows: String = rows.iter().map(|row| format!("|{row}|Said.|\n")).collect();
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n\
         |Property|Type|Description|\n|:---|:---|:---|\n|id|String|Its key.|\n{rows}\n"
    )
}

/// The page of a request that reads something.
fn get(title: &str, lines: &str, answer: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nText.\n\n## HTTP request\n``` http\n{lines}\n```\n\n## Response\n\n\
         If successful, this method returns a `200 OK` response code and {answer} in the response body.\n"
    )
}

/// People and ships, each with something of their own; both have an address, and nobody asks for a lighthouse.
fn output() -> Output {
    let person = "a [person](person.md) object";
    let pages = [
        (
            "resources/person.md",
            resource("person", &["home|[address](address.md)"]),
        ),
        (
            "resources/ship.md",
            resource("ship", &["owner|[address](address.md)", "flag|[flag](flag.md)"]),
        ),
        ("resources/address.md", resource("address", &["street|String"])),
        ("resources/flag.md", resource("flag", &["color|String"])),
        (
            "resources/lighthouse.md",
            resource("lighthouse", &["keeper|[person](person.md)"]),
        ),
        (
            "api/person-list.md",
            get(
                "List people",
                "GET /people",
                "a collection of [person](person.md) objects",
            ),
        ),
        (
            "api/person-get.md",
            get("Get person", "GET /people/{id}\nGET /self", person),
        ),
        (
            "api/ship-get.md",
            get("Get ship", "GET /client/ships/{id}", "a [ship](ship.md) object"),
        ),
        (
            "api/ship-person.md",
            get(
                "List crew",
                "GET /client/ships/{id}/crew",
                "a collection of [person](person.md) objects",
            ),
        ),
    ];
    let pages = Fixture::of(pages.iter().map(|(path, text)| (format!("v1.0/{path}"), text)));
    let config = Config::new(pages.path()).form(OutputForm::Crate(Package::default().areas(true)));
    config.generate().unwrap()
}

/// The condition in the line before a declaration.
fn condition<'t>(output: &'t Output, file: &str, declaration: &str) -> &'t str {
    let lines: Vec<&str> = output.files()[file].lines().map(str::trim).collect();
    let at = lines.iter().position(|line| line.starts_with(declaration));
    let at = at.unwrap_or_else(|| panic!("{declaration} is not in {file}"));
    lines[..at]
        .iter()
        .rev()
        .find(|line| **line != "#[inline]")
        .unwrap()
}

#[test]
fn a_feature_brings_what_its_requests_need() {
    let output = output();
    let models = |name| condition(&output, "src/v1/models.rs", &format!("mod {name};"));
    let ships = "#[cfg(feature = \"client-area\")]";
    assert_eq!(models("flag"), ships);
    assert_eq!(models("lighthouse"), "#[cfg(feature = \"other-types\")]");
    // A ship has a crew, and the lighthouse a keeper.
    for shared in ["person", "address"] {
        let condition = models(shared);
        for feature in ["people", "client-area", "other-types"] {
            assert!(
                condition.contains(&format!("\"{feature}\"")),
                "{shared}: {condition}"
            );
        }
    }
    // What one asks for oneself is asked of people, too; the name of an area is not that of another feature.
    let entries = |name| condition(&output, "src/v1.rs", &format!("pub fn {name}("));
    assert_eq!(entries("client_"), ships);
    for entry in ["people", "self_"] {
        assert!(entries(entry).contains("\"people\""), "{}", entries(entry));
    }
    // A method is behind a feature where its step is there without what it leads to.
    let requests = |name| condition(&output, "src/v1/requests.rs", &format!("pub mod {name};"));
    assert_eq!(requests("ship"), ships);
    assert!(requests("person").contains("people"));
}

#[test]
fn the_manifest_lists_the_areas() {
    let output = output();
    let manifest = &output.files()["Cargo.toml"];
    for line in [
        "default = [\"v1\", \"client\", \"all-areas\"]",
        "all-areas = [\"client-area\", \"other-types\", \"people\"]",
        "# What stands below `/people`, `/self`.",
        "people = [\"v1\"]",
        "# Types that no request names.",
    ] {
        assert!(manifest.lines().any(|found| found == line), "{line}\n{manifest}");
    }
}
