//! One page in both layouts.

use super::*;

/// A page in markdown and the same page as the site shows it.
const MARKDOWN: &str = r##"---
title: "Create gadget"
---

# Create gadget

Namespace: microsoft.graph

> **Note:** Gadgets need a license.

Create a new [gadget](../resources/gadget.md) object.

## Permissions
One of these permissions is needed.

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Gadget.ReadWrite.All|
|Delegated (personal Microsoft account)|Not supported.|
|Application|Application.ReadWrite.All|

## HTTP request
<!-- { "blockType": "ignored" } -->
``` http
POST /gadgets
POST /users/{id}/gadgets
```

## Request body
In the request body, supply a JSON representation of the gadget object.

|Property|Type|Description|
|:---|:---|:---|
|id|String|Key of the gadget.|
|type|[gadgetType](../resources/gadgettype.md)|The type. Possible values are: `small`, `large`, `unknownFutureValue`.|
|tags|String collection|One of:<br>first<br>second|

## Response
If successful, this method returns a `201 Created` response code and a [gadget](../resources/gadget.md) object in the response body.

## Example

### Request
Here is an example of the request.

# [HTTP](#tab/http)
``` http
POST https://graph.microsoft.com/v1.0/gadgets
Content-type: application/json

{
  "type": "small",
  "tags": ["a}", "b"]
}
```
# [C#](#tab/csharp)
[!INCLUDE [sample-code](../includes/snippets/csharp/create-gadget-csharp-snippets.md)]
---

### Response
Here is an example of the response.
``` http
HTTP/1.1 201 Created
Content-type: application/json

{
  "id": "1"
}
```
"##;

const RENDERED: &str = r#"Create gadget
Article
02/21/2024
12 contributors
In this article
Permissions
HTTP request
Request body
Response
Example
Namespace: microsoft.graph
Note: Gadgets need a license.
Create a new gadget object.
Permissions
One of these permissions is needed.
Permission type |
Permissions (from least to most privileged) |
Delegated (work or school account) |
Gadget.ReadWrite.All |
Delegated (personal Microsoft account) |
Not supported. |
Application |
Application.ReadWrite.All |
HTTP request
HTTP
Copy
POST /gadgets
POST /users/{id}/gadgets
Request body
In the request body, supply a JSON representation of the gadget object.
Property |
Type |
Description |
id |
String |
Key of the gadget. |
type |
gadgetType |
The type. Possible values are: small , large , unknownFutureValue . |
tags |
String collection |
One of:
first
second |
Response
If successful, this method returns a 201 Created
response code and a gadget object in the response body.
Example
Request
Here is an example of the request.
POST https://graph.microsoft.com/v1.0/gadgets
Content-type: application/json
{
"type": "small",
"tags": ["a}", "b"]
}
// Code snippets are only available for the latest version. Current version is 5.x
var requestBody = new Gadget
{
Type = "small" |
};
For details about how to add the SDK to your project, see the SDK documentation.
# Code snippets are only available for the latest version. Current version is 1.x
result = await graph_client.gadgets.post(request_body)
For details about how to add the SDK to your project, see the SDK documentation.
Response
Here is an example of the response.
HTTP/1.1 201 Created
Content-type: application/json
{
"id": "1"
}"#;
fn codes(blocks: &[Block]) -> Vec<String> {
    let mut codes = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(text) => codes.extend(text.codes().map(str::to_owned)),
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                codes.extend(cells.flat_map(Text::codes).map(str::to_owned));
            }
            _ => {}
        }
    }
    codes
}

#[test]
fn both_layouts_of_a_page_yield_one_tree() {
    let (markdown, _) = document(MARKDOWN);
    let (rendered, problems) = document(RENDERED);
    assert_eq!(markdown.layout, Layout::Markdown);
    assert_eq!(rendered.layout, Layout::Rendered);
    assert_eq!(problems, []);
    assert_eq!(outline(&markdown.blocks), outline(&rendered.blocks));
    assert_eq!(codes(&markdown.blocks), codes(&rendered.blocks));
    assert_eq!(
        codes(&markdown.blocks),
        ["small", "large", "unknownFutureValue", "201 Created"]
    );
}
