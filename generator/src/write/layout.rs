//! Which paths below an output folder belong to the generator, and what stands at them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::package::{guide, readme, vendored};
use super::{documented, is_marked};
use crate::error::Error;
use crate::graph::Version;
use crate::resolve::module_of;

/// The file that lists what there is to say about the pages.
pub const DIAGNOSTICS_FILE: &str = "diagnostics.txt";

/// Files of a whole crate. Where one without the generator's mark stands already, it is somebody's own and is
/// left as it is.
pub(super) const YIELDING: [&str; 4] = [
    "Cargo.toml",
    "src/lib.rs",
    "tests/documented/main.rs",
    readme::FILE,
];

/// The folders that stay when everything in them was deleted.
const KEPT_FOLDERS: [&str; 2] = ["src", "tests"];

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

/// What stands on disk where an owned file belongs.
pub(super) enum Found {
    Nothing,
    File(Vec<u8>),
    /// A folder, a link, or either above it; the path tells which.
    Other(PathBuf),
}

/// Whether a path, below the output crate, is one at which the generator may write: a module of a version, a file
/// of the test of documented examples, one of the runtime that goes with the crate, or one of some single files. No such
/// path leads out of the crate.
pub fn is_owned(path: &str) -> bool {
    if [DIAGNOSTICS_FILE, guide::FILE].contains(&path) || YIELDING.contains(&path) {
        return true;
    }
    let is_name = |name: &str| is_file_name(name, b'_');
    let in_runtime = path
        .strip_prefix(vendored::FOLDER)
        .and_then(|path| path.strip_prefix('/'));
    if let Some(path) = in_runtime {
        let source = path.strip_prefix("src/").and_then(|path| {
            let ending = path.strip_suffix(".rs");
            ending.or_else(|| path.strip_suffix(".md"))
        });
        return path == "Cargo.toml" || source.is_some_and(|stem| stem.split('/').all(is_name));
    }
    let in_test = path
        .strip_prefix(documented::FOLDER)
        .and_then(|path| path.strip_prefix('/'));
    let below = in_test.or_else(|| path.strip_prefix("src/"));
    let Some(stem) = below.and_then(|path| path.strip_suffix(".rs")) else {
        return false;
    };
    let first = stem.split('/').next().unwrap_or_default();
    let is_module = Version::ALL.iter().any(|&version| module_of(version) == first);
    let is_fixed = in_test.is_some() && ["example", "sans_io"].contains(&stem);
    (is_module || is_fixed) && stem.split('/').all(is_name)
}

/// Whether the name of a folder, or of a file without its ending, has only small letters and digits, and `joint` between them.
fn is_file_name(name: &str, joint: u8) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == joint;
    !name.is_empty() && name.bytes().all(fits)
}

/// The folder of a version's snippets, below the folder of the versions.
pub fn snippets_folder(version: Version) -> String {
    format!("{}/includes/snippets/rust", version.as_str())
}

/// Whether a path, below the folder of the versions, is one at which the generator may write a snippet.
pub fn is_snippet(path: &str) -> bool {
    let Some((folder, file)) = path.rsplit_once('/') else {
        return false;
    };
    let is_folder = Version::ALL
        .into_iter()
        .any(|version| snippets_folder(version) == folder);
    is_folder
        && file
            .strip_suffix(".md")
            .is_some_and(|stem| is_file_name(stem, b'-'))
}

/// The path on disk of an owned path.
pub(super) fn path_on_disk(root: &Path, path: &str) -> PathBuf {
    path.split('/')
        .fold(root.to_owned(), |place, name| place.join(name))
}

/// The path below `root`, with `/`.
pub(super) fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<_> = below
        .components()
        .map(|name| name.as_os_str().to_string_lossy())
        .collect();
    names.join("/")
}

/// Reads what stands at an owned path. Links are not followed, as they could lead out of the output.
pub(super) fn look(root: &Path, path: &str) -> Result<Found, Error> {
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

/// Whether the generator may replace or delete the file at an owned path: it is absent, or bears the mark.
pub(super) fn is_ours_or_absent(root: &Path, path: &str) -> Result<bool, Error> {
    Ok(match look(root, path)? {
        Found::Nothing => true,
        Found::File(content) => is_marked(&content),
        Found::Other(_) => false,
    })
}

/// Deletes the folders above a deleted file that are empty.
pub(super) fn remove_empty_folders(root: &Path, path: &str) {
    let mut path = path;
    while let Some((folder, _)) = path.rsplit_once('/') {
        // `remove_dir` refuses a folder that holds anything.
        if KEPT_FOLDERS.contains(&folder) || fs::remove_dir(path_on_disk(root, folder)).is_err() {
            return;
        }
        path = folder;
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use super::{is_owned, is_snippet, path_on_disk};

    #[test]
    fn owned_paths_stay_inside_the_crate() {
        for path in [
            "src/v1.rs",
            "src/beta/a_1/b.rs",
            "Cargo.toml",
            "src/lib.rs",
            "diagnostics.txt",
            "README.md",
            "src/guide.md",
            "runtime/Cargo.toml",
            "runtime/src/client/example.md",
        ] {
            assert!(is_owned(path), "{path}");
        }
        for path in [
            "",
            "/",
            "src",
            "src/.rs",
            "src/v1",
            "src/v1/.rs",
            "src/v1/../x.rs",
            "src/v1//x.rs",
            "/src/v1.rs",
            "src/v2.rs",
            "src/main.rs",
            "src/v1/X.rs",
            "src/v1/a\\b.rs",
            "src/v1/a\0.rs",
            "src/v1/é.rs",
            "../src/v1.rs",
            "src/v1/x.rs/",
            "build.rs",
            "src/v1x.rs",
            "src/v1/a.b.rs",
            "C:/src/v1.rs",
            "runtime/build.rs",
            "runtime/src/../x.rs",
            "runtime/src/x.toml",
            "runtime/Cargo.lock",
        ] {
            assert!(!is_owned(path), "{path}");
        }
    }

    #[test]
    fn snippets_stay_in_their_folder() {
        assert!(is_snippet(
            "v1.0/includes/snippets/rust/get-user-2-rust-snippets.md"
        ));
        for path in [
            "",
            "a.md",
            "v1.0/includes/snippets/rust/.md",
            "v1.0/includes/snippets/rust/../a.md",
            "v1.0/includes/snippets/rust/a/b.md",
            "v1.0/includes/snippets/rust/a_b.md",
            "v1.0/includes/snippets/csharp/a.md",
            "../v1.0/includes/snippets/rust/a.md",
            "v2.0/includes/snippets/rust/a.md",
            "src/v1.rs",
        ] {
            assert!(!is_snippet(path), "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn an_owned_path_has_plain_names_only(path in "(src/|runtime/)?(src/|v1|beta|\\.\\.|[a-z./\\\\]{0,4})(/[a-z_.]{0,3}){0,3}(\\.rs)?") {
            if is_owned(&path) {
                let place = path_on_disk(Path::new("root"), &path);
                let plain = place.components().all(|part| matches!(part, Component::Normal(_)));
                proptest::prop_assert!(plain && place.starts_with("root"), "{}", path);
            }
        }
    }
}
