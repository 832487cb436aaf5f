//! The verb of a title, the words that are left out, the spelling of words, and how methods are told apart.

use crate::resolve::operations::request_names::tests::check;
use crate::resolve::operations::request_names::tests::fixtures::names_of;

#[test]
fn the_kind_of_what_the_path_ends_with_is_left_out_only_behind_its_name() {
    check(&[
        (
            "report",
            "getOrder function",
            "GET /reports/{id}/getOrder()",
            "GetOrder",
        ),
        (
            "policy",
            "List excludes collection of policy",
            "GET /policies/{id}/excludes",
            "ListExcludes",
        ),
        (
            "user",
            "Get authentication method",
            "GET /users/{id}/authentication/methods/{id}",
            "GetAuthenticationMethod",
        ),
        (
            "user",
            "Update collection settings",
            "PATCH /users/{id}/settings",
            "UpdateCollectionSettings",
        ),
        (
            "site",
            "List site collection administrators",
            "GET /sites/{id}/administrators",
            "ListCollectionAdministrators",
        ),
        ("site", "Get a site collection", "GET /sites/{id}", "Get"),
    ]);
}

#[test]
fn a_gerund_is_a_verb_only_where_the_request_does_that() {
    check(&[
        (
            "item",
            "Listing versions",
            "GET /items/{id}/versions",
            "ListVersions",
        ),
        ("item", "Setting value", "GET /items/{id}/value", "SettingValue"),
        ("item", "Setting value", "PATCH /items/{id}/value", "SetValue"),
        (
            "item",
            "Training campaigns overview",
            "GET /items/{id}/overview",
            "TrainingCampaignsOverview",
        ),
        ("item", "Meeting notes", "GET /items/{id}/notes", "MeetingNotes"),
    ]);
}

#[test]
fn a_word_of_the_path_has_the_capitals_that_others_give_it() {
    let best = |line| {
        names_of("chartAxis", "Get chartAxis", line, true)
            .best()
            .to_owned()
    };
    assert_eq!(best("GET /charts/{id}/axes/categoryaxis"), "GetCategoryAxis");
    assert_eq!(best("GET /charts/{id}/axes/unknownaxis"), "GetUnknownaxis");
}
