//! Pages that no author writes: one pattern again and again.

/// A page of a beginning and a repeated pattern.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// What reads it.
    pub(crate) reader: &'static str,
    /// The folder below `v1.0`.
    pub(crate) folder: &'static str,
    /// What stands before the pattern.
    start: &'static str,
    /// The pattern; each `%` stands for a number that is another each time.
    pub(crate) pattern: &'static str,
}

impl Page {
    /// The page in about so many bytes.
    pub(crate) fn text(&self, bytes: usize) -> String {
        let mut text = self.start.to_owned();
        let mut number = 0;
        while text.len() < bytes {
            if self.pattern.contains('%') {
                text.push_str(&self.pattern.replace('%', &number.to_string()));
            } else {
                text.push_str(self.pattern);
            }
            number += 1;
        }
        text
    }
}

const TYPE: &str = "# x resource type\n\n";
const TABLE: &str = "# x resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n";
const CELL: &str =
    "# x resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|";
const TYPE_CELL: &str =
    "# x resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a|";
const JSON: &str = "# x resource type\n\n## JSON representation\n\n```json\n";
const OBJECT: &str = "# x resource type\n\n## JSON representation\n\n```json\n{";
const REQUEST: &str = "# List x\n\n## HTTP request\n\n```http\n";
const PATH: &str = "# List x\n\n## HTTP request\n\n```http\nGET /";
const EXAMPLES: &str = "# List x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n";
const SCOPES: &str = "# List x\n\n## Permissions\n\n|Permission type|Permissions|\n|:--|:--|\n";
const RENDERED: &str = "Namespace: microsoft.graph\nProperties\nProperty |\nType |\nDescription |\n";

/// The patterns by what reads them.
const GROUPS: &[(&str, &str, &str, &[&str])] = &[
    (
        "blocks",
        "resources",
        "",
        &[
            "> ",
            "> > a\n",
            "- ",
            "- a\n",
            "1. a\n",
            "- a\n\n",
            "> - a\n",
            "    ",
            "\t",
            "\n",
            "#",
            "# a\n",
            "a\n=\n",
            "<!-- ",
            "<!--\n",
            "<!-- a -->",
            "<!-- a -->\n| b |\n",
            "```\n",
            "```http\n",
            "~~~\n",
            "<div>\n",
            "# [A](#tab/x)\n",
            "[a%]: b\n[a%]\n",
            "[!INCLUDE [a](b.md)]\n",
            "[!INCLUDE [a",
            "[!INCLUDE [a[!INCLUDE [b](c)]",
            "<!-- {\"blockType\": \"resource\", ",
            "a\n| b\n",
        ],
    ),
    (
        "inlines",
        "resources",
        "",
        &[
            "[",
            "]",
            "[]",
            "[a](",
            "![",
            "`",
            "`` a ` ",
            "*",
            "*a",
            "_a ",
            "*_a",
            "**a ",
            "<a",
            "<a>",
            "&amp;",
            "&a",
            "a `b` [c](d.md) *e* ",
            "<span data-ttu-id=\"a\">",
        ],
    ),
    ("tables", "resources", "", &["|", "|a", "|a|b|\n|-|-|\n"]),
    (
        "tables",
        "resources",
        TABLE,
        &["|", "|a%|String|b|\n", "|a%|[t%](t%.md)|b|\n", "|a|String|b|\n"],
    ),
    (
        "cells",
        "resources",
        CELL,
        &[
            "x ",
            "`|",
            "\\|",
            "<li>a",
            "<br>",
            "Inherited from [a](b.md). ",
            "Inherited from ",
        ],
    ),
    (
        "values",
        "resources",
        CELL,
        &[
            "Possible values are: `a%`. ",
            "Possible values are: a. ",
            "Possible values are: 'a ",
            "(a ",
            "`a%`, ",
        ],
    ),
    (
        "type cells",
        "resources",
        TYPE_CELL,
        &["[a](b.md) or ", "collection ", "(", "a."],
    ),
    (
        "types",
        "resources",
        TYPE,
        &[
            "a b c.\n\n",
            "Inherits from [a](b.md). It is abstract. ",
            "Derived types: [a%](a%.md), ",
            "### a% values\n\n|Member|\n|:--|\n|b|\n\n",
            "Namespace: microsoft.graph\n\n",
            "- a\n  - b\n",
        ],
    ),
    ("json", "resources", JSON, &["{", "[", "{\"a\": "]),
    (
        "json",
        "resources",
        OBJECT,
        &[
            "\"a%\": \"String\",\n",
            "\"a",
            "\\\"",
            "} {",
            "{ ",
            "a ",
            "// a\n",
        ],
    ),
    (
        "requests",
        "api",
        REQUEST,
        &[
            "GET /a%/{id}\n",
            "a\n",
            "GET https://graph.microsoft.com/v1.0/a%\n",
        ],
    ),
    (
        "paths",
        "api",
        PATH,
        &["a/", "{a|", "a(", "a?$b=c&", "a(b='{c}')/"],
    ),
    (
        "examples",
        "api",
        EXAMPLES,
        &[
            "## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x?a=%\n```\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n",
            "```http\nGET /a%\n```\n",
        ],
    ),
    (
        "permissions",
        "api",
        SCOPES,
        &["|Delegated|User.Read%|\n", "User.Read%, "],
    ),
    (
        "responses",
        "api",
        "# List x\n\n## Response\n\n",
        &["If successful, this method returns a `200 OK` and a user object. "],
    ),
    (
        "rendered text",
        "resources",
        RENDERED,
        &[
            "a% |\nString |\nx |\n",
            "a\n",
            " |\n",
            "Property |\nType |\nDescription |\n",
            "Possible values are: a% , b . |\n",
        ],
    ),
];

/// All pages.
pub(crate) fn pages() -> Vec<Page> {
    let of_group = |&(reader, folder, start, patterns): &(&'static str, _, _, &'static [&'static str])| {
        patterns.iter().map(move |pattern| Page {
            reader,
            folder,
            start,
            pattern,
        })
    };
    GROUPS.iter().flat_map(of_group).collect()
}
