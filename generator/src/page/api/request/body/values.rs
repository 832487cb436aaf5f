//! Tables with a column *Value*: what it has is a type, or what is to be sent.

use std::collections::BTreeSet;

use crate::graph::{Primitive, is_annotation, is_identifier};
use crate::markdown::{Table, Text};
use crate::page::cells::columns::{ColumnRole, Columns};
use crate::page::cells::type_cell::type_of_cell;
use crate::page::{PropertyFacts, SpelledType};
use crate::rules::prose;
use crate::span::Span;

/// The columns of a table; a column *Value* without a column *Type* holds types, `| name | string | Optional. … |`, or what
/// is to be sent ([`read`]).
pub(super) fn type_columns(table: &Table) -> Columns {
    let columns = Columns::read(&table.header);
    if !columns.has(ColumnRole::Type) && columns.has(ColumnRole::Value) {
        let is_type = |cell: &Text| {
            let ty = type_of_cell(cell);
            !matches!(ty.name, SpelledType::Unknown(_) | SpelledType::Enumeration)
        };
        let mut cells = table.rows.iter().map(|row| columns.cell(row, ColumnRole::Value));
        if cells.all(|cell| cell.is_some_and(|cell| is_type(cell) || is_placeholder(cell))) {
            return columns.with_value_as_type();
        }
    }
    columns
}

/// Whether a cell stands for a text that the program makes up: `%unique_string%`.
fn is_placeholder(cell: &Text) -> bool {
    let text = prose::plain(cell);
    let inner = text
        .trim()
        .strip_prefix('%')
        .and_then(|text| text.strip_suffix('%'));
    inner.is_some_and(is_identifier)
}

/// Makes text of the rows of a table whose column *Value* has what is to be sent: `microsoft.graph.label` for
/// `@odata.type`, `%unique_string%` for a name.
pub(super) fn read(table: &Table, rows: &mut [PropertyFacts]) {
    let columns = Columns::read(&table.header);
    if columns.has(ColumnRole::Type) || !columns.has(ColumnRole::Value) {
        return;
    }
    let placeholders = table
        .rows
        .iter()
        .filter_map(|row| columns.cell(row, ColumnRole::Value));
    let placeholders: BTreeSet<Span> = placeholders
        .filter(|cell| is_placeholder(cell))
        .map(|cell| cell.span)
        .collect();
    for row in rows {
        if is_annotation(&row.name.value) || placeholders.contains(&row.ty.span) {
            row.ty.name = SpelledType::Primitive(Primitive::String);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::Primitive;
    use crate::page::SpelledType;
    use crate::page::api::{operation, testing};

    /// The rows of a body with this table, each with its type.
    fn rows(table: &str) -> Vec<(String, SpelledType)> {
        let page = format!(
            "# Create label\n\n## HTTP request\n\n```http\nPOST /labels\n```\n\n## Request body\n\nProvide a [label](../resources/label.md) with these pairs.\n\n{table}\n"
        );
        let (operations, _) = testing::read(&page, operation::operations);
        let rows = operations[0].body.rows().iter();
        rows.map(|row| (row.name.value.clone(), row.ty.name.clone()))
            .collect()
    }

    #[test]
    fn values_that_are_sent_are_text() {
        let text = || SpelledType::Primitive(Primitive::String);
        assert_eq!(
            rows("|Name|Value|\n|:---|:---|\n|@odata.type|microsoft.graph.label|\n|labelName|%unique_name%|"),
            [
                ("@odata.type".to_owned(), text()),
                ("labelName".to_owned(), text())
            ]
        );
        assert_eq!(
            rows("|Name|Value|Description|\n|:---|:---|:---|\n|size|Int32|The size.|"),
            [("size".to_owned(), SpelledType::Primitive(Primitive::Int32))]
        );
        assert_eq!(rows("|Name|Value|\n|:---|:---|\n|size|at most %d|"), []);
    }
}
