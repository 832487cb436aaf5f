//! What several pages include.

use std::collections::BTreeMap;
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
    /// What there is to say about the file, which each page repeats: it may be one that is left out in the end.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Includes {
    /// The file as it was read before, or as it is read now. Only a file that includes no other is the same in each page.
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
