//! How many objects a page of the answer has, wherever the page of the operation says so but in its examples.

use crate::graph::PageSize;
use crate::markdown::Block;
use crate::page::context::PageContext;
use crate::page::sections::Section;
use crate::rules::page_size::page_size;
use crate::rules::prose::Prose;

/// The sizes that the first sentences about them tell.
pub(super) fn read(page: &PageContext<'_>) -> PageSize {
    let sections = page.sections.outside_examples().map(|(_, section)| section);
    let texts = sections
        .flat_map(Section::all_blocks)
        .filter_map(Block::paragraph);
    let sizes = texts.map(|text| page_size(&Prose::new(text)));
    sizes.fold(PageSize::default(), PageSize::or)
}
