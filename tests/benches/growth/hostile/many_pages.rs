//! Many small pages, in which each is harmless.

use super::{Part, RESOURCE, TABLE};

/// Several pages, by what reads them.
pub(super) const MANY_PAGES: &[(&str, &[Part])] = &[
    (
        "a chain of bases",
        &[Part {
            page: "resources/t%.md",
            start: "",
            pattern: "# t^ resource type\n\nNamespace: microsoft.graph\n\nInherits from [t%](t%.md).\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a%|String|b|\n",
            end: "",
        }],
    ),
    (
        "tables of one enumeration",
        &[Part {
            page: "resources/t%.md",
            start: "",
            pattern: "# t% resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a|kind|b|\n\n### kind values\n\n|Member|\n|:--|\n|m%|\n",
            end: "",
        }],
    ),
    (
        "what is wrong with what all pages include",
        &[
            Part {
                page: "includes/rows.md",
                start: "|a|b|\n|:--|:--|\n",
                pattern: "|a\n",
                end: "",
            },
            Part {
                page: "resources/t%.md",
                start: "",
                pattern: "# t% resource type\n\n[!INCLUDE [a](../includes/rows.md)]\n",
                end: "",
            },
        ],
    ),
    (
        "a wide base",
        &[
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "|a%|String|b|\n|b%|String|b|\n|c%|String|b|\n|d%|String|b|\n|e%|String|b|\n|f%|String|b|\n|g%|String|b|\n|h%|String|b|\n",
                end: "",
            },
            Part {
                page: "resources/t%.md",
                start: "",
                pattern: "# t% resource type\n\nNamespace: microsoft.graph\n\nInherits from [x](page.md).\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|own|String|b|\n",
                end: "",
            },
        ],
    ),
    (
        "bases that are alike",
        &[
            Part {
                page: "resources/b%.md",
                start: "",
                pattern: "# b%Operation resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a|String|b|\n|b|String|b|\n|c|String|b|\n",
                end: "",
            },
            Part {
                page: "resources/d%.md",
                start: "",
                pattern: "# d%Operation resource type\n\nNamespace: microsoft.graph\n\nInherits from [b%Operation](b%.md).\n\n## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|own|String|b|\n",
                end: "",
            },
        ],
    ),
    (
        "what all pages include",
        &[
            Part {
                page: "includes/rows.md",
                start: "|Property|Type|Description|\n|:--|:--|:--|\n",
                pattern: "|a%|String|b|\n",
                end: "",
            },
            Part {
                page: "resources/t%.md",
                start: "",
                pattern: "# t% resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n[!INCLUDE [rows](../includes/rows.md)]\n",
                end: "",
            },
        ],
    ),
    (
        "operations of one name",
        &[Part {
            page: "api/x-list%.md",
            start: "# List x\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\n",
            pattern: "GET /a%/x\n",
            end: "```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code.\n",
        }],
    ),
    (
        "operations of one path",
        &[Part {
            page: "api/x-create%.md",
            start: "# Create x\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\nPOST /x\n```\n\n## Request body\n\n|Property|Type|Description|\n|:--|:--|:--|\n",
            pattern: "|a%|String|b|\n",
            end: "",
        }],
    ),
    (
        "replacing operations",
        &[Part {
            page: "api/x-put%.md",
            start: "# Update x\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\n",
            pattern: "PUT /a%/x\nPATCH /b%/x\n",
            end: "```\n",
        }],
    ),
    (
        "bodies of a wide type",
        &[
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "|a%|String|b|\n|b%|String|b|\n|c%|String|b|\n|d%|String|b|\n",
                end: "",
            },
            Part {
                page: "api/x-create%.md",
                start: "# Create x\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\n",
                pattern: "POST /y%/x\n",
                end: "```\n\n## Request body\n\nIn the request body, supply a JSON representation of an [x](../resources/page.md) object.\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a0|String|Required. b|\n",
            },
        ],
    ),
    (
        "updates of a wide type",
        &[
            Part {
                page: RESOURCE,
                start: TABLE,
                pattern: "|a%|String|b|\n|b%|String|b|\n|c%|String|b|\n|d%|String|b|\n",
                end: "",
            },
            Part {
                page: "api/x-update%.md",
                start: "# Update x\n\nNamespace: microsoft.graph\n\n## HTTP request\n\n```http\n",
                pattern: "PATCH /y%/x\n",
                end: "```\n\n## Request body\n\nIn the request body, supply a JSON representation of an [x](../resources/page.md) object.\n\n|Property|Type|Description|\n|:--|:--|:--|\n|a0|String|b|\n\n## Example\n\n```http\nPATCH https://graph.microsoft.com/v1.0/y0/x\n\n{\"a0\": \"b\", \"b0\": \"c\"}\n```\n",
            },
        ],
    ),
];
