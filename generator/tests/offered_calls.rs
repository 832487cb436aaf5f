//! Which calls are offered at a place: those that are documented for what stands there, and only where they do what they
//! say.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use generator::graph::{Cardinality, PartKey};
use generator::pipeline::Analysis;
use generator::resolve::plan::VersionPlan;
use generator::resolve::plan::ids::{StepId, StructId};
use generator::resolve::plan::steps::{CallPlan, StepLink, StepPlan};
use graph_test_pages::Fixture;

/// The page of a type: its base, and rows of relationships.
fn resource(name: &str, base: &str, relationships: &[&str]) -> String {
    let rows = relationships.iter().map(|row| format!("|{row}|Said.|\n"));
    let rows: String = rows.collect();
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\nInherits from [{base}]({base}.md).\n\n## Properties\n\
         |Property|Type|Description|\n|:---|:---|:---|\n|label|String|Said.|\n\n\
         ## Relationships\n|Relationship|Type|Description|\n|:---|:---|:---|\n{rows}\n"
    )
}

/// The page of an operation: its lines, and what comes back.
fn operation(title: &str, lines: &str, answer: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nText.\n\n## HTTP request\n``` http\n{lines}\n```\n\n## Response\n\n\
         If successful, this method returns a `200 OK` response code{answer}.\n"
    )
}

fn get(ty: &str, lines: &str) -> String {
    let answer = format!(" and a [{ty}](../resources/{ty}.md) object in the response body");
    operation(&format!("Get {ty}"), lines, &answer)
}

fn list(what: &str, ty: &str, lines: &str) -> String {
    let answer = format!(" and a collection of [{ty}](../resources/{ty}.md) objects in the response body");
    operation(&format!("List {what}"), lines, &answer)
}

fn delete(ty: &str, lines: &str) -> String {
    operation(&format!("Delete {ty}"), lines, "")
}

fn update(ty: &str, lines: &str) -> String {
    let body = "## Request body\nProvide the properties that change.\n\n\
                |Property|Type|Description|\n|:---|:---|:---|\n|label|String|Said.|\n";
    let answer = format!(" and a [{ty}](../resources/{ty}.md) object in the response body");
    operation(
        &format!("Update {ty}"),
        &format!("{lines}\n```\n\n{body}\n```http"),
        &answer,
    )
    .replace("\n```http\n```\n", "\n")
}

/// People, who are beings; each has a guide, who is another person, and a team; a team has members and one house.
fn people() -> Vec<(&'static str, String)> {
    vec![
        ("resources/entity.md", resource("entity", "nothing", &[])),
        ("resources/being.md", resource("being", "entity", &[])),
        (
            "resources/person.md",
            resource(
                "person",
                "being",
                &[
                    "guide|[being](being.md)",
                    "house|[house](house.md)",
                    "pets|[pet](pet.md) collection",
                ],
            ),
        ),
        (
            "resources/house.md",
            resource("house", "entity", &["roof|[roof](roof.md)"]),
        ),
        ("resources/roof.md", resource("roof", "entity", &[])),
        ("resources/pet.md", resource("pet", "entity", &[])),
        (
            "resources/club.md",
            resource("club", "entity", &["members|[being](being.md) collection"]),
        ),
        ("api/person-get.md", get("person", "GET /people/{id}")),
        ("api/person-delete.md", delete("person", "DELETE /people/{id}")),
        ("api/being-get.md", get("being", "GET /beings/{id}")),
        ("api/being-delete.md", delete("being", "DELETE /beings/{id}")),
        (
            "api/person-get-guide.md",
            operation(
                "Get guide",
                "GET /people/{id}/guide\nGET /people/{id}?$expand=guide",
                " and a [being](../resources/being.md) object in the response body",
            ),
        ),
        (
            "api/house-get.md",
            get("house", "GET /houses/{id}\nGET /people/{id}/house"),
        ),
        ("api/house-delete.md", delete("house", "DELETE /houses/{id}")),
        (
            "api/house-update.md",
            update("house", "PATCH /houses/{id}\nPATCH /people/{id}/house"),
        ),
        (
            "api/roof-get.md",
            get("roof", "GET /houses/{id}/roof\nGET /houses/{id}/oldRoof"),
        ),
        ("api/roof-update.md", update("roof", "PATCH /houses/{id}/oldRoof")),
        (
            "api/pet-get.md",
            get("pet", "GET /people/{id}/pets/{id}\nGET /pets/{id}"),
        ),
        ("api/pet-delete.md", delete("pet", "DELETE /pets/{id}")),
        (
            "api/club-get-member.md",
            operation(
                "Get member",
                "GET /clubs/{id}/members/{id}",
                " and a [being](../resources/being.md) object in the response body",
            ),
        ),
        (
            "api/club-delete-member.md",
            operation("Remove member", "DELETE /clubs/{id}/members/{id}/$ref", ""),
        ),
    ]
}

fn analyze(pages: &[(&str, String)]) -> Analysis {
    let pages = Fixture::of(pages.iter().map(|(path, text)| (format!("v1.0/{path}"), text)));
    Config::new(pages.path()).analyze_with(&()).unwrap()
}

