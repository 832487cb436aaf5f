//! Pages that document a request about an existing object and one that makes a new one.

use crate::page::api::operation::tests::{operations, type_name};
use crate::page::{BodyFacts, ContentFacts, OperationFacts};

const MEMBERS: &str = "# Add a crew member

## Permissions

### Permissions to add an existing sailor

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Crew.ReadWrite.All|
|Application|Not supported.|

The *Captain* is the least privileged role supported for this operation.

### Permissions to create a new sailor

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|Sailor.ReadWrite.All|
|Application|Sailor.Create|

The *Purser* is the least privileged role supported for this operation.

## HTTP request

The following request adds an existing sailor to the crew.

```http
POST /ships/{id}/crew/$ref
```

The following request creates a new sailor in the crew.

```http
POST /ships/{id}/crew
```

## Request body

### Adding an existing sailor

In the request body, provide the ID of a [sailor](../resources/sailor.md).

### Creating a new sailor

The table shows the properties of the [sailor](../resources/sailor.md).

|Property|Type|Description|
|:---|:---|:---|
|name|String|The name. Required.|

## Response

If successful, adding an existing sailor returns `204 No Content`. It returns no response body.

When creating a new sailor, this method returns `201 Created` and a [sailor](../resources/sailor.md) object in the response body.

## Examples

### Example 1: Add an existing sailor

```http
POST https://graph.microsoft.com/v1.0/ships/1/crew/$ref

{\"@odata.id\": \"https://graph.microsoft.com/v1.0/sailors/2\"}
```

```http
HTTP/1.1 204 No Content
```

### Example 2: Create a new sailor

```http
POST https://graph.microsoft.com/v1.0/ships/1/crew

{\"name\": \"Ahab\"}
```

```http
HTTP/1.1 201 Created

{\"name\": \"Ahab\"}
```
";

/// The permissions and the roles of an operation.
fn access(operation: &OperationFacts) -> (Vec<&str>, Vec<&str>) {
    let ways = operation
        .permissions
        .iter()
        .flat_map(|table| table.callers.iter());
    let sets = ways.flat_map(crate::graph::Ways::list);
    let names = sets.flat_map(|set| set.value.names()).map(String::as_str);
    let roles = operation.roles.iter().map(|role| role.value.as_str());
    (names.collect(), roles.collect())
}

#[test]
fn each_request_has_what_the_page_says_of_it() {
    let (operations, codes) = operations(MEMBERS);
    assert_eq!(codes, vec![]);
    let [adds, creates] = operations.as_slice() else {
        panic!("{operations:?}");
    };
    assert_eq!(access(adds), (vec!["Crew.ReadWrite.All"], vec!["Captain"]));
    assert_eq!(
        access(creates),
        (vec!["Sailor.ReadWrite.All", "Sailor.Create"], vec!["Purser"])
    );
    assert_eq!(adds.response.status, [204]);
    assert!(matches!(adds.response.content, ContentFacts::Empty));
    assert_eq!(creates.response.status, [201]);
    assert_eq!(type_name(creates.response.ty()), Some(("sailor", false)));
    assert!(adds.body.rows().is_empty());
    assert!(matches!(&creates.body, BodyFacts::Object { properties, .. } if properties.len() == 1));
    let counts = operations.iter().map(|operation| operation.examples.len());
    assert_eq!(counts.collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn a_page_of_one_case_says_all_of_each_request() {
    let text = MEMBERS.replace("adds an existing sailor to the crew", "adds a sailor to the crew");
    let (operations, _) = operations(&text);
    assert_eq!(operations[0].response.status, [204, 201]);
    assert_eq!(operations[0].permissions.len(), 2);
}

#[test]
fn an_object_that_is_described_as_a_part_is_sent_in_another() {
    let text = "# Create label

## HTTP request

### Create a label in a new crate

```http
POST /crates
```

### Create a label in an existing crate

```http
POST /crates/{id}/labels
```

## Request body

Provide a JSON body of a [label](../resources/label.md).

When you create a label in a _new_ crate, in addition to the new **label** object, provide a JSON representation of the properties of such an instance.

## Response

Depending on the operation, the response code can be `201 Created` or `202 Accepted`. The response body includes a [label](../resources/label.md) object.

## Example

```http
POST https://graph.microsoft.com/v1.0/crates/1/labels

{\"text\": \"Fragile\"}
```

```http
HTTP/1.1 201 Created

{\"text\": \"Fragile\"}
```
";
    let (operations, codes) = operations(text);
    assert_eq!(codes, vec![]);
    let told = operations
        .iter()
        .map(|operation| (operation.body_is_part, operation.response.status.as_slice()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [(true, &[201, 202][..]), (false, &[201][..])]
    );
}
