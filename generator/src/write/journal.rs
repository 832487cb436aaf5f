//! A change of an output folder: all of it or nothing.
//!
//! A run works in a folder below the output, whose content says at each moment what is to be done after an
//! interruption:
//!
//! | the work folder holds | so the run was | what comes next |
//! |---|---|---|
//! | no journal | writing the new texts, or putting old files back | `Session::discard`: the old tree stands |
//! | a journal, and the new text of a file | about to move this file | `Session::recover` moves it |
//! | a journal, and no new text of a file | done with this file | nothing |
//!
//! `Session::apply` is the way of a run that is not interrupted: `stage` the new texts and write
//! the journal, `carry_out` the changes, `close` the folder. Where the system
//! refuses a step, `undo` puts the old files back; it deletes the journal first, so that an
//! interruption in the middle leaves no order to go forward again.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::barrier;
use super::layout::{self, Change, ChangeKind};
use super::lock::{self, JOURNAL, LOCK};
use crate::error::Error;

pub use super::lock::WORK_FOLDER;

const NEW: &str = "new";
const OLD: &str = "old";
const JOURNAL_PART: &str = "journal.part";
const BARRIER: &str = "barrier";

/// How many threads wait for the disk.
const SYNCING: usize = 16;

/// What a run puts into the folder beside the lock, in the order in which it is deleted. The journal goes first: a
/// half-deleted folder must not be taken for a change to carry out.
const PARTS: [&str; 4] = [JOURNAL, JOURNAL_PART, NEW, OLD];

/// A change of the journal. Its index in the journal is the name of its texts in the work folder.
#[derive(Debug, Serialize, Deserialize)]
struct JournalEntry {
    /// The path below the output.
    path: String,
    /// Whether a new text is staged; otherwise the file is deleted.
    staged: bool,
}

impl JournalEntry {
    fn of(change: &Change<'_>) -> Self {
        Self {
            path: change.path.clone(),
            staged: change.kind != ChangeKind::Remove,
        }
    }
}

/// Whether an earlier run left work behind, or another run is at work.
pub fn is_pending(root: &Path) -> bool {
    fs::symlink_metadata(root.join(WORK_FOLDER)).is_ok()
}

/// Fails where a run was interrupted after its change was decided, so that the output is half old and half new.
pub(super) fn refuse_interrupted(root: &Path) -> Result<(), Error> {
    let journal = root.join(WORK_FOLDER).join(JOURNAL);
    match fs::symlink_metadata(&journal) {
        Ok(_) => Err(Error::Interrupted { journal }),
        Err(_) => Ok(()),
    }
}

/// Completes what an earlier run left behind: a change that was decided is carried out, one that was not is
/// forgotten. Does nothing where nothing was left.
///
/// # Errors
///
/// Fails where the system refuses, or where a file that the generator did not write came in between.
pub fn recover(root: &Path) -> Result<(), Error> {
    if !is_pending(root) {
        return Ok(());
    }
    let session = Session::open(root)?;
    session.recover()?;
    session.close();
    Ok(())
}

/// The right to change an output folder. Other runs wait until it ends. A session that is dropped without
/// [`Session::close`] leaves the folder's content to the next run, as one that dies does.
pub(super) struct Session {
    root: PathBuf,
    work: PathBuf,
    /// Keeps the lock for as long as it is open.
    _lock: File,
    /// Called before each step on disk, so that tests can make the run fail or stop there.
    before_step: Box<dyn Fn() -> io::Result<()> + Sync>,
}

impl Session {
    /// Waits for the lock of the output and takes it. Creates the output folder where it is missing.
    pub(super) fn open(root: &Path) -> Result<Self, Error> {
        let lock = lock::take(root)?;
        Ok(Self {
            root: root.to_owned(),
            work: root.join(WORK_FOLDER),
            _lock: lock,
            before_step: Box::new(|| Ok(())),
        })
    }

