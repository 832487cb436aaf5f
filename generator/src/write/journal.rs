//! All of a change or nothing: the lock, the staged texts, the journal.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::tree::{self, Change, ChangeKind};
use crate::error::Error;

/// The folder, below the output, that exists while a run changes the output, and after one that was
/// interrupted. It lies on the file system of the output, so that a file gets to its place in one step.
pub const WORK_FOLDER: &str = ".generator";

const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";
const JOURNAL: &str = "journal.json";
const JOURNAL_PART: &str = "journal.part";

/// What a run puts into the folder beside the lock, in the order in which it is deleted. The journal goes first: a
/// folder that is deleted half must not be taken for a change to carry out.
const PARTS: [&str; 4] = [JOURNAL, JOURNAL_PART, NEW, OLD];

/// How often the lock is sought again when the run that held it deletes it at its end.
const LOCK_ATTEMPTS: usize = 1000;

/// One file of the journal.
#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    /// The path below the output.
    path: String,
    /// Whether a new text is staged; otherwise the file goes.
    staged: bool,
}

/// Whether an earlier run left work behind, or another is at it.
pub fn is_pending(root: &Path) -> bool {
    fs::symlink_metadata(root.join(WORK_FOLDER)).is_ok()
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

/// Gives a single file a new content: all of it, or it stays as it was. A file that has the content already is
/// not touched.
///
/// # Errors
///
/// Fails where the system refuses.
pub fn update_file(path: &Path, content: &str) -> Result<(), Error> {
    match fs::read(path) {
        Ok(old) if old == content.as_bytes() => return Ok(()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Error::io("read", path)(error)),
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(Error::io("create", folder))?;
    let mut staged = tempfile::NamedTempFile::new_in(folder).map_err(Error::io("write", folder))?;
    staged
        .write_all(content.as_bytes())
        .map_err(Error::io("write", path))?;
    staged
        .persist(path)
        .map_err(|error| Error::io("write", path)(error.error))?;
    Ok(())
}

/// The right to change an output folder. Other runs wait until it ends. A session that is dropped without
/// [`Session::close`] leaves the folder's content to the next run, as one that dies does.
pub(super) struct Session {
    root: PathBuf,
    work: PathBuf,
    /// Keeps the lock for as long as it is open.
    _lock: File,
    /// Is asked before each step on disk. Tests let the run fail or end there.
    before_step: Box<dyn Fn() -> io::Result<()> + Sync>,
}

impl Session {
    /// Waits for the lock of the output and takes it. Creates the output folder where it is missing.
    pub(super) fn open(root: &Path) -> Result<Self, Error> {
        let work = root.join(WORK_FOLDER);
        let place = work.join(LOCK);
        for _ in 0..LOCK_ATTEMPTS {
            match fs::create_dir_all(&work) {
                Ok(()) => {}
                // It was there, and another run deleted it before it was seen what it is; or a file is there.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Error::io("create", &work)(error)),
            }
            let meta = fs::symlink_metadata(&work).map_err(Error::io("read", &work));
            match meta {
                Ok(meta) if meta.is_dir() => {}
                Ok(_) => return Err(Error::Foreign { paths: vec![work] }),
                Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            }
            let lock = match File::options()
                .create(true)
                .truncate(false)
                .write(true)
                .open(&place)
            {
                Ok(lock) => lock,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(Error::io("open", &place)(error)),
            };
            lock.lock().map_err(Error::io("lock", &place))?;
            if is_still_at(&lock, &place)? {
                return Ok(Self {
                    root: root.to_owned(),
                    work,
                    _lock: lock,
                    before_step: Box::new(|| Ok(())),
                });
            }
        }
        Err(Error::io("lock", &place)(io::ErrorKind::WouldBlock.into()))
    }

    /// Carries out what a complete journal says, and discards everything else in the folder.
    pub(super) fn recover(&self) -> Result<(), Error> {
        let place = self.work.join(JOURNAL);
        let journal = match fs::read(&place) {
            Ok(content) => serde_json::from_slice(&content).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(Error::io("read", &place)(error)),
        };
        self.roll_forward(&journal)?;
        self.discard()
    }

    /// Carries out the changes, all of them or none, and ends the session.
    pub(super) fn apply(self, changes: &[Change<'_>]) -> Result<(), Error> {
        let mut begun = 0;
        let result = self
            .stage(changes)
            .and_then(|()| self.carry_out(changes, &mut begun));
        // What cannot be put back is not thrown away either.
        if result.is_ok() || self.undo(changes.get(..begun).unwrap_or(changes)) {
            self.close();
        }
        result
    }

    /// Deletes the folder and gives the lock back.
    pub(super) fn close(self) {
        // What cannot be deleted is discarded by the next run.
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
                self.step("write", &place, || fs::write(&place, change.new))
            })?;
        let entries: Vec<Entry> = changes
            .iter()
            .map(|change| Entry {
                path: change.path.clone(),
                staged: change.kind != ChangeKind::Remove,
            })
            .collect();
        let part = self.work.join(JOURNAL_PART);
        let journal =
            serde_json::to_vec(&entries).map_err(|error| Error::io("write", &part)(error.into()))?;
        self.step("write", &part, || fs::write(&part, &journal))?;
        let place = self.work.join(JOURNAL);
        self.step("write", &place, || fs::rename(&part, &place))
    }

    /// Moves the staged texts to their places and deletes stale files. `begun` counts them.
    fn carry_out(&self, changes: &[Change<'_>], begun: &mut usize) -> Result<(), Error> {
        for (index, change) in changes.iter().enumerate() {
            let target = tree::place(&self.root, &change.path);
            *begun += 1;
            if change.kind != ChangeKind::Create {
                self.keep_old(index, &target)?;
            }
            match change.kind {
                ChangeKind::Remove => {
                    self.step("delete", &target, || fs::remove_file(&target))?;
                    self.remove_empty_folders(&change.path);
                }
                ChangeKind::Create | ChangeKind::Replace => self.place(index, &target)?,
            }
        }
        Ok(())
    }

    fn place(&self, index: usize, target: &Path) -> Result<(), Error> {
        if let Some(folder) = target.parent() {
            self.step("create", folder, || fs::create_dir_all(folder))?;
        }
        self.step("write", target, || fs::rename(self.staged(index), target))
    }

    /// Keeps the old content, so that the change can be undone; the file itself stays until it is replaced.
    fn keep_old(&self, index: usize, target: &Path) -> Result<(), Error> {
        let old = self.kept(index);
        self.step("keep", target, || {
            fs::hard_link(target, &old).or_else(|_| fs::copy(target, &old).map(drop))
        })
    }

    /// Puts the old files back where the new ones are. Tells whether all are back.
    fn undo(&self, begun: &[Change<'_>]) -> bool {
        // Without a journal, an end in the middle of this leaves no order to go forward again.
        let mut undone = remove_if_there(&self.work.join(JOURNAL)).is_ok();
        for (index, change) in begun.iter().enumerate().rev() {
            let target = tree::place(&self.root, &change.path);
            let kept = self.kept(index);
            let result = match change.kind {
                // Still staged: it was never moved, and what stands there now is not ours.
                ChangeKind::Create if self.staged(index).exists() => Ok(()),
                ChangeKind::Create => remove_if_there(&target),
                ChangeKind::Replace | ChangeKind::Remove if !kept.exists() => Ok(()),
                ChangeKind::Replace | ChangeKind::Remove => target
                    .parent()
                    .map_or(Ok(()), fs::create_dir_all)
                    .and_then(|()| fs::rename(&kept, &target)),
            };
            if change.kind == ChangeKind::Create {
                self.remove_empty_folders(&change.path);
            }
            undone &= result.is_ok();
        }
        undone
    }

    fn roll_forward(&self, journal: &[Entry]) -> Result<(), Error> {
        for (index, entry) in journal.iter().enumerate() {
            if !tree::is_owned(&entry.path) {
                return Err(Error::Path {
                    path: entry.path.clone(),
                    reason: "the journal of an earlier run names it, but it is no place for generated files",
                });
            }
            let target = tree::place(&self.root, &entry.path);
            if entry.staged && !self.staged(index).exists() {
                continue;
            }
            if !tree::is_ours_or_absent(&self.root, &entry.path)? {
                return Err(Error::Foreign { paths: vec![target] });
            }
            if entry.staged {
                self.place(index, &target)?;
            } else {
                self.step("delete", &target, || remove_if_there(&target))?;
                self.remove_empty_folders(&entry.path);
            }
        }
        Ok(())
    }

    /// Deletes everything in the folder but the lock; the journal first.
    fn discard(&self) -> Result<(), Error> {
        PARTS.iter().try_for_each(|part| {
            let place = self.work.join(part);
            self.step("delete", &place, || remove_part(&place))
        })
    }

    /// Deletes the folders above a file that went, up to the version's, as long as they are empty.
    fn remove_empty_folders(&self, path: &str) {
        let mut path = path;
        while let Some((folder, _)) = path.rsplit_once('/') {
            // `remove_dir` refuses a folder that holds anything.
            if ["src", "tests"].contains(&folder) || fs::remove_dir(tree::place(&self.root, folder)).is_err()
            {
                return;
            }
            path = folder;
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

/// Whether the path still leads to the locked file. The run that held the lock before may have deleted it, and
/// a third may hold a new file of that name.
fn is_still_at(lock: &File, place: &Path) -> Result<bool, Error> {
    let ours = lock
        .try_clone()
        .and_then(same_file::Handle::from_file)
        .map_err(Error::io("read", place))?;
    match same_file::Handle::from_path(place) {
        Ok(theirs) => Ok(ours == theirs),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io("read", place)(error)),
    }
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
