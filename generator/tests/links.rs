//! Which type a link means: small checkouts of the documentation, and the types of the properties that link.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;

/// The qualified types of the properties of `holder`, from pages given as paths below `v1.0` and texts.
fn types(pages: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in pages {
        let path = folder.path().join("v1.0").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let analysis = Config::new(folder.path()).analyze_with(&()).unwrap();
    let mut types = analysis.model.types.iter();
    let holder = types.find(|ty| ty.name == "microsoft.graph.holder").unwrap();
    let properties = holder.properties.iter();
    properties.map(|property| property.ty.qualified()).collect()
}

/// The page of a type with rows of properties.
fn page(name: &str, rows: &str) -> String {
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\nSomething.\n\n## Properties\n\
         |Property|Type|Description|\n|:---|:---|:---|\n{rows}\n"
    )
}

#[test]
fn links_shorten_names_by_whole_words() {
    let plain = |name: &str| page(name, "|id|String|Key.|");
    let rows = "|message|[message](chatmessage.md)|Said.|\n|tag|[tag](hashtag.md)|Said.|";
    let found = types(&[
        ("resources/holder.md", &page("holder", rows)),
        ("resources/message.md", &plain("message")),
        ("resources/chatmessage.md", &plain("chatMessage")),
        ("resources/tag.md", &plain("tag")),
        ("resources/hashtag.md", &plain("hashtag")),
    ]);
    assert_eq!(found, ["microsoft.graph.chatMessage", "microsoft.graph.tag"]);
}

#[test]
fn of_two_pages_of_one_stem_a_link_leads_to_the_newer() {
    let listing = |date: &str, name: &str| {
        format!(
            "---\nms.date: {date}\n---\n\n# {name} enum type\n\nNamespace: microsoft.graph\n\nValues.\n\n\
             ## Members\n\n|Member|Description|\n|:--|:--|\n|glad|Said.|\n"
        )
    };
    // The folders give an order of their own, so each holds the newer page once.
    for [older, newer] in [["b", "a"], ["a", "b"]] {
        let found = types(&[
            (
                "resources/holder.md",
                &page("holder", "|mood|[one](a/feeling.md)|How it feels.|"),
            ),
            (
                &format!("resources/{older}/feeling.md"),
                &listing("05/04/2023", "oldOne"),
            ),
            (
                &format!("resources/{newer}/feeling.md"),
                &listing("05/04/2024", "newOne"),
            ),
        ]);
        assert_eq!(found, ["microsoft.graph.newOne"], "{newer}");
    }
}
