//! Which commit of the documentation the pages are.
//!
//! The checkout is read as git lays it out, without running git. Only a checkout of the documentation counts, which has its
//! pages in `api-reference`: pages of one's own lie beside the crate that is made of them, whose commit would change what
//! is made.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The folder of a checkout in which the pages lie.
pub(super) const PAGES: &str = "api-reference";

/// No file of git that is read here is larger.
const MAX_SIZE: u64 = 1 << 20;

/// Whether a folder lies there, rather than a link that may lead anywhere.
pub(super) fn is_own_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// The commit of the checkout in which all inputs lie; `None` where they lie in none, or in several.
pub(super) fn commit(inputs: &[PathBuf]) -> Option<String> {
    let mut checkouts = inputs.iter().map(|input| checkout(input));
    let first = checkouts.next()??;
    if !checkouts.all(|other| other.as_ref() == Some(&first)) {
        return None;
    }
    head(&folder_of_git(&first)?)
}

/// The checkout around an input.
fn checkout(input: &Path) -> Option<PathBuf> {
    let input = fs::canonicalize(input).ok()?;
    let pages = input.join(PAGES);
    let start = if is_own_folder(&pages) { pages } else { input };
    let pages = start.ancestors().find(|folder| folder.ends_with(PAGES))?;
    let root = pages.parent()?;
    root.join(".git").exists().then(|| root.to_owned())
}

/// Where git keeps what it knows of a checkout: `.git`, or the folder that a file of that name tells.
fn folder_of_git(checkout: &Path) -> Option<PathBuf> {
    let git = checkout.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let text = read(&git)?;
    Some(checkout.join(text.strip_prefix("gitdir:")?.trim()))
}

/// The commit that is checked out.
fn head(git: &Path) -> Option<String> {
    let head = read(&git.join("HEAD"))?;
    let Some(name) = head.trim().strip_prefix("ref:") else {
        return id(&head);
    };
    let name = name.trim();
    let is_plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    if !name.starts_with("refs/") || !name.split('/').all(is_plain) {
        return None;
    }
    // A second working tree shares the branches with the first.
    let shared = read(&git.join("commondir")).map(|path| git.join(path.trim()));
    [Some(git.to_owned()), shared]
        .into_iter()
        .flatten()
        .find_map(|folder| {
            let loose = read(&folder.join(name)).and_then(|text| id(&text));
            loose.or_else(|| packed(&folder, name))
        })
}

/// The commit of a branch in the list of those that have no file of their own.
fn packed(git: &Path, name: &str) -> Option<String> {
    let text = read(&git.join("packed-refs"))?;
    let mut lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.find_map(|(commit, of)| if of == name { id(commit) } else { None })
}

/// A text that is the id of a commit, of SHA-1 or SHA-256.
fn id(text: &str) -> Option<String> {
    let text = text.trim();
    let is_id = [40, 64].contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| text.to_ascii_lowercase())
}

/// The text of a regular file; a pipe or a device might have no end.
fn read(path: &Path) -> Option<String> {
    let found = fs::symlink_metadata(path).ok()?;
    if !found.is_file() || found.len() > MAX_SIZE {
        return None;
    }
    let mut text = String::new();
    File::open(path)
        .ok()?
        .take(MAX_SIZE)
        .read_to_string(&mut text)
        .ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::commit;

    const FIRST: &str = "0123456789abcdef0123456789abcdef01234567";
    const SECOND: &str = "89abcdef0123456789abcdef0123456789abcdef";

    fn write(root: &Path, files: &[(&str, &str)]) {
        for (path, text) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }

    /// A folder that looks like a checkout of the documentation.
    fn checkout(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        write(
            folder.path(),
            &[("api-reference/v1.0/resources/user.md", "# user\n")],
        );
        write(folder.path(), files);
        folder
    }

    fn commit_of(folder: &Path, input: &str) -> Option<String> {
        commit(&[folder.join(input)])
    }

    #[test]
    fn a_branch_is_loose_or_packed_or_there_is_none() {
        let packed =
            format!("# pack-refs with: peeled\n{SECOND} refs/heads/other\n{FIRST} refs/heads/main\n");
        let cases: [&[(&str, &str)]; 3] = [
            &[
                (".git/HEAD", "ref: refs/heads/main\n"),
                (".git/refs/heads/main", FIRST),
            ],
            &[
                (".git/HEAD", "ref: refs/heads/main\n"),
                (".git/packed-refs", &packed),
            ],
            &[(".git/HEAD", FIRST)],
        ];
        for files in cases {
            let folder = checkout(files);
            for input in ["", "api-reference", "api-reference/v1.0/resources/user.md"] {
                assert_eq!(commit_of(folder.path(), input).as_deref(), Some(FIRST), "{input}");
            }
        }
    }

    #[test]
    fn a_second_working_tree_shares_the_branches() {
        let folder = checkout(&[(".git", "gitdir: main/.git/worktrees/second\n")]);
        write(
            folder.path(),
            &[
                ("main/.git/worktrees/second/HEAD", "ref: refs/heads/main\n"),
                ("main/.git/worktrees/second/commondir", "../..\n"),
                ("main/.git/refs/heads/main", FIRST),
            ],
        );
        assert_eq!(commit_of(folder.path(), "api-reference").as_deref(), Some(FIRST));
    }

    #[test]
    fn what_is_no_checkout_of_the_documentation_has_no_commit() {
        let own = tempfile::tempdir().unwrap();
        write(own.path(), &[("pages/user.md", "# user\n"), (".git/HEAD", FIRST)]);
        assert_eq!(commit_of(own.path(), "pages"), None);
        for head in [
            "",
            "main",
            "ref: ../../secret",
            "ref: refs/../../secret",
            "ref: refs/heads/none",
        ] {
            let folder = checkout(&[(".git/HEAD", head), (".git/secret", FIRST)]);
            assert_eq!(commit_of(folder.path(), ""), None, "{head}");
        }
        let (one, two) = (
            checkout(&[(".git/HEAD", FIRST)]),
            checkout(&[(".git/HEAD", FIRST)]),
        );
        assert_eq!(commit(&[one.path().to_owned(), two.path().to_owned()]), None);
    }

    #[cfg(unix)]
    #[test]
    fn pages_behind_a_link_are_no_checkout() {
        let folder = tempfile::tempdir().unwrap();
        write(
            folder.path(),
            &[
                ("input/.git/HEAD", FIRST),
                ("outside/api-reference/a.md", ""),
                ("outside/.git/HEAD", SECOND),
            ],
        );
        let link = folder.path().join("input/api-reference");
        std::os::unix::fs::symlink(folder.path().join("outside/api-reference"), &link).unwrap();
        assert_eq!(commit_of(folder.path(), "input"), None);
        // The input itself may be one.
        assert_eq!(commit(&[link]).as_deref(), Some(SECOND));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_not_waited_for() {
        use std::process::Command;
        use std::sync::mpsc;
        use std::thread;
        use std::time::Duration;

        for (pipe, files) in [
            (".git", [].as_slice()),
            (".git/HEAD", &[(".git/packed-refs", "")]),
        ] {
            let folder = checkout(files);
            let made = Command::new("mkfifo").arg(folder.path().join(pipe)).status();
            assert!(made.unwrap().success());
            let (send, receive) = mpsc::channel();
            let input = folder.path().to_owned();
            thread::spawn(move || send.send(commit(&[input])));
            let answer = receive.recv_timeout(Duration::from_secs(20));
            assert_eq!(answer, Ok(None), "{pipe}");
        }
    }
}
