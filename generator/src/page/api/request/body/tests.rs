use super::*;
use crate::diagnostic::Code;
use crate::page::api::testing;

const ROWS: &str =
    "|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The key.|\n|name|String|The name.|\n";

/// The facts and the number of tables that belong to the URL.
fn body(section: &str) -> (BodyStatements, usize, Vec<Code>) {
    let page = format!("# Create x\n\n## Request body\n\n{section}\n\n## Response\n");
    let ((facts, in_url), codes) = testing::read(&page, |page, sink| {
        let body = read(page, &[], &[], sink);
        (body.statements, body.in_url.len())
    });
    (facts, in_url, codes)
}

fn type_of(section: &str) -> Option<(String, bool)> {
    let facts = body(section).0;
    facts.ty.map(|ty| match ty.name {
        SpelledType::Named { name, .. } => (name, ty.collection),
        other => (format!("{other:?}"), ty.collection),
    })
}

#[test]
fn no_body() {
    for section in [
        "Do not supply a request body for this method.",
        "Don't supply a request body for this method.",
        "This API does not require any request body.",
        "No request body.",
        "This operation has no request content.",
        "None.",
        "",
    ] {
        let (facts, _, codes) = body(section);
        assert!(facts.is_none() && codes.is_empty(), "{section}");
    }
}

#[test]
fn lead_ins_name_the_type() {
    for (section, expected) in [
        (
            "In the request body, supply a JSON representation for the [user](../resources/user.md) object.",
            "user",
        ),
        (
            "In the request body, supply a JSON representation of [x](../resources/x.md) object.",
            "x",
        ),
        (
            "In the request body, supply a JSON representation for the windowsMobileMSI object.",
            "windowsMobileMSI",
        ),
        (
            "In the request body, supply a JSON representation for the user object.",
            "user",
        ),
        (
            "Provide the new [openShift](../resources/openshift.md) object in the request body for this method.",
            "openShift",
        ),
        ("A [teamsTab](../resources/teamstab.md).", "teamsTab"),
    ] {
        assert_eq!(type_of(section), Some((expected.to_owned(), false)), "{section}");
    }
    for section in [
        "In the request body, supply the values for relevant fields that should be updated.",
        "In the request body, provide a JSON object with the following parameters.",
        "In the request body, supply JSON representation of the parameters.",
    ] {
        assert_eq!(type_of(section), None, "{section}");
    }
}

#[test]
fn properties_of_the_type() {
    let (facts, _, codes) = body(&format!(
        "In the request body, supply a JSON representation for the [x](../resources/x.md) object.\n\nThe following table shows the properties.\n\n{ROWS}"
    ));
    assert_eq!(
        (facts.properties.len(), facts.rows, facts.is_none()),
        (2, RowMeaning::Properties, false)
    );
    assert_eq!(codes, []);
}

#[test]
fn parameters_of_an_action() {
    // The header says *Property*, the sentence knows better.
    let section = format!(
        "In the request body, supply JSON representation of the parameters.\n\nThe following table shows the parameters that can be used with this action.\n\n{ROWS}"
    );
    assert_eq!(body(&section).0.rows, RowMeaning::Parameters);
    let section = format!(
        "In the request body, provide a JSON object with these.\n\n{}",
        ROWS.replace("Property", "Parameter")
    );
    assert_eq!(body(&section).0.rows, RowMeaning::Parameters);
    let section = format!(
        "In the request body, supply a JSON representation of the [x](../resources/x.md) object.\n\n{}",
        ROWS.replace("Property", "Parameter")
    );
    assert_eq!(body(&section).0.rows, RowMeaning::Properties);
}

#[test]
fn types_in_the_column_value() {
    let section = "In the request body, provide a JSON object with the following parameters.\n\n|Name|Value|Description|\n|:---|:---|:---|\n|parentReference|[ItemReference](../resources/itemreference.md)|Optional. The parent.|\n|name|string|Optional. The name.|\n";
    let (facts, _, codes) = body(section);
    assert_eq!(codes, []);
    assert_eq!(facts.properties.len(), 2);
    assert_eq!(facts.properties[1].required, Some(false));
}

#[test]
fn parameters_that_stand_in_the_url() {
    let section = format!(
        "In the request URL, provide the following query parameters with values.\nThe following table shows the parameters that can be used with this function.\n\n{ROWS}"
    );
    let (facts, in_url, _) = body(&section);
    assert_eq!((facts.is_none(), in_url), (true, 1));
}

#[test]
fn bodies_that_are_no_json() {
    let content_type = |section: &str| {
        body(section)
            .0
            .content_type
            .map(|content_type| content_type.value)
    };
    assert_eq!(
        content_type(
            "The contents of the request body should be the binary stream of the file to be uploaded."
        )
        .as_deref(),
        Some("application/octet-stream")
    );
    assert_eq!(
        content_type("Provide the page as `text/html`.").as_deref(),
        Some("text/html")
    );
    assert_eq!(
        content_type("Provide it as application/json or text/plain."),
        None
    );
}

