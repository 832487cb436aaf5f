//! The headers of the answer that a page names: in sentences about the answer, and in a table behind "The response contains
//! the following response headers."

use crate::graph::SectionKind;
use crate::markdown::BlockKind;
use crate::page::context::PageContext;
use crate::rules::answered_headers::{answered_headers, header_of_answer};
use crate::rules::prose::{self, Prose};

/// The names of the headers, each once, in the order of the page.
pub(in crate::page::api) fn read(page: &PageContext<'_>) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for (index, section) in page.sections.outside_examples() {
        if !page.sections.belongs_to(index, &SectionKind::Response) {
            continue;
        }
        let mut announces = false;
        for block in section.all_blocks() {
            let named = match &block.kind {
                BlockKind::Paragraph(text) => {
                    let prose = Prose::new(text);
                    announces = prose.lower.contains("response headers");
                    answered_headers(&prose)
                }
                BlockKind::Table(table) if announces => {
                    let names = table.rows.iter().filter_map(|row| row.cells.first());
                    names
                        .filter_map(|cell| header_of_answer(&prose::plain(cell)))
                        .collect()
                }
                _ => Vec::new(),
            };
            for name in named {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::page::api::testing;

    #[test]
    fn sentences_and_a_table_behind_one_name_headers() {
        let page = "# Land\n\n## Request headers\n\nA Location header.\n\n## Response\n\nIt returns `202 Accepted` and these response headers.\n\n|Name|Description|\n|:--|:--|\n|Location|Where.|\n|Retry-After|When.|\n|Colour|Red.|\n\nThe `Location` header stays.\n\n## Example\n\n### Response\n\nAn `ETag` header.\n";
        let (found, _) = testing::read(page, |page, _| read(page));
        assert_eq!(found, ["Location", "Retry-After"]);
    }
}
