use super::{PathEnd, Suffix};
use crate::model::ResponseContent;
use crate::resolve::operations::request_names::tests::fixtures::{request, with};

/// What a place is read to be.
#[derive(Debug, PartialEq)]
struct Read {
    last: Option<String>,
    before: Option<String>,
    key: Option<String>,
    by_key: bool,
    called: Option<String>,
    called_on: Option<String>,
}

fn read(owner: &str, line: &str) -> Read {
    with_place(owner, line, |place| Read {
        last: place.last().map(str::to_owned),
        before: place.before().map(str::to_owned),
        key: place.key().map(str::to_owned),
        by_key: place.by_key,
        called: place.called(Some("list")).map(str::to_owned),
        called_on: place.called_on.map(str::to_owned),
    })
}

fn with_place<T>(owner: &str, line: &str, what: impl FnOnce(&PathEnd<'_>) -> T) -> T {
    let operation = request(owner, "Title", line, 200, ResponseContent::Empty);
    with(&operation, false, |request| what(&PathEnd::new(request, owner)))
}

/// A word that is there.
fn some(word: &str) -> Option<String> {
    Some(word.to_owned())
}

#[test]
fn a_key_at_the_end_is_one_of_the_collection_before_it() {
    let read = read("user", "GET /me/items/{id}/thumbnails/{size}");
    let expected = Read {
        last: some("thumbnails"),
        before: some("items"),
        key: some("size"),
        by_key: true,
        called: None,
        called_on: None,
    };
    assert_eq!(read, expected);
}

#[test]
fn a_key_that_is_an_identifier_names_nothing() {
    assert_eq!(read("user", "GET /me/items/{item-id}").key, None);
}

#[test]
fn a_name_that_begins_with_a_verb_is_an_action_and_called_on_what_is_before_it() {
    let sure = read("chat", "POST /chats/{id}/installedApps/{id}/setColor");
    assert_eq!(sure.called, some("setColor"));
    assert_eq!(sure.called_on, some("installedApps"));
    let unsure = read("chat", "POST /chats/{id}/installedApps/{id}/upgrade");
    assert_eq!(unsure.called, None, "a title with a usual verb knows better");
    assert_eq!(read("chat", "PATCH /chats/{id}/setColor").called, None);
    assert_eq!(
        read("chat", "POST /chats/{id}/setColors").called,
        some("setColors")
    );
    assert_eq!(read("chat", "POST /chats/{id}/chat").called, None);
}

#[test]
fn functions_are_called_without_arguments_and_as_changes_too() {
    assert_eq!(read("drive", "GET /drive/recent()").called, some("recent"));
    assert_eq!(read("user", "GET /users/delta").called, some("delta"));
}

#[test]
fn what_is_posted_to_a_collection_calls_nothing() {
    let called = |line: &str| with_place("team", line, |place| place.called(None).map(str::to_owned));
    assert_eq!(called("POST /teams/{id}/members"), None);
    assert_eq!(called("POST /teams/{id}/archive"), some("archive"));
}

#[test]
fn a_suffix_is_no_place_of_its_own() {
    let ends = |line: &str, suffix: Option<Suffix<'_>>, last: &str| {
        with_place("team", line, |place| {
            assert!(place.suffix == suffix, "{line}");
            assert_eq!(place.last(), Some(last), "{line}");
        });
    };
    ends("GET /teams/{id}/members/$count", Some(Suffix::Count), "members");
    ends("POST /teams/{id}/members/$ref", Some(Suffix::Ref), "members");
    ends("GET /teams/{id}/photo/$value", Some(Suffix::Value), "photo");
    let cast = Some(Suffix::Cast("user"));
    ends("GET /teams/{id}/members/microsoft.graph.user", cast, "members");
    ends("POST /teams/{id}/members/add", None, "members");
    ends("GET /teams/{id}/members/add", None, "add");
}

#[test]
fn a_word_names_the_end_of_a_path_in_any_case_and_be_it_a_mark() {
    let is_named = |line: &str, word: &str| with_place("policy", line, |place| place.is_named(word));
    assert!(is_named("GET /policies/{id}/excludes", "excludes"));
    assert!(is_named("GET /policies/{id}/excludes/{id}", "Excludes"));
    assert!(is_named("POST /policies/{id}/excludes/add", "excludes"));
    assert!(is_named("POST /policies/{id}/excludes/add", "add"));
    assert!(!is_named("GET /policies/{id}/excludes", "policies"));
}

#[test]
fn a_place_is_the_owners_where_it_is_named_so() {
    let is_owners = |owner: &str, line: &str| with_place(owner, line, |place| place.is_owners(owner));
    assert!(is_owners("drive", "GET /groups/{id}/drives"));
    assert!(is_owners(
        "conditionalAccessPolicy",
        "GET /conditionalAccess/policies"
    ));
    assert!(!is_owners("drive", "GET /groups/{id}/drives/$count"));
    assert!(!is_owners("drive", "GET /drives/{id}/items"));
}
