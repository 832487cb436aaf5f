//! What becomes of pages that contradict each other: which one wins, and that both places are named.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use generator::Config;
use generator::diagnostic::{Code, Diagnostic};
use generator::graph::Version;
use generator::model::{Enum, Model, Property, Type};
use generator::pipeline::Analysis;
use generator::resolve::plan::docs::{DocBlock, DocInline, DocsPlan, Sentence};
use graph_test_pages::Fixture;

/// The analysis of pages, given as paths and texts.
fn analyze(pages: &[(&str, &str)]) -> Analysis {
    let pages = Fixture::of(pages.iter().copied());
    Config::new(pages.path()).analyze_with(&()).unwrap()
}

/// The page of a type: lines of front matter, prose, rows of properties.
fn page(front: &str, name: &str, prose: &str, rows: &[&str]) -> String {
    let front = if front.is_empty() {
        String::new()
    } else {
        format!("---\n{front}\n---\n\n")
    };
    format!(
        "{front}# {name} resource type\n\nNamespace: microsoft.graph\n\n{prose}\n\n## Properties\n\
         |Property|Type|Description|\n|:---|:---|:---|\n{}\n",
        rows.join("\n")
    )
}

fn ty<'m>(model: &'m Model, version: Version, name: &str) -> &'m Type {
    let name = format!("microsoft.graph.{name}");
    let mut found = model.types.iter().filter(|ty| ty.version == version);
    found.find(|ty| ty.name == *name).unwrap()
}

fn property<'m>(model: &'m Model, owner: &str, name: &str) -> &'m Property {
    let owner = ty(model, Version::V1, owner);
    owner
        .properties
        .iter()
        .find(|property| property.name == name)
        .unwrap()
}

fn enumeration<'m>(model: &'m Model, name: &str) -> &'m Enum {
    let name = format!("microsoft.graph.{name}");
    model.enums.iter().find(|one| one.name == *name).unwrap()
}

fn members(model: &Model, name: &str) -> Vec<String> {
    let found = enumeration(model, name);
    found.members.iter().map(|member| member.name.clone()).collect()
}

/// A section that lists the members of `mood`, behind a paragraph.
fn moods(said: &str, members: &[&str]) -> String {
    let rows: Vec<String> = members.iter().map(|member| format!("|{member}|Said.|")).collect();
    format!(
        "\n### mood values\n\n{said}\n\n|Member|Description|\n|:--|:--|\n{}\n",
        rows.join("\n")
    )
}

/// The only diagnostic of a code, and the files (with lines) of the two places that it names: the one that
/// yielded, and the one that was taken.
fn conflict(analysis: &Analysis, code: Code) -> (String, String) {
    let found: Vec<&Diagnostic> = analysis
        .diagnostics
        .iter()
        .filter(|found| found.code == code)
        .collect();
    let [one] = found[..] else {
        panic!("{code:?}: {found:#?}");
    };
    let [label] = &one.labels[..] else {
        panic!("{one:#?}")
    };
    (
        analysis.sources.path_and_line(one.span),
        analysis.sources.path_and_line(label.span),
    )
}

const NOT_OWN: &str = "v1.0/resources/area-thing.md";
const OWN: &str = "v1.0/resources/thing.md";

#[test]
fn the_page_named_like_the_type_wins() {
    let own = page("ms.date: 01/01/2023", "thing", "A.", &["|size|Int32|How big.|"]);
    let other = page(
        "ms.date: 01/01/2025",
        "thing",
        "B.",
        &["|size|String|How big.|", "|color|String|Which.|"],
    );
    let analysis = analyze(&[(OWN, &own), (NOT_OWN, &other)]);
    let size = property(&analysis.model, "thing", "size");
    assert_eq!(
        (size.ty.item.qualified().as_str(), size.ty.is_many()),
        ("Edm.Int32", false)
    );
    assert_eq!(
        property(&analysis.model, "thing", "color").ty.item.qualified(),
        "Edm.String"
    );
    assert_eq!(
        conflict(&analysis, Code::TypeConflict),
        (format!("{NOT_OWN}:14"), format!("{OWN}:14"))
    );
    assert_eq!(
        conflict(&analysis, Code::DuplicatePage),
        (format!("{NOT_OWN}:5"), format!("{OWN}:5"))
    );
}

