use super::*;
use crate::page::PageContent;
use crate::page::tests::page_at;
use crate::rules::text;

/// The title of a page in the rendered form.
fn title(path: &str, lines: &str) -> String {
    page_at(path, lines).0.title.value.text
}

const PROPERTIES: &str = "Properties\nProperty |\nType |\nDescription |\nid |\nString |\nThe key. |\n";

#[test]
fn the_representation_names_the_type() {
    let json =
        "JSON representation\n{\n\"@odata.type\": \"#microsoft.graph.accessScope\",\n\"id\": \"String\"\n}\n";
    let page = format!("Namespace: microsoft.graph\nA scope.\n{PROPERTIES}{json}");
    for path in ["v1.0/resources/accessscope.txt", "001_4a8089082a900747.txt"] {
        assert_eq!(title(path, &page), "accessScope resource type");
    }
}

#[test]
fn types_inside_of_the_representation_are_not_its_own() {
    let json = "JSON representation\n{\n\"owner\": {\n\"@odata.type\": \"microsoft.graph.user\"\n}\n}\n";
    let page = format!("Namespace: microsoft.graph\nThe calendarGroup of a user.\n{PROPERTIES}{json}");
    let path = "v1.0/resources/calendargroup.txt";
    assert_eq!(title(path, &page), "calendarGroup resource type");
}

#[test]
fn methods_name_the_type_of_a_loose_page() {
    let methods = "Methods\nMethod |\nReturn Type |\nDescription |\nList chatMembers |\nchatMember collection |\n\
        List them. |\nGet chat |\nchat |\nRead it. |\n";
    let page = format!("Namespace: microsoft.graph\nPeople who talk.\n{methods}{PROPERTIES}");
    assert_eq!(title("000_532a7070f87cf732.txt", &page), "chat resource type");
    assert_eq!(
        title("v1.0/resources/chatroom.txt", &page),
        "chatroom resource type"
    );
}

#[test]
fn members_make_an_enumeration() {
    let page = "Namespace: microsoft.graph\nHow it went.\nMembers\nMember |\nValue |\nDescription |\nnone |\n0 |\nNothing. |\n";
    assert_eq!(title("v1.0/resources/outcome.txt", page), "outcome enum type");
}

#[test]
fn a_page_that_lists_properties_of_nothing_is_no_page_about_concepts() {
    let page = format!("Namespace: microsoft.graph\nIt is.\n{PROPERTIES}Relationships\nNone\n");
    let (page, _) = page_at("000_532a7070f87cf732.txt", &page);
    // So `model` reports that it leaves no fact.
    assert!(matches!(page.content, PageContent::NotRead));
}

#[test]
fn paths_spell_the_ends_of_file_names() {
    let request =
        |path: &str| format!("Namespace: microsoft.graph\nDo it.\nPermissions\nHTTP request\n{path}\n");
    for (file, path, expected) in [
        (
            "user-revokesigninsessions",
            "POST /users/{id}/revokeSignInSessions",
            "user: revokeSignInSessions",
        ),
        (
            "range-boundingrect",
            "GET /range/boundingRect(anotherRange='{x}')",
            "range: boundingRect",
        ),
        (
            "group-list-transitivemembers",
            "GET /groups/{id}/transitiveMembers",
            "List transitiveMembers",
        ),
        ("user-post-events", "POST /users/{id}/events", "Create events"),
    ] {
        let path_of_page = format!("v1.0/api/{file}.txt");
        assert_eq!(title(&path_of_page, &request(path)), expected);
    }
}

#[test]
fn titles_of_sentences() {
    for (sentence, title) in [
        (
            "Create a new deviceConfigurationDeviceStatus object.",
            "Create deviceConfigurationDeviceStatus",
        ),
        (
            "List properties and relationships of the deviceConfigurationDeviceStatus objects.",
            "List deviceConfigurationDeviceStatus",
        ),
        (
            "Read properties and relationships of the message object.",
            "Get message",
        ),
        (
            "Deletes a deviceConfigurationUserStatus.",
            "Delete deviceConfigurationUserStatus",
        ),
        (
            "Update the properties of a deviceCompliancePolicy object.",
            "Update deviceCompliancePolicy",
        ),
        (
            "Get a list of the mailFolder objects of a user.",
            "List mailFolder",
        ),
        ("Retrieves a user object.", "Get user"),
        ("Not yet documented", "Not yet documented"),
    ] {
        assert_eq!(of_sentence(&text(sentence)).unwrap().value, title);
    }
}
