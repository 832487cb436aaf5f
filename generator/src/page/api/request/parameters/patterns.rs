//! Options in a table of patterns: "Pattern | Supported | Syntax | Notes".

use crate::graph::option_of_code;
use crate::markdown::Table;
use crate::page::ParameterFacts;
use crate::page::cells::columns::header_key;
use crate::rules::prose;
use crate::span::Spanned;

/// The marks of a pattern that is not supported.
const CROSSES: &[&str] = &["❌", ":x:", "✖", "✗"];

/// The options in the column *Syntax*, each once; `None` where the table has no such column.
pub(super) fn read(table: &Table) -> Option<Vec<ParameterFacts>> {
    let column = |key: &str| table.header.cells.iter().position(|cell| header_key(cell) == key);
    let (syntax, supported) = (column("syntax")?, column("supported")?);
    let mut found: Vec<ParameterFacts> = Vec::new();
    for row in &table.rows {
        let is_crossed = |cell: &str| CROSSES.iter().any(|mark| cell.contains(mark));
        let is_denied = row.cells.get(supported).is_some_and(|cell| is_crossed(&cell.raw));
        let Some(cell) = row.cells.get(syntax).filter(|_| !is_denied) else {
            continue;
        };
        // What stands behind the name of an option are words of a condition.
        let plain = prose::plain(cell);
        let words = plain
            .split(['&', '?', ','])
            .filter_map(|part| part.split('=').next());
        for key in words.filter_map(|word| option_of_code(word.trim())) {
            if found.iter().all(|known| known.name.value != key) {
                let name = Spanned::new(key.to_owned(), cell.span);
                found.push(ParameterFacts {
                    description: row.cells.last().cloned(),
                    ..ParameterFacts::named(name)
                });
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};

    #[test]
    fn options_stand_in_the_column_of_the_syntax() {
        let page = "# List kites\n\n## HTTP request\n\n```http\nGET /kites\n```\n\n## Supported query patterns\n\n|Pattern|Supported|Syntax|Notes|\n|:--|:-:|:--|:--|\n|Page size|✓|`top`|How many.|\n|Time|✓|`$filter=flown gt {time}`|When.|\n|Order|❌|`$orderby`|Never.|\n";
        let (operations, _) = testing::read(page, operation::operations);
        let query = operations.iter().flat_map(|operation| &operation.query);
        let names: Vec<&str> = query.map(|row| row.name.value.as_str()).collect();
        assert_eq!(names, ["$top", "$filter"]);
    }
}
