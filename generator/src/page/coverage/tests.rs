use crate::coverage::{IgnoreReason, ItemKind, Outcome};
use crate::diagnostic::Code;
use crate::page::tests::page_at;

/// The outcomes of a page's items of a kind.
fn outcomes(path: &str, text: &str, kind: ItemKind) -> (Vec<Outcome>, Vec<Code>) {
    let (page, codes) = page_at(path, text);
    let of_kind = page.coverage.iter().filter(|item| item.kind == kind);
    (of_kind.map(|item| item.outcome).collect(), codes)
}

fn on_type_page(rest: &str, kind: ItemKind) -> (Vec<Outcome>, Vec<Code>) {
    outcomes(
        "v1.0/resources/x.md",
        &format!("# x resource type\n\nA thing.\n\n{rest}"),
        kind,
    )
}

fn on_api_page(rest: &str, kind: ItemKind) -> (Vec<Outcome>, Vec<Code>) {
    let head = "# Get x\n\nGet it.\n\n## HTTP request\n\n```http\nGET /x/{id}\n```\n\n";
    let response = "## Response\n\nIf successful, this method returns a `200 OK` response code and an [x](../resources/x.md) object in the response body.\n\n";
    outcomes("v1.0/api/x-get.md", &format!("{head}{response}{rest}"), kind)
}

#[test]
fn rows_of_a_table_of_properties() {
    let (found, _) = on_type_page(
        "## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|**Group**|||\n|id|String|Key.|\n||||\n|@odata.type|String|Its type.|\n|id|String|Again.|\n|What it is|String|Prose.|\n|None|||\n",
        ItemKind::Row,
    );
    assert_eq!(
        found,
        [
            Outcome::Ignored(IgnoreReason::SubHeading),
            Outcome::Used,
            Outcome::Ignored(IgnoreReason::EmptyRow),
            Outcome::Ignored(IgnoreReason::AnnotationRow),
            Outcome::Reported(Code::RepeatedRow),
            Outcome::Reported(Code::UnknownRow),
            Outcome::Ignored(IgnoreReason::NoneRow),
        ]
    );
}

#[test]
fn a_diagnostic_about_the_header_covers_the_rows() {
    let (found, _) = on_type_page(
        "## Properties\n\n|Colour|Shade|\n|:--|:--|\n|red|dark|\n",
        ItemKind::Row,
    );
    assert_eq!(found, [Outcome::Reported(Code::UnknownTable)]);
}

#[test]
fn what_no_rule_knows_is_reported() {
    let (found, codes) = on_type_page(
        "## Colours\n\n|Colour|Shade|\n|:--|:--|\n|red|dark|\n",
        ItemKind::Row,
    );
    assert_eq!(found, [Outcome::NotRead]);
    assert!(codes.contains(&Code::NotRead));
    let (found, codes) = on_type_page("## Colours\n\n```\nred\n```\n", ItemKind::Fence);
    assert_eq!(found, [Outcome::NotRead]);
    assert!(codes.contains(&Code::NotRead));
}

#[test]
fn items_within_lists_and_quotes_are_items() {
    let nested =
        "## Colours\n\n- First\n\n  |Colour|Shade|\n  |:--|:--|\n  |red|dark|\n\n> ```\n> red\n> ```\n";
    assert_eq!(on_type_page(nested, ItemKind::Row).0, [Outcome::NotRead]);
    assert_eq!(on_type_page(nested, ItemKind::Fence).0, [Outcome::NotRead]);
}

#[test]
fn tables_that_compare_methods_list_none() {
    let text = "## Methods\n\n|Method|Return type|\n|:--|:--|\n|[Get](../api/x-get.md)|x|\n\n### Methods of each product\n\n|Method|Product|\n|:--|:--|\n|[Get](../api/x-get.md)|All.|\n";
    let (found, _) = on_type_page(text, ItemKind::Row);
    assert_eq!(
        found,
        [Outcome::Used, Outcome::Ignored(IgnoreReason::ScenarioTable)]
    );
}

#[test]
fn annotations_by_what_they_say() {
    let text = "<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.x\"} -->\n```json\n{}\n```\n\n<!-- uuid: 1 -->\n\n<!-- Not yet. -->\n\n<!-- {\"type\": \"#page.annotation\"} -->\n";
    let (found, _) = on_type_page(&format!("## JSON representation\n\n{text}"), ItemKind::Annotation);
    assert_eq!(
        found,
        [
            Outcome::Used,
            Outcome::Ignored(IgnoreReason::ToolComment),
            Outcome::Ignored(IgnoreReason::CommentedOut),
            Outcome::Ignored(IgnoreReason::PageFooter),
        ]
    );
}

#[test]
fn fences_of_other_languages_are_told_by_mark_or_tab() {
    let text = "## Example\n\n# [HTTP](#tab/http)\n\n```http\nGET https://graph.microsoft.com/v1.0/x/1\n```\n\n# [C#](#tab/csharp)\n\n```\nvar x = 1;\n```\n\n---\n\n```python\nx = 1\n```\n\n```\n```\n";
    let (found, _) = on_api_page(text, ItemKind::Fence);
    assert_eq!(
        found[1..],
        [
            Outcome::Used,
            Outcome::Ignored(IgnoreReason::OtherLanguage),
            Outcome::Ignored(IgnoreReason::OtherLanguage),
            Outcome::Ignored(IgnoreReason::EmptyFence),
        ]
    );
}

