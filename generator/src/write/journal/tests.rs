use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{JOURNAL, Session, WORK_FOLDER, is_pending, recover};
use crate::error::Error;
use crate::write::MARK;
use crate::write::tree::Tree;

type Files = BTreeMap<String, String>;

fn files(files: &[(&str, &str)]) -> Files {
    files
        .iter()
        .map(|&(path, body)| (path.to_owned(), format!("// {MARK}\n{body}\n")))
        .collect()
}

fn old() -> Files {
    files(&[
        ("src/v1.rs", "old"),
        ("src/v1/models/same.rs", "same"),
        ("src/v1/models/user.rs", "old user"),
        ("src/v1/gone/stale.rs", "stale"),
        ("src/beta.rs", "stale"),
    ])
}

fn new() -> Files {
    files(&[
        ("diagnostics.txt", "new"),
        ("src/v1.rs", "new"),
        ("src/v1/models/same.rs", "same"),
        ("src/v1/models/user.rs", "new user"),
        ("src/v1/requests/user.rs", "created"),
    ])
}

/// The files below a folder but those of the work folder.
fn on_disk(root: &Path) -> Files {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| entry.file_name() != WORK_FOLDER)
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
            (path.replace('\\', "/"), fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn folders(root: &Path) -> Vec<std::path::PathBuf> {
    walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_dir())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

fn output_with_old() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    Tree::of_crate(old()).unwrap().write(root.path()).unwrap();
    assert_eq!(on_disk(root.path()), old());
    root
}

/// Writes the new tree; the step of that number, counted from 0, does `what` instead of its work.
/// Tells whether the run got that far.
fn write_until(root: &Path, step: usize, what: fn() -> io::Result<()>) -> Option<Result<(), Error>> {
    let tree = Tree::of_crate(new()).unwrap();
    let changes = tree.arranged(tree.changes(root).unwrap());
    let mut session = Session::open(root).unwrap();
    let steps = AtomicUsize::new(0);
    let reached = std::sync::Arc::new(AtomicUsize::new(0));
    let seen = std::sync::Arc::clone(&reached);
    session.before_step = Box::new(move || {
        if steps.fetch_add(1, Ordering::SeqCst) == step {
            seen.store(1, Ordering::SeqCst);
            return what();
        }
        Ok(())
    });
    let result = catch_unwind(AssertUnwindSafe(|| session.apply(&changes)));
    (reached.load(Ordering::SeqCst) == 1).then(|| result.unwrap_or(Ok(())))
}

/// A panic stands for the end of the process: nothing is cleaned up, the system gives the lock back.
fn die() -> io::Result<()> {
    std::panic::resume_unwind(Box::new("the process ends here"))
}

fn fail() -> io::Result<()> {
    Err(io::ErrorKind::StorageFull.into())
}

#[test]
fn a_run_that_dies_at_any_step_leaves_the_old_tree_or_the_new_one() {
    let mut outcomes = Vec::new();
    for step in 0.. {
        let root = output_with_old();
        if write_until(root.path(), step, die).is_none() {
            break;
        }
        let decided = root.path().join(WORK_FOLDER).join(JOURNAL).exists();
        if !decided {
            assert_eq!(
                on_disk(root.path()),
                old(),
                "step {step}: nothing moved before the journal"
            );
        }
        let left = on_disk(root.path());
        assert!(
            left == old() || left == new() || is_closed_off(&left),
            "step {step}: a mixture that compiles"
        );
        let checked = Tree::of_crate(new()).unwrap().check(root.path()).map(drop);
        assert_eq!(
            matches!(checked, Err(Error::Interrupted { .. })),
            decided,
            "step {step}"
        );
        recover(root.path()).unwrap();
        assert!(!is_pending(root.path()), "step {step}");
        let expected = if decided { new() } else { old() };
        assert_eq!(on_disk(root.path()), expected, "step {step}");
        outcomes.push(decided);
        Tree::of_crate(new()).unwrap().write(root.path()).unwrap();
        assert_eq!(on_disk(root.path()), new(), "step {step}");
    }
    assert!(outcomes.is_sorted() && outcomes.first() == Some(&false) && outcomes.last() == Some(&true));
    assert!(outcomes.len() > 15, "{}", outcomes.len());
}

/// Whether no version can be compiled of which some files are old and some are new.
fn is_closed_off(left: &Files) -> bool {
    ["v1", "beta"].iter().all(|version| {
        let root = format!("src/{version}.rs");
        let of_version = |files: &Files| {
            let is_below = |path: &str| path == root || path.starts_with(&format!("src/{version}/"));
            let below = files.iter().filter(|(path, _)| is_below(path));
            below
                .map(|(path, text)| (path.clone(), text.clone()))
                .collect::<Files>()
        };
        let found = of_version(left);
        let compiles = found
            .get(&root)
            .is_some_and(|text| !text.contains("compile_error!"));
        !compiles || found == of_version(&old()) || found == of_version(&new())
    })
}

#[test]
fn the_file_that_declares_the_modules_keeps_its_time() {
    let root = output_with_old();
    let declares = root.path().join("src/v1.rs");
    let before = fs::metadata(&declares).unwrap().modified().unwrap();
    let files = old()
        .into_iter()
        .filter(|(path, _)| path != "src/v1/models/user.rs");
    let written = Tree::of_crate(files.collect())
        .unwrap()
        .write(root.path())
        .unwrap();
    assert_eq!((written.changed(), written.removed), (1, 1));
    assert_eq!(fs::metadata(&declares).unwrap().modified().unwrap(), before);
}

