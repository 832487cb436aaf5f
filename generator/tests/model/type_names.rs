//! Which type a name on a page means, and what the names of files tell.

use super::*;

#[test]
fn loose_names_mean_documented_types() {
    let score = resource("secureScore", "|id|String|Key.|", "{}");
    let tab = resource("teamsTab", "|id|String|Key.|", "{}");
    let analysis = analyze(&[
        ("resources/securescore.md", &score),
        ("resources/teamstab.md", &tab),
        (
            "api/list-scores.md",
            &api(
                "List scores",
                "GET /scores",
                "a collection of **secureScores** objects",
            ),
        ),
        (
            "api/get-tab.md",
            &api(
                "Get tab",
                "GET /tabs/{id}",
                "a [tab](../resources/teamstab.md) object",
            ),
        ),
    ]);
    let responses: Vec<String> = analysis
        .model
        .operations
        .iter()
        .map(|operation| match &operation.response.content {
            generator::model::ResponseContent::One(ty) | generator::model::ResponseContent::Many(ty) => {
                ty.qualified()
            }
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        responses,
        ["microsoft.graph.secureScore", "microsoft.graph.teamsTab"]
    );
}

#[test]
fn file_names_show_the_types_of_containers() {
    let list = api(
        "List members",
        "GET /city/bicycleRing/members",
        "a collection of [rider](../resources/rider.md) objects",
    );
    // Named after what it creates: no container.
    let create = api(
        "Create rider",
        "POST /city/bicycleRing/riders",
        "a [rider](../resources/rider.md) object",
    );
    let row = "|id|String|The key.|";
    let pages = &[
        ("api/bicycleringroot-list-members.md", list.as_str()),
        ("api/rider-post-riders.md", create.as_str()),
        ("resources/rider.md", &resource("rider", row, "{\"id\": \"x\"}")),
    ];
    let analysis = analyze(pages);
    let members = property(&analysis.model, "bicycleRingRoot", "members");
    assert_eq!(members.ty.item, TypeRef::Type("microsoft.graph.rider".into()));
    assert!(members.ty.is_many() && members.navigation);
    assert_eq!(reports(&analysis, Code::FileNameOnly), 1);
    assert!(
        property(&analysis.model, "bicycleRingRoot", "riders")
            .ty
            .is_many()
    );
}

#[test]
fn file_names_that_shorten_a_documented_name_make_no_type() {
    let list = api(
        "List members",
        "GET /me/ring/members",
        "a collection of [rider](../resources/rider.md) objects",
    );
    let ring = "|members|[rider](rider.md) collection|Who rides.|";
    let row = "|id|String|The key.|";
    let analysis = analyze(&[
        ("api/ring-list-members.md", list.as_str()),
        ("resources/rider.md", &resource("rider", row, "{\"id\": \"x\"}")),
        ("resources/cityring.md", &resource("cityRing", ring, "{}")),
    ]);
    assert_eq!(reports(&analysis, Code::FileNameOnly), 0);
    assert!(
        analysis
            .model
            .types
            .iter()
            .all(|ty| ty.name != "microsoft.graph.ring")
    );
}

#[test]
fn the_file_and_those_who_link_it_name_what_a_title_shortens() {
    let row = "|id|String|The key.|";
    let base = resource("RideFlow", row, "{\"id\": \"x\"}");
    let derived = resource("nightRideFlow", row, "{\"id\": \"x\"}").replace(
        "Something.",
        "Inherits from base class [cityRideFlow](cityrideflow.md).",
    );
    let analysis = analyze(&[
        ("resources/cityrideflow.md", base.as_str()),
        ("resources/nightrideflow.md", derived.as_str()),
    ]);
    assert_eq!(
        ty(&analysis.model, "nightRideFlow").base.as_deref(),
        Some("microsoft.graph.cityRideFlow")
    );
    assert_eq!(ty(&analysis.model, "cityRideFlow").pages.len(), 1);
}
