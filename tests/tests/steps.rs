//! The names of steps: which calls a place of the documented paths has.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use generator::Config;
use graph_test_pages::Fixture;
use syn::{ImplItem, Item, ItemImpl, Type, Visibility};

/// A page of an operation.
fn page(title: &str, line: &str, rest: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nText.\n\n## HTTP request\n``` http\n{line}\n```\n\n{rest}\n"
    )
}

fn resource(name: &str) -> String {
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|Key.|\n|{name}Name|String|Name.|\n"
    )
}

fn returns(status: u16, what: &str) -> String {
    format!(
        "## Response\n\nIf successful, this method returns a `{status} OK` response code and {what} in the response body."
    )
}

/// The methods of each step, `step: method method`, in the order in which they are emitted.
fn methods(pages: &[(&str, String)]) -> Vec<String> {
    let pages = pages.iter().map(|(path, text)| (format!("v1.0/{path}"), text));
    let pages = Fixture::of(pages);
    let output = Config::new(pages.path()).generate().unwrap();
    let files = output.files().iter();
    let files = files.filter(|(path, _)| path.contains("/steps/"));
    files
        .flat_map(|(_, text)| syn::parse_file(text).unwrap().items)
        .filter_map(|item| match item {
            Item::Impl(item) if item.trait_.is_none() => Some(step(&item)),
            _ => None,
        })
        .collect()
}

/// The name of a step and of its public methods.
fn step(item: &ItemImpl) -> String {
    let Type::Path(step) = &*item.self_ty else {
        panic!("a step is a type with a name");
    };
    let mut line = format!("{}:", step.path.segments.last().unwrap().ident);
    for method in &item.items {
        if let ImplItem::Fn(method) = method
            && matches!(method.vis, Visibility::Public(_))
        {
            line += &format!(" {}", method.sig.ident);
        }
    }
    line
}

#[test]
fn the_request_of_what_a_place_holds_is_the_plain_verb() {
    let kite = "a [kite](../resources/kite.md) object";
    let steps = methods(&[
        ("resources/kite.md", resource("kite")),
        ("resources/owner.md", resource("owner")),
        ("resources/dragon.md", resource("dragon")),
        (
            "api/kite-get.md",
            page("Get kite", "GET /kites/{id}", &returns(200, kite)),
        ),
        (
            "api/dragon-get.md",
            page(
                "Get dragon",
                "GET /kites/{id}",
                &returns(200, "a [dragon](../resources/dragon.md) object"),
            ),
        ),
        // The same request on another page: nothing is added by a second call.
        (
            "api/owner-get-kite.md",
            page("Get kite", "GET /kites/{id}", &returns(200, kite)),
        ),
    ]);
    assert_eq!(steps, ["Kite: get get_dragon", "Kites: id"]);
}

#[test]
fn a_request_that_is_named_after_another_of_its_places_bears_its_module() {
    let kite = "a [kite](../resources/kite.md) object";
    let tail_note = "a [boat](../resources/boat.md) object with its [tailNote](../resources/tailnote.md)";
    let steps = methods(&[
        ("resources/kite.md", resource("kite")),
        ("resources/boat.md", resource("boat")),
        ("resources/tailnote.md", resource("tailNote")),
        (
            "api/kite-get.md",
            page("Get kite", "GET /kites/{id}", &returns(200, kite)),
        ),
        // `tail_note::GetBoat`, which at a kite would say what it does not get.
        (
            "api/tailnote-get.md",
            page(
                "Get tailNote",
                "GET /boats/{id}\nGET /kites/{id}",
                &returns(200, tail_note),
            ),
        ),
    ]);
    assert_eq!(
        steps,
        ["Boat: get", "Boats: id", "Kite: get get_tail_note", "Kites: id"]
    );
}

#[test]
fn actions_and_overloads_are_calls_of_their_place() {
    let steps = methods(&[
        ("resources/kite.md", resource("kite")),
        (
            "api/kite-release.md",
            page(
                "Let a kite go",
                "POST /kites/{id}/release",
                "## Response\n\nIf successful, this method returns a `204 No Content` response code.",
            ),
        ),
        (
            "api/kite-plan.md",
            page(
                "kite: plan",
                "GET /kites/{id}/plan()\nGET /kites/{id}/plan(day={day})\nGET /kites/{id}/plan(day={day},hour={hour})",
                &returns(200, "a String"),
            ),
        ),
    ]);
    assert_eq!(
        steps,
        ["Kites: id", "KitesItem: plan plan_day plan_day_hour release"]
    );
}

