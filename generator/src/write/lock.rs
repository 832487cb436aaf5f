//! The lock of an output folder, so that two runs do not mix.
//!
//! The lock is a file in the work folder. The run that holds it deletes the folder at its end, so a run that waited
//! may get the lock of a file that is gone; it tries again then.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The folder, below the output, that exists while a run changes the output, and after a run that was
/// interrupted. It lies on the file system of the output, so that a file gets to its place in one step.
pub const WORK_FOLDER: &str = ".generator";

/// The name of the lock in the work folder.
pub(super) const LOCK: &str = "lock";

/// The name of the journal in the work folder: what a run has decided to change.
pub(super) const JOURNAL: &str = "journal.json";

/// How often the lock is sought again when the run that held it deletes it at its end.
const ATTEMPTS: usize = 1000;

/// Waits for the lock of an output and takes it. Creates the output folder and its work folder where they are
/// missing. The lock is held for as long as the file is open.
pub(super) fn take(root: &Path) -> Result<File, Error> {
    if leads_nowhere(root) {
        let source = io::Error::new(io::ErrorKind::NotFound, "it is a link to what is not there");
        return Err(Error::io("create", root)(source));
    }
    let work = root.join(WORK_FOLDER);
    let place = work.join(LOCK);
    for _ in 0..ATTEMPTS {
        let Some(lock) = open(&work, &place)? else {
            continue;
        };
        lock.lock().map_err(Error::io("lock", &place))?;
        if is_still_at(&lock, &place)? {
            return Ok(lock);
        }
    }
    Err(Error::io("lock", &place)(io::ErrorKind::WouldBlock.into()))
}

fn leads_nowhere(path: &Path) -> bool {
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    is_link && fs::metadata(path).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Opens the file of the lock; `None` where another run deleted the work folder in the meantime.
fn open(work: &Path, place: &Path) -> Result<Option<File>, Error> {
    match fs::create_dir_all(work) {
        Ok(()) => {}
        // The folder was there, and another run deleted it before the system saw that it is one; or a file is there.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(Error::io("create", work)(error)),
    }
    match fs::symlink_metadata(work) {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => {
            let paths = vec![PathBuf::from(work)];
            return Err(Error::Foreign { paths });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io("read", work)(error)),
    }
    // A link could lead to anybody's file.
    if fs::symlink_metadata(place).is_ok_and(|meta| !meta.is_file()) {
        let paths = vec![PathBuf::from(place)];
        return Err(Error::Foreign { paths });
    }
    let mut options = File::options();
    match options.create(true).truncate(false).write(true).open(place) {
        Ok(lock) => Ok(Some(lock)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("open", place)(error)),
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