#[test]
fn of_two_pages_the_newer_wins() {
    // The older comes first by name, so that the order of the files does not decide.
    let older = "v1.0/resources/a-thing.md";
    let newer = "v1.0/resources/b-thing.md";
    let row = |ty: &str| format!("|parts|{ty}|Its parts.|");
    for (old, new) in [
        ("ms.date: 05/04/2023", "ms.date: 05/04/2024"),
        ("title: \"thing\"", "ms.date: 05/04/2023"),
        ("", "title: \"thing\""),
    ] {
        let (one, many) = (row("String"), row("String collection"));
        let analysis = analyze(&[
            (older, &page(old, "thing", "Old.", &[&one])),
            (newer, &page(new, "thing", "New.", &[&many])),
        ]);
        assert!(
            property(&analysis.model, "thing", "parts").ty.is_many(),
            "{old} {new}"
        );
        let (yielded, taken) = conflict(&analysis, Code::TypeConflict);
        assert!(
            yielded.starts_with(older) && taken.starts_with(newer),
            "{yielded} {taken}"
        );
    }
}

#[test]
fn the_page_of_a_type_wins_over_the_table_of_a_body() {
    let own = page("ms.date: 01/01/2023", "thing", "A.", &["|size|Int32|How big.|"]);
    let body = "---\nms.date: 01/01/2025\n---\n\n# Update thing\n\nNamespace: microsoft.graph\n\nUpdates it.\n\n\
                ## HTTP request\n``` http\nPATCH /things/{id}\n```\n\n## Request body\nIn the request body, supply a JSON \
                representation of the [thing](../resources/thing.md) object.\n\n|Property|Type|Description|\n\
                |:---|:---|:---|\n|size|Int32 collection|How big.|\n|weight|Int64|How heavy.|\n";
    let analysis = analyze(&[(OWN, &own), ("v1.0/api/a-thing-update.md", body)]);
    assert!(!property(&analysis.model, "thing", "size").ty.is_many());
    assert_eq!(
        property(&analysis.model, "thing", "weight").ty.item.qualified(),
        "Edm.Int64"
    );
    let (yielded, taken) = conflict(&analysis, Code::TypeConflict);
    assert_eq!(yielded, "v1.0/api/a-thing-update.md:21");
    assert!(taken.starts_with(OWN), "{taken}");
}

#[test]
fn names_in_other_letters_are_one_property() {
    let own = page("", "thing", "A.", &["|ownerID|String|Whose.|"]);
    let other = page("", "thing", "B.", &["|ownerId|String|Whose.|"]);
    let analysis = analyze(&[(OWN, &own), (NOT_OWN, &other)]);
    assert_eq!(ty(&analysis.model, Version::V1, "thing").properties.len(), 1);
    assert_eq!(property(&analysis.model, "thing", "ownerID").description.len(), 1);
    let (yielded, taken) = conflict(&analysis, Code::SpellingConflict);
    assert!(
        yielded.starts_with(NOT_OWN) && taken.starts_with(OWN),
        "{yielded} {taken}"
    );
}

#[test]
fn the_representation_and_the_paths_tell_how_a_name_is_sent() {
    let rows = &[
        "|ownerID|String|Whose.|",
        "|Parts|[thing](thing.md) collection|Its parts.|",
    ];
    let shown = "\n## JSON representation\n\n```json\n{\n  \"ownerId\": \"String\"\n}\n```\n";
    let own = page("", "thing", "A.", rows) + shown;
    let list = |title: &str, path: &str| {
        format!(
            "# {title}\n\nNamespace: microsoft.graph\n\nLists.\n\n## HTTP request\n``` http\nGET {path}\n```\n\n\
             ## Response\nIf successful, this method returns a `200 OK` response code and a collection of \
             [thing](../resources/thing.md) objects in the response body.\n"
        )
    };
    let analysis = analyze(&[
        (OWN, &own),
        ("v1.0/api/thing-list.md", &list("List things", "/things")),
        (
            "v1.0/api/thing-list-parts.md",
            &list("List parts", "/things/{id}/parts"),
        ),
    ]);
    let spelled: Vec<&str> = ty(&analysis.model, Version::V1, "thing")
        .properties
        .iter()
        .map(|property| property.name.as_str())
        .collect();
    assert_eq!(spelled, ["ownerId", "parts"]);
    let conflicts = analysis
        .diagnostics
        .iter()
        .filter(|found| found.code == Code::SpellingConflict);
    assert!(conflicts.clone().all(|found| found.labels.len() == 1));
    assert_eq!(conflicts.count(), 2);
}