#[cfg(unix)]
#[test]
fn what_is_in_the_way_of_the_work_is_named() {
    use std::os::unix::fs::symlink;
    let place = tempfile::tempdir().unwrap();
    let tree = Tree::of_crate(new()).unwrap();

    let output = place.path().join("dangling");
    symlink(place.path().join("nowhere"), &output).unwrap();
    let error = tree.write(&output).unwrap_err().chain().to_string();
    assert!(error.contains("dangling") && error.contains("link"), "{error}");

    let output = place.path().join("folder");
    let journal = output.join(WORK_FOLDER).join(JOURNAL);
    fs::create_dir_all(&journal).unwrap();
    let error = tree.write(&output).unwrap_err();
    assert!(
        matches!(&error, Error::Foreign { paths } if *paths == [journal]),
        "{error}"
    );

    let output = place.path().join("lock");
    let lock = output.join(WORK_FOLDER).join("lock");
    fs::create_dir_all(output.join(WORK_FOLDER)).unwrap();
    symlink(place.path().join("theirs"), &lock).unwrap();
    let error = tree.write(&output).unwrap_err();
    assert!(
        matches!(&error, Error::Foreign { paths } if *paths == [lock]),
        "{error}"
    );
    assert!(!place.path().join("theirs").exists());
}

#[test]
fn a_run_that_fails_at_any_step_leaves_the_old_tree() {
    for step in 0.. {
        let root = output_with_old();
        let before = folders(root.path());
        let Some(result) = write_until(root.path(), step, fail) else {
            assert_eq!(on_disk(root.path()), new());
            break;
        };
        let error = result.unwrap_err();
        assert!(matches!(error, Error::Io { .. }), "{error}");
        assert_eq!(on_disk(root.path()), old(), "step {step}: {error}");
        assert_eq!(folders(root.path()), before, "step {step}");
        assert!(!is_pending(root.path()), "step {step}");
    }
}

#[test]
fn recovery_that_dies_goes_on_in_the_next_run() {
    // A step at which the journal stands and nothing has moved yet.
    let journaled = (0..)
        .find(|&step| {
            let root = output_with_old();
            write_until(root.path(), step, die).unwrap().unwrap();
            root.path().join(WORK_FOLDER).join(JOURNAL).exists()
        })
        .unwrap();
    for step in 0.. {
        let root = output_with_old();
        write_until(root.path(), journaled, die).unwrap().unwrap();
        let mut session = Session::open(root.path()).unwrap();
        let left = AtomicUsize::new(step);
        session.before_step = Box::new(move || {
            match left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)) {
                Ok(_) => Ok(()),
                Err(_) => die(),
            }
        });
        let ended = catch_unwind(AssertUnwindSafe(|| session.recover())).is_ok();
        drop(session);
        recover(root.path()).unwrap();
        assert_eq!(on_disk(root.path()), new(), "step {step}");
        if ended {
            break;
        }
    }
}

#[test]
fn a_file_that_came_in_between_is_not_overwritten_by_recovery() {
    let root = output_with_old();
    let target = root.path().join("src/v1.rs");
    for step in 0.. {
        write_until(root.path(), step, die).unwrap().unwrap();
        if root.path().join(WORK_FOLDER).join(JOURNAL).exists() {
            break;
        }
        recover(root.path()).unwrap();
    }
    fs::write(&target, "mine").unwrap();
    let error = recover(root.path()).unwrap_err();
    assert!(
        matches!(&error, Error::Foreign { paths } if *paths == [target.clone()]),
        "{error}"
    );
    assert!(matches!(
        Tree::of_crate(new()).unwrap().write(root.path()),
        Err(Error::Foreign { .. })
    ));
    fs::remove_file(&target).unwrap();
    recover(root.path()).unwrap();
    assert_eq!(on_disk(root.path()), new());
}

#[test]
fn a_forged_or_torn_journal_does_no_harm() {
    let root = output_with_old();
    let work = root.path().join(WORK_FOLDER);
    fs::create_dir_all(work.join("new")).unwrap();
    fs::write(work.join("new/0"), "evil").unwrap();
    for path in ["../evil.rs", "/evil.rs", "src/v1/../../evil.rs"] {
        let journal = serde_json::json!([{ "path": path, "staged": true }]);
        fs::write(work.join(JOURNAL), journal.to_string()).unwrap();
        assert!(matches!(recover(root.path()), Err(Error::Path { .. })));
    }
    fs::remove_file(work.join("new/0")).unwrap();
    fs::create_dir(work.join("new/0")).unwrap();
    fs::write(work.join(JOURNAL), r#"[{"path": "src/v1.rs", "staged": true}]"#).unwrap();
    assert!(matches!(recover(root.path()), Err(Error::Foreign { .. })));
    fs::write(work.join(JOURNAL), "[{\"path\": \"src/v1.rs\"").unwrap();
    recover(root.path()).unwrap();
    assert_eq!(on_disk(root.path()), old());
    assert!(!is_pending(root.path()));
}

#[test]
fn two_runs_at_once_do_not_mix() {
    let root = tempfile::tempdir().unwrap();
    let trees: Vec<Tree> = (0..4)
        .map(|run| {
            let files = (0..20)
                .map(|file| (format!("src/v1/m{file}.rs"), format!("// {MARK}\n// run {run}\n")))
                .chain([(
                    format!("src/v1/only{run}.rs"),
                    format!("// {MARK}\n// run {run}\n"),
                )])
                .collect();
            Tree::of_crate(files).unwrap()
        })
        .collect();
    for _ in 0..5 {
        std::thread::scope(|scope| {
            for tree in &trees {
                scope.spawn(|| tree.write(root.path()).unwrap());
            }
        });
        let found = on_disk(root.path());
        assert!(trees.iter().any(|tree| *tree.files() == found));
        assert!(!is_pending(root.path()));
    }
}
