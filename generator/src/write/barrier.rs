//! Keeps a tree from being compiled while it is half old and half new.
//!
//! The files of a version change one after another. Until the last of them is right, the file that declares them all,
//! `src/v1.rs`, holds an error for the compiler: a build that comes in between, or after a run that was interrupted,
//! ends with what is to be done. So the file changes twice, before all others of its version and after them, also where
//! its own text stays. A change of the runtime that goes with the crate is one of all versions.

use super::MARK;
use super::layout::{Change, ChangeKind};
use super::lock::{JOURNAL, WORK_FOLDER};
use super::package::vendored;
use crate::graph::Version;
use crate::resolve::module_of;

/// The text of the barrier: an error for the compiler that says what is to be done.
pub(super) fn text() -> String {
    format!(
        "// {MARK}; a run was interrupted.\n\
         compile_error!(\"half of these files are old and half are new, as a run of the generator was interrupted or is \
         not at its end; run it again, it completes what `{WORK_FOLDER}/{JOURNAL}` lists\");\n"
    )
}

/// The path of the file that declares the modules of a version.
fn root(version: Version) -> String {
    format!("src/{}.rs", module_of(version))
}

/// Whether the file of a change holds the barrier while the other files of its version change.
pub(super) fn stands_in(change: &Change<'_>) -> bool {
    change.kind == ChangeKind::Replace && Version::ALL.iter().any(|version| root(*version) == change.path)
}

/// Puts the changes in the order in which they are carried out: the file that declares the modules of a version is removed
/// before all others, but created or replaced after them.
///
/// Such a file is a change, too, where its own text stays but others of its version change, so that it can hold the barrier
/// in between. `of_file` is its text in the new tree.
pub(super) fn arrange<'t>(
    mut changes: Vec<Change<'t>>,
    of_file: impl Fn(&str) -> Option<&'t str>,
) -> Vec<Change<'t>> {
    let runtime = format!("{}/", vendored::FOLDER);
    for version in Version::ALL {
        let root = root(version);
        let below = format!("src/{}/", module_of(version));
        let change = match changes.iter().position(|change| change.path == root) {
            Some(at) => changes.remove(at),
            None if changes
                .iter()
                .any(|change| change.path.starts_with(&below) || change.path.starts_with(&runtime)) =>
            {
                let Some(text) = of_file(&root) else { continue };
                Change {
                    path: root,
                    kind: ChangeKind::Replace,
                    old: text.to_owned(),
                    new: text,
                }
            }
            None => continue,
        };
        if change.kind == ChangeKind::Remove {
            changes.insert(0, change);
        } else {
            changes.push(change);
        }
    }
    changes
}