#[test]
fn bases_that_contradict_each_other() {
    let base = |name: &str| page("", name, "A base.", &["|id|String|Key.|"]);
    let thing = page(
        "",
        "thing",
        "It. Inherits from [first](first.md).",
        &["|size|Int32|Big.|"],
    );
    let annotation = "\n## JSON representation\n\n<!-- { \"blockType\": \"resource\", \"@odata.type\": \
                      \"microsoft.graph.thing\", \"baseType\": \"microsoft.graph.second\" } -->\n```json\n{}\n```\n";
    let analysis = analyze(&[
        ("v1.0/resources/first.md", &base("first")),
        ("v1.0/resources/second.md", &base("second")),
        (OWN, &(thing + annotation)),
    ]);
    let chosen = ty(&analysis.model, Version::V1, "thing").base.as_deref();
    assert_eq!(chosen, Some("microsoft.graph.second"));
    let (yielded, taken) = conflict(&analysis, Code::BaseConflict);
    assert_eq!(yielded, format!("{OWN}:5"));
    assert!(taken.starts_with(OWN), "{taken}");
}

#[test]
fn members_that_contradict_each_other() {
    let table = |members: &[&str]| moods("Moods.", members);
    let row = "|mood|[mood](#mood-values)|How it feels.|";
    let own = page("", "thing", "A.", &[row]) + &table(&["glad", "sad"]);
    // A table to which nothing refers adds what it has beyond the members that both have …
    let more = page("", "other", "B.", &["|size|Int32|Big.|"]) + &table(&["Sad", "angry"]);
    let analysis = analyze(&[(OWN, &own), ("v1.0/resources/other.md", &more)]);
    assert_eq!(members(&analysis.model, "mood"), ["glad", "sad", "angry"]);
    let said: Vec<&Diagnostic> = analysis
        .diagnostics
        .iter()
        .filter(|found| found.code == Code::MemberConflict)
        .collect();
    assert_eq!(
        said.len(),
        2,
        "`Sad` is spelled otherwise, `angry` is new: {said:#?}"
    );
    assert!(said.iter().all(|found| found.labels.len() == 1));
    // … and is about something else where it shares none.
    let stray = page("", "other", "B.", &["|size|Int32|Big.|"]) + &table(&["left", "right"]);
    let analysis = analyze(&[(OWN, &own), ("v1.0/resources/a-other.md", &stray)]);
    assert_eq!(members(&analysis.model, "mood"), ["glad", "sad"]);
}

#[test]
fn a_table_under_a_wrong_heading_makes_no_flags() {
    const FLAGS: &str = "A flags enumeration.";
    let list =
        |values: &str| format!("|mood|[mood](#mood-values)|How it feels. Possible values are: {values}.|");
    let stray = page("", "other", "B.", &["|size|Int32|Big.|"]) + &moods(FLAGS, &["left", "right"]);
    let own = page("", "thing", "A.", &["|mood|[mood](#mood-values)|How it feels.|"]);
    // Beside the right table …
    let right = own.clone() + &moods("Moods.", &["glad", "sad"]);
    let analysis = analyze(&[(OWN, &right), (NOT_OWN, &stray)]);
    assert!(!enumeration(&analysis.model, "mood").flags);
    // … which may say of itself that it has flags …
    let right = own + &moods(FLAGS, &["glad", "sad"]);
    let analysis = analyze(&[(OWN, &right), (NOT_OWN, &stray)]);
    assert!(enumeration(&analysis.model, "mood").flags);
    // … and in place of the values that a property lists.
    let listed = |values: &str, table: &str| {
        let row = list(values).replace("(#mood-values)", "(mood.md)");
        let listed = page("", "thing", "A.", &[&row]);
        let analysis = analyze(&[(OWN, &listed), (NOT_OWN, table)]);
        (
            members(&analysis.model, "mood"),
            enumeration(&analysis.model, "mood").flags,
        )
    };
    let replaced = listed("`glad`, `sad`", &stray);
    assert_eq!(replaced, (vec!["glad".to_owned(), "sad".to_owned()], false));
    let plain = page("", "other", "B.", &["|size|Int32|Big.|"]) + &moods("Moods.", &["left", "right"]);
    let values = "`glad`, `sad`. This property is multi-valued";
    assert_eq!(listed(values, &plain), (replaced.0, true));
}

