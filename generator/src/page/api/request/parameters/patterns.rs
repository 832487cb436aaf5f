//! Options in a table of patterns: "Pattern | Supported | Syntax | Notes", or "Name | Syntax | Notes" with the words "Sort",
//! "Top" for names and URLs for their syntax.

use crate::graph::{CellMark, option_of_code};
use crate::markdown::Table;
use crate::page::ParameterFacts;
use crate::page::cells::columns::header_key;
use crate::rules::prose;
use crate::span::Spanned;

/// What a table of patterns says of the options.
pub(super) struct Patterns {
    /// The options that are supported, each once, with the number of its patterns.
    pub(super) offered: Vec<(ParameterFacts, usize)>,
    /// The options in crossed rows.
    pub(super) denied: Vec<Spanned<&'static str>>,
}

/// How a cell begins that has an option in a link of the answer: `@odata.nextLink=https://…?$skiptoken=…`.
const OF_ANSWER: &str = "@odata.";

/// The options in the column *Syntax*; `None` where the table has no such column, or no option in it.
pub(super) fn read(table: &Table) -> Option<Patterns> {
    let column = |key: &str| table.header.cells.iter().position(|cell| header_key(cell) == key);
    let (syntax, supported) = (column("syntax")?, column("supported"));
    let mut patterns = Patterns {
        offered: Vec::new(),
        denied: Vec::new(),
    };
    for row in &table.rows {
        let Some(cell) = row.cells.get(syntax) else {
            continue;
        };
        let mark = supported
            .and_then(|column| row.cells.get(column))
            .and_then(|cell| CellMark::of(&cell.raw));
        let plain = prose::plain(cell);
        if plain.starts_with(OF_ANSWER) {
            continue;
        }
        // What stands behind the name of an option are words of a condition.
        let words = plain
            .split(['&', '?', ','])
            .filter_map(|part| part.split('=').next());
        for key in words.filter_map(|word| option_of_code(word.trim())) {
            if mark == Some(CellMark::No) {
                patterns.denied.push(Spanned::new(key, cell.span));
                continue;
            }
            let mut offered = patterns.offered.iter_mut();
            if let Some((_, count)) = offered.find(|(known, _)| known.name.value == key) {
                *count += 1;
                continue;
            }
            let option = ParameterFacts {
                description: row.cells.last().cloned(),
                ..ParameterFacts::named(Spanned::new(key.to_owned(), cell.span))
            };
            patterns.offered.push((option, 1));
        }
    }
    (!patterns.offered.is_empty() || !patterns.denied.is_empty()).then_some(patterns)
}

#[cfg(test)]
mod tests {
    use crate::page::api::{operation, testing};

    /// The options of a page with a table.
    fn options(table: &str) -> Vec<String> {
        let page = format!(
            "# List kites\n\n## HTTP request\n\n```http\nGET /kites\n```\n\n## Optional query parameters\n\n{table}"
        );
        let (operations, _) = testing::read(&page, operation::operations);
        let query = operations.iter().flat_map(|operation| &operation.query);
        query.map(|row| row.name.value.clone()).collect()
    }

    #[test]
    fn options_stand_in_the_column_of_the_syntax() {
        let table = "|Pattern|Supported|Syntax|Notes|\n|:--|:-:|:--|:--|\n|Page size|✓|`top`|How many.|\n|Time|✓|`$filter=flown gt {time}`|When.|\n|Order|❌|`$orderby`|Never.|\n";
        assert_eq!(options(table), ["$top", "$filter"]);
    }

    #[test]
    fn a_url_shows_the_option_that_a_word_is_for() {
        let table = "|Name|Syntax|Notes|\n|:--|:--|:--|\n|Paging|@odata.nextLink=https://example.com/kites?$skiptoken=\"x\"|By the service.|\n|Sort|/kites?$orderby=flown desc|By time.|\n|Top|/kites?$top=5|How many.|\n";
        assert_eq!(options(table), ["$orderby", "$top"]);
    }

    #[test]
    fn a_table_without_options_is_one_of_parameters() {
        let table = "|Name|Syntax|Description|\n|:--|:--|:--|\n|depth|A number|How deep.|\n";
        assert_eq!(options(table), ["depth"]);
    }
}