#[test]
fn a_lead_in_can_name_what_one_row_holds() {
    let lead_in =
        "In the request body, supply a JSON representation of the [sail](../resources/sail.md) object.";
    let table = |rows: &str| format!("{lead_in}\n\n|Property|Type|Description|\n|:--|:--|:--|\n{rows}");
    for (rows, expected) in [
        ("|sail|[sail](../resources/sail.md)|The new one.|\n", None),
        (
            "|sails|[sail](../resources/sail.md) collection|All of them.|\n",
            None,
        ),
        (
            "|above|[sail](../resources/sail.md)|The one above.|\n|area|Int32|Its area.|\n",
            Some("sail"),
        ),
        ("|area|Int32|Its area.|\n", Some("sail")),
    ] {
        let found = type_of(&table(rows)).map(|(name, _)| name);
        assert_eq!(found.as_deref(), expected, "{rows}");
    }
}

#[test]
fn types_that_a_lead_in_names_as_a_choice() {
    for (section, expected) in [
        (
            "Supply a JSON representation of either a [jar](../resources/jar.md) object or a [pot](../resources/pot.md) object.",
            vec!["pot"],
        ),
        (
            "Supply a JSON representation of a [jar](../resources/jar.md), [pot](../resources/pot.md), or [pan](../resources/pan.md) object.",
            vec!["pot", "pan"],
        ),
        (
            "Supply a JSON representation of a [jar](../resources/jar.md) and a [pot](../resources/pot.md) object.",
            vec![],
        ),
        (
            "Supply a JSON representation of a [jar](../resources/jar.md) that stands beside a [lid](../resources/lid.md) or a [pot](../resources/pot.md).",
            vec![],
        ),
        (
            "Supply a JSON representation of a [jar](../resources/jar.md) or call [open](../api/jar-open.md).",
            vec![],
        ),
    ] {
        let names = body(section).0.alternatives.into_iter().map(|ty| match ty.name {
            SpelledType::Named { name, .. } => name,
            other => format!("{other:?}"),
        });
        assert_eq!(names.collect::<Vec<_>>(), expected, "{section}");
    }
}

#[test]
fn sentences_are_the_rows_of_a_body_without_a_table() {
    let rows = |sentence: &str| {
        let page = format!(
            "# Create jar\n\n## HTTP request\n\n```http\nPOST /jars\n```\n\n## Request body\n\nSupply a JSON representation of a [jar](../resources/jar.md) object. {sentence}\n\n## Response\n\nIf successful, this method returns `201 Created` and a [jar](../resources/jar.md) object.\n\n## Example\n\n```http\nPOST https://graph.microsoft.com/v1.0/jars\n\n{{\"lid\": \"round\", \"owners@odata.bind\": [\"https://graph.microsoft.com/v1.0/users/1\"]}}\n```\n"
        );
        let (operations, codes) = testing::read(&page, crate::page::api::operation::operations);
        let rows = operations[0].body.rows().iter();
        let rows = rows
            .map(|row| (row.name.value.clone(), row.required))
            .collect::<Vec<_>>();
        (rows, codes)
    };
    let named = |name: &str, required| (name.to_owned(), required);
    assert_eq!(
        rows("The request body must contain **lid** and a valid **owner** reference."),
        (
            vec![named("lid", Some(true)), named("owners", Some(true))],
            vec![]
        )
    );
    assert_eq!(
        rows("The request body must contain **lid** and **size**."),
        (
            vec![named("lid", Some(true)), named("size", None)],
            vec![Code::UnsentParameter]
        )
    );
    assert_eq!(rows("It may contain **lid**."), (vec![], vec![]));
}

#[test]
fn sentences_about_rows_say_what_may_be_left_out_and_what_creations_need() {
    let rows = |method: &str, sent: &str| {
        let page = format!(
            "# Put jar\n\n## HTTP request\n\n```http\n{method} /jars\n```\n\n## Request body\n\nSupply a JSON representation of a [jar](../resources/jar.md) object. The **lid** and **size** are required when you create a jar. The **color** property is optional.\n\n|Property|Type|Description|\n|:--|:--|:--|\n|lid|String|The lid.|\n|size|Int32|How much.|\n|color|String|The color.|\n|note|String|A note.|\n\n## Response\n\nIf successful, this method returns `201 Created` and a [jar](../resources/jar.md) object.\n\n## Example\n\n```http\n{method} https://graph.microsoft.com/v1.0/jars\n\n{sent}\n```\n"
        );
        let (operations, codes) = testing::read(&page, crate::page::api::operation::operations);
        let required = operations[0].body.rows().iter().map(|row| row.required);
        (required.collect::<Vec<_>>(), codes)
    };
    let all = r#"{"lid": "round", "size": 1}"#;
    assert_eq!(
        rows("POST", all),
        (vec![Some(true), Some(true), Some(false), None], vec![])
    );
    assert_eq!(
        rows("POST", r#"{"lid": "round"}"#),
        (
            vec![Some(true), None, Some(false), None],
            vec![Code::UnsentParameter]
        )
    );
    assert_eq!(rows("PATCH", all), (vec![None, None, Some(false), None], vec![]));
}
