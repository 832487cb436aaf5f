//! The files of a run on disk: which are owned, which differ, which are stale.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::journal::{self, Session};
use super::{documented, is_marked};
use crate::error::Error;
use crate::resolve::module_of;
use crate::source::Version;

/// The file that lists what there is to say about the pages.
pub const DIAGNOSTICS_FILE: &str = "diagnostics.txt";
/// Files of a whole crate. Where one without the generator's mark stands already, it is somebody's own and is
/// left as it is.
const YIELDING: [&str; 3] = ["Cargo.toml", "src/lib.rs", "tests/documented/main.rs"];

/// The files that a run owns, by path below the output crate.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

/// What happens to a file, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is not there yet.
    Create,
    /// It is there with another text.
    Replace,
    /// It was generated once and is no more.
    Remove,
}

/// A file that differs from what the pages say.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// The path below the output crate.
    pub path: String,
    /// What happens to it.
    pub kind: ChangeKind,
    /// The text on disk, as far as it is UTF-8; empty where there is none.
    pub old: String,
    /// The text to be; empty where there is to be none.
    pub new: &'a str,
}

/// What a run did to the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there before.
    pub created: usize,
    /// Files whose text changed.
    pub replaced: usize,
    /// Stale files that were deleted.
    pub removed: usize,
    /// Files that were right already and were not touched.
    pub unchanged: usize,
}

impl Written {
    /// How many files were created, replaced or removed.
    pub fn changed(&self) -> usize {
        self.created + self.replaced + self.removed
    }
}

/// What stands on disk where an owned file belongs.
enum Found {
    Nothing,
    File(Vec<u8>),
    /// A folder, a link, or either above it; the path tells which.
    Other(PathBuf),
}

impl Tree {
    /// A tree of these files, whose paths are given below the output crate, with `/`.
    ///
    /// # Errors
    ///
    /// Fails where a path is not one of those that the generator owns.
    pub fn new(files: BTreeMap<String, String>) -> Result<Self, Error> {
        match files.keys().find(|path| !is_owned(path)) {
            None => Ok(Self { files }),
            Some(path) => Err(Error::Path {
                path: path.clone(),
                reason: "it is not a place for generated files",
            }),
        }
    }

    /// The texts by path.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// What differs between this tree and the folder `root`, by path. Nothing is changed.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be read, and where something stands in the way that the generator did not
    /// write.
    pub fn changes(&self, root: &Path) -> Result<Vec<Change<'_>>, Error> {
        let stale = self.stale_candidates(root)?;
        let paths: Vec<&str> = self
            .files
            .keys()
            .map(String::as_str)
            .chain(stale.iter().map(String::as_str))
            .collect();
        let found: Vec<Found> = paths
            .par_iter()
            .map(|path| look(root, path))
            .collect::<Result<_, _>>()?;
        let mut changes = Vec::new();
        let mut foreign = Vec::new();
        for (path, found) in paths.into_iter().zip(found) {
            let new = self.files.get(path).map(String::as_str);
            let kind = match (new, &found) {
                (Some(_), Found::Nothing) => ChangeKind::Create,
                (Some(new), Found::File(old)) if new.as_bytes() == old => continue,
                (Some(_), Found::File(old)) if is_marked(old) => ChangeKind::Replace,
                (Some(_), Found::File(_)) if YIELDING.contains(&path) => continue,
                (Some(_), Found::File(_)) => {
                    foreign.push(place(root, path));
                    continue;
                }
                (Some(_), Found::Other(obstacle)) => {
                    foreign.push(obstacle.clone());
                    continue;
                }
                (None, Found::File(old)) if is_marked(old) => ChangeKind::Remove,
                (None, _) => continue,
            };
            let old = match found {
                Found::File(old) => String::from_utf8_lossy(&old).into_owned(),
                Found::Nothing | Found::Other(_) => String::new(),
            };
            changes.push(Change {
                path: path.to_owned(),
                kind,
                old,
                new: new.unwrap_or_default(),
            });
        }
        if !foreign.is_empty() {
            foreign.sort();
            foreign.dedup();
            return Err(Error::Foreign { paths: foreign });
        }
        changes.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(changes)
    }

    /// Makes the folder `root` hold this tree: all of it, or nothing where the run fails. Files that are right
    /// already are not touched.
    ///
    /// # Errors
    ///
    /// Fails where something stands in the way that the generator did not write, or the system refuses a
    /// change; then the old files are all there.
    pub fn write(&self, root: &Path) -> Result<Written, Error> {
        if !journal::is_pending(root) && self.changes(root)?.is_empty() {
            return Ok(self.written(&[]));
        }
        let session = Session::open(root)?;
        session.recover()?;
        // Another run may have come in between.
        match self.changes(root) {
            Ok(changes) => {
                session.apply(&changes)?;
                Ok(self.written(&changes))
            }
            Err(error) => {
                session.close();
                Err(error)
            }
        }
    }

    fn written(&self, changes: &[Change<'_>]) -> Written {
        let count = |kind| changes.iter().filter(|change| change.kind == kind).count();
        let (created, replaced) = (count(ChangeKind::Create), count(ChangeKind::Replace));
        Written {
            created,
            replaced,
            removed: count(ChangeKind::Remove),
            unchanged: self.files.len().saturating_sub(created + replaced),
        }
    }

    /// The files on disk that may be left from an earlier run: where modules lie, but not in this tree.
    fn stale_candidates(&self, root: &Path) -> Result<BTreeSet<String>, Error> {
        let mut paths = BTreeSet::from([DIAGNOSTICS_FILE.to_owned()]);
        let modules = Version::ALL.map(|version| format!("src/{}", module_of(version)));
        for folder in modules.iter().map(String::as_str).chain([documented::FOLDER]) {
            paths.insert(format!("{folder}.rs"));
            let folder = place(root, folder);
            if !folder.is_dir() {
                continue;
            }
            for entry in WalkDir::new(&folder).min_depth(1) {
                let entry = match entry {
                    Ok(entry) => entry,
                    // Another run deletes its stale files at this moment.
                    Err(error) if is_missing(&error) => continue,
                    Err(error) => {
                        let path = error.path().unwrap_or(&folder).to_owned();
                        return Err(Error::io("read", &path)(error.into()));
                    }
                };
                let path = below(root, entry.path());
                if entry.file_type().is_file() && is_owned(&path) {
                    paths.insert(path);
                }
            }
        }
        paths.retain(|path| is_owned(path) && !self.files.contains_key(path));
        Ok(paths)
    }
}

