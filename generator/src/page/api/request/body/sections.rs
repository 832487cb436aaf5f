//! The parts of a page that speak of the request's body.

use crate::markdown::{Block, BlockKind};
use crate::page::context::PageContext;
use crate::page::sections::{Section, SectionKind};
use crate::rules::prose::Prose;

/// The sections *Request body*, but not those of examples. A page without one may go on below its request lines: "In the
/// request body, supply a JSON representation of a kite object."
pub(super) fn about_body<'a>(page: &PageContext<'a>) -> Vec<Section<'a>> {
    let of_kind = |kind: SectionKind| {
        let sections = page.sections.outside_examples();
        let sections = sections.filter(move |(index, _)| page.sections.belongs_to(*index, &kind));
        sections.map(|(_, section)| section)
    };
    let under_heading: Vec<Section<'a>> = of_kind(SectionKind::RequestBody).cloned().collect();
    if !under_heading.is_empty() {
        return under_heading;
    }
    let below_lines = of_kind(SectionKind::HttpRequest).filter_map(|section| {
        let start = section.blocks.iter().position(|block| speaks_of_body(block))?;
        Some(Section {
            kind: SectionKind::RequestBody,
            blocks: section.blocks.get(start..)?.to_vec(),
            ..section.clone()
        })
    });
    below_lines.collect()
}

fn speaks_of_body(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph(text) => Prose::new(text).lower.contains("in the request body"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::about_body;
    use crate::page::api::testing;

    fn blocks(text: &str) -> Vec<usize> {
        let (found, _) = testing::read(text, |page, _| {
            let sections = about_body(page).into_iter();
            sections.map(|section| section.blocks.len()).collect()
        });
        found
    }

    #[test]
    fn a_page_without_the_heading_speaks_of_the_body_below_its_request_lines() {
        const LINES: &str = "# Create kite\n\n## HTTP request\n\n```http\nPOST /kites\n```\n\n";
        const SENTENCE: &str =
            "In the request body, supply a [kite](../resources/kite.md).\n\nIt must fly.\n\n";
        assert_eq!(blocks(&format!("{LINES}{SENTENCE}## Response\n")), [2]);
        assert_eq!(
            blocks(&format!("{LINES}It must fly.\n\n## Response\n")),
            [0_usize; 0]
        );
        let with_heading = format!("{LINES}{SENTENCE}## Request body\n\nA kite.\n\n## Response\n");
        assert_eq!(blocks(&with_heading), [1]);
    }
}