    /// Carries out the changes, all of them or none, and ends the session.
    pub(super) fn apply(self, changes: &[Change<'_>]) -> Result<(), Error> {
        let mut begun = 0;
        let result = self
            .stage(changes)
            .and_then(|()| self.carry_out(changes, &mut begun));
        // Where an old file cannot be put back, the folder that still holds it stays.
        if result.is_ok() || self.undo(changes, begun) {
            self.close();
        }
        result
    }

    /// Carries out what a complete journal says, and discards everything else in the folder.
    pub(super) fn recover(&self) -> Result<(), Error> {
        for (index, entry) in self.journal()?.iter().enumerate() {
            self.resume(index, entry)?;
        }
        self.discard()
    }

    /// Deletes the folder and gives the lock back.
    pub(super) fn close(self) {
        // The next run discards the files that cannot be deleted.
        let mut parts = PARTS.iter().chain([&LOCK]);
        if parts.all(|part| remove_part(&self.work.join(part)).is_ok()) {
            // From here on another run may hold the lock. The folder goes only while nothing is in it.
            let _ = fs::remove_dir(&self.work);
        }
    }

    /// Writes the new texts, and then the journal.
    fn stage(&self, changes: &[Change<'_>]) -> Result<(), Error> {
        for folder in [NEW, OLD] {
            let folder = self.work.join(folder);
            self.step("create", &folder, || fs::create_dir(&folder))?;
        }
        changes
            .par_iter()
            .enumerate()
            .filter(|(_, change)| change.kind != ChangeKind::Remove)
            .try_for_each(|(index, change)| {
                let place = self.staged(index);
                self.step("write", &place, || self.stage_one(change, &place))
            })?;
        // Where there is nothing yet, nothing can be lost.
        if changes.iter().any(|change| change.kind != ChangeKind::Create) {
            self.step("write", &self.work, || sync_files(&self.work.join(NEW)))?;
        }
        let entries: Vec<JournalEntry> = changes.iter().map(JournalEntry::of).collect();
        let part = self.work.join(JOURNAL_PART);
        let journal =
            serde_json::to_vec(&entries).map_err(|error| Error::io("write", &part)(error.into()))?;
        self.step("write", &part, || {
            fs::write(&part, &journal)?;
            sync_file(&part)
        })?;
        let place = self.work.join(JOURNAL);
        self.step("write", &place, || fs::rename(&part, &place))
    }

    /// Puts the new file into the work folder: the old file itself where its text stays, so that its time stays, too.
    fn stage_one(&self, change: &Change<'_>, place: &Path) -> io::Result<()> {
        if change.kind == ChangeKind::Replace && change.old == change.new {
            let target = layout::path_on_disk(&self.root, &change.path);
            if fs::hard_link(target, place).is_ok() {
                return Ok(());
            }
        }
        fs::write(place, change.new)
    }

    /// Puts the barrier into the file of each version that changes, and keeps the old text of the file.
    fn raise_barrier(&self, changes: &[Change<'_>]) -> Result<(), Error> {
        let closed = changes.iter().enumerate();
        for (index, change) in closed.filter(|(_, change)| barrier::stands_in(change)) {
            self.keep_old(index, &change.path)?;
            let (barrier, target) = (
                self.work.join(NEW).join(BARRIER),
                layout::path_on_disk(&self.root, &change.path),
            );
            self.step("write", &barrier, || fs::write(&barrier, barrier::text()))?;
            self.step("write", &target, || fs::rename(&barrier, &target))?;
        }
        Ok(())
    }

    /// Carries out the changes, one after the other. `begun` counts those that were begun, for [`Session::undo`].
    fn carry_out(&self, changes: &[Change<'_>], begun: &mut usize) -> Result<(), Error> {
        self.raise_barrier(changes)?;
        for (index, change) in changes.iter().enumerate() {
            *begun += 1;
            if change.kind != ChangeKind::Create && !barrier::stands_in(change) {
                self.keep_old(index, &change.path)?;
            }
            self.change(index, &JournalEntry::of(change))?;
        }
        Ok(())
    }

    /// Puts back the old files of the changes that were begun, and those that the barrier replaced. Returns whether all are
    /// back.
    fn undo(&self, changes: &[Change<'_>], begun: usize) -> bool {
        // As long as the journal is there, the next run completes the change, and the barrier keeps a build from what is
        // neither the old tree nor the new one.
        if remove_if_there(&self.work.join(JOURNAL)).is_err() {
            return false;
        }
        let mut undone = true;
        for (index, change) in changes.iter().enumerate().rev() {
            if index < begun || barrier::stands_in(change) {
                undone &= self.undo_one(index, change).is_ok();
            }
        }
        undone
    }

    fn undo_one(&self, index: usize, change: &Change<'_>) -> io::Result<()> {
        let target = layout::path_on_disk(&self.root, &change.path);
        let kept = self.kept(index);
        match change.kind {
            ChangeKind::Create => {
                // Where the text is still staged, it was never moved, and what stands there now is not ours.
                let result = if self.staged(index).exists() {
                    Ok(())
                } else {
                    remove_if_there(&target)
                };
                layout::remove_empty_folders(&self.root, &change.path);
                result
            }
            ChangeKind::Replace | ChangeKind::Remove if kept.exists() => {
                target.parent().map_or(Ok(()), fs::create_dir_all)?;
                fs::rename(&kept, &target)
            }
            // The old file was not touched yet.
            ChangeKind::Replace | ChangeKind::Remove => Ok(()),
        }
    }

    /// Carries out a change of the journal of an earlier run, unless that run has done it already.
    fn resume(&self, index: usize, entry: &JournalEntry) -> Result<(), Error> {
        if !layout::is_owned(&entry.path) && !layout::is_snippet(&entry.path) {
            return Err(Error::Path {
                path: entry.path.clone(),
                reason: "the journal of an earlier run names it, but it is no place for generated files",
            });
        }
        if entry.staged {
            let staged = self.staged(index);
            match fs::symlink_metadata(&staged) {
                Ok(found) if found.is_file() => {}
                // A run stages files alone.
                Ok(_) => {
                    return Err(Error::Foreign { paths: vec![staged] });
                }
                Err(_) => return Ok(()),
            }
        }
        if !layout::is_ours_or_absent(&self.root, &entry.path)? {
            let paths = vec![layout::path_on_disk(&self.root, &entry.path)];
            return Err(Error::Foreign { paths });
        }
        self.change(index, entry)
    }

    /// Moves the staged text of a file to its place, or deletes the file.
    fn change(&self, index: usize, entry: &JournalEntry) -> Result<(), Error> {
        let target = layout::path_on_disk(&self.root, &entry.path);
        if entry.staged {
            if let Some(folder) = target.parent() {
                self.step("create", folder, || fs::create_dir_all(folder))?;
            }
            self.step("write", &target, || fs::rename(self.staged(index), &target))
        } else {
            self.step("delete", &target, || remove_if_there(&target))?;
            layout::remove_empty_folders(&self.root, &entry.path);
            Ok(())
        }
    }

    /// Keeps the old content, so that the change can be undone; the file itself stays until it is replaced.
    fn keep_old(&self, index: usize, path: &str) -> Result<(), Error> {
        let (target, kept) = (layout::path_on_disk(&self.root, path), self.kept(index));
        self.step("keep", &target, || {
            fs::hard_link(&target, &kept).or_else(|_| fs::copy(&target, &kept).map(drop))
        })
    }

    /// Deletes everything in the folder but the lock; the journal first.
    fn discard(&self) -> Result<(), Error> {
        PARTS.iter().try_for_each(|part| {
            let place = self.work.join(part);
            self.step("delete", &place, || remove_part(&place))
        })
    }

    /// The journal of an earlier run; empty where there is none that is complete.
    fn journal(&self) -> Result<Vec<JournalEntry>, Error> {
        let place = self.work.join(JOURNAL);
        if fs::symlink_metadata(&place).is_ok_and(|meta| !meta.is_file()) {
            let paths = vec![place];
            return Err(Error::Foreign { paths });
        }
        match fs::read(&place) {
            Ok(content) => Ok(serde_json::from_slice(&content).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(Error::io("read", &place)(error)),
        }
    }

    fn staged(&self, index: usize) -> PathBuf {
        self.work.join(NEW).join(index.to_string())
    }

    fn kept(&self, index: usize) -> PathBuf {
        self.work.join(OLD).join(index.to_string())
    }

    fn step(
        &self,
        action: &'static str,
        path: &Path,
        work: impl FnOnce() -> io::Result<()>,
    ) -> Result<(), Error> {
        (self.before_step)()
            .and_then(|()| work())
            .map_err(Error::io(action, path))
    }
}

/// Brings the content of the files in a folder to the disk, so that a machine that goes down leaves no file without it.
fn sync_files(folder: &Path) -> io::Result<()> {
    let files: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    // A thread waits for the disk most of the time, and the disk takes what several of them have in one go.
    let share = files.len().div_ceil(SYNCING).max(1);
    std::thread::scope(|scope| {
        let threads: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(|| files.iter().try_for_each(|file| sync_file(file))))
            .collect();
        threads
            .into_iter()
            .try_for_each(|thread| thread.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())))
    })
}

fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_data()
}

/// Deletes a file or a folder of the work folder.
fn remove_part(place: &Path) -> io::Result<()> {
    match fs::symlink_metadata(place) {
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(place),
        _ => remove_if_there(place),
    }
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests;
