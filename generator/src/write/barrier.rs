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

/// The text of the file in the meantime.
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

/// Whether a change is one of a file that the barrier stands in.
pub(super) fn stands_in(change: &Change<'_>) -> bool {
    change.kind == ChangeKind::Replace && Version::ALL.iter().any(|version| root(*version) == change.path)
}

/// The changes in their order: the file of a version that goes before the others, one that stays or comes behind them.
/// `of_file` is the text of a file of the new tree, with which one that stays is added to the changes.
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
