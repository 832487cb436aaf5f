//! Options in a table of patterns: "Pattern | Supported | Syntax | Notes".

use crate::graph::{CellMark, option_of_code};
use crate::markdown::Table;
use crate::page::ParameterFacts;
use crate::page::cells::columns::header_key;
use crate::rules::prose;
use crate::span::Spanned;

/// What a table of patterns says of the options.
pub(super) struct Patterns {
    /// The options that are supported, each once.
    pub(super) offered: Vec<ParameterFacts>,
    /// The options in crossed rows.
    pub(super) denied: Vec<Spanned<&'static str>>,
}

/// The options in the column *Syntax*; `None` where the table has no such column.
pub(super) fn read(table: &Table) -> Option<Patterns> {
    let column = |key: &str| table.header.cells.iter().position(|cell| header_key(cell) == key);
    let (syntax, supported) = (column("syntax")?, column("supported")?);
    let mut patterns = Patterns {
        offered: Vec::new(),
        denied: Vec::new(),
    };
    for row in &table.rows {
        let Some(cell) = row.cells.get(syntax) else {
            continue;
        };
        let mark = row.cells.get(supported).and_then(|cell| CellMark::of(&cell.raw));
        // What stands behind the name of an option are words of a condition.
        let plain = prose::plain(cell);
        let words = plain
            .split(['&', '?', ','])
            .filter_map(|part| part.split('=').next());
        for key in words.filter_map(|word| option_of_code(word.trim())) {
            if mark == Some(CellMark::No) {
                patterns.denied.push(Spanned::new(key, cell.span));
            } else if patterns.offered.iter().all(|known| known.name.value != key) {
                patterns.offered.push(ParameterFacts {
                    description: row.cells.last().cloned(),
                    ..ParameterFacts::named(Spanned::new(key.to_owned(), cell.span))
                });
            }
        }
    }
    Some(patterns)
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
