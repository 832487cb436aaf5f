use super::*;
use crate::graph::Version;
use crate::markdown::{self, Passage};
use crate::source::SourceFile;

/// The facts and the codes of a page at a path.
pub(super) fn page_at(path: &str, text: &str) -> (Page, Vec<Code>) {
    let sources = SourceMap::new(vec![SourceFile::new(path, text)]);
    let file = sources.find(path).unwrap();
    let mut sink = Diagnostics::new();
    let document = markdown::read(&sources, file, &mut sink);
    let page = read(&sources, &document, &mut sink);
    let codes = sink
        .into_sorted()
        .into_iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    (page, codes)
}

/// The facts of a resource page of v1.0, of which nothing is reported.
pub(super) fn resource(text: &str) -> Page {
    let (page, codes) = page_at("v1.0/resources/x.md", text);
    assert_eq!(codes, [], "{text}");
    page
}

const CHAT: &str = r##"---
title: "chat resource type"
doc_type: resourcePageType
---

# chat resource type

Namespace: microsoft.graph

A chat between people. Inherits from [baseItem](baseitem.md).

> **Note:** Chats are private.

## Methods

|Method|Return Type|Description|
|:---|:---|:---|
|[Get chat](../api/chat-get.md)|[chat](chat.md)|Read it.|

## Properties

