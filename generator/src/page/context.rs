//! What every reader of a part of a page needs to know of the whole.

use crate::graph::Title;
use crate::markdown::Passage;
use crate::span::Spanned;

use super::sections::Sections;

/// A page as its parts see it.
pub(super) struct PageContext<'a> {
    /// The heading of level one, or what stands for it.
    pub(super) title: &'a Spanned<Title>,
    /// The description of what the page documents.
    pub(super) description: &'a [Passage],
    /// The page in sections.
    pub(super) sections: &'a Sections<'a>,
}
