//! Which type stands at each place of the documented paths.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use generator::diagnostic::Code;
use generator::graph::{PartKey, Version};
use generator::pipeline::Analysis;
use graph_test_pages::Fixture;

/// The page of a type: rows of properties, and rows of relationships.
fn resource(name: &str, base: &str, relationships: &[&str]) -> String {
    let rows: String = relationships
        .iter()
        .map(|row| format!("|{row}|Said.|\n"))
        .collect();
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\nInherits from {base}.\n\n## Properties\n\
         |Property|Type|Description|\n|:---|:---|:---|\n|label|String|Said.|\n\n\
         ## Relationships\n|Relationship|Type|Description|\n|:---|:---|:---|\n{rows}\n"
    )
}

/// The page of an operation: its lines, and what comes back.
fn operation(title: &str, lines: &str, answer: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nText.\n\n## HTTP request\n``` http\n{lines}\n```\n\n## Response\n\n\
         If successful, this method returns a `200 OK` response code and {answer} in the response body.\n"
    )
}

fn analyze(pages: &[(&str, String)]) -> Analysis {
    let pages = Fixture::of(pages.iter().map(|(path, text)| (format!("v1.0/{path}"), text)));
    Config::new(pages.path()).analyze_with(&()).unwrap()
}

fn ships() -> Vec<(&'static str, String)> {
    let item = "[entity](entity.md)";
    vec![
        ("resources/entity.md", resource("entity", "nothing", &[])),
        ("resources/harbor.md", {
            let berths = "berths|[berth](berth.md) collection";
            resource("harbor", item, &[berths, "main|[berth](berth.md)"])
        }),
        ("resources/berth.md", {
            let rows = ["ship|[vessel](vessel.md)", "crates|[crate](crate.md) collection"];
            resource("berth", item, &rows)
        }),
        ("resources/vessel.md", {
            let crew = "crew|[sailor](sailor.md) collection";
            resource("vessel", item, &[crew])
        }),
        (
            "resources/ferry.md",
            resource("ferry", "[vessel](vessel.md)", &[]),
        ),
        ("resources/sailor.md", resource("sailor", item, &[])),
        ("resources/crate.md", resource("crate", item, &[])),
    ]
}

/// What stands at the end of a path, in words; `{}` is a parameter.
fn at(analysis: &Analysis, parts: &[&str]) -> String {
    let key = |part: &&str| match *part {
        "{}" => PartKey::of_parameter(),
        text => PartKey::of_text(text),
    };
    let keys: Vec<PartKey> = parts.iter().map(key).collect();
    let places = &analysis.model.places[&Version::V1];
    places.get(&keys).map_or("unknown".to_owned(), |place| {
        place.to_string().replace("microsoft.graph.", "")
    })
}

#[test]
fn a_place_has_the_type_that_the_pages_say() {
    let mut pages = ships();
    pages.push((
        "api/harbor-get.md",
        operation(
            "Get harbor",
            "GET /harbors/{harbor-id}",
            "a [harbor](../resources/harbor.md) object",
        ),
    ));
    pages.push((
        "api/sailor-list.md",
        operation(
            "List crew",
            "GET /harbors/{id}/main/ship/crew\nGET /harbors/{id}/berths/{id}/ship/microsoft.graph.ferry/crew\n\
             GET /harbors/{id}/berths/best/ship/crew\nGET /harbors/{id}/main:/{path}:/ship/crew\n\
             GET /elsewhere/{id}/deep/crew",
            "a collection of [sailor](../resources/sailor.md) objects",
        ),
    ));
    pages.push((
        "api/crate-get.md",
        operation(
            "Get crate",
            "GET /harbors/{id}/main/crates/{id}\nGET /harbors/{id}/main/crates/top\n\
             GET /harbors/{id}/main/crates(code='{code}')",
            "a [crate](../resources/crate.md) object",
        ),
    ));
    let analysis = analyze(&pages);
    for (keys, expected) in [
        // A collection whose objects are read by their keys.
        (&["harbors"][..], "Collection(harbor)"),
        (&["harbors", "{}"], "harbor"),
        // Relationships.
        (&["harbors", "{}", "main"], "berth"),
        (&["harbors", "{}", "berths"], "Collection(berth)"),
        (&["harbors", "{}", "berths", "{}", "ship"], "vessel"),
        (&["harbors", "{}", "main", "ship", "crew"], "Collection(sailor)"),
        // A cast.
        (
            &["harbors", "{}", "berths", "{}", "ship", "microsoft.graph.ferry"],
            "ferry",
        ),
        // Well-known names: the path goes on as from an object, and a request that reads by key reads by name.
        (&["harbors", "{}", "berths", "best"], "berth"),
        (&["harbors", "{}", "main", "crates", "top"], "crate"),
        // An object that is addressed by its path, and one by an alternate key.
        (&["harbors", "{}", "main", ":"], "berth"),
        (&["harbors", "{}", "main", "crates(code)"], "crate"),
        // What a request alone says.
        (&["elsewhere", "{}", "deep", "crew"], "Collection(sailor)"),
        (&["elsewhere", "{}", "deep"], "unknown"),
        (&["elsewhere"], "unknown"),
    ] {
        assert_eq!(at(&analysis, keys), expected, "{keys:?}");
    }
}