|Property|Type|Description|
|:---|:---|:---|
|**Identity**|||
|id|String|The identifier. Read-only. Inherited from [entity](entity.md)|
|chatType|[chatType](#chattype-values)|The type. Possible values are: `group`, `oneOnOne`.|
|topic (deprecated)|String collection|(Optional) The subject. Nullable.|

### chatType values

|Member|Value|Description|
|:---|:---|:---|
|group|0|Several people.|
|oneOnOne|1|Two people.|
|unknownFutureValue|-1||

## Relationships

|Relationship|Type|Description|
|:---|:---|:---|
|members|[conversationMember](conversationmember.md) collection|The people.|

## JSON representation

<!-- {
  "blockType": "resource",
  "keyProperty": "id",
  "@odata.type": "microsoft.graph.chat",
  "baseType": "microsoft.graph.entity",
  "openType": true
}-->
```json
{ "id": "String (identifier)", "chatType": "String" }
```
"##;

#[test]
fn a_resource_page() {
    let page = resource(CHAT);
    assert_eq!(page.version(), Version::V1);
    assert_eq!(page.title.value.text, "chat resource type");
    assert_eq!(page.namespace.as_ref().unwrap().value, "microsoft.graph");
    assert_eq!(page.description.len(), 1);
    let chat = page.resource().unwrap();
    assert_eq!(chat.name.value, "chat");
    assert_eq!(
        chat.annotated_name.as_ref().unwrap().value,
        "microsoft.graph.chat"
    );
    assert_eq!(chat.key_property.as_ref().unwrap().value, "id");
    assert!(chat.open && !chat.methods.is_empty() && !chat.is_abstract);
    let bases: Vec<_> = chat
        .bases
        .iter()
        .map(|base| (base.name.value.as_str(), base.evidence))
        .collect();
    assert_eq!(
        bases,
        [
            ("baseItem", BaseEvidence::Prose),
            ("microsoft.graph.entity", BaseEvidence::Annotation),
            ("entity", BaseEvidence::Row)
        ]
    );
    let names: Vec<_> = chat
        .properties
        .iter()
        .map(|row| (row.name.value.as_str(), row.kind == RowKind::Relationship))
        .collect();
    assert_eq!(
        names,
        [
            ("id", false),
            ("chatType", false),
            ("topic", false),
            ("members", true)
        ]
    );
    let [id, kind, topic, members] = &chat.properties[..] else {
        panic!()
    };
    assert!(id.read_only && id.inherited_from.as_ref().unwrap().value == "entity");
    assert_eq!(kind.values.len(), 2);
    assert!(topic.deprecated.is_some() && topic.ty.collection);
    assert_eq!((topic.required, topic.nullable), (Some(false), Some(true)));
    assert!(members.ty.collection);
    assert!(chat.json.as_ref().unwrap().value.get("chatType").is_some());
    let [values] = page.enums() else { panic!() };
    assert_eq!(values.name.value, "chatType");
    let members: Vec<_> = values
        .members
        .iter()
        .map(|member| (member.name.value.as_str(), member.value))
        .collect();
    assert_eq!(
        members,
        [
            ("group", Some(0)),
            ("oneOnOne", Some(1)),
            ("unknownFutureValue", Some(-1))
        ]
    );
    assert!(values.section.as_deref() == Some("chattype-values") && !values.flags);
}

#[test]
fn spans_are_those_of_the_cells() {
    let page = resource(CHAT);
    let kind = &page.resource().unwrap().properties[1];
    assert_eq!(&CHAT[kind.name.span.range()], "chatType");
    assert_eq!(&CHAT[kind.ty.span.range()], "[chatType](#chattype-values)");
    assert_eq!(&CHAT[kind.values[1].name.span.range()], "oneOnOne");
    let base = &page.resource().unwrap().bases[0];
    assert_eq!(&CHAT[base.name.span.range()], "baseItem");
}

#[test]
fn an_enumeration_page() {
    let page = resource(
        "# windowsArchitecture enum type\n\nNamespace: microsoft.graph\n\nFlag enum of processors.\n\n## Members\n\
         |Member|Value|Description|\n|:---|:---|:---|\n|none|0|No flags set.|\n|x86|1|Whether **32** bit.|\n|`JIS B4`|2||\n",
    );
    assert!(matches!(page.content, PageContent::Enumerations(_)));
    let [facts] = page.enums() else { panic!() };
    assert_eq!(facts.name.value, "windowsArchitecture");
    assert!(facts.section.is_none() && facts.flags);
    let names: Vec<_> = facts
        .members
        .iter()
        .map(|member| member.name.value.as_str())
        .collect();
    assert_eq!(names, ["none", "x86", "JIS B4"]);
    assert_eq!(
        &*facts.members[1].description.as_ref().unwrap().raw,
        "Whether **32** bit."
    );
}

#[test]
fn every_header_of_a_table_of_values() {
    for (header, row) in [
        ("|Member|", "|a|"),
        ("|Member|Value|Description|", "|a|0|x|"),
        ("|Member|Description|", "|a|x|"),
        ("|Value|Description|", "|a|x|"),
        ("|Member|Value|", "|a|0|"),
        ("|Member|Int value|Description|", "|a|0|x|"),
        ("|Value|", "|a|"),
        ("|Member|Member|Description|", "|a|a|x|"),
        ("|Values|Description|", "|a|x|"),
        ("|Value|Details|", "|a|x|"),
    ] {
        let rule = "|:--".repeat(header.matches('|').count() - 1) + "|";
        let page = resource(&format!(
            "# enums\n\n## alertStatus values\n\n{header}\n{rule}\n{row}\n"
        ));
        assert_eq!(page.enums().len(), 1, "{header}");
        assert_eq!(page.enums()[0].members[0].name.value, "a", "{header}");
        assert_eq!(
            page.enums()[0].members[0].value.is_some(),
            row.contains('0'),
            "{header}"
        );
    }
}

#[test]
fn tables_outside_of_their_section() {
    let top =
        "# averageScore resource type\n\nA score.\n\n|Property|Type|\n|:--|:--|\n|averageScore|Double|\n";
    assert_eq!(resource(top).resource().unwrap().properties.len(), 1);
    let definition = "# p resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String||\n\n\
        ### Properties of a policy definition\n\n|Property|Type|Description|\n|:--|:--|:--|\n|Version|Integer||\n";
    assert_eq!(resource(definition).resource().unwrap().properties.len(), 1);
    let groups = "# p resource type\n\n## Properties\n\n### Azure AD\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String||\n";
    assert_eq!(resource(groups).resource().unwrap().properties.len(), 1);
    let none = "# p resource type\n\n## Relationships\n\nNone.\n\n## Methods\n\nNone\n";
    assert!(resource(none).resource().unwrap().methods.is_empty());
}

#[test]
fn rows_that_are_not_understood_are_reported() {
    let text = "# p resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n\
        |Option 1 (Subnet mask)…|String||\n|id|||\n|id|String||\n|kind|the type of the thing||\n\n## Relationships\n\n\
        |Colour|Meaning|\n|:--|:--|\n|red|stop|\n";
    let (page, codes) = page_at("v1.0/resources/p.md", text);
    assert_eq!(page.resource().unwrap().properties.len(), 2);
    for code in [
        Code::UnknownRow,
        Code::MissingType,
        Code::RepeatedRow,
        Code::UnknownTypeCell,
        Code::UnknownTable,
    ] {
        assert!(codes.contains(&code), "{code:?}");
    }
}

#[test]
fn a_description_is_paragraphs_and_lists_without_notices() {
    let text = "# x resource type\n\nNamespace: microsoft.graph\n\nIt holds:\n\n- a [y](y.md)\n- z\n\n\
                **Note:** Mind:\n\n- this\n\nThat is all.\n\n> Not this.\n\n## Properties\n";
    let page = resource(text);
    let said = Passage::markdown(&page.description);
    assert_eq!(said, "It holds:\n\n- a [y](y.md)\n- z\n\nThat is all.");
}

#[test]
fn a_quote_and_prose_tell_what_kind_of_type_it_is() {
    let facts = |prose: &str| {
        resource(&format!("# x resource type\n\n{prose}\n"))
            .resource()
            .unwrap()
            .clone()
    };
    assert!(facts("A.\n\n> [!TIP]\n> This is an abstract type. Use another.").is_abstract);
    assert!(!facts("A.\n\n> It derives from the [y](y.md) abstract type.").is_abstract);
    assert!(facts("This is an open type that allows others.").open);
    assert!(!facts("This is a type.").open);
}

#[test]
fn a_link_that_is_a_word_for_a_type_keeps_its_target() {
    let text =
        "# p resource type\n\nThe base type for the following types:\n\n* [message](area-messageproof.md)\n";
    let page = resource(text);
    let [claim] = &page.resource().unwrap().derived[..] else {
        panic!()
    };
    assert_eq!(
        (claim.name.value.as_str(), claim.link.as_deref()),
        ("message", Some("area-messageproof"))
    );
}

#[test]
fn rows_of_annotations_and_columns_of_required_values() {
    let text = "# x resource type\n\n## Properties\n\n|Property|Type|IsRequired|Description|\n|:--|:--|:--|:--|\n\
                |odata.type|String|No|Tells.|\n|id|String|Yes|Key.|\n|size|Int32|No|Big.|\n";
    let page = resource(text);
    let rows: Vec<_> = page
        .resource()
        .unwrap()
        .properties
        .iter()
        .map(|row| (row.name.value.as_str(), row.required))
        .collect();
    assert_eq!(rows, [("id", Some(true)), ("size", Some(false))]);
}

#[test]
fn derived_types() {
    let list =
        "# p resource type\n\nA base. Supported derived types:\n\n* [a](a.md)\n* [b](b.md): the other\n";
    let derived = |text: &str| -> Vec<String> {
        resource(text)
            .resource()
            .unwrap()
            .derived
            .iter()
            .map(|claim| claim.name.value.clone())
            .collect()
    };
    assert_eq!(derived(list), ["a", "b"]);
    let table = "# p resource type\n\nAn abstract class.\n\n## Derived types\n\n|Type|Description|\n|:--|:--|\n|[a](a.md)|One.|\n";
    assert_eq!(derived(table), ["a"]);
    assert!(resource(table).resource().unwrap().is_abstract);
}

#[test]
fn versions_and_kinds_of_loose_pages() {
    let text = "# chat resource type\n\n## Properties\n\n|Property|Type|\n|:--|:--|\n|id|String|\n\n\
        GET https://graph.microsoft.com/beta/chats\n";
    let (page, codes) = page_at("chat.txt", text);
    assert_eq!((page.version(), page.resource().is_some()), (Version::Beta, true));
    assert_eq!(codes, []);
    let (page, codes) = page_at("chat.txt", "Some words.\n");
    assert_eq!(
        (page.version(), page.told_version.is_some()),
        (Version::V1, false)
    );
    assert!(codes.contains(&Code::UnknownPageKind));
    let mut sink = Diagnostics::new();
    report_assumed_versions(&[page.clone(), page], &mut sink);
    let found = sink.into_sorted();
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "nothing tells which version this page and another one document"
    );
    let (_, codes) = page_at("x.txt", "");
    assert!(codes.contains(&Code::MissingTitle));
    let (page, codes) = page_at(
        "v1.0/resources/overview.md",
        "# Working with files\n\nFiles are fine.\n",
    );
    assert!(matches!(page.content, PageContent::Concepts) && codes.is_empty());
}

