//! What the typed requests and responses make of documented examples: small checkouts of the documentation.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use generator::config::{OutputForm, Package};
use generator::diagnostic::Code;
use generator::pipeline::Analysis;
use generator::report::examples::{self, Examples};
use generator::resolve::plan::examples::{ExamplePlan, SkipReason, WireBody};

#[path = "support/pages.rs"]
mod pages;

use graph_test_pages::Fixture;
use pages::{DEVICE, MANY, ONE, analyze, api, fence, fixture};

/// What is found in an example of `GET /devices/{id}` that answers with a body.
fn answered(response: &str, body: &str) -> Vec<(Code, String, u32, u32)> {
    let request = fence("GET https://graph.microsoft.com/v1.0/devices/1");
    let page = api(
        "GET /devices/{id}",
        response,
        &(request + &fence(&format!("HTTP/1.1 200 OK\n\n{body}"))),
    );
    findings(&analyze(&page))
}

/// The findings with their places, lines counted from the line of the status.
fn findings(analysis: &Analysis) -> Vec<(Code, String, u32, u32)> {
    let examples = Examples::new(&analysis.plan);
    let mut found = Vec::new();
    for example in examples.iter() {
        let (start, _) = analysis.sources.position(example.span);
        for finding in &example.findings {
            let (line, column) = analysis.sources.position(finding.span);
            found.push((finding.code, finding.message.clone(), line - start, column));
        }
    }
    found
}

fn codes(found: &[(Code, String, u32, u32)]) -> Vec<Code> {
    found.iter().map(|(code, ..)| *code).collect()
}

