use proptest::prelude::*;

use super::*;
use crate::rules::text;

fn read(cell: &str) -> (SpelledType, bool, Vec<Code>) {
    let mut sink = PageSink::default();
    let facts = read_type_cell(&text(cell), &mut sink);
    let codes = sink
        .diagnostics
        .into_sorted()
        .into_iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    (facts.name, facts.collection, codes)
}

fn named(name: &str, link: Option<&str>) -> SpelledType {
    SpelledType::Named {
        name: name.to_owned(),
        link: link.map(str::to_owned),
    }
}

#[test]
fn a_primitive_with_a_slip_is_known_and_reported() {
    let string = SpelledType::Primitive(Primitive::String);
    assert_eq!(
        read("Strng"),
        (string.clone(), false, vec![Code::UnknownTypeCell])
    );
    assert_eq!(
        read("Sting collection"),
        (string, true, vec![Code::UnknownTypeCell])
    );
    assert_eq!(
        read("[strng](strng.md)"),
        (named("strng", Some("strng")), false, vec![])
    );
}

#[test]
fn primitives_in_every_spelling() {
    use Primitive::*;
    for (cell, primitive) in [
        ("String", String),
        ("string", String),
        ("`Edm.String`", String),
        ("`Edm.boolean `", Boolean),
        ("Bool", Boolean),
        ("Date and time", DateTimeOffset),
        ("Date Time", DateTimeOffset),
        ("Int", Int32),
        ("integer", Int32),
        ("Int64", Int64),
        ("number", Double),
        ("numeric", Double),
        ("Float", Double),
        ("Single", Single),
        ("DateTime", DateTimeOffset),
        ("DateTimeOffSet", DateTimeOffset),
        ("Timestamp", DateTimeOffset),
        ("GUID", Guid),
        ("Url", String),
        ("JSON", Json),
        ("Object", Untyped),
        ("JSON object", Json),
        ("Untyped JSON object", Json),
        ("stream", Stream),
        ("text/html", Stream),
        ("image/png, image/jpeg or `application/pdf`", Stream),
        ("[DateTimeOffset](timestamp.md)", DateTimeOffset),
        ("microsoft.graph.json", Json),
        ("string (url)", String),
        ("string (timestamp)", String),
        ("string (readonly)", String),
        ("String (optional)", String),
        ("(Optional) String", String),
        ("String (enum)", String),
        ("string, maximum size 20", String),
        (
            "Moment in time when the resource was created. DateTimeOffset",
            DateTimeOffset,
        ),
        ("String.", String),
    ] {
        assert_eq!(
            read(cell),
            (SpelledType::Primitive(primitive), false, vec![]),
            "{cell}"
        );
    }
}

#[test]
fn names_and_links() {
    for (cell, name, link) in [
        ("alertFeedback", "alertFeedback", None),
        (
            "[accessReviewScope](../resources/accessreviewscope.md)",
            "accessReviewScope",
            Some("accessreviewscope"),
        ),
        (
            "[chatType](../resources/chat.md#chattype-values)",
            "chatType",
            Some("chat"),
        ),
        ("[chatType](#chattype-values)", "chatType", None),
        (
            "[WorkbookChartFill](chartfill.md)",
            "WorkbookChartFill",
            Some("chartfill"),
        ),
        (
            "[Microsoft.Teams.GraphSvc.eventMessageDetail](../resources/eventmessagedetail.md)",
            "eventMessageDetail",
            Some("eventmessagedetail"),
        ),
        (
            "[NAV.PostalAddress](dynamics-complextypes.md)",
            "PostalAddress",
            Some("dynamics-complextypes"),
        ),
        (
            "microsoft.graph.callRecords.clientPlatform",
            "microsoft.graph.callRecords.clientPlatform",
            None,
        ),
        (
            "[microsoft.graph.externalConnectors.acl](acl.md)",
            "microsoft.graph.externalConnectors.acl",
            Some("acl"),
        ),
        (
            "**[identitySet](identityset.md)**",
            "identitySet",
            Some("identityset"),
        ),
        ("**dateTimeTimeZone**", "dateTimeTimeZone", None),
        ("`contactRelationship`", "contactRelationship", None),
        ("_phone_", "phone", None),
        (
            "[itemAnalytics](itemanalytics.md) resource",
            "itemAnalytics",
            Some("itemanalytics"),
        ),
        ("alertFeedback enum", "alertFeedback", None),
        ("error object", "error", None),
        ("entity", "entity", None),
        ("list", "list", None),
        (
            "[fileHashType](filehashtypeenum.md) enum",
            "fileHashType",
            Some("filehashtypeenum"),
        ),
        (
            "[invitedUserMessageInfo](invitedusermessageinfo.md",
            "invitedUserMessageInfo",
            None,
        ),
        ("microsoft.graph.printer", "microsoft.graph.printer", None),
        (
            "settingGroupCollectionDefinition",
            "settingGroupCollectionDefinition",
            None,
        ),
        (
            "[x](/graph/api/resources/ediscovery-case?view=graph-rest-beta)",
            "x",
            Some("ediscovery-case"),
        ),
    ] {
        assert_eq!(read(cell), (named(name, link), false, vec![]), "{cell}");
    }
}