#[test]
fn what_a_function_answers_stands_behind_it_on_each_way_to_the_object() {
    let mut pages = ships();
    pages.push((
        "api/vessel-twin.md",
        operation(
            "vessel: twin",
            "GET /fleet/{id}/ship/twin(year={year})",
            "a [vessel](../resources/vessel.md) object",
        ),
    ));
    pages.push((
        "api/vessel-get.md",
        operation(
            "Get vessel",
            "GET /fleet/{id}/ship\nGET /berths/{id}/ship",
            "a [vessel](../resources/vessel.md) object",
        ),
    ));
    pages.push((
        "api/sailor-list.md",
        operation(
            "List crew",
            "GET /berths/{id}/ship/twin(year={year})/crew",
            "a collection of [sailor](../resources/sailor.md) objects",
        ),
    ));
    let analysis = analyze(&pages);
    for owner in ["fleet", "berths"] {
        assert_eq!(at(&analysis, &[owner, "{}", "ship", "twin(year)"]), "vessel");
    }
}

#[test]
fn the_name_of_a_property_is_no_key() {
    let mut pages = ships();
    pages.push((
        "api/vessel-get.md",
        operation(
            "Get vessel",
            "GET /berths/{id}/lodger",
            "a [vessel](../resources/vessel.md) object",
        ),
    ));
    pages.push((
        "api/vessel-name.md",
        operation(
            "Get name of vessel",
            "GET /berths/{id}/lodger/{property name}",
            "a [vessel](../resources/vessel.md) object",
        ),
    ));
    let analysis = analyze(&pages);
    assert_eq!(at(&analysis, &["berths", "{}", "lodger"]), "vessel");
}

#[test]
fn a_request_that_answers_something_else_is_reported() {
    let mut pages = ships();
    pages.push((
        "api/harbor-get.md",
        operation(
            "Get harbor",
            "GET /harbors/{harbor-id}",
            "a [harbor](../resources/harbor.md) object",
        ),
    ));
    pages.push((
        "api/crate-get.md",
        operation(
            "Get main",
            "GET /harbors/{harbor-id}/main",
            "a [crate](../resources/crate.md) object",
        ),
    ));
    pages.push((
        "api/ferry-get.md",
        operation(
            "Get ferry",
            "GET /harbors/{harbor-id}/main/ship",
            "a [ferry](../resources/ferry.md) object",
        ),
    ));
    let analysis = analyze(&pages);
    assert_eq!(at(&analysis, &["harbors", "{}", "main"]), "berth");
    assert_eq!(at(&analysis, &["harbors", "{}", "main", "ship"]), "vessel");
    let conflicts = analysis.diagnostics.iter();
    let conflicts: Vec<&str> = conflicts
        .filter(|diagnostic| diagnostic.code == Code::PlaceConflict)
        .map(|diagnostic| diagnostic.message.as_str())
        .collect();
    assert_eq!(
        conflicts,
        ["`/harbors/{harbor-id}/main` answers microsoft.graph.crate by this page"]
    );
}

#[test]
fn very_deep_paths_are_no_places() {
    let deep = "/{id}/twin".repeat(40);
    let pages = [(
        "api/vessel-get.md",
        operation(
            "Get vessel",
            &format!("GET /ships{deep}"),
            "a [vessel](x.md) object",
        ),
    )];
    let analysis = analyze(&pages);
    assert_eq!(at(&analysis, &["ships"]), "unknown");
}