#[test]
fn requests_beside_operations_in_a_fence_are_told_apart() {
    let text = "# Get leaf\n\nTo get the text of a leaf:\n\n```\nGET /leaves/{id}\nGET /leaves/{id}/text\nGET /trees/{id}\n```\n\n## HTTP request\n\n```http\nGET /leaves/{id}\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [leaf](../resources/leaf.md) object in the response body.\n";
    let (found, codes) = outcomes("v1.0/api/leaf-get.md", text, ItemKind::Operation);
    assert_eq!(
        found,
        [
            Outcome::Ignored(IgnoreReason::UseCase),
            Outcome::Used,
            Outcome::Reported(Code::UnknownRequestLine),
            Outcome::Used,
        ]
    );
    assert_eq!(codes, [Code::UnknownRequestLine]);
}

#[test]
fn requests_outside_of_examples_are_uses_of_the_operation_or_strangers() {
    let text = "## Remarks\n\n```http\nGET https://graph.microsoft.com/v1.0/x/1\n```\n\n```http\nGET https://graph.microsoft.com/v1.0/y/1\n```\n";
    let (found, codes) = on_api_page(text, ItemKind::Operation);
    assert_eq!(
        found,
        [
            Outcome::Used,
            Outcome::Ignored(IgnoreReason::UseCase),
            Outcome::Reported(Code::UnknownRequestLine),
        ]
    );
    assert_eq!(codes, [Code::UnknownRequestLine]);
}

#[test]
fn tables_of_api_pages_by_their_headers() {
    let tables = "## Request headers\n\n|Name|Description|\n|:--|:--|\n|Authorization|Bearer {token}. Required.|\n|If-Match|The tag.|\n\n## Remarks\n\n|Global service|US Government L4|\n|:--|:--|\n|✅|❌|\n\n|Error code|Meaning|\n|:--|:--|\n|x|y|\n";
    let (found, _) = on_api_page(tables, ItemKind::Row);
    assert_eq!(
        found,
        [
            Outcome::Ignored(IgnoreReason::AuthorizationHeader),
            Outcome::Used,
            Outcome::Used,
            Outcome::Ignored(IgnoreReason::ErrorTable),
        ]
    );
}

#[test]
fn nothing_is_expected_of_a_page_about_concepts() {
    let text = "---\ndoc_type: conceptualPageType\n---\n\n# All about x\n\n|Colour|Shade|\n|:--|:--|\n|red|dark|\n\n```\nred\n```\n";
    let (found, codes) = outcomes("v1.0/resources/x-overview.md", text, ItemKind::Row);
    assert_eq!(
        (found, codes),
        (vec![Outcome::Ignored(IgnoreReason::ConceptPage)], vec![])
    );
}

#[test]
fn tables_that_explain_are_told_by_their_form() {
    for (header, row, reason) in [
        ("Colour ID|Meaning", "r1|Red.", IgnoreReason::ValueHelp),
        (
            "Well-known colour|Meaning",
            "red|As blood.",
            IgnoreReason::ValueHelp,
        ),
        ("Part|Allowed value", "top|`red`", IgnoreReason::ValueHelp),
        ("Colour type|Shades", "warm|`red`", IgnoreReason::ScenarioTable),
        ("Type of colour|Shades", "warm|`red`", IgnoreReason::ScenarioTable),
        (
            "When it is used|Colour",
            "As a warning|red",
            IgnoreReason::ScenarioTable,
        ),
        ("Failure scenario|Colour", "Fire|red", IgnoreReason::ScenarioTable),
        ("Colour|Supported operators", "red|`eq`", IgnoreReason::QueryHelp),
        ("Colour|Error reason", "red|Fire.", IgnoreReason::ErrorTable),
    ] {
        let table = format!("## Colours\n\n|{header}|\n|:--|:--|\n|{row}|\n");
        let expected = [Outcome::Ignored(reason)];
        assert_eq!(on_type_page(&table, ItemKind::Row).0, expected, "{header}");
        assert_eq!(on_api_page(&table, ItemKind::Row).0, expected, "{header}");
    }
    let (found, _) = on_api_page(
        "## Colour options\n\n|Colour|Shade|\n|:--|:--|\n|red|dark|\n",
        ItemKind::Row,
    );
    assert_eq!(found, [Outcome::Ignored(IgnoreReason::ValueHelp)]);
}

#[test]
fn what_may_list_facts_in_a_new_layout_is_reported_whatever_its_form() {
    for (header, row) in [
        ("Attribute|Data type|Error value", "red one is|String|x"),
        ("Name|Data type|Folder ID", "red one is|String|x"),
        ("Property|Resource type|Scenario", "red|x|y"),
        ("Parameter|Expected value|Scenario", "red|x|y"),
        ("Member|Colour ID|Scenario", "red|x|y"),
        ("Field|Kind|Meaning", "red (optional)|x|y"),
        ("Scenario|Permissions|Error", "Read|Red.Read|y"),
    ] {
        let table = format!("## Colours\n\n|{header}|\n|:--|:--|:--|\n|{row}|\n");
        let (found, codes) = on_api_page(&table, ItemKind::Row);
        assert_eq!(found, [Outcome::NotRead], "{header}");
        assert!(codes.contains(&Code::NotRead), "{header}");
    }
}
