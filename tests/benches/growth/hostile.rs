//! Pages that no author writes: one pattern again and again.

mod many_pages;
mod pairs;

use std::collections::BTreeMap;

use many_pages::MANY_PAGES;
use pairs::PAIRS;

/// Something that is read in two sizes: one pattern, or several that are repeated equally often.
pub(crate) struct Hostile {
    /// What reads it.
    pub(crate) reader: &'static str,
    /// What is repeated.
    parts: Vec<Part>,
}

/// A repeated pattern in a page.
#[derive(Clone, Copy)]
struct Part {
    /// The page, below `v1.0`; a page may have several parts. With a `%` in it, each repetition is a page of its own.
    page: &'static str,
    /// What stands before the pattern.
    start: &'static str,
    /// The pattern; each `%` stands for a number that is another each time, and each `^` for the number after it.
    pattern: &'static str,
    /// What stands behind the pattern.
    end: &'static str,
}

impl Hostile {
    /// The pages, by their paths below `v1.0`, in about so many bytes.
    pub(crate) fn pages(&self, bytes: usize) -> BTreeMap<String, String> {
        let mut texts: Vec<String> = self.parts.iter().map(|part| part.start.to_owned()).collect();
        let mut pages: BTreeMap<String, String> = BTreeMap::new();
        let mut written = texts.iter().map(String::len).sum::<usize>();
        let mut number = 0;
        while written < bytes {
            for (text, part) in texts.iter_mut().zip(&self.parts) {
                let repeated = numbered(part.pattern, number);
                written += repeated.len();
                if part.page.contains('%') {
                    written += part.start.len() + part.end.len();
                    let page = format!("{}{repeated}{}", part.start, part.end);
                    pages.insert(numbered(part.page, number), page);
                } else {
                    text.push_str(&repeated);
                }
            }
            number += 1;
        }
        for (text, part) in texts.iter().zip(&self.parts) {
            if !part.page.contains('%') {
                let page = pages.entry(part.page.to_owned()).or_default();
                page.push_str(text);
                page.push_str(part.end);
            }
        }
        pages
    }

    /// The patterns, to tell one from another.
    pub(crate) fn patterns(&self) -> Vec<&'static str> {
        self.parts.iter().map(|part| part.pattern).collect()
    }
}

/// A pattern with the numbers of a repetition.
fn numbered(pattern: &str, number: usize) -> String {
    pattern
        .replace('%', &number.to_string())
        .replace('^', &(number + 1).to_string())
}

/// The page where only one is needed, of an operation and of a type.
const OPERATION: &str = "api/page.md";
const RESOURCE: &str = "resources/page.md";

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
const HEADERS: &str = "# List x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n## Request headers\n\n|Name|Description|\n|:--|:--|\n";
const QUERY: &str = "# List x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n## Query parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n";
const BODY: &str = "# Create x\n\n## HTTP request\n\n```http\nPOST /x\n```\n\n## Request body\n\n|Property|Type|Description|\n|:--|:--|:--|\n";
const METHODS: &str = "# x resource type\n\n## Methods\n\n|Method|Return type|Description|\n|:--|:--|:--|\n";
const RENDERED: &str = "Namespace: microsoft.graph\nProperties\nProperty |\nType |\nDescription |\n";

/// The patterns that stand alone, by what reads them.
const GROUPS: &[(&str, &str, &str, &[&str])] = &[
    (
        "blocks",
        RESOURCE,
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
        RESOURCE,
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
    ("tables", RESOURCE, "", &["|", "|a", "|a|b|\n|-|-|\n"]),
    (
        "tables",
        RESOURCE,
        TABLE,
        &["|", "|a%|String|b|\n", "|a%|[t%](t%.md)|b|\n", "|a|String|b|\n"],
    ),
    (
        "cells",
        RESOURCE,
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
        RESOURCE,
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
        RESOURCE,
        TYPE_CELL,
        &["[a](b.md) or ", "collection ", "(", "a.", "a%/"],
    ),
    (
        "types",
        RESOURCE,
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
    ("json", RESOURCE, JSON, &["{", "[", "{\"a\": "]),
    (
        "json",
        RESOURCE,
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
        OPERATION,
        REQUEST,
        &[
            "GET /a%/{id}\n",
            "GET /x?b%=c\n",
            "a\n",
            "GET https://graph.microsoft.com/v1.0/a%\n",
        ],
    ),
    (
        "paths",
        OPERATION,
        PATH,
        &["a/", "{a|", "a(", "a?$b=c&", "a(b='{c}')/"],
    ),
    (
        "examples",
        OPERATION,
        EXAMPLES,
        &[
            "## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x?a=%\n```\n\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n",
            "```http\nGET /a%\n```\n",
        ],
    ),
    (
        "permissions",
        OPERATION,
        SCOPES,
        &["|Delegated|User.Read%|\n", "User.Read%, "],
    ),
    (
        "responses",
        OPERATION,
        "# List x\n\n## Response\n\n",
        &[
            "If successful, this method returns a `200 OK` and a user object. ",
            "a\n",
            "*a* ",
            "**a** ",
            "collection ",
        ],
    ),
    ("headings", OPERATION, EXAMPLES, &["# a\n", "## a\n\n"]),
    (
        "names in prose",
        OPERATION,
        "# List x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n## Optional query parameters\n\n",
        &[
            "`a%` query parameter and ",
            "`H%` header and ",
            "`a%` header. ",
            "a. ",
        ],
    ),
    ("headers", OPERATION, HEADERS, &["|a%|b|\n", "|a|b|\n"]),
    (
        "queries",
        OPERATION,
        QUERY,
        &["|a%|String|b|\n", "|$a%|String|b|\n", "|a|String|b|\n"],
    ),
    (
        "bodies",
        OPERATION,
        BODY,
        &[
            "|a%|String|b|\n",
            "|a%|[t%](../resources/t%.md)|b|\n",
            "|a|String|b|\n",
        ],
    ),
    (
        "methods",
        RESOURCE,
        METHODS,
        &[
            "|[List a%](../api/x-list-a%.md)|[a%](a%.md) collection|b|\n",
            "|[List x](../api/x-list.md)|[x](x.md) collection|b|\n",
        ],
    ),
    (
        "rendered text",
        RESOURCE,
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

/// All of them.
pub(crate) fn all() -> Vec<Hostile> {
    let of_group = |&(reader, page, start, patterns): &(&'static str, _, _, &'static [&'static str])| {
        patterns.iter().map(move |pattern| Hostile {
            reader,
            parts: vec![Part {
                page,
                start,
                pattern,
                end: "",
            }],
        })
    };
    let pairs = PAIRS.iter().map(|&(reader, parts)| Hostile {
        reader,
        parts: parts.to_vec(),
    });
    let many_pages = MANY_PAGES.iter().map(|&(reader, parts)| Hostile {
        reader,
        parts: parts.to_vec(),
    });
    GROUPS
        .iter()
        .flat_map(of_group)
        .chain(pairs)
        .chain(many_pages)
        .collect()
}
