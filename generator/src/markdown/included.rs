//! Files that pages include, read once and shared by all pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::Block;
use crate::diagnostic::Diagnostic;
use crate::span::FileId;

/// The files that pages include, read once and shared: one file of permissions can stand in hundreds of pages.
#[derive(Debug, Default)]
pub struct Includes(Mutex<BTreeMap<FileId, Arc<Included>>>);

/// A file that was included.
#[derive(Debug)]
pub(super) struct Included {
    pub(super) blocks: Arc<[Block]>,
    /// The diagnostics about the file.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Includes {
    /// What there is to say about files that pages include: about each once, however many pages include it. `files`: those
    /// of the pages that stay, as [`Document::included`](super::Document::included) has them.
    pub fn diagnostics(&self, files: &BTreeSet<FileId>) -> Vec<Diagnostic> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let read = files.iter().filter_map(|file| known.get(file));
        read.flat_map(|included| included.diagnostics.clone()).collect()
    }

    /// The file as an earlier page read it, or else as `read` reads it. Only for files that include no other: those are the
    /// same in each page.
    pub(super) fn get_or_read(&self, file: FileId, read: impl FnOnce() -> Included) -> Arc<Included> {
        let known = |file| {
            let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            files.get(file).cloned()
        };
        if let Some(included) = known(&file) {
            return included;
        }
        // Two threads may read one file at the same time; the first to end counts.
        let included = Arc::new(read());
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(file).or_insert(included).clone()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::Includes;
    use crate::diagnostic::{Code, Diagnostics};
    use crate::markdown::{Block, BlockKind, Include, read_with};
    use crate::source::{SourceFile, SourceMap};

    #[test]
    fn what_several_pages_include_is_read_once() {
        let files = [
            ("v1.0/api/a.md", "[!INCLUDE [x](../includes/x.md)]"),
            (
                "v1.0/api/b.md",
                "[!INCLUDE [x](../includes/x.md)]\n\n[!INCLUDE [y](../includes/y.md)]",
            ),
            ("v1.0/includes/x.md", "|a|\n|-|\n|b|c|"),
            ("v1.0/includes/y.md", "[!include [x](x.md)]"),
        ];
        let sources = SourceMap::new(files.map(|(path, text)| SourceFile::new(path, text)).to_vec());
        let includes = Includes::default();
        let mut included = Vec::new();
        let mut files = BTreeSet::new();
        for page in ["v1.0/api/a.md", "v1.0/api/b.md"] {
            let mut sink = Diagnostics::new();
            let document = read_with(&sources, &includes, sources.find(page).unwrap(), &mut sink);
            let mut open: Vec<&Block> = document.blocks.iter().collect();
            while let Some(block) = open.pop() {
                if let BlockKind::Include(Include {
                    blocks: Some(blocks), ..
                }) = &block.kind
                {
                    open.extend(blocks.iter());
                    included.push(Arc::clone(blocks));
                }
            }
            assert_eq!(sink.as_slice(), [], "nothing is wrong with the page itself");
            files.extend(document.included);
        }
        let told = includes.diagnostics(&files);
        let codes: Vec<Code> = told.iter().map(|found| found.code).collect();
        assert_eq!(
            codes,
            [Code::RowWidth],
            "what is wrong with the file is told once"
        );
        let x = &included[0];
        let same = included.iter().filter(|blocks| Arc::ptr_eq(blocks, x)).count();
        assert_eq!(
            (included.len(), same),
            (4, 3),
            "in the file that includes it, too"
        );
    }
}