/// The calls at the end of a path, given by its keys.
fn calls(analysis: &Analysis, keys: &[&str]) -> Vec<String> {
    let version = &analysis.plan.versions[0];
    let mut link: Option<&StepLink> = None;
    for key in keys {
        let links = link.map_or(&version.steps.roots, |link| {
            &version.steps.steps[link.target].links
        });
        link = Some(
            links
                .iter()
                .find(|link| link.key == PartKey::of_text(key))
                .unwrap(),
        );
    }
    let link = link.unwrap();
    let calls = version.steps.steps[link.target].calls.iter();
    let offered = calls.filter(|call| call.offer.holds(link.containment));
    offered.map(|call| call.method.clone()).collect()
}

#[test]
fn what_expands_a_relationship_is_no_request_of_the_object() {
    let analysis = analyze(&people());
    assert_eq!(calls(&analysis, &["people", "{}"]), ["delete", "get"]);
    assert_eq!(calls(&analysis, &["people", "{}", "guide"]), ["get"]);
}

#[test]
fn an_object_is_deleted_at_its_home_and_not_through_a_relationship() {
    let analysis = analyze(&people());
    assert_eq!(calls(&analysis, &["houses", "{}"]), ["delete", "get", "update"]);
    // The update is documented there.
    assert_eq!(calls(&analysis, &["people", "{}", "house"]), ["get", "update"]);
}

#[test]
fn members_that_are_links_are_not_deleted() {
    let analysis = analyze(&people());
    assert_eq!(calls(&analysis, &["beings", "{}"]), ["delete", "get"]);
    assert_eq!(calls(&analysis, &["clubs", "{}", "members", "{}"]), ["get"]);
    assert_eq!(calls(&analysis, &["clubs", "{}", "members"]), ["remove_ref"]);
}

#[test]
fn objects_in_a_collection_are_contained() {
    let analysis = analyze(&people());
    assert_eq!(
        calls(&analysis, &["people", "{}", "pets", "{}"]),
        ["delete", "get"]
    );
}

#[test]
fn an_object_that_only_relationships_lead_to_has_its_home_there() {
    let analysis = analyze(&people());
    assert_eq!(calls(&analysis, &["houses", "{}", "roof"]), ["get", "update"]);
}

#[test]
fn a_list_at_a_property_of_one_object_is_a_request_of_what_holds_it() {
    let mut pages = people();
    pages.push((
        "api/person-list-house.md",
        list("house", "house", "GET /people/{id}/house"),
    ));
    let analysis = analyze(&pages);
    assert_eq!(
        calls(&analysis, &["people", "{}"]),
        ["list_house", "delete", "get"]
    );
    assert_eq!(calls(&analysis, &["houses", "{}"]), ["delete", "get", "update"]);
}

#[test]
fn an_item_of_a_collection_has_no_list_of_it() {
    let mut pages = people();
    let lines = "GET /people/{id}/pets\nGET /clubs/{id}/pets/{id}";
    pages.push(("api/person-list-pets.md", list("pets", "pet", lines)));
    pages.push(("api/pet-get-2.md", get("pet", "GET /clubs/{id}/pets/{id}")));
    let analysis = analyze(&pages);
    assert_eq!(calls(&analysis, &["people", "{}", "pets"]), ["list"]);
    assert_eq!(
        calls(&analysis, &["people", "{}", "pets", "{}"]),
        ["delete", "get"]
    );
}

/// The type of the one object at a step.
fn object(step: &StepPlan) -> Option<StructId> {
    let place = step.place.filter(|place| place.cardinality == Cardinality::One)?;
    Some(place.object)
}

fn derives(version: &VersionPlan, ty: StructId, base: StructId) -> bool {
    let bases = std::iter::successors(Some(ty), |ty| version.items.structs[*ty].base);
    bases.into_iter().any(|one| one == base)
}

/// Whether a documented path of a call ends as the place does at which it is offered: at its step, or, where the call is
/// inherited, at an object of a base, unless it leads there from an object of the type.
fn ends_here(version: &VersionPlan, id: StepId, call: &CallPlan) -> bool {
    let steps = &version.steps;
    let operation = &version.items.operations[call.operation];
    operation.paths.iter().any(|path| {
        let mut ways = steps.ways(&path.route).into_iter();
        ways.any(|way| {
            let mut from_the_end = way.links.iter().rev().map(|link| link.target);
            let Some(end) = from_the_end.next() else {
                return false;
            };
            let before = from_the_end.next().and_then(|step| object(&steps.steps[step]));
            let (here, there) = (object(&steps.steps[id]), object(&steps.steps[end]));
            let is_inherited = || match (here, there) {
                (Some(here), Some(there)) => {
                    derives(version, here, there)
                        && before.is_none_or(|before| !derives(version, here, before))
                }
                _ => false,
            };
            way.call.keys == call.keys && (end == id || is_inherited())
        })
    })
}

#[test]
#[ignore = "needs GRAPH_DOCS"]
fn each_call_of_the_corpus_is_documented_for_what_stands_at_its_place() {
    let analysis = Config::new(graph_test_pages::corpus()).analyze_with(&()).unwrap();
    for version in &analysis.plan.versions {
        let mut count = 0;
        for (id, step) in version.steps.steps.iter() {
            for call in &step.calls {
                count += 1;
                assert!(ends_here(version, id, call), "{}::{}", step.name, call.method);
            }
        }
        assert!(count > 1_950, "{count}");
    }
}
