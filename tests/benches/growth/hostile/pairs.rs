//! Patterns of which one is compared with the other.

use super::{BODY, OPERATION, Part, REQUEST, RESOURCE, TABLE};

/// An answer with one property, which has no end.
const ANSWER: &str = "# Get x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [x](../resources/page.md) object in the response body.\n\n## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x\n```\n\n```http\nHTTP/1.1 200 OK\n\n{\"b\": \"c\"";
/// One with a list of values, which has no end.
const KINDS: &str = "# Get x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [x](../resources/page.md) object in the response body.\n\n## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x\n```\n\n```http\nHTTP/1.1 200 OK\n\n{\"b\": \"c\", \"kinds\": [\"m0\"";
/// A table with a property of a list of values, which has no end.
const LIST: &str = "# x resource type\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|b|String|b|\n|kinds|String collection|Possible values are: ";
/// The rows behind the head of a table: that property, and one with a list of values.
const ROWS: &str = "|b|String|b|\n|kind|String|Possible values are: `one`, `two`.|\n";

/// What is compared with each other, by what does so: as many of the one as of the other.
pub(super) const PAIRS: &[(&str, [Part; 2])] = &[
    (
        "images in images",
        [
            Part {
                page: RESOURCE,
                start: "",
                pattern: "![a",
                end: "",
            },
            Part {
                page: RESOURCE,
                start: "",
                pattern: "](y)",
                end: "",
            },
        ],
    ),
    (
        "parameters in one segment",
        [
            Part {
                page: OPERATION,
                start: "# Get x\n\n## HTTP request\n\n```http\nGET /x/",
                pattern: "{p%}-",
                end: "y\n```\n\n",
            },
            Part {
                page: OPERATION,
                start: "## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x/",
                pattern: "a-a-",
                end: "\n```\n",
            },
        ],
    ),
    (
        "headers of an example",
        [
            Part {
                page: OPERATION,
                start: "# List x\n\n## HTTP request\n\n```http\nGET /x\n```\n\n## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x\n",
                pattern: "a%: b\n",
                end: "```\n",
            },
            Part {
                page: RESOURCE,
                start: "# x resource type\n\n",
                pattern: "b\n",
                end: "\n",
            },
        ],
    ),
    (
        "sent keys",
        [
            Part {
                page: OPERATION,
                start: BODY,
                pattern: "|a%|String|b|\n",
                end: "\n",
            },
            Part {
                page: OPERATION,
                start: "## Example\n\n```http\nPOST https://graph.microsoft.com/v1.0/x\n\n{\"b\": \"c\"",
                pattern: ",\n\"a%\": \"b\"",
                end: "}\n```\n",
            },
        ],
    ),
    (
        "keys that only an example shows",
        [
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "",
                end: ROWS,
            },
            Part {
                page: OPERATION,
                start: ANSWER,
                pattern: ",\n\"x%\": \"b\"",
                end: "}\n```\n",
            },
        ],
    ),
    (
        "keys that cannot be names",
        [
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "",
                end: ROWS,
            },
            Part {
                page: OPERATION,
                start: ANSWER,
                pattern: ",\n\"x %\": \"b\"",
                end: "}\n```\n",
            },
        ],
    ),
    (
        "objects in an example",
        [
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "",
                end: ROWS,
            },
            Part {
                page: OPERATION,
                start: ANSWER,
                pattern: ",\n\"x%\": {\"b\": \"c\", \"y\": [%]}",
                end: "}\n```\n",
            },
        ],
    ),
    (
        "values that no list has",
        [
            Part {
                page: RESOURCE,
                start: LIST,
                pattern: "`m%`, ",
                end: "`z`.|\n",
            },
            Part {
                page: OPERATION,
                start: KINDS,
                pattern: ",\n\"v%\"",
                end: "]}\n```\n",
            },
        ],
    ),
    (
        "keys in other letters, sent",
        [
            Part {
                page: OPERATION,
                start: BODY,
                pattern: "|a%|String|b|\n",
                end: "\n",
            },
            Part {
                page: OPERATION,
                start: "## Example\n\n```http\nPOST https://graph.microsoft.com/v1.0/x\n\n{\"b\": \"c\"",
                pattern: ",\n\"A%\": \"b\"",
                end: "}\n```\n",
            },
        ],
    ),
    (
        "keys in other letters, received",
        [
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "|aa%|String|b|\n",
                end: "|b|String|b|\n",
            },
            Part {
                page: OPERATION,
                start: ANSWER,
                pattern: ",\n\"aA%\": \"b\"",
                end: "}\n```\n",
            },
        ],
    ),
    (
        "received keys",
        [
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "|a%|String|b|\n",
                end: "",
            },
            Part {
                page: OPERATION,
                start: ANSWER,
                pattern: ",\n\"a%\": \"b\"",
                end: "}\n```\n",
            },
        ],
    ),
    (
        "other examples",
        [
            Part {
                page: OPERATION,
                start: REQUEST,
                pattern: "GET /a%/{id}\n",
                end: "```\n",
            },
            Part {
                page: "api/other.md",
                start: "# Get y\n\n## HTTP request\n\n```http\nGET /y\n```\n\n",
                pattern: "## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/a%/1\n```\n\n```http\nHTTP/1.1 200 OK\n\n{\"id\": \"1\"}\n```\n\n",
                end: "",
            },
        ],
    ),
];