#[test]
fn requests_of_pages_about_something_else_are_there_each_by_its_module() {
    let sends = |what: &str, body: &str| {
        page(
            &format!("Create {what}"),
            "POST /kites",
            &format!(
                "## Request body\n\n{body}\n\n## Response\n\nIf successful, this method returns a `201 Created` response code and a [kite](../resources/kite.md) object in the response body."
            ),
        )
    };
    let some = "\n\n## Response\n\nIf successful, this method returns a `200 OK` response code.\n\n### Response\n``` http\nHTTP/1.1 200 OK\n\n{\"value\": [{\"id\": \"1\"}]}\n```\n";
    let pages = |body: fn(&str) -> String| {
        methods(&[
            ("resources/kite.md", resource("kite")),
            ("resources/tailnote.md", resource("tailNote")),
            ("resources/linenote.md", resource("lineNote")),
            ("api/kite-create.md", sends("kite", &body("kite"))),
            ("api/tailnote-create.md", sends("tailNote", &body("tailNote"))),
            ("api/linenote-create.md", sends("lineNote", &body("lineNote"))),
            (
                "api/kite-list.md",
                page(
                    "List kites",
                    "GET /kites",
                    &returns(200, "a collection of [kite](../resources/kite.md) objects"),
                ),
            ),
            // Though nothing tells the type of what it lists.
            ("api/linenote-get.md", page("List lineNotes", "GET /kites", some)),
        ])
    };
    let own =
        |what: &str| format!("|Parameter|Type|Description|\n|:---|:---|:---|\n|{what}Text|String|Text.|");
    assert_eq!(
        pages(own),
        ["Kites: create create_line_note create_tail_note list list_line_note"]
    );
    let same = |_: &str| {
        "In the request body, supply a JSON representation of the [kite](../resources/kite.md) object."
            .to_owned()
    };
    // What sends and returns the same is one call.
    assert_eq!(pages(same), ["Kites: create list list_line_note"]);
}

#[test]
fn an_action_is_the_request_of_its_own_page() {
    let gone = "## Request body\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|{}|String|Text.|\n\n## Response\n\nIf successful, this method returns a `204 No Content` response code.";
    let sends = |what: &str| gone.replace("{}", what);
    let line = "POST /kites/{id}/release";
    let steps = methods(&[
        ("resources/kite.md", resource("kite")),
        ("resources/anote.md", resource("aNote")),
        // First by the name of its module and by what it sends.
        (
            "api/anote-create.md",
            page("Create aNote", line, &sends("one|String|Text.|\n|two")),
        ),
        ("api/kite-release.md", page("kite: release", line, &sends("hand"))),
    ]);
    assert_eq!(steps, ["Kites: id", "KitesItem: release release_a_note"]);
}

#[test]
fn a_word_of_a_path_is_spelled_as_another_page_spells_it() {
    let kite = "a [kite](../resources/kite.md) object";
    let steps = methods(&[
        ("resources/kite.md", resource("kite")),
        (
            "api/kite-get.md",
            page("Get kite", "GET /flyinggear/{id}", &returns(200, kite)),
        ),
        (
            "api/kite-find.md",
            page(
                "Find kite",
                "GET /boats/{id}/flyingGear/{id}",
                &returns(200, kite),
            ),
        ),
    ]);
    assert_eq!(
        steps,
        [
            "Boats: id",
            "BoatsItem: flying_gear",
            "Kite: get",
            "FlyingGear: id"
        ]
    );
}

/// A resource page of a type with a base type.
fn derived(name: &str, base: &str) -> String {
    resource(name).replace(
        "## Properties",
        &format!("Inherits from [{base}](../resources/{base}.md)\n\n## Properties"),
    )
}

/// The page of an update with a table of its body.
fn update(ty: &str, line: &str) -> String {
    let body = format!(
        "## Request body\n\nIn the request body, supply a JSON representation of the [{ty}](../resources/{ty}.md) object.\n\n|Property|Type|Description|\n|:---|:---|:---|\n|{ty}Name|String|Name.|\n\n"
    );
    page(
        &format!("Update {ty}"),
        line,
        &(body + &returns(200, &format!("an updated [{ty}](../resources/{ty}.md) object"))),
    )
}

#[test]
fn what_writes_a_derived_type_says_which() {
    let gone = "## Response\n\nIf successful, this method returns a `204 No Content` response code.";
    let read = page(
        "Get kite",
        "GET /kites/{id}",
        &returns(200, "a [kite](../resources/kite.md) object"),
    );
    let deletes = |ty: &str| page(&format!("Delete {ty}"), "DELETE /kites/{id}", gone);
    let one = [
        ("resources/kite.md", resource("kite")),
        ("resources/boxKite.md", derived("boxKite", "kite")),
        ("api/kite-get.md", read),
        ("api/boxkite-update.md", update("boxKite", "PATCH /kites/{id}")),
        ("api/boxkite-delete.md", deletes("boxKite")),
    ];
    // Though it is the only one that is documented.
    let steps = methods(&one);
    assert_eq!(steps, ["Kite: delete get update_box_kite", "Kites: id"]);
    let two = [
        ("resources/deltaKite.md", derived("deltaKite", "kite")),
        (
            "api/deltakite-update.md",
            update("deltaKite", "PATCH /kites/{id}"),
        ),
        ("api/deltakite-delete.md", deletes("deltaKite")),
    ];
    let steps = methods(&[&one[..], &two[..]].concat());
    assert_eq!(
        steps,
        [
            "Kite: delete get update update_box_kite update_delta_kite",
            "Kites: id"
        ]
    );
    // What can be updated as a kite keeps the verb.
    let base = [("api/kite-update.md", update("kite", "PATCH /kites/{id}"))];
    let steps = methods(&[&one[..], &base[..]].concat());
    assert_eq!(steps, ["Kite: delete get update update_box_kite", "Kites: id"]);
}