#[test]
fn a_collection_is_spelled_in_many_ways() {
    for (cell, name) in [
        ("String collection", SpelledType::Primitive(Primitive::String)),
        ("String Collection", SpelledType::Primitive(Primitive::String)),
        ("Collection(String)", SpelledType::Primitive(Primitive::String)),
        ("`collection(string)`", SpelledType::Primitive(Primitive::String)),
        ("Collection of String", SpelledType::Primitive(Primitive::String)),
        ("String[]", SpelledType::Primitive(Primitive::String)),
        ("[user](user.md) collection", named("user", Some("user"))),
        ("[user collection](user.md)", named("user", Some("user"))),
        ("[Collection of user](user.md)", named("user", Some("user"))),
        ("List of [user](user.md)", named("user", Some("user"))),
        ("list of String", SpelledType::Primitive(Primitive::String)),
        (
            "[Microsoft.Graph.Security.alert](alert.md) collection",
            named("microsoft.graph.Security.alert", Some("alert")),
        ),
        (
            "Collection([DriveRecipient](driverecipient.md))",
            named("DriveRecipient", Some("driverecipient")),
        ),
        (
            "Collection(microsoft.graph.printer)",
            named("microsoft.graph.printer", None),
        ),
        ("entity collection", named("entity", None)),
        (
            "routingPolicy collection collection",
            named("routingPolicy", None),
        ),
        (
            "[siteCollection](sitecollection.md) collection",
            named("siteCollection", Some("sitecollection")),
        ),
        (
            "[educationOutcome](educationOutcome.md) collection. Holds grades, feedback and/or rubrics",
            named("educationOutcome", Some("educationOutcome")),
        ),
    ] {
        assert_eq!(read(cell), (name, true, vec![]), "{cell}");
    }
}

#[test]
fn unions_and_riddles() {
    let string = SpelledType::Primitive(Primitive::String);
    let double = SpelledType::Primitive(Primitive::Double);
    let boolean = SpelledType::Primitive(Primitive::Boolean);
    assert_eq!(
        read("string/number"),
        (
            SpelledType::Union(vec![string.clone(), double.clone()]),
            false,
            vec![Code::UnionType]
        )
    );
    assert_eq!(
        read("(boolean or string or number) collection"),
        (
            SpelledType::Union(vec![boolean, string.clone(), double]),
            true,
            vec![Code::UnionType]
        )
    );
    assert_eq!(
        read("[a](a.md) or [b](b.md)").0,
        SpelledType::Union(vec![named("a", Some("a")), named("b", Some("b"))])
    );
    assert_eq!(read("String or null"), (string, false, vec![]));
    assert_eq!(read("Enumeration"), (SpelledType::Enumeration, false, vec![]));
    assert_eq!(
        read(""),
        (
            SpelledType::Unknown(String::new()),
            false,
            vec![Code::MissingType]
        )
    );
    let (name, collection, codes) = read("** Unknown Type `a.b.operation` ** collection");
    assert!(matches!(name, SpelledType::Unknown(_)) && collection);
    assert_eq!(codes, [Code::UnknownTypeCell]);
}

proptest! {
    #[test]
    fn never_panics(cell in "([\\[\\]()<>*`_|.,/#a-zA-Z0-9 é\u{a0}-]|collection| or |\\[x\\]\\(y.md\\)){0,20}") {
        let mut sink = PageSink::default();
        let source = text(&cell);
        let facts = read_type_cell(&source, &mut sink);
        prop_assert_eq!(facts.span, source.span);
        let unknown = matches!(facts.name, SpelledType::Unknown(_));
        prop_assert_eq!(unknown, sink.diagnostics.into_sorted().iter().any(|diagnostic| diagnostic.code != Code::UnionType));
    }

    #[test]
    fn a_link_is_its_text(name in "[a-z][a-zA-Z0-9]{0,12}", file in "[a-z-]{1,8}", collection: bool) {
        prop_assume!(Primitive::from_word(&name).is_none());
        let cell = format!("[{name}](../resources/{file}.md){}", if collection { " collection" } else { "" });
        prop_assert_eq!(read(&cell), (named(&name, Some(&file)), collection, vec![]));
    }
}
