//! What the reader of one section needs to know of the whole page.

use crate::graph::Title;
use crate::markdown::Passage;
use crate::span::Spanned;

use crate::page::annotations::Annotations;
use crate::page::sections::Sections;

/// The page to which a section belongs.
pub(super) struct PageContext<'a> {
    /// The heading of level one, or what stands for it.
    pub(super) title: &'a Spanned<Title>,
    /// The description of what the page documents.
    pub(super) description: &'a [Passage],
    /// The page in sections.
    pub(super) sections: &'a Sections<'a>,
    /// The annotations in all sections.
    pub(super) annotations: &'a Annotations,
}
