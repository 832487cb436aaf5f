//! What every reader of a part of a page needs to know of the whole.

use crate::markdown::{Document, Layout, Text};
use crate::source::{SourceMap, Version};
use crate::span::{FileId, Located};

use super::sections::Sections;

/// A page as its parts see it.
pub(super) struct PageContext<'a> {
    /// All files, to name places.
    pub(super) sources: &'a SourceMap,
    /// The page's tree.
    pub(super) document: &'a Document,
    /// The version that the page documents.
    pub(super) version: Version,
    /// The namespace, from the line `Namespace: …`.
    pub(super) namespace: Option<&'a Located<String>>,
    /// The heading of level one, or what stands for it.
    pub(super) title: &'a Located<String>,
    /// The paragraphs that say what the page is about.
    pub(super) description: &'a [Text],
    /// The page in sections.
    pub(super) sections: &'a Sections<'a>,
}

impl PageContext<'_> {
    /// The file.
    pub(super) fn file(&self) -> FileId {
        self.document.file
    }

    /// Whether the page is text copied from the rendered site, where code spans, links and bullets are lost.
    pub(super) fn is_rendered(&self) -> bool {
        self.document.layout == Layout::Rendered
    }
}
