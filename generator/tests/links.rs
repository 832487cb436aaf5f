//! Which type a link means: small checkouts of the documentation, and the types of the properties that link.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use graph_test_pages::Fixture;

/// The qualified types of the properties of `holder`.
fn types(pages: &str) -> Vec<String> {
    let pages = Fixture::new(pages);
    let analysis = Config::new(pages.path()).analyze_with(&()).unwrap();
    let mut types = analysis.model.types.iter();
    let holder = types.find(|ty| ty.name == "microsoft.graph.holder").unwrap();
    let properties = holder.properties.iter();
    properties.map(|property| property.ty.item.qualified()).collect()
}

#[test]
fn links_shorten_names_by_whole_words() {
    let found = types(
        "
        //- /v1.0/resources/holder.md
        # holder resource type

        Namespace: microsoft.graph

        Something.

        ## Properties
        |Property|Type|Description|
        |:---|:---|:---|
        |message|[message](chatmessage.md)|Said.|
        |tag|[tag](hashtag.md)|Said.|

        //- /v1.0/resources/message.md
        # message resource type

        Namespace: microsoft.graph

        Something.

        ## Properties
        |Property|Type|Description|
        |:---|:---|:---|
        |id|String|Key.|

        //- /v1.0/resources/chatmessage.md
        # chatMessage resource type

        Namespace: microsoft.graph

        Something.

        ## Properties
        |Property|Type|Description|
        |:---|:---|:---|
        |id|String|Key.|

        //- /v1.0/resources/tag.md
        # tag resource type

        Namespace: microsoft.graph

        Something.

        ## Properties
        |Property|Type|Description|
        |:---|:---|:---|
        |id|String|Key.|

        //- /v1.0/resources/hashtag.md
        # hashtag resource type

        Namespace: microsoft.graph

        Something.

        ## Properties
        |Property|Type|Description|
        |:---|:---|:---|
        |id|String|Key.|
        ",
    );
    assert_eq!(found, ["microsoft.graph.chatMessage", "microsoft.graph.tag"]);
}

#[test]
fn of_two_pages_of_one_stem_a_link_leads_to_the_newer() {
    // The folders give an order of their own, so each holds the newer page once.
    for [older, newer] in [["b", "a"], ["a", "b"]] {
        let found = types(&format!(
            "
            //- /v1.0/resources/holder.md
            # holder resource type

            Namespace: microsoft.graph

            Something.

            ## Properties
            |Property|Type|Description|
            |:---|:---|:---|
            |mood|[one](a/feeling.md)|How it feels.|

            //- /v1.0/resources/{older}/feeling.md
            ---
            ms.date: 05/04/2023
            ---

            # oldOne enum type

            Namespace: microsoft.graph

            Values.

            ## Members
            |Member|Description|
            |:--|:--|
            |glad|Said.|

            //- /v1.0/resources/{newer}/feeling.md
            ---
            ms.date: 05/04/2024
            ---

            # newOne enum type

            Namespace: microsoft.graph

            Values.

            ## Members
            |Member|Description|
            |:--|:--|
            |glad|Said.|
            ",
        ));
        assert_eq!(found, ["microsoft.graph.newOne"], "{newer}");
    }
}
