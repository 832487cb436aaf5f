use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{ChangeKind, Tree, Written};
use crate::error::Error;
use crate::graph::Version;
use crate::write::MARK;
use crate::write::layout::snippets_folder;
use crate::write::lock::{JOURNAL, WORK_FOLDER};

fn text(body: &str) -> String {
    format!("// {MARK}\n{body}\n")
}

fn tree(files: &[(&str, &str)]) -> Tree {
    let files: BTreeMap<String, String> = files
        .iter()
        .map(|&(path, body)| (path.to_owned(), text(body)))
        .collect();
    Tree::of_crate(files).unwrap()
}

/// Everything below a folder, by path.
fn snapshot(root: &Path) -> BTreeMap<String, String> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap();
            (path.replace('\\', "/"), fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_tree_is_written_changed_and_pruned() {
    let root = tempfile::tempdir().unwrap();
    let first = tree(&[
        ("src/v1.rs", "a"),
        ("src/v1/models/user.rs", "b"),
        ("src/beta.rs", "c"),
        ("src/beta/models/user.rs", "d"),
        ("diagnostics.txt", "e"),
    ]);
    let written = first.write(root.path()).unwrap();
    assert_eq!((written.created, written.changed(), written.unchanged), (5, 5, 0));
    assert_eq!(&snapshot(root.path()), first.files());

    let second = tree(&[
        ("src/v1.rs", "a"),
        ("src/v1/models/user.rs", "changed"),
        ("src/v1/models/group.rs", "new"),
    ]);
    let kinds: Vec<_> = second
        .changes(root.path())
        .unwrap()
        .into_iter()
        .map(|change| (change.path, change.kind))
        .collect();
    let expected = [
        ("diagnostics.txt", ChangeKind::Remove),
        ("src/beta.rs", ChangeKind::Remove),
        ("src/beta/models/user.rs", ChangeKind::Remove),
        ("src/v1/models/group.rs", ChangeKind::Create),
        ("src/v1/models/user.rs", ChangeKind::Replace),
    ];
    assert_eq!(kinds, expected.map(|(path, kind)| (path.to_owned(), kind)));
    let written = second.write(root.path()).unwrap();
    let expected = Written {
        created: 1,
        replaced: 1,
        removed: 3,
        unchanged: 1,
    };
    assert_eq!(written, expected);
    assert_eq!(&snapshot(root.path()), second.files());
    assert!(!root.path().join("src/beta").exists(), "empty folders go");
}

#[test]
fn a_file_that_is_right_is_not_touched() {
    let root = tempfile::tempdir().unwrap();
    let tree = tree(&[("src/v1.rs", "a"), ("src/v1/models.rs", "b")]);
    tree.write(root.path()).unwrap();
    let file = root.path().join("src/v1.rs");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    fs::File::options()
        .write(true)
        .open(&file)
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    fs::remove_file(root.path().join("src/v1/models.rs")).unwrap();
    assert_eq!(tree.write(root.path()).unwrap().changed(), 1);
    assert_eq!(tree.write(root.path()).unwrap().changed(), 0);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn foreign_files_are_never_overwritten_or_deleted() {
    let root = tempfile::tempdir().unwrap();
    let at = |path: &str| root.path().join(path);
    fs::create_dir_all(at("src/v1/models/group.rs")).unwrap();
    fs::write(at("src/v1.rs"), "mine").unwrap();
    fs::write(at("src/v1/models/kept.rs"), "mine too").unwrap();
    fs::write(at("src/v1/models/old.rs"), text("stale")).unwrap();
    fs::write(at("diagnostics.txt"), [0xff]).unwrap();
    let before = fs::read(at("src/v1.rs")).unwrap();
    let tree = tree(&[
        ("src/v1.rs", "a"),
        ("src/v1/models/group.rs", "b"),
        ("src/v1/models/user.rs", "c"),
        ("diagnostics.txt", "d"),
    ]);
    let error = tree.write(root.path()).unwrap_err();
    let Error::Foreign { paths } = &error else {
        panic!("{error}")
    };
    let expected = ["diagnostics.txt", "src/v1/models/group.rs", "src/v1.rs"];
    assert_eq!(*paths, expected.map(at));
    assert!(error.to_string().contains("group.rs"));
    assert_eq!(fs::read(at("src/v1.rs")).unwrap(), before);
    assert!(
        at("src/v1/models/old.rs").exists(),
        "a run that fails changes nothing"
    );
    assert!(!at("src/v1/models/user.rs").exists());
    assert!(!at(".generator").exists());

    fs::remove_file(at("src/v1.rs")).unwrap();
    fs::remove_file(at("diagnostics.txt")).unwrap();
    fs::remove_dir(at("src/v1/models/group.rs")).unwrap();
    tree.write(root.path()).unwrap();
    assert!(!at("src/v1/models/old.rs").exists());
    assert_eq!(
        fs::read_to_string(at("src/v1/models/kept.rs")).unwrap(),
        "mine too"
    );
}

#[test]
fn manifest_and_library_yield_to_files_made_by_hand() {
    let root = tempfile::tempdir().unwrap();
    let manifest = root.path().join("Cargo.toml");
    let without = tree(&[]);
    let tree = tree(&[("Cargo.toml", "generated"), ("src/lib.rs", "generated")]);
    fs::write(&manifest, "mine").unwrap();
    tree.write(root.path()).unwrap();
    assert_eq!(fs::read_to_string(&manifest).unwrap(), "mine");
    assert!(root.path().join("src/lib.rs").exists());
    assert!(tree.changes(root.path()).unwrap().is_empty());
    fs::write(&manifest, text("old")).unwrap();
    assert_eq!(tree.write(root.path()).unwrap().replaced, 1);
    without.write(root.path()).unwrap();
    assert!(manifest.exists(), "they are never stale");
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    let root = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("user.rs"), text("theirs")).unwrap();
    fs::create_dir_all(root.path().join("src")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("src/v1")).unwrap();
    let error = tree(&[("src/v1/user.rs", "a")]).write(root.path()).unwrap_err();
    assert!(matches!(&error, Error::Foreign { paths } if *paths == [root.path().join("src/v1")]));
    tree(&[("src/beta.rs", "a")]).write(root.path()).unwrap();
    assert_eq!(
        fs::read_to_string(elsewhere.path().join("user.rs")).unwrap(),
        text("theirs"),
        "what lies behind a link is not stale"
    );
}

#[test]
fn a_tree_refuses_paths_that_are_not_its_own() {
    let files = BTreeMap::from([("src/v1/../x.rs".to_owned(), String::new())]);
    assert!(matches!(Tree::of_crate(files), Err(Error::Path { .. })));
}

#[test]
fn an_output_that_cannot_be_written_is_an_error() {
    let root = tempfile::tempdir().unwrap();
    let file = root.path().join("file");
    fs::write(&file, "not a folder").unwrap();
    let tree = tree(&[("src/v1.rs", "a")]);
    for output in [file.clone(), file.join("below")] {
        let error = tree.write(&output).unwrap_err();
        assert!(matches!(error, Error::Io { .. }), "{error}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "not a folder");
}

#[cfg(unix)]
#[test]
fn a_read_only_output_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().unwrap();
    let old = tree(&[("src/v1.rs", "old")]);
    old.write(root.path()).unwrap();
    let locked = fs::Permissions::from_mode(0o555);
    let open = fs::metadata(root.path()).unwrap().permissions();
    fs::set_permissions(root.path(), locked).unwrap();
    let may_write_anyway = fs::write(root.path().join("probe"), "").is_ok();
    let result = tree(&[("src/v1.rs", "new")]).write(root.path());
    let unchanged = old.write(root.path());
    fs::set_permissions(root.path(), open).unwrap();
    if may_write_anyway {
        // The super-user is not bound by permissions.
        return;
    }
    assert!(matches!(result, Err(Error::Io { .. })), "{result:?}");
    assert_eq!(
        unchanged.unwrap().changed(),
        0,
        "a run without changes writes nothing at all"
    );
    assert_eq!(&snapshot(root.path()), old.files());
}

/// The snippets of v1.0, by the names of their files.
fn snippets(names: &[&str]) -> Tree {
    let path = |name: &&str| format!("{}/{name}.md", snippets_folder(Version::V1));
    let files = names.iter().map(|name| (path(name), text(name)));
    Tree::of_snippets(files.collect(), vec![Version::V1]).unwrap()
}

#[test]
fn snippets_are_a_tree_of_their_own() {
    let root = tempfile::tempdir().unwrap();
    let of_crate = tree(&[("src/v1.rs", "a")]);
    of_crate.write(root.path()).unwrap();
    let of_beta = format!("{}/get-user.md", snippets_folder(Version::Beta));
    let of_beta = Tree::of_snippets(BTreeMap::from([(of_beta, text("beta"))]), vec![Version::Beta]).unwrap();
    of_beta.write(root.path()).unwrap();
    snippets(&["get-user", "list-users"]).write(root.path()).unwrap();
    let written = snippets(&["get-user", "create-user"]).write(root.path()).unwrap();
    assert_eq!((written.created, written.unchanged, written.removed), (1, 1, 1));
    assert_eq!(snapshot(root.path()).len(), 4, "those of others stay");
    assert!(of_crate.changes(root.path()).unwrap().is_empty());
    assert!(of_beta.changes(root.path()).unwrap().is_empty());
}

#[test]
fn an_interrupted_change_of_snippets_is_completed() {
    let root = tempfile::tempdir().unwrap();
    let work = root.path().join(WORK_FOLDER);
    fs::create_dir_all(work.join("new")).unwrap();
    fs::write(work.join("new/0"), text("new")).unwrap();
    let path = format!("{}/get-user.md", snippets_folder(Version::V1));
    fs::write(
        work.join(JOURNAL),
        format!(r#"[{{"path":"{path}","staged":true}}]"#),
    )
    .unwrap();
    let tree = snippets(&["get-user"]);
    assert!(matches!(tree.check(root.path()), Err(Error::Interrupted { .. })));
    tree.write(root.path()).unwrap();
    assert_eq!(snapshot(root.path()), BTreeMap::from([(path, text("get-user"))]));
}
