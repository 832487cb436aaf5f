use super::*;
use crate::model::{Operation, ResponseContent};
use crate::resolve::operations::request_names::tests::fixtures::{candidates_of, names_of, object, request};

/// The candidate that a source makes.
fn from(source: NameSource, names: &NameCandidates) -> Option<&str> {
    let found = names
        .candidates
        .iter()
        .find(|candidate| candidate.source == source);
    found.map(|candidate| candidate.name.as_str())
}

/// Checks the candidate of a source for requests of a page: owner, title, request, candidate.
fn check(source: NameSource, cases: &[(&str, &str, &str, Option<&str>)]) {
    for (owner, title, line, expected) in cases {
        assert_eq!(
            from(source, &names_of(owner, title, line, false)),
            *expected,
            "{title}: {line}"
        );
    }
}

/// Checks the candidate of a source for requests whose title another request of the page has too.
fn check_shared(source: NameSource, cases: &[(&str, &str, &str, Option<&str>)]) {
    for (owner, title, line, expected) in cases {
        assert_eq!(
            from(source, &names_of(owner, title, line, true)),
            *expected,
            "{title}: {line}"
        );
    }
}

/// A request that creates something at a place whose name need not say what.
fn grant(line: &str) -> Operation {
    request("principal", "Grant an assignment", line, 201, object())
}

#[test]
fn the_function_in_the_path() {
    check(
        NameSource::FunctionInPath,
        &[
            (
                "item",
                "Send an invitation",
                "POST /items/{id}/invite",
                Some("Invite"),
            ),
            ("item", "Track changes", "GET /items/delta", Some("Delta")),
            ("item", "Get item", "GET /items/{id}", None),
        ],
    );
}

#[test]
fn the_title() {
    check(
        NameSource::Title,
        &[
            (
                "team",
                "List members",
                "GET /teams/{id}/members",
                Some("ListMembers"),
            ),
            ("item", "Send an invitation", "POST /items/{id}/invite", None),
        ],
    );
    check_shared(
        NameSource::Title,
        &[("team", "Get team", "GET /teams/{id}/photo", None)],
    );
}

#[test]
fn the_method_and_the_place() {
    let sentence = "Use this very long sentence to do the thing";
    check(
        NameSource::MethodAndPlace,
        &[
            (
                "item",
                sentence,
                "GET /items/{id}/thumbnails/{id}",
                Some("GetThumbnail"),
            ),
            ("item", sentence, "GET /items", Some("List")),
            ("item", "Get item", "GET /items/{id}", None),
        ],
    );
}

#[test]
fn the_verb_and_the_place() {
    let at = |line| from(NameSource::VerbAndPlace, &candidates_of(&grant(line), false)).map(str::to_owned);
    assert_eq!(
        at("POST /principals/{id}/assignedTo").as_deref(),
        Some("GrantAssignedTo")
    );
    assert_eq!(at("POST /principals/{id}/assignments"), None, "the title says it");
    assert_eq!(at("POST /principals"), None, "the place is the owner's");
}

#[test]
fn the_stem_and_the_place() {
    check_shared(
        NameSource::StemAndPlace,
        &[
            ("item", "Get item", "GET /me/events/{id}", Some("GetEvent")),
            ("item", "Get item", "GET /me/photo/$value", Some("GetValue")),
            (
                "item",
                "List members",
                "GET /me/members/microsoft.graph.user",
                Some("ListMembersAsUser"),
            ),
            (
                "device",
                "Get transitive groups",
                "GET /devices/{id}/transitiveMemberOf",
                Some("GetTransitiveGroupsMemberOf"),
            ),
            ("item", "Get item", "GET /me/items/{id}", None),
        ],
    );
}

#[test]
fn the_corrected_verb() {
    check_shared(
        NameSource::CorrectedVerb,
        &[
            (
                "item",
                "Create item",
                "PATCH /me/messages/{id}",
                Some("UpdateMessage"),
            ),
            ("item", "Update item", "PATCH /me/messages/{id}", None),
            ("item", "Grant item", "PATCH /me/messages/{id}", None),
        ],
    );
    let nothing = ResponseContent::Empty;
    let put = request("shift", "Update shift", "PUT /shifts/{id}", 200, nothing);
    assert_eq!(
        from(NameSource::CorrectedVerb, &candidates_of(&put, false)),
        Some("Put")
    );
}

#[test]
fn the_stem_and_the_key() {
    check(
        NameSource::StemAndKey,
        &[
            (
                "item",
                "Get thumbnail",
                "GET /items/{id}/thumbnails/{size}",
                Some("GetThumbnailBySize"),
            ),
            (
                "item",
                "Get thumbnail",
                "GET /items/{id}/thumbnails/{thumbnail-id}",
                None,
            ),
        ],
    );
}

#[test]
fn the_stem_and_the_parent() {
    check(
        NameSource::StemAndParent,
        &[
            ("item", "Get item", "GET /me/items", Some("ListFromMe")),
            ("item", "Create item", "POST /me/items", Some("CreateInMe")),
            ("item", "List parts", "GET /items/{id}/parts", None),
        ],
    );
}
