//! Arguments of functions, which tables and examples describe.

use crate::diagnostic::Code;
use crate::page::ParameterFacts;
use crate::page::api::operation::tests::{RETURNS, operations, page};

#[test]
fn parameters_of_a_function_that_an_example_sends_behind_it_are_of_the_query() {
    let table = "## Function parameters\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|row|Double|The row.|\n|isOuter|Boolean|Whether.|\n";
    let example =
        "## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/x/1/partsAt?isOuter=true\n```\n";
    let text = page(
        "x: partsAt",
        "GET /x/{id}/partsAt",
        &format!("{table}\n{RETURNS}\n{example}"),
    );
    let (operations, _) = operations(&text);
    let names = |rows: &[ParameterFacts]| -> Vec<(String, bool)> {
        let of_row = |row: &ParameterFacts| (row.name.value.clone(), row.ty.is_some());
        rows.iter().map(of_row).collect()
    };
    assert_eq!(
        names(&operations[0].query),
        [("row".to_owned(), true), ("isOuter".to_owned(), true)]
    );
    assert_eq!(names(&operations[0].path_parameters), []);
}

#[test]
fn an_example_that_calls_a_function_elsewhere_has_its_arguments() {
    let table = "## Function parameters\n\n|Parameter|Type|Description|\n|:---|:---|:---|\n|until|DateTimeOffset|The end.|\n";
    let example = "## Example\n\n```http\nGET https://graph.microsoft.com/v1.0/calls/getAll(until=2025-01-01T00:00:00Z)\n```\n";
    let text = page(
        "call: getAll",
        "GET /users/{id}/calls/getAll",
        &format!("{table}\n{RETURNS}\n{example}"),
    );
    let (operations, codes) = operations(&text);
    let paths: Vec<String> = operations[0]
        .paths
        .iter()
        .map(|path| path.template.render())
        .collect();
    assert_eq!(paths, ["/users/{id}/calls/getAll(until={until})"]);
    assert_eq!(codes, [Code::RepairedPath]);
}

#[test]
fn an_argument_that_its_row_calls_optional_is_so_in_each_path() {
    let table = "## Function parameters\n\n|Parameter|Type|Required?|Description|\n|:---|:---|:---|:---|\n|jarId|String|Yes|The jar.|\n|from|DateTimeOffset|No|When.|\n|to|DateTimeOffset||Until when.|\n";
    let text = page(
        "jar: getUses",
        "GET /jars/getUses(jarId='{id}',from={from},to={to})",
        &format!("{table}\n{RETURNS}"),
    );
    let (operations, _) = operations(&text);
    let rows = operations[0].path_parameters.iter();
    let rows: Vec<_> = rows.map(|row| (row.name.value.as_str(), row.required)).collect();
    assert_eq!(
        rows,
        [("jarId", Some(true)), ("from", Some(false)), ("to", Some(true))]
    );
}
