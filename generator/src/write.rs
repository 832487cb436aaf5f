//! Where the text goes: formatting, the files on disk, stale files, `--check`.
//!
//! A [`Tree`](tree::Tree) is the set of files that a run owns below an output folder. It is compared with what
//! stands there, and only what differs is written, all of it or nothing:
//!
//! 1. A lock is taken in the folder [`journal::WORK_FOLDER`] below the output, so that two runs do not mix.
//! 2. New texts are written below that folder.
//! 3. The list of renames and removals is put beside them as the journal. From here on the run counts.
//! 4. Files are moved to their places, stale files removed, the folder deleted. Until the last file of a version is at its
//!    place, a barrier keeps the version from being compiled.
//!
//! After a run that dies before step 3 the old tree stands; one that dies after it is completed by the next run.
//! Where step 4 fails, the run puts the old files back.

mod barrier;
pub mod documented;
pub mod format;
pub mod journal;
pub mod layout;
mod lock;
pub mod package;
pub mod single;
pub mod tree;

pub use crate::mark::{MARK, is_marked};