#[test]
fn a_response_that_is_read_whole_agrees() {
    let body = r##"{"@odata.type": "#microsoft.graph.device", "id": "1", "name": null, "size": 5, "state": "on",
        "seen": "2020-01-01T00:00:00.0000000+00:00", "tags": ["a"], "parent": {"id": "2"}}"##;
    assert_eq!(answered(ONE, body), []);
    assert_eq!(
        answered(MANY, &format!(r#"{{"@odata.nextLink": "x", "value": [{body}]}}"#)),
        []
    );
}

#[test]
fn what_disagrees_is_told_at_its_place() {
    let body = "{\n  \"id\": \"1\",\n  \"a color\": \"red\",\n  \"parent\": {\n    \"size\": \"large\",\n    \"state\": \"asleep\"\n  }\n}";
    let found = answered(ONE, body);
    let places: Vec<_> = found
        .iter()
        .map(|(code, _, line, column)| (*code, *line, *column))
        .collect();
    assert_eq!(
        places,
        [
            (Code::ExampleProperty, 8, 3),
            (Code::ExampleValue, 10, 5),
            (Code::ExampleMember, 11, 5)
        ],
        "{found:?}"
    );
    assert!(
        found[0]
            .1
            .contains("`a color` is no property of `microsoft.graph.device`")
    );
}

#[test]
fn one_object_in_value_is_unwrapped_and_many_are_not() {
    // The path and the body of the answer: how many agree, and of these how many are unwrapped.
    let unwrapped = |path: &str, body: &str| {
        let request = fence(&format!(
            "GET https://graph.microsoft.com/v1.0{}",
            path.replace("{id}", "1")
        ));
        let answer = fence(&format!("HTTP/1.1 200 OK\n\n{body}"));
        let analysis = analyze(&api(&format!("GET {path}"), ONE, &(request + &answer)));
        let examples = Examples::new(&analysis.plan);
        (examples.agreeing(), examples.unwrapped())
    };
    let object = r#"{"value": {"id": "1", "size": 2}}"#;
    assert_eq!(unwrapped("/devices/{id}", object), (1, 1));
    assert_eq!(unwrapped("/me/device", object), (1, 1));
    // A key leads to one object, so that a list of one is a wrap as well; many objects are not.
    let one = r#"{"value": [{"id": "1"}]}"#;
    assert_eq!(unwrapped("/devices/{id}", one), (1, 1));
    assert_eq!(unwrapped("/me/device", one), (0, 0));
    assert_eq!(
        unwrapped("/devices/{id}", r#"{"value": [{"id": "1"}, {"id": "2"}]}"#),
        (0, 0)
    );
    let many = answered(ONE, r#"{"value": [{"id": "1"}, {"id": "2"}]}"#);
    assert_eq!(codes(&many), [Code::ExampleShape]);
    // One object where a list is answered is the list of it.
    assert_eq!(codes(&answered(MANY, r#"{"id": "1"}"#)), [Code::ExampleSingle]);
    assert_eq!(
        codes(&answered(MANY, r#"{"value": [{"size": []}]}"#)),
        [Code::ExampleValue]
    );
}

#[test]
fn an_example_belongs_to_the_request_that_it_calls_however_it_spells_the_path() {
    let called = |target: &str| {
        let request = fence(&format!("GET https://graph.microsoft.com/v1.0{target}"));
        let answer = fence("HTTP/1.1 200 OK\n\n{\"id\": \"1\"}");
        let one = api("GET /devices/{id}", ONE, &(request + &answer));
        let others = [
            "GET /devices/{id}/parts/{id}",
            "GET /devices/{id}/part(name='{name}')",
            "GET /devices/{id}/root:/{path}:/part",
        ];
        let others = others.map(|path| api(path, ONE, ""));
        let [part, function, colon] = &others;
        let pages = Fixture::of([
            ("v1.0/resources/device.md", DEVICE),
            ("v1.0/api/device-get.md", one.as_str()),
            ("v1.0/api/device-get-part.md", part),
            ("v1.0/api/device-part.md", function),
            ("v1.0/api/device-get-item.md", colon),
        ]);
        let analysis = Config::new(pages.path()).analyze_with(&()).unwrap();
        let examples = Examples::new(&analysis.plan);
        let route = |example: &ExamplePlan| Some(example.call.as_ref()?.route.to_string());
        examples.iter().find_map(route)
    };
    for (target, route) in [
        ("/devices/1", "/devices/{id}"),
        ("/Devices/1/Parts/2", "/devices/{id}/parts/{id}"),
        ("/devices('1')/parts('2')", "/devices/{id}/parts/{id}"),
        ("/%64evices/1/p%61rts/2", "/devices/{id}/parts/{id}"),
        (
            "/devices/1/part(name=%27a%27)",
            "/devices/{id}/part(name='{name}')",
        ),
        ("/devices/1/root:/a/b:/part", "/devices/{id}/root:/{path}:/part"),
    ] {
        assert_eq!(called(target).as_deref(), Some(route), "{target}");
    }
    assert_eq!(called("/devices/1/parts/2/more"), None);
}

/// Loose pages have no address by which they could be told apart.
#[test]
fn loose_pages_have_their_own_examples() {
    let update = |name: &str, example: &str| {
        format!(
            "# Update {name}\n\n## HTTP request\n{}## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n\
             |color|String|Color.|\n\n## Response\nIf successful, this method returns a `204 No Content` response code.\n{example}",
            fence(&format!("PATCH /{name}s/{{id}}"))
        )
    };
    let call = fence("PATCH https://graph.microsoft.com/v1.0/boats/7\n\n{\"color\": \"red\"}");
    let pages = Fixture::of([
        ("kite.md", update("kite", &format!("\n## Example\n{call}"))),
        ("boat.md", update("boat", "")),
    ]);
    let analysis = Config::new(pages.path()).analyze_with(&()).unwrap();
    let found = analysis.diagnostics.iter();
    let about_examples = found.filter(|found| found.code != Code::UnknownVersion);
    let places: Vec<_> = about_examples
        .map(|found| (found.code, analysis.sources.path_and_line(found.span)))
        .collect();
    // The page of the boat shows no body, so that nobody expects one in its documentation.
    assert_eq!(
        places,
        [
            (Code::EmptyExample, "kite.md:5".to_owned()),
            (Code::ExampleOfOther, "kite.md:18".to_owned())
        ]
    );
    let examples = Examples::new(&analysis.plan);
    assert!(examples.iter().all(ExamplePlan::agrees));
}

#[test]
fn a_placeholder_in_a_call_by_type_is_the_value_of_the_parameter() {
    let request = fence("GET https://graph.microsoft.com/v1.0/rooms/{id}/devices/{id}");
    let answer = fence("HTTP/1.1 200 OK\n\n{\"id\": \"1\"}");
    let one = api("GET /devices/{id}", ONE, &(request + &answer));
    let many = api("GET /rooms/{id}/devices", MANY, "");
    let remove = api("DELETE /rooms/{id}/devices/{id}", ONE, "");
    let pages = Fixture::of([
        ("v1.0/resources/device.md", DEVICE),
        ("v1.0/api/device-get.md", one.as_str()),
        ("v1.0/api/room-list-devices.md", &many),
        ("v1.0/api/room-delete-devices.md", &remove),
    ]);
    let analysis = Config::new(pages.path()).analyze_with(&()).unwrap();
    let examples = Examples::new(&analysis.plan);
    let example = examples.iter().next().unwrap();
    let found: Vec<Code> = example.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(found, [Code::ExampleByType]);
    let call = example.call.as_ref().unwrap();
    assert_eq!(call.route.to_string(), "/rooms/{id}/devices/{id}");
    assert_eq!(call.arguments.len(), 2);
}

#[test]
fn values_in_quotes_are_read_as_what_they_spell() {
    let found = answered(
        ONE,
        "{\n  \"id\": \"1\",\n  \"parent\": {\n    \"on\": \"true\"\n  }\n}",
    );
    let places: Vec<_> = found
        .iter()
        .map(|(code, _, line, column)| (*code, *line, *column))
        .collect();
    assert_eq!(places, [(Code::ExampleQuoted, 9, 5)]);
    assert_eq!(codes(&answered(ONE, r#"{"on": "maybe"}"#)), [Code::ExampleValue]);
    // The wire shows what is meant.
    let page = api(
        "POST /devices",
        ONE,
        &(fence("POST https://graph.microsoft.com/v1.0/devices\n\n{\"parent\": {\"on\": \"true\"}}")
            + &fence("HTTP/1.1 200 OK\n\n{}")),
    );
    let analysis = analyze(&page);
    let example = Examples::new(&analysis.plan).iter().next().unwrap().clone();
    assert!(example.agrees() && example.call.is_some());
    let sent = example.request.unwrap().body;
    assert_eq!(sent, WireBody::Json(serde_json::json!({"parent": {"on": true}})));
}

#[test]
fn the_typed_request_is_built_or_what_differs_is_told() {
    let request = |text: &str| {
        let page = api(
            "POST /devices/{id}/parts",
            ONE,
            &(fence(text) + &fence("HTTP/1.1 200 OK\n\n{}")),
        );
        findings(&analyze(&page))
    };
    let url = "https://graph.microsoft.com/v1.0/devices/a%20b/parts";
    assert_eq!(
        request(&format!(
            "POST {url}\nContent-Type: application/json\n\n{{\"size\": 5}}"
        )),
        []
    );
    let found = request(&format!("POST {url}\n\n{{\"size\": 5, \"a weight\": 1}}"));
    assert_eq!(codes(&found), [Code::ExampleProperty]);
    assert_eq!(codes(&request(&format!("POST {url}"))), [Code::ExampleBody]);
    let found = request("POST https://graph.microsoft.com/beta/devices/1/parts\n\n{\"size\": 5}");
    assert_eq!(codes(&found), [Code::ExampleVersion]);
    let found = request("POST https://graph.microsoft.com/v1.0/devices/1/wheels\n\n{\"size\": 5}");
    assert_eq!(codes(&found), [Code::ExamplePath]);
    let found = request(&format!(
        "POST {url}\nContent-Type: text/plain\n\n{{\"size\": 5}}"
    ));
    assert!(!found.is_empty());
}

#[test]
fn examples_that_prove_nothing_are_skipped_with_their_reason() {
    let skipped = |request: &str, answer: &str| {
        let analysis = analyze(&api("GET /devices/{id}", ONE, &(fence(request) + &fence(answer))));
        let examples = Examples::new(&analysis.plan);
        examples.iter().next().unwrap().skipped
    };
    let request = "GET https://graph.microsoft.com/v1.0/devices/1";
    let cases = [
        (request, "HTTP/1.1 200 OK\n\n{\"id\": \"1\"}", None),
        (
            request,
            "HTTP/1.1 404 Not Found\n\n{\"error\": {}}",
            Some(SkipReason::Error),
        ),
        (
            request,
            "HTTP/1.1 200 OK\n\n{\"id\": \"1\", ...}",
            Some(SkipReason::Abridged),
        ),
        (
            request,
            "HTTP/1.1 200 OK\n\n{\"id\" 5 ? }",
            Some(SkipReason::Broken),
        ),
        (
            request,
            "HTTP/1.1 200 OK\n\n{\"size\": \"Integer\"}",
            Some(SkipReason::Placeholder),
        ),
        (
            "GET https://upload.example.com/1",
            "HTTP/1.1 200 OK\n\n{}",
            Some(SkipReason::Elsewhere),
        ),
    ];
    for (request, answer, expected) in cases {
        assert_eq!(skipped(request, answer), expected, "{request} {answer}");
    }
}

#[test]
fn findings_are_diagnostics_and_counted_by_class() {
    let page = api(
        "GET /devices/{id}",
        ONE,
        &(fence("GET https://graph.microsoft.com/v1.0/devices/1")
            + &fence("HTTP/1.1 200 OK\n\n{\"a color\": 1, \"size\": true}")),
    );
    let analysis = analyze(&page);
    let found = analysis.diagnostics.iter().map(|diagnostic| diagnostic.code);
    assert_eq!(
        found.filter(|code| code.as_str().starts_with("example-")).count(),
        2
    );
    let examples = Examples::new(&analysis.plan);
    assert_eq!(
        (examples.judged(), examples.agreeing(), examples.lossless()),
        (1, 0, 0)
    );
    let text = examples::human(&analysis.sources, &examples, None);
    assert!(text.contains("v1.0/api/device-do.md:"), "{text}");
    let json = examples::json(&analysis.sources, &examples, Some("example-value")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1);
    assert_eq!(json["disagreeing"]["example-property"]["findings"], 1);
}

#[test]
fn tests_of_examples_are_files_of_the_output() {
    let page = api(
        "POST /devices/{id}/parts",
        ONE,
        &(fence(
            "POST https://graph.microsoft.com/v1.0/devices/1/parts\n\n{\"size\": 5, \"state\": \"off\"}",
        ) + &fence("HTTP/1.1 200 OK\n\n{}")),
    );
    let pages = fixture(&page);
    let config = Config::new(pages.path()).form(OutputForm::Crate(Package::default()));
    let names = |config: &Config| -> Vec<String> {
        let output = config.generate().unwrap();
        let in_test = |path: &&String| path.starts_with("tests/");
        output.files().keys().filter(in_test).cloned().collect()
    };
    assert!(names(&config).is_empty(), "off by default");
    let config = config.documented_tests(true);
    assert_eq!(
        names(&config),
        [
            "tests/documented/example.rs",
            "tests/documented/main.rs",
            "tests/documented/sans_io.rs",
            "tests/documented/v1.rs",
            "tests/documented/v1/device.rs",
            "tests/documented/v1/device/do.rs",
        ]
    );
    let output = config.generate().unwrap();
    let target = tempfile::tempdir().unwrap();
    output.write_to(target.path()).unwrap();
    assert!(output.check(target.path()).unwrap().is_empty());
    let without = Config::new(pages.path())
        .form(OutputForm::Crate(Package::default()))
        .generate()
        .unwrap();
    let written = without.write_to(target.path()).unwrap();
    assert_eq!(written.removed, 6, "what is not emitted any more is stale");
    assert!(!target.path().join("tests/documented").exists());
    let modules = Config::new(pages.path()).documented_tests(true);
    assert!(modules.generate().is_err(), "nobody knows the name of the crate");
}
