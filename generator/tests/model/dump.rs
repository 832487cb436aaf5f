//! The keys of `dump model`, a stable interface.

use std::collections::BTreeSet;
use std::path::Path;

use generator::Config;
use generator::model::dump;
use serde_json::Value;

use super::{analyze, api, resource};

const README: &str = include_str!("../../README.md");

/// Takes the keys of an object and of all in it, but for the headers and bodies that examples show.
fn add_keys<'v>(value: &'v Value, keys: &mut BTreeSet<&'v str>) {
    match value {
        Value::Object(map) => {
            let is_message =
                map.contains_key("url") || map.contains_key("status") && map.contains_key("headers");
            for (key, value) in map {
                keys.insert(key);
                if !is_message {
                    add_keys(value, keys);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| add_keys(value, keys)),
        _ => {}
    }
}

#[test]
fn each_key_is_described() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let analysis = Config::new(pages).analyze_with(&()).unwrap();
    let dump = serde_json::to_value(dump(&analysis.model, &analysis.sources, &analysis.diagnostics)).unwrap();
    let mut keys = BTreeSet::new();
    add_keys(&dump, &mut keys);
    assert!(keys.contains("operations") && keys.contains("evidence"));
    let described = README.split("## The model as JSON").nth(1).unwrap();
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| !described.contains(&format!("`{key}`")))
        .collect();
    assert_eq!(missing, [&""; 0]);
}

#[test]
fn values_defaults_and_deprecations_are_optional_keys() {
    let kite = resource(
        "kite",
        "|id|String|Key.|\n|state|String|Possible values are: `up`, `down`. The default value is `down`.|\n|name|String|Name.|",
        "{}",
    );
    let parameters = "## Query parameters\n\nUse `$top` for the size of pages. The default page size is 100.\n\n\
                      |Parameter|Type|Description|\n|:---|:---|:---|\n\
                      |mode|String|Possible values are: `fast`, `slow`. The default is `slow`. Optional.|\n\n## Response";
    let page = api(
        "List kites",
        "GET /kites\nGET /me/kites",
        "a collection of [kite](../resources/kite.md) objects",
    )
    .replace("## Response", parameters)
    .replace(
        "## HTTP request",
        "## HTTP request\n\n> **Note:** The `/me/kites` path is deprecated.\n",
    );
    let analysis = analyze(&[("resources/kite.md", &kite), ("api/kite-list.md", &page)]);
    let dump = serde_json::to_value(dump(&analysis.model, &analysis.sources, &analysis.diagnostics)).unwrap();
    let properties = dump["types"][1]["properties"].as_array().unwrap();
    let of = |name: &str| {
        properties
            .iter()
            .find(|property| property["name"] == name)
            .unwrap()
    };
    assert_eq!(of("state")["values"], serde_json::json!(["up", "down"]));
    assert_eq!(of("state")["default"], "down");
    assert_eq!(of("state")["documented_type"], "Edm.String");
    for key in ["values", "default", "documented_type"] {
        assert_eq!(of("name").get(key), None, "{key}");
    }
    let operation = &dump["operations"][0];
    let query = operation["query"].as_array().unwrap();
    let option = |name: &str| query.iter().find(|option| option["name"] == name).unwrap();
    assert_eq!(option("$top")["default"], "100");
    assert_eq!(option("mode")["default"], "slow");
    assert_eq!(option("mode")["values"], serde_json::json!(["fast", "slow"]));
    let paths = operation["paths"].as_array().unwrap();
    let deprecated: Vec<_> = paths
        .iter()
        .map(|path| path.get("deprecated").is_some())
        .collect();
    assert_eq!(deprecated, [false, true]);
}

#[test]
fn a_body_keeps_the_type_that_its_table_spells() {
    let kite = resource(
        "kite",
        "|id|String|Key.|\n|state|kiteState|Possible values are: `up`, `down`.|\n|name|String|Name.|",
        "{}",
    );
    let body = "## Request body\n\nIn the request body, supply a JSON representation of the [kite](../resources/kite.md) object.\n\n\
                |Property|Type|Description|\n|:---|:---|:---|\n|state|String|Where it is.|\n|name|String|Name.|\n\n## Response";
    let page = api(
        "Update kite",
        "PATCH /kites/{id}",
        "an updated [kite](../resources/kite.md) object",
    )
    .replace("## Response", body);
    let analysis = analyze(&[("resources/kite.md", &kite), ("api/kite-update.md", &page)]);
    let dump = serde_json::to_value(dump(&analysis.model, &analysis.sources, &analysis.diagnostics)).unwrap();
    let rows = dump["operations"][0]["body"]["properties"].as_array().unwrap();
    let documented: Vec<_> = rows
        .iter()
        .map(|row| (&row["type"], row.get("documented_type")))
        .collect();
    let (state, text) = (
        Value::from("microsoft.graph.kiteState"),
        Value::from("Edm.String"),
    );
    assert_eq!(documented, [(&text, None), (&state, Some(&text))]);
}