#[test]
fn a_type_is_deprecated_by_its_title_or_a_note() {
    let found = |text: &str| resource(text).deprecated.map(|said| said.value);
    assert!(found("# chat resource type (deprecated)\n\nA chat.\n\n## Properties\n\nNone\n").is_some());
    let note = "# chat resource type\n\n> **Caution:** This resource is deprecated and will be removed.\n\n## Properties\n\nNone\n";
    assert_eq!(
        found(note).as_deref(),
        Some("This resource is deprecated and will be removed.")
    );
    assert_eq!(
        found("# chat resource type\n\nA chat.\n\n## Properties\n\nNone\n"),
        None
    );
}

proptest::proptest! {
    #[test]
    fn never_panics(body in "(# |## Properties\n|### x values\n|\\|Property\\|Type\\|Description\\|\n\\|-\\|-\\|-\\|\n|\\|Member\\|\n\\|-\\|\n|\\|a\\|String\\|b\\|\n|\\| \\|\n|<!-- \\{\"blockType\": \"resource\"\\} -->\n|```json\n|\\{|\\}|[a-zé*`\\[\\]().]{0,6}| |\n){0,30}") {
        let (page, _) = page_at("v1.0/resources/x.md", &body);
        for property in page.resource().into_iter().flat_map(|resource| &resource.properties) {
            proptest::prop_assert!(body.get(property.name.span.range()).is_some());
        }
    }
}
