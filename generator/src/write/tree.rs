//! The files of a run, held against those on disk: which differ, which are stale.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::barrier;
use super::journal::{self, Session};
use super::layout::{
    Change, ChangeKind, DIAGNOSTICS_FILE, Found, YIELDING, below, is_owned, is_snippet, look, path_on_disk,
    snippets_folder,
};
use super::package::{guide, vendored};
use super::{documented, is_marked};
use crate::error::Error;
use crate::graph::Version;
use crate::resolve::module_of;

/// The files that a run owns, by path below the output folder.
#[derive(Clone, Debug)]
pub struct Tree {
    files: BTreeMap<String, String>,
    kind: TreeKind,
}

/// What the files of a tree are, and so which files on disk are stale if they are not in it.
#[derive(Clone, Debug)]
enum TreeKind {
    /// Those of a crate.
    Crate,
    /// The snippets of these versions.
    Snippets(Vec<Version>),
}

impl TreeKind {
    fn is_owned(&self, path: &str) -> bool {
        match self {
            Self::Crate => is_owned(path),
            Self::Snippets(_) => is_snippet(path),
        }
    }

    /// Where files of an earlier run may be: single files, and folders.
    fn files_and_folders(&self) -> (Vec<String>, Vec<String>) {
        match self {
            Self::Crate => {
                let mut folders: Vec<String> = Version::ALL
                    .into_iter()
                    .map(|version| format!("src/{}", module_of(version)))
                    .collect();
                folders.push(documented::FOLDER.to_owned());
                folders.push(format!("{}/src", vendored::FOLDER));
                let mut files: Vec<String> = folders.iter().map(|folder| format!("{folder}.rs")).collect();
                files.extend([DIAGNOSTICS_FILE, guide::FILE].map(str::to_owned));
                files.push(format!("{}/Cargo.toml", vendored::FOLDER));
                (files, folders)
            }
            Self::Snippets(versions) => {
                let folders = versions.iter().map(|version| snippets_folder(*version));
                (Vec::new(), folders.collect())
            }
        }
    }
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

impl Tree {
    /// The tree of a crate. Paths are given below its folder, with `/`.
    ///
    /// # Errors
    ///
    /// Fails where a path is not one of those that the generator owns.
    pub fn of_crate(files: BTreeMap<String, String>) -> Result<Self, Error> {
        Self::new(files, TreeKind::Crate)
    }

    /// The tree of the snippets of these versions. Paths are given below the folder of the versions, with `/`.
    ///
    /// # Errors
    ///
    /// Fails where a path is not one of those that the generator owns.
    pub fn of_snippets(files: BTreeMap<String, String>, versions: Vec<Version>) -> Result<Self, Error> {
        Self::new(files, TreeKind::Snippets(versions))
    }

    fn new(files: BTreeMap<String, String>, kind: TreeKind) -> Result<Self, Error> {
        match files.keys().find(|path| !kind.is_owned(path)) {
            None => Ok(Self { files, kind }),
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
    /// Fails where a run was interrupted that is to be completed first.
    pub fn check(&self, root: &Path) -> Result<Vec<Change<'_>>, Error> {
        journal::refuse_interrupted(root)?;
        self.changes(root)
    }

    /// The changes, without a look at what an interrupted run left: [`Tree::write`] completes such a run first.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be read, and where something stands in the way that the generator did not
    /// write.
    pub(super) fn changes(&self, root: &Path) -> Result<Vec<Change<'_>>, Error> {
        let stale = self.stale_candidates(root)?;
        let paths: Vec<&str> = self
            .files
            .keys()
            .map(String::as_str)
            .chain(stale.iter().map(String::as_str))
            .collect();
        // A file that is right already is compared and dropped at once: most files of a large output are, most of the time.
        let found: Vec<Option<Found>> = paths
            .par_iter()
            .map(|path| {
                let found = look(root, path)?;
                let new = self.files.get(*path).map(String::as_bytes);
                let is_right = matches!(&found, Found::File(old) if Some(old.as_slice()) == new);
                Ok((!is_right).then_some(found))
            })
            .collect::<Result<_, Error>>()?;
        let mut changes = Vec::new();
        let mut foreign = Vec::new();
        for (path, found) in paths.into_iter().zip(found) {
            let Some(found) = found else { continue };
            let new = self.files.get(path).map(String::as_str);
            let kind = match decide(path, new, &found) {
                Decision::Change(kind) => kind,
                Decision::Leave => continue,
                Decision::Refuse => {
                    foreign.push(match found {
                        Found::Other(obstacle) => obstacle,
                        Found::File(_) | Found::Nothing => path_on_disk(root, path),
                    });
                    continue;
                }
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
                let written = self.written(&changes);
                session.apply(&self.arranged(changes))?;
                Ok(written)
            }
            Err(error) => {
                session.close();
                Err(error)
            }
        }
    }

    /// The changes in the order in which they are carried out.
    pub(super) fn arranged<'t>(&'t self, changes: Vec<Change<'t>>) -> Vec<Change<'t>> {
        barrier::arrange(changes, |path| self.files.get(path).map(String::as_str))
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

    /// The files on disk that may be left from an earlier run: where files of the tree lie, but not in it.
    fn stale_candidates(&self, root: &Path) -> Result<BTreeSet<String>, Error> {
        let (files, folders) = self.kind.files_and_folders();
        let mut paths = BTreeSet::from_iter(files);
        for folder in folders {
            let folder = path_on_disk(root, &folder);
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
                if entry.file_type().is_file() {
                    paths.insert(below(root, entry.path()));
                }
            }
        }
        paths.retain(|path| self.kind.is_owned(path) && !self.files.contains_key(path));
        Ok(paths)
    }
}

/// What a run does about a path.
enum Decision {
    Change(ChangeKind),
    Leave,
    /// Something stands there that the generator did not write.
    Refuse,
}

/// What a run does where the new tree has this text for a path, or none, and this was found there.
fn decide(path: &str, new: Option<&str>, found: &Found) -> Decision {
    match (new, found) {
        (Some(_), Found::Nothing) => Decision::Change(ChangeKind::Create),
        (Some(_), Found::File(old)) if is_marked(old) => Decision::Change(ChangeKind::Replace),
        (Some(_), Found::File(_)) if YIELDING.contains(&path) => Decision::Leave,
        // The machine went down when the file was there, but not its content.
        (Some(_), Found::File(old)) if old.is_empty() => Decision::Change(ChangeKind::Replace),
        (Some(_), Found::File(_) | Found::Other(_)) => Decision::Refuse,
        (None, Found::File(old)) if is_marked(old) => Decision::Change(ChangeKind::Remove),
        (None, _) => Decision::Leave,
    }
}

fn is_missing(error: &walkdir::Error) -> bool {
    error
        .io_error()
        .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

#[cfg(test)]
mod tests;