#[test]
fn the_member_that_nearly_all_have_unites_nothing() {
    let stray =
        page("", "other", "B.", &["|size|Int32|Big.|"]) + &moods("Moods.", &["left", "unknownFutureValue"]);
    let row = "|mood|[mood](mood.md)|How it feels. Possible values are: `glad`, `unknownFutureValue`.|";
    let analysis = analyze(&[(OWN, &page("", "thing", "A.", &[row])), (NOT_OWN, &stray)]);
    assert_eq!(members(&analysis.model, "mood"), ["glad", "unknownFutureValue"]);
}

#[test]
fn the_nearest_row_describes_a_property_and_the_declaring_one_deprecates_it() {
    let base = page(
        "",
        "base",
        "A.",
        &[
            "|old|String|Old. This property is deprecated.|",
            "|new|String|New.|",
        ],
    );
    let rows = [
        "|old|String|Of a thing.|",
        "|new|String|Of one, too. It is deprecated here.|",
    ];
    let thing = page("", "thing", "Inherits from [base](base.md).", &rows);
    let analysis = analyze(&[(OWN, &thing), ("v1.0/resources/base.md", &base)]);
    let mut structs = analysis.plan.versions[0].items.structs.values();
    let thing = structs.find(|plan| plan.name == "Thing").unwrap();
    let field = |name: &str| thing.fields.iter().find(|field| field.name == name).unwrap();
    let old = field("old");
    let said = |docs: &DocsPlan| match docs.description.as_slice() {
        [DocBlock::Paragraph(inlines)] => match inlines.as_slice() {
            [DocInline::Text(text)] => text.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(old.deprecated.as_deref(), Some("This property is deprecated."));
    assert_eq!(said(&old.docs), "Of a thing.");
    assert!(
        matches!(old.docs.remarks.as_slice(), [Sentence::InheritedFrom(_)]),
        "{:?}",
        old.docs.remarks
    );
    let new = field("new");
    assert!(new.deprecated.is_none());
    assert!(said(&new.docs).starts_with("Of one, too."));
    assert!(
        matches!(new.docs.remarks.as_slice(), [Sentence::InheritedFrom(_)]),
        "{:?}",
        new.docs.remarks
    );
}

#[test]
fn the_versions_are_two_worlds() {
    let v1 = page(
        "",
        "thing",
        "A.",
        &["|size|Int32|Big.|", "|mood|[mood](#mood-values)|Feels.|"],
    ) + "\n### mood values\n\n|Member|\n|:--|\n|glad|\n";
    let beta = page(
        "",
        "thing",
        "B. It links to [the thing of v1.0](../../v1.0/resources/thing.md).",
        &[
            "|size|String|Big.|",
            "|twin|[thing](../../v1.0/resources/thing.md)|Its twin.|",
        ],
    ) + "\n### mood values\n\n|Member|\n|:--|\n|sad|\n";
    let analysis = analyze(&[(OWN, &v1), ("beta/resources/thing.md", &beta)]);
    let names = |version| -> Vec<(String, String)> {
        let of = ty(&analysis.model, version, "thing").properties.iter();
        of.map(|property| (property.name.clone(), property.ty.item.qualified()))
            .collect()
    };
    let pair = |name: &str, ty: &str| (name.to_owned(), ty.to_owned());
    assert_eq!(
        names(Version::V1),
        [pair("size", "Edm.Int32"), pair("mood", "microsoft.graph.mood")]
    );
    assert_eq!(
        names(Version::Beta),
        [pair("size", "Edm.String"), pair("twin", "microsoft.graph.thing")]
    );
    let codes: Vec<Code> = analysis.diagnostics.iter().map(|found| found.code).collect();
    for code in [Code::TypeConflict, Code::MemberConflict, Code::DuplicatePage] {
        assert!(!codes.contains(&code), "{codes:?}");
    }
    let moods = analysis
        .model
        .enums
        .iter()
        .filter(|one| one.name == "microsoft.graph.mood");
    let moods: Vec<_> = moods.map(|one| (one.version, one.members.len())).collect();
    assert_eq!(moods, [(Version::V1, 1), (Version::Beta, 1)]);
}
