//! What is taken from examples, and what is put right in them: small checkouts of the documentation.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::diagnostic::Code;
use generator::model::{Model, Property, TypeRef};
use generator::report::examples::{self, Examples};
use generator::resolve::plan::examples::WireBody;
use serde_json::json;

#[path = "support/pages.rs"]
mod pages;

use pages::{ONE, analyze, api, codes, fence};

/// What is found in the one example of a page, and what is sent by it as it was put right.
fn sent(lines: &str, example: &str) -> (Vec<Code>, serde_json::Value, String) {
    let answer = fence("HTTP/1.1 200 OK\n\n{}");
    let analysis = analyze(&api(lines, ONE, &(fence(example) + &answer)));
    let found = codes(&analysis);
    let example = Examples::new(&analysis.plan).iter().next().unwrap().clone();
    assert!(example.agrees(), "{found:?}");
    let request = example.request.unwrap();
    match request.body {
        WireBody::Json(json) => (found, json, request.target),
        _ => (found, serde_json::Value::Null, request.target),
    }
}

#[test]
fn what_is_meant_beyond_doubt_is_put_right() {
    let post = |body: &str| {
        let url = "POST https://graph.microsoft.com/v1.0/devices";
        let (found, body, _) = sent("POST /devices", &format!("{url}\n\n{body}"));
        (found, body)
    };
    assert_eq!(
        post(r#"{"Name": "a", "parent": {"SIZE": 1}}"#),
        (
            vec![Code::ExampleSpelling, Code::ExampleSpelling],
            json!({"name": "a", "parent": {"size": 1}})
        )
    );
    let phone = json!({"@odata.type": "#microsoft.graph.phone", "number": "1"});
    assert_eq!(
        post(r#"{"number": "1"}"#),
        (vec![Code::ExampleUnnamed], phone.clone())
    );
    for name in ["#Microsoft.OutlookServices.Phone", "phone"] {
        assert_eq!(
            post(&format!(r#"{{"@odata.type": "{name}", "number": "1"}}"#)),
            (vec![Code::ExampleTypeName], phone.clone())
        );
    }
    // What the table of the body itself calls read-only is not sent.
    let table = "PATCH /devices/{id}\n```\n\n## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n\
        |name|String|Name.|\n|sealed|Boolean|Shut. Read-only.|\n\n```http";
    let patch = "PATCH https://graph.microsoft.com/v1.0/devices/1\n\n{\"name\": \"a\", \"sealed\": true}";
    let (found, body, _) = sent(table, patch);
    assert_eq!((found, body), (vec![Code::ExampleReadOnly], json!({"name": "a"})));
}

#[test]
fn arguments_in_quotes_and_keys_in_parentheses_are_understood() {
    let day = "GET /devices/seen(day={day})\n```\n\n## Function parameters\n|Parameter|Type|Description|\n\
        |:---|:---|:---|\n|day|Date|The day.|\n\n```http";
    let (found, _, target) = sent(
        day,
        "GET https://graph.microsoft.com/v1.0/devices/seen(day='2020-01-01')",
    );
    assert_eq!(found, [Code::ExampleQuoted]);
    assert_eq!(target, "/devices/seen(day=2020-01-01)");
    // The end of a key in base64 is no argument with a name.
    let (found, _, target) = sent(
        "GET /devices/{id}",
        "GET https://graph.microsoft.com/v1.0/devices('AAM=')",
    );
    assert_eq!((found, target.as_str()), (vec![], "/devices/AAM="));
}

#[test]
fn an_answer_without_content_has_no_body() {
    let page = api(
        "GET /devices/{id}",
        ONE,
        &(fence("GET https://graph.microsoft.com/v1.0/devices/1")
            + &fence("HTTP/1.1 204 No Content\n\n{\"id\": \"1\"}")),
    );
    let analysis = analyze(&page);
    assert_eq!(codes(&analysis), [Code::ExampleNoContent]);
    let example = Examples::new(&analysis.plan).iter().next().unwrap().clone();
    assert_eq!(example.response.unwrap().body, WireBody::Empty);
}

#[test]
fn what_only_examples_show_is_read_and_counted() {
    let page = api(
        "GET /devices/{id}",
        ONE,
        &(fence("GET https://graph.microsoft.com/v1.0/devices/1")
            + &fence("HTTP/1.1 200 OK\n\n{\"id\": \"1\", \"name\": \"a\", \"weight\": 1}")),
    );
    let analysis = analyze(&page);
    let examples = Examples::new(&analysis.plan);
    assert_eq!((examples.agreeing(), examples.showing_more()), (1, 1));
    let text = examples::human(&analysis.sources, &examples, None);
    assert!(text.contains("1 of these with properties"), "{text}");
}

/// The properties of devices that only examples show.
fn shown(model: &Model) -> Vec<&Property> {
    let device = model.types.iter().find(|ty| ty.name == "microsoft.graph.device");
    let properties = &device.unwrap().properties;
    properties
        .iter()
        .filter(|property| property.is_example_only())
        .collect()
}

fn names(properties: &[&Property]) -> Vec<String> {
    properties.iter().map(|property| property.name.clone()).collect()
}

/// The page of a request that answers with a body.
fn answered(path: &str, url: &str, body: &str) -> String {
    let answer = fence(&format!("HTTP/1.1 200 OK\n\n{body}"));
    api(
        &format!("GET {path}"),
        ONE,
        &(fence(&format!("GET {url}")) + &answer),
    )
}

#[test]
fn an_object_with_another_name_of_its_type_is_evidence() {
    let url = "https://graph.microsoft.com/v1.0/devices/1";
    let of = |body: &str| names(&shown(&analyze(&answered("/devices/{id}", url, body)).model));
    for name in ["#Microsoft.OutlookServices.Device", "device"] {
        let body = format!(r#"{{"@odata.type": "{name}", "id": "1", "size": 2, "weight": 1}}"#);
        assert_eq!(of(&body), ["weight"], "{name}");
    }
}

#[test]
fn an_answer_of_something_else_shows_nothing() {
    let url = "https://graph.microsoft.com/v1.0/devices/1";
    let of = |body: &str| names(&shown(&analyze(&answered("/devices/{id}", url, body)).model));
    assert_eq!(of(r#"{"id": "1", "size": 2, "weight": 1}"#), ["weight"]);
    // All objects have a key.
    assert!(of(r#"{"id": "1", "mail": "a", "jobTitle": "b"}"#).is_empty());
    // Of a type that is not documented.
    assert!(of(r##"{"@odata.type": "#microsoft.graph.lamp", "size": 2, "watts": 1}"##).is_empty());
    // Names that cannot be those of properties, slips of known ones, what belongs to a derived type.
    assert!(of(r#"{"size": 2, "a-b": 1, "Name": "a", "tag": "b", "number": "1"}"#).is_empty());
    for url in [
        "https://graph.microsoft.com/beta/devices/1",
        "graph.microsoft.com/beta/devices/1",
    ] {
        let analysis = analyze(&answered("/devices/{id}", url, r#"{"size": 2, "weight": 1}"#));
        assert!(shown(&analysis.model).is_empty(), "{url}");
    }
}

#[test]
fn a_guess_never_makes_an_answer_unreadable() {
    let url = "https://graph.microsoft.com/v1.0/devices/1";
    let body = r#"{"size": 2, "isNew": "true", "weight": 1, "maker": {"a": 1}, "owner": null, "label": "x"}"#;
    let analysis = analyze(&answered("/devices/{id}", url, body));
    let types: Vec<(String, String)> = shown(&analysis.model)
        .iter()
        .map(|property| (property.name.clone(), property.ty.item.qualified()))
        .collect();
    let untyped = |name: &str| (name.to_owned(), "Edm.Untyped".to_owned());
    assert_eq!(
        types,
        [
            untyped("isNew"),
            ("label".to_owned(), "Edm.String".to_owned()),
            untyped("maker"),
            untyped("owner"),
            untyped("weight"),
        ]
    );
    assert!(shown(&analysis.model).iter().all(|property| property.read_only));
}

#[test]
fn request_and_answer_of_one_example_are_one_witness() {
    let url = "https://graph.microsoft.com/v1.0/devices";
    let example = |state: &str| {
        let body = format!("{{\"size\": 2, \"state\": \"{state}\"}}");
        fence(&format!("POST {url}\n\n{body}")) + &fence(&format!("HTTP/1.1 200 OK\n\n{body}"))
    };
    let members = |examples: &str| {
        let model = analyze(&api("POST /devices", ONE, examples)).model;
        let states = model
            .enums
            .iter()
            .find(|one| one.name == "microsoft.graph.deviceState");
        let shown = states
            .unwrap()
            .members
            .iter()
            .filter(|member| member.example_only);
        shown.map(|member| member.name.clone()).collect::<Vec<_>>()
    };
    assert!(members(&example("onn")).is_empty());
    let twice = format!("{}## Example 2\n\n{}", example("idle"), example("idle"));
    assert_eq!(members(&twice), ["idle"]);
    let spelled = format!("{}## Example 2\n\n{}", example("O-N"), example("o_n"));
    assert!(members(&spelled).is_empty(), "these spell a known one");
}

#[test]
fn a_table_without_capitals_is_corrected() {
    let url = "https://graph.microsoft.com/v1.0/devices/1";
    let page = answered("/devices/{id}", url, r#"{"id": "1", "size": 2, "taGs": ["a"]}"#);
    let model = analyze(&page).model;
    let device = model
        .types
        .iter()
        .find(|ty| ty.name == "microsoft.graph.device")
        .unwrap();
    assert!(device.properties.iter().any(|property| property.name == "taGs"));
}

#[test]
fn two_keys_of_one_field_and_keys_inside_of_them_stay_whole() {
    let url = "POST https://graph.microsoft.com/v1.0/devices";
    let page = |body: &str| {
        let answer = fence("HTTP/1.1 200 OK\n\n{}");
        analyze(&api(
            "POST /devices",
            ONE,
            &(fence(&format!("{url}\n\n{body}")) + &answer),
        ))
    };
    // The second of them is no property.
    let twice = page(r#"{"NAME": "a", "Name": "b", "size": 1}"#);
    assert_eq!(codes(&twice), [Code::ExampleSpelling, Code::ExampleProperty]);
    let inside = page(r#"{"Parent": {"On": "true"}, "size": 1}"#);
    let example = Examples::new(&inside.plan).iter().next().unwrap().clone();
    let sent = example.request.unwrap().body;
    assert_eq!(sent, WireBody::Json(json!({"parent": {"on": true}, "size": 1})));
}

#[test]
fn objects_that_name_their_types_tell_what_is_sent() {
    let request = |body: &str| {
        fence(&format!(
            "POST https://graph.microsoft.com/v1.0/devices\n\n{body}"
        ))
    };
    let table = "POST /devices\n```\n\n## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n\
        |name|String|Name.|\n\n```http";
    let named = r##"{"@odata.type": "#microsoft.graph.phone", "name": "a"}"##;
    let sent = |lines: &str, body: &str| {
        let answer = fence("HTTP/1.1 200 OK\n\n{}");
        let model = analyze(&api(lines, ONE, &(request(body) + &answer))).model;
        let body = model.operations[0].body.as_ref().unwrap();
        body.ty.clone().map(|ty| ty.item)
    };
    let ty = |name: &str| Some(TypeRef::Type(format!("microsoft.graph.{name}").into()));
    assert_eq!(sent(table, named), ty("phone"));
    assert_eq!(sent(table, r#"{"name": "a"}"#), ty("device"));
    // Without a table the holder sends any of them.
    assert_eq!(sent("POST /devices", named), ty("device"));
    // A row that the phone does not have may be of another type.
    let of_other = table.replace(
        "|name|String|Name.|",
        "|name|String|Name.|\n|watts|Int32|Of lamps.|",
    );
    assert_eq!(sent(&of_other, named), ty("device"));
    // What fails, and what another request sends, says nothing.
    let example = |url: &str, status: &str| {
        let request = fence(&format!("POST https://graph.microsoft.com/v1.0/{url}\n\n{named}"));
        let page = api(
            table,
            ONE,
            &(request + &fence(&format!("HTTP/1.1 {status}\n\n{{}}"))),
        );
        let model = analyze(&page).model;
        let body = model.operations[0].body.as_ref().unwrap();
        body.ty.clone().map(|ty| ty.item)
    };
    assert_eq!(example("devices", "200 OK"), ty("phone"));
    assert_eq!(example("devices", "400 Bad Request"), ty("device"));
    assert_eq!(example("phones", "200 OK"), ty("device"));
}

#[test]
fn an_object_is_a_parameter_by_the_name_of_its_type() {
    let sent = |body: &str| {
        let request = fence(&format!(
            "POST https://graph.microsoft.com/v1.0/devices/1/pair\n\n{body}"
        ));
        let page = api(
            "POST /devices/{id}/pair",
            ONE,
            &(request + &fence("HTTP/1.1 200 OK\n\n{}")),
        );
        let model = analyze(&page).model;
        let body = model.operations[0].body.clone().unwrap();
        (body.ty.is_none(), body.properties.len())
    };
    assert_eq!(sent(r#"{"device": {"name": "a"}}"#), (true, 1));
    assert_eq!(sent(r#"{"parent": {"name": "a"}}"#), (false, 0), "a property");
    assert_eq!(sent(r#"{"other": {"name": "a"}}"#), (false, 0), "another name");
    assert_eq!(sent(r#"{"device": {"id": "1"}}"#), (false, 0), "all have a key");
}

#[test]
fn a_spelling_that_an_example_confirms_stays() {
    let request = fence("GET https://graph.microsoft.com/v1.0/devices/1");
    let answer = |body: &str| fence(&format!("HTTP/1.1 200 OK\n\n{body}"));
    let other = answer(r#"{"size": 2, "taGs": ["a"]}"#);
    let same = answer(r#"{"size": 2, "tags": ["a"]}"#);
    let examples = format!("{request}{other}## Example 2\n\n{request}{same}");
    let model = analyze(&api("GET /devices/{id}", ONE, &examples)).model;
    let device = model
        .types
        .iter()
        .find(|ty| ty.name == "microsoft.graph.device")
        .unwrap();
    assert!(device.properties.iter().any(|property| property.name == "tags"));
}

#[test]
fn a_body_that_is_left_out_proves_nothing() {
    let request = fence("PATCH https://graph.microsoft.com/v1.0/devices/1");
    let page = api(
        "PATCH /devices/{id}",
        ONE,
        &(request + &fence("HTTP/1.1 204 No Content")),
    );
    let analysis = analyze(&page);
    let examples = Examples::new(&analysis.plan);
    assert_eq!(examples.judged(), 0);
}

#[test]
fn an_annotation_without_its_mark_is_marked() {
    let request = fence("GET https://graph.microsoft.com/v1.0/devices");
    let answer = fence("HTTP/1.1 200 OK\n\n{\"odata.count\": 1, \"value\": [{\"id\": \"1\"}]}");
    let analysis = analyze(&api("GET /devices", pages::MANY, &(request + &answer)));
    assert_eq!(codes(&analysis), [Code::ExampleSpelling]);
    let example = Examples::new(&analysis.plan).iter().next().unwrap().clone();
    assert!(example.agrees());
    let body = example.response.unwrap().body;
    assert_eq!(
        body,
        WireBody::Json(json!({"@odata.count": 1, "value": [{"id": "1"}]}))
    );
}

#[test]
fn the_body_of_a_creation_is_what_the_answer_is() {
    let body = |path: &str, status: &str, answered: &str| {
        let request = fence(&format!(
            "POST https://graph.microsoft.com/v1.0{path}\n\n{{\"@odata.type\": \"#microsoft.graph.phone\", \"number\": \"1\"}}"
        ));
        let answer = fence(&format!(
            "HTTP/1.1 {status}\n\n{{\"@odata.type\": \"{answered}\", \"id\": \"1\"}}"
        ));
        let page = api(&format!("POST {path}"), ONE, &(request + &answer));
        let lead_in = "In the request body, supply a JSON representation of the [device](../resources/device.md) object.";
        let rows = "Include the following properties in the request body.\n\n|Property|Type|Description|\n|:--|:--|:--|\n\
                    |number|String|The number.|\n";
        let page = page.replace(lead_in, rows).replace("# Do device", "# Add device");
        let model = analyze(&page.replace("200 OK` response", &format!("{status}` response"))).model;
        let body = model.operations[0].body.as_ref().unwrap();
        body.type_name().map(ToString::to_string)
    };
    let phone = "#microsoft.graph.phone";
    assert_eq!(
        body("/devices", "201 Created", phone).as_deref(),
        Some("microsoft.graph.phone")
    );
    assert_eq!(
        body("/devices", "200 OK", phone),
        None,
        "an action takes parameters"
    );
    assert_eq!(
        body("/devices", "201 Created", "#microsoft.graph.device"),
        None,
        "what is sent is another object"
    );
}
