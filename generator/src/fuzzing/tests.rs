use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{PAGE_MARK, markdown, path, pipeline, rendered, type_cell};

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

/// The time of the fastest of some runs.
fn fastest(run: impl Fn()) -> Duration {
    let time = || {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..3).map(|_| time()).min().unwrap_or_default()
}

/// Eight times the page takes about eight times as long. The bound leaves room for a busy machine; what is
/// quadratic takes 64 times as long.
#[test]
fn time_grows_linearly_with_the_page() {
    const FACTOR: usize = 8;
    let operation = "# List x\n\n## HTTP request\n\n```http\n";
    let table = "# x resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n";
    // `%` stands for a number that is another each time.
    let patterns: &[(&str, &str)] = &[
        ("", "a `b` [c](d.md) *e* "),
        ("", "["),
        ("", "*a _b "),
        ("", "`a ``b "),
        ("", "<a "),
        ("", "<!-- "),
        ("", "> "),
        ("", "- a\n"),
        ("", "a\n\n\n\n"),
        ("", "a\n\n"),
        ("", "> - a\n"),
        ("", "<!-- a -->\n| b |\n"),
        ("", "[!INCLUDE [a](b.md)]\n"),
        ("", "[a]: b\n[a]\n"),
        ("", "```\n"),
        ("", "## Properties\n"),
        ("", "a\n| b\n"),
        ("", "|a|b|\n|-|-|\n"),
        (table, "|a|String|b|\n"),
        (table, "|id|String|Possible values are: `a`, `b`.|\n"),
        (&format!("{table}|a|String|Possible values are: "), "`a`, "),
        (&format!("{table}|a|String|"), "Inherited from [a](b.md). "),
        (&format!("{table}|a|"), "[a](b.md) or "),
        ("# List x\n\n## HTTP request\n\n```http\n", "GET /a/{id}\n"),
        ("# List x\n\n## HTTP request\n\n```http\nGET /", "a/"),
        (
            "# List x\n\n## Example\n\n```http\nHTTP/1.1 200 OK\n\n",
            "{\"a\": ",
        ),
        (
            "# List x\n\n## Permissions\n\n|Permission type|Permissions|\n|:--|:--|\n|Delegated|",
            "User.Read, ",
        ),
        (
            "# List x\n\n## Response\n\n",
            "If successful, this method returns a user object. ",
        ),
        (table, "|a%|String|b|\n"),
        (table, "|a%|[t%](t%.md)|b|\n"),
        ("# x enum type\n\n|Member|Value|\n|:--|:--|\n", "|a%|%|\n"),
        ("", "### a% values\n\n|Member|Value|\n|:--|:--|\n|x|0|\n\n"),
        (&format!("{table}|a|kind|Possible values are: "), "`a%`, "),
        (operation, "GET /a%/{id}\n"),
        (
            "# List x\n\n## Request headers\n\n|Name|Value|\n|:--|:--|\n",
            "|H%|v|\n",
        ),
        (
            "# List x\n\n## Query parameters\n\n|Parameter|Type|\n|:--|:--|\n",
            "|a%|String|\n",
        ),
        (
            &format!("{operation}POST /x\n```\n\n## Request body\n\n|Property|Type|\n|:--|:--|\n"),
            "|a%|String|\n",
        ),
        (
            &format!("{operation}GET /x\n```\n\n## Example\n\n"),
            "```http\nGET https://graph.microsoft.com/v1.0/x?a=%\n```\n",
        ),
        (
            "# x resource type\n\n## Methods\n\n|Method|Return type|\n|:--|:--|\n",
            "|[a%](../api/a%.md)|x|\n",
        ),
        (
            "# x resource type\n\n## JSON representation\n\n```json\n{",
            "\"a%\": \"String\",\n",
        ),
        (
            "# x resource type\n\n",
            "Inherits from [a](b.md). It is abstract. ",
        ),
    ];
    for (start, pattern) in patterns {
        let nth = |n: usize| pattern.replace('%', &n.to_string());
        let page = |count: usize| start.to_string() + &(0..count).map(nth).collect::<String>();
        let count = 2_000 / pattern.len();
        let (short, long) = (page(count), page(count * FACTOR));
        let (quick, slow) = (fastest(|| pipeline(&short)), fastest(|| pipeline(&long)));
        let bound = quick * 32 + Duration::from_millis(200);
        assert!(
            slow < bound,
            "{quick:?} becomes {slow:?}: {start:?} and many {pattern:?}"
        );
    }
}
