use proptest::prelude::*;

use super::{PAGE_MARK, markdown, path, pipeline, rendered, saved, type_cell};

/// Lines that pages are made of, right and wrong.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        prop_oneof![
            Just("# user resource type"),
            Just("# List users"),
            Just("# user: assign"),
            Just("## Properties"),
            Just("## Relationships"),
            Just("### kind values"),
            Just("## HTTP request"),
            Just("## Request body"),
            Just("## Response"),
            Just("## Methods"),
            Just("## Permissions"),
            Just("## Example"),
            Just("## JSON representation"),
            Just("Namespace: microsoft.graph.callRecords"),
            Just("Inherits from [entity](entity.md)."),
        ]
        .prop_map(str::to_owned),
        prop_oneof![
            Just("|Property|Type|Description|\n|:--|:--|:--|"),
            Just("|Member|Value|\n|:--|:--|"),
            Just("|id|String|The key.|"),
            Just("|type|[user](user.md) collection|Possible values are: `self`, `Self`, `crate`, `a-b`, `1`.|"),
            Just("|self|0|"),
            Just("```http"),
            Just("```"),
            Just("<!-- {\"blockType\": \"resource\", \"@odata.type\": \"microsoft.graph.user\", \"baseType\": \"microsoft.graph.user\"} -->"),
            Just("GET /users/{id}/messages"),
            Just("POST /users/{id | name}/microsoft.graph.assign"),
            Just("GET /users/delta(token='{token}')"),
            Just("HTTP/1.1 200 OK"),
            Just("{\"id\": \"1\", \"x\": [1, 2,]}"),
            Just("If successful, this method returns `200 OK` and a [user](user.md) object."),
            Just(""),
        ]
        .prop_map(str::to_owned),
        "\\|[a-zA-Z0-9_.#é -]{0,8}\\|(String|Int32|[a-zA-Z]{1,6})\\|[ -~é\u{202e}]{0,20}\\|",
        "(GET|POST|PATCH) /[a-zA-Z0-9{}()='/$_.-]{0,20}",
        "[ -~\u{a0}é“\u{200b}]{0,30}",
    ]
}

/// Pieces of HTML, which nest well by chance.
fn html() -> impl Strategy<Value = String> {
    let tags = vec![
        "<main>",
        "<p>",
        "</p>",
        "<ul>",
        "<ol>",
        "<li>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td>",
        "<th>",
        "</table>",
        "<pre>",
        "<code class=lang-http>",
        "</code>",
        "</pre>",
        "<b>",
        "</b>",
        "<a href='x y'>",
        "</a>",
        "<h2 id=a>",
        "</h2>",
        "<div class=note>",
        "<div class=content>",
        "<div class=tabGroup>",
        "<section role=tabpanel data-tab=http>",
        "</div>",
        "<blockquote>",
        "</blockquote>",
        "<!-- c -->",
        "<!",
        "<script>",
        "</script>",
        "<title>",
        "<br>",
        "<",
        "&amp;",
        "&#x;",
        "|",
        "`",
        "*",
        "_",
        "[",
        "]",
        "\\",
        "#",
        "- ",
        "\n",
        " ",
        "a",
        "é",
    ];
    proptest::collection::vec(proptest::sample::select(tags), 0..60).prop_map(|parts| parts.concat())
}

fn page() -> impl Strategy<Value = String> {
    let path = prop_oneof![
        Just("v1.0/resources/user.md"),
        Just("beta/resources/user.md"),
        Just("v1.0/api/user-list.md"),
        Just("v1.0/resources/message.md"),
    ];
    (path, proptest::collection::vec(line(), 0..24))
        .prop_map(|(path, lines)| format!("{PAGE_MARK}{path}\n{}", lines.join("\n")))
}

#[test]
fn a_path_that_rendering_makes_too_long_is_read() {
    path(&"/(m,,+=,;}".repeat(90));
}

proptest! {
    #[test]
    fn any_markdown_is_a_tree(lines in proptest::collection::vec(line(), 0..30)) {
        markdown(&lines.join("\n"));
    }

    #[test]
    fn any_text_is_rendered_text(lines in proptest::collection::vec(line(), 0..30)) {
        rendered(&lines.join("\n"));
    }

    #[test]
    fn any_html_is_a_tree(html in html()) {
        saved(&html);
    }

    #[test]
    fn any_text_is_a_type_cell(text in "\\PC{0,40}") {
        type_cell(&text);
    }

    #[test]
    fn any_text_may_be_a_path(text in "[/a-z{}()='$ .:|?&<>,é-]{0,40}") {
        path(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 96 } else { 512 }))]

    #[test]
    fn what_is_emitted_parses(pages in proptest::collection::vec(page(), 1..5)) {
        pipeline(&pages.concat());
    }
}

/// What random texts found once.
#[test]
fn a_key_without_names_behind_a_slash_is_a_path() {
    path("/a/(é,é");
}