/// Whether a path, below the output crate, is one at which the generator may write: a module of a version, a file
/// of the test of documented examples, or one of three single files. No such path leads out of the crate.
pub fn is_owned(path: &str) -> bool {
    if path == DIAGNOSTICS_FILE || YIELDING.contains(&path) {
        return true;
    }
    let in_test = path
        .strip_prefix(documented::FOLDER)
        .and_then(|path| path.strip_prefix('/'));
    let below = in_test.or_else(|| path.strip_prefix("src/"));
    let Some(stem) = below.and_then(|path| path.strip_suffix(".rs")) else {
        return false;
    };
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let first = stem.split('/').next().unwrap_or_default();
    let is_module = Version::ALL.iter().any(|&version| module_of(version) == first);
    let is_fixed = in_test.is_some() && ["example", "sans_io"].contains(&stem);
    (is_module || is_fixed) && stem.split('/').all(is_name)
}

/// The place on disk of an owned path.
pub(super) fn place(root: &Path, path: &str) -> PathBuf {
    path.split('/')
        .fold(root.to_owned(), |place, name| place.join(name))
}

/// The path below `root`, with `/`.
fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<_> = below
        .components()
        .map(|name| name.as_os_str().to_string_lossy())
        .collect();
    names.join("/")
}

/// Reads what stands at an owned path. Links are not followed, as they could lead out of the output.
fn look(root: &Path, path: &str) -> Result<Found, Error> {
    let mut place = root.to_owned();
    let names: Vec<&str> = path.split('/').collect();
    for (index, name) in names.iter().enumerate() {
        place.push(name);
        let meta = match fs::symlink_metadata(&place) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(Error::io("read", &place)(error)),
        };
        let is_last = index + 1 == names.len();
        if (is_last && !meta.is_file()) || (!is_last && !meta.is_dir()) {
            return Ok(Found::Other(place));
        }
    }
    match fs::read(&place) {
        Ok(content) => Ok(Found::File(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::Nothing),
        Err(error) => Err(Error::io("read", &place)(error)),
    }
}

fn is_missing(error: &walkdir::Error) -> bool {
    error
        .io_error()
        .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

/// Whether the file at an owned path may be replaced or deleted: it is absent, or bears the mark.
pub(super) fn is_ours_or_absent(root: &Path, path: &str) -> Result<bool, Error> {
    Ok(match look(root, path)? {
        Found::Nothing => true,
        Found::File(content) => is_marked(&content),
        Found::Other(_) => false,
    })
}

#[cfg(test)]
mod tests;
